"""What a dry run finds: the acts a file would become, and what is wrong or worth a look, cell by cell."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from safeconduct.desks.border_post import import_columns as columns
from safeconduct.desks.border_post.import_lines import Line
from safeconduct.domains.people.commands import RegisterPerson
from safeconduct.foundation.access.sessions import Officer
from safeconduct.foundation.documents.spreadsheets import Cell
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Problem
from safeconduct.science.calendars import BirthDateError

Value = TypeVar("Value")
Where = Callable[[str], Line]  # the line in which a column was said
# field of a rule's refusal -> column of the file
COLUMN_OF = {"birth": "born", "documents": "document_number", "minutes": "minutes_observed", "number": "size"}
# refusals that name no field -> column
COLUMN_OF_CODE = {
    "crossings.arrival_too_old": "arrived_on",
    "crossings.hour_too_old": "date",
    "people.form_already_keyed": "form_serial",
}
OF_A_DOCUMENT = ("number", "issuer", "expiry")  # what a rule calls the parts of a person's document


@dataclass(frozen=True)
class Finding:
    """A sentence about one cell (or a whole row, or the file). A warning does not stop the import."""

    row: int
    column: str
    sentence: str
    is_warning: bool = False
    sheet: str = ""


@dataclass(frozen=True)
class Planned:
    """One act that the import would carry out; `is_done` where an earlier import did."""

    row: int
    act_id: str
    commands: tuple[Command, ...]
    people: int
    happened_at: datetime | None = None
    is_done: bool = False
    sheet: str = ""


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


def always(line: Line) -> Where:
    """Everything wrong is wrong in this line."""
    return lambda column: line


class Desk:
    """Who imports, where and when; and the findings so far."""

    def __init__(self, who: Officer, post: str, now: datetime, plan: ImportPlan) -> None:
        self.who, self.post, self.now, self.plan = who, post, now, plan
        self.zone = places.zone_of(post)
        self.columns = {one.code: one for one in columns.KINDS[plan.kind]}
        self._said: set[Finding] = set()

    def say(self, line: Line, column_code: str, problem: str, /, *, warn: bool = False, **details: Any) -> None:
        """Note a finding at a column, named by its code or by its words; the same one only once."""
        words = str(self.columns[column_code].words) if column_code in self.columns else column_code
        finding = Finding(line.number, words, sentence_of(problem, details), warn, line.sheet)
        if finding not in self._said:
            self._said.add(finding)
            self.plan.findings.append(finding)

    def take(self, line: Line, column: str, read: Callable[[Cell], Value], otherwise: Value) -> Value:
        """The value of a cell; a mistake is noted and the other value stands in."""
        cell = line.cells.get(column)
        if self.columns[column].is_required and columns.read_text(cell) == "":
            self.say(line, column, "import.cell_missing")
            return otherwise
        return self.read(line, column, lambda: read(cell), otherwise)

    def read(self, line: Line, column: str, reading: Callable[[], Value], otherwise: Value) -> Value:
        """What a reading gives; its refusal is noted at the column and the other value stands in."""
        try:
            return reading()
        except (Problem, BirthDateError) as problem:
            self.say(line, column, problem.code, **problem.details)
            return otherwise

    def check(self, where: Where, decide: Callable[..., Any], command: Command, state: Any, at: datetime) -> None:
        """Ask the room's own rule until it refuses nothing more; each refusal is noted at the column it names.

        A rule stops at the first field that it refuses: that field is emptied, and the rule is asked again.
        """
        here = Circumstances(
            actor=self.who.id, roles=self.who.roles, place=self.post, zone=self.zone, now=self.now, happened_at=at
        )
        left: Command | None = command
        while left is not None:
            try:
                decide(left, state, here)
            except Problem as problem:
                name = str(problem.details.get("field", ""))
                if isinstance(command, RegisterPerson) and name in OF_A_DOCUMENT:
                    name = "documents"
                column = name if name in self.columns else COLUMN_OF.get(name) or COLUMN_OF_CODE.get(problem.code, "")
                column = column if column in self.columns else ""
                self.say(where(column), column, problem.code, **problem.details)
                if problem.code == "crossings.arrival_too_old" and here.happened_at != self.now:
                    here = msgspec.structs.replace(here, happened_at=self.now)
                    continue
                left = self._without(left, name or column)
            else:
                return

    def _without(self, command: Command, name: str) -> Command | None:
        """The command with one field as if nothing wrong had been said; None where that changes nothing."""
        sound = {"hour": self.now.replace(minute=0, second=0, microsecond=0), "number": 1, "size": 1, "minutes": 0}
        for one in msgspec.structs.fields(command):
            if one.name != name or (one.required and name not in sound):
                continue
            empty = one.default_factory() if one.default_factory is not msgspec.NODEFAULT else one.default
            value = sound.get(name, empty)
            if getattr(command, name) != value:
                return msgspec.structs.replace(command, **{name: value})
        return None
