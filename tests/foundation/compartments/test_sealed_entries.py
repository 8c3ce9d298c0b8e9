"""Sealed entries: any node seals and carries, one opens; nothing outside says for whom, about whom, or how much."""

from datetime import timedelta

import pytest
from django.db import connection

from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import PlaceSealed, place_sealed, register_compartment
from safeconduct.foundation.compartments.facts import CompartmentRegistered, Sealed
from safeconduct.foundation.compartments.projection import compartment_rows, sealed_rows
from safeconduct.foundation.compartments.rules import (
    Place,
    Registered,
    decide_place_sealed,
    decide_register_compartment,
)
from safeconduct.foundation.compartments.sealing import held_here, make_keys, open_here, seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.rebuild import rebuild
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.vault.compartments import new_compartment_keys, sealed_size
from safeconduct.kernel.ids import random_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Problem, Refused

NOTE = {"person": "a" * 32, "fear": "return", "words": "Amina says that she cannot go back."}
QUIET = {"person": "b" * 32}


def registering(cast):
    return cast.act("adam", place="node", purpose="administration")


def registered(cast, code="legal", agency="river_aid", public=None):
    public = public or make_keys(code)
    register_compartment(registering(cast), compartment=code, agency=agency, public=public)
    return public


def select(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def test_what_is_sealed_opens_on_the_node_that_holds_the_compartment(cast):
    registered(cast)
    sealed = seal_for("legal", NOTE)
    place_sealed(cast.act(), sealed)
    assert open_here(sealed.entry) == NOTE
    assert held_here() == ["legal"]
    assert [one.subject for one in compartments.sealed_entries("legal")] == [sealed.entry]
    assert verify(cast.ledger).sound


def test_a_post_carries_what_it_cannot_read(cast):
    registered(cast, public=new_compartment_keys()[1])
    sealed = seal_for("legal", NOTE)
    place_sealed(cast.act(), sealed)
    with pytest.raises(NotFound, match=r"compartments\.not_held"):
        open_here(sealed.entry)
    assert held_here() == []


def test_a_note_and_nothing_to_report_look_alike(cast):
    registered(cast)
    sealed = [seal_for("legal", content) for content in (NOTE, QUIET)]
    place_sealed(cast.act(), *sealed)
    assert {len(one.content) for one in sealed} == {sealed_size(1)}
    rows = select(
        "SELECT header, named, nameless FROM journal_entry WHERE stream = %s", cast.ledger.stream("sealed.legal")
    )
    headers = [read_header(bytes(header)) for header, _, _ in rows]
    assert {(one.type, one.kind, one.touches, one.named_digest) for one in headers} == {
        ("compartments.Sealed.1", "sealed", (), b"")
    }
    assert len({len(bytes(nameless)) for _, _, nameless in rows}) == 1


def test_no_table_and_no_entry_holds_what_was_said(cast):
    registered(cast)
    place_sealed(cast.act(), seal_for("legal", NOTE))
    everything = [
        row
        for table in ("journal_entry", "compartments_sealed", "compartments_compartment", "journal_secret")
        for row in select(f"SELECT * FROM {table}")
    ]
    said = b"".join(bytes(value) for row in everything for value in row if isinstance(value, bytes | memoryview))
    assert b"Amina" not in said
    assert NOTE["person"] not in str(everything)


def test_a_seal_opens_under_no_other_entry(cast):
    registered(cast)
    sealed = seal_for("legal", NOTE)
    moved = PlaceSealed(entry=random_id(), compartment="legal", key=sealed.key, content=sealed.content)
    place_sealed(cast.act(), moved)
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        open_here(moved.entry)


def test_a_form_sent_again_is_sealed_anew_and_kept_once(cast):
    registered(cast)
    act = cast.act()
    first = place_sealed(act, seal_for("legal", NOTE))
    again = place_sealed(act, seal_for("legal", NOTE))
    assert again.repeated
    assert again.entries == first.entries
    assert len(compartments.sealed_entries("legal")) == 1


def test_a_new_key_is_sealed_to_and_the_old_one_opens_what_was(cast):
    registered(cast)
    before = seal_for("legal", NOTE)
    place_sealed(cast.act(), before)
    late = seal_for("legal", NOTE)
    cast.clock.pass_time(timedelta(days=30))
    register_compartment(
        cast.act("adam", place="node", seen={}), compartment="legal", agency="river_aid", public=make_keys("legal")
    )
    with pytest.raises(Conflict, match=r"compartments\.old_key"):
        place_sealed(cast.act(), late)
    after = seal_for("legal", QUIET)
    place_sealed(cast.act(), after)
    assert (open_here(before.entry), open_here(after.entry)) == (NOTE, QUIET)


def test_the_same_key_again_writes_nothing(cast):
    public = registered(cast)
    receipt = register_compartment(registering(cast), compartment="legal", agency="river_aid", public=public)
    assert receipt.entries == ()


@pytest.mark.parametrize("who", ["bilal", "hana", "olga", "dalia"])
def test_only_an_administrator_registers_a_compartment(cast, who):
    with pytest.raises(NotAllowed):
        register_compartment(cast.act(who), compartment="legal", agency="river_aid", public=bytes(32))


@pytest.mark.parametrize("who", ["dalia", "hana", "adam"])
def test_nobody_without_a_desk_at_the_post_places_sealed_entries(cast, who):
    registered(cast)
    with pytest.raises(NotAllowed):
        submit(cast.act(who), seal_for("legal", NOTE))


REGISTERING = [
    ("Legal", "river_aid", bytes(32), None, "compartments.code_shape"),
    ("a" * 25, "river_aid", bytes(32), None, "compartments.code_shape"),
    ("legal.register", "river_aid", bytes(32), None, "compartments.code_shape"),
    ("legal", "River Aid", bytes(32), None, "compartments.agency_shape"),
    ("legal", "river_aid", bytes(31), None, "compartments.key_shape"),
    ("legal", "river_aid", bytes(32), Registered("hill_aid", "k"), "compartments.held_by_another"),
]


@pytest.mark.parametrize(("code", "agency", "public", "standing", "refusal"), REGISTERING)
def test_what_is_wrong_with_a_registration_is_said(cast, code, agency, public, standing, refusal):
    from safeconduct.foundation.compartments.commands import RegisterCompartment

    with pytest.raises(Problem) as refused:
        decide_register_compartment(RegisterCompartment(compartment=code, agency=agency, public=public), standing, None)
    assert refused.value.code == refusal


GOOD = {"entry": "a" * 32, "compartment": "legal", "key": "k", "content": bytes([1]) + bytes(48 + 1024)}
PLACING = [
    ({}, None, False, "compartments.unknown"),
    ({"key": "older"}, "k", False, "compartments.old_key"),
    ({"entry": "Amina"}, "k", False, "compartments.entry_id"),
    ({}, "k", True, "compartments.entry_used"),
    ({"content": b"Amina says"}, "k", False, "compartments.not_sealed"),
    ({"content": bytes([1]) + bytes(48 + 1000)}, "k", False, "compartments.not_sealed"),
]


@pytest.mark.parametrize(("change", "key", "used", "refusal"), PLACING)
def test_what_cannot_be_placed_is_said(change, key, used, refusal):
    place = Place(Registered("river_aid", key) if key else None, used)
    with pytest.raises(Problem) as refused:
        decide_place_sealed(PlaceSealed(**{**GOOD, **change}), place, None)
    assert refused.value.code == refusal


def test_what_is_in_order_is_placed():
    (about,) = decide_place_sealed(PlaceSealed(**GOOD), Place(Registered("river_aid", "k")), None)
    assert (about.subject, about.fact.audience, about.touches) == ("a" * 32, "sealed.legal", ())


def test_two_registrations_that_did_not_know_of_each_other_are_never_mixed(held_of):
    facts = [
        CompartmentRegistered(compartment="legal", agency=agency, key=key, public=key.encode())
        for agency, key in (("river_aid", "k1"), ("hill_aid", "k2"))
    ]
    for order in (facts, facts[::-1]):
        (row,) = compartment_rows([held_of(fact, clock=facts.index(fact)) for fact in order])[
            "compartments_compartment"
        ]
        assert (row["agency"], row["key"], row["public"]) == ("hill_aid", "k2", b"k2")


def test_a_second_fact_on_the_id_of_a_sealed_entry_changes_no_row(held_of):
    facts = [Sealed(compartment="legal", key="k", content=bytes(size)) for size in (3, 5)]
    for order in (facts, facts[::-1]):
        (row,) = sealed_rows([held_of(fact, clock=facts.index(fact)) for fact in order])["compartments_sealed"]
        assert row["size"] == 3
    assert sealed_rows([]) == compartment_rows([]) == {}


def test_rebuilding_gives_the_same_rows(cast):
    registered(cast)
    place_sealed(cast.act(), seal_for("legal", NOTE), seal_for("legal", QUIET))
    before = select("SELECT * FROM compartments_sealed ORDER BY subject")
    rebuild(cast.ledger)
    assert select("SELECT * FROM compartments_sealed ORDER BY subject") == before
    assert len(before) == 2
