"""Rules of shifts: one open at a post, and handed over with what is open."""

import msgspec

from safeconduct.domains.crossings.commands import HandOverShift, OpenShift
from safeconduct.domains.crossings.facts import ShiftHandedOver, ShiftOpened
from safeconduct.domains.crossings.rules.limits import check_here, check_id, check_range, cleaned
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound

REFUSALS = {
    "crossings.shift_open": "another shift is open at this post",
    "crossings.no_such_shift": "this node holds no such shift",
    "crossings.shift_closed": "the shift was handed over before",
}

MOST_LANES = 40  # assumption: more than the largest land posts have
MOST_OFFICERS = 200
MOST_OPEN = 1_000_000


class ShiftState(msgspec.Struct, frozen=True, kw_only=True):
    """What a shift's rules depend on; `open_here` is the shift that is open at the post, if any."""

    exists: bool = False
    post: str = ""
    is_closed: bool = False
    open_here: str = ""


def decide_open_shift(command: OpenShift, state: ShiftState, here: Circumstances) -> list[About]:
    """A shift begins. Conflict: shift_open. Refused: out_of_range, malformed_id."""
    check_here(command.post, here)
    check_id(command.shift)
    check_range("lanes", command.lanes, 1, MOST_LANES)
    check_range("officers", len(command.officers), 0, MOST_OFFICERS)
    for officer in command.officers:
        check_id(officer)
    if state.open_here or state.exists:
        raise Conflict("crossings.shift_open")
    officers = tuple(dict.fromkeys(command.officers)) or (here.actor,)
    return [About(command.shift, ShiftOpened(post=command.post, officers=officers, lanes=command.lanes))]


def decide_hand_over_shift(command: HandOverShift, state: ShiftState, here: Circumstances) -> list[About]:
    """A shift ends. NotFound: no_such_shift. Conflict: shift_closed. Refused: out_of_range, malformed_id."""
    if not state.exists:
        raise NotFound("crossings.no_such_shift")
    check_here(state.post, here)
    if state.is_closed:
        raise Conflict("crossings.shift_closed")
    check_id(command.to)
    for field in ("open_queue", "open_verifications", "open_flags"):
        check_range(field, getattr(command, field), 0, MOST_OPEN)
    fact = ShiftHandedOver(
        to=command.to, remarks=cleaned(command.remarks, kind="note", field="remarks"), open_queue=command.open_queue,
        open_verifications=command.open_verifications, open_flags=command.open_flags,
    )  # fmt: skip
    return [About(command.shift, fact)]
