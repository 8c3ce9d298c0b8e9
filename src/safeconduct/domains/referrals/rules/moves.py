"""Sending a referral and moving it on: what the table allows, whose move it is, and what each state asks for.

Sources: IOM data protection principles 4 (consent) and 5 (transfer in writing); IASC inter-agency referral guidance
(2017): consent before anything is told, and the person is told what became of it.
"""

from datetime import timedelta

from safeconduct.domains.referrals.commands import MoveReferral, SendReferral
from safeconduct.domains.referrals.facts import ReferralMoved, ReferralSent
from safeconduct.domains.referrals.referral_states import (
    AGENCY,
    ARRANGED,
    EXPIRED,
    REFERRER,
    SENT,
    SIDE_OF_MOVE,
    TRANSITIONS,
    state_name,
)
from safeconduct.domains.referrals.rules import code_lists as lists
from safeconduct.domains.referrals.rules.referrals import (
    OWN_READERS,
    Standing,
    check_known,
    check_recent,
    check_referrer,
    words_of,
)
from safeconduct.foundation.codes import is_listed
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import OTHER, OWNER, About
from safeconduct.kernel.problems import NotAllowed, Refused
from safeconduct.kernel.transitions import check_moves

APPOINTED_WITHIN = timedelta(days=365)  # assumption: no appointment lies further ahead than a year


def move_of(state: Standing, side: str) -> str:
    """Whose move this is: the owner's where the side owns the state, or this node acts for both; else another's.

    What an agency says by phone is its own word, entered here: the agency's move, whoever types it.
    """
    acts_for_both = not state.agency_has_node and REFERRER in state.sides
    return OWNER if side == state.owner or acts_for_both else OTHER


def discloses(command: object) -> bool:
    """Whether a sending tells anything of a person; a gate that cannot decide stops it."""
    return isinstance(command, SendReferral) and bool(command.fields)


def decide_send_referral(command: SendReferral, state: Standing, here: Circumstances) -> list[About]:
    """The sending. What consent there is, the gate of consent has judged.

    NotFound: unknown_referral. NotAllowed: not_your_side. Conflict: move_not_from_here. Refused: no_service,
    unknown_code, no_agreement, field_not_agreed, not_disclosed, words_missing, too_long_ago (all `referrals.`).
    """
    check_referrer(state)
    check_recent(here)
    if state.readers == OWN_READERS:
        raise Refused("referrals.no_service")
    check_moves(
        TRANSITIONS, state_name(state.state, contested=state.is_contested), SENT, code="referrals.move_not_from_here"
    )
    _check_codes(command)
    _check_agreed(command.fields, state)
    if set(command.disclosed) != set(command.fields) or not all(command.disclosed.values()):
        raise Refused("referrals.not_disclosed", field="fields")
    words = words_of(command.words, "words")
    if command.fields and command.basis in lists.EXCEPTIONS and not words:
        raise Refused("referrals.words_missing", field="words")
    fact = ReferralSent(
        by=move_of(state, REFERRER), readers=state.readers, channel=command.channel,
        basis=command.basis if command.fields else lists.NAMELESS,
        agreements=state.agreements if command.fields else (), fields=tuple(sorted(set(command.fields))),
        disclosed={name: words_of(text, name) for name, text in command.disclosed.items()}, words=words,
    )  # fmt: skip
    return [About(command.referral, fact)]


def _check_codes(command: SendReferral) -> None:
    if command.basis not in lists.BASES:
        raise Refused("referrals.unknown_code", field="basis")
    if command.channel not in lists.CHANNELS:
        raise Refused("referrals.unknown_code", field="channel")
    if any(not is_listed("shared_fields", name) for name in command.fields):
        raise Refused("referrals.unknown_code", field="fields")


def _check_agreed(fields: tuple[str, ...], state: Standing) -> None:
    """Without an agreement nothing is told, whatever the person says: what happens to it there is not agreed."""
    if not fields:
        return
    if state.agreed is None:
        raise Refused("referrals.no_agreement")
    beyond = sorted(set(fields) - state.agreed)
    if beyond:
        raise Refused("referrals.field_not_agreed", field="fields", beyond=", ".join(beyond))


def decide_move_referral(command: MoveReferral, state: Standing, here: Circumstances) -> list[About]:
    """The move. NotFound: unknown_referral. NotAllowed: not_your_side. Conflict: move_not_from_here. Refused:
    unknown_code, send_by_its_door, reason_missing, words_missing, appointment_missing, appointment_range,
    not_yet_expired, told_by, too_long_ago (all `referrals.`)."""
    check_known(state)
    check_recent(here)
    side = SIDE_OF_MOVE.get(command.state)
    if side is None:
        raise Refused("referrals.unknown_code", field="state")
    if command.state == SENT:
        raise Refused("referrals.send_by_its_door")
    _check_may_say(command, side, state)
    from_state = state_name(state.state, contested=state.is_contested)
    check_moves(TRANSITIONS, from_state, command.state, code="referrals.move_not_from_here")
    words = words_of(command.words, "words")
    _check_reason(command, words)
    _check_appointment(command, here)
    if command.state == EXPIRED and (state.expires_at is None or here.now < state.expires_at):
        raise Refused("referrals.not_yet_expired")
    fact = ReferralMoved(
        by=move_of(state, side), readers=state.readers, state=command.state, channel=command.channel,
        reason=command.reason, appointment=command.appointment, words=words, place=words_of(command.place, "place"),
    )  # fmt: skip
    return [About(command.referral, fact)]


def _check_may_say(command: MoveReferral, side: str, state: Standing) -> None:
    """An agency's move is made at its node, or told by it; the referrer's at the referrer's alone."""
    if command.channel not in lists.CHANNELS:
        raise Refused("referrals.unknown_code", field="channel")
    if side == REFERRER and REFERRER not in state.sides:
        raise NotAllowed("referrals.not_your_side")
    if side == AGENCY and AGENCY not in state.sides and command.channel == "desk":
        raise Refused("referrals.told_by", field="channel")


def _check_reason(command: MoveReferral, words: str) -> None:
    allowed = lists.REASONS.get(command.state, ())
    if allowed and not command.reason:
        raise Refused("referrals.reason_missing", field="reason")
    if command.reason and command.reason not in allowed:
        raise Refused("referrals.unknown_code", field="reason")
    if command.reason == "other" and not words:
        raise Refused("referrals.words_missing", field="words")


def _check_appointment(command: MoveReferral, here: Circumstances) -> None:
    if command.state != ARRANGED:
        if command.appointment is not None:
            raise Refused("referrals.unknown_code", field="appointment")
        return
    if command.appointment is None:
        raise Refused("referrals.appointment_missing", field="appointment")
    if not here.happened_at <= command.appointment <= here.now + APPOINTED_WITHIN:
        raise Refused("referrals.appointment_range", field="appointment")
