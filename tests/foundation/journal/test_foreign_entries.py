"""What another node may send: a malformed entry is kept and listed, and holds back neither the rest nor this node."""

from datetime import timedelta

import pytest
from django.db import connection

from safeconduct.domains.people import queries as people
from safeconduct.domains.people.commands import (
    BirthDateGiven,
    CorrectPerson,
    MovePerson,
    RegisterGroup,
    RegisterPerson,
)
from safeconduct.domains.people.facts import NeedsChanged, PersonCorrected, PersonRegistered
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.rebuild import project_dirty, rebuild
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict
from tests.foundation.journal.peers import Foreign


def registered(cast, **more):
    person = new_id()
    submit(cast.act(), RegisterPerson(person=person, level=2, given_names="Amina", sex="F", **more))
    cast.clock.pass_time(timedelta(minutes=1))
    return person


def correct(cast, person):
    submit(cast.act(), CorrectPerson(person=person, changes={"sex": "M"}, reason="misheard"))


def stuck():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, subject, kind, code FROM journal_stuck ORDER BY id")
        return cursor.fetchall()


def codes(cast):
    return {finding.code for finding in verify(cast.ledger).findings}


def test_a_malformed_entry_is_listed_and_the_rest_of_its_subject_projects(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, NeedsChanged(), nameless={"added": 7})
    far.add(person, PersonCorrected(nationality="XNA", reason="told"))
    far.send()
    project_dirty(cast.ledger)
    assert stuck() == [(f"{far.stream}:1", person, "person", "ValidationError")]
    assert people.person(person).nationality == "XNA"
    assert codes(cast) == {"replay.ValidationError", "journal.stuck.ValidationError"}
    rebuild(cast.ledger)
    assert stuck() == [(f"{far.stream}:1", person, "person", "ValidationError")]
    assert people.person(person).nationality == "XNA"


def test_a_malformed_entry_takes_no_flag_down(cast):
    group, other, adult, child = (new_id() for _ in range(4))
    submit(
        cast.act(),
        RegisterGroup(group=group, level=2, size=2),
        RegisterPerson(person=adult, level=2, group=group, birth=BirthDateGiven(kind="date", year=1990)),
        RegisterPerson(person=child, level=2, group=group, birth=BirthDateGiven(kind="age", age=7)),
        RegisterGroup(group=other, level=1, size=1),
    )
    cast.clock.pass_time(timedelta(hours=1))
    submit(cast.act(), MovePerson(person=child, from_group=group, to_group=other, reason="own_wish", relation=""))
    assert people.count_open_flags() == 1
    far = Foreign(cast)
    far.add(child, NeedsChanged(), nameless={"added": 7})
    far.send()
    project_dirty(cast.ledger)
    assert people.count_open_flags() == 1
    correct(cast, child)
    assert people.count_open_flags() == 1


@pytest.mark.parametrize("projected", [True, False])
def test_a_subject_with_a_malformed_entry_can_be_worked_on(cast, projected):
    person, far = registered(cast), Foreign(cast)
    far.add(person, NeedsChanged(), nameless={"added": 7})
    far.send()
    if projected:
        project_dirty(cast.ledger)
    correct(cast, person)
    project_dirty(cast.ledger)
    assert people.person(person).sex == "M"
    assert [row[1] for row in stuck()] == [person]


def test_a_body_that_does_not_open_holds_back_its_entry_alone(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, PersonCorrected(given_names="Aminah", reason="told"), type="people.PersonRegistered.1")
    far.send()
    correct(cast, person)
    project_dirty(cast.ledger)
    assert stuck()[0][3] == "vault.seal_broken"
    assert (people.person(person).given_names, people.person(person).sex) == ("Amina", "M")


def test_a_moment_outside_of_time_holds_back_its_entry_alone(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, PersonCorrected(sex="M", reason="told"), happened_ms=2**62)
    far.send()
    project_dirty(cast.ledger)
    assert stuck()[0][3] == "OverflowError"
    assert people.person(person).sex == "F"


