"""Rows of one person's liberty from its facts alone, in any order. What alarms stays up until oversight answers it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from safeconduct.domains.liberty.bases import BASES, FIRST_REVIEW, longest_of
from safeconduct.domains.liberty.facts import (
    AlarmAcknowledged,
    AlternativeEnded,
    AlternativeImposed,
    AlternativeReviewed,
    AlternativesAssessed,
    AppealNoted,
    BreachRecorded,
    ConsularNoticeGiven,
    DeprivationCorrected,
    DeprivationRecorded,
    DeprivationReviewed,
    DeprivationVoided,
    LibertyErased,
    LibertyFact,
    LibertyMoved,
    SaidInWords,
)
from safeconduct.domains.liberty.states import DEATH, DIED, HELD, RANK, STATE_TOLD, TRANSFERRED, VOID_REASONS, alarms_of
from safeconduct.foundation.access.roles import OVERSIGHT
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import Flag, Value, flags, has_seen, plain_values, standing, union

_PLAIN: dict[str, Any] = {
    "ground": "none_given", "authority": "not_known", "facility": "not_known", "language": "",
    "told_reasons": "not_known", "told_rights": "not_known", "lawyer": "not_offered", "interpreter": "none",
    "vulnerability": "not_known", "minor": "not_known", "consular": "not_asked",
}  # fmt: skip
_APART = frozenset({"agency", "person", "deprivation", "post", "crossing", "is_registered", "seen_at_entry", "since"})


def liberty_rows(held: Sequence[Held]) -> Rows:
    """The record, its deprivations, alternatives, steps and alarms."""
    own = [one for one in held if isinstance(one.fact, LibertyFact)]
    if not own:
        return {}
    words = _words(held)
    deprivations = [_deprivation_row(name, those, words) for name, those in _grouped(own, "deprivation")]
    alternatives = [
        row for name, those in _grouped(own, "alternative") if (row := _alternative_row(name, those, words))
    ]
    assessments = [
        _assessment_row(name, those, words) for name, those in _grouped(own, "assessment", AlternativesAssessed)
    ]
    found = [row for row in deprivations if row]
    record: Row = {
        "person": _person(own),
        "agency": max((one.fact.agency for one in own), default=""),
        "is_registered": all(one.fact.is_registered for one in _of(own, DeprivationRecorded)),
        "held": sum(bool(row["is_open"]) for row in found),
        "alternatives": sum(bool(row["is_open"]) for row in alternatives),
        "is_erased": any(isinstance(one.fact, LibertyErased) for one in own),
    }
    return {
        "liberty_record": [record],
        "liberty_deprivation": found,
        "liberty_alternative": alternatives,
        "liberty_assessment": assessments,
        "liberty_step": _step_rows(own, words),
        "liberty_alarm": _alarm_rows(own),
    }


def _person(own: Sequence[Held]) -> str:
    return max((one.fact.person for one in own), default="")


def _of(held: Iterable[Held], *kinds: type) -> list[Held]:
    return [one for one in held if isinstance(one.fact, kinds)]


def _grouped(own: Sequence[Held], field: str, *kinds: type) -> list[tuple[str, list[Held]]]:
    """The facts of each thing that this field names, in the order of the names."""
    found: dict[str, list[Held]] = {}
    for one in own:
        name = getattr(one.fact, field, "")
        if name and (not kinds or isinstance(one.fact, kinds)):
            found.setdefault(name, []).append(one)
    return sorted(found.items())


def _words(held: Sequence[Held]) -> dict[str, dict[str, str]]:
    """The words about each thing: those that no later author had seen, the newest in front where several stand."""
    found: dict[str, list[Held]] = {}
    for one in _of(held, SaidInWords):
        found.setdefault(one.fact.about, []).append(one)
    return {
        about: {name: str(value.printed) for name, value in plain_values(those, lambda fact: fact.words).items()}
        for about, those in found.items()
    }


def _first(found: Sequence[Held]) -> Held | None:
    return min(found, key=lambda one: (one.clock, one.stream, one.seq), default=None)


def _said(fact: Any) -> dict[str, Any]:
    return {name: value for name, value in fact.said.items() if name not in _APART}


def _since(described: Sequence[Held]) -> datetime:
    """The earliest that anybody says: where accounts differ, the longer time is the one to be looked at."""
    said = [one for one in described if isinstance(one.fact.said.get("since"), datetime)]
    stands = standing(said)
    return min((one.fact.since for one in stands), default=min(one.happened_at for one in described))


def _deprivation_row(name: str, those: Sequence[Held], words: dict[str, dict[str, str]]) -> Row | None:
    first = _first(_of(those, DeprivationRecorded))
    if first is None:
        return None
    described = _of(those, DeprivationRecorded, DeprivationCorrected)
    values = plain_values(described, _said)
    reviews, moves = _of(those, DeprivationReviewed), _of(those, LibertyMoved)
    state, contested, ended_at = _state(described, moves)
    voided = _first(standing(_of(those, DeprivationVoided)))
    looked = max(reviews, key=lambda one: (_at(one), one.ref), default=None)
    since, ground = _since(described), _value(values, "ground")
    longest = longest_of(ground)
    told = _first(_of(those, ConsularNoticeGiven))
    row: Row = {
        "id": name,
        "person": first.fact.person,
        "post": first.fact.post or first.place,
        "crossing": first.fact.crossing,
        **{field: _value(values, field) for field in _PLAIN},
        "since": since,
        "seen_at_entry": sorted(union(described, _seen_of)),
        "facility": _facility(values, moves),
        "consulate_told": told.fact.way if told else "",
        "consulate_told_at": _at(told) if told else None,
        "state": state,
        "is_contested": contested,
        "contested": sorted(field for field, value in values.items() if value.contested),
        "is_open": state == HELD and voided is None,
        "ended_at": ended_at,
        "reviews": len(reviews),
        "reviewed_at": _at(looked) if looked else None,
        "review_due": (looked.fact.next_at or _at(looked)) if looked else since + FIRST_REVIEW,
        "over_at": since + longest if longest is not None else None,
        "voided": (voided.fact.reason or VOID_REASONS[-1]) if voided else "",
        "recorded_at": first.recorded_at,
        "recorded_by": first.actor,
        "words": words.get(name, {}),
    }
    return row


def _value(values: dict[str, Value], field: str) -> Any:
    found = values.get(field)
    return found.printed if found is not None and found.printed else _PLAIN[field]


def _seen_of(fact: Any) -> Iterable[str]:
    said: Iterable[str] = fact.said.get("seen_at_entry", ())
    return said


def _at(one: Held) -> datetime:
    at: datetime | None = one.fact.at
    return at or one.happened_at


def _state(described: Sequence[Held], moves: Sequence[Held]) -> tuple[str, bool, datetime | None]:
    """The move in force. A release that its author made without having seen that somebody else's account goes on
    still ends it; two ends that differ are contested, and the one that looks for the person longest is in force."""
    ends = standing([one for one in moves if one.fact.move in RANK])
    states = sorted({one.fact.move for one in ends}, key=lambda state: RANK[state])
    if not states:
        return HELD, False, None
    inforce = [one for one in ends if one.fact.move == states[-1]]
    return states[-1], len(states) > 1, min(_at(one) for one in inforce)


def _facility(values: dict[str, Value], moves: Sequence[Held]) -> str:
    """Where they were last brought, else where they were found."""
    brought = [one for one in moves if one.fact.move == TRANSFERRED and one.fact.facility]
    last = max(brought, key=lambda one: (_at(one), one.ref), default=None)
    return str(last.fact.facility) if last is not None else str(_value(values, "facility"))


def _alternative_row(name: str, those: Sequence[Held], words: dict[str, dict[str, str]]) -> Row | None:
    first = _first(_of(those, AlternativeImposed))
    if first is None:
        return None
    reviews = standing(_of(those, AlternativeReviewed))
    ended = _first(_of(those, AlternativeEnded))
    appeal = next(iter(standing(_of(those, AppealNoted))), None)
    said = first.fact
    return {
        "id": name,
        "person": said.person,
        "post": first.place,
        "kind": said.kind,
        "assessment": said.assessment,
        "ground": said.ground,
        "lesser": dict(sorted(said.lesser.items())),
        "conditions": sorted(said.conditions),
        "consent": said.consent,
        "family": said.family,
        "imposed_at": first.happened_at,
        "imposed_by": first.actor,
        # Who prolonged without having seen another's shorter time prolongs no further than that.
        "until": min((one.fact.until or first.happened_at for one in reviews), default=said.until or first.happened_at),
        "breaches": len(_of(those, BreachRecorded)),
        "appeal": appeal.fact.appeal if appeal else "",
        "ended": ended.fact.reason if ended else "",
        "is_open": ended is None,
        "words": words.get(name, {}),
    }


def _assessment_row(name: str, those: Sequence[Held], words: dict[str, dict[str, str]]) -> Row:
    one = standing(those)[0]
    return {
        "id": name,
        "at": one.happened_at,
        "actor": one.actor,
        "identity": one.fact.identity,
        "ties": sorted(one.fact.ties),
        "needs": sorted(one.fact.needs),
        "risks": sorted(one.fact.risks),
        "suited": sorted(one.fact.suited),
        "words": words.get(name, {}),
    }


def _step_rows(own: Sequence[Held], words: dict[str, dict[str, str]]) -> list[Row]:
    rows = [row for one in own if (row := _step_row(one, words)) is not None]
    return sorted(rows, key=lambda row: str(row["id"]))


def _step_row(one: Held, words: dict[str, dict[str, str]]) -> Row | None:
    fact = one.fact
    about, what, code, detail, at, until = "", "", "", "", one.happened_at, None
    match fact:
        case DeprivationReviewed():
            about, what, code, detail = fact.deprivation, "reviewed", fact.outcome, fact.by
            at, until = _at(one), fact.next_at
        case LibertyMoved():
            about, what, code, detail, at = fact.deprivation, "moved", fact.move, fact.facility, _at(one)
        case ConsularNoticeGiven():
            about, what, code, at = fact.deprivation, "consulate", fact.way, _at(one)
        case DeprivationCorrected():
            about, what = fact.deprivation, "corrected"
        case DeprivationVoided():
            about, what, code = fact.deprivation, "voided", fact.reason
        case AlternativeReviewed():
            about, what, until = fact.alternative, "prolonged", fact.until
        case BreachRecorded():
            about, what, code, detail = fact.alternative, "breach", fact.kind, fact.heard
        case AppealNoted():
            about, what, code = fact.alternative, "appeal", fact.appeal
        case AlternativeEnded():
            about, what, code = fact.alternative, "ended", fact.reason
        case _:
            return None
    return {
        "id": one.ref, "about": about, "what": what, "code": code, "detail": detail, "at": at, "until": until,
        "actor": one.actor, "words": words.get(_own_words(fact), {}),
    }  # fmt: skip


def _own_words(fact: Any) -> str:
    return str(getattr(fact, "review", "") or getattr(fact, "breach", "") or "")


def alarms_in(own: Sequence[Held]) -> list[Flag]:
    """Every alarm and warning: up until somebody of oversight answers it by its name."""
    raised: list[tuple[Held, str]] = []
    for _name, those in _grouped(own, "deprivation"):
        before: set[str] = set()
        for one in sorted(those, key=lambda one: (one.clock, one.stream, one.seq)):
            for kind in _raises(one):
                # Said again by who had seen it said, it is the same alarm; said by another, it is one more.
                if kind not in before or not _is_seen(one, kind, raised):
                    raised.append((one, kind))
                before.add(kind)
    released = [(one, one.fact.alarms) for one in _of(own, AlarmAcknowledged)]
    return flags(raised, released, may_release=lambda release, kind: OVERSIGHT in release.roles)


def _is_seen(one: Held, kind: str, raised: Sequence[tuple[Held, str]]) -> bool:
    same = [(other, code) for other, code in raised if code == kind and other.fact.deprivation == one.fact.deprivation]
    return any(has_seen(one, other) for other, _code in same)


def _raises(one: Held) -> tuple[str, ...]:
    fact = one.fact
    match fact:
        case DeprivationRecorded() | DeprivationCorrected():
            said = fact.said
            is_first = isinstance(fact, DeprivationRecorded)
            ground = said.get("ground", "none_given" if is_first else next(iter(BASES)))
            return alarms_of(said.get("minor", ""), tuple(_seen_of(fact)), ground, tuple(BASES))
        case LibertyMoved() if fact.move == DIED:
            return (DEATH,)
        case ConsularNoticeGiven() if fact.despite_hold:
            return (STATE_TOLD,)
        case _:
            return ()


def _alarm_rows(own: Sequence[Held]) -> list[Row]:
    answers = _of(own, AlarmAcknowledged)
    first = {name: _first(those) for name, those in _grouped(own, "deprivation", DeprivationRecorded)}
    posts = {name: one.fact.post or one.place for name, one in first.items() if one is not None}
    rows = []
    for flag in alarms_in(own):
        answer = next((one for one in answers if one.ref == flag.released_by), None)
        rows.append({
            "id": flag.id,
            "person": flag.raised.fact.person,
            "deprivation": flag.raised.fact.deprivation,
            "kind": flag.kind,
            "post": posts.get(flag.raised.fact.deprivation, flag.raised.place),
            "raised_at": flag.raised.happened_at,
            "open": answer is None,
            "done": sorted(answer.fact.done) if answer else [],
            "done_by": answer.actor if answer else "",
            "done_at": answer.happened_at if answer else None,
        })  # fmt: skip
    return sorted(rows, key=lambda row: str(row["id"]))
