"""Importing a file: dry run first, then family by family through the ordinary commands, with progress.

The file waits in the encrypted database, so that the import goes on after a restart where it stood; acts that were
saved just before a kill are recognised by their ids and count once.
"""

import threading
import time
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.desks.border_post import import_files
from safeconduct.desks.border_post.around import post_of
from safeconduct.desks.border_post.import_columns import KINDS, template
from safeconduct.desks.border_post.import_findings import Finding, ImportPlan, Planned
from safeconduct.desks.border_post.import_plans import plan_import
from safeconduct.desks.border_post.models import WaitingFile
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.sessions import Officer, allow, officer
from safeconduct.foundation.dispatch import in_turn, submit
from safeconduct.foundation.documents.table_files import read_tables
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound, Problem, Refused

LONGEST_ANSWER_S = 3.0  # assumption: a slow machine answers with fewer acts, so that the bar moves
AT_ONCE = 25  # acts carried out for one answer: the desks beside this one are not kept waiting
ROW_BY_ROW = 500  # findings listed each in its row; more of them are gathered, with all their rows
MOST_LINES = 5_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}

_one_at_a_time = threading.Lock()


@allow(POST_SUPERVISOR)
@require_GET
def template_file(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """The empty file to fill in."""
    if kind not in KINDS or form not in TYPES:
        raise NotFound("import.no_such_template")
    answer = HttpResponse(template(kind, form, ledger().clock.now()), content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="safeconduct-{kind}.{form}"'
    return answer


@allow(POST_SUPERVISOR)
@require_POST
def dry_run(request: HttpRequest) -> HttpResponse:
    """Read the file and say what it would do. Nothing is imported, whatever the file holds."""
    who = officer(request)
    post = post_of(who)
    given = request.FILES.get("file")
    kind = request.POST.get("kind", "")
    try:
        if given is None:
            raise Refused("import.choose_file")
        if kind not in KINDS:
            raise Refused("import.choose_kind")
        content, name = given.read(), str(given.name)
        plan = plan_import(read_tables(content), kind, who=who, post=post, now=ledger().clock.now())
        may_wait = plan.acts and not plan.errors
        kept = import_files.keep(content, plan, who=who, post=post, name=name) if may_wait else None
    except Problem as problem:
        context: dict[str, Any] = {
            "errors": [("", sentence_of(problem.code, problem.details))],
            "name": given.name if given else "",
        }
        return render(request, "border_post/import.html", context, status=422)
    context = {"waiting": kept, "name": given.name, **_planned(plan)}
    return render(request, "border_post/import.html", context, status=422 if plan.errors else 200)


@allow(POST_SUPERVISOR)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, upload: str) -> HttpResponse:
    """A file that waits: what it would do, or how far it has come; sent here, its next acts are carried out."""
    who = officer(request)
    row = import_files.file_of(upload, who, post_of(who))
    if request.method == "POST" and not row.is_finished:
        with _one_at_a_time:
            row = import_files.file_of(upload, who, post_of(who))
            _go_on(row, who)
    is_part = request.headers.get("HX-Request") == "true"
    context: dict[str, Any] = {"waiting": row, "name": row.name}
    if row.next or row.is_finished:
        context["share"] = round(100 * row.next / max(row.acts, 1))
    else:
        context |= _planned(import_files.plan_of(row, who))
    return render(request, "border_post/import_progress.html" if is_part else "border_post/import.html", context)


@allow(POST_SUPERVISOR)
@require_POST
def discard(request: HttpRequest, upload: str) -> HttpResponse:
    """Remove a file from those that wait; what was imported of it stays."""
    who = officer(request)
    import_files.discard(import_files.file_of(upload, who, post_of(who)))
    return HttpResponseRedirect(reverse("post:files") + "#import")


def _go_on(row: WaitingFile, who: Officer) -> None:
    """Carry out the next acts; how far the import has come is kept in the commit of each of them.

    What an earlier import did is passed over.
    """
    plan, done_before = import_files.plan_of(row, who), set(row.done_before)
    row.acts = len(plan.acts)
    enough, tried = time.monotonic() + LONGEST_ANSWER_S, 0
    while row.next < row.acts and tried < AT_ONCE and time.monotonic() < enough:
        place = row.next
        row.next += 1
        if place in done_before:
            row.repeated += 1
            continue
        tried += 1
        _carry_out(plan.acts[place], row, who)
    if row.next >= row.acts:
        import_files.finish(row)


def _carry_out(planned: Planned, row: WaitingFile, who: Officer) -> None:
    act = Act(
        id=planned.act_id, actor=who.id, purpose="border_control", place=row.post, happened_at=planned.happened_at
    )
    row.new += 1
    try:
        submit(act, *planned.commands, along=lambda: import_files.note(row))
    except Problem as problem:
        row.new -= 1
        sentence = sentence_of(problem.code, problem.details)
        row.failed.append({"row": planned.row, "sheet": planned.sheet, "sentence": sentence})
        in_turn(lambda: import_files.note(row))


def _planned(plan: ImportPlan) -> dict[str, Any]:
    """For the page of a dry run: every mistake of every row, gathered by what is wrong where they are very many."""
    errors, warnings = _listed(plan.errors), _listed(plan.warnings)
    sheets = {one.sheet for one in plan.findings}
    return {
        "plan": plan,
        "error_rows": errors[:MOST_LINES],
        "warning_rows": warnings[:MOST_LINES],
        "more": max(0, len(errors) - MOST_LINES),
        "several_sheets": len(sheets) > 1 or any(sheets),
    }


def _listed(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    if len(findings) <= ROW_BY_ROW:
        return [_line(one, str(one.row)) for one in findings]
    rows: dict[tuple[str, str, str], list[int]] = {}
    for one in findings:
        rows.setdefault((one.sheet, one.column, one.sentence), []).append(one.row)
    return [
        {"sheet": sheet, "column": column, "sentence": sentence, "rows": _ranges(numbers)}
        for (sheet, column, sentence), numbers in rows.items()
    ]


def _line(one: Finding, rows: str) -> dict[str, Any]:
    return {"sheet": one.sheet, "column": one.column, "sentence": one.sentence, "rows": rows}


def _ranges(numbers: Iterable[int]) -> str:
    """Rows as a person writes them: 3, 5–9."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
