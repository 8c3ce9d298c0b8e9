"""A backup file: a stream of sealed chunks whose order, number and end are proven. What goes in, the journal decides.

Layout, all numbers big-endian:
    "SCBACKUP" | version (1) | header length (2) | header (MessagePack) | checksum (8) | proof of the key (16)
    then frames: length (4) | sealed bytes; the last frame is the end mark, and nothing follows it.
Each file has its own key: HKDF of the backup key with the header's salt. The associated data of a frame are the
header's digest, the frame's number and whether it is the end mark, so no frame can be changed, moved, dropped,
repeated or taken from another file.
"""

import contextlib
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct

from safeconduct.foundation.vault import refusals
from safeconduct.foundation.vault.durable_files import durable_writer
from safeconduct.foundation.vault.sealing import OVERHEAD_BYTES, SealingKey
from safeconduct.kernel import codec
from safeconduct.kernel.compression import compress, decompress
from safeconduct.kernel.problems import NotFound, Refused

JOURNAL, KEYRING = "journal", "keyring"
VERSION = 1
LARGEST_CHUNK = 16 << 20  # of plaintext; callers cut at about 1 MiB

_MAGIC = b"SCBACKUP"
_CHECKSUM_BYTES, _PROOF_BYTES, _LENGTH_BYTES = 8, 16, 4
_LARGEST_FRAME = LARGEST_CHUNK + (LARGEST_CHUNK >> 7) + 1024 + OVERHEAD_BYTES  # zstd adds less than 1/128 at worst


class BackupHeader(Struct, frozen=True):
    """What a backup says of itself in clear: enough to choose the right one, nothing about persons."""

    kind: str
    node_id: str
    created: datetime
    salt: bytes


class _End(Struct, frozen=True):
    chunks: int
    size: int


def write_backup(
    path: Path, kind: str, chunks: Iterable[bytes], key: bytes, *, node_id: str, created: datetime
) -> BackupHeader:
    """Write all chunks; the file appears whole and synced, or not at all.

    `key` is `derived_keys.backup_key`. Refused: vault.backup_chunk_too_large (maximum).
    """
    header = BackupHeader(kind, node_id, created, secrets.token_bytes(32))
    encoded = codec.encode(header)
    seals = _Seals(key, header, encoded)
    count = size = 0
    with durable_writer(path) as file:
        file.write(_preamble(encoded) + seals.proof)
        for count, chunk in enumerate(chunks, start=1):
            if len(chunk) > LARGEST_CHUNK:
                raise Refused(refusals.BACKUP_CHUNK_TOO_LARGE, maximum=LARGEST_CHUNK)
            size += len(chunk)
            _write_frame(file, seals.seal(compress(chunk), number=count, is_end=False))
        _write_frame(file, seals.seal(codec.encode(_End(count, size)), number=count + 1, is_end=True))
    return header


def read_backup(path: Path, key: bytes, *, kind: str) -> Iterator[bytes]:
    """The chunks as they were given. Only when the iterator ends is the file known to be whole: commit nothing before.

    NotFound: vault.backup_missing. Refused: vault.backup_not_one, vault.backup_newer_version, vault.backup_damaged
    (chunk), vault.backup_cut_short (chunk), vault.backup_other_key, vault.backup_other_kind (found, expected).
    """
    with _opened(path) as file:
        header, seals = _read_start(file, key)
        if header.kind != kind:
            raise Refused(refusals.BACKUP_OTHER_KIND, found=header.kind, expected=kind)
        yield from _chunks(file, seals)


def check_backup(path: Path, key: bytes) -> BackupHeader:
    """Read the whole file and give its header. NotFound and Refused as for `read_backup`."""
    with _opened(path) as file:
        header, seals = _read_start(file, key)
        for _ in _chunks(file, seals):
            pass
    return header


def read_header(path: Path) -> BackupHeader:
    """What the file says of itself, without a key and so without proof. NotFound and Refused as for `read_backup`."""
    with _opened(path) as file:
        return _decoded(_read_encoded_header(file))


