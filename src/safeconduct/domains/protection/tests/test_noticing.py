"""Who at a post is to be told to child protection: by declaration, by composition, by relation; and who is not."""

import pytest

from safeconduct.domains.protection.rules import Present, children_counted, grounds_for

ADULT = {"minor": "no", "is_age_said": True}


def child(relation="son", name="yusuf", **more):
    return Present(id=name, minor="yes", relation=relation, is_age_said=True, **more)


def adult(relation="focal_point", name="amina"):
    return Present(id=name, relation=relation, **ADULT)


def told(*people, declared=False, others=0):
    return grounds_for(people, declared=declared, others=others)


@pytest.mark.parametrize(
    ("relation", "adults"),
    [
        ("son", ["focal_point"]),
        ("daughter", ["spouse"]),
        ("focal_point", ["mother"]),
        ("focal_point", ["father", "not_related"]),
        ("sibling", ["mother"]),
        ("grandchild", ["focal_point", "daughter"]),
        ("niece_nephew", ["focal_point", "sibling"]),
        ("cousin", ["aunt_uncle"]),
        ("", ["focal_point"]),
        ("son", [""]),
    ],
)
def test_a_child_with_somebody_who_may_be_its_parent_is_not_told_of(relation, adults):
    assert told(child(relation), *(adult(one, f"adult {one}") for one in adults)) == {}


@pytest.mark.parametrize(
    ("relation", "adults"),
    [
        ("not_related", ["focal_point"]),
        ("unknown", ["focal_point"]),
        ("ward", ["focal_point"]),
        ("spouse", ["focal_point"]),
        ("grandchild", ["focal_point"]),
        ("sibling", ["focal_point"]),
        ("niece_nephew", ["focal_point", "spouse"]),
        ("focal_point", ["sibling"]),
        ("focal_point", ["guardian"]),
    ],
)
def test_an_adult_who_is_no_parent_is_told_of(relation, adults):
    assert told(child(relation), *(adult(one, f"adult {one}") for one in adults)) == {"yusuf": ("adult_not_parent",)}


def test_children_alone_are_told_of_each():
    both = told(child("focal_point"), child("sibling", "layla"))
    assert both == {"yusuf": ("children_only",), "layla": ("children_only",)}


def test_while_others_of_the_group_are_not_registered_nobody_knows_that_children_are_alone():
    assert told(child("focal_point"), others=2) == {}


def test_a_declaration_counts_for_every_child_whoever_is_with_it():
    assert told(child(), adult(), declared=True) == {"yusuf": ("declared",)}


def test_who_may_be_a_child_is_one_where_an_age_was_said_and_not_where_nobody_asked():
    perhaps = Present(id="omar", minor="maybe", is_age_said=True)
    assert told(perhaps) == {"omar": ("children_only",)}
    assert told(Present(id="omar", minor="maybe")) == {}


def test_a_child_parted_from_its_own_is_told_of_with_every_reason():
    assert told(child("not_related", is_separated=True), adult()) == {"yusuf": ("adult_not_parent", "separated")}


@pytest.mark.parametrize(
    ("composition", "size", "children"),
    [
        ({"M/12-17": 2}, 2, 2),
        ({"M/12-17": 2, "F/0-4": 1}, 3, 3),
        ({"M/12-17": 2}, 3, 0),
        ({"M/12-17": 2, "F/18-59": 1}, 3, 0),
        ({}, 4, 0),
    ],
)
def test_a_group_of_children_alone_is_known_by_its_numbers(composition, size, children):
    assert children_counted(composition, size) == children
