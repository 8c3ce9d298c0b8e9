"""Erasing a person: what goes and what stays is said first, the number is typed, and it is confirmed on paper."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.border_post.around import post_of, seen_field, seen_from
from safeconduct.desks.border_post.erasure_paper import BY_HAND, confirmation
from safeconduct.desks.border_post.told import token_of_group
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import commands, queries, rules
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look, record_print
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.journal.erase import checkpointed
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label, register_labels
from safeconduct.foundation.web.texts import register_sentences, sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem, Refused

register_sentences(
    {
        "erasing.number_differs": _("That is not the number shown above. Nothing was erased. Look whom it concerns."),
        "erasing.not_erased": _("This record was not erased, so there is nothing to confirm."),
        "erasing.not_final": _(
            "The names are gone from the register, and the log beside it is still being emptied. Try again in a moment."
        ),
    }
)
register_labels(
    "stays",
    {
        "counted": _("Person in the counts of the day"),
        "crossings": _("Crossings with their decisions"),
        "needs": _("Needs, as codes"),
        "flags": _("Protective flags that are up"),
    },
)
Errors = list[tuple[str, str]]
Amounts = list[tuple[Any, int]]


@allow(POST_SUPERVISOR)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Holds that stand, erasures that wait for a second supervisor, and those that were done; by token, not by name."""
    post = post_of(officer(request))
    today = places.local_time(post, ledger().clock.now()).date().isoformat()
    holds, words, done = queries.open_holds(post), queries.first_words(place=post), queries.erasures(post)
    subjects = {one.subject for one in holds} | {one.person for one in words}
    record_look(request, "list", sorted(subjects))
    persons = queries.persons(subjects)
    names = access.names_of({*(one.placed_by for one in holds), *(one.by for one in words), *(one.by for one in done)})
    context = {
        "holds": [
            {"hold": one, "token": _token(persons.get(one.subject)), "by": names.get(one.placed_by, "–"),
             "review": date.fromisoformat(one.review_on), "is_due": one.review_on <= today}
            for one in holds
        ],
        "waiting": [
            {"word": one, "token": _token(persons.get(one.person)), "by": names.get(one.by, "–"),
             "is_own": one.by == officer(request).id}
            for one in words
        ],
        "done": [{"line": one, "by": names.get(one.by, "–")} for one in done],
    }  # fmt: skip
    return render(request, "border_post/erasures.html", context)


def _token(person: Any) -> str:
    return token_of_group(person.group) if person is not None and person.group else "–"


@allow(POST_SUPERVISOR)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, person_id: str) -> HttpResponse:
    """First the grounds, then the number; under a hold neither, and where a flag is up two supervisors."""
    found = queries.person(person_id)
    if found.erased:
        return HttpResponseRedirect(reverse("post:erasure_done", args=[person_id]))
    record_look(request, "person", person_id)
    step, reason = request.POST.get("step", ""), request.POST.get("reason", "")
    if step not in ("choose", "propose", "erase"):
        return _page(request, found)
    try:
        if reason not in rules.ERASURE_REASONS:
            raise Refused("people.unknown_code", field="reason")
        if step == "propose":
            commands.propose_erasure(_act(request, person_id), person=person_id, grounds=reason)
            return HttpResponseRedirect(reverse("post:erasures"))
        if step == "erase":
            return _erased(request, person_id, reason)
    except Problem as problem:
        field = "id_reason" if problem.code == "people.unknown_code" else "typed"
        return _page(request, found, reason, [(field, sentence_of(problem.code, problem.details))])
    return _page(request, found, reason)


def _act(request: HttpRequest, person_id: str) -> Any:
    return act_of(request, seen=seen_from(request, person_id))


def _erased(request: HttpRequest, person_id: str, reason: str) -> HttpResponse:
    if _plain(request.POST.get("typed", "")) != _plain(number_of(person_id)):
        raise Refused("erasing.number_differs")
    commands.erase_person(_act(request, person_id), person=person_id, reason=reason)
    checkpointed()
    return HttpResponseRedirect(reverse("post:erasure_done", args=[person_id]))


def _plain(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum())


