"""The dry run of a file: what it would register, and every mistake by row and column. Nothing is written here.

Each group (or each row of a headcount) becomes one act whose id follows from the file's content and the row, so that
importing the same file twice changes nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import msgspec

from safeconduct.desks.border_post import import_columns as columns
from safeconduct.desks.border_post.arrivals import Arrival, Member, arrival_commands, local_moment
from safeconduct.desks.border_post.import_columns import EXAMPLE, FileColumn, column_of
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.commands import CountMovements, ObserveHour, RecordCrossing
from safeconduct.domains.crossings.rules import (
    RecordState,
    decide_count,
    decide_observe_hour,
    decide_record_crossing,
)
from safeconduct.domains.people import queries as people
from safeconduct.domains.people.commands import RegisterGroup, RegisterPerson
from safeconduct.domains.people.rules import decide_register_group, decide_register_person
from safeconduct.domains.people.rules.states import Registering
from safeconduct.foundation.access.sessions import Officer
from safeconduct.foundation.dispatch import receipt_of
from safeconduct.foundation.documents.spreadsheets import Cell
from safeconduct.foundation.documents.table_files import TableFile
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act, Circumstances, Command
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Problem, Refused
from safeconduct.kernel.tokens import read_form_serial
from safeconduct.science.calendars import BirthDate, BirthDateError, parse_birth_date

AHEAD = timedelta(minutes=5)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Finding:
    """A sentence about one cell (or a whole row, or the file). A warning does not stop the import."""

    row: int
    column: str
    sentence: str
    is_warning: bool = False


@dataclass(frozen=True)
class Planned:
    """One act that the import would carry out; `is_done` where an earlier import did."""

    row: int
    act_id: str
    commands: tuple[Command, ...]
    people: int
    happened_at: datetime | None = None
    is_done: bool = False


@dataclass
class ImportPlan:
    """What a file would do. It may be imported when nothing but warnings was found."""

    kind: str
    acts: list[Planned] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rows: int = 0

    @property
    def errors(self) -> list[Finding]:
        """What must be mended in the file first."""
        return [one for one in self.findings if not one.is_warning]

    @property
    def warnings(self) -> list[Finding]:
        """What a person should look at before importing."""
        return [one for one in self.findings if one.is_warning]

    @property
    def people(self) -> int:
        """People in acts not yet carried out."""
        return sum(one.people for one in self.acts if not one.is_done)

    @property
    def done(self) -> int:
        """Acts that an earlier import carried out."""
        return sum(one.is_done for one in self.acts)


@dataclass(frozen=True)
class Line:
    """A row of the file: its number, and its cells by column code."""

    number: int
    cells: dict[str, Cell]


class Desk:
    """Who imports, where and when; and the findings so far."""

    def __init__(self, who: Officer, post: str, now: datetime, plan: ImportPlan) -> None:
        self.who, self.post, self.now, self.plan = who, post, now, plan
        self.zone = places.zone_of(post)
        self.columns = {one.code: one for one in columns.KINDS[plan.kind]}

    def say(self, row: int, column: str, code: str, *, warn: bool = False, **details: Any) -> None:
        """Note a finding."""
        words = str(self.columns[column].words) if column in self.columns else ""
        self.plan.findings.append(Finding(row, words, sentence_of(code, details), warn))

    def take(self, line: Line, column: str, read: Callable[[Cell], Value], otherwise: Value) -> Value:
        """The value of a cell; a mistake is noted and the other value stands in."""
        cell = line.cells.get(column)
        if self.columns[column].is_required and columns.read_text(cell) == "":
            self.say(line.number, column, "import.cell_missing")
            return otherwise
        try:
            return read(cell)
        except (Problem, BirthDateError) as problem:
            self.say(line.number, column, problem.code, **problem.details)
            return otherwise

    def check(self, line: Line, decide: Callable[..., Any], command: Command, state: Any, at: datetime) -> None:
        """Ask the room's own rule; what it refuses is noted at the column it names."""
        here = Circumstances(
            actor=self.who.id, roles=self.who.roles, place=self.post, zone=self.zone, now=self.now, happened_at=at
        )
        try:
            decide(command, state, here)
        except Problem as problem:
            column = COLUMN_OF.get(str(problem.details.get("field", "")), str(problem.details.get("field", "")))
            self.say(line.number, column, problem.code, **problem.details)


# field of a rule's refusal -> column of the file
COLUMN_OF = {"birth": "born", "documents": "document_number", "hour": "hour", "minutes": "minutes_observed"}


def plan_import(table: TableFile, kind: str, *, who: Officer, post: str, now: datetime) -> ImportPlan:
    """The dry run. Refused: import.no_known_column, import.column_missing, import.column_twice."""
    plan = ImportPlan(kind)
    desk = Desk(who, post, now, plan)
    lines = _lines(table, kind, desk)
    plan.rows = len(lines)
    digest = hashlib.sha256(msgspec.json.encode([table.header, [row.cells for row in table.rows]])).hexdigest()
    read = _read_groups if kind == "registration" else _read_counts
    plan.acts.extend(read(lines, derived_id("import", post, kind, digest), desk))
    return plan


