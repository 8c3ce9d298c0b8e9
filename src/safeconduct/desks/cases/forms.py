"""Forms of this desk. No draft of them is kept: what is typed here stands nowhere but under the seal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safeconduct.desks.protection.forms_on_pages import saved
from safeconduct.desks.protection.step_forms import StepForm, drawn_fields, given_by
from safeconduct.domains.cases.rules import checked_words
from safeconduct.domains.cases.words import sealed_words
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import new_id


def form_page(
    request: HttpRequest, form: StepForm, subject: str, *, initial: Mapping[str, Any], back: str, **shown: Any
) -> HttpResponse:
    """Show the form, or do what it asks and go back. What is refused is shown again with all that was typed."""

    def page(values: Mapping[str, Any], errors: list[tuple[str, str]]) -> HttpResponse:
        return form_shown(request, form, subject, values, errors, back=back, **shown)

    if request.method != "POST":
        return page(initial, [])
    values = given_by(request, form)

    def save() -> None:
        act = act_of(request, seen=seen_from(request, subject))
        submit(act, *form.command(subject, act, values))

    return saved(save, then=back, again=lambda errors: page(values, errors))


def form_shown(
    request: HttpRequest, form: StepForm, subject: str, values: Mapping[str, Any], errors: list[tuple[str, str]],
    **shown: Any,
) -> HttpResponse:  # fmt: skip
    """The form with what stands in it and what is wrong with it; `shown` names where “Back” leads."""
    seen = seen_field([subject])
    context = {
        "asked": form,
        "fields": drawn_fields(form.fields, subject, values, errors),
        "errors": errors,
        "seen": seen,
        "draft": "",
        "command_id": new_id(),
        **shown,
    }
    return render(request, "protection/step.html", context, status=422 if errors else 200)


def worded(compartment: str, case: str, kind: str, values: Mapping[str, Any], act: Act) -> dict[str, Any]:
    """The words of a step, checked and sealed, as the fields of a command. Refusals: `rules.wording`."""
    return sealed_words(compartment, case, checked_words(kind, values, day_of(act)))


def day_of(act: Act) -> str:
    """The local day on which an act is done (ISO)."""
    return local_day(act.place).isoformat()


def local_day(place: str) -> date:
    """The local day at a post, or at the node."""
    return places.local_time(place, ledger().clock.now()).date()
