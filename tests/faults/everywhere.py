"""Everything that a node's folder holds, as whoever has its disk and a passphrase could read it."""

from pathlib import Path

from tests.foundation.vault.test_sqlcipher_secrecy import decrypted


def everywhere(folder: Path) -> dict[str, bytes]:
    """The pages of the open node's database and of its log, every value of every table, every body that opens."""
    from safeconduct.foundation.vault import open_database_key

    key = open_database_key.current()
    return {
        "pages": decrypted(folder / "safeconduct.db", key),
        "log": unlocked_log(folder / "safeconduct.db-wal", key),
        "tables": tables(),
        "bodies": bodies(),
    }


def unlocked_log(file: Path, key: bytes) -> bytes:
    """The pages in a write-ahead log: a head of 32 bytes, then frames of 24 bytes and a page."""
    raw = file.read_bytes() if file.exists() else b""
    frames = [raw[start + 24 : start + 24 + 4096] for start in range(32, len(raw), 4096 + 24)]
    whole = file.with_suffix(".pages")
    try:
        whole.write_bytes(b"\0" * 4096 + b"".join(frame for frame in frames if len(frame) == 4096))
        return decrypted(whole, key)[4000:]
    finally:
        whole.unlink()


def tables() -> bytes:
    """Every value of every table."""
    from django.db import connection

    from safeconduct.foundation.journal.statements import execute

    parts = []
    for name in connection.introspection.table_names():
        for row in execute(f'SELECT * FROM "{name}"').fetchall():
            parts += [bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in row]
    return b"\n".join([*parts, *unpacked()])


def unpacked() -> list[bytes]:
    """What stands in the tables in a packed form: sessions and files that wait."""
    from safeconduct.desks.border_post.models import WaitingFile
    from safeconduct.foundation.access import remembered
    from safeconduct.foundation.access.models import Session
    from safeconduct.foundation.access.session_store import SessionStore
    from safeconduct.kernel.compression import decompress

    packed = [bytes(one.content) for one in WaitingFile.objects.all()]
    opened = [decompress(one, at_most=10**7) for one in packed]
    sessions = [str(SessionStore().decode(one.session_data)).encode() for one in Session.objects.all()]
    return [*opened, *sessions, str(remembered._sessions).encode()]


def bodies() -> bytes:
    """Every body of the journal that any key held here opens."""
    from safeconduct.foundation.journal.entry import read_header
    from safeconduct.foundation.journal.ledger import ledger
    from safeconduct.foundation.journal.reading import opened_entry
    from safeconduct.foundation.journal.statements import execute

    keyring = ledger().keyring.afresh()
    said = []
    for header, named, nameless in execute("SELECT header, named, nameless FROM journal_entry").fetchall():
        held = opened_entry(keyring, read_header(bytes(header)), named, nameless)
        said += [bytes(header), repr(held.fact).encode() if held else b""]
        jpeg = getattr(held.fact, "jpeg", b"") if held else b""
        said.append(jpeg)
    return b"\n".join(said)
