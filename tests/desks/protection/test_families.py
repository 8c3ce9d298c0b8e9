"""Families at the agency's desk: a mother finds her child, and the child goes back when everybody agrees."""

from datetime import timedelta

import pytest

from safeconduct.domains.protection import queries
from safeconduct.foundation.journal.verify import verify
from tests.desks.border_post.scenes import ok, sent, words
from tests.desks.protection.scenes import value_of
from tests.desks.protection.test_children import agency, arrives, do, the_child
from tests.desks.protection.test_deciding import ALL, PANEL, grace, scene
from tests.desks.protection.test_guardians import TERMS, guardian

pytestmark = pytest.mark.django_db
__all__ = ["agency", "grace"]
AMINA = {"seeker": "Amina Haddad", "relation": "mother", "contact": "+373 1", "sought": "Yusuf Haddad", "birth": "2015"}


def asked(esther, **more):
    answer = ok(esther.post("/protection/families/new/", sent(**{**AMINA, **more})), 302)
    return queries.tracing(answer["Location"].split("/")[3])


def registered(desk, cast):
    esther, child = scene(desk, cast)
    do(esther, child, "register", status="separated", given_names="Yusuf", family_name="Haddad", birth="3 May 2015")
    return esther, child


def test_an_empty_page_says_how_to_begin(desk, agency):
    page = words(ok(desk("esther").get("/protection/families/")))
    assert "Nobody is looked for" in page
    assert "No child is on its way back" in page


def test_a_mother_finds_her_child_and_is_looked_at_before_anything_follows(desk, cast, agency):
    esther, child = registered(desk, cast)
    request = asked(esther)
    page = words(ok(esther.get(f"/protection/tracing/{request.subject}/")))
    assert "the same full name, a birth date that may be the same" in page
    judged = sent(child=child.subject, verdict="same")
    ok(esther.post(f"/protection/tracing/{request.subject}/judge/", judged), 302)
    page = words(ok(esther.get(f"/protection/children/{child.subject}/")))
    assert "Amina Haddad" in page
    assert "Still being looked at" in page
    assert verify(cast.ledger).sound


def test_another_child_of_the_name_is_no_match_by_its_date(desk, cast, agency):
    esther, _child = registered(desk, cast)
    request = asked(esther, birth="2009")
    assert "No child here has this full name" in words(ok(esther.get(f"/protection/tracing/{request.subject}/")))


def test_what_a_request_refuses_is_said_and_nothing_is_lost(desk, cast, agency):
    esther = desk("esther")
    answer = ok(
        esther.post("/protection/families/new/", sent(**{**AMINA, "sought": "", "circumstances": "at the bridge"})), 422
    )
    assert "Give the full name" in words(answer)
    assert "at the bridge" in answer.content.decode()


def test_nobody_else_is_told_without_consent_and_consent_is_taken_back(desk, cast, agency):
    esther = desk("esther")
    where = f"/protection/tracing/{asked(esther, shares='on').subject}"
    told = sent(way="red_cross", outcome="pending", remark="list 12")
    ok(esther.post(f"{where}/act/", told), 302)
    ok(esther.post(f"{where}/sharing/", sent()), 302)
    answer = ok(esther.post(f"{where}/act/", sent(way="red_cross", outcome="pending", remark="list 13")), 422)
    assert "does not agree that others are told" in words(answer)
    assert "list 13" in answer.content.decode()
    assert "nobody else is told" in words(ok(esther.get(f"{where}/")))


def on_the_way(desk, cast, grace):
    """A registered child with a confirmed mother, a guardian and a confirmed determination."""
    esther, child = registered(desk, cast)
    ruth = guardian(esther)
    do(esther, child, "guardian", guardian=ruth.subject, **TERMS)
    do(esther, child, "claim", claimant="Amina Haddad", relation="mother")
    claim = queries.claims_of(child.subject)[0].id
    do(
        esther,
        child,
        "check",
        claim=claim,
        conclusion="confirmed",
        evidence=["documents", "recognised"],
        child_heard="on",
    )
    do(esther, child, "assess", weighed=ALL, child_heard="on", conclusion="panel_decides", plan="back to her")
    do(esther, child, "determine", **PANEL)
    do(grace, child, "confirm", decision=queries.decisions_of(child.subject)[0].id)
    do(esther, child, "reunite", claim=claim, where="4 Mill Lane, Lom")
    return esther, child, queries.reunifications_of(child.subject)[0]


JOURNEY = {"on": "2026-03-10", "way": "bus", "escort": "Grace Obi",
           "conditions": ["place_safe", "relative_ready", "papers", "health", "told_child"]}  # fmt: skip


LOOKED = {"found": "no_fear",
          "looked": ["child_asked_alone", "family_asked", "country_information", "status_there"]}  # fmt: skip


def look(where, *officers):
    """Each of them looks whether the child is safe where it goes."""
    for one in officers:
        seen = value_of(ok(one.get(f"{where}/destination/")), "seen")
        ok(one.post(f"{where}/destination/", sent(**LOOKED, seen=seen)), 302)


