"""What each rule of this room is told of what stands; read inside the transaction that writes."""

from typing import Any

import msgspec

from safeconduct.domains.screening.facts import ScreeningEnded, ScreeningResumed
from safeconduct.domains.screening.rules import ScreeningState
from safeconduct.foundation.compartments.queries import compartments
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.reading import held_facts
from safeconduct.foundation.journal.statements import execute, first
from safeconduct.kernel.acts import Act

# Asked for at every registration, so without the model in between.
_STANDING = "SELECT persons, people, level, waiting, ended FROM screening_task WHERE subject = %s"


def _state(screening: str) -> ScreeningState:
    row = first(_STANDING, [screening])
    if row is None:
        return ScreeningState()
    persons, people, level, waiting, ended = row
    return ScreeningState(
        exists=True,
        persons=tuple(msgspec.json.decode(persons) if isinstance(persons, str) else persons),
        people=people,
        level=level,
        waiting=waiting,
        ends=_ends(screening) if ended else (),
    )


def _ends(screening: str) -> tuple[str, ...]:
    held = held_facts(ledger().keyring, screening)
    gone = {ref for one in held if isinstance(one.fact, ScreeningResumed) for ref in one.fact.ends}
    return tuple(one.ref for one in held if isinstance(one.fact, ScreeningEnded) and one.ref not in gone)


def state_for_open_screening(command: Any, act: Act) -> ScreeningState:
    """What stands of this screening."""
    return _state(command.screening)


def state_for_record_attempt(command: Any, act: Act) -> ScreeningState:
    """The same, the keys to which answers are sealed, and which ids of entries are in use."""
    keys = {one.code: one.key for one in compartments()}
    used = _used([one.entry for one in command.sealed])
    return msgspec.structs.replace(_state(command.screening), keys=keys, used=used)


def _used(entries: list[str]) -> frozenset[str]:
    if not entries:
        return frozenset()
    marks = ", ".join(["%s"] * len(entries))
    rows = execute(f"SELECT DISTINCT subject FROM journal_entry WHERE subject IN ({marks})", entries)
    return frozenset(str(subject) for (subject,) in rows.fetchall())


state_for_end_screening = state_for_open_screening
state_for_resume_screening = state_for_open_screening
