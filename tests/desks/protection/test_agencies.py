"""The pages of agencies, contacts and agreements, from the first entry to an agreement in force."""

import re

import pytest

from safeconduct.domains.partners import queries
from safeconduct.foundation.journal.verify import verify
from tests.assessed import assessed
from tests.desks.border_post.scenes import field, ok, sent, words
from tests.desks.protection.scenes import value_of

pytestmark = pytest.mark.django_db
AGENCIES = "/protection/agencies/"
AGENCY = {"name": "Hope International", "short_name": "HI", "type": "ngo_international", "is_active": "on"}
CONTACT = {"part": "focal_point", "name": "Ruth Amari", "phone": "+373 22 000 111", "languages": "Arabic, français"}
AGREEMENT = {
    "title": "Referrals 2026", "purposes": ["referral"], "fields": ["name", "age"], "valid_from": "2026-01-01",
    "valid_until": "2026-12-31", "signed_on": "2026-01-01",
}  # fmt: skip


@pytest.fixture
def petra(desk):
    return desk("petra")


@pytest.fixture
def hope(petra):
    ok(petra.post(f"{AGENCIES}new/", sent(**AGENCY)), 302)
    (found,) = queries.agencies()
    return f"{AGENCIES}{found.subject}/"


def test_the_empty_list_says_how_to_begin(petra):
    page = ok(petra.get(AGENCIES))
    assert "No agency yet" in words(page)
    assert f'href="{AGENCIES}new/"' in page.content.decode()


def test_an_agency_is_found_by_a_part_of_its_name(petra, hope):
    assert "Hope International" in words(ok(petra.get(AGENCIES, {"text": "hópe"})))
    assert "No agency fits" in words(ok(petra.get(AGENCIES, {"text": "red"})))
    assert "nobody named" in words(ok(petra.get(AGENCIES)))


def test_a_form_sent_twice_enters_one_agency(petra):
    form = sent(**AGENCY)
    html = ok(petra.get(f"{AGENCIES}new/"))
    form["agency_id"] = field(html, "agency_id")
    for _ in range(2):
        ok(petra.post(f"{AGENCIES}new/", form), 302)
    assert len(queries.agencies()) == 1


def test_what_is_refused_loses_nothing_that_was_typed(petra):
    answer = ok(petra.post(f"{AGENCIES}new/", sent(**{**AGENCY, "phone": "call me", "email": "a@b.example"})), 422)
    assert "cannot be dialled" in words(answer)
    assert value_of(answer, "email") == "a@b.example"


def test_a_contact_is_named_corrected_and_ended(petra, hope):
    ok(petra.post(f"{hope}contact/", sent(**CONTACT)), 302)
    page = words(ok(petra.get(hope)))
    assert "Ruth Amari" in page
    assert "Arabic, French" in page
    (contact,) = queries.contacts_of(hope.split("/")[-2])
    form = ok(petra.get(f"/protection/contacts/{contact.subject}/"))
    assert value_of(form, "languages") == "Arabic, French"
    ok(
        petra.post(
            f"/protection/contacts/{contact.subject}/",
            sent(**{**CONTACT, "night_phone": "112"}, seen=field(form, "seen")),
        ),
        302,
    )
    assert queries.contact(contact.subject).night_phone == "112"
    ok(petra.post(f"/protection/contacts/{contact.subject}/end/", sent()), 302)
    assert "Nobody is named yet" in words(ok(petra.get(hope)))


def test_a_language_nobody_knows_stays_at_its_field(petra, hope):
    answer = ok(petra.post(f"{hope}contact/", sent(**{**CONTACT, "languages": "Xyzzy"})), 422)
    assert 'href="#id_languages"' in answer.content.decode()


def test_an_agreement_comes_into_force_when_it_is_signed(petra, cast, hope):
    ok(petra.post(f"{hope}agreement/", sent(**{**AGREEMENT, "signed_on": ""})), 302)
    agency = hope.split("/")[-2]
    assessed(cast, "agency", agency)
    (agreement,) = queries.agreements(agency)
    url = f"/protection/agreements/{agreement.subject}/"
    answer = ok(petra.post(f"{url}move/", sent(state="in_force")), 422)
    assert "Only a signed agreement comes into force" in words(answer)
    seen = field(ok(petra.get(url)), "seen")
    ok(petra.post(url, sent(**AGREEMENT, seen=seen)), 302)
    ok(petra.post(f"{url}move/", sent(state="in_force", seen=field(ok(petra.get(url)), "seen"))), 302)
    assert "In force" in words(ok(petra.get(hope)))
    assert queries.agreed_sharing(agency, "referral", "2026-03-04").fields == {"name", "age"}
    assert verify(cast.ledger).sound


def test_ticked_boxes_stand_when_the_form_comes_back(petra, hope):
    answer = ok(petra.post(f"{hope}agreement/", sent(**{**AGREEMENT, "valid_until": "2025-01-01"})), 422)
    ticked = re.findall(r'name="fields"[^>]*value="([a-z_]+)" checked', answer.content.decode())
    assert sorted(ticked) == ["age", "name"]


def test_the_administrator_keeps_agencies_too(desk, hope):
    assert "Hope International" in words(ok(desk("adam").get(hope)))


@pytest.mark.parametrize("who", ["dalia", "bilal", "chidi", "hana", "olga"])
def test_everyone_else_is_refused(desk, hope, who):
    for path in (AGENCIES, hope, f"{AGENCIES}new/", f"{hope}contact/", f"{hope}agreement/"):
        assert desk(who).get(path).status_code == 403
        assert desk(who).post(path, sent(**AGENCY)).status_code in (403, 405)
    assert len(queries.agencies()) == 1
