"""The locked screen: drafts stay, PIN and passphrase open it, five wrong PINs need the passphrase."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.foundation.access import queries
from safeconduct.kernel.ids import new_id
from tests.conftest import PASSPHRASE

PIN = "6274"


def unlock(client, **given):
    return client.post(reverse("entrance:unlock"), given)


def is_open(client) -> bool:
    return client.get(reverse("entrance:account")).status_code == 200


@pytest.fixture
def bilal(desk) -> Client:
    client = desk("bilal")
    assert client.post(reverse("entrance:pin"), {"pin": PIN}).status_code == 302
    return client


def test_locking_leads_back_to_the_page_that_was_left(bilal):
    answer = bilal.post(reverse("entrance:lock"), headers={"referer": "http://testserver/post/register/?q=1"})
    assert answer["Location"] == "/lock/?next=%2Fpost%2Fregister%2F"
    assert not is_open(bilal)
    assert unlock(bilal, pin=PIN, next="/post/register/")["Location"] == "/post/register/"
    assert is_open(bilal)


def test_the_draft_is_there_after_the_lock(bilal):
    content = {"given_names": ["Yusuf"]}
    kept = bilal.post(reverse("draft"), {"name": "member-1", "content": json.dumps(content)})
    assert kept.status_code == 204
    bilal.post(reverse("entrance:lock"))
    assert bilal.get(reverse("draft"), {"name": "member-1"}).status_code == 302
    unlock(bilal, pin=PIN)
    assert bilal.get(reverse("draft"), {"name": "member-1"}).json() == {"content": content}


def test_five_wrong_pins_need_the_passphrase(bilal):
    bilal.post(reverse("entrance:lock"))
    for _ in range(5):
        assert unlock(bilal, pin="9999").status_code == 422
    assert unlock(bilal, pin=PIN).status_code == 422
    assert not is_open(bilal)
    assert unlock(bilal, passphrase="not this one").status_code == 422
    assert unlock(bilal, passphrase=PASSPHRASE).status_code == 302
    assert is_open(bilal)


def test_a_pin_of_one_session_opens_no_other(bilal, desk):
    other = desk("bilal")
    other.post(reverse("entrance:lock"))
    assert unlock(other, pin=PIN).status_code == 422


@pytest.mark.parametrize("pin", ["123", "1234", "4321", "7777", "12a4", "123456789", "", "٦٢٧٤"])
def test_an_easy_pin_is_refused(desk, pin):
    client = desk("bilal")
    assert client.post(reverse("entrance:pin"), {"pin": pin}).status_code == 422


def test_another_users_passphrase_opens_nothing(bilal):
    bilal.post(reverse("entrance:lock"))
    assert unlock(bilal, passphrase="").status_code == 422
    assert not is_open(bilal)


def test_a_session_from_which_nothing_was_heard_is_locked_by_the_node(cast, client, settings):
    from datetime import timedelta

    settings.SAFECONDUCT_TRAINING = True
    client.post(reverse("entrance:sign_in"), {"login": "bilal", "passphrase": PASSPHRASE})
    assert is_open(client)
    cast.clock.pass_time(timedelta(seconds=settings.SAFECONDUCT_IDLE_SECONDS * 6 + 1))
    assert client.get(reverse("entrance:account"))["Location"].startswith("/lock/")
    assert unlock(client, passphrase=PASSPHRASE).status_code == 302
    assert is_open(client)


def test_drafts_belong_to_their_user_and_go_where_they_were_sent(desk, cast):
    bilal, zainab = desk("bilal"), desk("zainab")
    bilal.post(reverse("draft"), {"name": "group", "content": '{"size": ["3"]}'})
    assert zainab.get(reverse("draft"), {"name": "group"}).status_code == 204
    form = {"direction": "entry", "command_id": new_id()}
    assert bilal.post(reverse("post:register"), {**form, "size": "3", "nationality": "nowhere"}).status_code == 422
    assert bilal.get(reverse("draft"), {"name": "group"}).json() == {"content": {"size": ["3"]}}
    assert bilal.post(reverse("post:register"), {**form, "size": "3"}).status_code == 302
    assert bilal.get(reverse("draft"), {"name": "group"}).status_code == 204


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', "{", '{"a": ["' + "x" * 200_001 + '"]}'])
def test_a_draft_that_is_no_form_is_refused(desk, content):
    answer = desk("bilal").post(
        reverse("draft"), {"name": "x", "content": content}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 422


def test_ending_ones_other_sessions(desk, cast):
    here, there = desk("bilal"), desk("bilal")
    assert len(queries.sessions_of(cast.ids["bilal"])) == 2
    here.post(reverse("entrance:end_session"), {"session": there.session.session_key})
    assert is_open(here)
    assert there.get(reverse("entrance:account"))["Location"].startswith("/sign-in/")


def test_language_theme_and_purpose_are_kept(desk, cast):
    from safeconduct.foundation.access.models import Preference

    client = desk("samira")
    client.post(reverse("entrance:language"), {"language": "ar", "next": "/account/"})
    client.post(reverse("entrance:theme"), {"theme": "night"})
    client.post(reverse("entrance:language"), {"language": "xx"})
    kept = Preference.objects.get(user=cast.ids["samira"])
    assert (kept.language, kept.theme) == ("ar", "night")
    assert 'dir="rtl"' in client.get(reverse("entrance:account")).content.decode()
    assert client.post(reverse("entrance:purpose"), {"purpose": "oversight"}).status_code == 422
    assert client.post(reverse("entrance:purpose"), {"purpose": "protection"}).status_code == 302
    assert client.session["purpose"] == "protection"


def test_changing_ones_passphrase_ends_the_other_sessions(desk, cast):
    here, there = desk("bilal"), desk("bilal")
    new = "seven quiet herons waiting"
    fields = {"present": PASSPHRASE, "chosen": new, "again": new}
    for wrong in ({"present": "x"}, {"again": "y"}, {"chosen": "short", "again": "short"}):
        assert here.post(reverse("entrance:change_passphrase"), {**fields, **wrong}).status_code == 422
    assert here.post(reverse("entrance:change_passphrase"), fields).status_code == 302
    assert is_open(here)
    assert not is_open(there)
    answer = Client().post(reverse("entrance:sign_in"), {"login": "bilal", "passphrase": new})
    assert answer.status_code == 302
