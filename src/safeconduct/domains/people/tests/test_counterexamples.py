"""The histories that broke the prototype's rules (journal.md), by name; random ones did not find all of them."""

import json

from safeconduct.domains.people import facts as said
from safeconduct.domains.people.facts import SEPARATION
from safeconduct.domains.people.projection import person_rows
from safeconduct.domains.people.tests.casting import (
    BRIDGE,
    GROUP,
    RAIL,
    SECOND_GROUP,
    SUPERVISOR,
    held,
    without_bodies,
)
from safeconduct.kernel.facts import Held, Row

REGISTERED = held(said.PersonRegistered(level=2, given_names="Amina", minor="yes", group=GROUP), BRIDGE, 1)
MOVED = held(said.PersonMoved(from_group=GROUP, to_group=SECOND_GROUP, reason="own_wish"), BRIDGE, 2, seen={BRIDGE: 1})
FLAG = f"{MOVED.ref}:{SEPARATION}"


def _release(**more: object) -> Held:
    fact = said.SeparationReleased(flags=(FLAG,), first="samira", reason="seen both")
    return held(fact, RAIL, 1, **{"actor": "tomas", "roles": SUPERVISOR, "seen": {BRIDGE: 2}, **more})  # type: ignore[arg-type]


def _person(*facts: Held) -> Row:
    return person_rows(facts)["people_person"][0]


def test_a_release_that_arrives_first_takes_the_flag_down_when_it_comes() -> None:
    assert _person(REGISTERED, _release())["open_flags"] == 0
    assert person_rows([REGISTERED, _release()])["people_flag"] == []
    assert _person(_release(), MOVED, REGISTERED)["open_flags"] == 0


def test_a_flag_raised_beside_a_release_stays_up() -> None:
    """A flag lost: raised at the bridge while the rail post released an earlier one."""
    again = held(said.PersonMoved(from_group=SECOND_GROUP, to_group="", reason="own_wish"), BRIDGE, 3, seen={BRIDGE: 2})
    flags = {row["id"]: row["open"] for row in person_rows([REGISTERED, MOVED, again, _release()])["people_flag"]}
    assert flags == {FLAG: False, f"{again.ref}:{SEPARATION}": True}


def test_a_release_by_an_officer_is_kept_and_shown_without_effect() -> None:
    rows = person_rows([REGISTERED, MOVED, _release(roles=frozenset({"border_officer"}))])
    assert rows["people_person"][0]["open_flags"] == 1
    assert [row["has_effect"] for row in rows["people_change"] if row["event"] == "released"] == [False]


def test_a_release_by_the_one_who_proposed_it_has_no_effect() -> None:
    assert _person(REGISTERED, MOVED, _release(actor="samira"))["open_flags"] == 1


def test_a_correction_does_not_take_a_flag_down() -> None:
    corrected = held(said.PersonCorrected(minor="no", reason="older"), BRIDGE, 3, seen={BRIDGE: 2})
    assert _person(REGISTERED, MOVED, corrected)["open_flags"] == 1


def test_voiding_and_erasing_leave_the_flag_up() -> None:
    voided = held(said.PersonVoided(reason="twice"), BRIDGE, 3, seen={BRIDGE: 2})
    erased = held(said.PersonErased(reason="person_asked"), BRIDGE, 4, seen={BRIDGE: 3})
    row = _person(*(without_bodies(one) for one in (REGISTERED, MOVED, voided, erased)))
    assert (row["open_flags"], row["voided"], row["erased"], row["given_names"]) == (1, True, True, "")


def test_a_move_whose_body_cannot_be_opened_raises_the_flag() -> None:
    closed = without_bodies(MOVED, nameless=True)
    row = _person(REGISTERED, closed)
    assert (row["open_flags"], row["group"]) == (1, GROUP)


