"""Whom to call at an agency: naming a focal point or deputy, correcting, ending (which erases the name)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.desks.protection.agencies import KEEPERS
from safeconduct.desks.protection.forms_on_pages import saved, shown_again, texts_from
from safeconduct.desks.protection.words import language_codes, language_names
from safeconduct.domains.partners import commands, queries
from safeconduct.domains.partners.states import PARTS
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.web.labels import choices
from safeconduct.kernel.ids import is_id, new_id

TEXTS = ("part", "name", "function", "phone", "night_phone", "email", "valid_until")


@allow(*KEEPERS)
@require_http_methods(["GET", "POST"])
def name(request: HttpRequest, agency: str) -> HttpResponse:
    """Name a focal point or a deputy."""
    given = request.POST.get("contact_id", "")
    return _form(request, agency, given if is_id(given) else new_id(), None)


@allow(*KEEPERS)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, contact: str) -> HttpResponse:
    """Correct what is known of one."""
    standing = queries.contact(contact)
    return _form(request, standing.agency, contact, standing)


@allow(*KEEPERS)
@require_POST
def end(request: HttpRequest, contact: str) -> HttpResponse:
    """Someone is no longer to be called; their name and numbers are erased."""
    agency = queries.contact(contact).agency
    commands.end_contact(act_of(request, purpose="administration", seen=seen_from(request, contact)), contact=contact)
    messages.success(request, _("Ended; the name and the numbers were erased."))
    return HttpResponseRedirect(reverse("protection:agency", args=[agency]))


def _form(request: HttpRequest, agency: str, contact: str, standing: Any) -> HttpResponse:
    found = queries.agency(agency)

    def page(values: dict[str, Any], errors: list[tuple[str, str]]) -> HttpResponse:
        context = shown_again(
            values,
            errors,
            agency=found,
            contact=standing,
            contact_id=contact,
            parts=choices("contact_part", PARTS),
            seen=seen_field([contact]) if standing else "",
        )
        return render(request, "protection/contact.html", context)

    if request.method != "POST":
        values = {name: getattr(standing, name, "") for name in TEXTS}
        values["languages"] = language_names(standing.languages) if standing else ""
        return page(values, [])
    values = texts_from(request, *TEXTS, "languages")

    def save() -> None:
        act = act_of(request, purpose="administration", seen=seen_from(request, contact))
        said = {**values, "languages": language_codes(values["languages"])}
        commands.describe_contact(act, contact=contact, agency=agency, **said)
        messages.success(request, _("Saved."))

    return saved(save, then=reverse("protection:agency", args=[agency]), again=lambda errors: page(values, errors))
