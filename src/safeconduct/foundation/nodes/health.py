"""What `doctor` and the health page say of a node: each line a check, its state, and what to do."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import connection

from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.exchange import queries as exchange
from safeconduct.foundation.journal.entry import read_header, to_moment
from safeconduct.foundation.nodes.home import Home
from safeconduct.foundation.nodes.own_certificate import held
from safeconduct.foundation.vault.vault_file import summary_of

GOOD, LOOK, STOP = "good", "look", "stop"
LEAST_FREE_MB = 500  # assumption: about two weeks of one post with photos
BACKUP_AGE = timedelta(days=1)  # assumption
LISTS = (("journal_stuck", "health.stuck"), ("journal_dirty", "health.dirty"))
SILENT = timedelta(days=1)  # assumption: a day without a word is worth a call, whatever the link
MANY_FACTS = 1000  # journal.md, rule 18


class Check(msgspec.Struct, frozen=True):
    """One thing looked at: `code` names the sentence, `details` fill it."""

    code: str
    state: str
    details: dict[str, str | int] = {}


def checks(home: Home, *, backups: Path | None = None, now: datetime | None = None) -> list[Check]:
    """Everything that can be known without stopping the node. Reads only."""
    now = now or datetime.now(UTC)
    found = [
        _openers(home),
        _recovery(home),
        _disk(home),
        _clock(now),
        certificate(now),
        *_lists(),
        _passed_over(),
        _busy_subjects(),
        _engine(),
        *exchange_checks(now),
        *key_checks(now),
    ]
    return [*found, _backup(home, backups, now)]


def _openers(home: Home) -> Check:
    number = summary_of(home.vault).openers
    return Check("health.openers", GOOD if number >= 2 else STOP, {"number": number})


def _recovery(home: Home) -> Check:
    record = summary_of(home.vault).recovery
    if record is None:
        return Check("health.no_recovery_set", LOOK)
    return Check("health.recovery_set", GOOD, {"day": record.day.isoformat()})


def _disk(home: Home) -> Check:
    free = shutil.disk_usage(home.folder).free // 1_000_000
    return Check("health.disk", GOOD if free >= LEAST_FREE_MB else STOP, {"free": free, "least": LEAST_FREE_MB})


def _clock(now: datetime) -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT header FROM journal_entry ORDER BY position DESC LIMIT 1")
        row = cursor.fetchone()
    if row is None:
        return Check("health.clock", GOOD)
    last = to_moment(read_header(bytes(row[0])).recorded_ms)
    behind = last - now > timedelta(minutes=5) or now.year < 2024
    return Check("health.clock_behind" if behind else "health.clock", LOOK if behind else GOOD)


def certificate(now: datetime) -> Check:
    """Whether devices accept the certificate of the local network, and until when."""
    found = held()
    if found is None:
        return Check("health.no_certificate", GOOD)
    details: dict[str, str | int] = {"name": found.name, "from": f"{found.starts:%Y-%m-%d}", "now": f"{now:%Y-%m-%d}"}
    details["until"] = f"{found.ends:%Y-%m-%d}"
    if now < found.starts:
        return Check("health.certificate_not_yet", LOOK, details)
    if now >= found.authority.not_valid_after_utc:
        return Check("health.authority_over", STOP, details)
    if now >= found.ends:
        return Check("health.certificate_over", LOOK, details)
    return Check("health.certificate", GOOD, details)


def _lists() -> list[Check]:
    found = []
    with connection.cursor() as cursor:
        for table, code in LISTS:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            number = cursor.fetchone()[0]
            found.append(Check(code, LOOK if number else GOOD, {"number": number}))
    return found


def _passed_over() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reaction, position, code FROM journal_passed_over ORDER BY position DESC")
        rows = cursor.fetchall()
    last = "{} {}: {}".format(*rows[0]) if rows else "–"
    return Check("health.passed_over", LOOK if rows else GOOD, {"number": len(rows), "last": last})


def _busy_subjects() -> Check:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM (SELECT subject FROM journal_entry GROUP BY subject HAVING COUNT(*) > %s) busy",
            [MANY_FACTS],
        )
        number = cursor.fetchone()[0]
    return Check("health.busy_subjects", LOOK if number else GOOD, {"number": number, "most": MANY_FACTS})


def exchange_checks(now: datetime) -> list[Check]:
    """One line on the other nodes and one on what was put aside; none where this node knows no other."""
    known = exchange.peers(revoked=False)
    if not known:
        return []
    silent = [one for one in known if now - (exchange.contact_of(one.subject).heard_at or one.introduced_at) > SILENT]
    heard = Check("health.peers", GOOD, {"number": len(known)})
    names = ", ".join(one.name for one in silent)
    aside = exchange.count_aside()
    return [
        Check("health.peers_silent", LOOK, {"number": len(silent), "names": names}) if silent else heard,
        Check("health.aside", LOOK if aside else GOOD, {"number": aside}),
    ]


def key_checks(now: datetime) -> list[Check]:
    """One line on each key of a compartment that this node holds: is it under passphrases, does paper give it back."""
    found = []
    for code, key in compartments.keys_known():
        keeping = compartments.keeping(code, key)
        state = keeping.state(now)
        due = keeping.drill_due.date().isoformat() if keeping.drill_due else ""
        tone = {"good": GOOD, "soon": LOOK, "first": LOOK}.get(state, STOP)
        found.append(Check(f"health.key_{state}", tone, {"compartment": code, "day": due}))
    return found


def _engine() -> Check:
    if connection.vendor == "postgresql":
        # PostgreSQL does not encrypt: whether the volume does is for its administrator to confirm.
        confirmed = getattr(settings, "SAFECONDUCT_VOLUME_ENCRYPTED", False)
        return Check("health.volume", GOOD if confirmed else LOOK)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cipher_version")
        version = cursor.fetchone()[0]
        cursor.execute("PRAGMA synchronous")
        full = cursor.fetchone()[0] == 2
    return Check("health.encrypted", GOOD if full else STOP, {"version": str(version).split()[0]})


def _backup(home: Home, folder: Path | None, now: datetime) -> Check:
    """The age of the last backup in the folder given, else in the one where this node wrote its last."""
    note = home.last_backup()
    looked_in = folder or (Path(note.folder) if note else None)
    files = sorted(looked_in.glob("*.journal.scb")) if looked_in and looked_in.exists() else []
    if files:
        return _aged("health.backup", now - datetime.fromtimestamp(files[-1].stat().st_mtime, UTC))
    if note and not folder:
        # The drive lies where it should: not with the laptop.
        return _aged("health.backup_away", now - note.at)
    return Check("health.no_backup", LOOK)


def _aged(code: str, age: timedelta) -> Check:
    return Check(code, GOOD if age <= BACKUP_AGE else LOOK, {"hours": max(0, int(age.total_seconds() // 3600))})
