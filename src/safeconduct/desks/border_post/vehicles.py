"""Vehicles, buses and boats with their drivers: recorded when they stop, listed by day, corrected with a reason."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from safeconduct.desks.border_post.around import post_of, seen_field, seen_from, today_of
from safeconduct.desks.border_post.told import crossing_lines
from safeconduct.domains.crossings import commands, queries
from safeconduct.domains.crossings.rules.code_lists import VEHICLE_KINDS
from safeconduct.foundation.access.arranged_tables import arranged
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.remembered import remember, remembered
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.web.inputs import CleanField
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.tables import Column, shape
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem

DESK = (BORDER_OFFICER, POST_SUPERVISOR)
FIELDS = (
    "kind", "plate", "driver_name", "driver_contact", "seats", "aboard", "children_with_non_relatives", "destination",
)  # fmt: skip
KIND = "vehicle_kind"  # remembered: buses come after buses
TABLE = shape(
    "vehicles",
    Column("plate", _("Plate"), lambda one: folded(one.plate), stays=True),
    Column("kind", _("Vehicle"), lambda one: str(label("transport", one.kind))),
    Column("driver", _("Driver"), lambda one: folded(one.driver_name)),
    Column("seats", _("Seats"), lambda one: one.seats, is_number=True),
    Column("aboard", _("Aboard"), lambda one: one.aboard, is_number=True),
    Column("children", _("Children with non-relatives"), lambda one: one.children_with_non_relatives, is_number=True),
    Column("destination", _("Destination"), lambda one: folded(one.destination)),
    Column("at", _("At"), lambda one: one.recorded_at, is_number=True),
    filters=("kind",),
)  # fmt: skip
Errors = list[tuple[str, str]]


class VehicleForm(forms.Form):
    """What is asked of a vehicle; a plate or a name may stay empty."""

    kind = forms.ChoiceField(label=_("Vehicle"), choices=choices("transport", VEHICLE_KINDS), initial="bus")
    plate = CleanField(label=_("Plate"), kind="code", required=False)
    driver_name = CleanField(label=_("Driver"), kind="name", required=False)
    driver_contact = CleanField(label=_("Driver's contact"), kind="free", required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=0, required=False)
    aboard = forms.IntegerField(label=_("People aboard"), min_value=0, required=False)
    children_with_non_relatives = forms.IntegerField(
        label=_("Children with non-relatives"), min_value=0, required=False, help_text=_("not with family")
    )
    destination = CleanField(label=_("Destination"), kind="free", required=False)

    def values(self) -> dict[str, Any]:
        """As the command takes them: a number that nobody gave is 0."""
        return {name: value if value is not None else 0 for name, value in self.cleaned_data.items() if name in FIELDS}


class VehicleCorrection(VehicleForm):
    """The vehicle as it stands, and a reason."""

    reason = CleanField(label=_("Why is this changed?"), kind="free", required=True)


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Record a vehicle; below stands the list of the day."""
    post = post_of(officer(request))
    form = VehicleForm(request.POST or None, initial={"kind": remembered(request, KIND, "bus")})
    errors: Errors = []
    if request.method == "POST" and form.is_valid():
        errors = _recorded(request, post, form)
        if not errors:
            remember(request, KIND, form.cleaned_data["kind"])
            return HttpResponseRedirect(reverse("post:vehicles"))
    rows = queries.vehicles_of_day(post, today_of(post))
    record_look(request, "list", [one.subject for one in rows if one.driver_name])
    table = arranged(request, TABLE)
    kind = table.filtered_by(request.GET)["kind"]
    context = {
        "form": form,
        "errors": errors,
        "table": table,
        "kind": kind,
        "kinds": [("", _("All")), *choices("transport", VEHICLE_KINDS)],
        "shown": table.sorted(one for one in rows if kind in ("", one.kind)),
        "rows": rows,
        "aboard": sum(one.aboard for one in rows),
        "children": sum(one.children_with_non_relatives for one in rows),
        "command_id": new_id(),
    }
    return render(request, "border_post/vehicles.html", context, status=422 if form.errors or errors else 200)


def _recorded(request: HttpRequest, post: str, form: VehicleForm) -> Errors:
    act = act_of(request)
    try:
        commands.record_vehicle(act, vehicle=derived_id("vehicle", act.id), post=post, **form.values())
    except Problem as problem:
        return [_placed(problem)]
    return []


def _placed(problem: Problem) -> tuple[str, str]:
    field = str(problem.details.get("field", "children_with_non_relatives"))
    return f"id_{field}", sentence_of(problem.code, problem.details)


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, vehicle_id: str) -> HttpResponse:
    """Correct a vehicle with a reason, and see what stood before."""
    found = queries.vehicle(vehicle_id)
    seen = seen_field([vehicle_id])
    form = VehicleCorrection(request.POST or None, initial={name: getattr(found, name) for name in FIELDS})
    errors: Errors = []
    if request.method == "POST" and form.is_valid():
        changes = {name: value for name, value in form.values().items() if name in form.changed_data}
        act = act_of(request, seen=seen_from(request, vehicle_id))
        try:
            commands.correct_vehicle(act, vehicle=vehicle_id, changes=changes, reason=form.cleaned_data["reason"])
        except Problem as problem:
            errors = [_placed(problem)]
        else:
            return HttpResponseRedirect(reverse("post:vehicles"))
    record_look(request, "list", vehicle_id)
    context = {
        "vehicle": found,
        "form": form,
        "errors": errors,
        "history": crossing_lines(queries.history_of(vehicle_id)),
        "seen": request.POST.get("seen", seen),
        "command_id": new_id(),
    }
    return render(request, "border_post/vehicle.html", context, status=422 if form.errors or errors else 200)
