"""Complaints at a post. What is said of misconduct is sealed for its focal point and never shown here again."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.desks.border_post.around import post_of
from safeconduct.desks.border_post.complaint_seals import can_seal, new_code, seals
from safeconduct.domains.accountability import queries
from safeconduct.domains.accountability.commands import MakePostComplaint
from safeconduct.domains.accountability.rules.words import check_code, line_of, words_of
from safeconduct.domains.accountability.states import (
    ANSWER_WITHIN,
    COMPARTMENT,
    COMPLAINT_BY,
    POST_ABOUT,
    SEALED_ABOUT,
    is_code,
)
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web import complaint_labels
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, is_id, new_id
from safeconduct.kernel.problems import Problem, Refused

__all__ = ["complaint_labels"]
FIELDS = ("by", "words", "who", "where", "reach")
Errors = list[tuple[str, str]]


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """First what it is about; then the words; then the code and whom to reach. Nothing of it stays in the browser."""
    about = request.POST.get("about", "")
    if request.method == "GET" or about not in (*POST_ABOUT, *SEALED_ABOUT):
        missing = [("id_about", sentence_of("accountability.unknown_code"))] if request.method == "POST" else []
        return _page(request, "border_post/complaint.html", missing)
    if request.POST.get("step") != "send":
        return _page(request, "border_post/complaint_words.html", [])
    try:
        _take_down(request, about)
    except Problem as problem:
        field = f"id_{problem.details.get('field', 'words')}"
        return _page(request, "border_post/complaint_words.html", [(field, sentence_of(problem.code, problem.details))])
    return _page(request, "border_post/complaint_done.html", [])


def _page(request: HttpRequest, template: str, errors: Errors) -> HttpResponse:
    said = request.POST
    about, code, person = said.get("about", ""), said.get("code", ""), said.get("person", request.GET.get("person", ""))
    context = {
        "about": about,
        "is_sealed": about in SEALED_ABOUT,
        "can_seal": can_seal(),
        "focal_point": queries.focal_point(),
        "abouts": choices("post_complaint_about", (*POST_ABOUT, *SEALED_ABOUT)),
        "bys": choices("post_complaint_by", COMPLAINT_BY),
        "values": {name: said.get(name, "") for name in FIELDS},
        "code": code if is_code(code) else new_code(),
        "person": person if is_id(person) else "",
        "days": ANSWER_WITHIN.days,
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, template, context, status=422 if errors else 200)


def _take_down(request: HttpRequest, about: str) -> None:
    """Refused: accountability.cannot_seal, unknown_code, words_missing, broken_code, text.*."""
    said: Any = request.POST
    values = {name: said.get(name, "") for name in FIELDS}
    code, post, is_sealed = said.get("code", ""), post_of(officer(request)), about in SEALED_ABOUT
    check_code("by", values["by"], COMPLAINT_BY)
    words = words_of(values["words"], "words")
    if not is_code(code):
        raise Refused("accountability.broken_code")
    content = {
        "form": COMPARTMENT, "v": 1, "about": about, "by": values["by"], "words": words, "code": code,
        **{name: line_of(values[name], name) for name in ("who", "where", "reach")},
        "post_name": places.post(post).name, "at": ledger().clock.now().isoformat(timespec="seconds"),
    }  # fmt: skip
    # Neither the words nor a digest of them enters the act: the form is left out of it.
    act = msgspec.structs.replace(act_of(request), form="")
    if is_sealed:
        if not can_seal():
            raise Refused("accountability.cannot_seal")
        submit(act, *seals(content, is_sealed=True))
        return
    person = said.get("person", "")
    complaint = MakePostComplaint(
        complaint=derived_id("post complaint", act.id), about=about, by=values["by"], words=words, code=code,
        reach=content["reach"], person=person if is_id(person) else "",
    )  # fmt: skip
    submit(act, complaint, *seals(content, is_sealed=False))


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """What became of an ordinary complaint, for who carries its code. Of every other code the page says the same."""
    code = request.POST.get("code", "")
    found = queries.complaint_by_code(code) if code else None
    context = {"row": found, "code": code, "focal_point": queries.focal_point(), "days": ANSWER_WITHIN.days}
    return render(request, "border_post/complaint_code.html", context)


def said_of_state(state: str) -> str:
    """The word of a filter."""
    return {"": _("All"), "open": _("Open"), "overdue": _("Overdue"), "answered": _("Answered")}[state]
