"""Guardians on the agency's node: who has places where; one guardian and their children; many children in one act."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.protection.confidential_pages import in_confidence
from safeconduct.desks.protection.forms_on_pages import errors_of, today
from safeconduct.desks.protection.guardian_steps import DESCRIBE_GUARDIAN, GUARDIAN_STEPS, TERMS
from safeconduct.desks.protection.step_forms import StepForm, drawn_fields, given_by, step_page
from safeconduct.domains.protection import commands, queries
from safeconduct.domains.protection.rules import Free, Plan, Waiting, plan
from safeconduct.domains.protection.states import USUAL_CAPACITY
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.sessions import act_of
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem


@in_confidence
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every guardian with their load, places by district, and the mandates that are over."""
    found = queries.guardians()
    day = today(request)
    record_look(request, "list", [one.guardian.subject for one in found])
    context = {
        "rows": found,
        "districts": queries.places_by_district(found),
        "expired": queries.count_expired(day),
        "waiting": len(queries.without_guardian(day)),
    }
    return render(request, "protection/guardians.html", context)


@in_confidence
@require_GET
def one(request: HttpRequest, guardian_id: str) -> HttpResponse:
    """One guardian and the children they stand for, the mandate that ends first on top."""
    bearing = queries.bearing(guardian_id)
    children = queries.children_of_guardian(guardian_id)
    record_look(request, "child", [child.subject for _mandate, child in children])
    context = {"bearing": bearing, "guardian": bearing.guardian, "children": children, "today": today(request)}
    return render(request, "protection/guardian.html", context)


@in_confidence
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Somebody who may stand for children from now on."""
    given = request.POST.get("command_id", "") or new_id()
    guardian = derived_id("guardian", given)
    initial = {"capacity": USUAL_CAPACITY, "sort": "person"}
    return step_page(request, DESCRIBE_GUARDIAN, guardian, initial=initial, back=reverse("protection:guardians"))


@in_confidence
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, guardian_id: str, step: str) -> HttpResponse:
    """Correct, retire or erase a guardian."""
    form = GUARDIAN_STEPS.get(step)
    if form is None:
        raise NotFound("protection.no_such_step")
    guardian = queries.guardian(guardian_id)
    initial = {one.name: getattr(guardian, one.name, "") for one in DESCRIBE_GUARDIAN.fields}
    back = reverse("protection:guardians") if step == "erase" else reverse("protection:guardian", args=[guardian_id])
    return step_page(request, form, guardian_id, initial=initial, back=back)


ASSIGN = StepForm(
    title="", why="", button="", fields=TERMS, command=lambda child, act, values: [],
)  # fmt: skip


@in_confidence
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest) -> HttpResponse:
    """Many children in one act: chosen, shown who would stand for whom, then written together or not at all."""
    chosen = tuple(filter(None, request.POST.getlist("child")))
    guardians = tuple(filter(None, request.POST.getlist("guardian")))
    terms = given_by(request, ASSIGN)
    if request.method != "POST":
        return _assign_page(request, {"starts": today(request)}, (), ())
    try:
        if not chosen or not guardians:
            raise NotFound("protection.nobody_chosen", field="child")
        if request.POST.get("then") == "assign":
            return _written(request, terms)
        planned = _plan(chosen, guardians, terms)
    except Problem as problem:
        return _assign_page(request, terms, chosen, guardians, errors=errors_of(problem))
    return _assign_page(request, terms, chosen, guardians, planned=planned)


def _plan(chosen: tuple[str, ...], guardians: tuple[str, ...], terms: dict[str, Any]) -> Plan:
    """Who would stand for whom, by the rules that will judge it when it is written."""
    free = [one for one in queries.guardians() if one.guardian.subject in guardians and one.places]
    waiting = []
    for child_id in chosen:
        child = queries.child(child_id)
        barred = {one.guardian.subject for one in free if queries.conflict_with(child_id, one.guardian.subject)}
        waiting.append(
            Waiting(child=child_id, group=child.group, district=child.district, barred=frozenset(barred))
        )  # fmt: skip
    return plan(
        waiting,
        [Free(guardian=one.guardian.subject, district=one.guardian.district, places=one.places) for one in free],
    )


def _written(request: HttpRequest, terms: dict[str, Any]) -> HttpResponse:
    act = act_of(request)
    pairs = [pair.split("|", 1) for pair in request.POST.getlist("pair") if "|" in pair]
    if not pairs:
        raise NotFound("protection.nobody_chosen", field="child")
    standing = {child: queries.mandates_of(child) for child, _guardian in pairs}
    submit(
        act,
        *(
            commands.BeginMandate(
                child=child, mandate=derived_id("mandate", act.id, child), guardian=guardian,
                replaces=next((one.id for one in standing[child] if one.is_standing), ""), **terms,
            )
            for child, guardian in pairs
        ),
    )  # fmt: skip
    text = ngettext(
        "A guardian stands for %(number)s child now.", "Guardians stand for %(number)s children now.", len(pairs)
    )
    messages.success(request, text % {"number": len(pairs)})
    return HttpResponseRedirect(reverse("protection:guardians"))


def _assign_page(
    request: HttpRequest, terms: dict[str, Any], chosen: tuple[str, ...], guardians: tuple[str, ...],
    *, planned: Plan | None = None, errors: list[tuple[str, str]] | None = None,
) -> HttpResponse:  # fmt: skip
    rows = queries.without_guardian(today(request))
    bearings = [one for one in queries.guardians() if one.places]
    record_look(request, "list", [one.subject for one in rows])
    names = {one.guardian.subject: one.guardian.name for one in bearings}
    by_id = {one.subject: one for one in rows}
    given = planned.given if planned else {}
    context = {
        "rows": [(one, one.subject in chosen) for one in rows],
        "guardians": [(one, one.guardian.subject in guardians) for one in bearings],
        "fields": drawn_fields(TERMS, "", terms, errors or []),
        "planned": [(by_id.get(child), child, names.get(one, ""), one) for child, one in given.items()],
        "left": [by_id.get(child) for child in planned.left] if planned else [],
        "is_preview": planned is not None,
        "errors": errors or [],
        "today": today(request),
        "command_id": new_id(),
    }  # fmt: skip
    return render(request, "protection/assign.html", context, status=422 if errors else 200)
