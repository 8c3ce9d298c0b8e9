"""Typing sheets of paper: the drill, which opens nothing; and an emergency, which opens one compartment for hours."""

from functools import partial
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.desks.protection.confidential_pages import at_agency
from safeconduct.desks.protection.custody import compartment_of
from safeconduct.foundation.access.roles import HOLDERS
from safeconduct.foundation.access.sessions import act_of, officer, remember_emergency
from safeconduct.foundation.compartments import holding, queries
from safeconduct.foundation.compartments.commands import GiveKey, OpenEmergency, PassDrill
from safeconduct.foundation.compartments.models import Custody
from safeconduct.foundation.compartments.rules import EMERGENCY
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.vault.escrow_set import Sheet, read_sheet
from safeconduct.foundation.vault.open_user_keys import Emergency
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem, Refused


@at_agency(*HOLDERS)
@require_http_methods(["GET", "POST"])
def drill(request: HttpRequest, key: str) -> HttpResponse:
    """As many sheets as are needed: they prove that the paper can be read. Nothing is opened by it."""
    code, errors = compartment_of(request, key), []
    if request.method == "POST":
        try:
            typed, _private = _found(request, key)
            numbers = tuple(one.number for one in typed)
            submit(_act(request), PassDrill(compartment=code, key=key, set_id=typed[0].set_id, sheets=numbers))
        except Problem as problem:
            errors = _errors(problem)
        else:
            messages.success(request, _("The drill is passed. The next one is due in half a year."))
            return HttpResponseRedirect(reverse("protection:compartment", args=[key]))
    return _page(request, key, errors, is_drill=True)


@at_agency(*HOLDERS)
@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest, key: str) -> HttpResponse:
    """Who has no key reads for some hours, because holders of sheets let them; holders and oversight see it at once."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _open(request, key)
        except Problem as problem:
            errors = _errors(problem)
        else:
            return HttpResponseRedirect(reverse("entrance:home"))
    return _page(request, key, errors, is_drill=False)


def _open(request: HttpRequest, key: str) -> None:
    code, act, who = compartment_of(request, key), _act(request), officer(request)
    typed, private = _found(request, key)
    command = OpenEmergency(
        emergency=new_id(), compartment=code, key=key, set_id=typed[0].set_id,
        sheets=tuple(one.number for one in typed), reason=request.POST.get("reason", ""),
    )  # fmt: skip
    submit(act, command)
    until = queries.emergency(command.emergency).until
    remember_emergency(request, who.id, Emergency(command.emergency, code, key, private, until))
    if holding.holders_of(code, key) or not holding.has_pair(who.id):
        text = _("You read until {time}. Everything you look at is written down; holders and oversight were told.")
        messages.warning(request, text.format(time=f"{until:%H:%M} UTC"))
        return
    # Nobody could ever give it to anybody again: the sheets make a new holder.
    giving = GiveKey(compartment=code, key=key, user=who.id, how="sheets")
    submit(
        msgspec.structs.replace(act, id=new_id()), giving, along=partial(holding.hand_over, code, key, private, who.id)
    )
    messages.warning(request, _("Nobody held this key any more. You hold it now; give it to a second person soon."))


def _act(request: HttpRequest) -> Act:
    # What was typed is a key: it enters no digest.
    return msgspec.structs.replace(act_of(request), form="")


def _found(request: HttpRequest, key: str) -> tuple[list[Sheet], bytes]:
    custody = queries.custody(key)
    if custody is None or not custody.set_id:
        raise Refused("compartments.no_sheets")
    typed: list[Sheet] = []
    for place in _places(custody):
        text = request.POST.get(f"sheet_{place}", "").strip()
        if text:
            typed.append(_read(text, place))
    return typed, holding.key_on_sheets(typed, key)


def _read(text: str, place: int) -> Sheet:
    try:
        return read_sheet(text)
    except Problem as problem:
        raise type(problem)(problem.code, **{**problem.details, "field": f"sheet_{place}"}) from None


def _errors(problem: Problem) -> list[tuple[str, str]]:
    field = problem.details.get("field") or ("reason" if problem.code == "compartments.reason_missing" else "sheet_1")
    return [(f"id_{field}", sentence_of(problem.code, problem.details))]


def _places(custody: Custody | None) -> range:
    return range(1, (custody.needed if custody else 0) + 1)


def _page(request: HttpRequest, key: str, errors: list[tuple[str, str]], *, is_drill: bool) -> HttpResponse:
    custody, code = queries.custody(key), compartment_of(request, key)
    wrong = dict(errors)
    context: dict[str, Any] = {
        "code": code,
        "key": key,
        "custody": custody,
        "is_drill": is_drill,
        "fields": [
            (f"sheet_{place}", place, request.POST.get(f"sheet_{place}", ""), wrong.get(f"id_sheet_{place}", ""))
            for place in _places(custody)
        ],
        "reason": request.POST.get("reason", ""),
        "wrong_reason": wrong.get("id_reason", ""),
        "holds": (code, key) in holding.holdings_of(officer(request).id),
        "hours": int(EMERGENCY.total_seconds() // 3600),
        "command_id": new_id(),
        "errors": errors,
        "now": ledger().clock.now(),
    }
    return render(request, "protection/key_sheets.html", context, status=422 if errors else 200)
