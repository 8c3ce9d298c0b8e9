"""The keys of compartments on an agency's node: who holds them, giving and taking away, sheets, what is due."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.protection import custody_words
from safeconduct.desks.protection.confidential_pages import at_agency
from safeconduct.desks.protection.custody_paper import sheets_pdf
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_print
from safeconduct.foundation.access.roles import HOLDERS, PROTECTION_COORDINATOR, holder_role
from safeconduct.foundation.access.sessions import Officer, act_of, officer
from safeconduct.foundation.compartments import holding, queries
from safeconduct.foundation.compartments.commands import GiveKey, PrintSheets, TakeKey
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.vault.escrow_set import FEWEST, MOST, make_sheets
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotFound, Problem

__all__ = ["custody_words"]
KEEPERS = (*HOLDERS, PROTECTION_COORDINATOR)
NEEDED, MADE = 3, 5  # assumption: three of five people can be found; two of them cannot agree in secret


@at_agency(*KEEPERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every key this node holds, and what is to be done about it."""
    who, now = officer(request), ledger().clock.now()
    rows = [_row(code, key, who.id, now) for code, key in queries.keys_known() if _is_theirs(who, code)]
    return render(request, "protection/compartments.html", {"rows": rows})


def _row(code: str, key: str, me: str, now: datetime) -> dict[str, Any]:
    keeping = queries.keeping(code, key)
    standing = next((one.key for one in queries.compartments() if one.code == code), "")
    return {
        "code": code,
        "key": key,
        "is_old": key != standing,
        "holders": sorted(access.names_of(set(keeping.holders)).values()),
        "mine": me in keeping.holders,
        "keeping": keeping,
        "drill": keeping.state(now),
    }


@at_agency(*KEEPERS)
@require_GET
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One key: holders, giving and taking away, sheets, drills, and what happened to it."""
    return key_page(request, key, [])


def key_page(request: HttpRequest, key: str, errors: list[tuple[str, str]]) -> HttpResponse:
    """The page of a key, with what was refused on top."""
    who, now, code = officer(request), ledger().clock.now(), compartment_of(request, key)
    keeping, events = queries.keeping(code, key), queries.custody_events(key)
    users = access.users(role=holder_role(code), disabled=False)
    still = {one.subject for one in users}
    names = access.names_of({*keeping.holders, *(one.actor for one in events), *(one.user for one in events)})
    others = [(one.subject, one.display_name) for one in users if one.subject not in keeping.holders]
    context = {
        "code": code,
        "key": key,
        "row": _row(code, key, who.id, now),
        "holders": sorted(((one, names.get(one, "–")) for one in keeping.holders), key=lambda pair: pair[1]),
        "gone": [names.get(one, "–") for one in sorted(keeping.holders - still)],
        "may_get": [one for one in others if one[0] in keeping.ready],
        "not_ready": [name for user, name in others if user not in keeping.ready],
        "events": [(one, names.get(one.actor, "–"), names.get(one.user, "")) for one in events],
        "custody": queries.custody(key),
        "needed": request.POST.get("needed", NEEDED),
        "made": request.POST.get("made", MADE),
        "given": request.POST,
        "fewest": FEWEST,
        "most": MOST,
        "is_officer": who.is_any(holder_role(code)),
        "give_id": new_id(),
        "take_id": new_id(),
        "print_id": new_id(),
        "errors": errors,
    }
    return render(request, "protection/compartment.html", context, status=422 if errors else 200)


def _is_theirs(who: Officer, code: str) -> bool:
    """Whether they keep keys of this compartment: who reads it, and the coordinator, who reads none."""
    return who.is_any(holder_role(code), PROTECTION_COORDINATOR)


def compartment_of(request: HttpRequest, key: str) -> str:
    """Of which compartment of theirs a key is that this node holds. NotFound: compartments.unknown_key."""
    found = [code for code, one in queries.keys_known() if one == key and _is_theirs(officer(request), code)]
    if not found:
        raise NotFound("compartments.unknown_key")
    return found[0]


@at_agency(*HOLDERS)
@require_POST
def give(request: HttpRequest, key: str) -> HttpResponse:
    """Give the key to another officer; the giver's own session opens it for this."""
    code, user = compartment_of(request, key), request.POST.get("user", "")
    try:
        if user not in {one.subject for one in access.users(role=holder_role(code), disabled=False)}:
            raise NotFound("compartments.not_an_officer")
        private = holding.own_key(code, key)
        command = GiveKey(compartment=code, key=key, user=user, how="given", reason=request.POST.get("reason", ""))
        submit(act_of(request), command, along=partial(holding.hand_over, code, key, private, user))
    except Problem as problem:
        return _refused(request, key, "id_reason", problem)
    return _done(request, key, _("Given. They can read from their next sign-in on."))


@at_agency(*KEEPERS)
@require_POST
def take(request: HttpRequest, key: str) -> HttpResponse:
    """Take the key away from somebody."""
    code, user = compartment_of(request, key), request.POST.get("user", "")
    command = TakeKey(compartment=code, key=key, user=user, reason=request.POST.get("why", ""))
    try:
        submit(act_of(request), command, along=partial(holding.take_away, code, key, user))
    except Problem as problem:
        return _refused(request, key, "id_why", problem)
    return _done(request, key, _("Taken away. What they read before is not undone by it."))


@at_agency(*HOLDERS)
@require_POST
def sheets(request: HttpRequest, key: str) -> HttpResponse:
    """Print a new set of sheets; it is nowhere but on this paper."""
    code, now = compartment_of(request, key), ledger().clock.now()
    needed, made = (_number(request.POST.get(name, "")) for name in ("needed", "made"))
    try:
        printed = make_sheets(holding.own_key(code, key), key=key, needed=needed, made=made, day=now.date())
        command = PrintSheets(compartment=code, key=key, set_id=printed[0].set_id, needed=needed, made=made)
        submit(act_of(request), command)
    except Problem as problem:
        return _refused(request, key, "id_needed", problem)
    record_print(request, "key_sheets", number=made)
    answer = HttpResponse(sheets_pdf(code, printed, made_at=now), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="key-sheets.pdf"'
    return answer


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def _refused(request: HttpRequest, key: str, field: str, problem: Problem) -> HttpResponse:
    if problem.code == "compartments.passphrase_needed":
        raise problem
    return key_page(request, key, [(field, sentence_of(problem.code, problem.details))])


def _done(request: HttpRequest, key: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("protection:compartment", args=[key]))
