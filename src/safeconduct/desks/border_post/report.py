"""The daily report on the screen and as files: which post and day, for the post or for the public. No names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.desks.border_post.around import post_of
from safeconduct.foundation.access.roles import BORDER_OFFICER, HUB_ANALYST, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import Officer, allow, officer
from safeconduct.foundation.documents.daily_report import Breakdown, DailyReport, Row, figure_text, hours_text
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.problems import NotAllowed, NotFound, Refused
from safeconduct.principles.state_fled import limits
from safeconduct.reporting.daily_report import Audience, daily_report, report_file
from safeconduct.reporting.publishing import BANDS
from safeconduct.reporting.report_words import direction_band
from safeconduct.science.disclosure.suppression import THRESHOLD

READERS = (BORDER_OFFICER, POST_SUPERVISOR, HUB_ANALYST)
CHILDREN = ("0-4", "5-11", "12-17", "5-17", "0-17")
AGES = (*CHILDREN, "18-59", "60+", "18+")
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@allow(*READERS)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The report of the day asked for, today's at first; a day that cannot be reported says why."""
    post = _post(request)
    posts, audience = _posts(officer(request)), _audience(request)
    context: dict[str, Any] = {"post": places.post(post), "posts": posts, "audience": audience}
    status = 200
    try:
        report = _report(request, post)
    except Refused as problem:
        status = 422
        context |= {"errors": [("id_day", sentence_of(problem.code, problem.details))]}
        context |= {"day": request.GET.get("day", ""), "audience": "internal"}
    else:
        context |= _shown(report)
    return render(request, "border_post/report.html", context, status=status)


@allow(*READERS)
@require_GET
def file(request: HttpRequest, kind: Literal["pdf", "xlsx"]) -> HttpResponse:
    """The report as a page or a workbook."""
    if kind not in TYPES:
        raise NotFound("report.no_such_file")
    report = _report(request, _post(request))
    answer = HttpResponse(report_file(report, kind), content_type=TYPES[kind])
    # Letters and digits alone: a post's name in its own script would not survive every mail program.
    is_coarse = report.audience == "public" and limits(THRESHOLD).is_coarse
    letter = "" if is_coarse else f"{places.letter_of(_post(request))}-"
    name = f"report-{letter}{report.day.isoformat()}-{report.audience}.{kind}"
    answer["Content-Disposition"] = f'{"inline" if kind == "pdf" else "attachment"}; filename="{name}"'
    return answer


def day_asked(request: HttpRequest, post: str) -> date:
    """The day in the address, or the post's today. Refused: report.no_such_day."""
    asked = request.GET.get("day", "").strip()
    if not asked:
        return places.local_time(post, ledger().clock.now()).date()
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise Refused("report.no_such_day", value=asked) from None


def _report(request: HttpRequest, post: str) -> DailyReport:
    return daily_report(
        post,
        day_asked(request, post),
        ledger().clock.now(),
        audience=_audience(request),
        language=get_language() or "en",
        training=settings.SAFECONDUCT_TRAINING,
    )


def _audience(request: HttpRequest) -> Audience:
    return "public" if request.GET.get("audience") == "public" else "internal"


def _posts(who: Officer) -> list[Any]:
    """The posts that an analyst may choose among; whoever works at a post has their own."""
    if not who.is_any(HUB_ANALYST):
        return []
    return [post for post in places.posts() if not who.posts or post.subject in who.posts]


def _post(request: HttpRequest) -> str:
    """The analyst's choice among their posts, everyone else's own post."""
    who = officer(request)
    choices = {post.subject for post in _posts(who)}
    asked = request.GET.get("post") or who.post or next((one.subject for one in _posts(who)), None)
    if not choices:
        own = post_of(who)
        if request.GET.get("post", own) != own:
            raise NotAllowed("access.not_your_post")
        return own
    if asked not in choices:
        raise NotAllowed("access.not_your_post")
    return str(asked)


