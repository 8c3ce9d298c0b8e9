"""Reading facts back: entries of one subject, opened with the keys this node holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from safeconduct.foundation.journal.entry import (
    Header,
    held_from,
    named_aad,
    nameless_aad,
    read_header,
    stream_audience,
    unpacked,
)
from safeconduct.foundation.journal.keyring import Keyring
from safeconduct.foundation.journal.statements import DATABASE_FAILS, execute
from safeconduct.foundation.vault.sealing import open_sealed
from safeconduct.kernel.facts import Held
from safeconduct.kernel.problems import Problem, Refused

COLUMNS = "header, named, nameless"


class Unread(NamedTuple):
    """An entry left out of the rows of its subject, by its name; it is kept, and stands on the stuck list."""

    ref: str
    kind: str
    failure: Exception

    @property
    def code(self) -> str:
        """What may be said of the failure: a problem's code, or the kind of error; never its words."""
        return self.failure.code if isinstance(self.failure, Problem) else type(self.failure).__name__


@dataclass
class Found:
    """The entries of a subject: facts, those that do not open or do not fit, and how many there are of any type."""

    held: list[Held] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    number: int = 0


def found_of(keyring: Keyring, subject: str) -> Found:
    """What this node holds of a subject, in the order it took it in."""
    rows = execute(f"SELECT {COLUMNS} FROM journal_entry WHERE subject = %s ORDER BY position", [subject])
    return read_entries(keyring, rows.fetchall())


def those_new(subjects: Collection[str]) -> frozenset[str]:
    """Those of which nothing is held here: no entry, no key, no erasure."""
    if not subjects:
        return frozenset()
    asked = list(subjects)
    marks = ", ".join(["%s"] * len(asked))
    tables = ("journal_entry", "journal_subject_key", "journal_erasure")
    held = execute(
        " UNION ALL ".join(f"SELECT subject FROM {table} WHERE subject IN ({marks})" for table in tables), asked * 3
    )
    return frozenset(subjects) - {row[0] for row in held.fetchall()}


def held_facts(keyring: Keyring, subject: str) -> list[Held]:
    """All facts of a subject that this node can read, in the order it took them in."""
    return found_of(keyring, subject).held


def read_entries(keyring: Keyring, rows: Iterable[tuple[Any, Any, Any]]) -> Found:
    """Facts from `COLUMNS` of journal rows, each entry by itself: one that is broken does not hold back the rest.

    Entries of unknown types are passed over (they are kept and relayed).
    """
    found = Found()
    for header_bytes, named, nameless in rows:
        found.number += 1
        header: Header | None = None
        try:
            header = read_header(bytes(header_bytes))
            held = opened_entry(keyring, header, named, nameless)
        except DATABASE_FAILS:
            raise
        except Exception as failure:
            # Whatever a foreign entry holds, the exchange goes on and the entry is kept (house.md, 3).
            ref, kind = (f"{header.stream}:{header.seq}", header.kind) if header else ("", "")
            found.unread.append(Unread(ref, kind, failure))
            continue
        if held is not None:
            found.held.append(held)
    return found


def opened_entry(keyring: Keyring, header: Header, named: Any, nameless: Any) -> Held | None:
    """One fact; None for a type not known here, and while the key of its nameless body has not come.

    A named body without its key, or removed, leaves the fact unreadable, never an error. Refused vault.seal_broken
    for a body that does not open, journal.wrong_audience for a fact in a stream that is not for its readers: what a
    node may write to one of its streams says nothing about the others. msgspec.ValidationError for one that does
    not fit.
    """
    plain = None
    if nameless is not None:
        key = keyring.stream_key(header.stream, header.key_month)
        if key is None:
            return None
        plain = unpacked(open_sealed(key, bytes(nameless), aad=nameless_aad(header.stream, header.type)))
    held = held_from(header, _named(keyring, header, named), plain)
    if held is not None and held.fact.audience != stream_audience(header.stream):
        raise Refused("journal.wrong_audience")
    return held


def _named(keyring: Keyring, header: Header, body: Any) -> dict[str, Any] | None:
    key = keyring.subject_key(header.subject) if body is not None else None
    if key is None:
        return None
    return unpacked(open_sealed(key, bytes(body), aad=named_aad(header.subject, header.type)))
