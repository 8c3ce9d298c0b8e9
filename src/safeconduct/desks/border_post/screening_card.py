"""The card: somebody points at pictures, apart from everyone. What is private is sealed; no officer sees it."""

import mimetypes
from typing import Any

import msgspec
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.border_post.around import post_of
from safeconduct.desks.border_post.recordings import recording_of
from safeconduct.desks.border_post.screening import (
    DESK,
    LANE,
    OTHER,
    chosen,
    day_of,
    direction,
    languages_offered,
    one_page,
)
from safeconduct.desks.border_post.screening_about import observed, whose
from safeconduct.desks.border_post.screening_seals import (
    can_seal,
    for_the_browser,
    lane_secret,
    remember,
    seal_answers,
    sealed_by_browser,
    settle,
)
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.commands import CorrectCrossing
from safeconduct.domains.people import queries as people
from safeconduct.domains.people.commands import CorrectPerson
from safeconduct.domains.screening import queries
from safeconduct.domains.screening.commands import RecordAttempt, SealedAnswers
from safeconduct.domains.screening.rules import LanePlan, lane_letter, lanes_of_day
from safeconduct.domains.screening.rules.card import FRAME
from safeconduct.foundation.access.remembered import remember as keep
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem, Refused

POINTED = "pointed at on the card"


