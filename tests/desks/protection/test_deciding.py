"""What is decided about a child at the agency's desk: by two people where it weighs; closed with somebody for it."""

from datetime import timedelta

import pytest

from safeconduct.domains.protection import queries
from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.access.passphrases import make_verifier
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import derived_id
from tests.conftest import LIGHT, PASSPHRASE
from tests.desks.border_post.scenes import ok, sent, words
from tests.desks.protection.test_children import agency, arrives, do, the_child
from tests.desks.protection.test_guardians import TERMS, guardian

pytestmark = pytest.mark.django_db
__all__ = ["agency"]
ALL = ["views", "safety", "family", "development", "health", "identity"]
PANEL = {"outcome": "reunify", "members": "3", "panel": "Esther, Grace, Ivo", "child_heard": "on",
         "guardian_heard": "on", "remark": "her mother is found"}  # fmt: skip


@pytest.fixture
def grace(cast, desk):
    """A second protection officer."""
    cast.ids["grace"] = derived_id("user", "grace")
    verifier = make_verifier(PASSPHRASE, cost=LIGHT)
    create = CreateUser(
        user=cast.ids["grace"], login="grace", display_name="Grace", roles=("protection_officer",), passphrase=verifier
    )
    submit(cast.act("adam", place="node"), create)
    return desk("grace")


def scene(desk, cast):
    esther = desk("esther")
    arrives(cast)
    return esther, the_child(esther)


def test_a_relative_is_confirmed_and_the_case_closes_with_them(desk, cast, agency):
    esther, child = scene(desk, cast)
    do(esther, child, "claim", claimant="Aunt Huda", relation="aunt_uncle", contact="+373 1")
    claim = queries.claims_of(child.subject)[0].id
    weak = do(
        esther, child, "check", 422, claim=claim, conclusion="confirmed", evidence=["documents"], remark="a letter"
    )
    assert "2 kinds of evidence" in words(weak)
    assert "a letter" in weak.content.decode()
    assert "stays open" in words(do(esther, child, "close", 422, outcome="caregiver"))
    evidence = ["documents", "recognised"]
    do(esther, child, "check", claim=claim, conclusion="confirmed", evidence=evidence, child_heard="on")
    do(esther, child, "care", care="kinship", since="2026-03-04", carer="aunt huda")
    do(esther, child, "close", outcome="caregiver")
    page = words(ok(esther.get(f"/protection/children/{child.subject}/")))
    assert "With a confirmed relative" in page
    assert queries.children() == []
    assert "This case is closed" in words(do(esther, child, "claim", 422, claimant="X", relation="mother"))
    do(esther, child, "reopen")
    assert [one.subject for one in queries.children()] == [child.subject]
    assert verify(cast.ledger).sound


def test_nothing_is_chosen_before_a_person_chose_it(desk, cast, agency):
    esther, child = scene(desk, cast)
    do(esther, child, "claim", claimant="Aunt Huda", relation="aunt_uncle")
    for step, name in (("check", "conclusion"), ("determine", "outcome"), ("age", "doubt"), ("close", "outcome")):
        page = ok(esther.get(f"/protection/children/{child.subject}/{step}/")).content.decode()
        options = page.split(f'name="{name}"')[1].split("</select>")[0]
        assert "selected" not in options.replace('value="" selected', "")
    refused = do(esther, child, "close", 422, outcome="")
    assert "not in the list" in words(refused)
    assert 'id="id_outcome-error"' in refused.content.decode()


def test_who_claims_a_child_is_not_its_guardian(desk, cast, agency):
    esther, child = scene(desk, cast)
    ruth = guardian(esther)
    do(esther, child, "claim", claimant="Ruth Amadi", relation="other_relative")
    assert "still being looked at" in words(do(esther, child, "guardian", 422, guardian=ruth.subject, **TERMS))


