"""What is rare with a group: correct, void, look at its history; its crossing corrected, voided or decided anew."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.border_post.around import seen_field, seen_from
from safeconduct.desks.border_post.forms import COMPOSITION, GroupForm
from safeconduct.desks.border_post.taking_back import undo_of
from safeconduct.desks.border_post.told import crossing_lines, history_lines
from safeconduct.domains.crossings import commands as crossing_commands
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import commands, queries
from safeconduct.domains.people.rules import MOVE_REASONS
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.web.inputs import CleanField
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Seen
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotFound, Problem

DESK = (BORDER_OFFICER, POST_SUPERVISOR)
Errors = list[tuple[str, str]]
GROUP_FIELDS = ("size", "nationality", "language", "origin", "destination", "transport", "needs", "note")


class GroupCorrection(GroupForm):
    """The group's fields as they stand, and a reason."""

    reason = CleanField(label=gettext_lazy("Why is this changed?"), kind="note", required=True)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in ("given_names", "family_name", "name_native", "direction"):
            del self.fields[name]
        self.fields["reason"].error_messages["required"] = gettext_lazy("Say in a few words why this is changed.")

    def changes(self) -> dict[str, Any]:
        """What was changed by hand."""
        changed = {name: self.cleaned_data[name] for name in GROUP_FIELDS if name in self.changed_data}
        if any(f"n-{name}" in self.changed_data for name, _sex, _band in COMPOSITION):
            changed["composition"] = self.composition()
        return changed


