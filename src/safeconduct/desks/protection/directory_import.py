"""Reading a service directory in: tried out first, then entry by entry through the ordinary commands, with progress.

The file waits in this process's memory alone; after a restart it is chosen once more.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.protection.agencies import KEEPERS
from safeconduct.desks.protection.directory_plan import DirectoryPlan, Finding, Planner
from safeconduct.domains.referrals import queries
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.documents import hsds
from safeconduct.foundation.documents.table_files import Limits, read_table
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act, Circumstances
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotFound, Problem, Refused

MOST_WAITING = 8  # assumption: directory files that wait at one time on one node
AT_ONCE = 25  # acts carried out for one answer: the desks beside this one are not kept waiting
SHOWN = 200
MOST_BYTES = 25_000_000  # assumption: as for every table


@dataclass
class Waiting:
    """A file that passed its dry run, and how far its import has come."""

    id: str
    user: str
    name: str
    plan: DirectoryPlan
    next: int = 0
    failed: list[Finding] = field(default_factory=list)

    @property
    def is_finished(self) -> bool:
        """Whether every act was tried."""
        return self.next >= len(self.plan.acts)


_waiting: "OrderedDict[str, Waiting]" = OrderedDict()
_lock = threading.Lock()


@allow(*KEEPERS)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What can be read in, and what can be taken out."""
    return render(request, "protection/directory_files.html", {"number": len(queries.services())})


@allow(*KEEPERS)
@require_POST
def dry_run(request: HttpRequest) -> HttpResponse:
    """Read the file and say what it would do. Nothing is written, whatever the file holds."""
    who = officer(request)
    given = request.FILES.get("file")
    now = ledger().clock.now()
    here = Circumstances(
        actor=who.id, roles=who.roles, place=who.place, zone=places.zone_of(who.place), now=now, happened_at=now
    )
    try:
        if given is None:
            raise Refused("import.choose_file")
        plan = plan_of(given.read(), here)
    except Problem as problem:
        context: dict[str, Any] = {
            "errors": [("", sentence_of(problem.code, problem.details))],
            "name": given.name if given else "",
            "number": len(queries.services()),
        }
        return render(request, "protection/directory_files.html", context, status=422)
    kept = None if plan.errors or not plan.acts else _keep(Waiting(new_id(), who.id, str(given.name), plan))
    context = {"plan": plan, "waiting": kept, "name": given.name, "error_rows": plan.errors[:SHOWN],
               "warning_rows": plan.warnings[:SHOWN]}  # fmt: skip
    return render(request, "protection/directory_tried.html", context, status=422 if plan.errors else 200)


def plan_of(data: bytes, here: Circumstances) -> DirectoryPlan:
    """What a file would do, whichever of the forms it has. Refused: file.*, hsds.*, directory.columns."""
    planner = Planner(here)
    if len(data) > MOST_BYTES:
        raise Refused("file.too_large", limit_mb=MOST_BYTES // 1_000_000)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return planner.read_hsds(hsds.read_directory(data))
    if data.startswith(b"PK\x03\x04") and b"xl/workbook.xml" not in data:
        directory = hsds.Directory()
        hsds.take_tables(directory, hsds.read_archive(data))
        return planner.read_hsds(directory)
    return planner.read_table(read_table(data, limits=Limits(rows=20_000)))


@allow(*KEEPERS)
@require_POST
def carry_out(request: HttpRequest, upload: str) -> HttpResponse:
    """Carry out the next acts of a file; the page asks again until all are done."""
    who = officer(request)
    with _lock:
        waiting = _waiting.get(upload)
        if waiting is None or waiting.user != who.id:
            raise NotFound("import.no_longer_waiting")
        first = waiting.next
        waiting.next = last = min(first + AT_ONCE, len(waiting.plan.acts))
    for planned in waiting.plan.acts[first:last]:
        seen = queries.seen_of_all([planned.subject])
        act = Act(id=planned.act_id, actor=who.id, purpose="administration", place=who.place, seen=seen)
        try:
            submit(act, planned.command)
        except Problem as problem:
            waiting.failed.append(Finding(planned.row, "", sentence_of(problem.code, problem.details)))
    done = waiting.next
    context = {
        "waiting": waiting,
        "name": waiting.name,
        "share": round(100 * done / max(len(waiting.plan.acts), 1)),
        "saved": done - len(waiting.failed),
    }
    is_part = request.headers.get("HX-Request") == "true"
    return render(
        request, "protection/directory_progress.html" if is_part else "protection/directory_tried.html", context
    )


def _keep(waiting: Waiting) -> Waiting:
    with _lock:
        _waiting[waiting.id] = waiting
        while len(_waiting) > MOST_WAITING:
            _waiting.popitem(last=False)
    return waiting
