"""Finding: by slip, token, number and name; the reasons; nothing in an address; crossing again; the log of looks."""

from datetime import date

import pytest

from safeconduct.domains.crossings import queries as crossings
from safeconduct.foundation.access import queries as access
from safeconduct.kernel.tokens import token_code
from tests.desks.border_post.scenes import Family, ok, sent, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def bilal(desk):
    return desk("bilal")


@pytest.fixture
def family(cast):
    return Family(cast)


def token(family):
    return crossings.crossing(family.crossing).token


def test_the_page_asks_before_anything_is_searched(bilal):
    assert "People who were here before" in words(ok(bilal.get("/post/find/")))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Amina Haddad", "name"),
        ("amin", "name begins so"),
        ("أمينة", "name"),
        ("n0128413", "document number"),
        ("N012", "document number begins so"),
        ("B-0001", "Nobody found"),
    ],
)
def test_the_reason_of_a_match_is_shown(bilal, family, text, reason):
    page = words(ok(bilal.post("/post/find/", {"q": text})))
    assert reason in page
    assert "Only this node's own register was searched" in page


def test_a_token_finds_its_group(bilal, family):
    page = words(ok(bilal.post("/post/find/", {"q": token(family)})))
    assert "token" in page
    assert "Enters again" in page


def test_a_scanned_slip_leads_straight_to_its_group(bilal, family):
    crossing = crossings.crossing(family.crossing)
    code = token_code("KADAR", crossing.arrived_at.date(), crossing.token)
    answer = ok(bilal.post("/post/find/", {"q": code}), 302)
    assert answer.url == f"/post/register/{family.group}/"


def test_a_slip_of_nobody_here_says_so(bilal, family):
    answer = ok(bilal.post("/post/find/", {"q": token_code("KADAR", date(2026, 1, 1), token(family))}), 422)
    assert "Nobody is registered here with this slip" in words(answer)


def test_whoever_is_found_crosses_again_with_the_token_by_which_they_were_known(bilal, family, cast):
    page = ok(bilal.post("/post/find/", {"q": "N0128413"})).content.decode()
    assert f'action="/post/register/{family.group}/crosses/"' in page
    assert f'name="known_token" value="{token(family)}"' in page
    form = sent(direction="exit", known_token=token(family))
    ok(bilal.post(f"/post/register/{family.group}/crosses/", form), 302)
    latest = crossings.crossings_of_group(family.group)
    assert {one.direction for one in latest} == {"entry", "exit"}


def test_a_day_narrows_the_search(bilal, family):
    assert "Amina" in words(ok(bilal.post("/post/find/", {"q": "Amina", "day": "2026-03-04"})))
    assert "Nobody found" in words(ok(bilal.post("/post/find/", {"q": "Amina", "day": "2026-03-03"})))


def test_one_letter_is_too_short(bilal):
    assert "at least two letters" in words(ok(bilal.post("/post/find/", {"q": "a"}), 422))


def test_document_numbers_do_not_stand_in_the_list(bilal, family):
    ok(bilal.post("/post/find/", {"q": "Amina"}))
    html = bilal.post("/post/find/", {"q": "Amina"}).content.decode()
    assert "N0128413" not in html


def test_every_search_is_in_the_access_log_with_those_who_were_shown(bilal, family, cast):
    ok(bilal.post("/post/find/", {"q": "Amina"}))
    (look,) = access.looks(about=family.amina)
    assert (look.user, look.what) == (cast.ids["bilal"], "search")


def test_dalia_is_refused(desk):
    assert desk("dalia").get("/post/find/").status_code == 403
    assert desk("dalia").post("/post/find/", {"q": "Amina"}).status_code == 403
