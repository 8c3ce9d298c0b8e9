"""Rules of a child's file: opened by a notice, described, cared for, visited, erased.

They run on the agency's node alone; what a post holds of all this is bytes that it cannot open.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

import msgspec

from safeconduct.domains.protection.commands import (
    ArrangeCare,
    AskErasure,
    DescribeChild,
    EraseChild,
    OpenChild,
    OpenOneOf,
    TakeNotice,
    VisitCare,
)
from safeconduct.domains.protection.facts import (
    CareArranged,
    CareVisited,
    ChildDescribed,
    ChildErased,
    ChildNoticed,
    ChildRegisteredApart,
    ChildReopened,
    ErasureAsked,
    ReunificationErased,
    TracingErased,
)
from safeconduct.domains.protection.projection import ABOUT, SAYS
from safeconduct.domains.protection.rules.given import check_id, checked_code, line, lines, note, past_day
from safeconduct.domains.protection.states import (
    CARE,
    ERASURE_REASONS,
    FINDINGS,
    GROUNDS,
    SIBLINGS,
    STATUSES,
    STRANGERS,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id, is_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.science.calendars import BirthDateError, CalendarName, gregorian_range, parse_birth_date

MOST_CHILDREN = 300  # as many people as a crossing holds
MOST_COMPANIONS = 20
COMPANION = ("relation", "minor", "sex", "age_band")


class ChildState(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules depend on: the file as it stands."""

    exists: bool = False
    erased: bool = False
    each: bool = True
    closings: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()  # by which the child looks for its family
    reunifications: tuple[str, ...] = ()
    left: int = 0  # children of the crossing without a file
    noticed_at: datetime | None = None
    grounds: tuple[str, ...] = ()
    crossing: str = ""
    about: dict[str, str] = {}
    whole: bool = False  # whether the crossing's own file stands and still counts children without a file


def file_of(content: Mapping[str, Any], entry: str) -> tuple[str, str]:
    """The file a notice belongs to, and that of its crossing as a whole: the same id on every node."""
    person, crossing = str(content.get("person", "")), str(content.get("crossing", ""))
    whole = derived_id("children of", crossing) if is_id(crossing) else ""
    return (child_of(person) if is_id(person) else whole or derived_id("child", entry)), whole


def child_of(person: str) -> str:
    """The file of a person who was registered at a post."""
    return derived_id("child", person)


def decide_take_notice(command: TakeNotice, state: ChildState, here: Circumstances) -> list[About]:
    """The file, or one more reason in it. What this version does not know is left out; nothing is refused."""
    if state.erased:
        return []  # what was sealed earlier brings nobody back
    content = command.content
    each = is_id(str(content.get("person", "")))
    grounds = tuple(one for one in _strings(content.get("grounds")) if one in GROUNDS)
    fact = ChildNoticed(
        notice=command.entry, noticed_at=_said_at(content, here), grounds=grounds,
        crossing=str(content.get("crossing", ""))[:32], children=_children(content) if not each else 1, each=each,
        about=_about(content), companions=_companions(content),
    )  # fmt: skip
    found = [About(command.child, fact)]
    if state.closings:
        found.append(About(command.child, ChildReopened(closings=state.closings)))
    if each and state.whole and command.whole != command.child:
        found.append(About(command.whole, ChildRegisteredApart(child=command.child)))
    return found


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list | tuple) else ()


def _children(content: Mapping[str, Any]) -> int:
    number = content.get("children", 1)
    return min(max(number, 1), MOST_CHILDREN) if isinstance(number, int) else 1


def _about(content: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(content[name])[:300] for name in ABOUT if content.get(name)}


def _companions(content: Mapping[str, Any]) -> tuple[dict[str, str], ...]:
    given = content.get("companions")
    rows = [one for one in given if isinstance(one, dict)] if isinstance(given, list | tuple) else []
    return tuple({name: str(one.get(name, ""))[:32] for name in COMPANION} for one in rows[:MOST_COMPANIONS])


def _said_at(content: Mapping[str, Any], here: Circumstances) -> datetime:
    """When it was noticed, for limits run from then; a machine's clock that was ahead does not postpone them."""
    try:
        said = datetime.fromisoformat(str(content.get("at", "")))
    except ValueError:
        return here.now
    return min(said, here.now) if said.tzinfo is not None else here.now


def decide_open_child(command: OpenChild, state: ChildState, here: Circumstances) -> list[About]:
    """A file without a notice. Conflict: child_known. Refused: malformed_id, kernel.text's codes."""
    check_id(command.child)
    if state.exists:
        raise Conflict("protection.child_known")
    about = lines(command.about, ABOUT)
    return [About(command.child, ChildNoticed(noticed_at=here.happened_at, grounds=("came_here",), about=about))]


