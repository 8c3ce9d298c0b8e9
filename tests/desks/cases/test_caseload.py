"""Caseloads, calendar, counts and paper: what is overdue on top, many cases in one act, no name in a file."""

from datetime import timedelta

import pytest
from django.test import Client

from safeconduct.domains.cases import queries
from safeconduct.foundation.access.commands import disable_user
from safeconduct.foundation.access.models import Look
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotFound
from tests.desks.border_post.scenes import ok, sent, words
from tests.desks.cases.scenes import do, now, opens

pytestmark = pytest.mark.django_db


def bears(client: Client, user, number, answers=302):
    return ok(client.post(f"/cases/caseload/{user}/capacity/", sent(capacity=number)), answers)


def moves(client: Client, user, to, answers=302, **more):
    form = {f"case-{case.subject}": whom for case, whom in to.items()}
    return ok(client.post(f"/cases/caseload/{user}/", sent(reason="left", **form, **more)), answers)


def test_all_cases_of_somebody_who_leaves_go_to_others_in_one_act(desk, cast, agency):
    esther, grace = desk("esther"), desk("grace")
    mine, ids = [opens(cast, esther, priority=one) for one in ("low", "high", "medium")], cast.ids
    disable_user(cast.act("adam", place="node", purpose="administration"), user=ids["esther"], disabled=True)
    page = words(ok(grace.get("/cases/caseload/")))
    assert "does not work here any more" in page
    preview = ok(grace.get(f"/cases/caseload/{ids['esther']}/")).content.decode()
    # Grace supervises all three, so Leila is proposed for each.
    assert preview.count(f'value="{ids["leila"]}" selected') == 3
    before = ledger().clock.now()
    moves(grace, ids["esther"], dict.fromkeys(mine, ids["leila"]))
    assert {now(one).owner for one in mine} == {ids["leila"]}
    assert {step.happened_at for one in mine for step in queries.steps_of(one.subject)[:1]} == {before}
    assert "Given to another caseworker The caseworker leaves" in words(ok(grace.get(f"/cases/{mine[0].subject}/")))
    assert verify(ledger()).sound


def test_a_conflict_stops_all_of_them_and_is_said(desk, cast, agency):
    esther, ids = desk("esther"), cast.ids
    first, second = opens(cast, esther), opens(cast, esther)
    answer = moves(esther, ids["esther"], {first: ids["leila"], second: ids["grace"]}, 422)
    assert "Nobody supervises their own case" in words(answer)
    assert {now(first).owner, now(second).owner} == {ids["esther"]}
    assert f'value="{ids["leila"]}" selected' in answer.content.decode()
    assert "Choose at least one case" in words(moves(esther, ids["esther"], {first: "", second: ""}, 422))


def test_nobody_is_given_more_than_they_bear_but_knowingly(desk, cast, agency):
    esther, ids = desk("esther"), cast.ids
    first, second = opens(cast, esther), opens(cast, esther)
    bears(esther, ids["leila"], 1)
    preview = ok(esther.get(f"/cases/caseload/{ids['esther']}/")).content.decode()
    assert preview.count(f'value="{ids["leila"]}" selected') == 1
    assert "whoever has room supervises it" in preview
    both = {first: ids["leila"], second: ids["leila"]}
    assert "more cases than they bear" in words(moves(esther, ids["esther"], both, 422))
    assert now(first).owner == ids["esther"]
    moves(esther, ids["esther"], both, knowingly="on")
    assert {now(first).owner, now(second).owner} == {ids["leila"]}
    assert "more than they bear" in words(ok(esther.get("/cases/caseload/")))
    assert "between 0 and 200" in words(bears(esther, ids["leila"], "many", 422))


