"""The encrypted backend does what Django's SQLite backend does: values, errors, transactions, threads, migrations."""

import os
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, OperationalError, connections, models, transaction
from django.db.models import Avg, Count, F, Sum
from django.db.models.functions import TruncDay, Upper

from tests.foundation.vault.conftest import ALIAS

AMINA = {
    "name": "أمينة / Amina 100% O'Hara",
    "is_minor": False,
    "born_on": date(1988, 2, 29),
    "seen_at": datetime(2026, 11, 23, 6, 30, 15, 123456, tzinfo=UTC),
    "woke_at": time(5, 45, 1),
    "waited": timedelta(hours=3, microseconds=7),
    "height_m": Decimal("1.68"),
    "key": UUID(int=1 << 127 | 42),
    "needs": {"doctor": True, "notes": ['"', "é", None]},
    "photo": bytes(range(256)),
    "notes": "",
}


@pytest.fixture
def amina(travellers):
    post = travellers.Post.objects.using(ALIAS).create(name="Kalu bridge")
    travellers.Traveller.objects.using(ALIAS).create(post=post, **AMINA)
    return travellers.Traveller.objects.using(ALIAS)


def test_every_kind_of_value_comes_back_as_it_went_in(amina):
    row = amina.get()
    assert {name: getattr(row, name) for name in AMINA} == AMINA
    assert type(row.is_minor) is bool
    assert row.post.name == "Kalu bridge"


@pytest.mark.parametrize(
    "lookup",
    [
        {"name__icontains": "100%"},
        {"name__iregex": r"^.*AMINA \d+"},
        {"name__startswith": "أمينة"},
        {"seen_at__date": date(2026, 11, 23)},
        {"seen_at__hour": 6},
        {"born_on__year": 1988},
        {"needs__doctor": True},
        {"needs__notes__1": "é"},
        {"waited__gt": timedelta(hours=2)},
        {"height_m__lt": Decimal("1.69")},
        {"key": AMINA["key"]},
    ],
)
def test_lookups_that_need_djangos_functions_find_the_row(amina, lookup):
    assert amina.filter(**lookup).count() == 1


def test_aggregates_and_expressions_work(amina):
    amina.create(**{**AMINA, "post_id": amina.get().post_id, "height_m": Decimal("1.32"), "name": "Sami"})
    assert amina.aggregate(Sum("height_m"), Avg("height_m")) == {
        "height_m__sum": Decimal("3.00"),
        "height_m__avg": Decimal("1.50"),
    }
    days = amina.annotate(day=TruncDay("seen_at")).values("day").annotate(people=Count("id"))
    assert list(days) == [{"day": datetime(2026, 11, 23, tzinfo=UTC), "people": 2}]
    assert amina.annotate(loud=Upper("name")).get(loud="SAMI").name == "Sami"
    amina.update(waited=F("waited") + timedelta(hours=1))
    assert amina.first().waited == AMINA["waited"] + timedelta(hours=1)


def test_rows_are_returned_from_bulk_writing_with_their_ids(travellers):
    posts = travellers.Post.objects.using(ALIAS)
    made = posts.bulk_create([travellers.Post(name=f"post {number}") for number in range(12_000)])
    assert len({post.pk for post in made}) == 12_000
    assert posts.filter(pk__in=[post.pk for post in made]).count() == 12_000
    again = [travellers.Post(pk=made[0].pk, name="renamed"), travellers.Post(name="new")]
    posts.bulk_create(again, update_conflicts=True, unique_fields=["id"], update_fields=["name"])
    assert posts.get(pk=made[0].pk).name == "renamed"
    assert posts.count() == 12_001


def test_a_broken_constraint_is_djangos_integrity_error(amina, travellers):
    with pytest.raises(IntegrityError, match="UNIQUE"):
        travellers.Post.objects.using(ALIAS).create(name="Kalu bridge")
    with pytest.raises(IntegrityError, match="height_is_positive"):
        amina.update(height_m=0)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), transaction.atomic(using=ALIAS):
        amina.update(post_id=99)
    assert amina.get().height_m == AMINA["height_m"]


