"""Appending: the only place where this node writes entries of its own."""

from collections.abc import Container
from datetime import datetime

import msgspec

from safeconduct.foundation.journal.entry import (
    FORMAT,
    Header,
    body_digest,
    clean_seen,
    digest,
    held_from,
    named_aad,
    nameless_aad,
    packed,
    to_ms,
)
from safeconduct.foundation.journal.ledger import RULES_VERSION, End, Ledger
from safeconduct.foundation.journal.statements import insert_later
from safeconduct.foundation.vault.sealing import seal
from safeconduct.kernel.acts import Act
from safeconduct.kernel.codec import encode
from safeconduct.kernel.facts import About, Held, fact_type_name, split_bodies

INSERT = (
    "INSERT INTO journal_entry (position, stream, seq, subject, command, part, hash, header, named, nameless,"
    " received_ms) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


class Appending:
    """The entries of one act, from the first part to the last."""

    def __init__(
        self,
        ledger: Ledger,
        act: Act,
        roles: frozenset[str],
        recorded_at: datetime,
        *,
        asked: bytes,
        new: Container[str] = (),
    ) -> None:
        self._ledger = ledger
        self._act = act
        self._roles = tuple(sorted(roles))
        self._recorded_at = recorded_at
        self._asked = asked
        self._new = new  # subjects of which nothing is held
        self._month = f"{recorded_at:%Y-%m}"
        self._part = 0
        self._own: dict[str, dict[str, int]] = {}  # what this act itself has written, by subject and stream
        self.written: list[tuple[str, int, str, str]] = []

    def append(self, abouts: list[About], *, flags: tuple[str, ...] = ()) -> list[Held]:
        """One entry a fact, inserted when the act ends. Returns the new facts. Conflict: journal.subject_erased."""
        return [self._entry(about, flags) for about in abouts]

    def _entry(self, about: About, flags: tuple[str, ...]) -> Held:
        ledger, act, fact = self._ledger, self._act, about.fact
        audience = fact.audience
        stream, type_name = ledger.stream(audience), fact_type_name(type(fact))
        end = ledger.ends.get(stream, End())
        month = self._month
        named, nameless = split_bodies(fact)
        named_body = None
        if named:
            own_key = ledger.keyring.key_to_seal_with(about.subject, is_new=about.subject in self._new)
            named_body = seal(own_key, packed(named), aad=named_aad(about.subject, type_name))
        key = ledger.keyring.audience_key(audience, month) or ledger.keyring.make_audience_key(audience, month)
        nameless_body = seal(key, packed(nameless), aad=nameless_aad(stream, type_name))
        header = Header(
            FORMAT, stream, end.seq + 1, type_name, fact.KIND, about.subject, about.touches,
            act.id, self._part, self._asked, act.actor, self._roles, act.purpose, act.place,
            msgspec.Raw(encode(self._seen(about.subject))),
            to_ms(act.happened_at or self._recorded_at), to_ms(self._recorded_at),
            ledger.hybrid.tick(), RULES_VERSION, flags, month,
            body_digest(named_body), body_digest(nameless_body), end.hash,
        )  # fmt: skip
        data = encode(header)
        hash_ = digest(data)
        self._part += 1
        ledger.position += 1
        ledger.ends[stream] = End(header.seq, hash_)
        ledger.moved.add(stream)
        self._own.setdefault(about.subject, {})[stream] = header.seq
        self.written.append((stream, header.seq, type_name, about.subject))
        held = held_from(header, named, nameless)
        if held is None:
            raise TypeError(f"{type_name} is not registered")
        insert_later("journal_entry", INSERT, (
            ledger.position, stream, header.seq, about.subject, act.id, header.part,
            hash_, data, named_body, nameless_body, None,
        ))  # fmt: skip
        return held

    def _seen(self, subject: str) -> dict[str, int]:
        # A later command of the same act knows what the earlier ones said of the subject.
        return {**clean_seen(self._act.seen.get(subject)), **self._own.get(subject, {})}
