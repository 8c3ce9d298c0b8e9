"""An agency's node has no border desk and registers nobody; a post has both."""

import pytest
from django.test import Client

from safeconduct.domains.people.commands import RegisterPerson
from safeconduct.domains.screening.commands import OpenFile, TakeIn
from safeconduct.entrypoints.profiles import DESKS, ROOMS, room_of
from safeconduct.foundation.access.sessions import POST, USER
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.house import house
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotAllowed


@pytest.fixture
def at(cast, settings):
    """at("bilal", "agency") is a browser of Bilal at a node of that profile."""

    def sitting(who, profile):
        settings.SAFECONDUCT_PROFILE = profile
        client = Client()
        session = client.session
        session[USER], session[POST] = cast.ids[who], cast.post
        session.save()
        return client

    return sitting


def person():
    return RegisterPerson(person=new_id(), level=2, given_names="Amina", sex="F")


def test_nobody_is_registered_at_an_agencys_node(cast, settings):
    submit(cast.act(), person())
    settings.SAFECONDUCT_PROFILE = "agency"
    with pytest.raises(NotAllowed, match=r"node\.no_such_door"):
        submit(cast.act(), person())


def test_a_post_keeps_no_protection_file(cast):
    for command in (OpenFile(file=new_id(), about={}), TakeIn(file=new_id(), entry=new_id(), content={})):
        with pytest.raises(NotAllowed, match=r"node\.no_such_door"):
            submit(cast.act("esther", purpose="protection", place="node"), command)


def test_every_room_of_the_table_has_doors_and_every_desk_an_address():
    from safeconduct.entrypoints import wiring

    wiring.wire()
    rooms = {room_of(command) for command in house().doors}
    assert ROOMS.keys() <= rooms
    assert DESKS.keys() <= {"post", "public", "health"}


@pytest.mark.parametrize(("profile", "status"), [("post", 200), ("agency", 404)])
def test_the_border_desk_stands_at_posts_alone(at, profile, status):
    answer = at("bilal", profile).get("/post/register/")
    assert answer.status_code == status
    if profile == "agency":
        assert "an agency" in answer.context["sentence"]


def test_the_public_screen_is_at_posts_alone(at, cast):
    assert at("bilal", "agency").get(f"/public/{cast.post}/").status_code == 404
    assert at("bilal", "post").get(f"/public/{cast.post}/").status_code == 200


def test_the_navigation_leads_nowhere_that_is_not_here(at):
    for profile in ("post", "agency"):
        assert b'href="/administration/users/"' in at("adam", profile).get("/administration/users/").content
    assert b'href="/post/' in at("samira", "post").get("/administration/resets/").content
    desk = at("samira", "agency").get("/administration/resets/").content.decode()
    assert 'href="/post/' not in desk
    assert 'href="/administration/resets/"' in desk


def test_dalia_is_refused_at_both(at):
    for profile in ("post", "agency"):
        assert at("dalia", profile).get("/administration/users/").status_code == 403
