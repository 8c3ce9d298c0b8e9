"""The service directory: finding a service by keyboard, one entry, whether it takes people, and confirming it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.desks.protection import service_form
from safeconduct.desks.protection.agencies import KEEPERS
from safeconduct.desks.protection.forms_on_pages import Values, saved, shown_again, today
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import commands, queries
from safeconduct.domains.referrals.opening import is_open_at
from safeconduct.domains.referrals.service_states import is_stale
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR, PROTECTION_COORDINATOR
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import Officer, act_of, allow, officer
from safeconduct.foundation.codes import code_list, service_types_in
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label
from safeconduct.kernel.ids import is_id, new_id

READERS = (*KEEPERS, BORDER_OFFICER, POST_SUPERVISOR)
CALLERS = READERS
ON_A_PAGE = 50


@allow(*READERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Services that fit what was typed: a name, a place, an agency, or what is needed, in any language."""
    who = officer(request)
    text, kind = request.GET.get("text", "").strip(), request.GET.get("type", "")
    takes_people = request.GET.get("takes_people") == "on"
    rows = found_services(text, kind)
    if takes_people:
        rows = [row for row in rows if row.is_open]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": shown(who, list(page)),
        "page": page,
        "text": text,
        "type": kind,
        "takes_people": takes_people,
        "types": [("", _("all")), *choices("service_type", code_list("service_types"))],
        "is_keeper": who.is_any(*KEEPERS),
        "open_requests": len(queries.open_requests()) if who.is_any(*KEEPERS) else 0,
    }
    return render(request, "protection/directory.html", context)


def found_services(text: str, kind: str = "", *, listed: bool | None = True) -> list[Any]:
    """Services by what was typed: words of the entry, of the agency's name, or of a type in any of the languages."""
    names = {one.subject: folded(f"{one.name} {one.short_name}") for one in partners.agencies()}
    meanings = [
        queries.Meaning(word, types_meant(word), tuple(agency for agency, name in names.items() if word in name))
        for word in folded(text).split()
    ]
    rows = queries.services(meanings, types=_types_called(text), listed=listed)
    return [row for row in rows if not kind or kind in row.types]


def types_meant(text: str) -> tuple[str, ...]:
    """The service types that a text names, by their word on this page or by a word for them in any language."""
    return tuple(dict.fromkeys([*_types_called(text), *service_types_in(text)]))


def _types_called(text: str) -> tuple[str, ...]:
    wanted = folded(text)
    words = ((code, folded(str(label("service_type", code)))) for code in code_list("service_types"))
    return tuple(code for code, word in words if wanted and word.startswith(wanted))


def shown(who: Officer, rows: list[Any]) -> list[dict[str, Any]]:
    """Services as a list shows them: with the agency's name, whether open now, and whether the entry is stale."""
    agencies = partners.agencies_by_id({row.agency for row in rows})
    local = places.local_time(who.place, ledger().clock.now())
    return [_shown(row, agencies.get(row.agency), local, may_see_place(who, row)) for row in rows]


def _shown(row: Any, agency: Any, local: datetime, with_place: bool) -> dict[str, Any]:
    hours = queries.hours_of(row)
    return {
        "service": row,
        "agency": agency,
        "hours": hours,
        "is_open_now": is_open_at(hours, local),
        "is_stale": is_stale(row.confirmed_on, local.date().isoformat()),
        "with_place": with_place,
    }


def may_see_place(who: Officer, row: Any) -> bool:
    """Whether someone may know where a service is: a discreet one, the coordinator alone."""
    return not row.is_discreet or who.is_any(PROTECTION_COORDINATOR)


@allow(*READERS)
@require_GET
def one(request: HttpRequest, service: str) -> HttpResponse:
    """One entry of the directory."""
    who, row = officer(request), queries.service(service)
    context = {
        **shown(who, [row])[0],
        "contacts": partners.contacts_of(row.agency),
        "is_keeper": who.is_any(*KEEPERS),
        "seen": seen_field([service]),
        "command_id": new_id(),
        "confirm_id": new_id(),
    }
    return render(request, "protection/service.html", context)


@allow(*KEEPERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, service: str = "") -> HttpResponse:
    """The form of a service; without an id, of a new one."""
    standing = queries.service(service) if service else None
    given = service or request.POST.get("service_id", "")
    subject = given if is_id(given) else new_id()

    def page(values: Values, errors: list[tuple[str, str]]) -> HttpResponse:
        agencies = [(one.subject, one.name) for one in partners.agencies(active=True)]
        if values["agency"] and values["agency"] not in dict(agencies):
            agencies += [(one.subject, one.name) for one in partners.agencies_by_id([values["agency"]]).values()]
        context = shown_again(
            values,
            errors,
            service=standing,
            service_id=subject,
            agencies=agencies,
            today=today(request),
            seen=seen_field([subject]) if standing else "",
            **service_form.lists(),
        )
        return render(request, "protection/service_edit.html", context)

    if request.method != "POST":
        values = service_form.values_of(standing)
        return page(values | ({} if standing else {"agency": request.GET.get("agency", "")}), [])
    values = service_form.values_from(request)

    def save() -> None:
        act = act_of(request, purpose="administration", seen=seen_from(request, subject))
        commands.describe_service(act, service=subject, **service_form.said_by(values))
        messages.success(request, _("Saved."))

    return saved(save, then=reverse("protection:service", args=[subject]), again=lambda errors: page(values, errors))


@allow(*CALLERS)
@require_POST
def capacity(request: HttpRequest, service: str) -> HttpResponse:
    """Say whether the service takes people now, and how many more."""
    act = act_of(request, seen=seen_from(request, service))
    number = service_form.whole_number(request.POST.get("capacity", "").strip(), "capacity")
    commands.set_capacity(act, service=service, is_open=request.POST.get("is_open") == "yes", capacity=number)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("protection:service", args=[service]))


@allow(*CALLERS)
@require_POST
def confirm(request: HttpRequest, service: str) -> HttpResponse:
    """Somebody was asked today, and all of the entry is so."""
    act = act_of(request, seen=seen_from(request, service))
    commands.confirm_service(act, service=service)
    messages.success(request, _("Confirmed for today."))
    return HttpResponseRedirect(reverse("protection:service", args=[service]))
