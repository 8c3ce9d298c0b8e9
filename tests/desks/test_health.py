"""The health desk: everyone is asked alike, nothing said is kept in clear, and it is apart from every other desk."""

import re
from datetime import timedelta

import pytest

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.health import queries
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, open_here
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.tokens import make_token
from tests.desks.border_post.scenes import Family, field, ok, sent, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(cast):
    return Family(cast, language="ar")


@pytest.fixture
def nadia(desk):
    return desk("nadia")


def declared(nadia, **more):
    form = sent(disease="cholera", name="River delta", basis="Ministry 12/2026", signs=["watery_stool", "bleeding"],
                exposures=["water"], days="5", rule="sign_and_exposure", until="2026-03-20", **more)  # fmt: skip
    ok(nadia.post("/health/events/new/", form), 302)
    return queries.events(nadia_post(nadia))[0]


def nadia_post(client):
    from safeconduct.foundation.access.sessions import POST

    return client.session[POST]


def checked(nadia, family, event, person="", **more):
    form = sent(event=event.subject, person=person or family.amina, **more)
    return nadia.post(f"/health/group/{family.crossing}/check/", form)


def test_the_desk_begins_empty_and_says_what_to_do(nadia):
    page = words(ok(nadia.get("/health/")))
    assert "Nothing is asked of everyone" in page
    assert "No event yet" in words(ok(nadia.get("/health/events/")))
    assert "Nothing is to be told" in words(ok(nadia.get("/health/told/")))


def test_an_event_is_asked_of_everyone_who_comes(nadia, family):
    declared(nadia)
    page = words(ok(nadia.get(f"/health/group/{family.crossing}/")))
    assert "Cholera" in page
    assert "Watery stool" in page
    assert "In the days before; how many 5" in page
    assert "Amina Haddad" in page


def test_a_group_is_opened_by_its_number(nadia, family, cast):
    token = crossings.those([family.crossing])[family.crossing].token
    answer = ok(nadia.get("/health/find/", {"token": token}), 302)
    assert answer["Location"].endswith(f"/health/group/{family.crossing}/")
    assert "No group of this number" in words(ok(nadia.get("/health/find/", {"token": make_token("B", 9998)}), 422))


def test_what_is_said_decides_and_is_not_kept_in_clear(nadia, family, cast):
    """Without a compartment of the health authority nothing of it is kept at all."""
    event = declared(nadia)
    ok(checked(nadia, family, event, sign=["watery_stool"], exposure=["water"]), 302)
    page = words(ok(nadia.get(f"/health/group/{family.crossing}/")))
    assert "To be looked at" in page
    assert "What is said is not kept" in page
    (row,) = queries.checks_of(family.crossing)
    assert (row.result, row.is_danger) == ("suspected", False)
    assert execute("SELECT count(*) FROM journal_entry WHERE stream LIKE %s", ["%.sealed.%"]).fetchone()[0] == 0
    assert verify(cast.ledger).sound


def test_with_a_compartment_it_is_sealed_for_the_health_authority(nadia, family, cast):
    act = cast.act("adam", place="node", purpose="administration")
    register_compartment(act, compartment="health", agency="ministry", public=make_keys("health"))
    event = declared(nadia)
    ok(checked(nadia, family, event, sign=["watery_stool"], exposure=["none"]), 302)
    (entry,) = [
        row[0] for row in execute("SELECT subject FROM journal_entry WHERE stream LIKE %s", ["%.sealed.health"])
    ]
    content = open_here(entry)
    assert (content["signs"], content["exposures"], content["person"]) == (["watery_stool"], ["none"], family.amina)
    assert "sealed for the health authority" in words(ok(nadia.get(f"/health/group/{family.crossing}/")))


def test_a_dangerous_sign_calls_for_an_ambulance_at_once(nadia, family):
    event = declared(nadia)
    answer = nadia.post(
        f"/health/group/{family.crossing}/check/",
        sent(event=event.subject, person=family.amina, sign=["bleeding"], exposure=["none"]),
        follow=True,
    )
    assert "Call an ambulance" in words(ok(answer))


def test_who_would_rather_not_say_goes_on_like_everyone(nadia, family):
    event = declared(nadia)
    ok(checked(nadia, family, event, declined="yes"), 302)
    assert queries.checks_of(family.crossing)[0].result == "declined"


def test_a_form_without_an_answer_says_what_is_missing(nadia, family):
    event = declared(nadia)
    page = words(ok(checked(nadia, family, event), 422))
    assert "Mark what was answered" in page


def test_a_child_stays_with_its_mother_or_not_apart_at_all(nadia, family):
    address = f"/health/group/{family.crossing}/isolation/"
    form = {"at": "room", "basis": "agreed", "hours": "4", "person": family.yusuf}
    assert "A child is not left apart alone" in words(ok(nadia.post(address, sent(**form)), 422))
    ok(nadia.post(address, sent(**form, companion=family.amina)), 302)
    page = words(ok(nadia.get("/health/")))
    assert "Yusuf Haddad" in page
    assert "with Amina Haddad" in page


