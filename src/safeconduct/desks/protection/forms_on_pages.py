"""How the forms of this desk are read, saved and shown again: one way for all of them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from safeconduct.foundation.access.sessions import Officer, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

Values = dict[str, Any]


def today_of(who: Officer) -> str:
    """The local day where this person acts (ISO)."""
    return places.local_time(who.place, ledger().clock.now()).date().isoformat()


def today(request: HttpRequest) -> str:
    """The local day where the one who sits here acts (ISO)."""
    return today_of(officer(request))


def texts_from(request: HttpRequest, *names: str) -> Values:
    """Fields of one value each, trimmed."""
    return {name: request.POST.get(name, "").strip() for name in names}


def codes_from(request: HttpRequest, *names: str) -> Values:
    """Fields of several values each, such as boxes that were ticked."""
    return {name: tuple(filter(None, request.POST.getlist(name))) for name in names}


def errors_of(problem: Problem) -> list[tuple[str, str]]:
    """What the summary on top says, leading to the field where the problem names one."""
    field = str(problem.details.get("field", ""))
    return [(f"id_{field}" if field else "", sentence_of(problem.code, problem.details))]


def saved(save: Callable[[], Any], *, then: str, again: Callable[..., HttpResponse]) -> HttpResponse:
    """Save and go on to `then`; what is refused is shown on the same page, with all that was typed."""
    try:
        save()
    except Problem as problem:
        answer = again(errors_of(problem))
        answer.status_code = 422
        return answer
    return HttpResponseRedirect(then)


def shown_again(values: Mapping[str, Any], errors: list[tuple[str, str]], **more: Any) -> Values:
    """The context of a form: its values, what is wrong with them, and a fresh id for what will be asked."""
    return {"values": values, "errors": errors, "command_id": new_id(), **more}