def number_of(person_id: str) -> str:
    """What is typed to confirm: the token of the latest crossing, or six digits where there is none."""
    found = [one.token for one in crossings.crossings_of_persons([person_id]) if one.token and not one.voided]
    return found[0] if found else f"{int(derived_id('erasing', person_id), 16) % 10**6:06d}"


def _page(request: HttpRequest, person: Any, reason: str = "", errors: Errors | None = None) -> HttpResponse:
    subject, who = person.subject, officer(request).id
    words = queries.first_words(person=subject)
    chosen = reason if reason in rules.ERASURE_REASONS else ""
    holds = [one for one in queries.holds_of(subject) if one.open]
    names = access.names_of({*(one.placed_by for one in holds), *(one.by for one in words)})
    flags = stays_of(subject)["flags"]
    context = {
        "person": person,
        "seen": seen_field([subject]),
        "command_id": new_id(),
        "goes": amounts("removed", queries.what_names(subject)),
        "stays": amounts("stays", stays_of(subject)),
        "holds": [{"hold": one, "by": names.get(one.placed_by, "–")} for one in holds],
        "flags": flags,
        "word": {"by": names.get(words[0].by, "–"), "grounds": words[0].grounds} if words else None,
        "is_own": bool(words) and all(one.by == who for one in words),
        "needs_first": bool(flags) and not words,
        "reasons": choices("erasure_reason", rules.ERASURE_REASONS),
        "reason": chosen or (words[0].grounds if words else ""),
        "chosen": chosen,
        "number": number_of(subject),
        "errors": errors or [],
    }
    return render(request, "border_post/erasure.html", context, status=422 if errors else 200)


def stays_of(person_id: str) -> dict[str, int]:
    """How much stays of a person who is or will be erased, as numbers."""
    return {
        "counted": 1,
        "crossings": len(crossings.crossings_of_persons([person_id])),
        "needs": len(queries.needs_of([person_id]).get(person_id, [])),
        "flags": sum(flag.open for flag in queries.flags_of(person_id)),
    }


def amounts(code_list: str, numbers: Mapping[str, int]) -> Amounts:
    """Numbers with their words, in the order of the list; without what there is none of."""
    return [(word, numbers[code]) for code, word in choices(code_list) if numbers.get(code)]


@allow(POST_SUPERVISOR)
@require_GET
def done(request: HttpRequest, person_id: str) -> HttpResponse:
    """What was done, and whether nothing of it is left in the log. NotFound: erasing.not_erased."""
    line = line_of(person_id)
    context = {
        "line": line,
        "subject": person_id,
        "by": access.names_of({line.by}).get(line.by, "–"),
        "went": amounts("removed", json.loads(line.value or "{}")),
        "stays": amounts("stays", stays_of(person_id)),
        "flags": stays_of(person_id)["flags"],
        "is_final": checkpointed(),
        "by_hand": BY_HAND,
    }
    return render(request, "border_post/erasure_done.html", context)


def line_of(person_id: str) -> Any:
    """The line of the history that says so. NotFound: erasing.not_erased."""
    lines = [one for one in queries.history_of(person_id) if one.event == "erased"]
    if not lines:
        raise NotFound("erasing.not_erased")
    return lines[-1]


@allow(POST_SUPERVISOR)
@require_GET
def paper(request: HttpRequest, person_id: str) -> HttpResponse:
    """The confirmation to hand over. Refused: erasing.not_final, while the log still holds what was erased."""
    line, post = line_of(person_id), places.post(post_of(officer(request)))
    if not checkpointed():
        raise Refused("erasing.not_final")
    record_print(request, "erasure")
    pdf = confirmation(
        post=post.name,
        erased_at=places.local_time(post.subject, line.happened_at),
        printed_at=places.local_time(post.subject, ledger().clock.now()),
        grounds=str(label("erasure_reason", line.reason)),
        supervisors=2 if any(one.event == "erasure_proposed" for one in queries.history_of(person_id)) else 1,
        removed=amounts("removed", json.loads(line.value or "{}")),
        stays=amounts("stays", stays_of(person_id)),
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="erasure.pdf"'
    return answer
