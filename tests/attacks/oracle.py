"""What nobody may achieve, worked out a second time from the entries alone, by other means than the house's.

Nothing here calls a projection, a gate or a rule: only what stands in entries, who wrote them, and what they had seen.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from safeconduct.domains.reviews.facts import ClearanceGiven, EntryRefused, HoldRaised, HoldReleased, RefusalWithdrawn
from safeconduct.kernel.facts import Held
from tests.attacks.world import ACTORS, Paper, Record

PROTECTION = {"protection_coordinator", "protection_officer"}
DAY = timedelta(hours=24)
ALL_SEEN = {"interview", "understood", "card", "documents", "destination"}


def saw(later: Held, earlier: Held) -> bool:
    """Whether an entry's author had another before their eyes."""
    return later.seen.get(earlier.stream, -1) >= earlier.seq


def of(held: Iterable[Held], kind: type) -> list[Held]:
    """The entries of a kind."""
    return [one for one in held if type(one.fact) is kind]


def holds_up(held: list[Held]) -> list[Held]:
    """Holds that nobody of protection released by name."""
    let_go = {name for one in of(held, HoldReleased) if ACTORS[one.actor] & PROTECTION for name in one.fact.holds}
    return [one for one in of(held, HoldRaised) if f"{one.stream}:{one.seq}:held" not in let_go]


def faults_of_refusal(refused: Held, before: list[Held], record: Record) -> list[str]:
    """What stood against a refusal at the node and moment at which it was made; empty is as it must be."""
    found = []
    if holds_up(before):
        found.append("a hold was up")
    if record.open_flags:
        found.append("a flag was up")
    if record.doctor or record.in_care:
        found.append("a medical emergency")
    if record.minor != "no":
        found.append("a child, or perhaps one")
    if not record.screened or record.partial or record.has_child_alone:
        found.append("not screened, not whole, or with a child alone")
    return found + _faults_of_clearance(refused, before, record)


def _faults_of_clearance(refused: Held, before: list[Held], record: Record) -> list[str]:
    given = [one for one in of(before, ClearanceGiven) if one.fact.clearance == refused.fact.clearance]
    if len(given) != 1:
        return ["not one clearance"]
    one, found = given[0], []
    if not ACTORS[one.actor] & PROTECTION:
        found.append("cleared by somebody else than protection")
    if one.actor == refused.actor:
        found.append("cleared and refused by one person")
    if one.fact.person != refused.fact.person:
        found.append("another person's clearance")
    if set(one.fact.saw) != ALL_SEEN:
        found.append("cleared unseen")
    if refused.recorded_at - one.recorded_at > DAY:
        found.append("an old clearance")
    if any(other.fact.clearance == one.fact.clearance for other in of(before, EntryRefused)):
        found.append("a used clearance")
    if not all(saw(one, hold) for hold in of(before, HoldRaised)):
        found.append("the clearance had not seen a hold")
    if any(at > one.recorded_at for at in record.flags.values()):
        found.append("a flag came after the clearance")
    if record.group and not one.fact.splits:
        found.append("a group parted")
    return found


def faults_of_clearing(before: list[Held], record: Record | None, file: Paper | None) -> list[str]:
    """What stood against giving a clearance at a post (`record`) or on the agency's node (`file`)."""
    found = ["cleared though a hold was up"] if holds_up(before) else []
    if record is not None and (record.open_flags or record.doctor or record.in_care or not record.screened):
        found.append("cleared though a flag, an emergency or the screening stood")
    if record is not None and (record.minor != "no" or record.has_child_alone or record.partial):
        found.append("cleared though perhaps a child, or known in part")
    if file is not None and (not file.interviews or file.card or file.open_needs or file.minor != "no"):
        found.append("cleared though not heard, afraid, in need or a child")
    return found


def must_be_contested(held: list[Held]) -> bool:
    """Whether the latest word of a refusal had not seen a hold that is held here, or stands on nothing."""
    settled = of(held, RefusalWithdrawn)
    for refused in of(held, EntryRefused):
        later = [one for one in (*settled, *of(held, EntryRefused)) if one is not refused and saw(one, refused)]
        if later:
            continue
        if any(not saw(refused, hold) for hold in of(held, HoldRaised)):
            return True
        given = [one for one in of(held, ClearanceGiven) if one.fact.clearance == refused.fact.clearance]
        uses = [one for one in of(held, EntryRefused) if one.fact.clearance == refused.fact.clearance]
        if len(given) != 1 or len(uses) != 1 or not ACTORS[given[0].actor] & PROTECTION:
            return True
    return False


def faults_of_carrying_out(before: list[Held], record: Record) -> list[str]:
    """What stood against carrying a refusal out."""
    found = []
    if must_be_contested(before) or holds_up(before):
        found.append("contested, or a hold was up")
    if record.open_flags or record.doctor or record.in_care:
        found.append("a flag was up, or a medical emergency")
    latest: Any = max(of(before, EntryRefused), key=lambda one: one.recorded_at, default=None)
    if latest is None:
        return [*found, "nothing was decided"]
    if set(record.flags) - set(latest.fact.flags):
        found.append("a flag of which the decision did not know")
    return found