def test_a_number_that_fits_no_column_holds_back_its_entry_alone(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, PersonRegistered(level=2**63, given_names="Amina"))
    far.send()
    correct(cast, person)
    assert people.person(person).sex == "M"
    project_dirty(cast.ledger)
    assert stuck() == [(f"{far.stream}:1", person, "person", "ValueError")]
    assert people.person(person).sex == "M"
    assert not {code for code in codes(cast) if code.startswith("rows.")}


def test_a_subject_whose_projection_fails_whole_keeps_its_rows(cast, monkeypatch):
    from safeconduct.foundation.journal.projector import projections
    from safeconduct.foundation.journal.rebuild import project_subject

    def broken(held):
        raise AttributeError("a mistake in the program")

    person = registered(cast)
    monkeypatch.setattr(projections()["person"], "rows_of", broken)
    project_subject(cast.ledger, person)
    assert stuck() == [(person, person, "person", "AttributeError")]
    assert people.person(person).given_names == "Amina"
    assert "replay.AttributeError" in codes(cast)
    with pytest.raises(AttributeError):
        correct(cast, person)


def test_the_kind_of_a_subject_is_what_its_facts_say(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, NeedsChanged(added=("wheelchair",)), kind="group")
    far.send()
    project_dirty(cast.ledger)
    assert people.person(person).given_names == "Amina"
    assert people.needs_of([person]) == {person: ["wheelchair"]}
    assert verify(cast.ledger).sound


def test_a_subject_of_one_kind_is_not_made_one_of_another_here(cast):
    person = registered(cast, needs=("wheelchair",))
    with pytest.raises(Conflict, match=r"journal\.subject_of_another_kind"):
        submit(cast.act(), RegisterGroup(group=person, level=1, size=1))
    both = new_id()
    with pytest.raises(Conflict, match=r"journal\.subject_of_another_kind"):
        submit(cast.act(), RegisterPerson(person=both, level=2), RegisterGroup(group=both, level=1, size=1))
    assert people.needs_of([person]) == {person: ["wheelchair"]}
    assert verify(cast.ledger).sound


def test_a_subject_that_another_node_made_two_kinds_of_has_the_rows_of_both(cast):
    from safeconduct.domains.people.facts import GroupRegistered

    person, far = registered(cast, needs=("wheelchair",)), Foreign(cast)
    far.add(person, GroupRegistered(level=1, size=3))
    far.send()
    project_dirty(cast.ledger)
    assert people.person(person).given_names == "Amina"
    assert people.group(person).group.size == 3
    assert verify(cast.ledger).sound
    correct(cast, person)
    assert people.group(person).group.size == 3
    rebuild(cast.ledger)
    assert verify(cast.ledger).sound


def test_a_form_shows_what_it_claims_to_have_seen(cast):
    person, far = registered(cast, nationality="XKD"), Foreign(cast)
    far.add(person, PersonCorrected(nationality="XNA", reason="told"))
    far.send()
    drawn = people.seen_of(person)
    assert people.person(person).nationality == "XNA"
    assert drawn[far.stream] == 1
    far.add(person, PersonCorrected(nationality="XSR", reason="told again"))
    far.send()
    submit(
        cast.act(seen={person: drawn}),
        CorrectPerson(person=person, changes={"nationality": "XMA"}, reason="misheard"),
    )
    project_dirty(cast.ledger)
    assert "nationality" in people.person(person).contested


def test_nothing_from_a_stuck_entry_on_counts_as_seen(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, PersonCorrected(nationality="XNA", reason="told"))
    far.add(person, NeedsChanged(), nameless={"added": 7})
    far.add(person, PersonCorrected(sex="M", reason="told"))
    far.send()
    assert people.seen_of(person)[far.stream] == 1
    assert stuck()


def test_nothing_from_an_entry_of_an_unknown_type_on_counts_as_seen(cast):
    person, far = registered(cast), Foreign(cast)
    far.add(person, NeedsChanged(), type="people.SomethingLater.9")
    far.add(person, PersonCorrected(sex="M", reason="told"))
    far.send()
    assert set(people.seen_of(person)) == {cast.ledger.stream("register")}
    assert people.person(person).sex == "M"
    assert people.seen_of_all([]) == {}
