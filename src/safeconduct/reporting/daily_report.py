"""The daily report of a post: figures of a local day in words and tables, for the post or for the public.

Layout and files are the business of `foundation.documents`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from django.utils import translation
from django.utils.translation import gettext as _

from safeconduct.foundation import codes
from safeconduct.foundation.documents.daily_report import (
    Breakdown,
    DailyReport,
    Deferred,
    Figure,
    Headcount,
    Hidden,
    Hour,
    Movements,
    Row,
    Waits,
    daily_report_pdf,
)
from safeconduct.foundation.documents.daily_report_sheets import daily_report_xlsx
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.problems import Refused
from safeconduct.reporting import report_words as words
from safeconduct.reporting.day_figures import DIRECTIONS, DayFigures, HourFigures, day_figures
from safeconduct.reporting.publishing import BANDS, OTHER, Numbers, net_stock, sum_shown, unique_persons
from safeconduct.science.disclosure.tables import TOTAL

Audience = Literal["internal", "public"]
SEXES = ("F", "M", OTHER)
UNKNOWN = "unknown"


def daily_report(
    post: str,
    day: date,
    now: datetime,
    *,
    audience: Audience = "internal",
    language: str = "en",
    training: bool = False,
) -> DailyReport:
    """The report of a post's local day as it stands now, in one language. NotFound: places.no_such_post."""
    with translation.override(language):
        return report_of(day_figures(post, day, now), audience=audience, training=training)


def report_of(figures: DayFigures, *, audience: Audience, training: bool = False) -> DailyReport:
    """The report of these figures in the active language. Refused: report.day_not_over, report.day_in_future."""
    check_may_report(figures, audience)
    public = audience == "public"
    numbers = Numbers(figures, public=public)
    entering, leaving = (numbers.of(f"hours.{direction}", TOTAL) for direction in DIRECTIONS)
    by_hour = [(hour, _at(hour, "entry", numbers)) for hour in figures.hours]
    return DailyReport(
        letterhead=Letterhead(agency=_("Border agency"), post=place_of(figures, public=public)),
        labels=words.report_labels(figures),
        audience=audience,
        day=figures.day,
        day_words=words.day_words(figures),
        zone_name=figures.zone,
        as_of=figures.as_of,
        headline=words.headline(entering, leaving, _busiest(figures, numbers)),
        chart_sentence=words.chart_sentence(by_hour),
        headcount=Headcount(
            entering=_figure(entering),
            leaving=_figure(leaving),
            counted=_by_method("counted", numbers),
            estimated=_by_method("estimated", numbers),
        ),
        movements=Movements(
            crossings=_figure(numbers.of("crossings", TOTAL)),
            unique_persons=_figure(unique_persons(figures, numbers)),
            net_stock=_figure(net_stock(figures, numbers)),
        ),
        hours=tuple(_hour(hour, numbers) for hour in figures.hours),
        sex_and_age=_sex_and_age(numbers),
        nationalities=_nationalities(numbers),
        needs=_needs(numbers),
        deferred=None if public else Deferred(opened=figures.deferred.opened, closed=figures.deferred.closed,
                                              overdue=figures.deferred.overdue),
        waits=None if public else Waits(median_minutes=figures.waits.median_minutes,
                                        longest_minutes=figures.waits.longest_minutes,
                                        groups_waiting=figures.waits.groups_waiting),
        remarks=None if public else tuple(words.hour_remark(hour) for hour in figures.hours if hour.remark),
        draft=not figures.is_over,
        training=training,
    )  # fmt: skip


def place_of(figures: DayFigures, *, public: bool) -> str:
    """The post; in public no place finer than its first-level area, while people flee a State."""
    return (figures.area or "–") if public and figures.released.is_coarse else figures.post_name


def check_may_report(figures: DayFigures, audience: Audience) -> None:
    """Two editions of one day, compared, would tell what each hides: so the public gets a day once it is over.

    Refused: report.day_not_over, report.day_in_future.
    """
    if figures.day > figures.as_of.date():
        raise Refused("report.day_in_future")
    if audience == "public" and not figures.is_over:
        raise Refused("report.day_not_over")


