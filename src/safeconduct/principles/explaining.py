"""Why a gate stopped something, for protection and oversight: which principle, and on which rows of its table."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from safeconduct.domains.reviews.commands import NoteAttempt
from safeconduct.domains.reviews.rules import SENT_FOR_REVIEW
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Refused
from safeconduct.principles import best_interests, family_unity, non_refoulement
from safeconduct.principles.turning_away import Row, is_guarded, known_about, stopping

CANNOT_DECIDE = "gate.cannot_decide"
TABLES: Mapping[str, Sequence[Row]] = {
    "non_refoulement": non_refoulement.TABLE,
    "best_interests": best_interests.TABLE,
    "family_unity": family_unity.TABLE,
}


def rows_against(command: Command, now: datetime) -> dict[str, list[Row]]:
    """The rows that stand against a command, by principle, in the order of the gates; those without any are left
    out."""
    known = known_about(command)
    found = {name: stopping(table, command, known, now) for name, table in TABLES.items()}
    return {name: rows for name, rows in found.items() if rows}


def row_of(principle: str, code: str) -> Row | None:
    """A row by its principle and code."""
    return next((row for row in TABLES.get(principle, ()) if row.code == code), None)


def noted(act: Act, commands: Sequence[Command], stopped: Exception, now: datetime) -> list[tuple[Act, NoteAttempt]]:
    """What stays of an act that turns somebody away and that a gate stopped: what was tried, principle and rows.

    Whichever door it came through, a page, a file, another program or a form sent again. Each act is noted once.
    """
    if not isinstance(stopped, Refused) or stopped.code not in (SENT_FOR_REVIEW, CANNOT_DECIDE):
        return []
    return [
        (_act_of(act, part, principle), _note(command, principle, rows))
        for part, command in enumerate(commands)
        if is_guarded(command)
        for principle, rows in _against(command, stopped, now).items()
    ]


def _against(command: Command, stopped: Refused, now: datetime) -> Mapping[str, Sequence[Row]]:
    """Principle and rows; where a gate could not decide, or an earlier command of the act was what it stood on, the
    principle alone."""
    if stopped.code == CANNOT_DECIDE:
        return {str(stopped.details["gate"]): ()}
    return rows_against(command, now) or {"non_refoulement": ()}


def _act_of(act: Act, part: int, principle: str) -> Act:
    noting = derived_id("attempt", act.id, part, principle)
    return Act(id=noting, actor=act.actor, purpose=act.purpose, place=act.place)


def _note(command: Any, principle: str, rows: Sequence[Row]) -> NoteAttempt:
    codes = tuple(row.code for row in rows)
    return NoteAttempt(person=command.person, what=type(command).__name__, principle=principle, rows=codes)
