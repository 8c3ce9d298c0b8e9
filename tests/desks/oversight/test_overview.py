"""The first page of oversight: what needs looking at, with number and age; no names and nobody's words."""

from datetime import timedelta

import pytest

from safeconduct.domains.accountability.commands import MakePostComplaint
from safeconduct.domains.accountability.states import ANSWER_WITHIN
from safeconduct.domains.people import commands as people
from safeconduct.foundation.access.models import Look
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.ids import new_id
from tests.desks.border_post.scenes import Family, ok, words

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/oversight/overview/"


@pytest.fixture
def late(cast):
    """An objection and a complaint that nobody has answered in time."""
    family = Family(cast)
    people.make_objection(cast.act(), person=family.amina, about="birth", by="self", words="qvobjects")
    told = MakePostComplaint(complaint=new_id(), about="delay", by="anonymous", words="qvcomplains", code="ABCDEFGH23")
    submit(cast.act(), told)
    cast.clock.pass_time(ANSWER_WITHIN + timedelta(hours=1))


def numbers(client):
    return {str(row["what"]): row["number"] for row in ok(client.get(URL)).context["rows"]}


def test_nothing_is_overdue_at_first_and_the_page_says_so(desk, cast):
    client = desk("olga")
    assert set(numbers(client).values()) == {0}
    assert "within its limit" in words(ok(client.get(URL)))


def test_what_is_overdue_rises_with_its_age_and_without_words_or_names(desk, cast, late):
    client = desk("olga")
    found = numbers(client)
    assert (found["Objections overdue"], found["Complaints at posts overdue"]) == (1, 1)
    page = words(ok(client.get(URL)))
    for shown in ("Objection Birth date or age Kadar Bridge", "Complaint A delay Kadar Bridge"):
        assert shown in page
    for secret in ("qvobjects", "qvcomplains", "Amina", "ABCDEFGH23"):
        assert secret not in page
    assert "A delay" not in words(ok(client.get(URL + f"?post={new_id()}")))


def test_the_numbers_leave_as_a_file_and_that_is_on_record(desk, cast, late):
    csv = ok(desk("olga").get(URL + "export.csv")).content.decode()
    assert "Objections overdue" in csv
    assert Look.objects.filter(what="oversight_overview", event="exported").count() == 1


def test_oversight_begins_here(desk, cast):
    assert desk("olga").get("/").headers["Location"] == URL


@pytest.mark.parametrize("who", ["dalia", "adam", "samira", "bilal", "petra", "ines"])
def test_nobody_else_sees_it(desk, who):
    assert desk(who).get(URL).status_code == 403
    assert desk(who).get(URL + "export.csv").status_code == 403
