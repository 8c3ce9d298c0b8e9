"""Families out of a file: lines of one family, in whichever sheet or block, become one group with its people."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from safeconduct.desks.border_post import import_columns as columns
from safeconduct.desks.border_post.arrivals import Arrival, Member, arrival_commands, local_moment
from safeconduct.desks.border_post.import_findings import Desk, Planned, Where
from safeconduct.desks.border_post.import_lines import Line
from safeconduct.domains.crossings.commands import RecordCrossing
from safeconduct.domains.crossings.rules import RecordState, decide_record_crossing
from safeconduct.domains.people import queries as people
from safeconduct.domains.people.commands import RegisterGroup, RegisterPerson
from safeconduct.domains.people.rules import decide_register_group, decide_register_person
from safeconduct.domains.people.rules.states import Registering
from safeconduct.foundation.dispatch import receipt_of
from safeconduct.foundation.documents.spreadsheets import Cell
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.tokens import read_form_serial
from safeconduct.science.calendars import BirthDate, parse_birth_date

AHEAD = timedelta(minutes=5)
# What is said of the whole family: once, in the first of its lines that says it.
OF_THE_FAMILY = ("form_serial", "arrived_on", "arrived_at", "direction", "size", "origin", "destination", "transport",
                 "note", "admitted")  # fmt: skip
PERSONAL = ("given_names", "family_name", "name_native", "sex", "born", "nationality", "relation", "document_type",
            "document_number")  # fmt: skip


def read_families(lines: list[Line], file_id: str, desk: Desk) -> Iterable[Planned]:
    """One act a family; its id follows from the file and the family's first line, so that twice is once."""
    families = [_Family(of, desk) for of in _families(lines).values()]
    serials = Counter(family.serial for family in families if family.serial)
    numbers: Counter[str] = Counter()
    for family in families:
        act_id = derived_id(file_id, *family.first.place)
        is_done = receipt_of(act_id) is not None
        arrival, at = family.arrival()
        if serials[family.serial] > 1:
            desk.say(family.says("form_serial"), "form_serial", "import.serial_twice")
        if not is_done:
            family.check(arrival, act_id, at or desk.now)
            family.warn_of_doubles(arrival, numbers)
        if at is None:
            continue
        day = at.astimezone(places.local_time(desk.post, at).tzinfo).date()
        commands = arrival_commands(arrival, act_id=act_id, post=desk.post, day=day)
        number = max(arrival.size, len(arrival.members))
        yield Planned(family.first.number, act_id, tuple(commands), number, at, is_done, family.first.sheet)


def _families(lines: list[Line]) -> dict[str, list[Line]]:
    """The lines by the sign of their family: the column of groups, else the form's serial, else each for itself."""
    by_serial: dict[str, str] = {}
    for line in lines:
        if line.text("group") and line.text("form_serial"):
            by_serial.setdefault(_sign(line.text("form_serial")), f"group {_sign(line.text('group'))}")
    families: dict[str, list[Line]] = {}
    for line in lines:
        group, serial = _sign(line.text("group")), _sign(line.text("form_serial"))
        sign = f"group {group}" if group else by_serial.get(serial, f"form {serial}") if serial else f"row {line.place}"
        families.setdefault(sign, []).append(line)
    return families


def _sign(text: str) -> str:
    return " ".join(text.split()).casefold()