@allow(*DESK)
@require_POST
def show(request: HttpRequest, screening_id: str) -> HttpResponse:
    """The officer says that nobody who may control them sees or hears it: to the card of the person chosen."""
    try:
        person, language = chosen(request), request.POST.get("language", "")
        if not can_seal():
            raise Refused("screening.no_compartment")
    except Problem as problem:
        return one_page(request, screening_id, [("people", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("post:screening_card", args=[screening_id, person, language or "en"]))


@allow(*DESK)
@require_GET
def page(request: HttpRequest, screening_id: str, person_id: str, language: str) -> HttpResponse:
    """The card of one person in one language, alone on the screen."""
    task, card = queries.task(screening_id), queries.card_in_force()
    if language not in card.offered(training=settings.SAFECONDUCT_TRAINING):
        raise NotFound("screening.language_not_offered")
    person = _person(task, person_id)
    items = card.items_for(child=_may_be_child(person))
    context = {
        "task": task,
        "person_id": person_id,
        "language": language,
        "direction": direction(language),
        "is_reviewed": card.is_reviewed(language),
        "words": {code: card.phrases[code].texts[language].text for code in FRAME},
        "items": [
            {"code": item.code, "text": card.phrases[item.code].texts[language].text, "key": str(place % 10),
             "recording": recording_of(language, item.code) is not None}
            for place, item in enumerate(items, start=1)
        ],
        "command_id": new_id(),
        "later_id": new_id(),
        "sealing": for_the_browser(
            {**whose(task, person), "language": language}, child=_may_be_child(person), field="item", into="items",
            private=card.private_of([item.code for item in card.items]),
        ),
    }  # fmt: skip
    return render(request, "border_post/screening_card.html", context)


@allow(*DESK)
@require_GET
def recording(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """The recording of a phrase, where the post has one."""
    found = recording_of(language, code)
    if found is None:
        raise Http404
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    return HttpResponse(found.read_bytes(), content_type=kind)


def _person(task: Any, person_id: str) -> Any:
    if person_id == OTHER:
        return None
    if person_id not in task.persons:
        raise NotFound("screening.not_of_this_task")
    return people.persons([person_id]).get(person_id)


def _may_be_child(person: Any) -> bool:
    return person is None or person.minor != "no"


@allow(*DESK)
@require_POST
def answer(request: HttpRequest, screening_id: str, person_id: str) -> HttpResponse:
    """Seal what was pointed at, at once; what is practical goes to the register in the open."""
    task = queries.task(screening_id)
    person = _person(task, person_id)
    card = queries.card_in_force()
    pointed = [item.code for item in card.items if item.code in request.POST.getlist("item")]
    # The form's content is left out of the act: its digest would outlive the answers and could be guessed from.
    act = msgspec.structs.replace(act_of(request), form="")
    try:
        by_browser = sealed_by_browser(request)
        sealed = by_browser.sealed if by_browser else _sealed_here(request, task, person, card.private_of(pointed))
        submit(act, _asked(request, task, person_id, sealed))
    except Problem as problem:
        messages.error(request, sentence_of(problem.code, problem.details))
        return _back(request, screening_id)
    private = by_browser.confidential if by_browser else card.is_for_confidence(pointed, ())
    remember(screening_id, act.id if person_id == OTHER else person_id, confidential=private)
    _help_now(request, act, task, person, card.needs_of(pointed))
    return _back(request, screening_id)


def _back(request: HttpRequest, screening_id: str) -> HttpResponse:
    # These forms are sent by htmx, which keeps nothing of them in the history of the browser.
    where = reverse("post:screening_one", args=[screening_id])
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)


def _sealed_here(request: HttpRequest, task: Any, person: Any, private: tuple[str, ...]) -> tuple[SealedAnswers, ...]:
    content = {**whose(task, person), "items": list(private), "language": request.POST.get("language", "")}
    return seal_answers(content, child=_may_be_child(person))


def _asked(request: HttpRequest, task: Any, person_id: str, sealed: tuple[SealedAnswers, ...]) -> RecordAttempt:
    return RecordAttempt(
        screening=task.subject,
        outcome="asked",
        way="card",
        persons=() if person_id == OTHER else (person_id,),
        number=1 if person_id == OTHER else 0,
        language=request.POST.get("language", ""),
        sealed=sealed,
    )


def _help_now(request: HttpRequest, act: Act, task: Any, person: Any, needs: tuple[str, ...]) -> None:
    """A doctor is no secret: the need goes to the register, and the officer is told. The answers are kept already."""
    if not needs:
        return
    messages.error(request, _("A doctor is needed now for this person. Call one."))
    commands = _needing(task, person, needs)
    if not commands:
        return
    seen = people.seen_of_all([*([person.subject] if person else []), *filter(None, [task.crossing])])
    later = msgspec.structs.replace(act, id=derived_id("needs", act.id), seen=seen)
    try:
        submit(later, *commands)
    except Problem as problem:
        messages.error(request, sentence_of(problem.code, problem.details))


def _needing(task: Any, person: Any, needs: tuple[str, ...]) -> list[Command]:
    found: list[Command] = []
    if person is not None and not person.voided:
        standing = people.needs_of([person.subject]).get(person.subject, [])
        if set(needs) - set(standing):
            wanted = [*dict.fromkeys([*standing, *needs])]
            found.append(CorrectPerson(person=person.subject, changes={"needs": wanted}, reason=POINTED))
    crossing = crossings.those([task.crossing]).get(task.crossing) if task.crossing else None
    if crossing is not None and not crossing.voided and set(needs) - set(crossing.needs):
        wanted = [*dict.fromkeys([*crossing.needs, *needs])]
        found.append(CorrectCrossing(crossing=crossing.subject, changes={"needs": wanted}, reason=POINTED))
    return found


def _seen_here(request: HttpRequest, task: Any, seen: list[str]) -> tuple[SealedAnswers, ...]:
    content = {**observed(task), "cues": seen, "language": request.POST.get("language", "")}
    return seal_answers(content, child=True)


@allow(*DESK)
@require_POST
def finish(request: HttpRequest, screening_id: str) -> HttpResponse:
    """The announcement was given, what was seen is sealed; the whole group gets one lane letter."""
    task, post = queries.task(screening_id), post_of(officer(request))
    card = queries.card_in_force()
    seen = [code for code in card.cues if code in request.POST.getlist("cue")]
    act = msgspec.structs.replace(act_of(request), form="")
    try:
        by_browser = sealed_by_browser(request)
        submit(
            act,
            RecordAttempt(
                screening=screening_id,
                outcome="observed",
                way=request.POST.get("way", ""),
                language=request.POST.get("language", ""),
                place=request.POST.get("place", ""),
                sealed=by_browser.sealed if by_browser else _seen_here(request, task, seen),
            ),
        )
    except Problem as problem:
        return one_page(request, screening_id, [("id_place", sentence_of(problem.code, problem.details))])
    asked = {one for one, row in queries.persons_of(screening_id).items() if row.asked}
    noticed = by_browser.confidential if by_browser else card.is_for_confidence((), seen)
    confidential = settle(screening_id, asked) or noticed
    letter = lane_letter(lane_secret(), post, day_of(post), screening_id, confidential=confidential, plan=LanePlan())
    keep(request, LANE, (screening_id, letter))
    return _back(request, screening_id)


@allow(POST_SUPERVISOR)
@require_GET
def signs(request: HttpRequest) -> HttpResponse:
    """Which letter hangs at which lane today; for whoever hangs up the signs."""
    post = post_of(officer(request))
    day = day_of(post)
    context = {"lanes": sorted(lanes_of_day(lane_secret(), post, day, LanePlan()).items()), "day": day}
    return render(request, "border_post/screening_signs.html", context)


@allow(*DESK)
@require_GET
def posted(request: HttpRequest) -> HttpResponse:
    """The announcement in every language that may be shown, to print and hang up."""
    known = queries.card_in_force().phrases["announcement"]
    texts = [
        {"language": one, "text": known.texts[one.code].text, "direction": direction(one.code)}
        for one in languages_offered()
    ]
    return render(request, "border_post/screening_posted.html", {"texts": texts})
