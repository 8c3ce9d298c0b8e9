"""Rows read by statements written once are the rows that the ORM reads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeconduct.domains.crossings.commands import RecordCrossing
from safeconduct.domains.crossings.models import Crossing
from safeconduct.domains.people.commands import DocumentGiven, RegisterGroup, RegisterPerson
from safeconduct.domains.people.models import Document, Person
from safeconduct.foundation.access.models import NodeSetting, User
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.lookups import Columns, Lookup
from safeconduct.kernel.ids import new_id


@pytest.fixture
def group(cast):
    """A family of two with a passport, and its crossing."""
    group, people = new_id(), [new_id(), new_id()]
    submit(
        cast.act(),
        *(
            RegisterPerson(
                person=one, level=2, group=group, given_names="Amina", sex="F", needs=("wheelchair",),
                documents=(DocumentGiven(id=new_id(), type="passport", number=f"P{place}"),),
            )
            for place, one in enumerate(people)
        ),
        RegisterGroup(group=group, level=2, size=2, focal_person=people[0]),
        RecordCrossing(crossing=new_id(), post=cast.post, direction="entry", level=2, group=group,
                       persons=tuple(people), number=2, needs=("wheelchair",)),
    )  # fmt: skip
    return group


def plain(rows):
    return [{name: value for name, value in vars(row).items() if name != "_state"} for row in rows]


def test_rows_are_those_of_the_orm_value_by_value(cast, group):
    in_order = Lookup(Person, '"group" = %s', order="registered_at, subject").all(group)
    assert plain(in_order) == plain(Person.objects.filter(group=group).order_by("registered_at", "subject"))
    assert len(in_order) == 2
    (crossing,) = Lookup(Crossing, '"group" = %s').all(group)
    assert plain([crossing]) == plain(Crossing.objects.filter(group=group))
    assert crossing.arrived_at.tzinfo is not None
    assert (crossing.needs, crossing.voided, crossing.decided_at) == (["wheelchair"], False, None)
    found = Lookup(User, "login = %s").first("bilal")
    assert plain([found]) == plain(User.objects.filter(login="bilal"))


def test_a_row_that_is_read_can_be_written_again(cast):
    NodeSetting.objects.create(area="", activation_state="ordinary")
    row = Lookup(NodeSetting, "area = %s").first("")
    row.activation_state = "response"
    row.save()
    assert NodeSetting.objects.get(area="").activation_state == "response"


def test_a_list_may_have_any_length_and_none_asks_nothing(cast, group):
    people = [one.subject for one in Person.objects.filter(group=group)]
    documents = Lookup(Document, "subject IN {many} AND NOT withdrawn", order="number")
    assert [one.number for one in documents.among(people)] == ["P0", "P1"]
    assert [one.number for one in documents.among(people[:1])] == [Document.objects.get(subject=people[0]).number]
    with CaptureQueriesContext(connection) as asked:
        assert documents.among([]) == []
    assert len(asked) == 0


def test_columns_give_values_and_a_sum_and_no_more_rows_than_wanted(cast, group):
    ages = Columns(Person, ("sex", "registered_at"), '"group" = %s GROUP BY sex, registered_at', also="COUNT(*)")
    ((sex, moment, number),) = ages.all(group)
    assert (sex, moment, number) == ("F", cast.clock.now(), 2)
    assert len(Lookup(Person, '"group" = %s').all(group, at_most=1)) == 1
    assert Lookup(Person, '"group" = %s').first(new_id()) is None


def test_who_watches_what_is_asked_sees_it(cast, group):
    with CaptureQueriesContext(connection) as asked:
        Lookup(Person, '"group" = %s').all(group)
    assert "people_person" in asked[0]["sql"]
