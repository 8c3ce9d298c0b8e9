"""Preliminary screening: who is not asked yet, and one group with what was tried. Admission never waits for it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.border_post import screening_words
from safeconduct.desks.border_post.around import post_of, today_of
from safeconduct.desks.border_post.screening_about import observed
from safeconduct.desks.border_post.screening_seals import can_seal, for_the_browser
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.domains.screening import commands, queries
from safeconduct.domains.screening.rules import clearing
from safeconduct.domains.screening.states import (
    CARD_FROM_LEVEL,
    NOT_ASKED_BANDS,
    SECONDS_A_GROUP,
    SECONDS_A_PERSON,
    rises_to,
)
from safeconduct.foundation import codes
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.remembered import remembered
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import register_sentences, sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem, Refused

__all__ = ["screening_words"]
DESK = (BORDER_OFFICER, POST_SUPERVISOR)
PAGE, MOST_SHOWN = 50, 2000
OTHER = "other"  # somebody of the group who is not registered by name
LANE = "lane"  # remembered while the node runs: the group whose lane was given last, and the letter
register_sentences(
    {"screening.choose_a_person": gettext_lazy("Choose a person first, with the arrow keys or a click.")}
)


@allow(*DESK)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The list of those who are not asked yet, the nearest limit first, and what would clear it."""
    return _page(request, [])


def _page(request: HttpRequest, errors: list[tuple[str, str]]) -> HttpResponse:
    post, now = post_of(officer(request)), ledger().clock.now()
    shown = Paginator(queries.open_tasks(post, limit=MOST_SHOWN), PAGE).get_page(request.GET.get("page"))
    tasks = shown.object_list
    known = crossings.those([task.crossing for task in tasks if task.crossing])
    context = {
        "page": shown,
        "rows": [
            {"task": task, "crossing": known.get(task.crossing), "over": rises_to(task.due_at, now) or "",
             "language": language_name(task.language)}
            for task in tasks
        ],
        "languages": [("", ""), *((one.code, one.name) for one in languages_offered(everything=True))],
        "command_id": new_id(),
        "now": now,
        "errors": errors,
        **load_of(post, now),
    }  # fmt: skip
    return render(request, "border_post/screening.html", context, status=422 if errors else 200)


def load_of(post: str, now: Any) -> dict[str, Any]:
    """For the board: how many are not asked, and the lanes and mediators that would clear it."""
    figures = queries.open_figures(post, now)
    by_card = queries.card_in_force().offered(training=settings.SAFECONDUCT_TRAINING)
    needed = clearing(figures.by_language, without_mediator=by_card)
    mediators = [(language_name(code) or _("not known"), number) for code, number in needed.mediators.items()]
    return {"open_screenings": figures, "clearing": needed, "mediators": mediators}


def language_name(code: str) -> str:
    """The name of a language in the reader's; empty where none is known."""
    return codes.language_name(code, _reader()) if code else ""


def _reader() -> str:
    return (get_language() or "en").split("-")[0]


class Offered:
    """A language in which a card may be shown, with its name and whether it was reviewed."""

    def __init__(self, code: str, *, shown: bool, reviewed: bool) -> None:
        found = codes.language(code)
        self.code, self.is_shown, self.is_reviewed = code, shown, reviewed
        self.name, self.own_name = codes.language_name(code, _reader()), found.own_name if found else code


def languages_offered(*, everything: bool = False) -> list[Offered]:
    """The languages of the card that may be shown on this node; all of them where asked for, marked."""
    card = queries.card_in_force()
    shown = set(card.offered(training=settings.SAFECONDUCT_TRAINING))
    return [
        Offered(code, shown=code in shown, reviewed=card.is_reviewed(code))
        for code in card.languages
        if everything or code in shown
    ]


@allow(*DESK)
@require_GET
def one(request: HttpRequest, screening_id: str) -> HttpResponse:
    """One group: who was asked, and what is done next."""
    return one_page(request, screening_id, [])


