"""The screen in the hall: number and counter, no name, nobody signed in."""

import pytest
from django.test import Client

from safeconduct.domains.crossings import commands, queries
from tests.desks.border_post.scenes import Family, ok, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(cast):
    family = Family(cast)
    commands.call_number(cast.act(), crossing=family.crossing, counter="4")
    return queries.crossing(family.crossing).token


def test_the_open_page_needs_nobody_signed_in_and_shows_no_name(cast, called):
    answer = ok(Client().get(f"/public/{cast.post}/"))
    assert called in words(answer)
    assert "Amina" not in answer.content.decode()
    assert "Haddad" not in answer.content.decode()
    assert "<nav" not in answer.content.decode()


def test_only_the_calls_come_when_htmx_asks(cast, called):
    answer = ok(Client().get(f"/public/{cast.post}/", headers={"HX-Request": "true"}))
    assert called in words(answer)
    assert "<html" not in answer.content.decode()


def test_an_unknown_post_is_not_found(cast):
    assert Client().get("/public/elsewhere/").status_code == 404


def test_whoever_sits_at_the_post_sees_its_board(desk, called):
    assert called in words(ok(desk("bilal").get("/post/public-board/")))


def test_dalia_is_refused(desk):
    assert desk("dalia").get("/post/public-board/").status_code == 403
