"""The report's page and files: who may open which post's, what it says, and Dalia refused."""

from datetime import UTC, datetime

import pytest

from safeconduct.domains.crossings.commands import CountMovements
from safeconduct.foundation.dispatch import submit

TEN = datetime(2026, 3, 4, 8, tzinfo=UTC)


@pytest.fixture
def counted(cast):
    for sex, number in (("F", 41), ("M", 3)):
        count = CountMovements(post=cast.post, hour=TEN, direction="entry", sex=sex, age_band="18-59", number=number)
        submit(cast.act(), count)
    return cast


def test_officer_sees_the_report_of_their_post_with_its_caveats(desk, counted):
    page = desk("bilal").get("/post/report/").content.decode()
    assert "44 movements in and 0 out were counted; the busiest hour began at 10:00." in page
    assert "Movements, not persons" in page
    assert "Europe/Chisinau" in page
    assert "0 of 24 hours were observed" in page


def test_analyst_chooses_among_all_posts_and_supervisor_has_their_own(desk, counted):
    analyst = desk("hana").get(f"/post/report/?post={counted.other_post}")
    assert "Sarn Rail" in analyst.content.decode()
    assert desk("samira").get(f"/post/report/?post={counted.other_post}").status_code == 403


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_report_comes_as_page_and_as_workbook(desk, counted, kind, begins):
    answer = desk("samira").get(f"/post/report/daily.{kind}?day=2026-03-04")
    assert answer.content.startswith(begins)
    assert f"report-B-2026-03-04-internal.{kind}" in answer["Content-Disposition"]


def test_public_version_hides_small_numbers_once_the_day_is_over(desk, counted):
    early = desk("samira").get("/post/report/?audience=public")
    assert early.status_code == 422
    assert "once the day is over" in early.content.decode()
    counted.clock.move_to(datetime(2026, 3, 5, 8, tzinfo=UTC))
    page = desk("samira").get("/post/report/?audience=public&day=2026-03-04").content.decode()
    assert '<td class="num ltr">×</td>' in page
    assert '<td class="num ltr">3</td>' not in page
    assert "× is a number below 5" in page


@pytest.mark.parametrize("day", ["2027-01-01", "yesterday", "2026-02-30"])
def test_day_that_cannot_be_reported_is_said_beside_the_choice(desk, counted, day):
    answer = desk("bilal").get("/post/report/", {"day": day})
    assert answer.status_code == 422
    assert "id_day" in answer.content.decode()
    assert desk("bilal").get("/post/report/daily.pdf", {"day": day}).status_code == 422


@pytest.mark.parametrize("who", ["dalia", "adam", "olga"])
@pytest.mark.parametrize("path", ["report/", "report/daily.pdf", "report/daily.xlsx"])
def test_whoever_has_no_access_is_refused(desk, counted, who, path):
    assert desk(who).get(f"/post/{path}").status_code == 403


def test_unknown_kind_of_file_is_not_found(desk, counted):
    assert desk("bilal").get("/post/report/daily.exe").status_code == 404
