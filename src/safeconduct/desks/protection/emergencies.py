"""Who read sealed content without holding its key: told at once, reviewed later by another person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.protection.confidential_pages import at_agency
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.roles import OVERSIGHT, PROTECTION_COORDINATOR, PROTECTION_OFFICER
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.compartments import queries
from safeconduct.foundation.compartments.commands import ReviewEmergency
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

REVIEWERS = (PROTECTION_OFFICER, PROTECTION_COORDINATOR, OVERSIGHT)
MOST_LOOKS = 50


@at_agency(*REVIEWERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All of them, those to be reviewed first."""
    return _page(request, [])


def _page(request: HttpRequest, errors: list[tuple[str, str]]) -> HttpResponse:
    who, found = officer(request), queries.emergencies()
    names = access.names_of({one.user for one in found} | {one.reviewed_by for one in found if one.reviewed_by})
    rows = [
        {
            "one": one,
            "by": names.get(one.user, "–"),
            "reviewer": names.get(one.reviewed_by, ""),
            "looks": access.looks(about=one.subject).count(),
            "may_review": not one.verdict and one.user != who.id,
            "words": request.POST.get("words", "") if request.POST.get("emergency") == one.subject else "",
            "command_id": new_id(),
        }
        for one in sorted(found, key=lambda one: bool(one.verdict))
    ]
    context = {"rows": rows, "errors": errors, "now": ledger().clock.now()}
    return render(request, "protection/emergencies.html", context, status=422 if errors else 200)


@at_agency(*REVIEWERS)
@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """Justified or not, in words."""
    emergency = request.POST.get("emergency", "")
    command = ReviewEmergency(
        emergency=emergency, justified=request.POST.get("justified") == "yes", words=request.POST.get("words", "")
    )
    try:
        if request.POST.get("justified") not in ("yes", "no"):
            return _page(request, [(f"id_justified_{emergency}", _("Say whether it was justified."))])
        submit(act_of(request), command)
    except Problem as problem:
        return _page(request, [(f"words-{emergency}", sentence_of(problem.code, problem.details))])
    messages.success(request, _("Reviewed."))
    return HttpResponseRedirect(reverse("protection:emergencies"))
