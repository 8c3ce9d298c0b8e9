"""What agencies ask to be changed in the directory: what stands, what they want, and the answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.protection.agencies import KEEPERS
from safeconduct.desks.protection.service_told import told_changes
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import commands, queries
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.kernel.ids import new_id


@allow(*KEEPERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every request that waits, the oldest first."""
    waiting = queries.open_requests()
    services = queries.services_by_id({one.subject for one in waiting})
    agencies = partners.agencies_by_id({one.agency for one in services.values()})
    seen = {subject: seen_field([subject]) for subject in services}
    rows: list[dict[str, Any]] = [
        {
            "request": one,
            "service": services[one.subject],
            "agency": agencies.get(services[one.subject].agency),
            "changes": told_changes(services[one.subject], one.changes),
            "seen": seen.get(one.subject, ""),
            "command_id": new_id(),
        }
        for one in waiting
    ]
    return render(request, "protection/change_requests.html", {"rows": rows})


@allow(*KEEPERS)
@require_POST
def answer(request: HttpRequest, service: str) -> HttpResponse:
    """Take over what was asked for, or not."""
    commands.answer_change(
        act_of(request, purpose="administration", seen=seen_from(request, service)),
        service=service,
        request=request.POST.get("request", ""),
        is_accepted=request.POST.get("answer") == "accept",
        words=request.POST.get("words", "").strip(),
    )
    messages.success(request, _("Answered."))
    return HttpResponseRedirect(reverse("protection:change_requests"))
