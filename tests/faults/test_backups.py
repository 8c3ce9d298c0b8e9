"""A backup and back: photos, users and an erased person; a new epoch; a damaged file leaves nothing behind."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.programs import command_line, tell
from tests.faults.workload import PASSPHRASE

pytestmark = [pytest.mark.fault, pytest.mark.slow]
HERE = "tests.faults.test_backups"
JPEG = bytes.fromhex("ffd8ffe0") + bytes(range(256)) * 8 + bytes.fromhex("ffd9")


def lived_in(folder: Path) -> None:
    """A node with families, a photo, an erased person; written to a backup, and the rows it had said."""
    from safeconduct.foundation.nodes.backup import back_up
    from tests.faults import workload

    workload.make(folder)
    node = workload.opened(folder)
    erased, pictured = two_families()
    rows = dump()
    back_up(node, folder.parent / "backups", now=datetime(2026, 3, 4, tzinfo=UTC))
    later, _ = two_families()  # what the backup does not have
    node.close()
    files = next((folder.parent / "backups").glob("*.journal.scb"))
    print(erased, pictured, later, digest_of(rows), files, sep="\n")


def two_families() -> tuple[str, str]:
    from safeconduct.domains.people.commands import ErasePerson, TakePhoto
    from safeconduct.foundation.access.commands import CreateUser
    from safeconduct.foundation.dispatch import submit
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import derived_id, new_id
    from tests.faults import workload

    (first, one), (second, two) = workload.family(), workload.family()
    submit(first, *one)
    submit(second, *two)
    supervisor = new_id()
    setting_up = Act(id=new_id(), actor="system", purpose="administration", place="node")
    login = f"samira-{supervisor[-6:]}"
    submit(setting_up, CreateUser(user=supervisor, login=login, display_name="Samira", roles=("post_supervisor",)))
    act = Act(id=new_id(), actor=supervisor, purpose="border_control", place=derived_id("post"))
    submit(act, TakePhoto(person=two[0].person, jpeg=JPEG))
    act = Act(id=new_id(), actor=supervisor, purpose="border_control", place=derived_id("post"))
    submit(act, ErasePerson(person=one[0].person, reason="person_asked"))
    return one[0].person, two[0].person


def dump() -> dict[str, list[tuple[object, ...]]]:
    """Every projected row."""
    from django.db import connection

    from safeconduct.foundation.journal.projector import all_tables

    found = {}
    for table in all_tables():
        with connection.cursor() as cursor:
            cursor.execute(table.select)
            found[table.name] = sorted(cursor.fetchall(), key=repr)
    return found


def digest_of(rows: dict[str, list[tuple[object, ...]]]) -> str:
    import hashlib

    return hashlib.sha256(repr(sorted(rows.items())).encode()).hexdigest()


def looked_through(folder: Path, erased: str, pictured: str, later: str) -> None:
    """The restored node: its rows, and that it goes on in a new epoch without using a number twice."""
    from django.db import connection

    from safeconduct.foundation.journal.verify import verify
    from tests.faults import workload

    node = workload.opened(folder)
    rows = dump()
    assert verify(node.ledger).sound
    assert node.ledger.epoch == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_subject_key WHERE subject = %s", [erased])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT COUNT(*) FROM journal_entry WHERE subject = %s AND named IS NOT NULL", [erased])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT COUNT(*) FROM journal_entry WHERE subject = %s", [later])
        assert cursor.fetchone()[0] == 0
    assert [row for name in rows for row in rows[name] if JPEG in map(as_bytes, row) and pictured in row]
    two_families()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT stream FROM journal_entry ORDER BY stream")
        epochs = {row[0].split(".")[1] for row in cursor.fetchall()}
    assert epochs == {"1", "2"}
    assert verify(node.ledger).sound
    node.close()
    print(digest_of(rows))


def as_bytes(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.fixture
def backed_up(tmp_path):
    """Folder, erased, pictured, later, digest, journal file."""
    return tell(f"{HERE}:lived_in", tmp_path / "node").split()


def restored(folder, journal):
    return command_line(folder, "restore", "--from", str(journal), passphrase=PASSPHRASE)


def test_a_restored_node_has_the_same_rows_and_goes_on_in_a_new_epoch(backed_up, tmp_path):
    erased, pictured, later, digest, journal = backed_up
    done = restored(tmp_path / "again", journal)
    assert done.returncode == 0, done.stderr
    assert "epoch 2" in done.stdout
    assert tell(f"{HERE}:looked_through", tmp_path / "again", erased, pictured, later).strip() == digest
    assert command_line(tmp_path / "again", "verify", passphrase=PASSPHRASE).returncode == 0


@pytest.mark.parametrize("which", ["journal", "keyring"])
@pytest.mark.parametrize("damage", ["changed", "cut short", "missing"])
def test_a_damaged_file_is_named_and_nothing_is_left_behind(backed_up, tmp_path, which, damage):
    journal = Path(backed_up[-1])
    target = journal.with_name(journal.name.replace(".journal.", f".{which}."))
    data = bytearray(target.read_bytes())
    if damage == "changed":
        data[-len(data) // 3] ^= 1
        target.write_bytes(data)
    elif damage == "cut short":
        target.write_bytes(data[: len(data) * 2 // 3])
    else:
        target.unlink()
    done = restored(tmp_path / "again", journal)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    left = list((tmp_path / "again").glob("*")) if (tmp_path / "again").exists() else []
    assert [path.name for path in left if not path.name.endswith((".writer", ".lock"))] == []


def test_a_restore_into_a_folder_in_use_changes_nothing(backed_up, tmp_path):
    before = (tmp_path / "node" / "safeconduct.db").read_bytes()
    done = restored(tmp_path / "node", backed_up[-1])
    assert done.returncode == 1
    assert "already" in done.stderr
    assert (tmp_path / "node" / "safeconduct.db").read_bytes() == before


def test_a_restore_with_a_wrong_passphrase_leaves_nothing_behind(backed_up, tmp_path):
    done = command_line(tmp_path / "again", "restore", "--from", backed_up[-1], passphrase="not this one at all")
    assert done.returncode == 1
    assert "do not open" in done.stderr
    assert not (tmp_path / "again").exists() or not list((tmp_path / "again").iterdir())
