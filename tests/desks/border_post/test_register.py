"""Registering a group and its members: one act each, the slip without a name, and Dalia refused."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from tests.desks.border_post.scenes import Family, ok

GROUP = {"size": "5", "direction": "entry", "transport": "foot", "nationality": "SYR", "then": "members"}
MEMBER = {
    "given_names": "Amina", "family_name": "Haddad", "name_native": "أمينة حداد", "sex": "F", "born": "~34",
    "nationality": "Syria", "relation": "focal_point", "document_type": "passport", "document_number": "N0128413",
    "document_condition": "original",
}  # fmt: skip


@pytest.fixture
def bilal(desk):
    return desk("bilal")


def register(client, **more):
    answer = client.post("/post/register/", {"command_id": new_id(), **GROUP, **more})
    assert answer.status_code == 302, unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))[:2000]
    return answer.url


def group_of(url):
    return url.strip("/").split("/")[-1]


def test_a_group_needs_no_more_than_its_size(bilal, cast):
    url = register(bilal, nationality="", transport="")
    found = people.group(group_of(url))
    assert (found.group.size, found.members) == (5, [])
    (crossing,) = crossings.crossings_of_group(found.group.subject)
    assert re.fullmatch(r"B-0001-[A-Z]", crossing.token)
    assert crossing.in_queue
    assert verify(cast.ledger).sound


def test_admitting_at_once_takes_the_group_out_of_the_queue(bilal, cast):
    url = register(bilal, then="admit")
    assert "saved=" in url
    assert crossings.queue_of(cast.post) == []
    page = bilal.get(url).content.decode()
    assert "B-0001-" in page


def test_the_same_form_twice_is_one_group(bilal, cast):
    command = new_id()
    first = bilal.post("/post/register/", {"command_id": command, **GROUP})
    second = bilal.post("/post/register/", {"command_id": command, **GROUP})
    assert first.url == second.url
    assert len(crossings.queue_of(cast.post)) == 1


def test_a_family_of_five_is_registered_member_by_member(bilal, cast):
    url = register(bilal)
    for name in ("Amina", "Yusuf", "Layla", "Khadija", "Sami"):
        answer = bilal.post(url, {"command_id": new_id(), **MEMBER, "given_names": name})
        assert answer.status_code == 302
    (crossing,) = crossings.crossings_of_group(group_of(url))
    assert (len(crossing.persons), crossing.people, crossing.level) == (5, 5, 2)
    assert crossings.counters(cast.post).unique_persons == 5
    assert people.group(group_of(url)).group.level == 2
    assert verify(cast.ledger).sound
    page = bilal.get(url).content.decode()
    for name in ("Amina", "Yusuf", "Layla", "Khadija", "Sami"):
        assert name in page
    assert "أمينة حداد" in page
    assert "N01•••413" in page
    assert "number known" in page  # the same document five times warns at once


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("given_names", "x" * 301, "301"),
        ("given_names", "Amina 🙂", "Pictures"),
        ("given_names", "Amina\u202eanima", "direction"),
        ("born", "31.02.2020", ""),
        ("born", "~121", ""),
        ("nationality", "Nowhereland", "not in the list"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(bilal, field, value, said):
    url = register(bilal)
    answer = bilal.post(url, {"command_id": new_id(), **MEMBER, field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'id="id_{field}-error"' in page
    assert said in page
    assert "Haddad" in page


@pytest.mark.parametrize(("size", "status"), [("0", 422), ("1", 302), ("60", 302), ("61", 422)])
def test_groups_are_of_one_to_sixty(bilal, size, status):
    assert bilal.post("/post/register/", {"command_id": new_id(), **GROUP, "size": size}).status_code == status


def test_a_sixth_member_makes_the_group_of_five_one_of_six(bilal, cast):
    url = register(bilal)
    for _ in range(6):
        assert bilal.post(url, {"command_id": new_id(), **MEMBER}).status_code == 302
    assert people.group(group_of(url)).group.size == 6
    assert crossings.crossings_of_group(group_of(url))[0].people == 6
    assert people.group(group_of(url)).group.contested == ""


def test_the_page_shows_void_members_and_numbers_that_are_known_elsewhere(bilal, cast):
    url = register(bilal)
    for name in ("Amina", "Layla"):
        assert bilal.post(url, {**MEMBER, "given_names": name, "command_id": new_id()}).status_code == 302
    assert bilal.get(url).content.decode().count("number known") == 2
    layla = next(one for one in people.group(group_of(url)).members if one.given_names == "Layla")
    void = {"reason": "entered twice", "command_id": new_id(), "seen": json.dumps(people.seen_of_all([layla.subject]))}
    assert bilal.post(f"/post/member/{layla.subject}/void/", void).status_code == 302
    page = bilal.get(url).content.decode()
    assert "Layla" in page
    assert ">void<" in page
    # Whoever is void warns nobody; the void record still says that its number stands elsewhere.
    assert page.count("number known") == 1


def test_opening_a_group_is_in_the_access_log_and_a_saved_member_is_not(bilal, cast):
    url = register(bilal)
    assert bilal.post(url, {**MEMBER, "command_id": new_id()}).status_code == 302
    assert [look.what for look in access.looks(about=group_of(url))] == []
    bilal.get(url)
    (look,) = access.looks(about=group_of(url))
    assert look.what == "group"


def test_deciding_to_wait_admit_later_and_second_line(bilal, cast):
    group = group_of(register(bilal))
    (crossing,) = crossings.crossings_of_group(group)
    url = f"/post/crossing/{crossing.subject}/decide/"
    asked = {"decision": "wait", "place": "hall", "reason": "interpreter_awaited", "minutes": "121"}
    assert bilal.post(url, {"command_id": new_id(), **asked}).status_code == 422
    assert bilal.post(url, {"command_id": new_id(), **asked, "minutes": "30"}).status_code == 302
    later = {"decision": "admit_deferred", "place": "district office", "hours": "72", "slip": "1"}
    assert bilal.post(url, {"command_id": new_id(), **later}).url.endswith("?slip=1")
    assert [one.crossing.subject for one in crossings.open_verifications(cast.post)] == [crossing.subject]


def test_who_needs_a_doctor_now_is_not_asked_to_wait(bilal):
    group = group_of(register(bilal, needs=["doctor_now"]))
    (crossing,) = crossings.crossings_of_group(group)
    asked = {"decision": "wait", "place": "hall", "reason": "interpreter_awaited", "minutes": "30"}
    answer = bilal.post(f"/post/crossing/{crossing.subject}/decide/", {"command_id": new_id(), **asked})
    assert answer.status_code == 422
    assert "doctor" in answer.content.decode()


def test_the_slip_is_a_pdf_and_a_printer_file_without_a_name(bilal):
    url = register(bilal)
    bilal.post(url, {"command_id": new_id(), **MEMBER})
    (crossing,) = crossings.crossings_of_group(group_of(url))
    pdf = bilal.get(f"/post/crossing/{crossing.subject}/slip.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert b"Haddad" not in pdf.content
    assert len(bilal.get(f"/post/crossing/{crossing.subject}/slip.bin?mm=58").content) > 5000
    assert bilal.get(f"/post/crossing/{crossing.subject}/slip.bin?mm=70").status_code == 422


def test_a_machine_readable_zone_fills_the_member(bilal):
    lines = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    answer = bilal.post("/post/mrz/", {"lines": lines}, headers={"accept": "application/json"})
    said = answer.json()
    assert said["valid"]
    assert said["fields"]["family_name"] == "Eriksson"
    assert said["fields"]["born"] == "1974-08-12"
    nonsense = bilal.post("/post/mrz/", {"lines": "hello"}).json()
    assert nonsense["fields"] == {}
    assert "not a machine-readable zone" in nonsense["sentence"]


def test_the_group_crosses_again_with_a_new_token(bilal, cast):
    url = register(bilal, then="admit")
    group = url.split("saved=")[1]
    answer = bilal.post(f"/post/register/{group}/crosses/", {"command_id": new_id(), "direction": "exit"})
    assert answer.status_code == 302
    tokens = {one.token for one in crossings.crossings_of_group(group)}
    assert len(tokens) == 2
    counters = crossings.counters(cast.post)
    assert (counters.crossings_entry, counters.crossings_exit) == (1, 1)


@pytest.mark.parametrize("path", ["/post/register/", "/post/headcount/", f"/post/register/{'0' * 32}/"])
def test_dalia_is_refused(desk, path):
    assert desk("dalia").get(path).status_code == 403
    assert desk("hana").get(path).status_code == 403


def test_the_page_of_a_group_shows_where_to_go_next_as_its_slip_does(cast, desk):
    doctor, admitted = Family(cast, name="doctor", needs=("doctor_now",)), Family(cast, name="admitted")
    page = ok(desk("bilal").get(reverse("post:group", args=[doctor.group]))).content.decode()
    assert "#place-medical" in page
    assert "Go to the doctor" in page
    page = ok(desk("bilal").get(reverse("post:group", args=[admitted.group]))).content.decode()
    assert "#place-registration" in page