def test_an_isolation_is_looked_at_anew_or_ends(nadia, family, cast):
    form = {"at": "tent", "basis": "agreed", "hours": "2", "person": family.amina}
    ok(nadia.post(f"/health/group/{family.crossing}/isolation/", sent(**form)), 302)
    (row,) = queries.open_isolations(cast.post)
    address = f"/health/isolation/{row.subject}/"
    cast.clock.pass_time(timedelta(hours=3))
    assert "look in" in words(ok(nadia.get("/health/")))
    seen = field(ok(nadia.get(address)), "seen")
    assert "why" in words(ok(nadia.post(address, sent(seen=seen, hours="4")), 422))
    ok(nadia.post(address, sent(seen=seen, hours="4", why="still weak")), 302)
    assert queries.isolation(row.subject).reviews == 1
    seen = field(ok(nadia.get(address)), "seen")
    ok(nadia.post(address, sent(seen=seen, then="end", reason="well")), 302)
    assert queries.open_isolations(cast.post) == []


def test_the_minutes_of_an_ambulance_are_counted(nadia, family, cast):
    ok(nadia.post(f"/health/group/{family.crossing}/ambulance/", sent(person=family.amina)), 302)
    cast.clock.pass_time(timedelta(minutes=40))
    page = ok(nadia.get("/health/"))
    assert "ask where it is" in words(page)
    (call,) = queries.ambulances(cast.post, "2026-03-04")
    ok(nadia.post(f"/health/ambulance/{call.subject}/", sent(seen=field(page, "seen"), step="arrived")), 302)
    call = queries.ambulance(call.subject)
    assert queries.minutes_between(call.called_at, call.arrived_at) == 40
    page = ok(nadia.get("/health/"))
    seen = re.findall(r'name="seen" value="([^"]*)"', page.content.decode())[0].replace("&quot;", '"')
    ok(nadia.post(f"/health/ambulance/{call.subject}/", sent(seen=seen, step="left", where="General")), 302)
    assert "Left with them" in words(ok(nadia.get("/health/")))


def test_the_authority_is_told_numbers_and_no_names(nadia, family, cast):
    event = declared(nadia)
    ok(checked(nadia, family, event, sign=["watery_stool"], exposure=["water"]), 302)
    ok(checked(nadia, family, event, family.yusuf, sign=["none"], exposure=["none"]), 302)
    page = words(ok(nadia.get("/health/told/")))
    assert "Amina" not in page
    assert "1 to be looked at" in page
    ok(nadia.post(f"/health/told/{event.subject}/", sent(whom="", way="phone")), 422)
    ok(nadia.post(f"/health/told/{event.subject}/", sent(whom="District, Dr. Haddad", way="phone")), 302)
    (notice,) = queries.notices(cast.post)
    assert (notice.checked, notice.suspected) == (2, 1)
    assert "Nothing is to be told" in words(ok(nadia.get("/health/told/")))


def test_who_is_not_told_within_a_day_shows_red(nadia, family, cast):
    event = declared(nadia)
    ok(checked(nadia, family, event, sign=["watery_stool"], exposure=["water"]), 302)
    cast.clock.pass_time(timedelta(hours=25))
    page = ok(nadia.get("/health/told/")).content.decode()
    assert 'class="tag red"' in page
    assert event.subject in page


def test_an_event_goes_on_or_ends(nadia, cast):
    event = declared(nadia)
    address = f"/health/events/{event.subject}/"
    seen = field(ok(nadia.get(address)), "seen")
    ok(nadia.post(address, sent(seen=seen, until="2026-03-25", basis="")), 422)
    ok(nadia.post(address, sent(seen=seen, until="2026-03-25", basis="Ministry 20/2026")), 302)
    seen = field(ok(nadia.get(address)), "seen")
    ok(nadia.post(address, sent(seen=seen, then="end", reason="over")), 302)
    assert queries.events_in_force(cast.post, cast.clock.now()) == []


@pytest.mark.parametrize("until", ["", "tomorrow", "2026-03-01", "2027-01-01", "99999-01-01"])
def test_an_event_needs_an_end_that_is_near(nadia, until):
    form = sent(disease="cholera", name="x", basis="y", signs=["fever"], rule="any_sign", days="5", until=until)
    assert "Give an end" in words(ok(nadia.post("/health/events/new/", form), 422))


@pytest.mark.parametrize("who", ["bilal", "samira", "hana", "adam", "olga", "petra", "chidi", "esther", "dalia"])
def test_the_desk_is_nobody_elses(desk, family, who):
    for address in ("/health/", f"/health/group/{family.crossing}/", "/health/events/", "/health/told/"):
        ok(desk(who).get(address), 403)


def test_a_health_officer_sees_no_other_desk(nadia, family):
    for address in ("/post/queue/", "/post/screening/", "/protection/files/"):
        ok(nadia.get(address), 403)


def test_a_group_of_another_post_is_not_here(nadia):
    ok(nadia.get("/health/group/" + "0" * 32 + "/"), 404)
