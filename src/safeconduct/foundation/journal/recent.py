"""The subjects that were written to last, as the writer knows them: their facts, and the rows that stand."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.foundation.journal.projector import SubjectRows
from safeconduct.foundation.journal.reading import Found

MOST_FACTS = 20_000  # assumption: some 40 MB; a desk corrects and decides on those it has just registered


@dataclass
class Known:
    """What is held of one subject. `rows` is what stands in the tables, None where that has not been computed here;
    `foreign` says whether another node wrote some of it."""

    found: Found
    rows: SubjectRows | None
    foreign: bool

    def copy(self) -> "Known":
        """One to add to: the act that does so may yet be undone."""
        found = Found(list(self.found.held), list(self.found.unread), self.found.number)
        return Known(found, self.rows, self.foreign)


class Recent:
    """The latest of them, up to a number of facts. Who changes entries, keys or rows otherwise forgets them here."""

    def __init__(self, most_facts: int = MOST_FACTS) -> None:
        self._most = most_facts
        self._facts = 0
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._lock = threading.RLock()  # a reader may project what waits

    def get(self, subject: str) -> Known | None:
        """What is known of a subject; not to be changed."""
        return self._known.get(subject)

    def keep(self, subject: str, known: Known) -> None:
        """Remember it as the latest."""
        with self._lock:
            self.forget([subject])
            self._known[subject] = known
            self._facts += known.found.number
            while self._facts > self._most:
                _, oldest = self._known.popitem(last=False)
                self._facts -= oldest.found.number

    def forget(self, subjects: Iterable[str]) -> None:
        """Read these anew when they are next written to."""
        with self._lock:
            for subject in subjects:
                known = self._known.pop(subject, None)
                if known is not None:
                    self._facts -= known.found.number

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._known.clear()
            self._facts = 0
