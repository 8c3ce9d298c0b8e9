"""Appending: the only place where this node writes entries of its own."""

from datetime import datetime
from typing import Any

from django.db import connection

from safeconduct.foundation.journal.entry import (
    FORMAT,
    Header,
    body_digest,
    digest,
    held_from,
    named_aad,
    nameless_aad,
    packed,
    to_ms,
)
from safeconduct.foundation.journal.ledger import RULES_VERSION, End, Ledger
from safeconduct.foundation.vault.sealing import seal
from safeconduct.kernel.acts import Act
from safeconduct.kernel.codec import encode
from safeconduct.kernel.facts import About, Held, fact_type_name, split_bodies
from safeconduct.kernel.problems import Conflict

INSERT = (
    "INSERT INTO journal_entry (position, stream, seq, subject, command, part, hash, header, named, nameless,"
    " received_ms) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


class Appending:
    """The entries of one act, from the first part to the last."""

    def __init__(self, ledger: Ledger, act: Act, roles: frozenset[str], recorded_at: datetime) -> None:
        self._ledger = ledger
        self._act = act
        self._roles = tuple(sorted(roles))
        self._recorded_at = recorded_at
        self._part = 0
        self.written: list[tuple[str, int, str, str]] = []

    def append(self, abouts: list[About], *, known: dict[str, list[Held]], flags: tuple[str, ...] = ()) -> list[Held]:
        """Write one entry a fact; `known` holds what this node has of each subject. Returns the new facts."""
        rows, fresh = [], []
        for about in abouts:
            row, held = self._entry(about, is_new=not known.get(about.subject), flags=flags)
            rows.append(row)
            fresh.append(held)
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, rows)
        return fresh

    def _entry(self, about: About, *, is_new: bool, flags: tuple[str, ...]) -> tuple[list[Any], Held]:
        ledger, act, fact = self._ledger, self._act, about.fact
        stream, type_name = ledger.stream(fact.AUDIENCE), fact_type_name(type(fact))
        end = ledger.ends.get(stream, End())
        month = self._recorded_at.strftime("%Y-%m")
        named, nameless = split_bodies(fact)
        named_body = self._sealed_named(about.subject, type_name, packed(named), is_new) if named else None
        key = ledger.keyring.audience_key(fact.AUDIENCE, month) or ledger.keyring.make_audience_key(
            fact.AUDIENCE, month
        )
        nameless_body = seal(key, packed(nameless), aad=nameless_aad(stream, type_name))
        header = Header(
            FORMAT, stream, end.seq + 1, type_name, fact.KIND, about.subject, about.touches,
            act.id, self._part, act.actor, self._roles, act.purpose, act.place,
            act.seen.get(about.subject, {}), to_ms(act.happened_at or self._recorded_at), to_ms(self._recorded_at),
            ledger.hybrid.tick(), RULES_VERSION, flags, month,
            body_digest(named_body), body_digest(nameless_body), end.hash,
        )  # fmt: skip
        data = encode(header)
        hash_ = digest(data)
        self._part += 1
        ledger.position += 1
        ledger.ends[stream] = End(header.seq, hash_)
        ledger.moved.add(stream)
        self.written.append((stream, header.seq, type_name, about.subject))
        held = held_from(header, named, nameless)
        if held is None:
            raise TypeError(f"{type_name} is not registered")
        row = [
            ledger.position, stream, header.seq, about.subject, act.id, header.part,
            hash_, data, named_body, nameless_body, None,
        ]  # fmt: skip
        return row, held

    def _sealed_named(self, subject: str, type_name: str, plain: bytes, is_new: bool) -> bytes:
        keyring = self._ledger.keyring
        key = None if is_new else keyring.subject_key(subject)
        if key is None:
            self._check_not_erased(subject)
            key = keyring.subject_key(subject) or keyring.make_subject_key(subject)
        return seal(key, plain, aad=named_aad(subject, type_name))

    @staticmethod
    def _check_not_erased(subject: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM journal_erasure WHERE subject = %s", [subject])
            if cursor.fetchone():
                raise Conflict("journal.subject_erased")