class _Family:
    """The lines of one family, and how they are read."""

    def __init__(self, of: list[Line], desk: Desk) -> None:
        self.of, self.desk, self.first = of, desk, of[0]
        self.serial = _sign(self.says("form_serial").text("form_serial"))

    def says(self, column: str) -> Line:
        """The line that says a thing of the whole family: the first with anything in that column."""
        return next((line for line in self.of if line.text(column)), self.first)

    def arrival(self) -> tuple[Arrival, datetime | None]:
        """What the lines say, and when the family came; None where that cannot be read."""
        desk, code = self.desk, self.desk.columns
        for column in OF_THE_FAMILY:
            self._warn_of_other_words(column)
        day = desk.take(self.says("arrived_on"), "arrived_on", columns.read_day, None)
        clock = desk.take(self.says("arrived_at"), "arrived_at", columns.read_clock, None)
        at = local_moment(desk.post, day, *clock).astimezone(UTC) if day and clock else None
        if at and at > desk.now + AHEAD:
            desk.say(self.says("arrived_on"), "arrived_on", "act.in_the_future")
        members = [
            (line, _member(line, day or places.local_time(desk.post, desk.now).date(), desk)) for line in self.of
        ]
        named = tuple(member for _line, member in members if member is not None)
        unnamed = [line for line, member in members if member is None]

        def word(column: str) -> str:
            return desk.take(self.says(column), column, lambda cell: columns.read_code(code[column], cell), "")

        size = desk.take(self.says("size"), "size", lambda cell: columns.read_number(cell, len(self.of)), 1)
        return Arrival(
            size=max(size, len(named)),
            direction=word("direction") or "entry",
            members=named,
            form_serial=desk.take(self.says("form_serial"), "form_serial", _serial, ""),
            origin=self.says("origin").text("origin"),
            destination=self.says("destination").text("destination"),
            transport=word("transport"),
            language=desk.take(self.first, "language", columns.read_language, ""),
            needs=tuple(dict.fromkeys(need for line in unnamed for need in _needs(line, desk))),
            note=self.says("note").text("note"),
            is_admitted=desk.take(self.says("admitted"), "admitted", columns.read_yes, False),
        ), at

    def _warn_of_other_words(self, column: str) -> None:
        said = self.says(column)
        for line in self.of:
            if line is not said and line.text(column) and _sign(line.text(column)) != _sign(said.text(column)):
                self.desk.say(line, column, "import.said_before", warn=True, row=said.number)

    def check(self, arrival: Arrival, act_id: str, at: datetime) -> None:
        """Ask the rooms' rules what they would refuse."""
        desk, lines = self.desk, [line for line in self.of if _is_about_person(line)]
        day = places.local_time(desk.post, at).date()
        persons = 0
        for one in arrival_commands(arrival, act_id=act_id, post=desk.post, day=day):
            if isinstance(one, RegisterPerson):
                where = self._where(lines[persons])
                desk.check(where, decide_register_person, one, Registering(members=persons), at)
                persons += 1
            elif isinstance(one, RegisterGroup):
                # The same question that the import itself will ask: was this paper form keyed in before?
                act = Act(id=act_id, actor=desk.who.id, purpose="border_control", place=desk.post)
                desk.check(self.says, decide_register_group, one, people.state_for_register_group(one, act), at)
            elif isinstance(one, RecordCrossing):
                state = RecordState(letter=places.letter_of(desk.post))
                desk.check(self.says, decide_record_crossing, one, state, at)

    def _where(self, own: Line) -> Where:
        return lambda column: self.says(column) if column in OF_THE_FAMILY else own

    def warn_of_doubles(self, arrival: Arrival, numbers: Counter[str]) -> None:
        """Document numbers that stand in the file twice, or on record."""
        lines = [line for line in self.of if _is_about_person(line)]
        for line, member in zip(lines, arrival.members, strict=True):
            if not member.document_number:
                continue
            numbers[member.document_number] += 1
            if numbers[member.document_number] > 1:
                self.desk.say(line, "document_number", "import.document_twice", warn=True)
            elif people.documents_like(member.document_number):
                self.desk.say(line, "document_number", "import.document_known", warn=True)


def _serial(cell: Cell) -> str:
    text = columns.read_text(cell)
    return read_form_serial(text).text if text else ""


def _needs(line: Line, desk: Desk) -> tuple[str, ...]:
    """Every need that is known; of several wrong words each is named."""
    column = desk.columns["needs"]
    parts = columns.parts_of(line.cells.get("needs"))
    read = [desk.read(line, "needs", partial(columns.read_code, column, part), "") for part in parts]
    return tuple(dict.fromkeys(need for need in read if need))


def _is_about_person(line: Line) -> bool:
    return any(line.text(name) for name in PERSONAL)


def _member(line: Line, today: date, desk: Desk) -> Member | None:
    """The person of a line; None where it says nothing about a person."""
    if not _is_about_person(line):
        return None

    def code(name: str) -> str:
        return desk.take(line, name, lambda cell: columns.read_code(desk.columns[name], cell), "")

    return Member(
        given_names=line.text("given_names"),
        family_name=line.text("family_name"),
        name_native=line.text("name_native"),
        sex=code("sex") or "unknown",
        birth=desk.take(line, "born", lambda cell: _birth(cell, today), BirthDate()),
        nationality=desk.take(line, "nationality", columns.read_nationality, ""),
        relation=code("relation"),
        document_type=code("document_type"),
        document_number=line.text("document_number"),
        needs=_needs(line, desk),
        language=desk.take(line, "language", columns.read_language, ""),
    )


def _birth(cell: Cell, today: date) -> BirthDate:
    return parse_birth_date(columns.read_text(cell)[:80], calendar="gregorian", today=today)
