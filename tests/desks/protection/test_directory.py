"""The directory by keyboard: found in any language, corrected, confirmed, full, asked to be changed; Dalia refused."""

import pytest

from safeconduct.desks.protection.hours_text import hours_codes, hours_text, read_hours
from safeconduct.domains.referrals import commands, queries
from safeconduct.domains.referrals.opening import ALWAYS, DAYS, Opening
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotAllowed, Refused
from tests.desks.border_post.scenes import field, ok, sent, words
from tests.desks.protection.scenes import agency, referral, service, value_of

pytestmark = pytest.mark.django_db
DIRECTORY = "/protection/directory/"
FORM = {
    "name": "Soup kitchen", "types": ["food"], "for_whom": ["everyone"], "languages": "Arabic, Ukrainian",
    "hours": "Mon-Fri 11:30-14; Sunday 12:00-13:00", "place": "Kadar", "day_phone": "+373 22 1", "capacity": "80",
    "is_listed": "on", "is_open": "on", "confirmed_on": "2026-03-04", "latitude": "47,5", "longitude": "28.25",
}  # fmt: skip


@pytest.fixture
def petra(desk):
    return desk("petra")


@pytest.fixture
def hope(cast):
    return agency(cast, code="hope")


@pytest.fixture
def clinic(cast, hope):
    return service(cast, hope)


def test_the_empty_directory_says_how_to_begin(petra, desk):
    assert "No service yet" in words(ok(petra.get(DIRECTORY)))
    assert f'href="{DIRECTORY}files/"' in petra.get(DIRECTORY).content.decode()
    assert f'href="{DIRECTORY}files/"' not in ok(desk("bilal").get(DIRECTORY)).content.decode()


def test_a_service_is_entered_as_people_write(petra, cast, hope):
    ok(petra.post(f"{DIRECTORY}new/", sent(**FORM, agency=hope)), 302)
    (found,) = queries.services()
    assert found.languages == ["ar", "uk"]
    assert queries.hours_of(found) == (
        Opening(("MO", "TU", "WE", "TH", "FR"), "11:30", "14:00"), Opening(("SU",), "12:00", "13:00")
    )  # fmt: skip
    assert (found.latitude, found.longitude, found.capacity) == (47.5, 28.25, 80)
    page = words(ok(petra.get(f"{DIRECTORY}{found.subject}/")))
    for word in (
        "Soup kitchen",
        "Hope International",
        "Food",
        "Everyone",
        "80 places",
        "Arabic, Ukrainian",
        "Mon-Fri 11:30-14:00",
    ):
        assert word in page
    assert verify(cast.ledger).sound


@pytest.mark.parametrize(
    ("changed", "sentence", "name"),
    [
        ({"name": ""}, "Give the service a name", "name"),
        ({"types": []}, "Say what the service does", "types"),
        ({"hours": "in the morning"}, "These hours cannot be read", "hours"),
        ({"hours": "Someday 8-9"}, "These hours cannot be read", "hours"),
        ({"languages": "Xyzzy"}, "is not known", "languages"),
        ({"capacity": "many"}, "whole number", "capacity"),
        ({"latitude": "north"}, "Give latitude and longitude together", "latitude"),
        ({"confirmed_on": "2026-03-09"}, "lies ahead", "confirmed_on"),
    ],
)
def test_what_is_refused_stands_at_its_field_and_loses_nothing(petra, hope, changed, sentence, name):
    answer = ok(petra.post(f"{DIRECTORY}new/", sent(**{**FORM, "agency": hope, **changed})), 422)
    assert sentence in words(answer)
    assert f'href="#id_{name}"' in answer.content.decode()
    assert value_of(answer, "place") == "Kadar"
    assert queries.services() == []