class _Seals:
    """Sealing and opening the frames of one file."""

    def __init__(self, key: bytes, header: BackupHeader, encoded: bytes) -> None:
        derived = HKDF(hashes.SHA256(), length=64, salt=header.salt, info=b"safeconduct backup file").derive(key)
        self._key = SealingKey(derived[:32])
        self._digest = hashlib.sha256(encoded).digest()
        self.proof = hmac.new(derived[32:], _preamble(encoded), hashlib.sha256).digest()[:_PROOF_BYTES]

    def seal(self, content: bytes, *, number: int, is_end: bool) -> bytes:
        return self._key.seal(content, aad=self._place(number, is_end))

    def open(self, sealed: bytes, *, number: int) -> tuple[bytes, bool]:
        # Whether a frame is the end mark is not written in clear: it is the one that opens as such.
        for is_end in (False, True):
            with contextlib.suppress(Refused):
                return self._key.open(sealed, aad=self._place(number, is_end)), is_end
        raise Refused(refusals.BACKUP_DAMAGED, chunk=number)

    def _place(self, number: int, is_end: bool) -> bytes:
        return self._digest + number.to_bytes(8) + bytes([is_end])


def _chunks(file: IO[bytes], seals: _Seals) -> Iterator[bytes]:
    number = size = 0
    while True:
        number += 1
        content, is_end = seals.open(_read_frame(file, number), number=number)
        if is_end:
            break
        chunk = _decompressed(content, number)
        size += len(chunk)
        yield chunk
    is_complete = msgspec.msgpack.decode(content, type=_End) == _End(number - 1, size)
    if not is_complete or file.read(1):
        raise Refused(refusals.BACKUP_DAMAGED, chunk=number)


def _decompressed(content: bytes, number: int) -> bytes:
    try:
        return decompress(content, at_most=LARGEST_CHUNK)
    except ValueError:
        raise Refused(refusals.BACKUP_DAMAGED, chunk=number) from None


def _preamble(encoded: bytes) -> bytes:
    start = _MAGIC + bytes([VERSION]) + len(encoded).to_bytes(2) + encoded
    return start + hashlib.sha256(start).digest()[:_CHECKSUM_BYTES]


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise NotFound(refusals.BACKUP_MISSING) from None
    with file:
        yield file


def _read_start(file: IO[bytes], key: bytes) -> tuple[BackupHeader, _Seals]:
    encoded = _read_encoded_header(file)
    header = _decoded(encoded)
    seals = _Seals(key, header, encoded)
    if not hmac.compare_digest(_exactly(file, _PROOF_BYTES, chunk=0), seals.proof):
        raise Refused(refusals.BACKUP_OTHER_KEY)
    return header, seals


def _read_encoded_header(file: IO[bytes]) -> bytes:
    if file.read(len(_MAGIC)) != _MAGIC:
        raise Refused(refusals.BACKUP_NOT_ONE)
    version = _exactly(file, 1, chunk=0)[0]
    if version > VERSION:
        raise Refused(refusals.BACKUP_NEWER_VERSION, found=version, known=VERSION)
    encoded = _exactly(file, int.from_bytes(_exactly(file, 2, chunk=0)), chunk=0)
    if version != VERSION or not _preamble(encoded).endswith(_exactly(file, _CHECKSUM_BYTES, chunk=0)):
        raise Refused(refusals.BACKUP_DAMAGED, chunk=0)
    return encoded


def _decoded(encoded: bytes) -> BackupHeader:
    try:
        return msgspec.msgpack.decode(encoded, type=BackupHeader)
    except msgspec.MsgspecError:
        raise Refused(refusals.BACKUP_DAMAGED, chunk=0) from None


def _write_frame(file: IO[bytes], sealed: bytes) -> None:
    file.write(len(sealed).to_bytes(_LENGTH_BYTES) + sealed)


def _read_frame(file: IO[bytes], number: int) -> bytes:
    length = int.from_bytes(_exactly(file, _LENGTH_BYTES, chunk=number))
    if length > _LARGEST_FRAME:
        raise Refused(refusals.BACKUP_DAMAGED, chunk=number)
    return _exactly(file, length, chunk=number)


def _exactly(file: IO[bytes], length: int, *, chunk: int) -> bytes:
    data = file.read(length)
    if len(data) != length:
        raise Refused(refusals.BACKUP_CUT_SHORT, chunk=chunk)
    return data
