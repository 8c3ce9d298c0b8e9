"""The administration desk: users from the start code to the end of their sessions, posts, the band, health."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.foundation.access import queries
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.ids import new_id
from tests.conftest import PASSPHRASE

NEW = "seven quiet herons waiting"


def url(page, *parts):
    return reverse(f"administration:{page}", args=parts)


def create(adam, login="farid", **more):
    fields = {"login": login, "display_name": "Farid", "roles": ["border_officer"], "command_id": new_id()}
    return adam.post(url("new_user"), {**fields, **more})


def code_on(answer) -> str:
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", answer.content.decode()).group()


def start(login: str, code: str, chosen: str = NEW):
    given = {"login": login, "code": code, "chosen": chosen, "again": chosen}
    return Client().post(reverse("entrance:start_code"), given)


def test_a_new_user_chooses_a_passphrase_that_nobody_else_knew(desk):
    code = code_on(create(desk("adam")))
    assert Client().post(reverse("entrance:sign_in"), {"login": "farid", "passphrase": code}).status_code == 422
    assert start("farid", code, "password123").status_code == 422
    assert start("farid", code)["Location"] == reverse("entrance:set_up")
    assert start("farid", code).status_code == 422
    assert queries.passphrase_of(queries.user_by_login("farid"))


def test_a_form_sent_twice_creates_one_user_and_shows_no_second_code(desk):
    adam, same = desk("adam"), new_id()
    assert create(adam, command_id=same).status_code == 200
    again = create(adam, command_id=same)
    assert again.status_code == 302
    assert len(queries.users("farid")) == 1


IMPOSSIBLE = [
    {"login": ""},
    {"login": "two words"},
    {"login": "bilal"},
    {"roles": []},
    {"roles": ["king"]},
    {"display_name": " "},
    {"display_name": "x" * 121},
]


@pytest.mark.parametrize("wrong", IMPOSSIBLE)
def test_a_user_that_cannot_be_is_refused_beside_the_form(desk, wrong):
    answer = create(desk("adam"), **wrong)
    assert answer.status_code == 422
    assert answer.context["errors"]


def test_users_are_found_by_name_role_and_state(desk, cast):
    adam = desk("adam")
    adam.post(url("disable_user", cast.ids["zainab"]), {"disabled": "yes"})

    def found(**query):
        return {row["user"].login for row in adam.get(url("users"), query).context["rows"]}

    assert found(text="BIL") == {"bilal"}
    assert found(role="post_supervisor") == {"samira", "tomas"}
    assert found(state="disabled") == {"zainab"}
    assert found(text="nobody") == set()


def test_disabling_ends_every_session_at_once_and_can_be_taken_back(desk, cast):
    adam, bilal = desk("adam"), desk("bilal")
    adam.post(url("disable_user", cast.ids["bilal"]), {"disabled": "yes"})
    assert bilal.get(reverse("entrance:account"))["Location"].startswith("/sign-in/")
    adam.post(url("disable_user", cast.ids["bilal"]), {"disabled": "no"})
    assert not queries.known_user(cast.ids["bilal"]).disabled
    adam.post(url("disable_user", cast.ids["bilal"]), {"disabled": "yes"})
    assert queries.known_user(cast.ids["bilal"]).disabled


def test_the_last_administrator_stays(desk, cast):
    adam, me = desk("adam"), cast.ids["adam"]
    assert adam.post(url("disable_user", me), {"disabled": "yes"}).status_code == 422
    changed = adam.post(url("change_user", me), {"display_name": "Adam", "roles": ["oversight"]})
    assert changed.status_code == 422


def test_nobody_gives_themselves_a_role(desk, cast):
    fields = {"display_name": "Adam", "roles": ["administrator", "oversight"]}
    assert desk("adam").post(url("change_user", cast.ids["adam"]), fields).status_code == 422


def test_roles_posts_and_name_change_in_one_form(desk, cast):
    fields = {"display_name": "Bilal K.", "roles": ["post_supervisor"], "posts": [cast.post, "f" * 32]}
    assert desk("adam").post(url("change_user", cast.ids["bilal"]), fields).status_code == 302
    user = queries.known_user(cast.ids["bilal"])
    assert (user.display_name, user.roles, user.posts) == ("Bilal K.", ["post_supervisor"], [cast.post])


def propose(client, cast, who="bilal", **more):
    return client.post(url("propose_reset", cast.ids[who]), more)


def answer(client, cast, who="bilal", granted="yes"):
    proposal = queries.known_user(cast.ids[who]).reset_proposal
    return client.post(url("answer_reset", cast.ids[who]), {"proposal": proposal, "granted": granted})


def test_a_forgotten_passphrase_takes_two_persons(desk, cast):
    adam, samira, bilal = desk("adam"), desk("samira"), desk("bilal")
    assert propose(adam, cast).status_code == 302
    assert answer(adam, cast).status_code == 422
    assert bilal.get(url("resets")).status_code == 403
    confirmed = answer(samira, cast)
    assert confirmed.status_code == 200
    assert bilal.get(reverse("entrance:account")).status_code == 302
    old = Client().post(reverse("entrance:sign_in"), {"login": "bilal", "passphrase": PASSPHRASE})
    assert old.status_code == 302  # until the new one is set
    assert start("bilal", code_on(confirmed)).status_code == 302
    assert Client().post(reverse("entrance:sign_in"), {"login": "bilal", "passphrase": PASSPHRASE}).status_code == 422


def test_nobody_confirms_their_own_reset(desk, cast):
    propose(desk("adam"), cast, "samira")
    assert answer(desk("samira"), cast, "samira").status_code == 422
    assert answer(desk("tomas"), cast, "samira").status_code == 200


def test_a_refused_reset_changes_nothing_and_can_be_proposed_again(desk, cast):
    adam = desk("adam")
    propose(adam, cast)
    assert propose(adam, cast).status_code == 409
    assert answer(desk("samira"), cast, granted="no").status_code == 302
    assert queries.known_user(cast.ids["bilal"]).reset_proposal == ""
    assert propose(adam, cast).status_code == 302


def test_a_lost_second_proof_goes_with_the_reset(desk, cast):
    from tests.desks.entrance.test_signing_in import with_totp

    with_totp(cast)
    propose(desk("adam"), cast, second_factor="on")
    code = code_on(answer(desk("samira"), cast))
    assert start("bilal", code)["Location"] == reverse("entrance:set_up")


def test_a_start_code_is_good_for_three_days(desk, cast):
    from datetime import timedelta

    code = code_on(create(desk("adam")))
    cast.clock.pass_time(timedelta(days=3, minutes=1))
    assert start("farid", code).status_code == 422


def test_the_sessions_page_ends_sessions(desk, cast):
    adam, bilal = desk("adam"), desk("bilal")
    assert "Bilal" in adam.get(url("sessions")).content.decode()
    adam.post(url("end_session"), {"user": cast.ids["bilal"], "session": bilal.session.session_key})
    assert bilal.get(reverse("entrance:account")).status_code == 302


def test_a_post_is_opened_and_described_anew(desk, cast):
    adam = desk("adam")
    fields = {"post_id": new_id(), "name": "Ostra Ferry", "letter": "f", "type": "ferry", "zone": "Europe/Kyiv"}
    assert adam.post(url("new_post"), fields).status_code == 302
    post = next(post for post in places.posts() if post.name == "Ostra Ferry")
    assert post.letter == "F"
    assert adam.post(url("post", post.subject), {**fields, "zone": "Asia/Dubai"}).status_code == 302
    assert places.zone_of(post.subject) == "Asia/Dubai"
    for wrong in (
        {"letter": "B"},
        {"letter": "3"},
        {"zone": "Mars/Base"},
        {"name": ""},
        {"type": "x"},
        {"name": "x" * 121},
    ):
        assert adam.post(url("post", post.subject), {**fields, **wrong}).status_code == 422


def test_the_band_says_what_was_set_for_the_area_and_when_it_lapsed(desk, cast):
    adam, bilal = desk("adam"), desk("bilal")
    fields = {"area": "", "activation_state": "preparedness"}
    assert adam.post(url("settings"), fields).status_code == 302
    assert 'data-state="preparedness"' in bilal.get(reverse("entrance:account")).content.decode()
    fields = {"area": "Northern province", "activation_state": "response", "order_text": "Order 14"}
    adam.post(url("settings"), {**fields, "order_lapses": "2026-03-01"})
    page = bilal.get(reverse("entrance:account")).content.decode()
    assert 'data-state="response"' in page
    assert "Order 14" in page
    assert "lapsed on" in page
    for wrong in ({"activation_state": "panic"}, {"order_lapses": "soon"}, {"area": "Nowhere"}):
        assert adam.post(url("settings"), {**fields, **wrong}).status_code >= 422


def test_health_and_about_are_shown(desk, cast, settings, tmp_path):
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import make_node

    adam = desk("adam")
    settings.HOME = tmp_path / "none"
    assert adam.get(url("health")).context["lines"][0]["tone"] == "red"
    settings.HOME = tmp_path
    make_node(Home(tmp_path), name="Kadar", openers=[("Esther", "x")], training=True)
    page = adam.get(url("health"))
    assert page.context["openers"] == 1
    assert {line["tone"] for line in page.context["lines"]} >= {"green", "red"}
    assert "0.1.0" in adam.get(url("about")).content.decode()


@pytest.mark.parametrize("page", ["users", "new_user", "resets", "sessions", "posts", "new_post", "settings"])
def test_pages_open_in_every_language(desk, page):
    adam = desk("adam")
    for language in ("en", "fr", "ar", "es"):
        adam.post(reverse("entrance:language"), {"language": language})
        assert adam.get(url(page)).status_code == 200