def test_it_is_found_by_need_place_agency_and_in_any_language(petra, cast, hope, clinic):
    service(cast, hope, "Warm meals", types=("food",), place="Kadar")
    for text in ("health", "santé", "صحة", "sarn", "hope", "riversid", "clinic sarn", "hope health"):
        assert "Riverside clinic" in words(ok(petra.get(DIRECTORY, {"text": text}))), text
    for text in ("meals", "kadar", "clinic kadar", "food sarn", "safe house"):
        assert "Riverside clinic" not in words(ok(petra.get(DIRECTORY, {"text": text}))), text
    assert "No service fits" in words(ok(petra.get(DIRECTORY, {"text": "dentist"})))
    assert "Warm meals" not in words(ok(petra.get(DIRECTORY, {"type": "health"})))


def test_a_stale_entry_is_marked_until_somebody_asks(desk, cast, hope):
    old = service(cast, hope, confirmed_on="2026-02-01")
    bilal = desk("bilal")
    assert "out of date" in words(ok(bilal.get(DIRECTORY)))
    page = ok(bilal.get(f"{DIRECTORY}{old}/"))
    assert "Nobody has confirmed this entry for over 30 days" in words(page)
    ok(bilal.post(f"{DIRECTORY}{old}/confirm/", sent(seen=field(page, "seen"))), 302)
    assert queries.service(old).confirmed_on == "2026-03-04"
    assert "out of date" not in words(ok(bilal.get(DIRECTORY)))


def test_who_hears_that_it_is_full_says_so(desk, clinic):
    bilal = desk("bilal")
    seen = field(ok(bilal.get(f"{DIRECTORY}{clinic}/")), "seen")
    ok(bilal.post(f"{DIRECTORY}{clinic}/capacity/", sent(is_open="no", seen=seen)), 302)
    assert "takes nobody" in words(ok(bilal.get(DIRECTORY)))
    assert "No service fits" in words(ok(bilal.get(DIRECTORY, {"takes_people": "on"})))


def test_two_words_on_capacity_from_the_same_page_ask_to_call(desk, petra, clinic):
    seen = field(ok(petra.get(f"{DIRECTORY}{clinic}/")), "seen")
    ok(petra.post(f"{DIRECTORY}{clinic}/capacity/", sent(is_open="no", seen=seen)), 302)
    ok(desk("bilal").post(f"{DIRECTORY}{clinic}/capacity/", sent(is_open="yes", capacity="4", seen=seen)), 302)
    assert "call first" in words(ok(petra.get(f"{DIRECTORY}{clinic}/")))


def test_the_place_of_a_safe_house_is_for_the_coordinator_alone(petra, desk, cast, hope):
    house = service(cast, hope, "Quiet house", types=("safe_house",))
    for who in ("bilal", "adam"):
        for path in (DIRECTORY, f"{DIRECTORY}{house}/"):
            page = ok(desk(who).get(path)).content.decode()
            assert "Mill Lane" not in page
            assert "Sarn" not in page
    assert "4 Mill Lane" in words(ok(petra.get(f"{DIRECTORY}{house}/")))


def asks(cast, settings, clinic, **changes):
    """What the node of the agency `hope` would send: there, and there alone, a change can be asked for."""
    settings.SAFECONDUCT_AGENCY, settings.SAFECONDUCT_PROFILE = "hope", "agency"
    commands.request_change(cast.act("chidi"), service=clinic, changes=changes, words="new number")
    settings.SAFECONDUCT_AGENCY, settings.SAFECONDUCT_PROFILE = "", "post"


def test_an_agency_asks_for_a_change_and_the_coordinator_takes_it_over(petra, cast, hope, clinic, settings):
    with pytest.raises(NotAllowed, match=r"referrals\.not_your_service"):
        commands.request_change(cast.act("chidi"), service=clinic, changes={"day_phone": "112"})
    referral(cast, clinic)
    asks(cast, settings, clinic, day_phone="+373 22 999 999")
    assert "1 change asked for" in words(ok(petra.get(DIRECTORY)))
    page = ok(petra.get(f"{DIRECTORY}requests/"))
    for word in ("Hope International", "new number", "Phone by day", "+373 22 200 300", "+373 22 999 999"):
        assert word in words(page)
    answer = sent(request=field(page, "request"), answer="accept", seen=field(page, "seen"))
    ok(petra.post(f"{DIRECTORY}{clinic}/answer/", answer), 302)
    assert queries.service(clinic).day_phone == "+373 22 999 999"
    assert "No change is asked for" in words(ok(petra.get(f"{DIRECTORY}requests/")))
    assert verify(cast.ledger).sound


