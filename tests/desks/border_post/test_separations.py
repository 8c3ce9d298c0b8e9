"""Separation flags: two supervisors, two reasons; nobody confirms their own word, and no officer releases."""

import pytest

from safeconduct.domains.people import commands, queries
from safeconduct.kernel.ids import derived_id
from tests.desks.border_post.scenes import Family, field, ok, sent, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def parted(cast):
    """Yusuf has left his mother's group; his flag is up."""
    family = Family(cast)
    commands.register_group(cast.act(), group=derived_id("group", "other"), level=2, size=1)
    commands.move_person(
        cast.act(), person=family.yusuf, from_group=family.group, to_group=derived_id("group", "other"),
        relation="", reason="care_arranged",
    )  # fmt: skip
    return family


def said(client, family, step, **more):
    page = client.get("/post/separations/")
    form = sent(flag=queries.flags_of(family.yusuf)[0].id, **{"reason": "with his aunt", **more})
    if step == "propose":
        form["seen"] = field(page, "seen")
    return client.post(f"/post/separations/{family.yusuf}/{step}/", form)


def test_an_empty_page_says_what_will_appear(desk, cast):
    assert "No child is flagged as parted" in words(ok(desk("samira").get("/post/separations/")))


def test_the_flag_says_who_raised_it_and_between_which_groups(desk, parted):
    page = words(ok(desk("samira").get("/post/separations/")))
    for word in ("Yusuf Haddad", "Bilal", "Care arranged", "B-0001", "1 flag is up"):
        assert word in page


def test_two_supervisors_release_a_flag(desk, parted):
    ok(said(desk("samira"), parted, "propose"), 302)
    assert "Samira" in words(ok(desk("tomas").get("/post/separations/")))
    assert queries.flags_of(parted.yusuf)[0].open
    ok(said(desk("tomas"), parted, "confirm", reason="seen together"), 302)
    assert not queries.flags_of(parted.yusuf)[0].open
    page = words(ok(desk("samira").get("/post/separations/")))
    assert "Released" in page
    assert "Tomas" in page


def test_nobody_confirms_their_own_proposal(desk, parted):
    samira = desk("samira")
    ok(said(samira, parted, "propose"), 302)
    assert "Another supervisor looks and confirms it" in words(ok(samira.get("/post/separations/")))
    ok(said(samira, parted, "confirm"), 422)
    assert queries.flags_of(parted.yusuf)[0].open


def test_a_word_needs_its_reason(desk, parted):
    ok(said(desk("samira"), parted, "propose", reason=" "), 422)


def test_officers_and_dalia_are_refused(desk, parted):
    for who in ("bilal", "dalia"):
        client = desk(who)
        assert client.get("/post/separations/").status_code == 403
        for step in ("propose", "confirm"):
            form = sent(flag=queries.flags_of(parted.yusuf)[0].id, reason="with his aunt")
            assert client.post(f"/post/separations/{parted.yusuf}/{step}/", form).status_code == 403
    assert queries.flags_of(parted.yusuf)[0].open
