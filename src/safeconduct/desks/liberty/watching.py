"""What oversight sees: alarms on top until it says what was done; reviews overdue, and who is held for too long.

By token and place, never by name.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeconduct.desks.liberty.around import post_names
from safeconduct.desks.liberty.listing import shown
from safeconduct.domains.liberty import queries
from safeconduct.domains.liberty.commands import AcknowledgeAlarms
from safeconduct.domains.liberty.states import WARNINGS, liberty_of
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.roles import OVERSIGHT
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

SHOWN = 100


@allow(OVERSIGHT)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Everything that waits for oversight; POST says what was done about an alarm."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _answer(request)
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'done')}", sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("liberty:liberty_watch"))
    now = ledger().clock.now()
    kinds = {name: queries.deprivations(now, which=name)[:SHOWN] for name in (queries.OVERDUE, queries.OVER)}
    context = {
        "alarms": _alarms(queries.open_alarms()),
        "answered": _alarms(queries.answered_alarms()[:SHOWN]),
        "overdue": shown(kinds[queries.OVERDUE], now, {}),
        "over": shown(kinds[queries.OVER], now, {}),
        "contested": shown(queries.contested_deprivations(), now, {}),
        "figures": queries.figures(now),
        "done": choices("held_done"),
        "given_done": request.POST.getlist("done"),
        "errors": errors,
    }
    return render(request, "liberty/watch.html", context, status=422 if errors else 200)


def _alarms(rows: list[Any]) -> list[dict[str, Any]]:
    posts, names = post_names(), access.names_of({one.done_by for one in rows if one.done_by})
    about = {(row.person, row.id): row for one in rows for row in queries.deprivations_of(one.person)}
    listed = shown(about.values(), ledger().clock.now(), {})
    held = {(row["one"].person, row["one"].id): row for row in listed}
    return [
        {
            "one": one,
            "post": posts.get(one.post, "–"),
            "held": held.get((one.person, one.deprivation)),
            "is_warning": one.kind in WARNINGS,
            "by": names.get(one.done_by, "–"),
            "seen": seen_field([liberty_of(one.person)]),
            "command_id": new_id(),
        }
        for one in rows
    ]


def _answer(request: HttpRequest) -> None:
    given = request.POST
    person = given.get("person", "")
    command = AcknowledgeAlarms(
        person=person, alarms=(given.get("alarm", ""),), done=tuple(given.getlist("done")),
        remark=given.get("remark", ""),
    )  # fmt: skip
    submit(act_of(request, seen=seen_from(request, liberty_of(person))), command)
