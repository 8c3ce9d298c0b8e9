"""Another node as tests need it: its own signing key and stream; the keys of both bodies have arrived here."""

from safeconduct.foundation.journal.accept import SignedHead, WireEntry, accept
from safeconduct.foundation.journal.entry import (
    FORMAT,
    Header,
    body_digest,
    digest,
    named_aad,
    nameless_aad,
    packed,
    stream_name,
    to_ms,
)
from safeconduct.foundation.journal.ledger import head_bytes
from safeconduct.foundation.journal.models import NodeKey
from safeconduct.foundation.vault.sealing import seal
from safeconduct.foundation.vault.signing import NodeIdentity
from safeconduct.kernel.codec import encode
from safeconduct.kernel.facts import fact_type_name, split_bodies
from safeconduct.kernel.ids import derived_id, new_id

MONTH = "2026-03"


class Foreign:
    """A peer that writes what it likes, wrong things too: `nameless` and `header` replace what would be right."""

    def __init__(self, cast, node="peer", audience="register"):
        self.cast, self.audience = cast, audience
        self.node, self.identity = derived_id(node), NodeIdentity.create()
        NodeKey.objects.create(node=self.node, epoch=1, public=self.identity.public_key)
        self.stream = stream_name(self.node, 1, audience)
        self.previous, self.entries = b"", []

    def add(self, subject, fact, *, nameless=None, **header):
        """One more entry of this peer about a subject."""
        keyring, type_name, stream = self.cast.ledger.keyring, fact_type_name(type(fact)), self.stream
        named, plain = split_bodies(fact)
        own = None
        if named:
            own = seal(keyring.key_to_seal_with(subject), packed(named), aad=named_aad(subject, type_name))
        key = keyring.stream_key(stream, MONTH) or keyring.make_audience_key(keyring.key_owner(stream), MONTH)
        body = seal(key, packed(plain if nameless is None else nameless), aad=nameless_aad(stream, type_name))
        now = to_ms(self.cast.clock.now())
        values = {
            "format": FORMAT, "stream": stream, "seq": len(self.entries) + 1, "type": type_name, "kind": fact.KIND,
            "subject": subject, "touches": (), "command": new_id(), "part": 0, "asked": b"", "actor": derived_id("far"),
            "roles": ("border_officer",), "purpose": "border_control", "place": "far", "seen": {}, "happened_ms": now,
            "recorded_ms": now, "clock": now << 16, "rules": 1, "flags": (), "key_month": MONTH,
            "named_digest": body_digest(own), "nameless_digest": body_digest(body), "previous": self.previous,
        }  # fmt: skip
        data = encode(Header(**{**values, **header}))
        self.previous = digest(data)
        self.entries.append(WireEntry(data, own, body))

    def head(self):
        """The signed end of the stream."""
        seq = len(self.entries)
        signature = self.identity.sign(head_bytes(self.stream, seq, self.previous))
        return SignedHead(self.stream, seq, self.previous, signature)

    def send(self):
        """Hand over all that was written so far; returns how many entries were new here."""
        return accept(self.cast.ledger, self.entries, self.head())