def _shown(report: DailyReport) -> dict[str, Any]:
    labels = report.labels
    figures = [
        (report.headcount.entering, labels.entering),
        (report.headcount.leaving, labels.leaving),
        (report.movements.crossings, labels.crossings),
        (report.movements.unique_persons, labels.unique_persons),
        (report.movements.net_stock, labels.net_stock),
    ]
    return {
        "report": report,
        "day": report.day.isoformat(),
        "before": (report.day - timedelta(days=1)).isoformat(),
        "after": (report.day + timedelta(days=1)).isoformat() if not report.draft else "",
        "may_publish": not report.draft,
        "figures": [(figure_text(figure, labels.thousands), words) for figure, words in figures],
        "counted": figure_text(report.headcount.counted, labels.thousands),
        "estimated": figure_text(report.headcount.estimated, labels.thousands),
        "coverage": f"{hours_text(report.hours_observed)} / {len(report.hours)}",
        "hours": [
            {"starts": one.starts, "entering": figure_text(one.entering), "leaving": figure_text(one.leaving),
             "minutes": one.minutes_observed}
            for one in report.hours
        ],
        "tables": [
            _table("sex-age", report.sex_and_age, _AGES, labels.thousands, _sentence_of_ages(report)),
            _table("nationalities", report.nationalities, _STATES, labels.thousands, _sentence_of_states(report)),
            _table("needs", report.needs, _NEEDS, labels.thousands, _sentence_of_needs(report)),
        ],
    }  # fmt: skip


@dataclass(frozen=True)
class _Bars:
    """What the bar of a row shows: the sum of these figures, beside those of the rows that count the same thing."""

    figures: tuple[int, ...]
    is_registered: Callable[[Row], bool] = lambda row: False


def _is_registered_age(row: Row) -> bool:
    return row.label in {direction_band("registered", band) for band in (*BANDS, "unknown")}


_AGES = _Bars((3,), _is_registered_age)
_STATES = _Bars((0, 1, 2), lambda row: row.figures[2] is not None)
_NEEDS = _Bars((0, 1))


def _table(name: str, table: Breakdown, bars: _Bars, thousands: str, sentence: str) -> dict[str, Any]:
    """Rows with their figures as text, and the share of each row's number in the largest of its kind, for its bar."""
    numbers = [sum(n for at in bars.figures if isinstance(n := row.figures[at], int)) for row in table.rows]
    kinds = [bars.is_registered(row) for row in table.rows]
    largest = {
        kind: max((n for n, one in zip(numbers, kinds, strict=True) if one == kind), default=0) for kind in kinds
    }
    rows = [
        {"label": row.label, "figures": [figure_text(figure, thousands) for figure in row.figures],
         "share": round(100 * number / (largest[kind] or 1), 1)}
        for row, number, kind in zip(table.rows, numbers, kinds, strict=True)
    ]  # fmt: skip
    return {"name": name, "title": table.title, "columns": table.columns, "rows": rows, "sentence": sentence}


def _sentence_of_ages(report: DailyReport) -> str:
    """How many of those counted in were children, where every number that goes into it is shown."""
    totals = {row.label: row.figures[3] for row in report.sex_and_age.rows}
    known = [totals[label] for band in (*AGES, "unknown") if (label := direction_band("entry", band)) in totals]
    children = [totals[label] for band in CHILDREN if (label := direction_band("entry", band)) in totals]
    if not known or not all(isinstance(number, int) for number in known):
        return str(_("Too few people were counted to say how many of them were children."))
    counts = {"children": sum(children), "all": sum(known)}  # type: ignore[arg-type]
    words = ngettext(
        "{children} of {all} movement in was of a child under 18.",
        "{children} of {all} movements in were of children under 18.",
        counts["all"],
    )
    return words.format(**counts)


def _sentence_of_states(report: DailyReport) -> str:
    rows = [(row.label, row.figures[2]) for row in report.nationalities.rows]
    known = [(label, figure) for label, figure in rows if isinstance(figure, int) and figure]
    if not known:
        return str(_("Groups are told by eye at the headcount; nobody's nationality is shown."))
    label, most = max(known, key=lambda one: one[1])
    return str(_("Most persons registered: {state} ({number}). Groups by eye come from the headcount.").format(
        state=label, number=most))  # fmt: skip


def _sentence_of_needs(report: DailyReport) -> str:
    if not report.needs.rows:
        return str(_("No need was said on this day."))
    return str(_("A group or a person may have several needs, so these do not add up."))
