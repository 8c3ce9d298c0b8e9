"""Files and paper of a post, for its supervisor: exports of a day, blank forms with serials, the door to imports."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.border_post import import_files
from safeconduct.desks.border_post.around import post_of
from safeconduct.desks.border_post.form_words import form_labels
from safeconduct.desks.border_post.import_columns import KINDS
from safeconduct.desks.border_post.imports import TYPES
from safeconduct.desks.border_post.report import day_asked
from safeconduct.domains.assessments import queries as assessments
from safeconduct.domains.people import queries as people
from safeconduct.foundation.access.looks import record_export, record_print
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.registration_form import (
    RegistrationForms,
    consecutive_serials,
    registration_forms_pdf,
)
from safeconduct.foundation.documents.spreadsheets import Sheet, write_csv, write_workbook
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.places.commands import issue_forms
from safeconduct.foundation.places.rules import MOST_FORMS
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem, Refused
from safeconduct.reporting.exports import crossings_sheet, headcount_sheet, registration_sheet, rules_sheet

EXPORTS: dict[str, Callable[[str, date], Sheet]] = {
    "crossings": crossings_sheet,
    "headcount": headcount_sheet,
    "registered": registration_sheet,
}
KIND_WORDS = {
    "registration": gettext_lazy("Registered groups and people"),
    "headcount": gettext_lazy("Headcount by the hour"),
}
NAMED = "registered"  # the one that holds names: a workbook only, with its rule inside


@allow(POST_SUPERVISOR)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Everything that comes and goes as a file or as paper."""
    return render(request, "border_post/files.html", _context(request))


def _context(request: HttpRequest, errors: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    who = officer(request)
    post = post_of(who)
    import_files.forget_old()
    day = places.local_time(post, ledger().clock.now()).date().isoformat()
    return {
        "waiting": [_waiting_line(post, row) for row in import_files.files_of(who, post)],
        "day": day,
        "batches": [_batch_line(post, row) for row in places.form_batches(post)],
        "issued": request.GET.get("issued", ""),
        "kinds": [(kind, KIND_WORDS[kind]) for kind in KINDS],
        "languages": [code for code, _name in settings.LANGUAGES if code != (get_language() or "en")],
        "most_forms": MOST_FORMS,
        "command_id": new_id(),
        "errors": errors or [],
        "names_may_leave": assessments.coverage("use", NAMED, day) is not None,
    }


def _waiting_line(post: str, row: Any) -> dict[str, Any]:
    return {"file": row, "kind": KIND_WORDS[row.kind], "at": places.local_time(post, row.kept_at)}


def _batch_line(post: str, row: Any) -> dict[str, Any]:
    serials = consecutive_serials(places.letter_of(post), first=row.first, count=row.count)
    return {"batch": row.subject, "first": serials[0], "last": serials[-1], "count": row.count,
            "at": places.local_time(post, row.issued_at)}  # fmt: skip


@allow(POST_SUPERVISOR)
@require_GET
def export(request: HttpRequest, what: str, form: str) -> HttpResponse:
    """One table of one day of this post. The export is written into the access log before the file is given."""
    make = EXPORTS.get(what)
    if make is None or form not in TYPES or (what == NAMED and form != "xlsx"):
        raise NotFound("files.no_such_export")
    who = officer(request)
    post = post_of(who)
    day = day_asked(request, post)
    if day > places.local_time(post, ledger().clock.now()).date():
        raise Refused("report.day_in_future")
    sheet = make(post, day)
    rows = list(sheet.rows)
    about = _persons_of(post, day) if what == NAMED else ()
    record_export(request, what, number=len(rows), about=about)
    now = ledger().clock.now()
    sheets = [sheet, rules_sheet(post, day, by=who.name, at=now)] if what == NAMED else [sheet]
    content = write_csv(sheet) if form == "csv" else write_workbook(sheets, title=sheet.title, made_at=now)
    answer = HttpResponse(content, content_type=TYPES[form])
    name = f"{what}-{places.letter_of(post)}-{day.isoformat()}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _persons_of(post: str, day: date) -> list[str]:
    return [one.subject for one in people.persons_of_day(post, day, places.zone_of(post)) if not one.voided]


@allow(POST_SUPERVISOR)
@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Take the next serials for blank forms; the page then offers them for printing."""
    post = post_of(officer(request))
    act = act_of(request)
    batch = derived_id("form batch", act.id)
    try:
        issue_forms(act, batch=batch, post=post, count=_count(request))
    except Problem as problem:
        context = _context(request, [("id_count", sentence_of(problem.code, problem.details))])
        return render(request, "border_post/files.html", context, status=422)
    second = request.POST.get("second", "")
    return HttpResponseRedirect(f"{reverse('post:files')}?issued={batch}&second={second}#forms")


def _count(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("count", ""))
    except ValueError:
        raise Refused("places.forms_count", most=MOST_FORMS) from None


@allow(POST_SUPERVISOR)
@require_GET
def forms_pdf(request: HttpRequest, batch: str) -> HttpResponse:
    """The blank forms of a batch; printed again they are the same forms with the same serials."""
    post = post_of(officer(request))
    found = places.form_batch(batch)
    if found.post != post:
        raise NotFound("places.no_such_batch")
    letter, language = places.letter_of(post), get_language() or "en"
    second = request.GET.get("second", "")
    forms = RegistrationForms(
        letterhead=Letterhead(agency=_("Border agency"), post=places.post(post).name),
        serials=consecutive_serials(letter, first=found.first, count=found.count),
        printed_at=places.local_time(post, ledger().clock.now()).replace(microsecond=0),
        labels=form_labels(language),
        second=form_labels(second) if second in dict(settings.LANGUAGES) and second != language else None,
        training=settings.SAFECONDUCT_TRAINING,
    )
    record_print(request, "form", number=found.count)
    answer = HttpResponse(registration_forms_pdf(forms), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="forms-{letter}-{found.first:06d}.pdf"'
    return answer
