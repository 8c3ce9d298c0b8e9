"""What leaves the desk on paper and as a file: the card without a name, the sealed page, and the arrival it brings."""

import json
import re

import pytest

from safeconduct.desks.referrals.printed_codes import new_codes
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.commands import MoveReferral, OpenReferral, SayConsent, SendReferral
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.vault.passphrase_sealing import PAD_TO, SealedText, open_text, seal_text
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Refused
from tests.desks.border_post.scenes import Family, ok, sent, words
from tests.desks.protection.scenes import agency, service

pytestmark = pytest.mark.django_db
DESK = "/referrals/"


def told(cast, to, family, **more):
    one = new_id()
    kind = queries.service(to).types[0]
    submit(
        cast.act(),
        OpenReferral(referral=one, service=to, type=kind, urgency="urgent", person=family.amina, group=family.group,
                     call_back="+373 22 900 900", **new_codes(), **more),
        SayConsent(referral=one, answer="given", by="self", fields=("name", "language")),
        SendReferral(referral=one, fields=("name", "language"), disclosed={"name": "Amina Haddad", "language": "ar"}),
    )  # fmt: skip
    return one


@pytest.fixture
def hope(cast):
    return agency(cast)


@pytest.fixture
def family(cast):
    return Family(cast, language="ar")


@pytest.fixture
def one(cast, hope, family):
    return told(cast, service(cast, hope), family)


def test_the_card_names_nobody(desk, one):
    for language in ("", "?language=en", "?language=fr", "?language=ar", "?language=es"):
        answer = ok(desk("bilal").get(f"{DESK}{one}/card.pdf{language}"))
        assert answer.content.startswith(b"%PDF")
        assert b"Amina" not in answer.content


def test_the_card_says_where_to_go_but_never_to_a_quiet_house(cast, hope, family, desk):
    from safeconduct.desks.referrals import card

    seen = []
    quiet = told(cast, service(cast, hope, "Quiet house", types=("safe_house",), is_discreet=True), family)
    usual = told(cast, service(cast, hope, "River clinic"), family)
    original = card.contact_card_pdf
    card.contact_card_pdf = lambda made: seen.append(made) or original(made)
    try:
        for referral in (usual, quiet):
            ok(desk("petra").get(f"{DESK}{referral}/card.pdf"))
    finally:
        card.contact_card_pdf = original
    assert seen[0].where == ("River clinic", "Sarn", "4 Mill Lane")
    assert (seen[1].where, seen[1].call, seen[1].call_back) == ((), "", "+373 22 900 900")


def test_the_sealed_page_opens_with_its_passphrase_alone(desk, one):
    bilal = desk("bilal")
    row = queries.referral(one)
    page = words(ok(bilal.get(f"{DESK}{one}/sealed/")))
    assert row.passphrase in page
    assert row.arrival_code not in page
    file = ok(bilal.post(f"{DESK}{one}/sealed/file/", sent()))
    text = file.content.decode()
    assert file["Content-Disposition"].startswith("attachment")
    for word in ("Amina", row.passphrase, row.arrival_code, "Hope"):
        assert word not in text
    assert "{{" not in text
    held = SealedText(**json.loads(re.search(r'id="sealed">(.*?)</script>', text).group(1)))
    content = json.loads(open_text(held, row.passphrase.lower().replace("-", " ")))
    assert ["Name", "Amina Haddad"] in content["lines"]
    assert ["Language", "Arabic"] in content["lines"]
    assert ["Arrival code", row.arrival_code] in content["lines"]
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        open_text(held, new_codes()["passphrase"])


def test_its_size_says_nothing_of_what_was_told():
    short, long = (seal_text(text, "p") for text in ("a", "a" * (PAD_TO - 1)))
    assert len(short.ciphertext) == len(long.ciphertext)


def test_the_arrival_code_read_by_the_agency_is_an_arrival(desk, one):
    bilal = desk("bilal")
    code = queries.referral(one).arrival_code.lower().replace("-", " ")
    ok(bilal.post(f"{DESK}arrival/", sent(code=code)), 302)
    row = queries.referral(one)
    assert (row.state, row.is_contested) == ("arrived", False)
    assert "By the code of its sealed page" in words(ok(bilal.get(f"{DESK}{one}/")))
    assert "moved on meanwhile" in words(ok(bilal.post(f"{DESK}arrival/", sent(code=code)), 422))


def test_no_page_is_given_out_when_consent_was_taken_back_or_the_person_arrived(desk, cast, one):
    bilal = desk("bilal")
    submit(cast.act(seen=queries.seen_of_all([one])), SayConsent(referral=one, answer="withdrawn"))
    assert "took the agreement back" in words(ok(bilal.get(f"{DESK}{one}/sealed/"), 422))
    ok(bilal.post(f"{DESK}{one}/sealed/file/", sent()), 422)


def test_no_page_is_given_out_after_the_arrival(desk, cast, one):
    submit(cast.act(seen=queries.seen_of_all([one])), MoveReferral(referral=one, state="arrived", channel="phone"))
    assert "until the person arrives" in words(ok(desk("bilal").get(f"{DESK}{one}/sealed/"), 422))


def test_an_agency_with_a_node_gets_no_page(desk, cast, family, settings):
    settings.SAFECONDUCT_AGENCY = "river"
    one = told(cast, service(cast, agency(cast, "River", code="river"), "River clinic"), family)
    assert "agency without an account" in words(ok(desk("bilal").get(f"{DESK}{one}/sealed/"), 422))


@pytest.mark.parametrize("who", ["dalia", "chidi", "olga"])
def test_nobody_else_takes_it(desk, one, who):
    ok(desk(who).get(f"{DESK}{one}/card.pdf"), 403)
    ok(desk(who).get(f"{DESK}{one}/sealed/"), 403)
    ok(desk(who).post(f"{DESK}{one}/sealed/file/", sent()), 403)


def test_a_contested_referral_gives_out_no_sealed_page(cast, hope, one):
    from safeconduct.desks.referrals.sealed import may_be_sealed

    row = queries.referral(one)
    assert may_be_sealed(row)
    row.is_contested = True
    assert not may_be_sealed(row)
