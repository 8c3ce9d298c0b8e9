"""Rebuilding, accepting from another node, projecting what is dirty: always the same rows; and erasing."""

import pytest
from django.db import connection

from safeconduct.domains.people.commands import ErasePerson, RegisterPerson
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal import rebuild as rebuilding
from safeconduct.foundation.journal.accept import SignedHead, WireEntry, accept
from safeconduct.foundation.journal.ledger import head_bytes
from safeconduct.foundation.journal.models import NodeKey
from safeconduct.foundation.journal.projector import all_tables
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.vault.signing import NodeIdentity
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Conflict, Refused


def dump():
    """Every projected row."""
    found = {}
    for table in all_tables():
        with connection.cursor() as cursor:
            cursor.execute(table.select)
            found[table.name] = sorted(cursor.fetchall(), key=repr)
    return found


def family(cast, number=3):
    people = [new_id() for _ in range(number)]
    submit(cast.act(), *(RegisterPerson(person=one, level=2, given_names="Amina", sex="F") for one in people))
    return people


def test_rebuilding_gives_the_same_rows(cast):
    family(cast)
    before = dump()
    assert rebuilding.rebuild(cast.ledger) > 3
    assert dump() == before
    assert verify(cast.ledger).sound


def test_projecting_in_bulk_and_one_by_one_give_the_same_rows(cast, monkeypatch):
    family(cast)
    before = dump()
    for at_least in (10_000, 1):
        monkeypatch.setattr(rebuilding, "INDEXES_LAST_FROM", at_least)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO journal_dirty (subject) SELECT DISTINCT subject FROM journal_entry")
        assert rebuilding.project_dirty(cast.ledger) > 3
        assert dump() == before


class Peer:
    """Another node's stream, made by renaming and re-signing what this node wrote (the keys are shared here)."""

    def __init__(self, cast):
        from safeconduct.foundation.journal.entry import digest, read_header, stream_name
        from safeconduct.kernel.codec import encode

        self.node, self.identity = derived_id("peer"), NodeIdentity.create()
        NodeKey.objects.create(node=self.node, epoch=1, public=self.identity.public_key)
        self.stream = stream_name(self.node, 1, "register")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT header, named, nameless FROM journal_entry WHERE stream = %s ORDER BY seq",
                [cast.ledger.stream("register")],
            )
            rows = cursor.fetchall()
            cursor.execute("DELETE FROM journal_entry WHERE stream = %s", [cast.ledger.stream("register")])
            cursor.execute("DELETE FROM journal_head WHERE stream = %s", [cast.ledger.stream("register")])
        self.entries, previous = [], b""
        import msgspec

        for seq, (header, named, _nameless) in enumerate(rows, start=1):
            # The nameless body is bound to the stream it was written in: it cannot be moved, so it travels removed.
            moved = msgspec.structs.replace(
                read_header(bytes(header)), stream=self.stream, seq=seq, previous=previous, nameless_digest=b""
            )
            data = encode(moved)
            previous = digest(data)
            self.entries.append(WireEntry(data, bytes(named) if named else None, None))
        self.head = self.signed(len(rows), previous)

    def signed(self, seq, hash_):
        return SignedHead(self.stream, seq, hash_, self.identity.sign(head_bytes(self.stream, seq, hash_)))


@pytest.fixture
def peer(cast):
    family(cast)
    made = Peer(cast)
    cast.ledger.load_ends()
    return made


def test_entries_of_another_node_are_stored_first_and_projected_after(cast, peer):
    assert accept(cast.ledger, peer.entries, peer.head) == len(peer.entries)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_dirty")
        assert cursor.fetchone()[0] > 0
    rebuilding.project_dirty(cast.ledger)
    assert accept(cast.ledger, peer.entries, peer.head) == 0


def test_a_broken_chain_a_wrong_signature_and_an_unknown_node_are_refused(cast, peer):
    with pytest.raises(Refused, match=r"journal\.chain_broken"):
        accept(cast.ledger, peer.entries[1:], peer.head)
    forged = SignedHead(peer.stream, peer.head.seq, b"\0" * 32, peer.head.signature)
    with pytest.raises(Refused, match=r"journal\.head_not_signed"):
        accept(cast.ledger, peer.entries, forged)
    NodeKey.objects.filter(node=peer.node).delete()
    with pytest.raises(Refused, match=r"journal\.unknown_node"):
        accept(cast.ledger, peer.entries, peer.head)


def test_a_node_that_wrote_two_histories_is_a_fork(cast, peer):
    other = peer.signed(peer.head.seq, b"\1" * 32)
    with pytest.raises(Conflict, match=r"journal\.fork"):
        accept(cast.ledger, peer.entries, other)


def test_a_changed_body_is_refused_and_a_removed_one_is_not(cast, peer):
    at = next(number for number, entry in enumerate(peer.entries) if entry.named)
    broken = list(peer.entries)
    broken[at] = WireEntry(broken[at].header, b"changed", None)
    with pytest.raises(Refused, match=r"journal\.body_does_not_fit"):
        accept(cast.ledger, broken, peer.head)
    broken[at] = WireEntry(broken[at].header, None, None)
    assert accept(cast.ledger, broken, peer.head) == len(broken)


def test_an_entry_that_breaks_a_projection_puts_its_subject_on_the_stuck_list(cast, monkeypatch):
    person = family(cast, 1)[0]
    from safeconduct.foundation.journal.projector import projections

    def broken(held):
        raise KeyError("what it did not expect")

    monkeypatch.setattr(projections()["person"], "rows_of", broken)
    rebuilding.project_subject(cast.ledger, person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, kind, code FROM journal_stuck")
        assert cursor.fetchall() == [(person, "person", "KeyError")]
    monkeypatch.undo()
    rebuilding.project_subject(cast.ledger, person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_stuck")
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize("unfit", [{"level": 2**70}, {"minor": "no\x00"}])
def test_a_value_that_fits_no_column_holds_back_its_subject_alone(cast, monkeypatch, unfit):
    from safeconduct.foundation.journal.projector import projections

    if connection.vendor == "sqlite" and "minor" in unfit:
        pytest.skip("SQLite keeps a NUL, PostgreSQL does not")
    people = family(cast, 3)
    usual = projections()["person"].rows_of

    def unfitting(held):
        rows = usual(held)
        if held[0].subject != people[1]:
            return rows
        return {**rows, "people_person": [{**row, **unfit} for row in rows["people_person"]]}

    monkeypatch.setattr(projections()["person"], "rows_of", unfitting)
    rebuilding.rebuild(cast.ledger)
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, kind FROM journal_stuck")
        assert cursor.fetchall() == [(people[1], "person")]
        cursor.execute("SELECT subject FROM people_person ORDER BY subject")
        assert [row[0] for row in cursor.fetchall()] == sorted([people[0], people[2]])
    monkeypatch.undo()
    rebuilding.rebuild(cast.ledger)
    assert verify(cast.ledger).sound


def test_erasing_removes_the_name_and_leaves_the_chain_whole(cast):
    person = family(cast, 1)[0]
    submit(cast.act("samira"), ErasePerson(person=person, reason="person_asked"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_entry WHERE subject = %s AND named IS NOT NULL", [person])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT COUNT(*) FROM people_person WHERE subject = %s", [person])
        assert cursor.fetchone()[0] == 1
    assert "Amina" not in str(dump())
    assert verify(cast.ledger).sound
