"""What the writer knows of the subjects that one act writes to; asked of the database once, together."""

from collections.abc import Sequence

import msgspec

from safeconduct.foundation.journal.ledger import Ledger
from safeconduct.foundation.journal.reading import Found, found_of, those_new
from safeconduct.foundation.journal.recent import Known
from safeconduct.kernel.acts import Command

ID_LETTERS = 32


class Subjects:
    """The subjects of one act. `new` are those that its commands name and of which nothing is held here."""

    def __init__(self, ledger: Ledger, commands: Sequence[Command]) -> None:
        self._ledger = ledger
        self._known: dict[str, Known] = {}
        self.new = those_new(self._named(commands)) if len(commands) > 1 else frozenset()

    def _named(self, commands: Sequence[Command]) -> frozenset[str]:
        found = {value for command in commands for value in msgspec.structs.astuple(command) if _may_be_id(value)}
        return frozenset(value for value in found if self._ledger.recent.get(value) is None)

    def of(self, subject: str) -> Known:
        """What is known of a subject, with what this act has added to it."""
        known = self._known.get(subject)
        if known is None:
            known = self._known[subject] = self._read(subject)
        return known

    def _read(self, subject: str) -> Known:
        if subject in self.new:
            return Known(Found(), {}, foreign=False)
        recent = self._ledger.recent.get(subject)
        return recent.copy() if recent is not None else self._from_journal(subject)

    def _from_journal(self, subject: str) -> Known:
        found = found_of(self._ledger.keyring, subject)
        # Others may send what fits no column.
        foreign = not all(self._ledger.wrote(one.stream) for one in found.held)
        return Known(found, None if found.number else {}, foreign)

    def read_again(self, subject: str) -> Known:
        """What the journal still holds of a subject, after an erasure; the rows that stood are known."""
        before = self._known[subject]
        self._known[subject] = self._from_journal(subject)
        self._known[subject].rows = before.rows
        return self._known[subject]

    def keep(self) -> None:
        """Remember them: the act is carried out."""
        for subject, known in self._known.items():
            self._ledger.recent.keep(subject, known)


def _may_be_id(value: object) -> bool:
    return type(value) is str and len(value) == ID_LETTERS
