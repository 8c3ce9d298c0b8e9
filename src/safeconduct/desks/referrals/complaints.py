"""Complaints of agencies: taken down at any desk that refers, read and answered by coordinator and oversight alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.desks.referrals.people_at_desk import REFERRERS, REVIEWERS, at_referrals, referral_for
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import commands, queries
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import OVERSIGHT, PROTECTION_COORDINATOR
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem

FIELDS = ("agency", "about", "by", "words", "reach")
Errors = list[tuple[str, str]]


@at_referrals(*REFERRERS, OVERSIGHT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take a complaint down, in the words of who complains."""
    asked = request.POST if request.method == "POST" else request.GET
    row = referral_for(officer(request), asked["referral"]) if asked.get("referral") else None
    values = {name: request.POST.get(name, "").strip() for name in FIELDS}
    errors: Errors = []
    if request.method == "POST":
        try:
            _make(request, values, row)
        except Problem as problem:
            errors = _errors(problem)
        else:
            messages.success(request, _("Taken down. The coordinator and oversight see it; the agency does not."))
            then = reverse("referrals:one", args=[row.subject]) if row is not None else reverse("referrals:referrals")
            is_overseer = officer(request).is_any(OVERSIGHT)
            return HttpResponseRedirect(reverse("referrals:referral_complaints") if is_overseer else then)
    context = {
        "row": row,
        "values": values | ({"agency": row.agency} if row is not None else {}),
        "agencies": [("", ""), *((one.subject, one.name) for one in partners.agencies())],
        "abouts": choices("complaint_about"),
        "bys": choices("complaint_by"),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "referrals/complaint.html", context, status=422 if errors else 200)


def _make(request: HttpRequest, values: dict[str, str], row: Any) -> None:
    act = act_of(request, purpose=_purpose(request))
    said = values | ({"agency": row.agency, "referral": row.subject} if row is not None else {})
    commands.make_complaint(act, complaint=derived_id("complaint", act.id), **said)


def _purpose(request: HttpRequest) -> str:
    who = officer(request)
    return OVERSIGHT if who.is_any(OVERSIGHT) and not who.is_any(PROTECTION_COORDINATOR) else "protection"


def _errors(problem: Problem) -> Errors:
    return [(f"id_{problem.details.get('field', 'words')}", sentence_of(problem.code, problem.details))]


@at_referrals(*REVIEWERS)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Every complaint, the oldest open one first, and the answer to each."""
    errors: Errors = []
    if request.method == "POST":
        subject = request.POST.get("complaint", "")
        act = act_of(request, purpose=_purpose(request), seen=seen_from(request, subject))
        try:
            commands.answer_complaint(
                act, complaint=subject, outcome=request.POST.get("outcome", ""),
                words=request.POST.get("words", "").strip(),
            )  # fmt: skip
        except Problem as problem:
            errors = [(f"words-{subject}", sentence_of(problem.code, problem.details))]
        else:
            messages.success(request, _("Answered."))
            return HttpResponseRedirect(reverse("referrals:referral_complaints"))
    rows = queries.complaints()
    if rows:
        record_look(request, "complaints", [one.subject for one in rows], purpose=_purpose(request))
    context = {"rows": _shown(rows), "outcomes": choices("complaint_outcome"), "errors": errors, "typed": request.POST}
    return render(request, "referrals/complaints.html", context, status=422 if errors else 200)


def _shown(rows: list[Any]) -> list[dict[str, Any]]:
    agencies = partners.agencies_by_id({one.agency for one in rows})
    posts = {one.subject: one.name for one in places.posts()}
    referrals = queries.referrals_by_id({one.referral for one in rows if one.referral})
    return [
        {
            "one": one,
            "agency": agencies.get(one.agency),
            "post": posts.get(one.post, ""),
            "reference": referrals[one.referral].reference if one.referral in referrals else "",
            "seen": seen_field([one.subject]),
            "command_id": new_id(),
        }
        for one in rows
    ]
