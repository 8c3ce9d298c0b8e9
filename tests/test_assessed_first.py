"""Nothing new begins before its harm was assessed: every row of the table, through the one write path."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

import safeconduct
from safeconduct.domains.assessments import queries
from safeconduct.domains.assessments.commands import AllowProvisionally, SignAssessment, WithdrawAssessment
from safeconduct.domains.assessments.states import RELEASES
from safeconduct.domains.partners import commands as partners
from safeconduct.domains.partners import queries as agreements
from safeconduct.domains.partners.commands import DescribeAgreement, MoveAgreement
from safeconduct.domains.referrals import commands as referrals
from safeconduct.domains.referrals.commands import OpenReferral, SayConsent, SendReferral
from safeconduct.foundation.access.commands import RecordExport
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.exchange import queries as peers
from safeconduct.foundation.exchange.commands import IntroducePeer
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.vault.signing import NodeIdentity, fingerprint
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed, Refused
from safeconduct.principles import assessed_first
from tests.assessed import assessed, writing
from tests.conftest import Cast

HOPE, AGREEMENT, NODE = derived_id("hope"), derived_id("hope agreement"), derived_id("river node")
FIELDS = ("name", "age")
IDENTITY = NodeIdentity.create()
AGREED = {
    "agreement": AGREEMENT, "agency": HOPE, "title": "A", "purposes": ("referral",), "fields": FIELDS,
    "signed_on": "2026-01-01", "valid_from": "2026-01-01", "valid_until": "2026-12-31",
}  # fmt: skip


@pytest.fixture(autouse=True)
def rows_agree_with_the_journal(cast: Cast) -> Iterator[None]:
    yield
    assert verify(cast.ledger).findings == ()


def drafted(cast: Cast) -> None:
    partners.describe_agency(cast.act("petra"), agency=HOPE, name="Hope", type="ngo_international")
    partners.describe_agreement(cast.act("petra"), **AGREED)


def begins(cast: Cast) -> None:
    act = cast.act("petra", seen=agreements.seen_of_all([AGREEMENT]))
    submit(act, MoveAgreement(agreement=AGREEMENT, state="in_force"))


def widens(cast: Cast) -> None:
    act = cast.act("petra", seen=agreements.seen_of_all([AGREEMENT]))
    submit(act, DescribeAgreement(**{**AGREED, "fields": (*FIELDS, "language")}))


def told(cast: Cast, **more: Any) -> None:
    """A referral of somebody without a record, who agreed that the name is told."""
    referral, service = new_id(), new_id()
    referrals.describe_service(cast.act("petra"), service=service, agency=HOPE, name="Clinic", types=("health",))
    opening = OpenReferral(
        referral=referral, service=service, type="health", urgency="emergency", who="Amal", reference=f"R-{new_id()}",
        arrival_code=new_id(), passphrase="p",
    )  # fmt: skip
    consent = SayConsent(referral=referral, answer="given", by="self", fields=("name",))
    sending = SendReferral(**{"referral": referral, "fields": ("name",), "disclosed": {"name": "Amal"}, **more})
    submit(cast.act(purpose="protection"), opening, consent, sending)


def introduced(cast: Cast, *first: Any) -> None:
    peer = IntroducePeer(
        node=NODE, name="River", profile="agency", agency="river_aid", signing_key=IDENTITY.public_key,
        exchange_key=bytes(32), certificate=b"none", fingerprint=fingerprint(IDENTITY.public_key),
    )  # fmt: skip
    submit(cast.act("adam"), *first, peer)


def taken(cast: Cast, what: str = "registered") -> None:
    looks = derived_id("looks", what)
    submit(cast.act("samira"), RecordExport(looks=looks, user=cast.ids["samira"], what=what, purpose="border_control"))


# What each row guards: the kind and what has to be assessed, what comes before, and the door.
GUARDED: dict[str, tuple[str, str, Any]] = {
    "agreement_begins": ("agency", HOPE, begins),
    "agreement_widens": ("agency", HOPE, widens),
    "person_told": ("agency", HOPE, told),
    "node_begins": ("node", NODE, introduced),
    "names_leave": ("use", "registered", taken),
}


def without(code: str) -> list[assessed_first.Flow]:
    return [row for row in assessed_first.TABLE if row.code != code]


def made_ready(cast: Cast, code: str) -> None:
    """What has to be there before the door; an agreement in force whose assessment was withdrawn since."""
    drafted(cast)
    if code in ("agreement_widens", "person_told"):
        assessment = assessed(cast, "agency", HOPE, fields=FIELDS)
        begins(cast)
        submit(cast.act("olga"), WithdrawAssessment(assessment=assessment, reason="looked at anew"))


def test_every_row_is_tried() -> None:
    assert list(GUARDED) == [row.code for row in assessed_first.TABLE]


@pytest.mark.parametrize("code", GUARDED)
def test_each_row_holds_its_door_shut_until_an_assessment_is_signed(cast: Cast, code: str) -> None:
    kind, about, door = GUARDED[code]
    made_ready(cast, code)
    with pytest.raises(Refused, match=f"do_no_harm.{kind}_not_assessed"):
        door(cast)
    command = writing(kind, about)
    submit(cast.act("petra", purpose="protection"), command)
    with pytest.raises(Refused, match=f"do_no_harm.{kind}_not_assessed"):
        door(cast)
    row = queries.assessment(command.assessment)
    submit(cast.act("olga"), SignAssessment(assessment=row.subject, saw=row.digest))
    door(cast)


@pytest.mark.parametrize("code", GUARDED)
def test_each_row_matters(cast: Cast, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made_ready(cast, code)
    monkeypatch.setattr(assessed_first, "TABLE", without(code))
    GUARDED[code][2](cast)


def test_an_assessment_covers_its_purposes_and_fields_and_no_more(cast: Cast) -> None:
    drafted(cast)
    assessed(cast, "agency", HOPE, fields=("age",))
    with pytest.raises(Refused, match=r"do_no_harm\.beyond_assessment") as caught:
        begins(cast)
    assert caught.value.details["beyond"] == "name"
    assessed(cast, "agency", HOPE, fields=FIELDS)
    begins(cast)
    with pytest.raises(Refused, match=r"do_no_harm\.beyond_assessment"):
        widens(cast)


def test_whose_life_is_in_danger_is_told_of_when_the_assessment_is_over(cast: Cast) -> None:
    made_ready(cast, "person_told")
    told(cast, basis="life_threatening", words="Bleeds heavily.")


def test_a_number_without_a_name_goes_without_an_assessment(cast: Cast) -> None:
    made_ready(cast, "person_told")
    told(cast, fields=(), disclosed={})


def test_an_assessment_that_is_over_covers_nothing_whatever_moment_is_claimed(cast: Cast) -> None:
    drafted(cast)
    assessed(cast, "agency", HOPE, valid_until="2026-03-10")
    cast.clock.pass_time(timedelta(days=7))
    seen, claimed = agreements.seen_of_all([AGREEMENT]), cast.clock.now() - timedelta(days=3)
    act = cast.act("petra", seen=seen, happened_at=claimed)
    with pytest.raises(Refused, match=r"do_no_harm\.agency_not_assessed"):
        submit(act, MoveAgreement(agreement=AGREEMENT, state="in_force"))


def test_in_an_emergency_a_node_is_known_for_two_weeks_and_once(cast: Cast) -> None:
    allowing = AllowProvisionally(about=NODE, about_name="River", reason="The bridge is cut off")
    introduced(cast, allowing)
    assert peers.may_be_given_to(NODE)
    cast.clock.pass_time(timedelta(days=14))
    assert peers.may_be_given_to(NODE)
    cast.clock.pass_time(timedelta(days=1))
    assert not peers.may_be_given_to(NODE)
    with pytest.raises(Refused, match=r"assessments\.provisional_used"):
        submit(cast.act("adam"), allowing)
    assessed(cast, "node", NODE)
    assert peers.may_be_given_to(NODE)


def test_an_exception_is_for_nodes_alone(cast: Cast) -> None:
    drafted(cast)
    submit(cast.act("adam"), AllowProvisionally(about=HOPE, about_name="Hope", reason="The bridge is cut off"))
    with pytest.raises(Refused, match=r"do_no_harm\.agency_not_assessed"):
        begins(cast)


def test_a_withdrawn_assessment_stops_what_is_given_to_a_node(cast: Cast) -> None:
    assessment = assessed(cast, "node", NODE)
    introduced(cast)
    submit(cast.act("olga"), WithdrawAssessment(assessment=assessment, reason="The laptop was seen elsewhere"))
    assert not peers.may_be_given_to(NODE)


@pytest.mark.parametrize(("what", "names"), [*RELEASES.items(), ("something_new", True)])
def test_files_that_name_people_and_new_kinds_of_files_are_held_back(cast: Cast, what: str, names: bool) -> None:
    if names:
        with pytest.raises(Refused, match=r"do_no_harm\.use_not_assessed"):
            taken(cast, what)
    else:
        taken(cast, what)


def test_every_file_that_a_desk_gives_is_listed_with_whether_it_names_people() -> None:
    desks = Path(safeconduct.__file__).parent / "desks"
    written = {
        what
        for file in desks.rglob("*.py")
        for what in re.findall(r'record_export\(\s*request, "(\w+)"', file.read_text())
    }
    assert len(written) > 5
    assert written <= RELEASES.keys()


def test_the_author_does_not_sign_and_the_administrator_never(cast: Cast) -> None:
    command = writing("agency", HOPE)
    submit(cast.act("petra", purpose="protection"), command)
    saw = queries.assessment(command.assessment).digest
    signing = SignAssessment(assessment=command.assessment, saw=saw)
    with pytest.raises(Refused, match=r"assessments\.own_hand"):
        submit(cast.act("petra", purpose="protection"), signing)
    with pytest.raises(NotAllowed, match=r"access\.not_your_role"):
        submit(cast.act("adam"), signing)
    with pytest.raises(NotAllowed, match=r"access\.not_your_role"):
        submit(cast.act("dalia"), msgspec.structs.replace(command, assessment=new_id()))
