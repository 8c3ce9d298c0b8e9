"""Health knows where the last backup was written, and says so when its drive lies elsewhere."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from safeconduct.foundation.nodes.health import GOOD, LOOK, checks
from safeconduct.foundation.nodes.home import Home
from safeconduct.foundation.nodes.opening import make_node
from safeconduct.foundation.web.texts import sentence_of

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def home(cast, tmp_path):
    """The files of a node; its tables are the cast's."""
    made = Home(tmp_path / "node")
    make_node(made, name="Kadar Bridge", openers=[("Esther", "a bridge over water"), ("Kofi", "another bridge")],
              training=True)  # fmt: skip
    return made


def backup_of(home, **more):
    return next(one for one in checks(home, now=NOW, **more) if "backup" in one.code)


def written(folder, hours_ago):
    folder.mkdir()
    file = folder / "20260304T000000Z-00000000.journal.scb"
    file.write_bytes(b"")
    moment = (NOW - timedelta(hours=hours_ago)).timestamp()
    os.utime(file, (moment, moment))


def test_without_a_backup_it_says_how_to_make_one(home):
    assert (backup_of(home).code, backup_of(home).state) == ("health.no_backup", LOOK)


@pytest.mark.parametrize(("hours", "state"), [(1, GOOD), (500, LOOK)])
def test_the_age_of_the_last_backup_is_known_without_naming_the_folder(home, tmp_path, hours, state):
    written(tmp_path / "drive", hours)
    home.note_backup(tmp_path / "drive", NOW - timedelta(hours=hours))
    found = backup_of(home)
    assert (found.code, found.state, found.details) == ("health.backup", state, {"hours": hours})


def test_a_drive_that_is_away_is_where_it_should_be(home, tmp_path):
    home.note_backup(tmp_path / "drive", NOW - timedelta(hours=1))
    found = backup_of(home)
    assert (found.code, found.state) == ("health.backup_away", GOOD)
    assert "1 hour ago" in sentence_of(found.code, found.details)


def test_the_folder_that_is_named_counts_alone(home, tmp_path):
    home.note_backup(tmp_path / "drive", NOW)
    assert backup_of(home, backups=tmp_path / "elsewhere").code == "health.no_backup"


def test_a_broken_note_is_no_backup(home):
    home.backup_note_file.write_text("{}", encoding="utf-8")
    assert backup_of(home).code == "health.no_backup"