def _lines(table: TableFile, kind: str, desk: Desk) -> list[Line]:
    found: dict[int, FileColumn] = {}
    for place, head in enumerate(table.header):
        column = column_of(head, kind) if head else None
        if column is None:
            if head:
                desk.plan.findings.append(
                    Finding(table.header_row, head[:40], sentence_of("import.column_unknown"), is_warning=True)
                )
            continue
        if column in found.values():
            raise Refused("import.column_twice", column=str(column.words))
        found[place] = column
    if not found:
        raise Refused("import.no_known_column")
    missing = [one for one in columns.KINDS[kind] if one.is_required and one not in found.values()]
    if missing:
        raise Refused("import.column_missing", columns=", ".join(str(one.words) for one in missing))
    lines = [Line(row.number, {one.code: row.cells[place] for place, one in found.items()}) for row in table.rows]
    return [line for line in lines if not _is_remark(line)]


def _is_remark(line: Line) -> bool:
    first = next((columns.read_text(cell) for cell in line.cells.values() if columns.read_text(cell)), "")
    return first.startswith(EXAMPLE)


def _read_groups(lines: list[Line], file_id: str, desk: Desk) -> Iterable[Planned]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        sign = columns.read_text(line.cells.get("group")) or columns.read_text(line.cells.get("form_serial"))
        groups.setdefault(sign or f"row {line.number}", []).append(line)
    serials = Counter(columns.read_text(of[0].cells.get("form_serial")) for of in groups.values())
    numbers: Counter[str] = Counter()
    for of in groups.values():
        act_id = derived_id(file_id, of[0].number)
        is_done = receipt_of(act_id) is not None
        arrival, at = _arrival(of, desk)
        if at is None:
            continue
        if not is_done:
            _check_arrival(of, arrival, act_id, at, desk)
            _warn_of_doubles(of, arrival, numbers, desk)
        if arrival.form_serial and serials[columns.read_text(of[0].cells.get("form_serial"))] > 1:
            desk.say(of[0].number, "form_serial", "import.serial_twice")
        day = at.astimezone(places.local_time(desk.post, at).tzinfo).date()
        commands = arrival_commands(arrival, act_id=act_id, post=desk.post, day=day)
        yield Planned(of[0].number, act_id, tuple(commands), max(arrival.size, len(arrival.members)), at, is_done)


def _arrival(of: list[Line], desk: Desk) -> tuple[Arrival, datetime | None]:
    """What the rows of one group say; what is said of the whole group stands in its first row."""
    first = of[0]
    day = desk.take(first, "arrived_on", columns.read_day, None)
    clock = desk.take(first, "arrived_at", columns.read_clock, None)
    at = local_moment(desk.post, day, *clock).astimezone(UTC) if day and clock else None
    if at and at > desk.now + AHEAD:
        desk.say(first.number, "arrived_on", "act.in_the_future")
    today = day or desk.now.date()
    members = [(line, _member(line, today, desk)) for line in of]
    named = tuple(member for _line, member in members if member is not None)
    unnamed = [line for line, member in members if member is None]
    code = desk.columns
    arrival = Arrival(
        size=max(desk.take(first, "size", lambda cell: columns.read_number(cell, len(of)), 1), len(named)),
        direction=desk.take(first, "direction", lambda cell: columns.read_code(code["direction"], cell), "") or "entry",
        members=named,
        form_serial=desk.take(first, "form_serial", _serial, ""),
        origin=columns.read_text(first.cells.get("origin")),
        destination=columns.read_text(first.cells.get("destination")),
        transport=desk.take(first, "transport", lambda cell: columns.read_code(code["transport"], cell), ""),
        language=desk.take(first, "language", columns.read_language, ""),
        needs=tuple(dict.fromkeys(need for line in unnamed for need in _needs(line, desk))),
        note=columns.read_text(first.cells.get("note")),
        is_admitted=desk.take(first, "admitted", columns.read_yes, False),
    )
    return arrival, at


def _serial(cell: Cell) -> str:
    text = columns.read_text(cell)
    return read_form_serial(text).text if text else ""


def _needs(line: Line, desk: Desk) -> tuple[str, ...]:
    return desk.take(line, "needs", lambda cell: columns.read_codes(desk.columns["needs"], cell), ())


PERSONAL = ("given_names", "family_name", "name_native", "sex", "born", "nationality", "relation", "document_type",
            "document_number")  # fmt: skip


