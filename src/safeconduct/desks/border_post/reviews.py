"""Reviews at a post. The line asks and is answered alike; the second line looks at the conditions of entry.

The answer to a request is given without reading anything about the person, and always after the same time.
"""

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.border_post.around import post_of, seen_field, seen_from
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.domains.reviews import queries
from safeconduct.domains.reviews.commands import (
    CarryOutRefusal,
    RaiseHold,
    RefuseEntry,
    RequestRefusal,
    ReviewAtSecondLine,
    WithdrawRefusal,
)
from safeconduct.domains.reviews.rules import SENT_FOR_REVIEW
from safeconduct.domains.reviews.states import review_of
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web import review_labels
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem

__all__ = ["review_labels"]
ANSWER_AFTER = 1.0  # assumption: seconds; far above what writing takes, so that the time of an answer says nothing
HOLD = "hold"


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """Ask that somebody be refused, or say that protection has to hear them; both are answered alike."""
    post = post_of(officer(request))
    crossing = crossings.crossing(crossing_id)
    if crossing.post != post:
        raise NotFound("crossings.no_such_crossing")
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        begun = time.monotonic()
        try:
            _ask(request, post, crossing)
        except Problem as problem:
            errors = [("id_person", sentence_of(problem.code, problem.details))]
        time.sleep(max(0.0, ANSWER_AFTER - (time.monotonic() - begun)))
        if not errors:
            return HttpResponseRedirect(reverse("post:review_sent"))
    persons = people.persons(crossing.persons)
    record_look(request, "list", sorted(persons))
    context = {
        "crossing": crossing,
        "persons": [("", "–"), *((one, persons[one].name or "–") for one in crossing.persons if one in persons)],
        "has_persons": bool(persons),
        "grounds": [("", "–"), *choices("review_ground")],
        "values": request.POST,
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "border_post/review_ask.html", context, status=422 if errors else 200)


def _ask(request: HttpRequest, post: str, crossing: Any) -> None:
    act, given = act_of(request), request.POST
    person = given.get("person", "")
    if given.get("then") == HOLD:
        submit(act, RaiseHold(person=person, hold=derived_id("hold", act.id)))
    else:
        ground = given.get("ground", "")
        submit(act, RequestRefusal(person=person, post=post, crossing=crossing.subject, ground=ground))


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """The one answer: the same for every person, in the languages of the post, to be read out or shown."""
    texts = []
    for language, name in settings.LANGUAGES:
        with translation.override(language):
            texts.append({"code": language, "name": name, "text": sentence_of(SENT_FOR_REVIEW, {}),
                          "dir": "rtl" if translation.get_language_bidi() else "ltr"})  # fmt: skip
    return render(request, "border_post/review_sent.html", {"texts": texts})


@allow(POST_SUPERVISOR)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The second line's list: what was asked at this post and is not settled, the oldest first."""
    post, now = post_of(officer(request)), ledger().clock.now()
    rows = queries.open_reviews(post)
    persons, groups = people.persons([one.person for one in rows]), crossings.those({one.crossing for one in rows})
    record_look(request, "list", sorted(persons))
    late = {one.subject for one in queries.late_reviews(now)}
    context = {
        "rows": [
            {"one": one, "name": getattr(persons.get(one.person), "name", ""), "is_late": one.subject in late,
             "token": getattr(groups.get(one.crossing), "token", "")}
            for one in rows
        ]
    }  # fmt: skip
    return render(request, "border_post/reviews.html", context)


@allow(POST_SUPERVISOR)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, person_id: str) -> HttpResponse:
    """One review: the second line's answer, and what may follow from protection's clearance."""
    post, seen = post_of(officer(request)), seen_field([review_of(person_id)])
    row = queries.review(person_id)
    if row.post != post:
        raise NotFound("reviews.nothing_asked")
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _decide(request, person_id)
        except Problem as problem:
            errors = [("id_answer", sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("post:review_one", args=[person_id]))
    record_look(request, "person", person_id)
    person = people.persons([person_id]).get(person_id)
    now = ledger().clock.now()
    ready = [given for given in queries.clearances_of(person_id) if not given.used and given.valid_until >= now]
    context = {
        "one": row,
        "name": person.name if person is not None else "",
        "clearance": ready[0] if ready else None,
        "answers": [("", "–"), *choices("second_line_answer")],
        "values": request.POST,
        "seen": seen,
        "ids": {name: new_id() for name in ("answer", "refuse", "carry_out", "withdraw")},
        "errors": errors,
    }
    return render(request, "border_post/review.html", context, status=422 if errors else 200)


def _decide(request: HttpRequest, person: str) -> None:
    act, given = act_of(request, seen=seen_from(request, review_of(person))), request.POST
    kinds: dict[str, Command] = {
        "refuse": RefuseEntry(person=person, clearance=given.get("clearance", "")),
        "carry_out": CarryOutRefusal(person=person),
        "withdraw": WithdrawRefusal(person=person),
    }
    command = kinds.get(given.get("then", ""), ReviewAtSecondLine(person=person, answer=given.get("answer", "")))
    submit(act, command)
