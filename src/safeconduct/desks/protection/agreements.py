"""Agreements: the draft, what it lets be shared and until when, and its moves into force, to rest, to its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.desks.protection.agencies import KEEPERS
from safeconduct.desks.protection.assessments_missing import missing_about
from safeconduct.desks.protection.forms_on_pages import codes_from, errors_of, saved, shown_again, texts_from, today
from safeconduct.domains.partners import commands, queries
from safeconduct.domains.partners.states import AGREEMENT_TRANSITIONS
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.web.labels import choices
from safeconduct.kernel.ids import is_id, new_id
from safeconduct.kernel.problems import Problem

TEXTS = ("title", "reference", "signed_on", "valid_from", "valid_until")
LISTS = ("purposes", "fields")


@allow(*KEEPERS)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, agency: str) -> HttpResponse:
    """Enter an agreement as a draft; nothing is shared under it yet."""
    given = request.POST.get("agreement_id", "")
    return _form(request, agency, given if is_id(given) else new_id(), None)


@allow(*KEEPERS)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, agreement: str) -> HttpResponse:
    """An agreement, to be described anew or moved."""
    standing = queries.agreement(agreement)
    return _form(request, standing.agency, agreement, standing)


@allow(*KEEPERS)
@require_POST
def move(request: HttpRequest, agreement: str) -> HttpResponse:
    """Bring into force, suspend, end."""
    standing = queries.agreement(agreement)
    act = act_of(request, purpose="administration", seen=seen_from(request, agreement))
    given = texts_from(request, "state", "reason")
    try:
        commands.move_agreement(act, agreement=agreement, **given)
    except Problem as problem:
        return _page(request, standing.agency, agreement, standing, _values(standing), errors_of(problem), status=422)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("protection:agreement", args=[agreement]))


def _form(request: HttpRequest, agency: str, agreement: str, standing: Any) -> HttpResponse:
    if request.method != "POST":
        return _page(request, agency, agreement, standing, _values(standing), [])
    values = texts_from(request, *TEXTS) | codes_from(request, *LISTS)

    def save() -> None:
        act = act_of(request, purpose="administration", seen=seen_from(request, agreement))
        commands.describe_agreement(act, agreement=agreement, agency=agency, **values)
        messages.success(request, _("Saved."))

    return saved(
        save,
        then=reverse("protection:agreement", args=[agreement]),
        again=lambda errors: _page(request, agency, agreement, standing, values, errors),
    )


def _values(standing: Any) -> dict[str, Any]:
    texts = {name: getattr(standing, name, "") for name in TEXTS}
    return texts | {name: list(getattr(standing, name, ())) for name in LISTS}


def _page(
    request: HttpRequest, agency: str, agreement: str, standing: Any, values: dict[str, Any], errors: list[Any],
    *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    found = queries.agency(agency)
    context = shown_again(
        values,
        errors,
        agency=found,
        missing=missing_about("agency", agency, found.name, today(request)),
        agreement=standing,
        agreement_id=agreement,
        standing=queries.standing_of(standing, today(request)) if standing else "",
        moves=choices("agreement_move", AGREEMENT_TRANSITIONS[standing.state]) if standing else [],
        purposes=choices("sharing_purpose", code_list("sharing_purposes")),
        fields=choices("shared_field", code_list("shared_fields")),
        seen=seen_field([agreement]) if standing else "",
        move_id=new_id(),
    )
    return render(request, "protection/agreement.html", context, status=status)
