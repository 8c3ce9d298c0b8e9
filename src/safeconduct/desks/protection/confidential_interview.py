"""The confidential interview: the questions that make sense after what was said; the node decides what is kept."""

import json
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeconduct.desks.protection.confidential_pages import in_confidence
from safeconduct.desks.protection.words import own_language
from safeconduct.domains.screening import queries
from safeconduct.domains.screening.commands import HoldInterview
from safeconduct.domains.screening.rules.conditions import When
from safeconduct.domains.screening.rules.instrument import LINE, MANY, ONE, TEXT, Instrument, Question, word
from safeconduct.foundation.access.drafts import discarding
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

SEGMENTS_UP_TO = 5


@in_confidence
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, file_id: str) -> HttpResponse:
    """The form; saved, it leads to the person's needs."""
    seen, file, instrument = seen_field([file_id]), queries.file(file_id), queries.instrument_in_force()
    record_look(request, "file", file_id)
    errors: list[tuple[str, str]] = []
    given = answers_of(request, instrument)
    if request.method == "POST":
        try:
            _hold(request, file_id, given)
        except Problem as problem:
            field = problem.details.get("field", instrument.questions[0].name)
            errors = [(f"id_{field}", sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("protection:file", args=[file_id]))
    context = {
        "file": file,
        "version": instrument.version,
        "sections": _sections(instrument, given or file.answers),
        "known": json.dumps({name: getattr(file, name) for name in ("minor", "sex", "age_band", "card", "cues")}),
        "others": queries.files_of_group(file.group, besides=file_id),
        "seen": seen,
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "protection/interview.html", context, status=422 if errors else 200)


def _hold(request: HttpRequest, file_id: str, given: dict[str, Any]) -> None:
    version = request.POST.get("version", "")
    act = act_of(request, seen=seen_from(request, file_id))
    command = HoldInterview(file=file_id, version=int(version) if version.isdecimal() else 0, answers=given)
    submit(act, command, along=discarding(act.actor, f"interview-{file_id}"))


def answers_of(request: HttpRequest, instrument: Instrument) -> dict[str, Any]:
    """What the form says, question by question; an empty field says nothing."""
    found: dict[str, Any] = {}
    for question in instrument.questions:
        value = request.POST.getlist(question.name) if question.type == MANY else request.POST.get(question.name)
        if value:
            found[question.name] = value
    return found


def _sections(instrument: Instrument, answers: dict[str, Any]) -> list[dict[str, Any]]:
    language = own_language()
    return [
        {
            "code": section.code,
            "title": word(section.label, language),
            "relevant": _condition(section.relevant),
            "questions": [_shown(instrument, one, answers) for one in instrument.of_section(section.code)],
        }
        for section in instrument.sections
    ]


def _shown(instrument: Instrument, question: Question, answers: dict[str, Any]) -> dict[str, Any]:
    language = own_language()
    choices = [(one.code, word(one.label, language)) for one in instrument.choices(question)]
    return {
        "name": question.name,
        "label": word(question.label, language),
        "hint": word(question.hint, language),
        "kind": _kind(question, len(choices)),
        "choices": [("", "–"), *choices] if _kind(question, len(choices)) == "select" else choices,
        "value": answers.get(question.name, [] if question.type == MANY else ""),
        "relevant": _condition(question.relevant),
        "source": question.source,
    }


def _kind(question: Question, choices: int) -> str:
    if question.type == ONE:
        return "segments" if choices <= SEGMENTS_UP_TO else "select"
    return {MANY: "checkboxes", TEXT: "textarea", LINE: "text"}.get(question.type, "number")


def _condition(when: When | None) -> str:
    """For the script that hides what is not asked; the node judges anew what is kept."""
    return msgspec.json.encode(when).decode() if when is not None else ""