def test_errors_of_the_driver_are_djangos(database):
    with database.cursor() as cursor:
        with pytest.raises(OperationalError, match="no such table"):
            cursor.execute("SELECT * FROM nowhere")
        with pytest.raises((DataError, OverflowError)):
            cursor.execute("SELECT %s", [1 << 80])


def test_placeholders_of_both_kinds_reach_the_driver(database):
    with database.cursor() as cursor:
        assert cursor.execute("SELECT %s, '%%s', %s", [1, "a%sb"]).fetchone() == (1, "%s", "a%sb")
        assert cursor.execute("SELECT %(b)s, %(a)s", {"a": 1, "b": 2}).fetchone() == (2, 1)
        assert cursor.execute("SELECT '100%'").fetchone() == ("100%",)


def test_executemany_takes_lists_generators_mappings_and_nothing(database):
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE t (a, b)")
        cursor.executemany("INSERT INTO t VALUES (%s, %s)", [(1, "x"), (2, "y")])
        cursor.executemany("INSERT INTO t VALUES (%s, %s)", ((number, "z") for number in range(3, 6)))
        cursor.executemany("INSERT INTO t VALUES (%(a)s, %(b)s)", [{"a": 6, "b": "m"}, {"b": "n", "a": 7}])
        cursor.executemany("INSERT INTO t VALUES (%s, %s)", [])
        cursor.executemany("INSERT INTO t DEFAULT VALUES", [(), ()])
        rows = cursor.execute("SELECT a, b FROM t").fetchall()
    assert rows == [(1, "x"), (2, "y"), (3, "z"), (4, "z"), (5, "z"), (6, "m"), (7, "n"), (None, None), (None, None)]


def count(database):
    with database.cursor() as cursor:
        return cursor.execute("SELECT count(*) FROM t").fetchone()[0]


def insert(database):
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO t VALUES (1)")


@pytest.fixture
def table(database):
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE t (a)")
    return database


def test_a_transaction_begins_as_a_writer_at_once(table):
    with transaction.atomic(using=ALIAS):
        other = connections.create_connection(ALIAS)
        other.settings_dict = {**other.settings_dict, "OPTIONS": {"timeout": 0}}
        try:
            with pytest.raises(OperationalError, match="locked"):
                other.cursor().execute("BEGIN IMMEDIATE")
        finally:
            other.close()


def test_another_mode_can_be_chosen_in_the_settings(table):
    other = connections.create_connection(ALIAS)
    other.settings_dict = {**other.settings_dict, "OPTIONS": {"transaction_mode": "DEFERRED", "timeout": 3}}
    try:
        other.ensure_connection()
        assert other.transaction_mode == "DEFERRED"
        assert other.cursor().execute("PRAGMA busy_timeout").fetchone() == (3000,)
    finally:
        other.close()


class Interrupted(Exception):
    """What a command raises half-way."""


def insert_and_fail(connection):
    with transaction.atomic(using=ALIAS):
        insert(connection)
        raise Interrupted


def test_a_failed_transaction_leaves_nothing(table):
    with pytest.raises(Interrupted):
        insert_and_fail(table)
    assert count(table) == 0
    assert table.get_autocommit()


def test_a_savepoint_is_taken_back_without_its_transaction(table):
    with transaction.atomic(using=ALIAS):
        for _ in range(4):
            with pytest.raises(Interrupted):
                insert_and_fail(table)
            with transaction.atomic(using=ALIAS):
                insert(table)
    assert count(table) == 4


def test_savepoints_can_be_driven_by_hand(table):
    with transaction.atomic(using=ALIAS):
        insert(table)
        kept = transaction.savepoint(using=ALIAS)
        insert(table)
        transaction.savepoint_rollback(kept, using=ALIAS)
        insert(table)
        transaction.savepoint_commit(transaction.savepoint(using=ALIAS), using=ALIAS)
    assert count(table) == 2