def test_a_child_is_taken_nowhere_where_somebody_fears_harm(desk, cast, agency, grace):
    esther, _child, one = on_the_way(desk, cast, grace)
    where = f"/protection/reunification/{one.subject}"
    for who in ("child", "guardian", "receiver"):
        ok(esther.post(f"{where}/consent/", sent(who=who, is_given="on")), 302)
    ok(esther.post(f"{where}/authority/", sent(authority="District court", is_allowed="on")), 302)
    assert "Two people must look first" in words(ok(esther.post(f"{where}/travel/", sent(**JOURNEY)), 422))
    look(where, esther)
    seen = value_of(ok(grace.get(f"{where}/destination/")), "seen")
    ok(grace.post(f"{where}/destination/", sent(found="fear", remark="her uncle", seen=seen)), 302)
    assert "It goes nowhere until" in words(ok(esther.get(f"{where}/")))
    refused = ok(esther.post(f"{where}/travel/", sent(**JOURNEY)), 422)
    assert "fears harm where the child would go" in words(refused)
    look(where, grace)
    ok(esther.post(f"{where}/travel/", sent(**JOURNEY)), 302)
    assert verify(cast.ledger).sound


def test_a_child_goes_back_when_everybody_agrees_and_is_seen_there(desk, cast, agency, grace):
    esther, child, one = on_the_way(desk, cast, grace)
    where = f"/protection/reunification/{one.subject}"
    answer = ok(esther.post(f"{where}/travel/", sent(**JOURNEY)), 422)
    assert "must each agree first" in words(answer)
    assert "Grace Obi" in answer.content.decode()
    for who in ("child", "guardian", "receiver"):
        ok(esther.post(f"{where}/consent/", sent(who=who, is_given="on")), 302)
    ok(esther.post(f"{where}/authority/", sent(authority="District court", is_allowed="on")), 302)
    look(where, esther, grace)
    ok(esther.post(f"{where}/travel/", sent(**JOURNEY)), 302)
    cast.clock.pass_time(timedelta(days=6))
    ok(esther.post(f"{where}/arrival/", sent(on="2026-03-10", received_by="Amina Haddad")), 302)
    row = queries.child(child.subject)
    assert (row.care, row.carer) == ("parents", "Amina Haddad")
    ok(esther.post(f"{where}/follow_up/", sent(on="2026-03-10", finding="well")), 302)
    assert "1 / 3" in words(ok(esther.get(f"{where}/")))
    do(esther, child, "close", outcome="caregiver")
    assert verify(cast.ledger).sound


def test_consent_taken_back_midway_holds_everything_and_loses_nothing(desk, cast, agency, grace):
    esther, _child, one = on_the_way(desk, cast, grace)
    where = f"/protection/reunification/{one.subject}"
    for who in ("child", "guardian", "receiver"):
        ok(esther.post(f"{where}/consent/", sent(who=who, is_given="on")), 302)
    ok(esther.post(f"{where}/authority/", sent(authority="District court", is_allowed="on")), 302)
    look(where, esther, grace)
    ok(esther.post(f"{where}/travel/", sent(**JOURNEY)), 302)
    ok(esther.post(f"{where}/consent/", sent(who="child", remark="afraid of the journey")), 302)
    page = words(ok(esther.get(f"{where}/")))
    for said in ("Nothing goes on until they agree again", "afraid of the journey", "Grace Obi", "District court"):
        assert said in page
    arrival = ok(esther.post(f"{where}/arrival/", sent(on="2026-03-04", received_by="Amina")), 422)
    assert "refuses or took it back" in words(arrival)
    assert "Held" in words(ok(esther.get("/protection/families/")))
    seen = value_of(ok(esther.get(f"{where}/consent/")), "seen")
    ok(esther.post(f"{where}/consent/", sent(who="child", is_given="on", seen=seen)), 302)
    assert queries.reunification(one.subject).step == "arrival"


def test_erasing_a_child_takes_its_search_and_its_way_back_along(desk, cast, agency, grace):
    esther, child, one = on_the_way(desk, cast, grace)
    do(esther, child, "trace", sought="Amina Haddad", relation="mother", last_place="Sarn")
    request = queries.tracings_of_child(child.subject)[0].subject
    do(esther, child, "erase", reason="ordered")
    gone, back = queries.tracing(request), queries.reunification(one.subject)
    assert (gone.sought, gone.last_place, back.with_whom, back.where) == ("", "", "", "")
    assert queries.tracings() == []
    assert queries.reunifications() == []
    assert verify(cast.ledger).sound


@pytest.mark.parametrize("who", ["dalia", "bilal", "petra"])
def test_nobody_but_the_protection_officer_sees_families(desk, cast, agency, who):
    request = asked(desk("esther"))
    for path in ("families/", "families/new/", f"tracing/{request.subject}/", f"tracing/{request.subject}/erase/"):
        assert desk(who).get(f"/protection/{path}").status_code == 403
        assert desk(who).post(f"/protection/{path}", sent(reason="ordered")).status_code in (403, 405)
    arrives_nowhere = desk(who).get(f"/protection/reunification/{request.subject}/")
    assert arrives_nowhere.status_code == 403


def test_the_step_of_looking_for_the_family_is_done_by_beginning(desk, cast, agency):
    esther = desk("esther")
    arrives(cast)
    child = the_child(esther)
    assert "trace" in {one.step for one in queries.steps_of(child.subject) if one.done_at is None}
    do(esther, child, "trace", sought="Amina Haddad", relation="mother")
    assert "trace" in {one.step for one in queries.steps_of(child.subject) if one.done_at is not None}