class CrossingCorrection(forms.Form):
    """The crossing's fields as they stand, and a reason. Times are those of the page: the post's."""

    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=choices("direction"))
    transport = forms.ChoiceField(label=gettext_lazy("Transport"), choices=choices("transport"), required=False)
    number = forms.IntegerField(label=gettext_lazy("People who cross"), min_value=1, max_value=300)
    arrived_at = forms.DateTimeField(label=gettext_lazy("Arrived"), widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M"))
    reason = CleanField(label=gettext_lazy("Why is this changed?"), kind="free", required=True)

    def changes(self) -> dict[str, Any]:
        """What was changed by hand."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "reason"}


@allow(*DESK)
@require_GET
def page(request: HttpRequest, group_id: str) -> HttpResponse:
    """All that may be done with a group besides registering its members and deciding."""
    record_look(request, "group", group_id)
    return render(request, "border_post/group_more.html", more_context(request, group_id))


def more_context(request: HttpRequest, group_id: str, **given: Any) -> dict[str, Any]:
    """For `group_more.html`; `given` holds the form that was refused, and its errors."""
    found = queries.group(group_id)
    own = crossings.crossings_of_group(group_id)
    crossing = own[0] if own else None
    members = [one for one in found.members if not one.voided]
    subjects = [group_id, *(one.subject for one in members), *([crossing.subject] if crossing else [])]
    reasons = [("", ""), *((code, label("move_reason", code)) for code in MOVE_REASONS)]
    return {
        "group": found.group,
        "members": members,
        "crossing": crossing,
        "earlier": own[1:],
        "form": GroupCorrection(initial=_standing(found), prefix="g"),
        "crossing_form": _crossing_form(crossing),
        "composition": COMPOSITION,
        "relations": [("", ""), *choices("relation")],
        "reasons": reasons,
        "history": history_lines(queries.history_of(group_id)),
        "crossing_history": crossing_lines(crossings.history_of(crossing.subject)) if crossing else [],
        "seen": seen_field(subjects),
        "undo": undo_of(request, found.group, crossing),
        "again_id": new_id(),
        "errors": [],
        "moved": {},
        **given,
    }


def _standing(found: queries.GroupAndMembers) -> dict[str, Any]:
    group = found.group
    numbers = group.composition_numbers
    return {
        **{name: getattr(group, name) for name in GROUP_FIELDS if hasattr(group, name)},
        "origin": group.origin_shown,
        "destination": group.destination_shown,
        "needs": found.needs,
        **{f"n-{name}": numbers.get(name) for name, _sex, _band in COMPOSITION},
    }


def _crossing_form(crossing: Any, data: Any = None) -> CrossingCorrection | None:
    if crossing is None:
        return None
    arrived = crossing.arrived_at.replace(second=0, microsecond=0)
    initial = {"direction": crossing.direction, "transport": crossing.transport, "number": crossing.people,
               "arrived_at": arrived}  # fmt: skip
    return CrossingCorrection(data, initial=initial, prefix="c")


def refused(request: HttpRequest, group_id: str, field: str, problem: Problem, **given: Any) -> HttpResponse:
    """The page again, with the sentence of the problem."""
    errors = [(field, sentence_of(problem.code, problem.details))]
    context = more_context(request, group_id, errors=errors, **given)
    return render(request, "border_post/group_more.html", context, status=422)


def back(group_id: str) -> HttpResponse:
    """To the page where one came from."""
    return HttpResponseRedirect(reverse("post:group_more", args=[group_id]))


@allow(*DESK)
@require_POST
def correct(request: HttpRequest, group_id: str) -> HttpResponse:
    """Correct or complete the group's fields with a reason."""
    found = queries.group(group_id)
    form = GroupCorrection(request.POST, initial=_standing(found), prefix="g")
    if not form.is_valid():
        context = more_context(request, group_id, form=form)
        return render(request, "border_post/group_more.html", context, status=422)
    act = act_of(request, seen=seen_from(request, group_id))
    level = 2 if request.POST.get("level") == "2" else None
    try:
        commands.correct_group(
            act, group=group_id, changes=form.changes(), reason=form.cleaned_data["reason"], level=level
        )
    except Problem as problem:
        return refused(request, group_id, "correct", problem, form=form)
    return back(group_id)


@allow(*DESK)
@require_POST
def void(request: HttpRequest, group_id: str) -> HttpResponse:
    """A group entered by mistake or twice; its crossings are voided with it, its people stay."""
    act = act_of(request, seen=seen_from(request, group_id))
    try:
        commands.void_group(act, group=group_id, reason=request.POST.get("reason", ""))
    except Problem as problem:
        return refused(request, group_id, "void-reason", problem)
    return back(group_id)


@allow(*DESK)
@require_POST
def restore(request: HttpRequest, group_id: str) -> HttpResponse:
    """Take back one's own voiding within a minute."""
    try:
        commands.restore_group(act_of(request, seen={group_id: queries.seen_of(group_id)}), group=group_id)
    except Problem as problem:
        return refused(request, group_id, "correct", problem)
    return back(group_id)


@allow(*DESK)
@require_POST
def correct_crossing(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """Correct direction, transport, number or time of arrival, with a reason."""
    crossing = crossings.crossing(crossing_id)
    form = _crossing_form(crossing, request.POST)
    if form is None or not crossing.group:  # only crossings of groups are reached from this page
        raise NotFound("people.unknown_group")
    if not form.is_valid():
        context = more_context(request, crossing.group, crossing_form=form)
        context["errors"] = _form_errors(form)
        return render(request, "border_post/group_more.html", context, status=422)
    act = act_of(request, seen=seen_from(request, crossing_id))
    try:
        crossing_commands.correct_crossing(
            act, crossing=crossing_id, changes=form.changes(), reason=form.cleaned_data["reason"]
        )
    except Problem as problem:
        return refused(request, crossing.group, "correct-crossing", problem, crossing_form=form)
    return back(crossing.group)


def _form_errors(form: forms.Form) -> Errors:
    return [(form[name].auto_id or name, f"{form[name].label}: {error}") for name, found in form.errors.items()
            for error in found]  # fmt: skip


@allow(*DESK)
@require_POST
def void_crossing(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """A crossing entered by mistake: never counted, never deleted."""
    return _on_crossing(request, crossing_id, seen_from(request, crossing_id), lambda act: (
        crossing_commands.void_crossing(act, crossing=crossing_id, reason=request.POST.get("reason", ""))))  # fmt: skip


@allow(*DESK)
@require_POST
def undo_decision(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """Take back one's own decision within a minute."""
    seen = {crossing_id: crossings.seen_of(crossing_id)}
    return _on_crossing(
        request, crossing_id, seen, lambda act: crossing_commands.undo_decision(act, crossing=crossing_id)
    )


def _on_crossing(request: HttpRequest, crossing_id: str, seen: Seen, doing: Any) -> HttpResponse:
    group = crossings.crossing(crossing_id).group
    try:
        doing(act_of(request, seen=seen))
    except Problem as problem:
        if not group:
            raise
        return refused(request, group, "crossing", problem)
    return back(group) if group else HttpResponseRedirect(reverse("post:queue"))
