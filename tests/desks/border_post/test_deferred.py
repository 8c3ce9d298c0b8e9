"""Deferred verifications: sorted by deadline, overdue marked, worked off with an outcome."""

from datetime import timedelta

import pytest

from safeconduct.domains.crossings import commands, queries
from tests.desks.border_post.scenes import Family, field, ok, sent, words

pytestmark = pytest.mark.django_db


def deferred(cast, name, hours):
    family = Family(cast, name=name)
    commands.decide(
        cast.act(), crossing=family.crossing, decision="admit_deferred", place="Consulate",
        deadline=cast.clock.now() + timedelta(hours=hours),
    )  # fmt: skip
    return family


def test_an_empty_list_says_what_will_appear(desk):
    assert "No check is open" in words(ok(desk("bilal").get("/post/deferred/")))


def test_the_nearest_deadline_stands_first_and_overdue_is_marked(desk, cast):
    late, soon = deferred(cast, "late", 72), deferred(cast, "soon", 2)
    page = ok(desk("bilal").get("/post/deferred/"))
    html = page.content.decode()
    assert html.index(soon.crossing) < html.index(late.crossing)
    assert "1 overdue" not in words(page)
    cast.clock.pass_time(timedelta(hours=3))
    assert "1 overdue" in words(ok(desk("bilal").get("/post/deferred/")))


def test_a_check_is_worked_off_with_its_outcome(desk, cast):
    family, client = deferred(cast, "first", 24), desk("zainab")
    url = f"/post/deferred/{family.crossing}/"
    page = ok(client.get(url))
    assert "Consulate" in words(page)
    assert "Amina Haddad" in words(page)
    form = sent(seen=field(page, "seen"), remark="by telephone")
    ok(client.post(url, form), 422)
    ok(client.post(url, form | {"outcome": "verified"}), 302)
    assert queries.open_verifications(cast.post) == []
    (done,) = queries.verifications_of(family.crossing)
    assert (done.outcome, done.remark) == ("verified", "by telephone")
    assert "Check is done" not in words(ok(client.get(url)))


def test_nothing_is_worked_off_twice(desk, cast):
    family, client = deferred(cast, "first", 24), desk("bilal")
    url = f"/post/deferred/{family.crossing}/"
    ok(client.post(url, sent(outcome="verified")), 302)
    ok(client.post(url, sent(outcome="not_found")), 422)


def test_dalia_is_refused(desk, cast):
    family = deferred(cast, "first", 24)
    client = desk("dalia")
    assert client.get("/post/deferred/").status_code == 403
    assert client.get(f"/post/deferred/{family.crossing}/").status_code == 403
    assert client.post(f"/post/deferred/{family.crossing}/", sent(outcome="verified")).status_code == 403
