"""The pages of assessments: what is held back, writing, correcting, signing, withdrawing, renewing."""

import re
from datetime import timedelta

import pytest

from safeconduct.domains.assessments import queries
from safeconduct.domains.assessments.commands import WithdrawAssessment
from safeconduct.domains.assessments.risks import RISKS
from safeconduct.domains.partners import queries as partners
from safeconduct.foundation.access.drafts import read, save
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.verify import verify
from tests.assessed import assessed
from tests.desks.border_post.scenes import field, ok, sent, words
from tests.desks.protection.scenes import agency

pytestmark = pytest.mark.django_db
PAGE = "/protection/assessments/"


@pytest.fixture
def hope(cast):
    """An agency whose assessment was withdrawn: everything of it is held back."""
    subject = agency(cast)
    standing = queries.latest_about("agency", subject)
    submit(cast.act("olga"), WithdrawAssessment(assessment=standing.subject, reason="looked at anew"))
    return subject


@pytest.fixture
def bare(cast):
    """An agency that nobody has assessed."""
    return agency(cast, "River Help", agreed=None)


def filled(about, **more):
    answers = {f"likelihood-{risk.code}": "unlikely" for risk in RISKS}
    answers |= {f"severity-{risk.code}": "serious" for risk in RISKS}
    says = {
        "kind": "agency", "about": about, "about_name": "River Help", "purposes": ["referral"],
        "fields": ["name", "age"], "people": ["children"], "necessity": "Nobody is helped without it.",
        "proportionality": "Two fields.", "heard": "People at the bridge.",
    }  # fmt: skip
    return sent(**{**says, **answers, **more})


def written(client, about, **more):
    answer = ok(client.post(f"{PAGE}new/", filled(about, **more)), 302)
    return answer["Location"]


def test_the_empty_list_says_how_to_begin_and_what_is_held_back(desk):
    page = words(ok(desk("petra").get(PAGE)))
    assert "No assessment yet" in page
    assert "Everyone registered on a day, with names" in page


def test_what_is_held_back_leads_to_the_form_and_to_the_signature(desk, cast, bare):
    page = ok(desk("petra").get(f"/protection/agencies/{bare}/"))
    link = re.search(r'href="([^"]*assessments/new/[^"]*)"', page.content.decode()).group(1).replace("&amp;", "&")
    form = ok(desk("petra").get(link))
    assert "River Help" in words(form)
    assert field(form, "about") == bare
    url = written(desk("petra"), bare)
    waits = ok(desk("petra").get(f"/protection/agencies/{bare}/"))
    assert "waits for a second signature" in words(waits)
    assert url in waits.content.decode()
    assert f"{url}sign/" not in ok(desk("petra").get(url)).content.decode()
    signing = ok(desk("olga").get(url))
    ok(desk("olga").post(f"{url}sign/", sent(saw=field(signing, "saw"), seen=field(signing, "seen"))), 302)
    assert "In force" in words(ok(desk("petra").get(url)))
    assert "No assessment of it" not in words(ok(desk("petra").get(f"/protection/agencies/{bare}/")))
    assert verify(cast.ledger).sound


def test_what_was_typed_stands_when_a_risk_is_left_open(desk, bare):
    answer = ok(desk("petra").post(f"{PAGE}new/", filled(bare, **{"likelihood-stigma": ""})), 422)
    html = answer.content.decode()
    assert 'href="#id_likelihood-stigma"' in html
    assert "Nobody is helped without it." in html
    assert 'value="age" checked' in html.replace("  ", " ")
    assert queries.latest_about("agency", bare) is None


def test_a_draft_is_kept_and_goes_with_the_record(desk, cast, bare):
    form = ok(desk("petra").get(f"{PAGE}new/", {"kind": "agency", "about": bare, "name": "River Help"}))
    name = re.search(r'data-draft="([^"]+)"', form.content.decode()).group(1)
    save(cast.ids["petra"], name, '{"heard": ["People at the bridge"]}')
    written(desk("petra"), bare)
    assert read(cast.ids["petra"], name) is None


