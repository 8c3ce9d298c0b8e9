"""A post's local day on one A4 page: movements by hour, who, which needs, and how much of the day was observed.

Counting and suppression are decided by the caller; `daily_report_sheets` writes the same struct as a workbook.
"""

from datetime import date, datetime
from typing import Any, Literal

import msgspec

from safeconduct.foundation.documents import moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead

ROWS_ON_PAGE = 19
"""Longer breakdowns say how many rows more the workbook holds, so that the report stays on its page."""


class Hidden(msgspec.Struct, frozen=True, tag=True):
    """A suppressed cell: smaller than `below`, or (None) withheld so that a small one cannot be worked out."""

    below: int | None = None


Figure = int | Hidden | None
"""A count, a suppressed count, or None: nothing was observed or asked."""


class Hour(msgspec.Struct, frozen=True):
    """One hour of the local day; a day on which clocks change has 23 or 25 of them. `starts` is printed: `05`."""

    starts: str
    entering: Figure
    leaving: Figure
    minutes_observed: int


class Row(msgspec.Struct, frozen=True):
    """One line of a breakdown; as many figures as the breakdown has columns."""

    label: str
    figures: tuple[Figure, ...]


class Breakdown(msgspec.Struct, frozen=True):
    """A table of counts with its title and column heads; `total`, if any, is the last line."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None


class Movements(msgspec.Struct, frozen=True, kw_only=True):
    """Three counts that are never added up: crossings registered, persons behind them, and entries less exits."""

    crossings: Figure
    unique_persons: Figure
    net_stock: Figure


class Headcount(msgspec.Struct, frozen=True, kw_only=True):
    """The day's tally: both directions, and how much of it was counted one by one or estimated."""

    entering: Figure
    leaving: Figure
    counted: Figure
    estimated: Figure


class Deferred(msgspec.Struct, frozen=True, kw_only=True):
    """Verifications put off at admission: begun this day, finished this day, overdue at its end."""

    opened: int
    closed: int
    overdue: int


class Waits(msgspec.Struct, frozen=True, kw_only=True):
    """Minutes that groups waited, and how many still wait."""

    median_minutes: int | None
    longest_minutes: int | None
    groups_waiting: int


class DailyReportLabels(Labels, frozen=True, kw_only=True):
    """The words of the report in one language. Notes are whole sentences; the caller fills in any number."""

    title: str
    audience_internal: str
    audience_public: str
    draft: str
    training: str
    entering: str
    leaving: str
    hour: str
    total: str
    minutes_observed: str
    by_hour: str
    headcount: str
    counted: str
    estimated: str
    movements: str
    crossings: str
    unique_persons: str
    net_stock: str
    coverage: str
    hours_observed: str
    deferred: str
    opened: str
    closed: str
    overdue: str
    waits: str
    median_minutes: str
    longest_minutes: str
    groups_waiting: str
    remarks: str
    no_remarks: str
    more_rows: str
    not_observed: str
    figures: str
    notes: str
    post: str
    day: str
    time_zone: str
    as_of: str
    movements_not_persons: str
    suppression_note: str
    source_note: str
    thousands: str = ","


class DailyReport(msgspec.Struct, frozen=True, kw_only=True):
    """All that one report says. `as_of` carries the post's zone; `zone_name` is its IANA name.

    `headline` and `chart_sentence` are the messages in words. Leave `deferred`, `waits` and `remarks` None in the
    public version.
    """

    letterhead: Letterhead
    labels: DailyReportLabels
    audience: Literal["internal", "public"]
    day: date
    day_words: str
    zone_name: str
    as_of: datetime
    headline: str
    chart_sentence: str
    headcount: Headcount
    movements: Movements
    hours: tuple[Hour, ...]
    sex_and_age: Breakdown
    nationalities: Breakdown
    needs: Breakdown
    deferred: Deferred | None = None
    waits: Waits | None = None
    remarks: tuple[str, ...] | None = None
    draft: bool = False
    training: bool = False

    @property
    def hours_observed(self) -> float:
        return sum(hour.minutes_observed for hour in self.hours) / 60

    @property
    def has_hidden(self) -> bool:
        """Whether any cell is suppressed, so that the note must stand below."""
        return any(isinstance(figure, Hidden) for figure in self._figures())

    def _figures(self) -> list[Figure]:
        tables = (self.sex_and_age, self.nationalities, self.needs)
        lines = [row for table in tables for row in (*table.rows, *((table.total,) if table.total else ()))]
        hours = [figure for hour in self.hours for figure in (hour.entering, hour.leaving)]
        sums = [*msgspec.structs.astuple(self.headcount), *msgspec.structs.astuple(self.movements)]
        return [*(figure for line in lines for figure in line.figures), *hours, *sums]


