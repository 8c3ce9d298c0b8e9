"""Keying in a paper form: in the paper's order, with the time the paper claims, and never twice."""

import re
from datetime import UTC, date, datetime

import pytest

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.tokens import form_code, make_form_serial, token_code

SERIAL = make_form_serial("B", 171)
FORM = {
    "arrived_on": "2026-03-03", "arrived_at": "23:40", "direction": "entry", "origin": "Old Town", "transport": "bus",
    "needs": "d w", "m1-given_names": "Amina", "m1-family_name": "Haddad", "m1-sex": "F", "m1-born": "34",
    "m1-nationality": "Syria", "m1-document_type": "passport", "m1-document_number": "N0128413",
    "m2-given_names": "Yusuf", "m2-sex": "M", "m2-born": "2016", "m2-relation": "son", "m2-needs": "W", "then": "admit",
}  # fmt: skip


@pytest.fixture
def bilal(desk):
    return desk("bilal")


def key_in(client, serial=SERIAL, **more):
    return client.post(f"/post/paper/{serial}/", {"command_id": new_id(), **FORM, **more})


def group_of(answer):
    assert answer.status_code == 302, re.sub(r"<[^>]+>", " ", answer.content.decode())[-3000:]
    return people.group(answer.url.split("saved=")[1])


@pytest.mark.parametrize("given", [SERIAL, SERIAL.lower().replace("-", " "), form_code(SERIAL)])
def test_serial_typed_or_scanned_opens_the_blank_page(bilal, cast, given):
    answer = bilal.get("/post/paper/", {"serial": given})
    assert answer.url == f"/post/paper/{SERIAL}/"
    page = bilal.get(answer.url).content.decode()
    assert page.count('name="m8-given_names"') == 1
    assert page.index('name="arrived_on"') < page.index('name="origin"') < page.index('name="m1-given_names"')


@pytest.mark.parametrize("given", ["F-B-000171-A", "hello", token_code("B", date(2026, 3, 4), "B-0172-K"), "SC1:X"])
def test_what_is_no_serial_is_said_beside_the_field(bilal, cast, given):
    answer = bilal.get("/post/paper/", {"serial": given})
    assert answer.status_code == 422
    assert 'href="#id_serial"' in answer.content.decode()


def test_form_is_one_act_with_the_time_the_paper_claims(bilal, cast):
    found = group_of(key_in(bilal))
    assert (found.group.form_serial, found.group.size, found.group.level) == (SERIAL, 2, 2)
    assert [one.given_names for one in found.members] == ["Amina", "Yusuf"]
    assert found.needs == ["doctor_now", "wheelchair"]
    (crossing,) = crossings.crossings_of_group(found.group.subject)
    assert crossing.arrived_at == datetime(2026, 3, 3, 21, 40, tzinfo=UTC)
    assert crossing.recorded_at == cast.clock.now()
    assert (crossing.local_day, crossing.decision, crossing.people) == ("2026-03-03", "admit", 2)
    assert verify(cast.ledger).sound


def test_form_keyed_in_before_shows_its_group_and_counts_once(bilal, cast):
    key_in(bilal)
    page = bilal.get(f"/post/paper/{SERIAL}/").content.decode()
    assert "This form was keyed in before" in page
    assert "Amina" in page
    assert key_in(bilal).status_code == 409
    assert len(people.groups_of_day(cast.post, date(2026, 3, 3), "Europe/Chisinau")) == 1


def test_same_page_sent_twice_is_the_same_act(bilal, cast):
    sent = {"command_id": new_id(), **FORM}
    answers = [bilal.post(f"/post/paper/{SERIAL}/", sent) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert crossings.registered_today(cast.post, "2026-03-03") == 1


def test_people_of_a_token_already_registered_are_not_counted_again(bilal, cast):
    found = group_of(key_in(bilal))
    token = crossings.crossings_of_group(found.group.subject)[0].token
    answer = key_in(bilal, make_form_serial("B", 172), token=token)
    assert answer.status_code == 422
    assert f"The people with {token} were registered" in answer.content.decode()
    assert crossings.registered_today(cast.post, "2026-03-03") == 1


def test_group_without_names_needs_only_its_number(bilal, cast):
    nameless = {name: "" for name in FORM if name.startswith("m")}
    found = group_of(key_in(bilal, **nameless, size="4", then="queue"))
    assert (found.group.size, found.group.level, found.members) == (4, 1, [])
    assert crossings.crossings_of_group(found.group.subject)[0].in_queue


def test_child_on_a_form_of_their_own_is_seen_to_be_alone(bilal, cast):
    alone = {name: "" for name in FORM if name.startswith("m2")}
    found = group_of(key_in(bilal, **alone, **{"m1-born": "9"}))
    assert crossings.crossings_of_group(found.group.subject)[0].has_child_alone


@pytest.mark.parametrize(
    ("field", "value", "anchor"),
    [
        ("arrived_at", "25:00", "id_arrived_at"),
        ("arrived_at", "", "id_arrived_at"),
        ("arrived_on", "2026-02-30", "id_arrived_on"),
        ("needs", "DZ", "id_needs"),
        ("token", "B-0001-A", "id_token"),
        ("m1-born", "2026-99-01", "id_m1-born"),
        ("m1-born", "140", "id_m1-born"),
        ("m2-nationality", "Nowhere", "id_m2-nationality"),
        ("m2-given_names", "Jo😀", "id_m2-given_names"),
        ("m2-given_names", "x" * 301, "id_m2-given_names"),
        ("m2-needs", "Q", "id_m2-needs"),
    ],
)
def test_mistake_is_said_at_its_place_and_what_was_typed_stays(bilal, cast, field, value, anchor):
    answer = key_in(bilal, **{field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in page
    assert 'value="Amina"' in page
    assert crossings.registered_today(cast.post, "2026-03-03") == 0


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"arrived_on": "2026-03-05"}, "lies in the future"),
        ({"arrived_on": "2025-12-01"}, "30 days"),
        ({name: "" for name in FORM if name.startswith("m")}, "Nobody stands on this form"),
    ],
)
def test_form_that_cannot_be_is_refused_with_the_page_kept(bilal, cast, more, sentence):
    answer = key_in(bilal, **more)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("who", ["dalia", "hana", "adam", "olga"])
def test_whoever_does_not_register_is_refused(desk, cast, who):
    client = desk(who)
    assert client.get("/post/paper/").status_code == 403
    assert client.get(f"/post/paper/{SERIAL}/").status_code == 403
    assert key_in(client).status_code == 403