def test_a_reader_sees_what_is_committed_while_a_writer_writes(table):
    with transaction.atomic(using=ALIAS):
        insert(table)
        reader = connections.create_connection(ALIAS)
        try:
            assert count(reader) == 0
        finally:
            reader.close()
    assert count(table) == 1


def test_threads_write_and_read_through_their_own_connections(table):
    problems, gate = [], threading.Barrier(6)

    def work():
        connection = connections[ALIAS]
        try:
            gate.wait(20)
            for _ in range(20):
                with transaction.atomic(using=ALIAS):
                    insert(connection)
                    before = count(connection)
                assert count(connection) >= before
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert count(table) == 120


def test_threads_that_all_open_a_new_file_at_once_get_along(database):
    problems, gate = [], threading.Barrier(6)

    def work():
        try:
            gate.wait(20)
            connections[ALIAS].cursor().execute("CREATE TABLE IF NOT EXISTS t (a)")
        except Exception as problem:
            problems.append(problem)
        finally:
            connections[ALIAS].close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []


def test_tables_are_altered_and_introspected(amina, travellers, database):
    added = models.CharField(max_length=5, default="L1")
    added.set_attributes_from_name("level")
    with database.schema_editor() as editor:
        editor.add_field(travellers.Traveller, added)
        editor.alter_field(travellers.Post, travellers.Post._meta.get_field("name"), _longer_name(travellers))
    with database.cursor() as cursor:
        assert cursor.execute("SELECT level FROM vault_tests_traveller").fetchone() == ("L1",)
        columns = {
            row.name: row.display_size
            for row in database.introspection.get_table_description(cursor, "vault_tests_post")
        }
    assert columns == {"id": None, "name": 120}
    with database.schema_editor() as editor:
        editor.remove_field(travellers.Traveller, added)
    assert amina.get().name == AMINA["name"]


def _longer_name(travellers):
    longer = models.CharField(max_length=120, unique=True)
    longer.set_attributes_from_name("name")
    longer.model = travellers.Post
    return longer


MIGRATE = """
import secrets, sys
from django.conf import settings
database = {"ENGINE": "safeconduct.foundation.vault.sqlcipher", "NAME": sys.argv[1]}
apps = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"]
settings.configure(USE_TZ=True, DATABASES={"default": database}, INSTALLED_APPS=apps)
import django
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from safeconduct.foundation.vault import open_database_key
open_database_key.set(secrets.token_bytes(32))
call_command("migrate", verbosity=0)
User.objects.create_user("bilal")
call_command("migrate", "auth", "0005", verbosity=0)
call_command("migrate", verbosity=0)
call_command("check", databases=["default"])
print(len(MigrationRecorder(connection).applied_migrations()), User.objects.get().username)
connection.close()
"""


@pytest.mark.slow
def test_djangos_own_migrations_run_back_and_forth(tmp_path):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-c", MIGRATE, str(tmp_path / "post.db")]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "15 bilal"


def test_a_test_database_is_a_real_encrypted_file_and_leaves_nothing(database, tmp_path):
    creation = connections.create_connection(ALIAS).creation
    name = creation._get_test_db_name()
    assert not creation.is_in_memory_db(name)
    assert str(os.getpid()) in name
    named = str(tmp_path / "test.db")
    creation.connection.settings_dict = {**database.settings_dict, "NAME": named, "TEST": {"NAME": named}}
    (tmp_path / "test.db-wal").write_bytes(b"a log of a database long gone")
    assert creation._create_test_db(verbosity=0, autoclobber=True) == named
    assert not (tmp_path / "test.db-wal").exists()
    creation.connection.cursor().execute("CREATE TABLE t (a)")
    creation.connection.close()
    creation._destroy_test_db(named, verbosity=0)
    assert [path for path in tmp_path.iterdir() if path.name.startswith("test.db")] == []
