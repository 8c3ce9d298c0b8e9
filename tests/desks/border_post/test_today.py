"""The list of a day: by token without names; with names for the supervisor, logged and marked on paper."""

import pytest

from safeconduct.domains.crossings import commands, queries
from safeconduct.foundation.access import queries as access
from tests.desks.border_post.scenes import Family, ok, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(cast):
    return Family(cast)


def token(family):
    return queries.crossing(family.crossing).token


def test_an_empty_day_says_what_will_appear(desk):
    assert "Nothing was recorded on this day" in words(ok(desk("bilal").get("/post/today/")))


def test_the_list_shows_tokens_and_no_names(desk, family):
    page = words(ok(desk("bilal").get("/post/today/")))
    assert token(family) in page
    assert "at post" in page
    assert "Amina" not in page
    assert "With names" not in page


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("state=undecided", False), ("state=admit", True), ("direction=exit", False), ("direction=entry", True),
        ("token=1", True), ("token=b-0001", True), ("token=77", False), ("day=2026-03-03", False),
        ("day=2026-03-04", True), ("day=2999-01-01", True), ("day=2026-99-99", True), ("page=9", True),
    ],
)  # fmt: skip
def test_filters_and_days(desk, cast, family, query, is_shown):
    commands.decide(cast.act(), crossing=family.crossing, decision="admit")
    page = ok(desk("bilal").get(f"/post/today/?{query}")).content.decode()
    assert (f"/post/register/{family.group}/" in page) is is_shown


def test_a_long_day_stands_on_pages(desk, cast):
    for name in range(52):
        Family(cast, name=f"family {name}")
    client = desk("bilal")
    first, second = (words(ok(client.get(f"/post/today/?page={page}"))) for page in (1, 2))
    assert "B-0052" in first
    assert "B-0002" not in first
    assert "B-0002" in second


def test_the_supervisor_sees_names_and_that_is_in_the_log(desk, cast, family):
    client = desk("samira")
    assert "With names" in words(ok(client.get("/post/today/")))
    page = words(ok(client.get("/post/today/names/")))
    assert "Amina Haddad" in page
    assert token(family) in page
    (look,) = access.looks(about=family.amina)
    assert (look.user, look.what) == (cast.ids["samira"], "list")


def test_on_paper_the_list_is_marked_and_logged(desk, cast, family):
    answer = ok(desk("samira").get("/post/today/names.pdf"))
    assert answer.content.startswith(b"%PDF-")
    assert "Amina" not in answer.headers["Content-Disposition"]
    assert any(look.event == "printed" for look in access.looks(about=family.amina))


def test_names_are_not_for_officers(desk, family):
    for page in ("names/", "names.pdf"):
        assert desk("bilal").get(f"/post/today/{page}").status_code == 403


def test_dalia_is_refused(desk, family):
    for page in ("", "names/", "names.pdf"):
        assert desk("dalia").get(f"/post/today/{page}").status_code == 403
