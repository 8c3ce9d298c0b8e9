"""Taking in what others send: erasures, bundles sent again, this node's own past, clocks, and what is oddly said."""

import msgspec
import pytest
from django.db import connection

from safeconduct.domains.people import queries as people
from safeconduct.domains.people.commands import CorrectPerson, ErasePerson, RegisterPerson
from safeconduct.domains.people.facts import PersonCorrected, PersonErased, PersonRegistered
from safeconduct.foundation.access import queries as users
from safeconduct.foundation.access.facts import RolesChanged, UserCreated
from safeconduct.foundation.dispatch import receipt_of, submit
from safeconduct.foundation.journal.accept import SignedHead, WireEntry, accept
from safeconduct.foundation.journal.rebuild import project_dirty
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.nodes.opening import hybrid_clock
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, Refused
from tests.foundation.journal.peers import MONTH, Foreign

RAW = msgspec.Raw(b"\x81\x07\x01")  # a map from 7 to 1
TEN_YEARS_MS = 10 * 365 * 86_400_000


def registered(cast):
    person = new_id()
    submit(cast.act(), RegisterPerson(person=person, level=2, given_names="Amina", sex="F"))
    return person


def select(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def change(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def codes(cast):
    return {finding.code for finding in verify(cast.ledger).findings}


def test_an_erasure_that_arrives_is_done_here(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, PersonErased(reason="person_asked"))
    far.send()
    assert select("SELECT 1 FROM journal_subject_key WHERE subject = %s", person) == []
    assert select("SELECT 1 FROM journal_entry WHERE subject = %s AND named IS NOT NULL", person) == []
    project_dirty(cast.ledger)
    assert people.person(person).given_names == ""
    assert verify(cast.ledger).sound


def test_a_name_that_arrives_after_an_erasure_is_dropped_and_counted(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, PersonCorrected(given_names="Aminah", reason="told"))
    submit(cast.act("samira"), ErasePerson(person=person, reason="person_asked"))
    far.send()
    project_dirty(cast.ledger)
    assert select("SELECT subject, dropped FROM journal_erasure") == [(person, 1)]
    assert people.person(person).given_names == ""
    assert verify(cast.ledger).sound


def test_an_erasure_that_no_entry_tells_of_is_found(cast):
    person = registered(cast)
    change("UPDATE journal_entry SET named = NULL WHERE subject = %s", person)
    change("DELETE FROM journal_subject_key WHERE subject = %s", person)
    change("INSERT INTO journal_erasure (subject, dropped) VALUES (%s, 0)", person)
    assert "journal.erasure_without_entry" in codes(cast)


def test_an_erasure_that_was_forgotten_is_found(cast):
    person = registered(cast)
    submit(cast.act("samira"), ErasePerson(person=person, reason="person_asked"))
    change("DELETE FROM journal_erasure WHERE subject = %s", person)
    assert "journal.erasure_not_done" in codes(cast)


def test_a_lost_key_is_found(cast):
    person = registered(cast)
    change("DELETE FROM journal_subject_key WHERE subject = %s", person)
    cast.ledger.keyring.forget()
    assert "keyring.key_missing" in codes(cast)


def test_entries_of_a_stream_in_the_wrong_order_are_found(cast):
    registered(cast), registered(cast)
    (last,) = select("SELECT MAX(position) FROM journal_entry")[0]
    for now, then in ((last, -1), (last - 1, last), (-1, last - 1)):
        change("UPDATE journal_entry SET position = %s WHERE position = %s", then, now)
    assert "journal.position_out_of_order" in codes(cast)


def test_verifying_leaves_the_keys_of_the_writer_alone(cast):
    person = registered(cast)
    kept = cast.ledger.keyring.subject_key(person)
    assert verify(cast.ledger).sound
    assert cast.ledger.keyring.subject_key(person) is kept


def test_an_older_bundle_sent_again_is_no_fork(cast):
    person, far = new_id(), Foreign(cast)
    far.add(person, PersonRegistered(given_names="Amina"))
    older, head = list(far.entries), far.head()
    far.send()
    far.add(person, PersonCorrected(given_names="Aminah", reason="told"))
    assert far.send() == 1
    assert accept(cast.ledger, older, head) == 0
    assert accept(cast.ledger, [], head) == 0
    project_dirty(cast.ledger)
    assert verify(cast.ledger).sound


def test_another_history_of_what_is_held_is_a_fork(cast):
    person, far = new_id(), Foreign(cast)
    far.add(person, PersonRegistered(given_names="Amina"))
    far.send()
    far.previous, far.entries = b"", []
    far.add(person, PersonRegistered(given_names="Fatima"))
    far.add(person, PersonCorrected(given_names="Fatma", reason="told"))
    with pytest.raises(Conflict, match=r"journal\.fork"):
        far.send()


def test_a_bundle_that_ends_before_its_head_is_incomplete(cast):
    far = Foreign(cast)
    for _ in range(2):
        far.add(new_id(), PersonRegistered(given_names="Amina"))
    with pytest.raises(Refused, match=r"journal\.chain_broken"):
        accept(cast.ledger, far.entries[:1], far.head())


def test_entries_of_an_earlier_epoch_of_this_node_come_home(cast):
    act = cast.act()
    submit(act, RegisterPerson(person=new_id(), level=2, given_names="Amina"))
    ledger, stream = cast.ledger, cast.ledger.stream("register")
    written = select("SELECT header, named, nameless FROM journal_entry WHERE stream = %s ORDER BY seq", stream)
    ((seq, hash_, signature),) = select("SELECT seq, hash, signature FROM journal_head WHERE stream = %s", stream)
    entries = [WireEntry(*(None if part is None else bytes(part) for part in row)) for row in written]
    head = SignedHead(stream, seq, bytes(hash_), bytes(signature))
    with pytest.raises(Refused, match=r"journal\.own_stream"):
        accept(ledger, entries, head)
    change("DELETE FROM journal_entry WHERE stream = %s", stream)
    change("DELETE FROM journal_head WHERE stream = %s", stream)
    ledger.epoch = 2
    ledger.load_ends()
    assert receipt_of(act.id) is None
    assert accept(ledger, entries, head) == len(entries)
    assert receipt_of(act.id).entries


def test_an_act_here_and_an_entry_of_another_node_may_carry_the_same_id(cast):
    person, act, far = registered(cast), cast.act(), Foreign(cast)
    receipt = submit(act, CorrectPerson(person=person, changes={"sex": "M"}, reason="misheard"))
    far.add(person, PersonCorrected(sex="F", reason="told"), command=act.id)
    assert far.send() == 1
    assert receipt_of(act.id).entries == receipt.entries
    far.add(person, PersonCorrected(sex="F", reason="told"), command="f" * 32)
    far.send()
    assert receipt_of("f" * 32) is None


def test_a_clock_ten_years_ahead_is_not_taken_over_by_a_restart(cast):
    from safeconduct.foundation.journal.entry import to_ms

    far = Foreign(cast)
    ahead = (to_ms(cast.clock.now()) + TEN_YEARS_MS) << 16
    far.add(new_id(), PersonRegistered(given_names="Amina"), clock=ahead)
    far.send()
    assert hybrid_clock(cast.ledger.node, cast.clock).tick() < ahead


def test_the_clock_never_falls_behind_its_own_entries_over_a_restart(cast):
    from datetime import timedelta

    registered(cast)
    last = cast.ledger.hybrid.tick()
    registered(cast)
    far = Foreign(cast)
    far.add(new_id(), PersonRegistered(given_names="Amina"), clock=1)
    far.send()
    cast.clock.move_to(cast.clock.now() - timedelta(days=400))
    assert hybrid_clock(cast.ledger.node, cast.clock).tick() > last


@pytest.mark.parametrize("odd", [{"a stream": "bad"}, {"a stream": 2**64 - 1}, ["a list"], "text", None, RAW, -1])
def test_an_oddly_said_seen_is_taken_in_and_counts_as_nothing_seen(cast, odd):
    person, far = registered(cast), Foreign(cast)
    far.add(person, PersonCorrected(sex="M", reason="told"), seen=odd)
    assert far.send() == 1
    project_dirty(cast.ledger)
    assert "sex" in people.person(person).contested
    assert verify(cast.ledger).sound


@pytest.mark.parametrize("odd", [{"a.1.register": 2**70}, {"a.1.register": "x"}, {"a.1.register": True}, ["list"]])
def test_an_act_with_an_odd_seen_is_written(cast, odd):
    person = registered(cast)
    submit(cast.act(seen={person: odd}), CorrectPerson(person=person, changes={"sex": "M"}, reason="misheard"))
    assert verify(cast.ledger).sound


def test_who_may_write_one_stream_erases_nobody_through_it(cast):
    person, agency = registered(cast), Foreign(cast, audience="referral.river_aid")
    agency.add(person, PersonErased(reason="person_asked"))
    assert agency.send() == 1
    project_dirty(cast.ledger)
    assert people.person(person).given_names == "Amina"
    assert select("SELECT 1 FROM journal_erasure") == []
    assert select("SELECT id, code FROM journal_stuck") == [(f"{agency.stream}:1", "journal.wrong_audience")]


def test_who_may_write_one_stream_makes_nobody_a_user_through_it(cast):
    agency, user = Foreign(cast, audience="referral.river_aid"), new_id()
    agency.add(user, UserCreated(roles=("administrator",), login="far", display_name="Far"))
    agency.add(cast.ids["dalia"], RolesChanged(roles=("administrator",)))
    agency.send()
    project_dirty(cast.ledger)
    assert users.user(user) is None
    assert users.user(cast.ids["dalia"]).roles == ["partner"]
    assert {code for _, code in select("SELECT id, code FROM journal_stuck")} == {"journal.wrong_audience"}


def test_an_entry_whose_key_has_not_come_waits_and_counts_as_not_seen(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, PersonCorrected(sex="M", reason="told"))
    far.send()
    name = f"{far.node}.register@{MONTH}"
    ((wrapped,),) = select("SELECT wrapped FROM journal_audience_key WHERE id = %s", name)
    change("DELETE FROM journal_audience_key WHERE id = %s", name)
    cast.ledger.keyring.forget()
    project_dirty(cast.ledger)
    assert people.person(person).sex == "F"
    assert far.stream not in people.seen_of(person)
    assert verify(cast.ledger).sound
    change("INSERT INTO journal_audience_key (id, wrapped) VALUES (%s, %s)", name, wrapped)
    change("INSERT INTO journal_dirty (subject) VALUES (%s)", person)
    project_dirty(cast.ledger)
    assert "sex" in people.person(person).contested
    assert people.seen_of(person)[far.stream] == 1
    assert verify(cast.ledger).sound


def test_each_node_has_keys_of_its_own_for_an_audience(cast):
    registered(cast)
    far = Foreign(cast)
    far.add(new_id(), PersonRegistered(given_names="Amina"))
    far.send()
    names = {name for (name,) in select("SELECT id FROM journal_audience_key")}
    assert {f"register@{MONTH}", f"{far.node}.register@{MONTH}"} <= names


def test_nobody_names_a_record_whose_key_has_not_come(cast):
    person, far = new_id(), Foreign(cast)
    far.add(person, PersonRegistered(given_names="Amina"))
    far.send()
    change("DELETE FROM journal_subject_key WHERE subject = %s", person)
    cast.ledger.keyring.forget()
    project_dirty(cast.ledger)
    with pytest.raises(Conflict, match=r"journal\.key_not_here"):
        submit(cast.act(), CorrectPerson(person=person, changes={"given_names": "Aminah"}, reason="misheard"))