def decide_open_one_of(command: OpenOneOf, state: ChildState, here: Circumstances) -> list[About]:
    """A file for one of them, and one less without. NotFound: no_such_child. Conflict: nobody_left, child_erased."""
    check_id(command.child)
    check_open(state)
    if state.each or not state.left:
        raise Conflict("protection.nobody_left")
    about = {name: text for name, text in state.about.items() if text} | lines(command.about, ABOUT)
    fact = ChildNoticed(noticed_at=state.noticed_at, grounds=state.grounds, crossing=state.crossing, about=about)
    return [About(command.child, fact), About(command.whole, ChildRegisteredApart(child=command.child))]


def decide_describe_child(command: DescribeChild, state: ChildState, here: Circumstances) -> list[About]:
    """NotFound: no_such_child. Conflict: child_erased. Refused: each_first, unknown_code, birth_unreadable,
    nothing_said, kernel.text's codes."""
    check_open(state)
    if not state.each:
        raise Refused("protection.each_first")
    status = checked_code(command.status, STATUSES, "status")
    says = lines(command.says, [name for name in SAYS if name not in ("family", "wishes")])
    says |= {name: text for name in ("family", "wishes") if (text := note(command.says.get(name, ""), name))}
    if not says and not command.birth.strip():
        raise Refused("protection.nothing_said", field="given_names")
    born = born_between(command.birth, command.calendar, date.fromisoformat(here.local_day))
    if born[0]:
        says["birth"] = line(command.birth, "birth")
    return [About(command.child, ChildDescribed(status=status, says=says, born_from=born[0], born_to=born[1]))]


def born_between(text: str, calendar: str, today: date) -> tuple[str, str]:
    """The days (ISO) that a birth date in words allows; empty for none. Refused: birth_unreadable."""
    try:
        birth = parse_birth_date(text, calendar=cast("CalendarName", calendar), today=today)
    except (BirthDateError, ValueError):
        raise Refused("protection.birth_unreadable", field="birth") from None
    days = gregorian_range(birth)
    return (days[0].isoformat(), days[1].isoformat()) if days is not None else ("", "")


def decide_arrange_care(command: ArrangeCare, state: ChildState, here: Circumstances) -> list[About]:
    """NotFound: no_such_child. Conflict: child_erased. Refused: unknown_code, not_a_day, day_ahead, carer_missing,
    carer_not_checked, kernel.text's codes."""
    check_open(state)
    checked_code(command.care, CARE, "care")
    if command.with_siblings:
        checked_code(command.with_siblings, SIBLINGS, "with_siblings")
    named = {name: line(getattr(command, name), name) for name in ("carer", "organisation", "place", "district")}
    if command.care != "not_arranged" and not (named["carer"] or named["organisation"]):
        raise Refused("protection.carer_missing", field="carer")
    if command.care in STRANGERS and not command.is_checked:
        raise Refused("protection.carer_not_checked", field="is_checked")
    fact = CareArranged(
        care=command.care, since=past_day(command.since, "since", here), is_checked=command.is_checked,
        with_siblings=command.with_siblings, remark=note(command.remark, "remark"), **named,
    )  # fmt: skip
    return [About(command.child, fact)]


def decide_visit_care(command: VisitCare, state: ChildState, here: Circumstances) -> list[About]:
    """NotFound: no_such_child. Conflict: child_erased. Refused: unknown_code, not_a_day, day_ahead."""
    check_open(state)
    fact = CareVisited(
        on=past_day(command.on, "on", here), finding=checked_code(command.finding, FINDINGS, "finding"),
        spoke_alone=command.spoke_alone, remark=note(command.remark, "remark"),
    )  # fmt: skip
    return [About(command.child, fact)]


def decide_erase_child(command: EraseChild, state: ChildState, here: Circumstances) -> list[About]:
    """NotFound: no_such_child. Conflict: child_erased. Refused: unknown_code."""
    check_open(state)
    checked_code(command.reason, ERASURE_REASONS, "reason")
    gone = [About(command.child, ChildErased(reason=command.reason))]
    gone += [About(one, TracingErased(reason=command.reason)) for one in state.requests]
    return gone + [About(one, ReunificationErased(reason=command.reason)) for one in state.reunifications]


def decide_ask_erasure(command: AskErasure, state: ChildState, here: Circumstances) -> list[About]:
    """The post erased the person: the file says so until somebody has decided. Nothing, where there is no file."""
    if not state.exists or state.erased:
        return []
    return [About(command.child, ErasureAsked(notice=command.entry))]


def check_open(state: ChildState) -> None:
    """NotFound: protection.no_such_child. Conflict: protection.child_erased."""
    if not state.exists:
        raise NotFound("protection.no_such_child")
    if state.erased:
        raise Conflict("protection.child_erased")
