"""What an assessment has to say, who signs it and when not: by table, without a database."""

from datetime import UTC, datetime

import msgspec
import pytest

from safeconduct.domains.assessments import rules
from safeconduct.domains.assessments.commands import AllowProvisionally, SignAssessment, WithdrawAssessment
from safeconduct.domains.assessments.risks import BY_CODE, LIKELIHOODS, RISKS, SEVERITIES, Answered
from safeconduct.domains.assessments.rules import WHAT_STOPS_SIGNING, Known, provisional_of
from safeconduct.domains.assessments.states import DRAFT, SIGNED, WITHDRAWN, covers_on, standing_on
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem
from tests.assessed import ANSWERS, writing

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
PETRA, OLGA = "petra", "olga"
HERE = Circumstances(actor=OLGA, roles=frozenset({"oversight"}), place="node", zone="UTC", now=NOW, happened_at=NOW)
AGENCY = derived_id("agency")


def written(**more):
    """The assessment as it stands when nobody has signed it."""
    (about,) = rules.decide_write_assessment(writing("agency", AGENCY, **more), Known(), HERE)
    values = msgspec.to_builtins(about.fact)
    return {"necessity": "", **values}


def known(**more):
    return Known(**{"is_known": True, "values": written(), "digest": "seen", "authors": frozenset({PETRA}), **more})


def refused(call, *arguments):
    with pytest.raises(Problem) as caught:
        call(*arguments)
    return caught.value


def answers(code, **more):
    """All answers, one of them changed."""
    return tuple(msgspec.structs.replace(one, **more) if one.code == code else one for one in ANSWERS)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"assessment": "x"}, "broken_id", ""),
        ({"about": "x"}, "broken_id", ""),
        ({"renews": "x"}, "broken_id", ""),
        ({"kind": "person"}, "unknown_code", "kind"),
        ({"kind": "use", "about": "everything"}, "unknown_use", "about"),
        ({"people": ()}, "people_missing", "people"),
        ({"people": ("martians",)}, "unknown_code", "people"),
        ({"purposes": ()}, "purpose_missing", "purposes"),
        ({"purposes": ("fun",)}, "unknown_code", "purposes"),
        ({"fields": ("faith",)}, "unknown_code", "fields"),
        ({"about_name": " "}, "text_missing", "about_name"),
        ({"necessity": " "}, "text_missing", "necessity"),
        ({"proportionality": ""}, "text_missing", "proportionality"),
        ({"heard": ""}, "text_missing", "heard"),
        ({"risks": ANSWERS[1:]}, "risk_unanswered", "likelihood-state_fled"),
        ({"risks": answers("stigma", likelihood="often")}, "risk_unanswered", "likelihood-stigma"),
        ({"risks": answers("stigma", severity="")}, "risk_unanswered", "severity-stigma"),
        ({"risks": answers("stigma", measures=("prayer",))}, "unknown_code", "measures-stigma"),
        ({"valid_until": "2026-02-30"}, "day_shape", "valid_until"),
        ({"valid_until": "2026-03-03"}, "over", "valid_until"),
        ({"valid_until": "2027-03-05"}, "too_long", "valid_until"),
    ],
)
def test_what_is_missing_is_said_at_its_field(change, code, field):
    command = writing(**{"kind": "agency", "about": AGENCY, **change})
    problem = refused(rules.decide_write_assessment, command, Known(), HERE)
    assert problem.code == f"assessments.{code}"
    assert problem.details.get("field", "") == field


def test_an_empty_last_day_is_in_twelve_months():
    assert written()["valid_until"] == "2027-03-04"
    assert written(valid_until="2027-03-04")["valid_until"] == "2027-03-04"


def test_a_file_needs_no_purpose_of_sharing():
    command = writing("use", "registered", purposes=())
    assert rules.decide_write_assessment(command, Known(), HERE)[0].fact.about == "registered"


def test_how_grave_needs_no_answer_where_it_cannot_happen():
    risks = written(risks=answers("stigma", likelihood="none", severity=""))["risks"]
    (stigma,) = (one for one in risks if one["code"] == "stigma")
    assert (stigma["likelihood"], stigma["severity"]) == ("none", "")


@pytest.mark.parametrize("state", [SIGNED, WITHDRAWN])
def test_what_is_signed_or_withdrawn_stays_as_it_is(state):
    problem = refused(rules.decide_write_assessment, writing("agency", AGENCY), known(state=state), HERE)
    assert problem.code == f"assessments.{state}"


def test_the_same_again_is_said():
    command = writing("agency", AGENCY)
    assert refused(rules.decide_write_assessment, command, known(), HERE).code == "assessments.nothing_changed"