def test_it_is_corrected_until_somebody_signs_and_a_stale_page_does_not_sign(desk, bare):
    url = written(desk("petra"), bare)
    page = ok(desk("olga").get(url))
    seen = field(ok(desk("petra").get(f"{url}change/")), "seen")
    ok(desk("petra").post(f"{url}change/", filled(bare, heard="Elders too.", seen=seen)), 302)
    answer = ok(desk("olga").post(f"{url}sign/", sent(saw=field(page, "saw"))), 422)
    assert "written anew while you were reading" in words(answer)
    page = ok(desk("olga").get(url))
    assert "Elders too." in words(page)
    ok(desk("olga").post(f"{url}sign/", sent(saw=field(page, "saw"))), 302)
    again = ok(desk("petra").post(f"{url}change/", filled(bare, heard="Nobody.")), 422)
    assert "is signed and stays as it is" in words(again)


def test_a_risk_that_stays_likely_and_grave_is_not_signed(desk, bare):
    url = written(desk("petra"), bare, **{"likelihood-traffickers": "likely", "severity-traffickers": "grave",
                                          "measures-traffickers": ["vetting"]})  # fmt: skip
    answer = ok(desk("olga").post(f"{url}sign/", sent(saw=field(ok(desk("olga").get(url)), "saw"))), 422)
    assert "This is not begun" in words(answer)
    assert queries.coverage("agency", bare, "2026-03-04") is None


def test_it_is_withdrawn_with_a_reason_and_renewed_from_what_it_said(desk, cast, bare):
    url = f"{PAGE}{assessed(cast, 'agency', bare, about_name='River Help', heard='The women of the camp.')}/"
    assert ok(desk("adam").post(f"{url}withdraw/", sent(reason="")), 422)
    ok(desk("adam").post(f"{url}withdraw/", sent(reason="Their director left")), 302)
    assert "Their director left" in words(ok(desk("olga").get(url)))
    form = ok(desk("petra").get(f"{PAGE}new/", {"renews": url.split("/")[-2]}))
    assert "The women of the camp." in form.content.decode()
    renewed = written(desk("petra"), bare, renews=field(form, "renews"))
    assert queries.assessment(renewed.split("/")[-2]).renews == url.split("/")[-2]


def test_what_is_over_rises_and_what_was_renewed_does_not(desk, cast, bare):
    over = assessed(cast, "agency", bare, about_name="Old help", valid_until="2026-03-05")
    assessed(cast, "use", "registered", about_name="Long valid")
    cast.clock.pass_time(timedelta(days=2))
    page = words(ok(desk("olga").get(PAGE)))
    assert page.index("Old help") < page.index("Long valid")
    assert "Over: renew it" in page
    assessed(cast, "agency", bare, about_name="New help", renews=over)
    rows = [row.subject for row, _standing in queries.assessments("2026-03-06")]
    assert rows[-1] == over


def test_the_agreement_says_why_it_does_not_begin(desk, cast, hope):
    (agreement,) = partners.agreements(hope)
    assert "No assessment of it is in force" in words(
        ok(desk("petra").get(f"/protection/agreements/{agreement.subject}/"))
    )


def test_addresses_that_name_nothing_are_said(desk):
    for asked in ({}, {"kind": "agency", "about": "x"}, {"kind": "use", "about": "x"}, {"kind": "person"}):
        assert desk("petra").get(f"{PAGE}new/", asked).status_code == 404
    assert desk("petra").get(f"{PAGE}{'0' * 32}/").status_code == 404


def test_oversight_reads_and_signs_and_does_not_write(desk, cast, bare):
    url = written(desk("petra"), bare)
    assert desk("olga").get(f"{PAGE}new/").status_code == 403
    assert desk("olga").get(f"{url}change/").status_code == 403
    assert desk("adam").post(f"{url}sign/", sent()).status_code == 403
    assert "Print" in words(ok(desk("olga").get(url)))


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "chidi", "hana", "nadia"])
def test_everyone_else_is_refused(desk, cast, bare, who):
    subject = assessed(cast, "agency", bare)
    client = desk(who)
    for path in ("", "new/", f"{subject}/", f"{subject}/change/"):
        assert client.get(f"{PAGE}{path}").status_code == 403
    for path in ("new/", f"{subject}/sign/", f"{subject}/withdraw/", f"{subject}/change/"):
        assert client.post(f"{PAGE}{path}", sent(reason="no")).status_code == 403
