"""The post as it may also be: with its true signing key, it writes and sends what it likes."""

from safeconduct.foundation.exchange import wire
from safeconduct.foundation.exchange.key_parcels import parcel_info
from safeconduct.foundation.exchange.own import public_letter_key
from safeconduct.foundation.exchange.wire import Parcel, Segment, pack, packed_segments
from safeconduct.foundation.journal.accept import SignedHead, WireEntry
from safeconduct.foundation.journal.entry import FORMAT, Header, body_digest, digest, nameless_aad, packed, stream_name
from safeconduct.foundation.journal.ledger import head_bytes
from safeconduct.foundation.vault.addressed import seal_to_node
from safeconduct.foundation.vault.sealing import new_key, seal
from safeconduct.foundation.vault.signing import NodeIdentity
from safeconduct.kernel.codec import encode
from safeconduct.kernel.ids import new_id
from tests.foundation.exchange.two_nodes import AGENCY, POST

MONTH = "2026-03"


class WritingPost:
    """Entries of the post in one stream, from the first on; `writer` signs as another node that nobody knows."""

    def __init__(self, story, audience="sealed.legal", *, writer=POST):
        self.identity = story.identity
        self.signs = self.identity if writer == POST else NodeIdentity.create()
        self.stream = stream_name(writer, 1, audience)
        self.key = new_key()
        self.previous, self.entries = b"", []

    def add(self, subject, **header):
        """One more entry, by default something told with the number one and without words."""
        type_name = header.get("type", "exchange.Told.1")
        plain = packed({"agency": "river_aid", "number": 1})
        body = seal(self.key, plain, aad=nameless_aad(self.stream, type_name))
        values = {
            "format": FORMAT, "stream": self.stream, "seq": len(self.entries) + 1, "type": type_name, "kind": "told",
            "subject": subject, "touches": (), "command": new_id(), "part": 0, "asked": b"", "actor": "system",
            "roles": ("system",), "purpose": "protection", "place": "node", "seen": {},
            "happened_ms": 1_772_000_000_000, "recorded_ms": 1_772_000_000_000,
            "clock": 1 << 16, "rules": 1, "flags": (), "key_month": MONTH,
            "named_digest": b"", "nameless_digest": body_digest(body), "previous": self.previous,
        }  # fmt: skip
        data = encode(Header(**{**values, **header}))
        self.previous = digest(data)
        self.entries.append(WireEntry(data, None, body))

    def pack(self, body, *, kind=wire.BUNDLE):
        """A message signed by the post."""
        return pack(self.identity, kind, (POST, AGENCY), 1, body)

    def bundle(self):
        """All entries in one bundle."""
        seq = len(self.entries)
        signature = self.signs.sign(head_bytes(self.stream, seq, self.previous))
        head = SignedHead(self.stream, seq, self.previous, signature)
        return self.pack(packed_segments([Segment(head, tuple(self.entries))]))

    def keys(self, **more):
        """The key of these entries in a parcel to the agency."""
        base = {
            "through": {self.stream: len(self.entries)},
            "audiences": {self.stream: {MONTH: self.key}},
            "subjects": {},
        }
        body = seal_to_node(public_letter_key(), encode(Parcel(**{**base, **more})), info=parcel_info(POST, AGENCY))
        return self.pack(body, kind=wire.KEYS)
