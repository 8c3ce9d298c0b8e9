"""Rules of events: what is asked of everyone, on whose word and until when; and who has to be told how many.

No rule here reads a nationality, a decision at the line, or anything of the confidential interview (IHR articles 3,
23, 31 and 32): everyone who comes is asked the same, and whoever declines is declined nothing.
"""

from datetime import datetime

import msgspec

from safeconduct.domains.health.commands import CheckHealth, DeclareEvent, EndEvent, ProlongEvent, TellAuthority
from safeconduct.domains.health.facts import AuthorityTold, EventDeclared, EventEnded, EventProlonged, HealthChecked
from safeconduct.domains.health.rules.refusals import check_code, check_ids, check_post, check_until
from safeconduct.domains.health.states import (
    ANY_EXPOSURE,
    BOTH,
    DANGER,
    DECLINED,
    DISEASES,
    END_REASONS,
    EXPOSURES,
    LONGEST_EVENT,
    NONE,
    NOTHING,
    NOTICE_WAYS,
    SIGNS,
    SUSPECTED,
    WAYS_TO_SUSPECT,
    suspicion,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.text import clean_text

MOST_DAYS = 60  # assumption: the longest incubation asked for at a border is three weeks; twice that and more is a typo


class EventState(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it stands; `checked` and `suspected` since the authority was told, `since` when that was."""

    exists: bool = False
    until: datetime | None = None
    ended: bool = False
    signs: tuple[str, ...] = ()
    exposures: tuple[str, ...] = ()
    rule: str = BOTH
    checked: int = 0
    suspected: int = 0
    since: datetime | None = None


def decide_declare_event(command: DeclareEvent, state: EventState, here: Circumstances) -> list[About]:
    """What everyone is asked, on whose word, until when.

    Refused: malformed_id, unknown_code, no_question, no_exposure, no_basis, days, until, kernel.text's codes.
    NotAllowed: not_at_this_post. Conflict: event_exists.
    """
    check_ids(command.event)
    check_post(command.post, here)
    if state.exists:
        raise Conflict("health.event_exists")
    check_code("disease", command.disease, DISEASES)
    check_code("rule", command.rule, WAYS_TO_SUSPECT)
    signs = tuple(one for one in SIGNS if one in command.signs and one != NONE)
    exposures = tuple(one for one in EXPOSURES if one in command.exposures and one != NONE)
    if set(command.signs) - set(SIGNS) or set(command.exposures) - set(EXPOSURES):
        raise Refused("health.unknown_code", field="signs")
    if not signs and not exposures:
        raise Refused("health.no_question", field="signs")
    if command.rule in (BOTH, ANY_EXPOSURE) and not exposures:
        raise Refused("health.no_exposure", field="exposures")
    if not 1 <= command.days <= MOST_DAYS:
        raise Refused("health.days", field="days", most=MOST_DAYS)
    fact = EventDeclared(
        post=command.post, disease=command.disease, signs=signs, exposures=exposures, rule=command.rule,
        days=command.days, until=check_until(command.until, here, LONGEST_EVENT),
        name=clean_text(command.name, kind="free", limit=120, field="name").stored, basis=_basis(command.basis),
    )  # fmt: skip
    return [About(command.event, fact)]


def _basis(text: str) -> str:
    basis = clean_text(text, kind="note", field="basis").stored
    if not basis:
        raise Refused("health.no_basis", field="basis")
    return basis


def decide_prolong_event(command: ProlongEvent, state: EventState, here: Circumstances) -> list[About]:
    """Refused: until, no_basis. NotFound: no_such_event. Conflict: event_over."""
    _check_stands(state)
    until = check_until(command.until, here, LONGEST_EVENT)
    return [About(command.event, EventProlonged(until=until, basis=_basis(command.basis)))]


def decide_end_event(command: EndEvent, state: EventState, here: Circumstances) -> list[About]:
    """Refused: unknown_code. NotFound: no_such_event. Conflict: event_over."""
    _check_stands(state)
    check_code("reason", command.reason, END_REASONS)
    return [About(command.event, EventEnded(reason=command.reason))]


def _check_stands(state: EventState) -> None:
    if not state.exists:
        raise NotFound("health.no_such_event")
    if state.ended:
        raise Conflict("health.event_over")


def decide_check_health(command: CheckHealth, state: EventState, here: Circumstances) -> list[About]:
    """Whether there is a suspicion, by the event's own rule; what was said is not kept here.

    NotFound: no_such_event. Conflict: event_over. NotAllowed: not_at_this_post. Refused: nobody, unknown_code,
    nothing_said, malformed_id.
    """
    _check_stands(state)
    if state.until is None or here.happened_at > state.until:
        raise Conflict("health.event_over")
    check_post(command.post, here)
    check_ids(command.check, *filter(None, (command.crossing, command.person)))
    if not command.crossing and not command.person:
        raise Refused("health.nobody", field="person")
    if command.declined:
        return [About(command.check, _checked(command, here, DECLINED, is_danger=False))]
    if not set(command.signs) <= {*state.signs, NONE} or not set(command.exposures) <= {*state.exposures, NONE}:
        raise Refused("health.unknown_code", field="signs")
    if (state.signs and not command.signs) or (state.exposures and not command.exposures):
        raise Refused("health.nothing_said", field="signs" if state.signs and not command.signs else "exposures")
    signs, exposures = frozenset(command.signs) - {NONE}, frozenset(command.exposures) - {NONE}
    result = SUSPECTED if suspicion(state.rule, signs, exposures) else NOTHING
    return [About(command.check, _checked(command, here, result, is_danger=bool(signs & DANGER)))]


def _checked(command: CheckHealth, here: Circumstances, result: str, *, is_danger: bool) -> HealthChecked:
    return HealthChecked(
        event=command.event, post=command.post, local_day=here.local_day, crossing=command.crossing,
        person=command.person, result=result, is_danger=is_danger,
    )  # fmt: skip


def decide_tell_authority(command: TellAuthority, state: EventState, here: Circumstances) -> list[About]:
    """How many, as this node counted them; nobody types a number. NotFound: no_such_event. Refused: nothing_to_tell,
    unknown_code, nobody (whom), malformed_id. An event that is over may still be told of."""
    if not state.exists:
        raise NotFound("health.no_such_event")
    check_ids(command.notice)
    check_post(command.post, here)
    check_code("way", command.way, NOTICE_WAYS)
    whom = clean_text(command.whom, kind="free", limit=120, field="whom").stored
    if not whom:
        raise Refused("health.nobody", field="whom")
    if not state.checked:
        raise Refused("health.nothing_to_tell")
    fact = AuthorityTold(
        event=command.event, post=command.post, checked=state.checked, suspected=state.suspected, since=state.since,
        way=command.way, whom=whom,
    )  # fmt: skip
    return [About(command.notice, fact)]