def test_a_determination_needs_an_assessment_a_guardian_and_a_second_person(desk, cast, agency, grace):
    esther, child = scene(desk, cast)
    answer = do(esther, child, "determine", 422, **PANEL)
    assert "An assessment comes before" in words(answer)
    assert "her mother is found" in answer.content.decode()
    do(esther, child, "assess", weighed=ALL, child_heard="on", conclusion="panel_decides", plan="panel on Friday")
    assert "Nobody stands for this child" in words(do(esther, child, "determine", 422, **PANEL))
    ruth = guardian(esther)
    do(esther, child, "guardian", guardian=ruth.subject, **TERMS)
    do(esther, child, "determine", **PANEL)
    decision = queries.decisions_of(child.subject)[0].id
    assert "waits for a second person" in words(ok(esther.get(f"/protection/children/{child.subject}/")))
    assert "Nobody confirms their own decision" in words(do(esther, child, "confirm", 422, decision=decision))
    do(grace, child, "confirm", decision=decision)
    page = words(ok(esther.get(f"/protection/children/{child.subject}/")))
    assert "Back to its family" in page
    assert "confirmed Grace" in page
    assert verify(cast.ledger).sound


def test_a_mandate_that_expired_meanwhile_is_said_and_nothing_is_lost(desk, cast, agency):
    esther, child = scene(desk, cast)
    ruth = guardian(esther)
    do(esther, child, "guardian", guardian=ruth.subject, **{**TERMS, "ends": "2026-03-10"})
    do(esther, child, "assess", weighed=ALL, child_heard="on", conclusion="panel_decides", plan="panel on Friday")
    cast.clock.pass_time(timedelta(days=10))
    answer = do(esther, child, "determine", 422, **PANEL)
    assert "mandate is over since 2026-03-10" in words(answer)
    assert "her mother is found" in answer.content.decode()
    assert "mandate is over since" in words(do(esther, child, "close", 422, outcome="guardian"))


def test_an_age_is_determined_to_the_childs_benefit(desk, cast, agency, grace):
    esther, child = scene(desk, cast)
    form = {"doubt": "documents_contradict", "methods": ["documents", "interview"], "child_consents": "yes"}
    do(esther, child, "age", estimate="19", margin="2", **form)
    assert "Treated as a child" in words(ok(esther.get(f"/protection/children/{child.subject}/")))
    cast.clock.pass_time(timedelta(minutes=5))
    do(esther, child, "age", estimate="24", margin="2", **form)
    assert "is a child" in words(do(esther, child, "close", 422, outcome="not_a_child"))
    waiting = next(one.id for one in queries.decisions_of(child.subject) if one.outcome == "adult")
    do(grace, child, "confirm", decision=waiting)
    do(esther, child, "close", outcome="not_a_child")
    for wrong, said in (
        ({"doubt": "appearance"}, "look of somebody alone"),
        ({"child_consents": "refused"}, "The child refuses"),
        ({"methods": ["psychosocial"]}, "less intrusive"),
    ):
        do(esther, child, "reopen") if queries.child(child.subject).closed else None
        answer = do(esther, child, "age", 422, estimate="19", margin="2", **{**form, **wrong})
        assert said in words(answer)


def test_an_erased_child_leaves_no_word_of_any_decision(desk, cast, agency):
    esther, child = scene(desk, cast)
    do(esther, child, "claim", claimant="Unmistakable", relation="mother", remark="Unmistakable words")
    do(esther, child, "assess", weighed=ALL, child_heard="on", conclusion="stays", plan="Unmistakable plan")
    ok(esther.post(f"/protection/children/{child.subject}/erase/", sent(reason="ordered")), 302)
    row = queries.child(child.subject)
    said = [row.plan, *(one.claimant + one.remark for one in queries.claims_of(child.subject))]
    assert said == ["", ""]
    assert verify(cast.ledger).sound


@pytest.mark.parametrize("who", ["dalia", "bilal", "petra"])
def test_nobody_but_the_protection_officer_decides(desk, cast, agency, who):
    _esther, child = scene(desk, cast)
    for step in ("claim", "check", "assess", "determine", "age", "confirm", "close", "reopen"):
        assert desk(who).post(f"/protection/children/{child.subject}/{step}/", sent()).status_code == 403
