"""Rules of alternatives to detention: each person is looked at, the least that is enough is asked, until a day.

Sources: UNHCR Detention Guidelines (2012), guidelines 4.2, 4.3 and annex A; IDC, There are alternatives (2015).
No number adds anything up, and no command names more than one person.
"""

from safeconduct.domains.liberty.bases import (
    ALTERNATIVES,
    BASES,
    LONGEST_ALTERNATIVE,
    NOT_ALTERNATIVES,
    WHY_NOT,
    lesser_than,
)
from safeconduct.domains.liberty.commands import (
    AssessAlternatives,
    EndAlternative,
    ImposeAlternative,
    NoteAppeal,
    RecordBreach,
    ReviewAlternative,
)
from safeconduct.domains.liberty.facts import (
    AlternativeEnded,
    AlternativeImposed,
    AlternativeReviewed,
    AlternativesAssessed,
    AppealNoted,
    BreachRecorded,
)
from safeconduct.domains.liberty.rules.deprivations import LibertyState, about, said_in_words
from safeconduct.domains.liberty.rules.refusals import check_code, check_codes, check_ids, check_until, reason_of
from safeconduct.domains.liberty.states import (
    APPEALS,
    BREACHES,
    CONDITIONS,
    CONSENTS,
    ENDS,
    FAMILY,
    HEARD,
    IDENTITY,
    NEEDS,
    RISKS,
    TIES,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.text import clean_text


def decide_assess_alternatives(command: AssessAlternatives, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: malformed_id, unknown_code. Conflict: exists."""
    check_ids(command.person, command.assessment)
    if command.assessment in state.assessments:
        raise Conflict("liberty.exists")
    check_code("identity", command.identity, IDENTITY)
    ties = check_codes("ties", command.ties, TIES)
    if not ties:
        raise Refused("liberty.unknown_code", field="ties")
    fact = about(
        command, AlternativesAssessed, state, assessment=command.assessment, identity=command.identity, ties=ties,
        needs=check_codes("needs", command.needs, NEEDS), risks=check_codes("risks", command.risks, RISKS),
        suited=check_codes("suited", command.suited, tuple(ALTERNATIVES)),
    )  # fmt: skip
    remark = clean_text(command.remark, kind="note", field="remark").stored
    return [fact, *said_in_words(command, command.assessment, {"remark": remark} if remark else {})]


def decide_impose_alternative(command: ImposeAlternative, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: malformed_id, not_an_alternative, unknown_code, no_assessment, least_intrusive_first, until.
    Conflict: exists. What stands against it, the gates have asked."""
    check_ids(command.person, command.alternative, command.assessment)
    if state.alternative:
        raise Conflict("liberty.exists")
    check_kind(command.kind)
    if command.assessment not in state.assessments:
        raise Refused("liberty.no_assessment")
    check_code("ground", command.ground, tuple(BASES))
    check_code("consent", command.consent, CONSENTS)
    check_code("family", command.family, FAMILY)
    fact = about(
        command, AlternativeImposed, state, alternative=command.alternative, kind=command.kind,
        assessment=command.assessment, ground=command.ground, lesser=_lesser(command),
        conditions=check_codes("conditions", command.conditions, CONDITIONS), consent=command.consent,
        family=command.family, until=check_until(command.until, here, LONGEST_ALTERNATIVE),
    )  # fmt: skip
    order = reason_of(command.order, field="order")
    return [fact, *said_in_words(command, command.alternative, {"order": order})]


def check_kind(kind: str) -> None:
    """Refused: not_an_alternative (what deprives of liberty itself), unknown_code."""
    if kind in NOT_ALTERNATIVES:
        raise Refused("liberty.not_an_alternative", field="kind")
    check_code("kind", kind, tuple(ALTERNATIVES))


def _lesser(command: ImposeAlternative) -> dict[str, str]:
    """Why each that asks less is not enough. Refused: least_intrusive_first (field), unknown_code."""
    found = {}
    for code in lesser_than(command.kind):
        why = command.lesser.get(code, "")
        if not why:
            raise Refused("liberty.least_intrusive_first", field=f"lesser_{code}")
        check_code(f"lesser_{code}", why, WHY_NOT)
        found[code] = why
    return found


def decide_review_alternative(command: ReviewAlternative, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: until, no_reason. NotFound: no_such_alternative. Conflict: alternative_over."""
    _check_stands(state)
    why = reason_of(command.why, field="why")
    until = check_until(command.until, here, LONGEST_ALTERNATIVE)
    return [
        about(command, AlternativeReviewed, state, alternative=command.alternative, until=until),
        *said_in_words(command, command.alternative, {"why": why}),
    ]


def decide_record_breach(command: RecordBreach, state: LibertyState, here: Circumstances) -> list[About]:
    """What the person says to it is part of it. Refused: unknown_code, not_heard. NotFound: no_such_alternative.
    Conflict: alternative_over."""
    _check_stands(state)
    check_ids(command.breach)
    check_code("kind", command.kind, BREACHES)
    check_code("heard", command.heard, HEARD)
    said = clean_text(command.explanation, kind="note", field="explanation").stored
    if command.heard in HEARD[:2] and not said:
        raise Refused("liberty.not_heard", field="explanation")
    fact = about(command, BreachRecorded, state, alternative=command.alternative, breach=command.breach,
                  kind=command.kind, heard=command.heard)  # fmt: skip
    return [fact, *said_in_words(command, command.breach, {"explanation": said} if said else {})]


def decide_note_appeal(command: NoteAppeal, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: unknown_code. NotFound: no_such_alternative."""
    if not state.alternative:
        raise NotFound("liberty.no_such_alternative")
    check_code("appeal", command.appeal, APPEALS)
    return [about(command, AppealNoted, state, alternative=command.alternative, appeal=command.appeal)]


def decide_end_alternative(command: EndAlternative, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: unknown_code. NotFound: no_such_alternative. Conflict: alternative_over."""
    _check_stands(state)
    check_code("reason", command.reason, ENDS)
    return [about(command, AlternativeEnded, state, alternative=command.alternative, reason=command.reason)]


def _check_stands(state: LibertyState) -> None:
    if not state.alternative:
        raise NotFound("liberty.no_such_alternative")
    if not state.alternative_open:
        raise Conflict("liberty.alternative_over")
