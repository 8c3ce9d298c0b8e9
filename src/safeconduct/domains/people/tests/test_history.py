"""The history says what was changed, from what the author had before their eyes."""

from safeconduct.domains.people import facts as said
from safeconduct.domains.people.projection import group_rows, person_rows
from safeconduct.domains.people.tests.casting import BRIDGE, GROUP, RAIL, held
from safeconduct.science.calendars import BirthDate


def test_a_registration_alone_has_no_further_lines() -> None:
    assert person_rows([held(said.PersonRegistered(level=2, given_names="Amina"), BRIDGE, 1)])["people_change"] == []


def test_a_correction_shows_the_value_before_and_the_reason() -> None:
    first = held(said.PersonRegistered(level=2, birth=BirthDate(year=1990)), BRIDGE, 1)
    fact = said.PersonCorrected(birth=BirthDate(year=1991, month=5), reason="passport")
    (line,) = person_rows([first, held(fact, BRIDGE, 2, seen={BRIDGE: 1})])["people_change"]
    assert (line["field"], line["before"], line["value"]) == ("birth", "1990", "1991-05")
    assert (line["reason"], line["by"], line["has_effect"]) == ("passport", "bilal", True)


def test_the_value_before_is_the_one_the_author_had_seen() -> None:
    first = held(said.PersonRegistered(level=2, given_names="Amina"), BRIDGE, 1)
    unseen = held(said.PersonCorrected(given_names="Aminah", reason="x"), BRIDGE, 2, seen={BRIDGE: 1})
    late = held(said.PersonCorrected(given_names="Emina", reason="y"), RAIL, 1, seen={BRIDGE: 1}, clock=9)
    lines = person_rows([first, unseen, late])["people_change"]
    assert {line["value"]: line["before"] for line in lines} == {"Aminah": "Amina", "Emina": "Amina"}


def test_a_second_registration_of_the_same_person_is_shown() -> None:
    first = held(said.PersonRegistered(level=2, given_names="Amina"), BRIDGE, 1)
    second = held(said.PersonRegistered(level=1), RAIL, 1, clock=5)
    assert [line["event"] for line in person_rows([first, second])["people_change"]] == ["registered"]


def test_a_group_entered_twice_shows_its_voiding() -> None:
    registered = held(said.GroupRegistered(level=1, size=5), BRIDGE, 1, subject=GROUP)
    voided = held(said.GroupVoided(reason="entered twice"), BRIDGE, 2, subject=GROUP, seen={BRIDGE: 1})
    (line,) = group_rows([registered, voided])["people_change"]
    assert (line["event"], line["field"], line["reason"]) == ("voided", "", "entered twice")


def test_a_move_counted_as_correction_has_its_own_event() -> None:
    moved = held(said.PersonMoved(from_group=GROUP, to_group="", correction=True, raises=()), BRIDGE, 2)
    (line,) = person_rows([moved])["people_change"]
    assert (line["event"], line["before"], line["value"]) == ("moved_as_correction", GROUP, "")
