"""What the gates look at before anybody is turned away: one person's facts, gathered by queries, and the tables' rows.

A row stands when its fact stands; any row that stands says no. What officer and person read never says which.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.utils.functional import Promise

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.health import queries as health
from safeconduct.domains.people import queries as people
from safeconduct.domains.reviews import queries as reviews
from safeconduct.domains.reviews.commands import (
    CarryOutRefusal,
    GiveClearance,
    ReadmitPerson,
    RefuseEntry,
    ReturnPerson,
    TransferPerson,
)
from safeconduct.domains.reviews.rules import SENT_FOR_REVIEW
from safeconduct.domains.screening import queries as screenings
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused

TURNS_AWAY = (RefuseEntry, CarryOutRefusal, ReturnPerson, TransferPerson, ReadmitPerson)
CLEARS = (GiveClearance,)
GUARDED = TURNS_AWAY + CLEARS
DOCTOR, AFRAID = "doctor_now", "afraid_return"


class Clearing(msgspec.Struct, frozen=True, kw_only=True):
    """A clearance as a gate sees it; `flagged_since`: a flag went up or an answer was given after it."""

    counts: bool
    is_stale: bool
    used: bool
    valid_until: datetime
    saw: tuple[str, ...]
    splits: str = ""
    flagged_since: bool = False


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What this node knows of one person. On an agency's node `reads_files` and the register is not there."""

    reads_files: bool = False
    is_registered: bool = False
    is_whole: bool = True
    minor: str = "maybe"
    has_adult: bool = False
    said_alone: bool = False
    open_flags: int = 0
    open_holds: int = 0
    doctor: bool = False
    in_care: bool = False
    screened: bool = False
    others_in_group: int = 0
    has_file: bool = False
    interviews: int = 0
    said_fear: bool = False
    open_needs: int = 0
    is_contested: bool = False
    unseen_flags: bool = False
    clearance: Clearing | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a decision table. `clears`: whether it also stands against a clearance; `at`: where its facts lie."""

    code: str
    stands: Callable[[Known, datetime], bool]
    source: str
    why: str | Promise
    clears: bool = True
    files: bool | None = None  # None: everywhere; True: an agency's node alone; False: everywhere but there


def stopping(table: Iterable[Row], command: Command, known: Known, now: datetime) -> list[Row]:
    """The rows of a table that stand against a command, in the table's order."""
    clears = isinstance(command, CLEARS)
    return [
        row
        for row in table
        if (row.clears or not clears)
        and (row.files is None or row.files == known.reads_files)
        and row.stands(known, now)
    ]


def is_guarded(command: Command) -> bool:
    """Whether a command turns somebody away, or clears the way to it."""
    return isinstance(command, GUARDED)


def check_table(table: Iterable[Row], command: Command, here: Circumstances) -> None:
    """Refused: reviews.sent_for_review, with no detail: what stands is for protection and oversight alone."""
    if is_guarded(command) and stopping(table, command, _known_here(command, here), here.now):
        raise Refused(SENT_FOR_REVIEW)


_last = threading.local()


def _known_here(command: Command, here: Circumstances) -> Known:
    """The facts of one command in one act, gathered once for all the gates: nothing is written between two of them."""
    asked = getattr(_last, "asked", None)
    if asked is None or asked[0] is not command or asked[1] is not here:
        asked = _last.asked = (command, here, known_about(command))
    return asked[2]


def known_about(command: Any) -> Known:
    """Everything the tables ask of the one person a command names."""
    return known_from(command, gathered(command.person))


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one person as their rooms give them."""

    reads_files: bool = False
    review: Any = None
    clearances: Sequence[Any] = ()
    person: Any = None
    flags: Sequence[Any] = ()
    crossings: Sequence[Any] = ()
    group: Sequence[Any] = ()
    needs: frozenset[str] = frozenset()
    in_care: bool = False
    screened: bool = False
    asked_at: datetime | None = None
    file: Any = None


def gathered(person: str) -> Gathered:
    """Ask the rooms."""
    review, row = reviews.review_or_none(person), people.persons([person]).get(person)
    here: dict[str, Any] = {
        "reads_files": screenings.reads_files(),
        "review": review,
        "clearances": reviews.clearances_of(person) if review is not None else (),
        "file": screenings.file_of_person(person),
    }
    if row is None:
        return Gathered(**here)
    came = [one for one in crossings.crossings_of_persons([person]) if not one.voided]
    needed = people.needs_of([person, *filter(None, [row.group])]).values()
    screened, asked_at = screenings.asked_of(person)
    return Gathered(
        **here,
        person=row,
        flags=people.flags_of(person),
        crossings=came,
        group=[one for one in people.members_of([row.group]).get(row.group, []) if one.subject != person],
        needs=frozenset(need for found in (*needed, *(one.needs for one in came)) for need in found),
        in_care=health.is_in_care(person, [one.subject for one in came]),
        screened=screened,
        asked_at=asked_at,
    )


def known_from(command: Command, found: Gathered) -> Known:
    """What the rows say, in the words of the tables."""
    held, row = found.review, found.person
    shared: dict[str, Any] = {
        "reads_files": found.reads_files,
        "open_holds": held.open_holds if held is not None else 0,
        "is_contested": _stands_no_more(command, held),
        "clearance": _clearance(command, found),
    }
    if row is None:
        return Known(**shared, **_of_file(found.file))
    return Known(
        **shared,
        is_registered=not (row.erased or row.voided),
        is_whole=not (row.partial or row.unreadable) and "minor" not in row.contested_values,
        minor=row.minor,
        has_adult=any(one.may_be_adult for one in found.group),
        said_alone=any(one.has_child_alone for one in found.crossings),
        open_flags=row.open_flags,
        doctor=DOCTOR in found.needs,
        in_care=found.in_care,
        screened=found.screened,
        others_in_group=len(found.group),
        unseen_flags=_unseen(command, held, {flag.id for flag in found.flags}),
    )


def _stands_no_more(command: Command, held: Any) -> bool:
    return isinstance(command, CarryOutRefusal) and held is not None and held.is_contested


def _unseen(command: Command, held: Any, flags: set[str]) -> bool:
    """Whether the person has a flag, up or down, of which the refusal did not know."""
    return isinstance(command, CarryOutRefusal) and held is not None and not flags <= set(held.flags)


def _clearance(command: Command, found: Gathered) -> Clearing | None:
    """The clearance that a command names; what is carried out stands on the one its decision used up."""
    carries_out, held = isinstance(command, CarryOutRefusal), found.review
    name = held.clearance if carries_out and held is not None else getattr(command, "clearance", "")
    given = next((one for one in found.clearances if one.id == name), None)
    if given is None or isinstance(command, CLEARS):
        return None
    since = [*(flag.raised_at for flag in found.flags), *filter(None, [found.asked_at])]
    return Clearing(
        counts=given.counts,
        is_stale=given.is_stale,
        used=given.used and not carries_out,
        valid_until=given.valid_until,
        saw=tuple(given.saw),
        splits=given.splits,
        flagged_since=any(moment > given.given_at for moment in since),
    )


def _of_file(file: Any) -> dict[str, Any]:
    if file is None:
        return {}
    return {
        "has_file": True,
        "minor": file.minor or "maybe",
        "interviews": file.interviews,
        "said_fear": AFRAID in file.card,
        "open_needs": file.open_needs,
    }
