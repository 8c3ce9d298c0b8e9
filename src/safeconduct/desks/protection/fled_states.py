"""The States that people flee: one list a post and one for the node; anybody of protection adds, two take off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.protection.forms_on_pages import errors_of
from safeconduct.desks.protection.words import own_language
from safeconduct.domains.assessments import queries
from safeconduct.domains.assessments.commands import ProposeFledStates, SignFledStates
from safeconduct.domains.assessments.fled import fled_of
from safeconduct.foundation import codes
from safeconduct.foundation.access import queries as users
from safeconduct.foundation.access.roles import OVERSIGHT, PROTECTION_COORDINATOR, PROTECTION_OFFICER
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import NODE
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem, Refused

KEEPERS = (PROTECTION_COORDINATOR, PROTECTION_OFFICER, OVERSIGHT)


@allow(*KEEPERS)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """All lists, what waits for a signature, and a form for each."""
    return _page(request, [])


def _page(request: HttpRequest, errors: list[Any]) -> HttpResponse:
    lists, who = {one.context: one for one in queries.fled_lists()}, officer(request)
    names = users.names_of({by for one in lists.values() for by in one.proposed_by})
    contexts = [(NODE, _("Every post of this node")), *((one.subject, one.name) for one in places.posts())]
    rows = [
        {
            "context": context,
            "name": name,
            "list": lists.get(context),
            "states": _named(lists[context].states) if context in lists else "",
            "proposed": _named(lists[context].proposed) if context in lists else "",
            "by": ", ".join(names.get(by, "–") for by in lists[context].proposed_by) if context in lists else "",
            "may_sign": context in lists and not lists[context].is_signed and who.id not in lists[context].proposed_by,
            "seen": seen_field([fled_of(context)]),
            "sign_id": new_id(),
        }
        for context, name in contexts
    ]
    context = {
        "rows": rows,
        "contexts": contexts,
        "values": {name: request.POST.get(name, "") for name in ("context", "states", "reason")},
        "all_seen": seen_field([fled_of(one) for one, _name in contexts]),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "protection/fled_states.html", context, status=422 if errors else 200)


def _named(states: list[str]) -> str:
    return ", ".join(codes.state_name(code, own_language()) for code in states)


@allow(*KEEPERS)
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """A list; what is new on it counts at once, what is missing from it after a second signature."""
    context = request.POST.get("context", NODE)

    def command() -> ProposeFledStates:
        states = _states_of(request.POST.get("states", ""))
        return ProposeFledStates(context=context, states=states, reason=request.POST.get("reason", ""))

    return _done(request, context, command, _("Saved. What is new counts now; what was taken off, once it is signed."))


def _states_of(line: str) -> tuple[str, ...]:
    """The codes of States typed by name in any language or by code. Refused: fled.unknown_state."""
    found = []
    for word in filter(None, (part.strip() for part in line.replace("،", ",").replace(";", ",").split(","))):
        known = codes.state(word)
        named = [] if known is not None else codes.find_states(word, own_language())
        if known is None and not named:
            raise Refused("fled.unknown_state", field="states", value=word)
        found.append((known or named[0]).code)
    return tuple(dict.fromkeys(found))


@allow(*KEEPERS)
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Sign the list that stood on the page."""
    context = request.POST.get("context", NODE)
    command = SignFledStates(context=context, proposal=request.POST.get("proposal", ""))
    return _done(request, context, lambda: command, _("Signed. The list stands."))


def _done(request: HttpRequest, context: str, command: Any, text: str) -> HttpResponse:
    purpose = "oversight" if OVERSIGHT in officer(request).roles else "protection"
    try:
        submit(act_of(request, purpose=purpose, seen=seen_from(request, fled_of(context))), command())
    except Problem as problem:
        return _page(request, errors_of(problem))
    messages.success(request, text)
    return HttpResponseRedirect(reverse("protection:fled_states"))
