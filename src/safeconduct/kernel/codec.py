"""The one codec: MessagePack through msgspec, the same bytes for the same value."""

from typing import Any

import msgspec

_encoder = msgspec.msgpack.Encoder(order="deterministic")
_decoder = msgspec.msgpack.Decoder()


def encode(value: Any) -> bytes:
    """Bytes of plain data or of a msgspec struct; maps are written in key order."""
    return _encoder.encode(value)


def decode(data: bytes) -> Any:
    """Plain data from bytes. Raises msgspec.DecodeError on anything malformed."""
    return _decoder.decode(data)
