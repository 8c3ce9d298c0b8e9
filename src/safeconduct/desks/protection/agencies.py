"""Agencies: the list, one with its contacts and agreements, and the form that enters or describes it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.protection.assessments_missing import missing_about
from safeconduct.desks.protection.forms_on_pages import saved, shown_again, texts_from, today
from safeconduct.domains.partners import commands, queries
from safeconduct.domains.partners.states import EXPIRING, IN_FORCE
from safeconduct.foundation.access.roles import ADMINISTRATOR, PROTECTION_COORDINATOR
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.web.labels import choices
from safeconduct.kernel.ids import is_id, new_id

TEXTS = ("name", "short_name", "type", "state", "code", "phone", "email", "website")
KEEPERS = (ADMINISTRATOR, PROTECTION_COORDINATOR)


@allow(*KEEPERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All agencies, or those whose name has what was typed; the way each stands with us."""
    text, day = request.GET.get("text", "").strip(), today(request)
    rows = [row for row in queries.agencies() if not text or folded(text) in folded(f"{row.name} {row.short_name}")]
    agreements: dict[str, list[str]] = {}
    for one in queries.agreements():
        agreements.setdefault(one.agency, []).append(queries.standing_of(one, day))
    unnamed, with_a_node = queries.agencies_without_focal_point(), queries.codes_with_a_node()
    shown = [
        {
            "agency": row,
            "standing": _best(agreements.get(row.subject, [])),
            "is_unnamed": row.subject in unnamed,
            "has_node": row.code in with_a_node,
        }
        for row in rows
    ]
    return render(request, "protection/agencies.html", {"rows": shown, "text": text})


def _best(standings: list[str]) -> str:
    """How the agreements of an agency stand, in one word: in force before anything else."""
    order = (IN_FORCE, EXPIRING, "not_yet", "draft", "suspended", "lapsed", "ended")
    return next((one for one in order if one in standings), "")


@allow(*KEEPERS)
@require_GET
def one(request: HttpRequest, agency: str) -> HttpResponse:
    """An agency, whom to call there, and what was agreed with it."""
    found, day = queries.agency(agency), today(request)
    agreements = [{"one": row, "standing": queries.standing_of(row, day)} for row in queries.agreements(agency)]
    contacts = queries.contacts_of(agency)
    context = {
        "agency": found,
        "contacts": contacts,
        "agreements": agreements,
        "day": day,
        "has_node": queries.runs_a_node(agency),
        "missing": missing_about("agency", agency, found.name, day),
    }
    return render(request, "protection/agency.html", context)


@allow(*KEEPERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, agency: str = "") -> HttpResponse:
    """The form of an agency; without an id, of a new one."""
    standing = queries.agency(agency) if agency else None
    given = agency or request.POST.get("agency_id", "")
    subject = given if is_id(given) else new_id()

    def page(values: dict[str, Any], errors: list[tuple[str, str]]) -> HttpResponse:
        context = shown_again(
            values,
            errors,
            agency=standing,
            agency_id=subject,
            types=choices("agency_type"),
            seen=seen_field([subject]) if standing else "",
        )
        return render(request, "protection/agency_edit.html", context)

    if request.method != "POST":
        values = {name: getattr(standing, name, "") for name in TEXTS} | {
            "is_active": standing is None or standing.is_active
        }
        return page(values, [])
    values = texts_from(request, *TEXTS)
    values["state"], values["code"] = values["state"].upper(), values["code"].lower()
    values["is_active"] = request.POST.get("is_active") == "on"

    def save() -> None:
        act = act_of(request, purpose="administration", seen=seen_from(request, subject))
        commands.describe_agency(act, agency=subject, **values)
        messages.success(request, _("Saved."))

    return saved(save, then=reverse("protection:agency", args=[subject]), again=lambda errors: page(values, errors))
