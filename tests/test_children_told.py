"""A child alone at a post: child protection is told at once, sealed; the registration never waits for it."""

from datetime import timedelta

import pytest

from safeconduct.domains.crossings.commands import CorrectCrossing, CountMovements, RecordCrossing
from safeconduct.domains.people import commands as people
from safeconduct.domains.people.commands import BirthDateGiven, MovePerson, RegisterGroup, RegisterPerson
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, open_here
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import derived_id, new_id

pytestmark = pytest.mark.django_db
GROUP, CROSSING, AMINA, YUSUF = (derived_id(name) for name in ("group", "crossing", "amina", "yusuf"))
AGES = {AMINA: BirthDateGiven(kind="date", year=1990), YUSUF: BirthDateGiven(kind="date", year=2014)}


@pytest.fixture
def agency(cast):
    """An agency holds child protection; its key is on this node, so that the tests can look inside."""
    introduce(cast)


def introduce(cast):
    act = cast.act("adam", place="node")
    register_compartment(act, compartment="child_protection", agency="shelter", public=make_keys("child_protection"))


def arrive(cast, *persons, size=None, group=GROUP, crossing=CROSSING, **more):
    """People of a group at the post: (who, relation) each."""
    submit(
        cast.act(),
        RegisterGroup(group=group, level=2 if persons else 1, size=size or len(persons), **more.pop("group_says", {})),
        *(
            RegisterPerson(person=who, level=2, group=group, relation=relation, birth=AGES.get(who, AGES[YUSUF]),
                           sex="M", given_names="Unmistakable")
            for who, relation in persons
        ),
        RecordCrossing(crossing=crossing, post=cast.post, direction="entry", level=2 if persons else 1, group=group,
                       persons=tuple(who for who, _ in persons), number=size or len(persons), **more),
    )  # fmt: skip


def told():
    return [open_here(one.subject) for one in reversed(compartments.sealed_entries("child_protection"))]


def test_a_child_alone_is_told_of_with_the_token_and_without_its_name(cast, agency):
    arrive(cast, (YUSUF, "focal_point"))
    (content,) = told()
    assert (content["form"], content["person"], content["grounds"]) == ("child_notice", YUSUF, ["children_only"])
    assert (content["token"][:2], content["post_name"]) == ("B-", "Kadar Bridge")
    assert "Unmistakable" not in str(content)


def test_a_child_with_its_mother_is_not_told_of(cast, agency):
    arrive(cast, (AMINA, "focal_point"), (YUSUF, "son"))
    assert told() == []


def test_a_child_with_an_adult_who_is_no_parent_is_told_of_and_says_with_whom(cast, agency):
    arrive(cast, (AMINA, "focal_point"), (YUSUF, "not_related"))
    (content,) = told()
    assert content["grounds"] == ["adult_not_parent"]
    assert content["companions"] == [{"relation": "focal_point", "minor": "no", "sex": "M", "age_band": "18-59"}]


def test_a_group_of_children_that_is_only_counted_is_told_of_as_a_number(cast, agency):
    arrive(cast, size=2, group_says={"composition": {"M/12-17": 2}})
    (content,) = told()
    assert (content["grounds"], content["children"], "person" in content) == (["children_only"], 2, False)


def test_a_declaration_made_later_is_told_of_at_once(cast, agency):
    arrive(cast, size=3)
    assert told() == []
    submit(cast.act(), CorrectCrossing(crossing=CROSSING, changes={"has_child_alone": True}, reason="said so"))
    assert [one["grounds"] for one in told()] == [["declared"]]


def test_a_child_counted_alone_is_told_of_before_anybody_has_a_record(cast, agency):
    count = CountMovements(
        post=cast.post, hour=cast.clock.now(), direction="entry", sex="M", age_band="12-17", number=1, flags=("uasc",)
    )
    submit(cast.act(), count)
    (content,) = told()
    assert (content["children"], content["age_band"], content["grounds"]) == (1, "12-17", ["declared"])


def test_a_child_parted_from_its_adults_is_told_of(cast, agency):
    arrive(cast, (AMINA, "focal_point"), (YUSUF, "son"))
    other = new_id()
    submit(cast.act(), RegisterGroup(group=other, level=1, size=1))
    move = MovePerson(
        person=YUSUF, from_group=GROUP, to_group=other, relation="focal_point", reason="other", explanation="asked"
    )
    submit(cast.act(), move)
    assert [one["grounds"][-1] for one in told() if one["person"] == YUSUF][-1] == "separated"


def test_a_relation_corrected_to_none_is_told_of(cast, agency):
    arrive(cast, (AMINA, "focal_point"), (YUSUF, "son"))
    people.correct_person(cast.act(), person=YUSUF, changes={"relation": "not_related"}, reason="he said so")
    assert [one["person"] for one in told()] == [YUSUF]
    people.correct_person(cast.act(), person=YUSUF, changes={"given_names": "Yousef"}, reason="spelling")
    assert len(told()) == 1


def test_without_an_agency_registration_goes_on_and_the_notice_leaves_when_one_is_known(cast):
    arrive(cast, (YUSUF, "focal_point"))
    cast.clock.pass_time(timedelta(hours=5))
    introduce(cast)
    assert [one["person"] for one in told()] == [YUSUF]
    assert execute("SELECT COUNT(*) FROM journal_passed_over").fetchone()[0] == 0
    assert verify(cast.ledger).sound


def test_everyone_erased_is_told_of_so_that_it_says_nothing_of_whom_the_agency_knows(cast, agency):
    arrive(cast, (AMINA, "focal_point"), (YUSUF, "son"))
    people.erase_person(cast.act("samira"), person=AMINA, reason="person_asked")
    assert told() == [{"form": "child_erased", "person": AMINA}]


def test_every_entry_of_the_compartment_has_the_same_length(cast, agency):
    arrive(
        cast, *((derived_id("child", str(n)), "focal_point") for n in range(3)), (AMINA, "not_related"), (YUSUF, "ward")
    )
    sizes = {one.size for one in compartments.sealed_entries("child_protection")}
    assert len(sizes) == 1
