"""Rows of a referral: the state in force and whose it is, consent, limits, what was told of the person, its history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from safeconduct.domains.referrals.facts import (
    ConsentSaid,
    ExceptionReviewed,
    MessageLogged,
    ReferralCorrected,
    ReferralErased,
    ReferralHandedOver,
    ReferralMoved,
    ReferralOpened,
    ReferralSent,
)
from safeconduct.domains.referrals.projection.steps import step_rows
from safeconduct.domains.referrals.referral_states import (
    ARRANGED,
    CONTESTED,
    EXPIRES_AFTER,
    NORMAL,
    OPEN,
    OWNER_OF,
    PROPOSED,
    PROTECTIVENESS,
    REFUSED,
    REOPENED,
    SENT,
    due_at,
    rises_at,
)
from safeconduct.kernel.described import said
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import OwnedState, owned_state, plain_value, plain_values, standing

PLAIN = (
    "agency", "service", "type", "needs", "person", "group", "together", "post", "local_day", "channel",
    "who", "reference", "arrival_code", "passphrase", "service_name", "post_name", "call_back",
)  # fmt: skip
NO_CONSENT, AGREED, NOT_AGREED, TAKEN_BACK = "", "given", "refused", "withdrawn"
# Of several answers of people who did not know of each other, the one under which less is told.
_STRICTER = {AGREED: 1, NOT_AGREED: 2, TAKEN_BACK: 3}
CONSENTED = "consent"


def referral_rows(held: Sequence[Held]) -> Rows:
    """The referral and every step of it; partly held, it is marked so."""
    if not held:
        return {}
    held = _of_its_readers(held)
    opened = [one for one in held if isinstance(one.fact, ReferralOpened)]
    moves = [one for one in held if _target(one.fact)]
    state = owned_state(moves, target=_target, rank=PROTECTIVENESS)
    row = _plain_columns(held, opened)
    row |= _state_columns(state, moves, row)
    row |= _consent_columns(held)
    row |= _sending_columns(held, moves)
    row |= _message_columns(held)
    row |= _limit_columns(row, moves)
    row["is_open"] = bool(opened) and (row["state"] in OPEN or row["is_contested"])
    row["is_erased"] = any(isinstance(one.fact, ReferralErased) for one in held)
    row["is_partial"] = not opened
    live = {one.ref for one in state.live}
    idle = {one.ref for one in moves} - live
    return {"referrals_referral": [row], "referrals_step": step_rows(held, idle)}


def _of_its_readers(held: Sequence[Held]) -> list[Held]:
    """What stands in the streams of the agency it was opened for: another agency has no say in it."""
    readers = _earliest([one for one in held if isinstance(one.fact, ReferralOpened)] or held).fact.readers
    return [one for one in held if one.fact.readers == readers]


def _target(fact: Any) -> str:
    if isinstance(fact, ReferralSent):
        return SENT
    return str(fact.state) if isinstance(fact, ReferralMoved) else ""


def _earliest(held: Sequence[Held]) -> Held:
    return min(held, key=lambda one: (one.clock, one.stream, one.seq))


def _plain_columns(held: Sequence[Held], opened: Sequence[Held]) -> Row:
    first = _earliest(opened or held)
    fact = first.fact if opened else ReferralOpened()
    row: Row = {name: getattr(fact, name) for name in PLAIN}
    row["needs"] = list(row["needs"])
    row["readers"] = first.fact.readers
    # Corrected by people who did not know of each other: the more urgent one, the larger number.
    setters = [one for one in held if isinstance(one.fact, ReferralOpened | ReferralCorrected)]
    values = plain_values(setters, lambda one: {name: value for name, value in said(one).items() if name in _CORRECTED})
    row["urgency"] = min((str(one) for one in _all(values, "urgency")), key=_urgency_order, default="")
    row["people"] = max((int(one) for one in _all(values, "people")), default=1)
    row["reason"] = values["reason"].printed if "reason" in values else ""
    handed = plain_value([one for one in held if isinstance(one.fact, ReferralHandedOver)], lambda one: one.holder)
    row["holder"] = handed.printed or fact.post or first.place
    row["is_holder_contested"] = handed.contested
    row["opened_at"], row["opened_by"], row["recorded_at"] = first.happened_at, first.actor, first.recorded_at
    return row


_CORRECTED = frozenset({"urgency", "people", "reason"})


def _all(values: Any, name: str) -> tuple[Any, ...]:
    return tuple(values[name].all) if name in values else ()


def _urgency_order(urgency: str) -> tuple[int, str]:
    order = list(EXPIRES_AFTER)
    return (order.index(urgency) if urgency in order else len(order), urgency)


def _state_columns(state: OwnedState, moves: Sequence[Held], row: Row) -> Row:
    in_force = next((one for one in state.live if _target(one.fact) == state.value), None)
    fact: Any = in_force.fact if in_force is not None else None
    value = state.value or PROPOSED
    moved = fact if isinstance(fact, ReferralMoved) else ReferralMoved()
    return {
        "state": value,
        "is_contested": state.contested,
        "owner": OWNER_OF.get(value, OWNER_OF[PROPOSED]),
        "state_since": in_force.happened_at if in_force is not None else row["opened_at"],
        "state_by": in_force.actor if in_force is not None else row["opened_by"],
        "state_reason": moved.reason,
        "state_words": getattr(fact, "words", ""),
        "appointment": moved.appointment if value == ARRANGED else None,
        "appointment_place": moved.place if value == ARRANGED else "",
        "live_moves": [_live(one) for one in state.live] if state.contested else [],
    }


def _live(one: Held) -> dict[str, Any]:
    return {
        "entry": one.ref,
        "state": _target(one.fact),
        "actor": one.actor,
        "happened_at": one.happened_at.isoformat(),
        "by": one.fact.by,
        "reason": getattr(one.fact, "reason", ""),
        "words": one.fact.words,
    }


def _consent_columns(held: Sequence[Held]) -> Row:
    answers = standing([one for one in held if isinstance(one.fact, ConsentSaid)])
    if not answers:
        return {"consent": NO_CONSENT, "consent_fields": [], "consent_by": "", "consent_how": "", "consent_at": None}
    answer = max((str(one.fact.answer) for one in answers), key=lambda each: (_STRICTER.get(each, 9), each))
    fields = [set(one.fact.fields) for one in answers if one.fact.answer == AGREED]
    by = next(one for one in answers if one.fact.answer == answer)
    return {
        "consent": answer,
        "consent_fields": sorted(set.intersection(*fields)) if answer == AGREED and fields else [],
        "consent_by": by.fact.by,
        "consent_how": by.fact.how,
        "consent_at": by.happened_at,
    }


def _sending_columns(held: Sequence[Held], moves: Sequence[Held]) -> Row:
    sendings = [one for one in moves if isinstance(one.fact, ReferralSent)]
    latest = standing(sendings)[0] if sendings else None
    sent: Any = latest.fact if latest is not None else ReferralSent()
    reviewed = {one.fact.entry for one in held if isinstance(one.fact, ExceptionReviewed)}
    waiting = [one.ref for one in sendings if _is_exception(one.fact) and one.ref not in reviewed]
    begun = min((one.happened_at for one in sendings), default=None)
    answers = [one.happened_at for one in moves if _target(one.fact) not in (SENT, "expired", "withdrawn", REOPENED)]
    return {
        "sent_at": begun,
        "answered_at": min((at for at in answers if begun is not None and at >= begun), default=None),
        "basis": sent.basis,
        "fields": sorted(sent.fields),
        "disclosed": dict(sent.disclosed),
        "sent_channel": sent.channel,
        "exceptions": sorted(waiting),
        "needs_review": bool(waiting),
        "was_refused": any(_target(one.fact) == REFUSED for one in moves),
    }


def _is_exception(fact: ReferralSent) -> bool:
    """Whether something was told of a person without their agreement."""
    return bool(fact.fields) and fact.basis != CONSENTED


def _message_columns(held: Sequence[Held]) -> Row:
    messages = sorted(
        (one for one in held if isinstance(one.fact, MessageLogged)), key=lambda one: (one.clock, one.stream, one.seq)
    )
    last = messages[-1] if messages else None
    return {
        "messages": len(messages),
        "unanswered_messages": sum(one.fact.outcome == "no_answer" for one in messages),
        "last_message_at": last.happened_at if last is not None else None,
        "last_outcome": last.fact.outcome if last is not None else "",
    }


def _limit_columns(row: Row, moves: Sequence[Held]) -> Row:
    urgency = row["urgency"]
    due: datetime | None = due_at(
        row["state"], urgency, since=row["state_since"], opened_at=row["opened_at"], appointment=row["appointment"]
    )
    if row["is_contested"]:
        due = max((one.happened_at for one in moves), default=row["opened_at"])  # somebody has to look at once
    coordinator, oversight = rises_at(due, urgency)
    begun = row["state_since"] if row["state"] in (PROPOSED, REOPENED) else row["sent_at"] or row["opened_at"]
    expires = begun + EXPIRES_AFTER.get(urgency, EXPIRES_AFTER[NORMAL])
    return {
        "due_at": due,
        "coordinator_at": coordinator,
        "oversight_at": oversight,
        "expires_at": expires,
        "shown_state": CONTESTED if row["is_contested"] else row["state"],
    }