def test_the_calendar_has_what_is_overdue_on_top_and_then_day_by_day(desk, cast, agency):
    esther = desk("esther")
    late, soon, other = opens(cast, esther), opens(cast, esther), opens(cast, esther, owner=cast.ids["leila"])
    do(esther, late, "visit", on="2026-03-04")
    do(esther, soon, "visit", on="2026-03-06")
    do(esther, other, "visit", on="2026-03-06")
    cast.clock.pass_time(timedelta(days=1))
    page = words(ok(esther.get("/cases/calendar/")))
    assert page.index("Overdue") < page.index(late.reference) < page.index("Friday") < page.index(soon.reference)
    assert other.reference not in page
    assert other.reference in words(ok(esther.get(f"/cases/calendar/?of={cast.ids['leila']}")))
    assert soon.reference not in words(ok(esther.get("/cases/calendar/?by=day")))
    assert soon.reference in words(ok(esther.get("/cases/calendar/?by=day&from=2026-03-06")))
    (visit,) = queries.visits_of(late.subject)
    do(esther, late, "visited", visit=visit.id, outcome="missed", on="2026-03-05")
    assert "Overdue" not in words(ok(esther.get("/cases/calendar/")))
    assert "Missed" in words(ok(esther.get("/cases/calendar/")))
    for asked in ("0001-01-01", "9999-12-31", "soon"):
        ok(esther.get(f"/cases/calendar/?from={asked}"))


def test_counts_leave_without_a_name_and_small_numbers_are_not_told(desk, cast, agency):
    esther = desk("esther")
    for _ in range(5):
        opens(cast, esther, priority="low")
    opens(cast, esther, compartment="legal")
    file = ok(esther.get("/cases/caseload/counts.csv")).content.decode()
    assert file.splitlines() == ["compartment,status,priority,cases", "gbv,open,low,5", "legal,open,high,<5"]
    (look,) = Look.objects.filter(event="exported", what="case_counts")
    assert (look.user, look.number) == (cast.ids["esther"], 2)


def prints(client, case, reason, answers=200):
    return ok(client.post(f"/cases/{case.subject}/print/", sent(reason=reason)), answers)


def test_a_case_is_printed_for_its_holder_with_its_reason_and_into_the_log(desk, cast, agency):
    esther, leila = desk("esther"), desk("leila")
    case = opens(cast, esther)
    do(esther, case, "note", text="She sleeps at her aunt's.\nA second line.")
    assert "Say why the case is printed" in words(prints(esther, case, "", 422))
    paper = prints(esther, case, "court")
    assert paper.content[:5] == b"%PDF-"
    assert paper["Cache-Control"] == "no-store"
    (look,) = Look.objects.filter(event="printed", what="case")
    assert (look.user, look.about, look.purpose) == (cast.ids["esther"], case.subject, "protection")
    assert "A court or an authority asks for it" in words(ok(esther.get(f"/cases/{case.subject}/")))
    assert "Only its caseworker or supervisor prints" in words(prints(leila, case, "court", 422))
    assert Look.objects.filter(event="printed").count() == 1


def test_whoever_cannot_read_a_case_cannot_print_it(desk, cast, agency, monkeypatch):
    esther = desk("esther")
    case = opens(cast, esther)

    def not_held(entry, fact):
        raise NotFound("compartments.not_held", compartment=fact.compartment)

    monkeypatch.setattr("safeconduct.domains.cases.words.opened", not_held)
    prints(esther, case, "court", 404)
    assert not Look.objects.filter(event="printed").exists()


@pytest.mark.parametrize("who", ["dalia", "samira", "petra"])
def test_nobody_else_sees_caseloads_calendar_counts_or_paper(desk, cast, agency, who):
    case, ids = opens(cast, desk("esther")), cast.ids
    for address in (
        "/cases/caseload/", "/cases/calendar/", "/cases/caseload/counts.csv", f"/cases/caseload/{ids['esther']}/",
        f"/cases/caseload/{ids['esther']}/capacity/", f"/cases/{case.subject}/print/",
    ):  # fmt: skip
        ok(desk(who).get(address), 403)
    ok(desk("esther").get(f"/cases/caseload/{new_id()}/"), 404)
