"""Children's files on the agency's node: who is alone and what is to be done next; one child, and each step."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.protection.child_steps import DONE_BY, EACH, STEPS, found_by
from safeconduct.desks.protection.child_words import EVENT_CODES
from safeconduct.desks.protection.confidential_intake import say_broken, take_in_new
from safeconduct.desks.protection.confidential_pages import in_confidence
from safeconduct.desks.protection.deciding_steps import DEFAULTS
from safeconduct.desks.protection.forms_on_pages import errors_of, today
from safeconduct.desks.protection.step_forms import Asked, StepForm, drawn_fields, given_by, step_page
from safeconduct.domains.cases.queries import cases_of_child
from safeconduct.domains.protection import commands, queries
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.sessions import act_of
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices, label
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem


@in_confidence
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The open cases, the nearest limit first."""
    say_broken(request, take_in_new(request))
    rows, now = queries.children(), ledger().clock.now()
    record_look(request, "list", [one.subject for one in rows])
    day = today(request)
    context = {
        "rows": rows,
        "now": now,
        "today": day,
        "over": queries.count_over(now),
        "erased": queries.count_erased(),
        "expired": queries.count_expired(day),
        "guardians": queries.names_of_guardians(one.guardian for one in rows),
    }
    return render(request, "protection/children.html", context)


NEW = StepForm(
    title=_("A child came here"),
    why=_("Nothing is required; no name is needed yet."),
    button=_("Open the file"),
    fields=(
        Asked("token", _("Token, if it has one")),
        Asked("note", _("How to find it again"), wide="double"),
        Asked("sex", _("Sex"), "segments", "sex_word"),
        Asked("age_band", _("Age"), "segments", "age_band", ("0-4", "5-11", "12-17", "unknown")),
    ),
    command=lambda child, act, values: [commands.OpenChild(child=child, about=values)],
)


@in_confidence
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A file for a child who came without a notice."""
    values, errors = given_by(request, NEW), []
    if request.method == "POST":
        act = act_of(request)
        child_id = derived_id("child", act.id)
        try:
            commands.open_child(act, child=child_id, about=values)
        except Problem as problem:
            errors = errors_of(problem)
        else:
            return HttpResponseRedirect(reverse("protection:child", args=[child_id]))
    fields = drawn_fields(NEW.fields, "", values, errors)
    context = {"asked": NEW, "fields": fields, "errors": errors, "back": reverse("protection:children"),
               "command_id": new_id()}  # fmt: skip
    return render(request, "protection/step.html", context, status=422 if errors else 200)


@in_confidence
@require_GET
def one(request: HttpRequest, child_id: str) -> HttpResponse:
    """One child: what is to be done, who cares for it, what is known, what happened."""
    child = queries.child(child_id)
    record_look(request, "child", child_id)
    events = queries.events_of(child_id)
    names = access.names_of({one.actor for one in events})
    mandates = queries.mandates_of(child_id)
    guardians = queries.names_of_guardians(one.guardian for one in mandates)
    context = {
        "child": child,
        "now": ledger().clock.now(),
        "steps": [(one, DONE_BY.get(one.step, one.step)) for one in queries.steps_of(child_id)],
        "others": queries.children_of_group(child.group, child.crossing, besides=child_id),
        "events": [
            (one, label(EVENT_CODES[one.what], one.code) if one.code and one.what in EVENT_CODES else "",
             names.get(one.actor, ""))
            for one in events
        ],
        "mandates": [(one, guardians.get(one.guardian, "")) for one in mandates],
        "tracings": queries.tracings_of_child(child_id),
        "reunifications": queries.reunifications_of(child_id),
        "claims": queries.claims_of(child_id),
        "cases": cases_of_child(child_id),
        "decisions": [(one, names.get(one.confirmed_by, "")) for one in queries.decisions_of(child_id)],
        "today": today(request),
        "primary": DONE_BY.get(child.next_step, child.next_step),
    }  # fmt: skip
    return render(request, "protection/child.html", context)


@in_confidence
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, child_id: str, step: str) -> HttpResponse:
    """One thing done for a child."""
    form = STEPS.get(step)
    if form is None:
        raise NotFound("protection.no_such_step")
    child = queries.child(child_id)
    record_look(request, "child", child_id)
    back = reverse("protection:child", args=[child_id])
    found = found_by(request.POST.get("command_id", "")) if step == EACH else ""
    return step_page(
        request, form, child_id, initial=_initial(request, child), back=back, child=child,
        then=reverse("protection:child", args=[found]) if found else "",
        calendars=choices("calendar"), calendar=request.POST.get("birth_calendar", "gregorian"),
    )  # fmt: skip


def _initial(request: HttpRequest, child: Any) -> dict[str, Any]:
    """What is known already, and today for every day."""
    known = {name: getattr(child, name) for name in _KNOWN}
    standing = [one for one in queries.mandates_of(child.subject) if one.is_standing]
    mandate = standing[0].id if standing else ""
    day = today(request)
    return {**known, "since": day, "on": day, "starts": day, "replaces": mandate, "mandate": mandate,
            **DEFAULTS}  # fmt: skip


_KNOWN = (
    "status", "given_names", "family_name", "name_native", "nickname", "birth", "mother", "father", "origin",
    "language", "family", "wishes", "district",
)  # fmt: skip
