"""Importing a file: dry run first, then group by group through the ordinary commands, with progress.

An uploaded file waits in this process's memory alone, never on the disk; after a restart it is chosen once more.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.border_post.around import post_of
from safeconduct.desks.border_post.import_columns import KINDS, template
from safeconduct.desks.border_post.import_plans import Finding, ImportPlan, plan_import
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.documents.table_files import read_table
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotFound, Problem, Refused

MOST_WAITING = 8  # assumption: files that wait for their import at one time on one node
AT_ONCE = 25  # acts carried out for one answer: the desks beside this one are not kept waiting
SHOWN = 200  # findings listed on the page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@dataclass
class Waiting:
    """A file that passed its dry run, and how far its import has come."""

    id: str
    user: str
    post: str
    name: str
    plan: ImportPlan
    next: int = 0
    new: int = 0
    repeated: int = 0
    failed: list[Finding] = field(default_factory=list)

    @property
    def is_finished(self) -> bool:
        """Whether every act was tried."""
        return self.next >= len(self.plan.acts)


_waiting: "OrderedDict[str, Waiting]" = OrderedDict()
_lock = threading.Lock()


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
    """Read the file and say what it would do. Nothing is written, whatever the file holds."""
    who = officer(request)
    post = post_of(who)
    given = request.FILES.get("file")
    kind = request.POST.get("kind", "")
    try:
        if given is None:
            raise Refused("import.choose_file")
        if kind not in KINDS:
            raise Refused("import.choose_kind")
        plan = plan_import(read_table(given.read()), kind, who=who, post=post, now=ledger().clock.now())
    except Problem as problem:
        context: dict[str, Any] = {
            "errors": [("", sentence_of(problem.code, problem.details))],
            "name": given.name if given else "",
        }
        return render(request, "border_post/import.html", context, status=422)
    kept = None if plan.errors or not plan.acts else _keep(Waiting(new_id(), who.id, post, str(given.name), plan))
    context = {"plan": plan, "waiting": kept, "name": given.name, **_findings(plan)}
    return render(request, "border_post/import.html", context, status=422 if plan.errors else 200)


@allow(POST_SUPERVISOR)
@require_POST
def carry_out(request: HttpRequest, upload: str) -> HttpResponse:
    """Carry out the next acts of a file; the page asks again until all are done."""
    who = officer(request)
    with _lock:
        waiting = _waiting.get(upload)
    if waiting is None or waiting.user != who.id or waiting.post != post_of(who):
        raise NotFound("import.no_longer_waiting")
    with _lock:
        first = waiting.next
        waiting.next = last = min(first + AT_ONCE, len(waiting.plan.acts))
    for planned in waiting.plan.acts[first:last]:
        act = Act(
            id=planned.act_id,
            actor=who.id,
            purpose="border_control",
            place=waiting.post,
            happened_at=planned.happened_at,
        )
        try:
            receipt = submit(act, *planned.commands)
        except Problem as problem:
            waiting.failed.append(Finding(planned.row, "", sentence_of(problem.code, problem.details)))
        else:
            waiting.repeated += receipt.repeated
            waiting.new += not receipt.repeated
    context = {"waiting": waiting, "plan": waiting.plan, "name": waiting.name, "share": _share(waiting)}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "border_post/import_progress.html" if is_part else "border_post/import.html", context)


def _share(waiting: Waiting) -> int:
    return round(100 * waiting.next / max(len(waiting.plan.acts), 1))


def _findings(plan: ImportPlan) -> dict[str, Any]:
    return {
        "error_rows": plan.errors[:SHOWN],
        "warning_rows": plan.warnings[:SHOWN],
        "more": max(0, len(plan.errors) - SHOWN),
    }


def _keep(waiting: Waiting) -> Waiting:
    with _lock:
        _waiting[waiting.id] = waiting
        while len(_waiting) > MOST_WAITING:
            _waiting.popitem(last=False)
    return waiting