def test_a_changed_form_keeps_what_it_did_not_change(petra, clinic):
    url = f"{DIRECTORY}{clinic}/change/"
    page = ok(petra.get(url))
    assert value_of(page, "hours") == "Mon-Fri 08:00-17:00"
    before = queries.service(clinic)
    form = {"agency": before.agency, "name": "Riverside clinic", "types": ["health"],
            "languages": value_of(page, "languages"), "hours": value_of(page, "hours"), "place": "Sarn",
            "address": "4 Mill Lane", "latitude": "47.1", "longitude": "28.2", "day_phone": before.day_phone,
            "night_phone": before.night_phone, "confirmed_on": "2026-03-02", "is_open": "on", "is_listed": "on",
            "capacity": "7"}  # fmt: skip
    ok(petra.post(url, sent(**form, seen=field(page, "seen"))), 302)
    after = queries.service(clinic)
    assert (after.capacity, after.hours, after.languages, after.contested) == (7, before.hours, before.languages, {})


@pytest.mark.parametrize("who", ["dalia", "hana", "olga", "chidi"])
def test_everyone_else_is_refused(desk, clinic, who):
    for path in (
        DIRECTORY,
        f"{DIRECTORY}{clinic}/",
        f"{DIRECTORY}{clinic}/change/",
        f"{DIRECTORY}files/",
        f"{DIRECTORY}requests/",
    ):
        assert desk(who).get(path).status_code == 403
    assert desk(who).post(f"{DIRECTORY}{clinic}/capacity/", sent(is_open="no")).status_code == 403
    assert queries.service(clinic).is_open


@pytest.mark.parametrize("who", ["bilal", "samira"])
def test_the_line_reads_the_directory_and_does_not_edit_it(desk, clinic, who):
    ok(desk(who).get(f"{DIRECTORY}{clinic}/"))
    for path in (
        f"{DIRECTORY}new/",
        f"{DIRECTORY}{clinic}/change/",
        f"{DIRECTORY}files/",
        f"{DIRECTORY}files/services.json",
    ):
        assert desk(who).get(path).status_code == 403
    assert desk(who).get(f"{DIRECTORY}{new_id()}/").status_code == 404


# Hours as people write them


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24/7", ALWAYS),
        ("MO,WE 08:00-12:00", (Opening(("MO", "WE"), "08:00", "12:00"),)),
        ("lundi-mercredi 8-12", (Opening(("MO", "TU", "WE"), "08:00", "12:00"),)),
        ("sábado 9-13", (Opening(("SA",), "09:00", "13:00"),)),
        ("Fri-Mon 22:00–06:00", (Opening(("MO", "FR", "SA", "SU"), "22:00", "06:00"),)),
        ("08:00 - 17:00", (Opening(DAYS, "08:00", "17:00"),)),
        ("الجمعة ٠٩:٠٠-١١:٣٠", (Opening(("FR",), "09:00", "11:30"),)),
        ("", ()),
    ],
)
def test_hours_are_read_in_the_languages_of_the_node(text, hours):
    assert read_hours(text) == hours


@pytest.mark.parametrize("text", ["Mo", "T 8-9", "Mon-Tue-Wed 8-9", "closed", "8", "Mon 8:00"])
def test_hours_that_mean_nothing_are_refused(text):
    with pytest.raises(Refused, match=r"referrals\.hours_shape"):
        read_hours(text)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "es"])
def test_hours_are_read_back_as_they_are_written(language):
    from django.utils import translation

    for hours in (ALWAYS, (Opening(("MO", "TU", "WE", "SA"), "08:00", "17:30"), Opening(("SU",), "22:00", "02:00"))):
        with translation.override(language):
            assert read_hours(hours_text(hours)) == hours
        assert read_hours(hours_codes(hours)) == hours
