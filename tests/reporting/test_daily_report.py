"""The report of a day: what it counts, what it keeps apart, and that the public version gives nothing away."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from safeconduct.domains.crossings.commands import CountMovements, Decide, ObserveHour, RecordCrossing
from safeconduct.domains.people.commands import BirthDateGiven, RegisterPerson
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.documents.daily_report import Hidden
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Refused
from safeconduct.reporting.daily_report import daily_report, report_file, report_of
from safeconduct.reporting.day_figures import day_figures
from safeconduct.reporting.publishing import Numbers, tables_of
from safeconduct.reporting.report_json import report_data
from safeconduct.science.disclosure.suppression import audit, suppress
from safeconduct.science.disclosure.tables import TOTAL

DAY = date(2026, 3, 4)
TEN = datetime(2026, 3, 4, 8, tzinfo=UTC)  # ten o'clock at the post
NEXT_DAY = datetime(2026, 3, 5, 8, tzinfo=UTC)


def count(cast: Any, hour: datetime = TEN, **what: Any) -> None:
    asked = {"direction": "entry", "sex": "F", "age_band": "18-59", "number": 1, **what}
    submit(cast.act(), CountMovements(post=cast.post, hour=hour, **asked))


def arrive(cast: Any, *, sex: str = "F", nationality: str = "UKR", needs: tuple[str, ...] = (), age: int = 30) -> str:
    person, crossing = new_id(), new_id()
    submit(
        cast.act(),
        RegisterPerson(
            person=person, level=2, sex=sex, nationality=nationality, needs=needs,
            birth=BirthDateGiven(kind="age", age=age, original=str(age)),
        ),
        RecordCrossing(crossing=crossing, post=cast.post, direction="entry", level=2, persons=(person,), needs=needs),
    )  # fmt: skip
    return crossing


@pytest.fixture
def day(cast: Any) -> Any:
    """120 counted in, 6 out; three persons registered of whom one crossed twice."""
    count(cast, number=70)
    count(cast, number=40, sex="M", nationality_group="national")
    count(cast, number=9, sex="M", age_band="0-4", method="estimated", hour=TEN + timedelta(hours=1))
    count(cast, number=1, sex="X", age_band="60+")
    count(cast, number=6, direction="exit")
    submit(cast.act(), ObserveHour(post=cast.post, hour=TEN, minutes=45))
    submit(cast.act(), ObserveHour(post=cast.post, hour=TEN - timedelta(hours=1), minutes=0, remark="power_cut"))
    arrive(cast, needs=("wheelchair",))
    arrive(cast, sex="M", nationality="MDA")
    deferred = arrive(cast, sex="M", nationality="XXB", age=3)
    submit(
        cast.act(),
        Decide(crossing=deferred, decision="admit_deferred", place="Town hall",
               deadline=cast.clock.now() + timedelta(hours=2)),
    )  # fmt: skip
    return cast


def test_report_keeps_movements_crossings_and_persons_apart(day: Any) -> None:
    report = daily_report(day.post, DAY, day.clock.now())
    assert (report.headcount.entering, report.headcount.leaving) == (120, 6)
    assert (report.headcount.counted, report.headcount.estimated) == (117, 9)
    assert report.movements.crossings == 3
    assert report.movements.unique_persons == 3
    assert report.movements.net_stock == 3


def test_hours_are_local_and_their_coverage_is_what_was_said(day: Any) -> None:
    report = daily_report(day.post, DAY, day.clock.now())
    by_hour = {hour.starts: hour for hour in report.hours}
    assert len(report.hours) == 24
    assert (by_hour["10"].entering, by_hour["10"].leaving, by_hour["10"].minutes_observed) == (111, 6, 45)
    assert by_hour["09"].entering is None
    assert by_hour["11"].minutes_observed == 0
    assert report.hours_observed == 0.75
    assert "0.8 of 24 hours" in report.labels.coverage
    assert "In 1 hour people were counted" in report.labels.coverage
    assert report.remarks == ("09:00 Power cut",)


def test_sex_and_age_join_few_people_into_one_column(day: Any) -> None:
    rows = {row.label: row.figures for row in daily_report(day.post, DAY, day.clock.now()).sex_and_age.rows}
    assert rows["In, 18–59"] == (70, 40, 0, 110)
    assert rows["In, 60+"] == (0, 0, 1, 1)
    assert rows["Out, 18–59"] == (6, 0, 0, 6)
    assert rows["Persons, 0–4"] == (0, 1, 0, 1)


def test_nationalities_under_protection_are_not_named(day: Any) -> None:
    report = daily_report(day.post, DAY, day.clock.now())
    rows = {row.label: row.figures for row in report.nationalities.rows}
    assert rows["Ukraine"] == (None, None, 1)
    assert rows["See protection"] == (None, None, 1)
    assert rows["National (by eye)"] == (40, 0, None)
    assert not any("efugee" in label for label in rows)


def test_deferred_verifications_are_counted_and_overdue_when_their_time_is_over(day: Any) -> None:
    assert daily_report(day.post, DAY, day.clock.now()).deferred.overdue == 0
    day.clock.move_to(NEXT_DAY)
    deferred = daily_report(day.post, DAY, day.clock.now()).deferred
    assert (deferred.opened, deferred.closed, deferred.overdue) == (1, 0, 1)


def test_report_of_a_day_that_is_not_over_is_a_draft(day: Any) -> None:
    assert daily_report(day.post, DAY, day.clock.now()).draft
    day.clock.move_to(NEXT_DAY)
    assert not daily_report(day.post, DAY, day.clock.now()).draft


def test_public_version_is_refused_until_the_day_is_over(day: Any) -> None:
    with pytest.raises(Refused) as refused:
        daily_report(day.post, DAY, day.clock.now(), audience="public")
    assert refused.value.code == "report.day_not_over"


def test_day_that_has_not_begun_is_refused(day: Any) -> None:
    with pytest.raises(Refused) as refused:
        daily_report(day.post, DAY + timedelta(days=1), day.clock.now())
    assert refused.value.code == "report.day_in_future"


def test_public_version_hides_small_numbers_and_what_would_give_them_away(day: Any) -> None:
    day.clock.move_to(NEXT_DAY)
    report = daily_report(day.post, DAY, day.clock.now(), audience="public")
    rows = {row.label: row.figures for row in report.sex_and_age.rows}
    assert rows["In, 60+"][2] == Hidden()
    assert sum(isinstance(figure, Hidden) for figure in rows["In, 60+"]) >= 2
    assert report.movements.unique_persons == Hidden()
    assert report.movements.net_stock == Hidden()
    assert report.movements.crossings == Hidden()
    assert (report.deferred, report.waits, report.remarks) == (None, None, None)
    assert report.has_hidden


def test_public_numbers_pass_the_audit(day: Any) -> None:
    day.clock.move_to(NEXT_DAY)
    figures = day_figures(day.post, DAY, day.clock.now())
    tables = [table for table in tables_of(figures) if table.cells]
    assert audit(tables, suppress(tables)) == []
    numbers = Numbers(figures, public=True)
    for table in tables:
        for place in table.cells:
            assert numbers.of(table.name, *place) in (None, table.cells[place])
            if 0 < table.cells[place] < 5:
                assert numbers.of(table.name, *place) is None


def test_public_json_has_no_number_below_five(day: Any) -> None:
    day.clock.move_to(NEXT_DAY)
    data = report_data(day_figures(day.post, DAY, day.clock.now()), public=True)

    def counts(part: Any) -> list[int]:
        if isinstance(part, dict):
            return [number for one in part.values() for number in counts(one)]
        return [part] if isinstance(part, int) else []

    assert not [n for n in counts(data["movements"]) + counts(data["persons"]) if 0 < n < 5]
    assert "waits" not in data


def test_day_without_anything_gives_a_page_that_says_so(cast: Any) -> None:
    report = daily_report(cast.post, DAY, cast.clock.now())
    assert report.headline == "No movement was counted on this day."
    assert report_file(report, "pdf").startswith(b"%PDF")


def test_pdf_and_workbook_hold_the_same_numbers(day: Any) -> None:
    report = daily_report(day.post, DAY, day.clock.now())
    assert report_file(report, "pdf").startswith(b"%PDF")
    book = load_workbook(io.BytesIO(report_file(report, "xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 120 in cells
    assert "Movements, not persons" in " ".join(str(cell) for cell in cells)


@pytest.mark.parametrize("language", ["fr", "ar", "es"])
def test_report_is_made_in_every_language(day: Any, language: str) -> None:
    report = daily_report(day.post, DAY, day.clock.now(), language=language)
    assert report.labels.language == language
    assert report_file(report, "pdf").startswith(b"%PDF")


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2025, 10, 26), 25)])
def test_days_on_which_clocks_change_have_their_own_number_of_hours(cast: Any, day: date, hours: int) -> None:
    cast.clock.move_to(datetime(2026, 4, 2, tzinfo=UTC))
    assert len(daily_report(cast.post, day, cast.clock.now()).hours) == hours


class TestNumbers:
    """The linked tables of any day, without a database."""

    @settings(max_examples=25, deadline=None)
    @given(st.data())
    def test_no_published_table_gives_a_small_number_away(self, data: st.DataObject) -> None:
        figures = any_day(data)
        tables = [table for table in tables_of(figures) if table.cells]
        assert audit(tables, suppress(tables)) == []
        report = report_of(figures, audience="public")
        for row in report.sex_and_age.rows:
            assert not any(isinstance(figure, int) and 0 < figure < 5 for figure in row.figures)

    @settings(max_examples=10, deadline=None)
    @given(st.data())
    def test_internal_margins_are_the_sums_of_their_cells(self, data: st.DataObject) -> None:
        figures = any_day(data)
        numbers = Numbers(figures, public=False)
        for direction in ("entry", "exit"):
            total = figures.movements[direction].total
            assert numbers.of(f"hours.{direction}", TOTAL) == total
            assert numbers.of(f"sex_and_age.{direction}", TOTAL, TOTAL) == total


def any_day(data: st.DataObject) -> Any:
    """Figures whose cuts agree, as a day's do, with many small numbers."""
    from safeconduct.domains.crossings.queries import VerificationFigures, WaitFigures
    from safeconduct.reporting.day_figures import DayFigures, HourFigures, Registered, Tally

    cell = st.tuples(
        st.integers(0, 5), st.sampled_from(["0-4", "18-59", "60+"]), st.sampled_from(["F", "M", "X"]),
        st.sampled_from(["national", "other"]), st.sampled_from(["counted", "estimated"]), st.integers(1, 12),
    )  # fmt: skip
    start = datetime(2026, 3, 4, tzinfo=UTC)
    drawn = {one: data.draw(st.lists(cell, max_size=8)) for one in ("entry", "exit")}

    def by(cells: list[Any], *places: int) -> dict[tuple[str, ...], int]:
        found: dict[tuple[str, ...], int] = {}
        for one in cells:
            key = tuple(one[place] for place in places)
            found[key] = found.get(key, 0) + one[-1]
        return found

    def at(cells: list[Any], hour: int) -> int:
        return sum(one[-1] for one in cells if one[0] == hour)

    def tally(cells: list[Any]) -> Tally:
        return Tally(
            total=sum(one[-1] for one in cells), sex_and_age=by(cells, 1, 2), nationality_groups=by(cells, 3),
            transports=by(cells, 3), methods=by(cells, 4), flags={},
        )  # fmt: skip

    people = data.draw(st.lists(cell, max_size=6))
    return DayFigures(
        post="p", post_name="Kadar Bridge", post_letter="B", day=DAY, zone="UTC", as_of=NEXT_DAY, is_over=True,
        hours=tuple(
            HourFigures(starts=start + timedelta(hours=hour), entry=at(drawn["entry"], hour),
                        exit=at(drawn["exit"], hour), minutes=60)
            for hour in range(6)
        ),
        movements={one: tally(cells) for one, cells in drawn.items()},
        registered=Registered(total=sum(one[-1] for one in people), sex_and_age=by(people, 1, 2),
                              nationalities=by(people, 3), needs={("wheelchair",): sum(o[-1] for o in people) // 3}),
        crossings=len(people), crossing_needs={}, unique_persons=sum(one[-1] for one in people),
        persons_entry=sum(one[-1] for one in people), persons_exit=0,
        deferred=VerificationFigures(0, 0, 0), waits=WaitFigures(None, None, 0),
    )  # fmt: skip
