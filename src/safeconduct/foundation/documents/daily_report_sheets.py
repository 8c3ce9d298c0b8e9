"""The daily report as a workbook: the same figures as the page, one table a sheet, the caveats first."""

from safeconduct.foundation.documents import moments
from safeconduct.foundation.documents.daily_report import Breakdown, DailyReport, Figure, figure_text, hours_text
from safeconduct.foundation.documents.spreadsheets import Cell, Column, Sheet, write_workbook


def daily_report_xlsx(report: DailyReport) -> bytes:
    """An XLSX file. Suppressed cells are text as on the page; an empty cell was not observed or not asked."""
    sheets = [
        _figures(report),
        _hours(report),
        *(_breakdown(table, report) for table in (report.sex_and_age, report.nationalities, report.needs)),
    ]
    return write_workbook(sheets, title=f"{report.labels.title} {report.day.isoformat()}", made_at=report.as_of)


def _cell(figure: Figure) -> Cell:
    return figure if figure is None or isinstance(figure, int) else figure_text(figure)


def _figures(report: DailyReport) -> Sheet:
    labels = report.labels
    columns = (Column(labels.title), Column(report.day.isoformat()))
    rows = (*_marks(report), *_head(report), *_sums(report), *_operations(report), *_notes(report))
    return Sheet(title=labels.figures, columns=columns, rows=rows, language=labels.language)


def _marks(report: DailyReport) -> list[tuple[Cell, ...]]:
    labels = report.labels
    marks = [(labels.training, report.training), (labels.draft, report.draft)]
    return [(words, None) for words, applies in marks if applies]


def _head(report: DailyReport) -> list[tuple[Cell, ...]]:
    labels = report.labels
    return [
        (labels.audience_public if report.audience == "public" else labels.audience_internal, None),
        (labels.post, report.letterhead.post),
        (labels.day, report.day),
        (labels.time_zone, f"{report.zone_name} ({moments.zone_text(report.as_of)})"),
        (labels.as_of, moments.stamp_text(report.as_of)),
        (report.headline, None),
    ]


def _sums(report: DailyReport) -> list[tuple[Cell, ...]]:
    labels, tally, moved = report.labels, report.headcount, report.movements
    return [
        (labels.headcount, None),
        (labels.entering, _cell(tally.entering)),
        (labels.leaving, _cell(tally.leaving)),
        (labels.counted, _cell(tally.counted)),
        (labels.estimated, _cell(tally.estimated)),
        (labels.hours_observed, f"{hours_text(report.hours_observed)} / {len(report.hours)}"),
        (labels.movements, None),
        (labels.crossings, _cell(moved.crossings)),
        (labels.unique_persons, _cell(moved.unique_persons)),
        (labels.net_stock, _cell(moved.net_stock)),
    ]


def _operations(report: DailyReport) -> list[tuple[Cell, ...]]:
    labels, rows = report.labels, list[tuple[Cell, ...]]()
    if deferred := report.deferred:
        rows += [
            (labels.deferred, None),
            (labels.opened, deferred.opened),
            (labels.closed, deferred.closed),
            (labels.overdue, deferred.overdue),
        ]
    if waits := report.waits:
        rows += [
            (labels.waits, None),
            (labels.median_minutes, waits.median_minutes),
            (labels.longest_minutes, waits.longest_minutes),
            (labels.groups_waiting, waits.groups_waiting),
        ]
    return rows


def _notes(report: DailyReport) -> list[tuple[Cell, ...]]:
    labels = report.labels
    notes = [labels.movements_not_persons, labels.coverage, labels.source_note]
    if report.has_hidden:
        notes.append(labels.suppression_note)
    if report.remarks:
        notes += [labels.remarks, *report.remarks]
    return [(labels.notes, None), *((note, None) for note in notes)]


def _hours(report: DailyReport) -> Sheet:
    labels = report.labels
    columns = (
        Column(labels.hour),
        Column(labels.entering, "integer"),
        Column(labels.leaving, "integer"),
        Column(labels.minutes_observed, "integer"),
    )
    rows = [(hour.starts, _cell(hour.entering), _cell(hour.leaving), hour.minutes_observed) for hour in report.hours]
    return Sheet(title=labels.by_hour, columns=columns, rows=rows, language=labels.language)


def _breakdown(table: Breakdown, report: DailyReport) -> Sheet:
    columns = (Column(""), *(Column(title, "integer") for title in table.columns))
    lines = (*table.rows, *((table.total,) if table.total else ()))
    rows = [(line.label, *(_cell(figure) for figure in line.figures)) for line in lines]
    return Sheet(title=table.title, columns=columns, rows=rows, language=report.labels.language)
