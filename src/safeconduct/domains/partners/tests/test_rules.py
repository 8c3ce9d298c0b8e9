"""What an agency, a contact and an agreement must say, by table."""

from pathlib import Path
from typing import Any

import pytest

from safeconduct.domains.partners.commands import (
    DescribeAgency,
    DescribeAgreement,
    DescribeContact,
    EndContact,
    MoveAgreement,
)
from safeconduct.domains.partners.rules import (
    REFUSALS,
    Known,
    decide_describe_agency,
    decide_describe_agreement,
    decide_describe_contact,
    decide_end_contact,
    decide_move_agreement,
)
from safeconduct.domains.partners.states import (
    AGREEMENT_TRANSITIONS,
    STRICTNESS,
    agreement_diagram,
    is_in_force,
    standing_on,
)
from safeconduct.foundation.web.sentences import partners as sentences
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Problem
from tests.held_histories import NOON

AGENCY, CONTACT, AGREEMENT = derived_id("agency"), derived_id("contact"), derived_id("agreement")
HERE = Circumstances(
    actor="petra", roles=frozenset({"protection_coordinator"}), place="node", zone="UTC", now=NOON, happened_at=NOON
)
NEW, STANDS = Known(), Known(is_known=True)
CONTACT_SAYS = {"contact": CONTACT, "agency": AGENCY, "part": "deputy", "name": "Ruth", "phone": "+373 22 000 111"}
AGREEMENT_SAYS = {
    "agreement": AGREEMENT, "agency": AGENCY, "title": "Referrals 2026", "purposes": ("referral",),
    "fields": ("name", "age"), "valid_from": "2026-01-01", "valid_until": "2026-12-31",
}  # fmt: skip
SIGNED = Known(is_known=True, values={"signed_on": "2026-01-01", "valid_until": "2026-12-31"})


def refusal(decide: Any, command: Any, state: Known) -> str:
    with pytest.raises(Problem) as stopped:
        decide(command, state, HERE)
    return stopped.value.code.removeprefix("partners.")


def test_every_refusal_has_its_sentence() -> None:
    assert sentences.SENTENCES.keys() >= REFUSALS.keys()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"agency": "x"}, "broken_id"),
        ({"type": "bank"}, "unknown_code"),
        ({"type": "authority"}, "state_missing"),
        ({"type": "authority", "state": "ZZ"}, "state_missing"),
        ({"code": "No Spaces"}, "code_shape"),
        ({"phone": "call me"}, "reach.phone"),
        ({"email": "ruth at agency"}, "reach.email"),
    ],
)
def test_an_agency_that_does_not_fit_is_refused(said: dict[str, Any], code: str) -> None:
    assert refusal(decide_describe_agency, DescribeAgency(**{"agency": AGENCY, "name": "Hope", **said}), NEW) == code


def test_an_authority_belongs_to_its_state_and_no_other_agency_to_any() -> None:
    (about,) = decide_describe_agency(
        DescribeAgency(agency=AGENCY, name="Police", type="authority", state="SYR"), NEW, HERE
    )
    assert (about.fact.type, about.fact.state) == ("authority", "SYR")
    (about,) = decide_describe_agency(DescribeAgency(agency=AGENCY, name="Hope", type="un", state="SYR"), NEW, HERE)
    assert about.fact.state == ""


def test_only_what_is_different_is_said() -> None:
    values = {"name": "Hope", "type": "un", "short_name": "", "state": "", "code": "", "is_active": True, "phone": "",
              "email": "", "website": "", "record": {}}  # fmt: skip
    standing = Known(is_known=True, values=values)
    (about,) = decide_describe_agency(
        DescribeAgency(agency=AGENCY, name="Hope", type="un", phone="112"), standing, HERE
    )
    from msgspec.structs import asdict

    assert {name: value for name, value in asdict(about.fact).items() if value == "112" or value == "Hope"} == {
        "phone": "112"
    }
    assert (
        refusal(decide_describe_agency, DescribeAgency(agency=AGENCY, name="Hope", type="un"), standing)
        == "nothing_changed"
    )
    contested = Known(is_known=True, values=values, contested=frozenset({"name"}))
    (about,) = decide_describe_agency(DescribeAgency(agency=AGENCY, name="Hope", type="un"), contested, HERE)
    assert about.fact.name == "Hope"


