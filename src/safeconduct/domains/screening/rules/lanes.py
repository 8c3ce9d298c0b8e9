"""Lanes: a group goes on to a letter, and what the letter means changes every day.

A family goes to one lane together, children with them: nobody is parted at the line. A share of ordinary groups goes
to confidential lanes too, and always the same groups however often one asks. The letter is shown and never stored.
"""

import hmac

import msgspec

from safeconduct.kernel.tokens import LETTERS

# assumption: five lanes of which two are confidential; one ordinary group in four goes to a confidential one
LANES, CONFIDENTIAL, DECOYS_IN_256 = 5, 2, 64


class LanePlan(msgspec.Struct, frozen=True, kw_only=True):
    """How many lanes a post has. The first `confidential` of them are those of the protection staff."""

    lanes: int = LANES
    confidential: int = CONFIDENTIAL
    decoys_in_256: int = DECOYS_IN_256


def lanes_of_day(secret: bytes, post: str, day: str, plan: LanePlan) -> dict[int, str]:
    """Lane number -> letter of that day; for whoever hangs up the signs."""
    letters = sorted(LETTERS, key=lambda letter: _drawn(secret, "letter", post, day, letter))
    return {lane: letters[lane - 1] for lane in range(1, plan.lanes + 1)}


def lane_letter(secret: bytes, post: str, day: str, group: str, *, confidential: bool, plan: LanePlan) -> str:
    """The letter for a group as a whole."""
    by_lane = lanes_of_day(secret, post, day, plan)
    is_decoy = _drawn(secret, "decoy", group)[0] < plan.decoys_in_256
    private = range(1, plan.confidential + 1)
    ordinary = range(plan.confidential + 1, plan.lanes + 1)
    choice = (private if confidential or is_decoy else ordinary) or range(1, plan.lanes + 1)
    return by_lane[choice[_drawn(secret, "lane", group)[0] % len(choice)]]


def _drawn(secret: bytes, *parts: str) -> bytes:
    return hmac.digest(secret, "\x1f".join(parts).encode(), "sha256")