def _member(line: Line, today: date, desk: Desk) -> Member | None:
    """The person of a row; None where the row says nothing about a person."""
    if not any(columns.read_text(line.cells.get(name)) for name in PERSONAL):
        return None

    def code(name: str) -> str:
        return desk.take(line, name, lambda cell: columns.read_code(desk.columns[name], cell), "")

    return Member(
        given_names=columns.read_text(line.cells.get("given_names")),
        family_name=columns.read_text(line.cells.get("family_name")),
        name_native=columns.read_text(line.cells.get("name_native")),
        sex=code("sex") or "unknown",
        birth=desk.take(line, "born", lambda cell: _birth(cell, today), BirthDate()),
        nationality=desk.take(line, "nationality", columns.read_nationality, ""),
        relation=code("relation"),
        document_type=code("document_type"),
        document_number=columns.read_text(line.cells.get("document_number")),
        needs=_needs(line, desk),
        language=desk.take(line, "language", columns.read_language, ""),
    )


def _birth(cell: Cell, today: date) -> BirthDate:
    return parse_birth_date(columns.read_text(cell)[:80], calendar="gregorian", today=today)


def _check_arrival(of: list[Line], arrival: Arrival, act_id: str, at: datetime, desk: Desk) -> None:
    lines = dict(enumerate(line for line in of if _is_about_person(line)))
    commands = arrival_commands(arrival, act_id=act_id, post=desk.post, day=places.local_time(desk.post, at).date())
    persons = [one for one in commands if isinstance(one, RegisterPerson)]
    for place, command in enumerate(persons):
        desk.check(lines.get(place, of[0]), decide_register_person, command, Registering(members=place), at)
    for one in commands:
        if isinstance(one, RegisterGroup):
            # The same question that the import itself will ask: was this paper form keyed in before?
            act = Act(id=act_id, actor=desk.who.id, purpose="border_control", place=desk.post)
            desk.check(of[0], decide_register_group, one, people.state_for_register_group(one, act), at)
        elif isinstance(one, RecordCrossing):
            state = RecordState(letter=places.letter_of(desk.post))
            desk.check(of[0], decide_record_crossing, one, state, at)


def _is_about_person(line: Line) -> bool:
    return any(columns.read_text(line.cells.get(name)) for name in PERSONAL)


def _warn_of_doubles(of: list[Line], arrival: Arrival, numbers: Counter[str], desk: Desk) -> None:
    lines = [line for line in of if _is_about_person(line)]
    for line, member in zip(lines, arrival.members, strict=True):
        if not member.document_number:
            continue
        numbers[member.document_number] += 1
        if numbers[member.document_number] > 1:
            desk.say(line.number, "document_number", "import.document_twice", warn=True)
        elif people.documents_like(member.document_number):
            desk.say(line.number, "document_number", "import.document_known", warn=True)


def _read_counts(lines: list[Line], file_id: str, desk: Desk) -> Iterable[Planned]:
    warned: set[datetime] = set()
    for line in lines:
        act_id = derived_id(file_id, line.number)
        is_done = receipt_of(act_id) is not None
        commands, at = _count(line, desk)
        if at is None or not commands:
            continue
        number = sum(one.number for one in commands if isinstance(one, CountMovements))
        if not is_done:
            for one in commands:
                decide = decide_count if isinstance(one, CountMovements) else decide_observe_hour
                desk.check(line, decide, one, None, desk.now)
            if at not in warned and (before := _counted(at, desk)):
                warned.add(at)
                desk.say(line.number, "hour", "import.hour_counted", warn=True, number=before)
        yield Planned(line.number, act_id, tuple(commands), number, None, is_done)


def _counted(hour: datetime, desk: Desk) -> int:
    return sum(cell["number"] for cell in crossings.headcount_of_hour(desk.post, hour))


def _count(line: Line, desk: Desk) -> tuple[list[Command], datetime | None]:
    day = desk.take(line, "date", columns.read_day, None)
    clock = desk.take(line, "hour", columns.read_clock, None)
    if day is None or clock is None:
        return [], None
    hour = local_moment(desk.post, day, clock[0], 0).astimezone(UTC)

    def code(name: str, otherwise: str) -> str:
        return desk.take(line, name, lambda cell: columns.read_code(desk.columns[name], cell), "") or otherwise

    kind = CountMovements(
        post=desk.post,
        hour=hour,
        direction=code("direction", "entry"),
        sex=code("sex", "unknown"),
        age_band=code("age_band", "unknown"),
        nationality_group=code("nationality_group", "unknown"),
        transport=code("transport", "unknown"),
        number=desk.take(line, "number", columns.read_number, 1),
        method=code("method", "counted"),
    )
    # An hour in which nobody came is worth its minutes, and is no movement.
    commands: list[Command] = [kind] if kind.number else []
    if columns.read_text(line.cells.get("minutes_observed")):
        minutes = desk.take(line, "minutes_observed", columns.read_number, 0)
        commands.append(ObserveHour(post=desk.post, hour=hour, minutes=minutes))
    return commands, hour
