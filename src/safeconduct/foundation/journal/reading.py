"""Reading facts back: entries of one subject, opened with the keys this node holds."""

from collections.abc import Iterable, Iterator
from typing import Any

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
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.vault.sealing import open_sealed
from safeconduct.kernel.facts import Held

COLUMNS = "header, named, nameless"


def held_facts(keyring: Keyring, subject: str) -> list[Held]:
    """All facts of a subject that this node can read, in the order it took them in."""
    found = execute(f"SELECT {COLUMNS} FROM journal_entry WHERE subject = %s ORDER BY position", [subject])
    return list(opened(keyring, found.fetchall()))


def opened(keyring: Keyring, rows: Iterable[tuple[Any, Any, Any]]) -> Iterator[Held]:
    """Facts from journal rows; entries of unknown types are passed over (they are kept and relayed)."""
    for header_bytes, named, nameless in rows:
        held = opened_entry(keyring, read_header(bytes(header_bytes)), named, nameless)
        if held is not None:
            yield held


def opened_entry(keyring: Keyring, header: Header, named: Any, nameless: Any) -> Held | None:
    """One fact. A body without its key, or removed, leaves the fact unreadable, never an error.

    Refused vault.seal_broken for a body that does not open; msgspec.ValidationError for one that does not fit.
    """
    return held_from(header, _named(keyring, header, named), _nameless(keyring, header, nameless))


def _named(keyring: Keyring, header: Header, body: Any) -> dict[str, Any] | None:
    key = keyring.subject_key(header.subject) if body is not None else None
    if key is None:
        return None
    return unpacked(open_sealed(key, bytes(body), aad=named_aad(header.subject, header.type)))


def _nameless(keyring: Keyring, header: Header, body: Any) -> dict[str, Any] | None:
    key = keyring.audience_key(stream_audience(header.stream), header.key_month) if body is not None else None
    if key is None:
        return None
    return unpacked(open_sealed(key, bytes(body), aad=nameless_aad(header.stream, header.type)))
