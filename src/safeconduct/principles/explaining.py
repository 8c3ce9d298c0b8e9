"""Why a gate stopped something, for protection and oversight: which principle, and on which rows of its table."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from safeconduct.domains.reviews.commands import NoteAttempt
from safeconduct.domains.reviews.rules import SENT_FOR_REVIEW
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Refused
from safeconduct.principles import best_interests, family_unity, non_refoulement
from safeconduct.principles.turning_away import Row, known_about, stopping

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


def submit_or_note(act: Act, command: Command, now: datetime) -> Receipt:
    """Submit; where a gate stops it, what was tried stays with principle and rows. Raises what dispatch raises."""
    try:
        return submit(act, command)
    except Refused as refused:
        if refused.code == SENT_FOR_REVIEW:
            _note(act, command, now)
        raise


def _note(act: Act, command: Any, now: datetime) -> None:
    for principle, rows in rows_against(command, now).items():
        note = NoteAttempt(
            person=command.person, what=type(command).__name__, principle=principle,
            rows=tuple(row.code for row in rows),
        )  # fmt: skip
        noting = derived_id("attempt", act.id, principle)
        submit(Act(id=noting, actor=act.actor, purpose=act.purpose, place=act.place), note)
