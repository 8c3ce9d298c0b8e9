"""Forms that ask for one thing: what they ask, how it is read, and how they are shown again with all that was typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from safeconduct.desks.protection.forms_on_pages import saved
from safeconduct.foundation.access.drafts import discarding
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.web.labels import choices
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import new_id

Text = str | Promise
Values = dict[str, Any]
BOX, MANY, BIRTH = "checkbox", "checkboxes", "birth"


@dataclass(frozen=True)
class Asked:
    """One field: its name, its word, how it is drawn; `codes` names the list of labels it chooses from."""

    name: str
    label: Text
    kind: str = "text"
    codes: str = ""
    only: tuple[str, ...] | None = None
    hint: Text = ""
    wide: str = ""
    options: Callable[[str], Sequence[tuple[str, Any]]] | None = None

    def choices(self, subject: str) -> list[tuple[str, Any]]:
        """What may be chosen for this record."""
        if self.options is not None:
            return list(self.options(subject))
        found = choices(self.codes, self.only) if self.codes else []
        return [("", "–"), *found] if self.kind == "select" else found  # nothing is chosen before a person chose it


@dataclass(frozen=True)
class StepForm:
    """One thing that can be done to a record: its title, why, the word on the button, the fields, the command."""

    title: Text
    why: Text
    button: Text
    fields: tuple[Asked, ...]
    command: Callable[[str, Act, Values], Sequence[Command]]
    is_dangerous: bool = False


def given_by(request: HttpRequest, form: StepForm) -> Values:
    """What was typed, field by field."""
    values = {one.name: _given(request, one) for one in form.fields}
    births = [one.name for one in form.fields if one.kind == BIRTH]
    return values | {f"{name}_calendar": request.POST.get(f"{name}_calendar", "") or "gregorian" for name in births}


def _given(request: HttpRequest, field: Asked) -> Any:
    if field.kind == BOX:
        return bool(request.POST.get(field.name))
    if field.kind == MANY:
        return tuple(filter(None, request.POST.getlist(field.name)))
    return request.POST.get(field.name, "").strip()


def step_page(
    request: HttpRequest,
    form: StepForm,
    subject: str,
    *,
    initial: Mapping[str, Any],
    back: str,
    then: str = "",
    **shown: Any,
) -> HttpResponse:
    """Show the form, or do what it asks and go back to the record, or on to `then`. Nothing typed is lost where it is
    refused."""

    def page(values: Mapping[str, Any], errors: list[tuple[str, str]]) -> HttpResponse:
        seen = seen_field([subject])
        context = {
            "asked": form,
            "fields": drawn_fields(form.fields, subject, values, errors),
            "errors": errors,
            "seen": seen,
            "back": back,
            "draft": draft_of(request, subject),
            "command_id": new_id(),
            **shown,
        }
        return render(request, "protection/step.html", context)

    if request.method != "POST":
        return page(initial, [])
    values = given_by(request, form)

    def save() -> None:
        act = act_of(request, seen=seen_from(request, subject))
        submit(act, *form.command(subject, act, values), along=discarding(act.actor, draft_of(request, subject)))

    return saved(save, then=then or back, again=lambda errors: page(values, errors))


def drawn_fields(
    fields: Sequence[Asked], subject: str, values: Mapping[str, Any], errors: Sequence[tuple[str, str]]
) -> list[tuple[Asked, list[tuple[str, Any]], Any, list[str]]]:
    """Each field with what may be chosen, what stands in it, and what is wrong with it."""
    return [
        (one, one.choices(subject), values.get(one.name, ""), [said for at, said in errors if at == f"id_{one.name}"])
        for one in fields
    ]


def draft_of(request: HttpRequest, subject: str) -> str:
    """Under which a draft of this form is kept: what is done, and to which record; none for a new record."""
    step = request.resolver_match.kwargs.get("step", "") if request.resolver_match else ""
    return f"{step}-{subject}" if step else ""
