"""Following a referral up: calls, SMS and visits logged; given to another post; an arrival told by its code."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.desks.referrals.happened import happened_from
from safeconduct.desks.referrals.people_at_desk import EVERYONE, REFERRERS, at_referrals, may_see, referral_for
from safeconduct.desks.referrals.printed_codes import read_arrival_code
from safeconduct.desks.referrals.told import names_of
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import commands, queries
from safeconduct.domains.referrals.referral_states import ARRIVED
from safeconduct.domains.referrals.rules.code_lists import DIRECTIONS, MESSAGE_CHANNELS, OUTCOMES
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem, Refused


@at_referrals(*EVERYONE)
@require_http_methods(["GET", "POST"])
def message(request: HttpRequest, referral_id: str) -> HttpResponse:
    """A call, an SMS or a visit, and what came of it; an agency that does not answer is counted."""
    row = referral_for(officer(request), referral_id)

    def save() -> None:
        given = request.POST
        act = act_of(
            request, purpose="protection", seen=seen_from(request, referral_id),
            happened_at=happened_from(given.get("happened_at", "")),
        )  # fmt: skip
        commands.log_message(
            act, referral=referral_id, channel=given.get("channel", ""), direction=given.get("direction", ""),
            outcome=given.get("outcome", ""), words=given.get("words", "").strip(),
        )  # fmt: skip

    more = {
        "channels": choices("referral_channel", MESSAGE_CHANNELS),
        "directions": choices("message_direction", DIRECTIONS),
        "outcomes": choices("message_outcome", OUTCOMES),
        "contacts": partners.contacts_of(row.agency) if not queries.is_agency_node() else [],
        "service": queries.services_by_id([row.service]).get(row.service),
    }
    return _form(request, row, "referrals/message.html", save, more)


@at_referrals(*REFERRERS)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, referral_id: str) -> HttpResponse:
    """Another post follows it up from now on."""
    row = referral_for(officer(request), referral_id)

    def save() -> None:
        act = act_of(request, purpose="protection", seen=seen_from(request, referral_id))
        commands.hand_over_referral(
            act, referral=referral_id, holder=request.POST.get("holder", ""),
            words=request.POST.get("words", "").strip(),
        )  # fmt: skip

    others = [(one.subject, one.name) for one in places.posts() if one.subject != row.holder]
    return _form(request, row, "referrals/hand_over.html", save, {"posts": [("", ""), *others]})


def _form(
    request: HttpRequest, row: Any, template: str, save: Callable[[], None], more: dict[str, Any]
) -> HttpResponse:
    """A page with one form: saved, it leads back to the referral; refused, it says why and keeps what was typed."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            save()
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'words')}", sentence_of(problem.code, problem.details))]
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("referrals:one", args=[row.subject]))
    record_look(request, "referral", row.subject)
    context = {
        "row": row,
        "name": names_of([row])[row.subject],
        "values": request.POST,
        "seen": seen_field([row.subject]),
        "command_id": new_id(),
        "errors": errors,
        **more,
    }
    return render(request, template, context, status=422 if errors else 200)


@at_referrals(*REFERRERS)
@require_http_methods(["GET", "POST"])
def arrival(request: HttpRequest) -> HttpResponse:
    """An agency without an account reads the code of its sealed page: the person has arrived there."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            return HttpResponseRedirect(reverse("referrals:one", args=[_arrived(request)]))
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'code')}", sentence_of(problem.code, problem.details))]
    context = {"values": request.POST, "command_id": new_id(), "errors": errors}
    return render(request, "referrals/arrival.html", context, status=422 if errors else 200)


def _arrived(request: HttpRequest) -> str:
    """The referral that has arrived. Refused: referrals.arrival_code, and what the rules refuse."""
    code = read_arrival_code(request.POST.get("code", ""))
    row = queries.by_arrival_code(code)
    if row is None or not may_see(officer(request), row):
        raise Refused("referrals.arrival_code", field="code")
    record_look(request, "referral", row.subject)
    happened = happened_from(request.POST.get("happened_at", ""))
    act = act_of(request, purpose="protection", seen=queries.seen_of_all([row.subject]), happened_at=happened)
    commands.move_referral(act, referral=row.subject, state=ARRIVED, channel="file")
    messages.success(request, _("Arrived. The person is at the agency."))
    return str(row.subject)