def test_two_names_given_in_ignorance_of_each_other_both_stand() -> None:
    """A merged value lost: the later clock must not win over what its author never saw."""
    at_bridge = held(said.PersonCorrected(given_names="Aminah", reason="passport"), BRIDGE, 2, seen={BRIDGE: 1})
    at_rail = held(said.PersonCorrected(given_names="Emina", reason="says so"), RAIL, 1, seen={BRIDGE: 1}, clock=99)
    row = _person(REGISTERED, at_bridge, at_rail)
    assert row["given_names"] == "Emina"
    assert json.loads(row["contested"])["given_names"] == ["Emina", "Aminah"]


def test_who_has_seen_both_settles_it() -> None:
    at_bridge = held(said.PersonCorrected(given_names="Aminah", reason="passport"), BRIDGE, 2, seen={BRIDGE: 1})
    at_rail = held(said.PersonCorrected(given_names="Emina", reason="says so"), RAIL, 1, seen={BRIDGE: 1})
    settled = held(said.PersonCorrected(given_names="Amina", reason="asked"), RAIL, 2, seen={BRIDGE: 2, RAIL: 1})
    row = _person(settled, at_rail, at_bridge, REGISTERED)
    assert (row["given_names"], row["contested"]) == ("Amina", "")


def test_a_stale_form_at_the_same_post_is_contested_not_overwritten() -> None:
    first = held(said.PersonCorrected(given_names="Aminah", reason="passport"), BRIDGE, 2, seen={BRIDGE: 1})
    stale = held(said.PersonCorrected(given_names="Emina", reason="says so"), BRIDGE, 3, seen={BRIDGE: 1})
    assert json.loads(_person(REGISTERED, first, stale)["contested"])["given_names"] == ["Emina", "Aminah"]


def test_in_a_ring_of_false_claims_all_values_stand() -> None:
    one = held(said.PersonCorrected(given_names="One", reason="x"), BRIDGE, 2, seen={BRIDGE: 1, RAIL: 9})
    two = held(said.PersonCorrected(given_names="Two", reason="x"), RAIL, 1, seen={BRIDGE: 9})
    assert json.loads(_person(one, two)["contested"])["given_names"] == ["One", "Two"]


def test_where_posts_differ_on_the_age_the_person_is_treated_as_a_child() -> None:
    adult = held(said.PersonCorrected(minor="no", reason="looks it"), BRIDGE, 2, seen={BRIDGE: 1}, clock=99)
    child = held(said.PersonCorrected(minor="yes", reason="birth certificate"), RAIL, 1, seen={BRIDGE: 1})
    assert _person(REGISTERED, adult, child)["minor"] == "yes"


def test_a_need_found_elsewhere_outlives_the_withdrawal_of_its_like() -> None:
    needs = held(said.NeedsChanged(added=("wheelchair",)), BRIDGE, 2, seen={BRIDGE: 1})
    elsewhere = held(said.NeedsChanged(added=("wheelchair",)), RAIL, 1, seen={BRIDGE: 1})
    gone = held(said.NeedsChanged(withdrawn=(f"{needs.ref}:wheelchair",)), BRIDGE, 3, seen={BRIDGE: 2})
    rows = person_rows([REGISTERED, needs, elsewhere, gone])["people_need"]
    assert {row["id"]: row["withdrawn"] for row in rows} == {
        f"{needs.ref}:wheelchair": True,
        f"{elsewhere.ref}:wheelchair": False,
    }


def test_undoing_one_voiding_leaves_another_in_force() -> None:
    here = held(said.PersonVoided(reason="twice"), BRIDGE, 2, seen={BRIDGE: 1})
    there = held(said.PersonVoided(reason="twice"), RAIL, 1, seen={BRIDGE: 1})
    undone = held(said.PersonRestored(voids=(here.ref,)), BRIDGE, 3, seen={BRIDGE: 2})
    assert _person(REGISTERED, here, undone)["voided"] is False
    assert _person(REGISTERED, here, undone, there)["voided"] is True


def test_a_record_held_in_part_is_shown_as_such() -> None:
    row = _person(MOVED)
    assert (row["partial"], row["registered_at"], row["group"]) == (True, None, SECOND_GROUP)