GRAVE = written(risks=answers("traffickers", likelihood="likely", severity="grave", measures=("vetting",)))
UNMET = written(risks=answers("traffickers", likelihood="possible", severity="serious"))
STOPS = {
    "assessments.withdrawn": (known(state=WITHDRAWN), HERE),
    "assessments.signed": (known(state=SIGNED), HERE),
    "assessments.not_a_signer": (known(), msgspec.structs.replace(HERE, roles=frozenset({"administrator"}))),
    "assessments.own_hand": (known(authors=frozenset({PETRA, OLGA})), HERE),
    "assessments.not_as_seen": (known(digest="another"), HERE),
    "assessments.unread": (known(values={**written(), "heard": ""}), HERE),
    "assessments.over": (known(values={**written(), "valid_until": "2026-03-03"}), HERE),
    "assessments.risk_too_great": (known(values=GRAVE), HERE),
    "assessments.risk_unmet": (known(values=UNMET), HERE),
}


def test_every_line_of_the_table_of_signing_is_tried():
    assert list(STOPS) == [stop.code for stop in WHAT_STOPS_SIGNING]
    (about,) = rules.decide_sign_assessment(SignAssessment(assessment=new_id(), saw="seen"), known(), HERE)
    assert about.fact.saw == "seen"


@pytest.mark.parametrize("code", STOPS)
def test_each_line_stops_the_signature_and_nothing_else_does(code, monkeypatch):
    state, here = STOPS[code]
    command = SignAssessment(assessment=new_id(), saw="seen")
    assert refused(rules.decide_sign_assessment, command, state, here).code == code
    monkeypatch.setattr(rules, "WHAT_STOPS_SIGNING", [stop for stop in WHAT_STOPS_SIGNING if stop.code != code])
    assert rules.decide_sign_assessment(command, state, here)


def test_people_who_differ_settle_it_before_anybody_signs():
    command = SignAssessment(assessment=new_id(), saw="seen")
    state = known(contested=frozenset({"measures"}))
    assert refused(rules.decide_sign_assessment, command, state, HERE).code == "assessments.unread"


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("measures", [(), ("vetting",)])
def test_words_alone_decide_what_may_be_signed(likelihood, severity, measures):
    one = Answered(code="traffickers", likelihood=likelihood, severity=severity, measures=measures)
    bad = likelihood in ("possible", "likely") and severity in ("serious", "grave")
    stops = {"too great": likelihood == "likely" and severity == "grave", "unmet": bad and not measures}
    assert rules.table.is_too_great(one) == stops["too great"]
    assert rules.table.is_unmet(one) == stops["unmet"]


def test_every_risk_has_a_source_and_something_that_is_done_against_it():
    assert len(BY_CODE) == len(RISKS)
    for risk in RISKS:
        assert risk.source
        assert risk.measures


def test_withdrawing_needs_a_reason_and_is_done_once():
    command = WithdrawAssessment(assessment=new_id(), reason="")
    assert refused(rules.decide_withdraw_assessment, command, known(), HERE).code == "assessments.reason_missing"
    command = WithdrawAssessment(assessment=new_id(), reason="The agency left")
    assert rules.decide_withdraw_assessment(command, known(state=SIGNED), HERE)[0].fact.reason == "The agency left"
    again = refused(rules.decide_withdraw_assessment, command, known(state=WITHDRAWN), HERE)
    assert again.code == "assessments.withdrawn"
    assert refused(rules.decide_withdraw_assessment, command, Known(), HERE).code == "assessments.unknown"


def test_the_exception_of_an_emergency_is_for_two_weeks_and_once():
    node = derived_id("node")
    command = AllowProvisionally(about=node, about_name="River", reason="The bridge is cut off")
    (about,) = rules.decide_allow_provisionally(command, False, HERE)
    assert (about.subject, about.fact.until) == (provisional_of(node), "2026-03-18")
    assert refused(rules.decide_allow_provisionally, command, True, HERE).code == "assessments.provisional_used"
    for change, code in (({"about": "x"}, "broken_id"), ({"reason": " "}, "reason_missing"),
                         ({"about_name": ""}, "text_missing")):  # fmt: skip
        wrong = msgspec.structs.replace(command, **change)
        assert refused(rules.decide_allow_provisionally, wrong, False, HERE).code == f"assessments.{code}"


@pytest.mark.parametrize(
    ("state", "day", "standing", "covers"),
    [
        (DRAFT, "2026-03-04", "draft", False),
        (WITHDRAWN, "2026-03-04", "withdrawn", False),
        (SIGNED, "2026-03-04", "in_force", True),
        (SIGNED, "2027-02-01", "in_force", True),
        (SIGNED, "2027-02-02", "expiring", True),
        (SIGNED, "2027-03-04", "expiring", True),
        (SIGNED, "2027-03-05", "lapsed", False),
    ],
)
def test_what_covers_on_a_day(state, day, standing, covers):
    assert standing_on(day, state=state, valid_until="2027-03-04") == standing
    assert covers_on(day, state=state, valid_until="2027-03-04") == covers


def test_no_last_day_covers_nothing():
    assert standing_on("2026-03-04", state=SIGNED, valid_until="") == "lapsed"