def daily_report_pdf(report: DailyReport) -> bytes:
    """One A4 page; only very long remarks need a second."""
    return typesetting.pdf("daily_report", _page(report), made_at=report.as_of)


def figure_text(figure: Figure, thousands: str = "") -> str:
    """`1,204`, `<5`, `×` for a cell withheld to protect another, `·` where nothing was observed."""
    match figure:
        case None:
            return "·"
        case Hidden(below=None):
            return "×"
        case Hidden(below=limit):
            return f"<{limit}"
        case _:
            return f"{figure:,}".replace(",", thousands).replace("-", "−")


def hours_text(hours: float) -> str:
    """`19.5`, `24`: hours without a needless fraction."""
    return f"{hours:.1f}".removesuffix(".0")


def _page(report: DailyReport) -> dict[str, Any]:
    labels = report.labels
    return {
        "letterhead": report.letterhead,
        "labels": labels.for_page(),
        "training": labels.training if report.training else None,
        "draft": labels.draft if report.draft else None,
        "audience": labels.audience_public if report.audience == "public" else labels.audience_internal,
        "day": report.day.isoformat(),
        "day_words": report.day_words,
        "zone": f"{report.zone_name} ({moments.zone_text(report.as_of)})",
        "as_of": moments.stamp_text(report.as_of),
        "headline": report.headline,
        "chart_sentence": report.chart_sentence,
        "tiles": _tiles(report),
        "split": [
            [labels.counted, figure_text(report.headcount.counted, labels.thousands)],
            [labels.estimated, figure_text(report.headcount.estimated, labels.thousands)],
        ],
        "hours": [_hour(hour) for hour in report.hours],
        "totals": [
            figure_text(total, labels.thousands) for total in (report.headcount.entering, report.headcount.leaving)
        ],
        "sex_and_age": _breakdown(report.sex_and_age, labels),
        "nationalities": _breakdown(report.nationalities, labels),
        "needs": _breakdown(report.needs, labels),
        "deferred": _pairs(report.deferred, labels),
        "waits": _pairs(report.waits, labels),
        "remarks": report.remarks,
        "suppressed": report.has_hidden,
    }


def _tiles(report: DailyReport) -> list[list[str]]:
    labels, sums = report.labels, report.movements
    whole_day = hours_text(len(report.hours))
    return [
        [figure_text(report.headcount.entering, labels.thousands), labels.entering],
        [figure_text(report.headcount.leaving, labels.thousands), labels.leaving],
        [figure_text(sums.crossings, labels.thousands), labels.crossings],
        [figure_text(sums.unique_persons, labels.thousands), labels.unique_persons],
        [figure_text(sums.net_stock, labels.thousands), labels.net_stock],
        [f"{hours_text(report.hours_observed)} / {whole_day}", labels.hours_observed],
    ]


def _hour(hour: Hour) -> dict[str, Any]:
    return {
        "starts": hour.starts,
        "observed": hour.minutes_observed / 60,
        "entering": figure_text(hour.entering),
        "leaving": figure_text(hour.leaving),
        "tall": hour.entering if isinstance(hour.entering, int) else 0,
        "deep": hour.leaving if isinstance(hour.leaving, int) else 0,
    }


def _breakdown(table: Breakdown, labels: DailyReportLabels) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": table.columns,
        "rows": [_line(row, labels) for row in table.rows[:ROWS_ON_PAGE]],
        "more": max(len(table.rows) - ROWS_ON_PAGE, 0),
        "total": _line(table.total, labels) if table.total else None,
    }


def _line(row: Row, labels: DailyReportLabels) -> list[str]:
    return [row.label, *(figure_text(figure, labels.thousands) for figure in row.figures)]


def _pairs(block: Deferred | Waits | None, labels: DailyReportLabels) -> list[list[str]] | None:
    """The block's own fields beside the labels of the same names."""
    if block is None:
        return None
    fields = msgspec.structs.asdict(block)
    return [[getattr(labels, name), figure_text(figure, labels.thousands)] for name, figure in fields.items()]