def report_file(report: DailyReport, kind: Literal["pdf", "xlsx"]) -> bytes:
    """The report as one A4 page, or as a workbook."""
    return {"pdf": daily_report_pdf, "xlsx": daily_report_xlsx}[kind](report)


def _figure(number: int | None) -> Figure:
    """A hidden number shows one mark, whatever hid it: which it was is nobody's business outside."""
    return Hidden() if number is None else number


def _at(hour: HourFigures, direction: str, numbers: Numbers) -> int | None:
    return numbers.of(f"hours.{direction}", hour.key)


def _hour(hour: HourFigures, numbers: Numbers) -> Hour:
    entering, leaving = (_figure(_at(hour, one, numbers)) if hour.is_counted else None for one in DIRECTIONS)
    return Hour(f"{hour.starts:%H}", entering, leaving, hour.minutes or 0)


def _busiest(figures: DayFigures, numbers: Numbers) -> HourFigures | None:
    """The hour with the most movements; None where a hidden number could be among them."""
    sums = [(sum_shown([_at(hour, one, numbers) for one in DIRECTIONS]), hour) for hour in figures.hours]
    if not sums or any(total is None for total, _hour in sums):
        return None
    return max(sums, key=lambda one: one[0] or 0)[1]


def _by_method(method: str, numbers: Numbers) -> Figure:
    return _figure(sum_shown([numbers.of(f"methods.{direction}", method) for direction in DIRECTIONS]))


def _sex_and_age(numbers: Numbers) -> Breakdown:
    rows = [row for part in (*DIRECTIONS, "registered") for row in _age_rows(part, numbers)]
    columns = (*(str(label("sex_word", sex)) for sex in SEXES[:2]), _("Other"), _("Total"))
    return Breakdown(_("Sex and age"), columns, tuple(rows))


def _age_rows(part: str, numbers: Numbers) -> Iterable[Row]:
    table = f"sex_and_age.{part}"
    met = numbers.labels(table)
    if not met:
        return
    for band in (*BANDS, *(band for band in met if band not in BANDS)):
        yield Row(words.direction_band(part, band),
                  tuple(_figure(numbers.of(table, band, sex)) for sex in (*SEXES, TOTAL)))  # fmt: skip


def _nationalities(numbers: Numbers) -> Breakdown:
    """Groups by eye from the headcount, States from registration: two sources, so two kinds of columns."""
    rows = []
    groups = [group for direction in DIRECTIONS for group in numbers.labels(f"nationality_groups.{direction}")]
    for group in dict.fromkeys(groups):
        counted = [_figure(numbers.of(f"nationality_groups.{direction}", group)) for direction in DIRECTIONS]
        rows.append(Row(_("{group} (by eye)").format(group=label("nationality_group", group)), (*counted, None)))
    registered = [(code, numbers.of("nationalities", code)) for code in numbers.labels("nationalities")]
    registered.sort(key=lambda one: (one[0] == UNKNOWN, -(one[1] or 0), words.nationality_name(one[0])))
    rows += [Row(words.nationality_name(code), (None, None, _figure(count))) for code, count in registered]
    return Breakdown(_("Nationalities"), (_("In"), _("Out"), _("Registered")), tuple(rows))


def _needs(numbers: Numbers) -> Breakdown:
    """Functional needs of groups at their crossing and of persons registered; flags counted on passing people."""
    wanted = [need for need in codes.code_list("functional_needs") if _is_said(need, numbers)]
    rows = [
        Row(str(label("need", need)), tuple(_figure(numbers.of(f"needs.{part}", need)) for part in NEED_PARTS))
        for need in wanted
    ]
    flags = dict.fromkeys(flag for direction in DIRECTIONS for flag in numbers.labels(f"flags.{direction}"))
    for flag in flags:
        total = sum_shown([numbers.of(f"flags.{direction}", flag) for direction in DIRECTIONS])
        rows.append(Row(_("{flag} (movements)").format(flag=label("count_flag", flag)), (None, _figure(total))))
    return Breakdown(_("Functional needs"), (_("Groups"), _("People")), tuple(rows))


NEED_PARTS = ("crossings", "registered")


def _is_said(need: str, numbers: Numbers) -> bool:
    return any(need in numbers.labels(f"needs.{part}") for part in NEED_PARTS)
