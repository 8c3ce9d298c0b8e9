"""A child alone, at the desk of the post: said by a tick or later; the officer is told what follows, and by whom."""

import pytest

from safeconduct.domains.crossings import queries as crossings
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys
from tests.desks.border_post.scenes import ok, sent, words

pytestmark = pytest.mark.django_db


def registered(bilal, **more):
    form = sent(size="1", direction="entry", then="queue", **more)
    return words(ok(bilal.get(ok(bilal.post("/post/register/", form), 302)["Location"])))


def introduce(cast):
    act = cast.act("adam", place="node", purpose="administration")
    register_compartment(act, compartment="child_protection", agency="shelter", public=make_keys("child_protection"))


def test_a_tick_tells_child_protection(desk, cast):
    introduce(cast)
    assert "Child protection is told of 1 child" in registered(desk("bilal"), child_alone="on")
    assert len(compartments.sealed_entries("child_protection")) == 1


def test_where_no_agency_is_known_the_officer_is_told_to_call(desk, cast):
    assert "Call its focal point now" in registered(desk("bilal"), child_alone="on")


def test_without_a_child_alone_nothing_is_said_of_it(desk, cast):
    introduce(cast)
    assert "Child protection is told" not in registered(desk("bilal"))
    assert compartments.sealed_entries("child_protection") == []


def test_it_can_be_said_later_and_dalia_cannot_say_it(desk, cast):
    introduce(cast)
    registered(desk("bilal"))
    (crossing,) = crossings.crossings_of_day(cast.post, "2026-03-04").rows
    where = f"/post/crossing/{crossing.subject}/child-alone/"
    assert desk("dalia").post(where, sent()).status_code == 403
    assert where in ok(desk("bilal").get(f"/post/register/{crossing.group}/")).content.decode()
    ok(desk("bilal").post(where, sent()), 302)
    assert "Child protection is told" in words(ok(desk("bilal").get(f"/post/register/{crossing.group}/")))
    assert crossings.crossing(crossing.subject).priority == 1
