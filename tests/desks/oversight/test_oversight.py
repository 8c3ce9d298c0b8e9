"""The oversight desk: the access log and its file, waits, corrections, integrity. It shows no names of people."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse

from safeconduct.domains.crossings import commands as crossing
from safeconduct.domains.people.commands import CorrectPerson, VoidPerson
from safeconduct.foundation.access import queries
from safeconduct.foundation.access.looks import record_look, record_print
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import derived_id
from tests.desks.border_post.scenes import Family

AMINA, YUSUF = derived_id("amina"), derived_id("yusuf")


@pytest.fixture
def request_of(desk):
    """A request as that member of the cast sends it."""

    def made(who):
        request = RequestFactory().get("/")
        request.session = desk(who).session
        return request

    return made


def test_a_look_is_recorded_once_an_hour_for_each_purpose(cast, request_of):
    bilal = request_of("bilal")
    for _ in range(3):
        record_look(bilal, "person", AMINA)
    record_look(bilal, "person", AMINA, "protection")
    assert queries.looks(about=AMINA).count() == 2
    cast.clock.pass_time(timedelta(hours=1))
    record_look(bilal, "person", AMINA)
    assert queries.looks(about=AMINA).count() == 3
    look = queries.looks(about=AMINA).first()
    assert (look.user, look.event, look.what, look.purpose, look.place) == (
        cast.ids["bilal"], "looked", "person", "border_control", cast.post,
    )  # fmt: skip


def test_everyone_on_a_list_is_on_record(request_of):
    people = [derived_id("person", number) for number in range(450)]
    record_look(request_of("samira"), "list", people)
    assert queries.looks(event="looked").count() == 450
    assert queries.looks(about=people[449]).count() == 1


def test_the_log_is_journalled_and_verifies(cast, request_of):
    record_look(request_of("bilal"), "person", AMINA)
    record_print(request_of("bilal"), "slip", about=(AMINA, YUSUF))
    verdict = verify(cast.ledger)
    assert verdict.findings == ()
    assert any(head.endswith(".access") for head in cast.ledger.ends)


def test_the_log_is_filtered_by_user_day_event_and_record(cast, desk, request_of):
    record_look(request_of("bilal"), "person", AMINA)
    cast.clock.pass_time(timedelta(days=1))
    record_look(request_of("zainab"), "person", YUSUF)
    record_print(request_of("zainab"), "slip", about=(YUSUF,))
    olga = desk("olga")

    def found(**query):
        return {(row["name"], row["look"].event) for row in olga.get(reverse("oversight:log"), query).context["rows"]}

    assert found(user=cast.ids["bilal"]) == {("Bilal", "looked")}
    assert found(day="2026-03-05") == {("Zainab", "looked"), ("Zainab", "printed")}
    assert found(event="printed") == {("Zainab", "printed")}
    assert found(about=AMINA) == {("Bilal", "looked")}
    assert olga.get(reverse("oversight:log"), {"day": "yesterday"}).status_code == 422


def test_taking_the_log_out_is_itself_recorded(cast, desk, request_of):
    record_look(request_of("bilal"), "person", AMINA)
    answer = desk("olga").get(reverse("oversight:export_log"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Bilal" in lines[1]
    assert AMINA in lines[1]
    [export] = queries.looks(event="exported")
    assert (export.user, export.what, export.number) == (cast.ids["olga"], "access_log", 1)


def test_who_is_no_oversight_sees_no_log(desk):
    for who in ("bilal", "samira", "hana", "adam", "dalia"):
        assert desk(who).get(reverse("oversight:log")).status_code == 403


def test_a_wait_that_ran_out_an_hour_ago_shows_by_token(cast, desk):
    family = Family(cast)
    wait = {"decision": "wait", "place": "hall", "reason": "interpreter_awaited"}
    crossing.decide(cast.act(), crossing=family.crossing, next_time=cast.clock.now() + timedelta(hours=1), **wait)
    olga = desk("olga")
    cast.clock.pass_time(timedelta(hours=1, minutes=30))
    assert olga.get(reverse("oversight:waits")).context["rows"] == []
    cast.clock.pass_time(timedelta(hours=1))
    page = olga.get(reverse("oversight:waits"))
    [row] = page.context["rows"]
    assert row["token"]
    assert row["late"] == 90
    assert "Haddad" not in page.content.decode()


def test_corrections_are_counted_by_officer(cast, desk):
    family = Family(cast)
    changes = {"given_names": "Amena", "sex": "X"}
    submit(cast.act("zainab"), CorrectPerson(person=family.amina, changes=changes, reason="heard wrong"))
    submit(cast.act("zainab"), VoidPerson(person=family.yusuf, reason="entered twice"))
    page = desk("olga").get(reverse("oversight:corrections"))
    [row] = page.context["people"]["rows"]
    assert row["name"] == "Zainab"
    counted = dict(zip(map(str, page.context["people"]["events"]), row["numbers"], strict=True))
    assert (counted["Corrected"], counted["Voided"]) == (1, 1)
    assert page.context["wrong_group"] == 0
    assert "Amina" not in page.content.decode()
    assert "Amena" not in page.content.decode()


def test_integrity_is_checked_from_the_page_and_remembered(cast, desk):
    from django.db import connection

    olga = desk("olga")
    olga.post(reverse("oversight:integrity"))
    assert olga.get(reverse("oversight:integrity")).context["last"].findings == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_user SET display_name = 'Nobody' WHERE login = 'bilal'")
    olga.post(reverse("oversight:integrity"))
    page = olga.get(reverse("oversight:integrity"))
    assert page.context["last"].findings[0][0] == "rows.changed"
    assert len(page.context["rows"]) == 2
