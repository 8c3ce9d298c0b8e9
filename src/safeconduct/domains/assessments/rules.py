"""Rules of assessments: what one has to say, who signs it and when not, and the one exception of an emergency.

Sources: ICRC Handbook on Data Protection in Humanitarian Action, chapter 5; IOM data protection principles 2, 5, 8.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from safeconduct.domains.assessments import risks as table
from safeconduct.domains.assessments.commands import (
    AllowProvisionally,
    SignAssessment,
    WithdrawAssessment,
    WriteAssessment,
)
from safeconduct.domains.assessments.facts import (
    AllowedProvisionally,
    AssessmentSigned,
    AssessmentWithdrawn,
    AssessmentWritten,
)
from safeconduct.domains.assessments.risks import LIKELIHOODS, NONE, SEVERITIES, Answered
from safeconduct.domains.assessments.states import (
    DRAFT,
    KINDS,
    PEOPLE,
    PROVISIONALLY,
    RELEASES,
    SIGNED,
    SIGNERS,
    USE,
    VALID_FOR,
    WITHDRAWN,
)
from safeconduct.foundation.codes import is_listed
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.described import Described
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id, is_id
from safeconduct.kernel.problems import Conflict, NotFound, Problem, Refused
from safeconduct.kernel.text import clean_text

REFUSALS: Mapping[str, str] = {
    "assessments.unknown": "the assessment is not known here",
    "assessments.broken_id": "an id that is none",
    "assessments.unknown_code": "a code that is not in its list",
    "assessments.unknown_use": "a use that is in no list of releases",
    "assessments.purpose_missing": "an agency gets data for named purposes",
    "assessments.people_missing": "an assessment says whom it affects",
    "assessments.text_missing": "why, whether it is in proportion, and who was heard",
    "assessments.risk_unanswered": "a risk of the table was left open",
    "assessments.day_shape": "a day that does not exist",
    "assessments.over": "its last day is over",
    "assessments.too_long": "it would hold for more than twelve months",
    "assessments.signed": "what was signed is not changed",
    "assessments.withdrawn": "what was withdrawn is neither changed nor signed",
    "assessments.nothing_changed": "nothing is different from what stands",
    "assessments.own_hand": "an author does not sign",
    "assessments.not_a_signer": "protection or oversight signs",
    "assessments.not_as_seen": "it was written anew meanwhile",
    "assessments.unread": "it cannot be read here, or people gave different answers",
    "assessments.risk_unmet": "a risk against which nothing is done",
    "assessments.risk_too_great": "a risk that stays likely and grave",
    "assessments.reason_missing": "withdrawing, and an exception, need a reason",
    "assessments.provisional_used": "the exception was taken once already",
}
LONGEST_NAME = 200
LONGEST_TEXT = 4_000  # assumption: two printed pages
TEXTS = ("necessity", "proportionality", "heard")


class Known(Described, frozen=True, kw_only=True):
    """An assessment as it stands."""

    state: str = DRAFT
    digest: str = ""
    authors: frozenset[str] = frozenset()

    @property
    def answered(self) -> tuple[Answered, ...]:
        """What it says of each risk."""
        return tuple(msgspec.convert(one, Answered) for one in self.values.get("risks", ()))


class Stop(msgspec.Struct, frozen=True):
    """One line of the table of signing: what stands against it, and how it is said."""

    code: str
    stands: Callable[[Known, SignAssessment, Circumstances], bool]
    kind: type[Problem] = Refused
    details: Callable[[Known], Mapping[str, str]] = lambda known: {}


WHAT_STOPS_SIGNING = (
    Stop("assessments.withdrawn", lambda known, command, here: known.state == WITHDRAWN, Conflict),
    Stop("assessments.signed", lambda known, command, here: known.state == SIGNED, Conflict),
    Stop("assessments.not_a_signer", lambda known, command, here: not here.roles & SIGNERS),
    Stop("assessments.own_hand", lambda known, command, here: here.actor in known.authors),
    Stop("assessments.not_as_seen", lambda known, command, here: command.saw != known.digest, Conflict),
    Stop("assessments.unread", lambda known, command, here: bool(known.contested) or not _is_said(known)),
    Stop("assessments.over", lambda known, command, here: known.values["valid_until"] < day_of(here)),
    Stop("assessments.risk_too_great", lambda known, command, here: any(map(table.is_too_great, known.answered)),
         details=lambda known: {"risk": _first(known, table.is_too_great)}),
    Stop("assessments.risk_unmet", lambda known, command, here: any(map(table.is_unmet, known.answered)),
         details=lambda known: {"risk": _first(known, table.is_unmet)}),
)  # fmt: skip


def _is_said(known: Known) -> bool:
    return all(known.values.get(name) for name in (*TEXTS, "about", "risks"))


def _first(known: Known, stands: Callable[[Answered], bool]) -> str:
    return next(one.code for one in known.answered if stands(one))


def day_of(here: Circumstances) -> str:
    """The day on which it is done; a claimed earlier day brings back nothing that is over."""
    return here.now.astimezone(ZoneInfo(here.zone)).date().isoformat()


def decide_write_assessment(command: WriteAssessment, state: Known, here: Circumstances) -> list[About]:
    """What is different. Conflict: signed, withdrawn. Refused: broken_id, unknown_code, unknown_use, purpose_missing,
    people_missing, text_missing, risk_unanswered, day_shape, over, too_long, nothing_changed (all `assessments.`)."""
    _check_about(command)
    if state.state != DRAFT:
        raise Conflict(f"assessments.{state.state}")
    if not command.people:
        raise Refused("assessments.people_missing", field="people")
    _check_codes(command.people, PEOPLE, "people")
    if command.kind == "agency" and not command.purposes:
        raise Refused("assessments.purpose_missing", field="purposes")
    given: dict[str, Any] = {
        "kind": command.kind,
        "about": command.about,
        "about_name": _name(command.about_name),
        "purposes": _listed(command.purposes, "sharing_purposes", "purposes"),
        "fields": _listed(command.fields, "shared_fields", "fields"),
        "people": tuple(sorted(set(command.people))),
        **{name: _text(getattr(command, name), name) for name in TEXTS},
        "risks": tuple(_answer(command.risks, risk) for risk in table.RISKS),
        "measures": clean_text(command.measures, kind="note", limit=LONGEST_TEXT, field="measures").stored,
        "valid_until": _last_day(command.valid_until, here),
        "renews": command.renews,
    }
    changed = state.changed(given)
    if not changed:
        raise Refused("assessments.nothing_changed")
    return [About(command.assessment, AssessmentWritten(**changed))]


def decide_sign_assessment(command: SignAssessment, state: Known, here: Circumstances) -> list[About]:
    """The signature. NotFound: unknown. Refused and Conflict: the table of what stops signing."""
    if not state.is_known:
        raise NotFound("assessments.unknown")
    for stop in WHAT_STOPS_SIGNING:
        if stop.stands(state, command, here):
            raise stop.kind(stop.code, **stop.details(state))
    return [About(command.assessment, AssessmentSigned(saw=command.saw))]


def decide_withdraw_assessment(command: WithdrawAssessment, state: Known, here: Circumstances) -> list[About]:
    """It covers nothing any more. NotFound: unknown. Conflict: withdrawn. Refused: reason_missing."""
    if not state.is_known:
        raise NotFound("assessments.unknown")
    if state.state == WITHDRAWN:
        raise Conflict("assessments.withdrawn")
    return [About(command.assessment, AssessmentWithdrawn(reason=_reason(command.reason)))]


def decide_allow_provisionally(command: AllowProvisionally, state: bool, here: Circumstances) -> list[About]:
    """The exception; `state`: whether it was taken before. Refused: broken_id, text_missing, reason_missing,
    provisional_used."""
    if not is_id(command.about):
        raise Refused("assessments.broken_id")
    reason = _reason(command.reason)
    if state:
        raise Refused("assessments.provisional_used")
    until = (date.fromisoformat(day_of(here)) + PROVISIONALLY).isoformat()
    fact = AllowedProvisionally(about=command.about, until=until, about_name=_name(command.about_name), reason=reason)
    return [About(provisional_of(command.about), fact)]


def provisional_of(node: str) -> str:
    """The subject of the one exception that a node can have here."""
    return derived_id("provisional", node)


def _check_about(command: WriteAssessment) -> None:
    if not is_id(command.assessment) or (command.renews and not is_id(command.renews)):
        raise Refused("assessments.broken_id")
    _check_codes((command.kind,), KINDS, "kind")
    if command.kind == USE:
        if command.about not in RELEASES:
            raise Refused("assessments.unknown_use", field="about")
    elif not is_id(command.about):
        raise Refused("assessments.broken_id")


def _check_codes(given: tuple[str, ...], known: tuple[str, ...], name: str) -> None:
    if not set(given) <= set(known):
        raise Refused("assessments.unknown_code", field=name)


def _listed(given: tuple[str, ...], list_name: str, name: str) -> tuple[str, ...]:
    if any(not is_listed(list_name, code) for code in given):
        raise Refused("assessments.unknown_code", field=name)
    return tuple(sorted(set(given)))


def _answer(given: tuple[Answered, ...], risk: table.Risk) -> Answered:
    """What was said of a risk; how grave needs no answer where it cannot happen. Refused: risk_unanswered."""
    said = next((one for one in given if one.code == risk.code), None)
    field = f"likelihood-{risk.code}"
    if said is None or said.likelihood not in LIKELIHOODS:
        raise Refused("assessments.risk_unanswered", field=field, risk=risk.code)
    if said.likelihood == NONE:
        return Answered(code=risk.code, likelihood=NONE)
    if said.severity not in SEVERITIES:
        raise Refused("assessments.risk_unanswered", field=f"severity-{risk.code}", risk=risk.code)
    if not set(said.measures) <= set(risk.measures):
        raise Refused("assessments.unknown_code", field=f"measures-{risk.code}")
    return msgspec.structs.replace(said, measures=tuple(sorted(set(said.measures))))


def _last_day(given: str, here: Circumstances) -> str:
    today = date.fromisoformat(day_of(here))
    try:
        last = date.fromisoformat(given) if given else today + VALID_FOR
    except ValueError:
        raise Refused("assessments.day_shape", field="valid_until") from None
    if last < today:
        raise Refused("assessments.over", field="valid_until")
    if last > today + VALID_FOR:
        raise Refused("assessments.too_long", field="valid_until")
    return last.isoformat()


def _name(given: str) -> str:
    name = clean_text(given, kind="name", limit=LONGEST_NAME, field="about_name").stored
    if not name:
        raise Refused("assessments.text_missing", field="about_name")
    return name


def _text(given: str, name: str) -> str:
    text = clean_text(given, kind="note", limit=LONGEST_TEXT, field=name).stored
    if not text:
        raise Refused("assessments.text_missing", field=name)
    return text


def _reason(given: str) -> str:
    reason = clean_text(given, kind="note", field="reason").stored
    if not reason:
        raise Refused("assessments.reason_missing", field="reason")
    return reason


COMMANDS: tuple[type[Command], ...] = (WriteAssessment, SignAssessment, WithdrawAssessment, AllowProvisionally)