@pytest.mark.parametrize(
    ("said", "state", "code"),
    [
        ({"name": ""}, NEW, "name_missing"),
        ({"part": "boss"}, NEW, "unknown_code"),
        ({"phone": ""}, NEW, "no_way_to_reach"),
        ({"languages": ("klingon",)}, NEW, "unknown_code"),
        ({"valid_until": "2026-02-31"}, NEW, "day_shape"),
        ({}, Known(agency_known=False), "unknown_agency"),
        ({}, Known(is_known=True, has_ended=True), "contact_ended"),
    ],
)
def test_a_contact_that_does_not_fit_is_refused(said: dict[str, Any], state: Known, code: str) -> None:
    assert refusal(decide_describe_contact, DescribeContact(**{**CONTACT_SAYS, **said}), state) == code


def test_a_contact_ends_once() -> None:
    assert decide_end_contact(EndContact(contact=CONTACT), STANDS, HERE)[0].fact.ERASES
    assert refusal(decide_end_contact, EndContact(contact=CONTACT), NEW) == "unknown_contact"
    ended = Known(is_known=True, has_ended=True)
    assert refusal(decide_end_contact, EndContact(contact=CONTACT), ended) == "contact_ended"


@pytest.mark.parametrize(
    ("said", "state", "code"),
    [
        ({"title": ""}, NEW, "name_missing"),
        ({"purposes": ()}, NEW, "purpose_missing"),
        ({"purposes": ("marketing",)}, NEW, "unknown_code"),
        ({"fields": ("religion",)}, NEW, "unknown_code"),
        ({"valid_until": "2025-12-31"}, NEW, "validity"),
        ({"valid_until": ""}, NEW, "validity"),
        ({"valid_from": "soon"}, NEW, "day_shape"),
        ({}, Known(agency_known=False), "unknown_agency"),
        ({}, Known(is_known=True, state="ended"), "agreement_ended"),
    ],
)
def test_an_agreement_that_does_not_fit_is_refused(said: dict[str, Any], state: Known, code: str) -> None:
    assert refusal(decide_describe_agreement, DescribeAgreement(**{**AGREEMENT_SAYS, **said}), state) == code


def test_an_agreement_may_let_nothing_be_shared_but_a_number() -> None:
    (about,) = decide_describe_agreement(DescribeAgreement(**{**AGREEMENT_SAYS, "fields": ()}), NEW, HERE)
    assert about.fact.fields == ()


@pytest.mark.parametrize(
    ("to", "reason", "state", "code"),
    [
        ("in_force", "", NEW, "unknown_agreement"),
        ("in_force", "", STANDS, "not_signed"),
        (
            "in_force",
            "",
            Known(is_known=True, values={"signed_on": "2025-01-01", "valid_until": "2026-03-03"}),
            "lapsed",
        ),
        ("suspended", "", Known(is_known=True, state="in_force"), "reason_missing"),
        ("suspended", "audit", STANDS, "agreement_not_from_here"),
        ("in_force", "", Known(is_known=True, state="ended"), "agreement_not_from_here"),
    ],
)
def test_an_agreement_that_may_not_move_is_refused(to: str, reason: str, state: Known, code: str) -> None:
    assert refusal(decide_move_agreement, MoveAgreement(agreement=AGREEMENT, state=to, reason=reason), state) == code


def test_a_signed_agreement_comes_into_force() -> None:
    (about,) = decide_move_agreement(MoveAgreement(agreement=AGREEMENT, state="in_force"), SIGNED, HERE)
    assert about.fact.state == "in_force"


@pytest.mark.parametrize(
    ("day", "state", "standing"),
    [
        ("2025-12-31", "in_force", "not_yet"),
        ("2026-01-01", "in_force", "in_force"),
        ("2026-11-30", "in_force", "in_force"),
        ("2026-12-01", "in_force", "expiring"),
        ("2026-12-31", "in_force", "expiring"),
        ("2027-01-01", "in_force", "lapsed"),
        ("2026-06-01", "suspended", "suspended"),
        ("2026-06-01", "draft", "draft"),
    ],
)
def test_an_agreement_holds_from_its_first_to_its_last_day(day: str, state: str, standing: str) -> None:
    says = {"state": state, "valid_from": "2026-01-01", "valid_until": "2026-12-31"}
    assert standing_on(day, **says) == standing
    assert is_in_force(day, **says) == (standing in ("in_force", "expiring"))


def test_every_state_has_its_strictness_and_its_ways() -> None:
    assert set(AGREEMENT_TRANSITIONS) == set(STRICTNESS)
    assert set().union(*AGREEMENT_TRANSITIONS.values()) <= set(AGREEMENT_TRANSITIONS)


def test_the_page_about_agreements_is_drawn_from_the_table() -> None:
    page = Path(__file__).parents[5] / "docs" / "partners-and-sharing.md"
    assert agreement_diagram() in page.read_text(encoding="utf-8")
