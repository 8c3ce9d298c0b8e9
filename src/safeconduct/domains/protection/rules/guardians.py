"""Rules of guardianship: a dated mandate, free of conflict, within what a guardian can bear; and who guardians are.

Sources: Convention on the Rights of the Child, articles 18 and 20; Committee on the Rights of the Child, General
Comment 6, paragraphs 33 to 38 (guardians have no interest that conflicts with the child's); Directive (EU) 2024/1346.
"""

from datetime import date, timedelta

import msgspec

from safeconduct.domains.protection.commands import (
    BeginMandate,
    DescribeGuardian,
    EndMandate,
    EraseGuardian,
    RetireGuardian,
)
from safeconduct.domains.protection.facts import (
    GuardianDescribed,
    GuardianErased,
    GuardianRetired,
    MandateBegun,
    MandateEnded,
)
from safeconduct.domains.protection.rules.children import ChildState, check_open
from safeconduct.domains.protection.rules.given import check_id, checked_code, day, line, note, past_day
from safeconduct.domains.protection.states import (
    APPOINTERS,
    CHECKS,
    ERASURE_REASONS,
    LARGEST_CAPACITY,
    LASTING,
    LONGEST_MANDATE,
    MANDATE_AHEAD,
    MANDATE_BACK,
    MANDATE_ENDS,
    MUST_CHECK,
    NEVER,
    REPLACED,
    RETIRED,
    SCOPES,
    SORTS,
    TIES,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused


class GuardianState(msgspec.Struct, frozen=True, kw_only=True):
    """A guardian as they stand; `load` is how many children they stand for, an expired mandate among them."""

    exists: bool = False
    retired: bool = False
    erased: bool = False
    name: str = ""
    organisation: str = ""
    ties: frozenset[str] = frozenset()
    is_vetted: bool = False
    capacity: int = 0
    load: int = 0


class MandateState(msgspec.Struct, frozen=True, kw_only=True):
    """Before a mandate begins or ends: the child with its carer, its mandates that were not ended, the guardian.

    `claimants` are people whose relation to the child is being looked at.
    """

    child: ChildState
    guardian: GuardianState = GuardianState()
    standing: dict[str, str] = {}  # mandate -> guardian
    known: frozenset[str] = frozenset()
    carer: str = ""
    carer_organisation: str = ""
    claimants: frozenset[str] = frozenset()


def decide_begin_mandate(command: BeginMandate, state: MandateState, here: Circumstances) -> list[About]:
    """NotFound: no_such_child, no_such_guardian. Conflict: child_erased, mandate_known, mandate_stands,
    guardian_retired, guardian_full. Refused: each_first, unknown_code, and what the days and the conflict check refuse.
    """
    check_open(state.child)
    if not state.child.each:
        raise Refused("protection.each_first")
    if check_id(command.mandate) in state.known:
        raise Conflict("protection.mandate_known")
    checked_code(command.appointer, APPOINTERS, "appointer")
    checked_code(command.scope, SCOPES, "scope")
    starts, ends = _days(command, here)
    check_can_guard(state.guardian, is_lasting=command.scope in LASTING, stays=_is_theirs(command, state))
    check_conflict(command, state)
    if state.standing.keys() - {command.replaces}:
        raise Conflict("protection.mandate_stands", field="replaces")
    fact = MandateBegun(
        mandate=command.mandate, guardian=command.guardian, appointer=command.appointer, scope=command.scope,
        starts=starts, ends=ends, checked=tuple(one for one in CHECKS if one in command.checked),
        replaces=command.replaces, authority=line(command.authority, "authority"), basis=line(command.basis, "basis"),
    )  # fmt: skip
    begun = About(command.child, fact, (command.guardian,))
    if command.replaces not in state.standing:
        return [begun]
    return [About(command.child, MandateEnded(mandate=command.replaces, reason=REPLACED, on=starts)), begun]


def _is_theirs(command: BeginMandate, state: MandateState) -> bool:
    """Whether the child is among those this guardian stands for already: a renewal takes no further place."""
    return state.standing.get(command.replaces, "") == command.guardian


def _days(command: BeginMandate, here: Circumstances) -> tuple[str, str]:
    """Refused: not_a_day, mandate_start, mandate_order, mandate_over, mandate_too_long."""
    today = date.fromisoformat(here.local_day)
    starts, ends = day(command.starts, "starts"), day(command.ends, "ends")
    if not today - timedelta(days=MANDATE_BACK) <= starts <= today + timedelta(days=MANDATE_AHEAD):
        raise Refused("protection.mandate_start", field="starts")
    if ends <= starts:
        raise Refused("protection.mandate_order", field="ends")
    if ends < today:
        raise Refused("protection.mandate_over", field="ends")
    if (ends - starts).days > LONGEST_MANDATE[command.scope]:
        raise Refused("protection.mandate_too_long", field="ends", days=LONGEST_MANDATE[command.scope])
    return starts.isoformat(), ends.isoformat()


def check_can_guard(guardian: GuardianState, *, is_lasting: bool, stays: bool = False) -> None:
    """Whether they may take one more child. NotFound: no_such_guardian. Conflict: guardian_retired, guardian_full.
    Refused: guardian_not_vetted."""
    if not guardian.exists or guardian.erased:
        raise NotFound("protection.no_such_guardian", field="guardian")
    if guardian.retired:
        raise Conflict("protection.guardian_retired", field="guardian")
    if is_lasting and not guardian.is_vetted:
        raise Refused("protection.guardian_not_vetted", field="guardian")
    if guardian.load >= guardian.capacity and not stays:
        raise Conflict("protection.guardian_full", field="guardian", capacity=guardian.capacity)


def check_conflict(command: BeginMandate, state: MandateState) -> None:
    """Refused: guardian_of_the_border, guardian_is_carer, guardian_is_claimant, conflict_unchecked."""
    if state.guardian.ties & NEVER:
        raise Refused("protection.guardian_of_the_border", field="guardian")
    code = conflict_of(state)
    if code:
        raise Refused(code, field="guardian")
    if MUST_CHECK - set(command.checked):
        raise Refused("protection.conflict_unchecked", field="checked")


def conflict_of(state: MandateState) -> str:
    """What is known here against this guardian for this child; empty where nothing is."""
    guardian = state.guardian
    same_house = _same(guardian.organisation, state.carer_organisation)
    if _same(guardian.name, state.carer) or same_house or ("carer_staff" in guardian.ties and state.carer_organisation):
        return "protection.guardian_is_carer"
    if any(_same(guardian.name, one) for one in state.claimants):
        return "protection.guardian_is_claimant"
    return ""


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def decide_end_mandate(command: EndMandate, state: MandateState, here: Circumstances) -> list[About]:
    """NotFound: no_such_child, no_such_mandate. Refused: unknown_code, not_a_day, day_ahead.

    An erased child's mandate can be ended: the guardian's place must come free.
    """
    if not state.child.exists:
        raise NotFound("protection.no_such_child")
    if command.mandate not in state.standing:
        raise NotFound("protection.no_such_mandate", field="mandate")
    checked_code(command.reason, MANDATE_ENDS, "reason")
    fact = MandateEnded(
        mandate=command.mandate, reason=command.reason, on=past_day(command.on, "on", here),
        remark=note(command.remark, "remark"),
    )  # fmt: skip
    return [About(command.child, fact)]


def decide_describe_guardian(command: DescribeGuardian, state: GuardianState, here: Circumstances) -> list[About]:
    """Conflict: guardian_erased. Refused: malformed_id, unknown_code, guardian_nameless, capacity, not_a_day,
    day_ahead, kernel.text's codes."""
    check_id(command.guardian)
    if state.erased:
        raise Conflict("protection.guardian_erased")
    checked_code(command.sort, SORTS, "sort")
    for tie in command.ties:
        checked_code(tie, TIES, "ties")
    words = {name: line(getattr(command, name), name) for name in _WORDS}
    if not words["name"]:
        raise Refused("protection.guardian_nameless", field="name")
    if not 1 <= command.capacity <= LARGEST_CAPACITY:
        raise Refused("protection.capacity", field="capacity", most=LARGEST_CAPACITY)
    fact = GuardianDescribed(
        sort=command.sort, capacity=command.capacity, ties=tuple(one for one in TIES if one in command.ties),
        vetted_on=past_day(command.vetted_on, "vetted_on", here) if command.vetted_on else "",
        note=note(command.note, "note"), **words,
    )  # fmt: skip
    return [About(command.guardian, fact)]


_WORDS = ("name", "organisation", "district", "phone", "languages")


def decide_retire_guardian(command: RetireGuardian, state: GuardianState, here: Circumstances) -> list[About]:
    """NotFound: no_such_guardian. Refused: unknown_code."""
    if not state.exists or state.erased:
        raise NotFound("protection.no_such_guardian")
    return [About(command.guardian, GuardianRetired(reason=checked_code(command.reason, RETIRED, "reason")))]


def decide_erase_guardian(command: EraseGuardian, state: GuardianState, here: Circumstances) -> list[About]:
    """NotFound: no_such_guardian. Conflict: guardian_has_children. Refused: unknown_code."""
    if not state.exists or state.erased:
        raise NotFound("protection.no_such_guardian")
    if state.load:
        raise Conflict("protection.guardian_has_children", number=state.load)
    return [About(command.guardian, GuardianErased(reason=checked_code(command.reason, ERASURE_REASONS, "reason")))]
