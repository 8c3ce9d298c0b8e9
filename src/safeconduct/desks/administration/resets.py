"""Forgotten passphrases: one person proposes, a second confirms, the user gets a printed start code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.administration.start_codes import start_code_page
from safeconduct.foundation.access import commands, queries, reset_codes
from safeconduct.foundation.access.roles import ADMINISTRATOR, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, end_sessions, officer


@allow(ADMINISTRATOR, POST_SUPERVISOR)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    who = officer(request)
    users = queries.reset_proposals()
    names = queries.names_of({user.reset_proposed_by for user in users})
    rows = [
        {
            "user": user,
            "proposed_by": names.get(user.reset_proposed_by, "–"),
            "mine": who.id in (user.reset_proposed_by, user.subject),
        }
        for user in users
    ]
    return render(request, "administration/resets.html", {"rows": rows, "is_administrator": who.is_any(ADMINISTRATOR)})


@allow(ADMINISTRATOR, POST_SUPERVISOR)
@require_POST
def answer(request: HttpRequest, user: str) -> HttpResponse:
    """Confirm, and get the start code; or refuse."""
    granted = request.POST.get("granted") == "yes"
    code, verifier = reset_codes.new_reset()
    commands.answer_reset(
        act_of(request, purpose="administration", seen={user: queries.seen_of(user)}),
        user=user,
        proposal=request.POST.get("proposal", ""),
        granted=granted,
        reset=verifier if granted else {},
    )
    if not granted:
        messages.success(request, _("Refused; nothing changes for this user."))
        return HttpResponseRedirect(reverse("administration:resets"))
    end_sessions(user)
    return start_code_page(request, queries.known_user(user), code)
