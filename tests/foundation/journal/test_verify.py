"""Verify finds any change made behind the write path, in every table and column it answers for."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection

from safeconduct.domains.crossings.commands import CountMovements
from safeconduct.domains.people.commands import DocumentGiven, RegisterPerson
from safeconduct.foundation.compartments.commands import place_sealed, register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.projector import all_tables
from safeconduct.foundation.journal.verify import OUTSIDE, verify
from safeconduct.kernel.ids import new_id

KEYS = ["journal_node_key", "journal_subject_key", "journal_audience_key", "journal_secret"]
JOURNAL = ["journal_entry", "journal_head", *KEYS]
HOUR = "2026-03-04T12:00:00+00:00"


def fill(cast):
    """A person with a document, a count, and something sealed."""
    from datetime import datetime

    system = {"actor": "system", "place": "node", "purpose": "administration"}
    register_compartment(cast.act(**system), compartment="legal", agency="river_aid", public=make_keys("legal"))
    place_sealed(cast.act(), seal_for("legal", {"note": "nothing to report"}))

    submit(
        cast.act(),
        RegisterPerson(
            person=new_id(), level=2, given_names="Amina", family_name="Haddad", name_native="أمينة حداد", sex="F",
            nationality="SYR", needs=("step_free",),
            documents=(DocumentGiven(id=new_id(), type="passport", number="N0128413", issuer="SYR"),),
        ),
    )  # fmt: skip
    submit(
        cast.act(),
        CountMovements(post=cast.post, hour=datetime.fromisoformat(HOUR), direction="entry", sex="F", age_band="18-59"),
    )


def columns_of(table):
    with connection.cursor() as cursor:
        return [
            (column.name, column.type_code) for column in connection.introspection.get_table_description(cursor, table)
        ]


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def altered(value):
    """The value with one byte or digit changed."""
    if isinstance(value, memoryview | bytes):
        data = bytearray(bytes(value))
        if not data:
            return b"\x01"
        data[len(data) // 2] ^= 1
        return bytes(data)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return other_letter(value)
    return None


def other_letter(text):
    """The text with its last letter or digit changed: JSON stays JSON."""
    for at in range(len(text) - 1, -1, -1):
        if text[at].isalnum():
            return text[:at] + ("7" if text[at] != "7" else "8") + text[at + 1 :]
    return None if text in ("[]", "{}") else text + "y"


def test_an_untouched_node_is_sound(cast):
    fill(cast)
    verdict = verify(cast.ledger)
    assert verdict.findings == ()
    assert verdict.entries > 10


def tables():
    return [*JOURNAL, *[table.name for table in all_tables()]]


@pytest.mark.slow
def test_any_changed_value_in_any_table_is_found(cast):
    fill(cast)
    unseen, tried = [], 0
    for table in tables():
        for row in rows_of(table)[-1:]:
            for column, value in row.items():
                changed = altered(value)
                if changed is None:
                    continue
                tried += 1
                if not found_after(cast, table, row, column, changed):
                    unseen.append((table, column))
    assert tried > 60
    assert unseen == []


def found_after(cast, table, row, column, changed):
    """Change one value, verify, and take the change back."""
    from django.db import transaction

    key = next(name for name in ("position", "stream", "node", "id", "subject") if name in row)
    sound = True
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s', [changed, row[key]])
            cast.ledger.keyring.forget()
            sound = verify(cast.ledger).sound
            raise Back
    except Back:
        pass
    except IntegrityError:
        return True  # the database itself refuses this change
    cast.ledger.keyring.forget()
    return not sound


class Back(Exception):
    """Leaves the transaction."""


def test_a_row_that_nothing_accounts_for_is_found(cast):
    fill(cast)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO journal_subject_key (subject, wrapped) VALUES (%s, %s)", ["f" * 32, b"x" * 60])
    codes = {finding.code for finding in verify(cast.ledger).findings}
    assert "keyring.key_changed" in codes


def test_a_deleted_row_and_a_deleted_entry_are_found(cast):
    fill(cast)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_person")
        cursor.execute("DELETE FROM journal_entry WHERE position = (SELECT MAX(position) FROM journal_entry)")
    codes = {finding.code for finding in verify(cast.ledger).findings}
    assert {"rows.missing", "journal.head_does_not_fit"} <= codes


def test_verify_says_what_it_does_not_answer_for():
    known = {model._meta.db_table for model in apps.get_models()} | {"django_migrations"}
    answered = set(tables()) | {"journal_dirty", "journal_stuck", "journal_erasure", "journal_cursor"}
    answered |= {"journal_erased_words"}
    answered |= {"journal_passed_over", "journal_peer_receipt", "django_migrations", "django_content_type"}
    assert known - answered == set(OUTSIDE)
