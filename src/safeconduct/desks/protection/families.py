"""Families on the agency's node: who looks for whom, possible matches with their reasons, children going back."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.desks.protection.confidential_pages import in_confidence
from safeconduct.desks.protection.family_steps import REUNIFICATION_STEPS, SEEK, TRACING_STEPS
from safeconduct.desks.protection.forms_on_pages import errors_of, today
from safeconduct.desks.protection.step_forms import step_page
from safeconduct.domains.protection import commands, queries
from safeconduct.domains.protection.states import CONSENTERS
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem


@in_confidence
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Open tracing requests and reunifications under way."""
    requests, going = queries.tracings(), queries.reunifications()
    concerned = {one.child for one in requests if one.child} | {one.child for one in going}
    children = queries.children_named(concerned)
    record_look(request, "list", [*(one.subject for one in requests), *(one.subject for one in going)])
    context = {
        "requests": [(one, children.get(one.child)) for one in requests],
        "going": [(one, children.get(one.child)) for one in going],
        "now": ledger().clock.now(),
    }
    return render(request, "protection/families.html", context)


@in_confidence
@require_http_methods(["GET", "POST"])
def seek(request: HttpRequest) -> HttpResponse:
    """A relative looks for a child."""
    subject = derived_id("tracing", request.POST.get("command_id", "") or new_id())
    back = reverse("protection:tracing", args=[subject])
    if request.method != "POST":
        back = reverse("protection:families")
    calendar = request.POST.get("birth_calendar", "gregorian")
    return step_page(request, SEEK, subject, initial={}, back=back, calendars=choices("calendar"), calendar=calendar)


@in_confidence
@require_GET
def tracing(request: HttpRequest, request_id: str) -> HttpResponse:
    """One request: who it may be and why, and what was done."""
    return _tracing_page(request, request_id, [])


def _tracing_page(request: HttpRequest, request_id: str, errors: list[tuple[str, str]]) -> HttpResponse:
    seen, one = seen_field([request_id]), queries.tracing(request_id)
    matches = queries.possible_matches(one) if one.is_open and not one.erased else []
    record_look(request, "child", [request_id, *(child.subject for child, _match in matches)])
    judged = queries.judged_of_tracing(request_id)
    context = {
        "one": one,
        "child": queries.children_named({one.child}).get(one.child) if one.child else None,
        "matches": [(child, match.reasons, judged.get(child.subject), new_id()) for child, match in matches],
        "acts": queries.acts_of_tracing(request_id),
        "seen": seen,
        "errors": errors,
    }
    return render(request, "protection/tracing.html", context, status=422 if errors else 200)


@in_confidence
@require_POST
def judge(request: HttpRequest, request_id: str) -> HttpResponse:
    """A person says whether it is the same child; nothing was chosen before."""
    act = act_of(request, seen=seen_from(request, request_id))
    given = {name: request.POST.get(name, "") for name in ("child", "verdict")}
    try:
        submit(act, commands.JudgeMatch(request=request_id, **given))
    except Problem as problem:
        return _tracing_page(request, request_id, errors_of(problem))
    if given["verdict"] == "same":
        return HttpResponseRedirect(reverse("protection:child", args=[given["child"]]))
    return HttpResponseRedirect(reverse("protection:tracing", args=[request_id]))


@in_confidence
@require_http_methods(["GET", "POST"])
def tracing_step(request: HttpRequest, request_id: str, step: str) -> HttpResponse:
    """One thing done for a request."""
    form, one = TRACING_STEPS.get(step), queries.tracing(request_id)
    if form is None:
        raise NotFound("protection.no_such_step")
    back = reverse("protection:families") if step == "erase" else reverse("protection:tracing", args=[request_id])
    return step_page(request, form, request_id, initial={"shares": one.shares}, back=back)


@in_confidence
@require_GET
def reunification(request: HttpRequest, reunification_id: str) -> HttpResponse:
    """One child on its way back: what has been agreed, what is missing, what comes next."""
    one = queries.reunification(reunification_id)
    record_look(request, "child", one.child)
    names = access.names_of(set(one.destination))
    said: dict[str, Any] = {consent.who: consent for consent in queries.consents_of(reunification_id)}
    context = {
        "one": one,
        "child": queries.children_named({one.child}).get(one.child),
        "consents": [(who, said.get(who)) for who in CONSENTERS],
        "next": {"held": "consent", "feared": "destination"}.get(one.step, one.step),
        "looked": [(names.get(who, "–"), found) for who, found in one.destination.items()],
        "now": ledger().clock.now(),
    }
    return render(request, "protection/reunification.html", context)


@in_confidence
@require_http_methods(["GET", "POST"])
def reunification_step(request: HttpRequest, reunification_id: str, step: str) -> HttpResponse:
    """One step of a reunification."""
    form = REUNIFICATION_STEPS.get(step)
    if form is None:
        raise NotFound("protection.no_such_step")
    one = queries.reunification(reunification_id)
    record_look(request, "child", one.child)
    back = reverse("protection:reunification", args=[reunification_id])
    initial = {
        "on": today(request),
        "authority": one.authority,
        "basis": one.basis,
        "way": one.way,
        "escort": one.escort,
    }
    child = queries.children_named({one.child}).get(one.child)
    return step_page(request, form, reunification_id, initial=initial, back=back, child=child)