def one_page(request: HttpRequest, screening_id: str, errors: list[tuple[str, str]]) -> HttpResponse:
    """The page of one group, with what was refused on top."""
    task, now = queries.task(screening_id), ledger().clock.now()
    record_look(request, "list", task.persons)
    lane = remembered(request, LANE, ("", ""))
    languages = languages_offered()
    context = {
        "task": task,
        "crossing": crossings.those([task.crossing]).get(task.crossing) if task.crossing else None,
        "rows": _people(task),
        "rest": max(0, task.people - len(task.persons)),
        "rest_asked": max(0, task.asked - sum(1 for row in queries.persons_of(screening_id).values() if row.asked)),
        "over": rises_to(task.due_at, now) or "",
        "by_card": task.level >= CARD_FROM_LEVEL,
        "can_seal": can_seal(),
        "languages": languages,
        "language": next((one.code for one in languages if one.code == task.language), ""),
        "language_of_group": language_name(task.language),
        "announcements": _announcements(task.language, languages),
        "cues": [(code, word) for code, word in choices("screening_cue", queries.card_in_force().cues)],
        "places": choices("screening_place"),
        "ends": [pair for pair in choices("screening_end") if pair[0] != "entered_by_mistake"],
        "may_end": officer(request).is_any(POST_SUPERVISOR),
        "attempts": queries.attempts_of(screening_id),
        "lane": lane[1] if lane[0] == screening_id else "",
        "sealing": for_the_browser(
            observed(task), child=True, field="cue", into="cues", private=queries.card_in_force().cues
        ),
        "seconds": SECONDS_A_PERSON if task.level >= CARD_FROM_LEVEL else SECONDS_A_GROUP,
        "ways": choices("screening_way", ("spoken", "posted")),
        "cards": [(one.code, _named(one)) for one in languages],
        "command_id": new_id(),
        "finish_id": new_id(),
        "end_id": new_id(),
        "errors": errors,
    }
    return render(request, "border_post/screening_one.html", context, status=422 if errors else 200)


def _named(one: Offered) -> str:
    words = [one.own_name, one.name] if one.own_name != one.name else [one.name]
    return " · ".join([*words, *([] if one.is_reviewed else [_("draft")])])


def _people(task: Any) -> list[dict[str, Any]]:
    persons, states = people.persons(task.persons), queries.persons_of(task.subject)
    return [
        {"id": one, "person": persons.get(one), "state": states.get(one),
         "is_small": persons[one].age_band in NOT_ASKED_BANDS if one in persons else False}
        for one in task.persons
        if one not in persons or not persons[one].voided
    ]  # fmt: skip


def _announcements(language: str, languages: list[Offered]) -> list[dict[str, Any]]:
    """What is said aloud: in the language of the group where it may be shown, and in the reader's own."""
    known = queries.card_in_force().phrases["announcement"]
    shown = [one for one in languages if one.code == language] or []
    shown += [one for one in languages if one.code == _reader() and one.code != language]
    return [
        {"language": one, "text": known.texts[one.code].text, "direction": direction(one.code)}
        for one in (shown or languages[:1])
    ]


def direction(language: str) -> str:
    """Which way a language is written."""
    return codes.direction_of(queries.card_in_force().phrases["intro"].texts[language].text)


@allow(*DESK)
@require_POST
def attempt(request: HttpRequest, screening_id: str) -> HttpResponse:
    """Somebody was not asked: no privacy, not now, or no common language. The task stays open."""
    try:
        person = chosen(request)
        commands.record_attempt(
            act_of(request),
            screening=screening_id,
            outcome=request.POST.get("outcome", ""),
            way="card",
            persons=() if person == OTHER else (person,),
            language=request.POST.get("language", ""),
            place=request.POST.get("place", ""),
        )
    except Problem as problem:
        return one_page(request, screening_id, [("people", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("post:screening_one", args=[screening_id]))


def chosen(request: HttpRequest) -> str:
    """The person chosen on the page of a group. Refused: screening.choose_a_person."""
    person = request.POST.get("person", "")
    if not person:
        raise Refused("screening.choose_a_person")
    return person


@allow(*DESK)
@require_POST
def point_out(request: HttpRequest) -> HttpResponse:
    """People who were only counted are to be asked at the next safe place: how many, and their language."""
    act = act_of(request)
    try:
        commands.open_screening(
            act,
            screening=derived_id("screening", act.id),
            post=post_of(officer(request)),
            level=0,
            people=_whole(request.POST.get("people", "")),
            language=request.POST.get("language", ""),
        )
    except Problem as problem:
        return _page(request, [("id_people", sentence_of(problem.code, problem.details))])
    messages.success(request, _("They are on the list."))
    return HttpResponseRedirect(reverse("post:screening"))


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Refused("web.not_a_number", field="people") from None


@allow(POST_SUPERVISOR)
@require_POST
def end(request: HttpRequest, screening_id: str) -> HttpResponse:
    """A supervisor answers for it that nobody asks any more, or takes that back."""
    act = act_of(request)
    try:
        if request.POST.get("then") == "resume":
            commands.resume_screening(act, screening=screening_id)
        else:
            commands.end_screening(act, screening=screening_id, reason=request.POST.get("reason", ""))
    except Problem as problem:
        return one_page(request, screening_id, [("id_reason", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("post:screening_one", args=[screening_id]))


def day_of(post: str) -> str:
    """The local day on which lane letters mean what they mean."""
    return today_of(post)
