"""One person: what is known and who changed it, with a way to correct each field, to add a document, to void."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.desks.border_post.around import seen_field, seen_from
from safeconduct.desks.border_post.member_forms import FIELDS, NAME_OF, CorrectionForm, DocumentForm, standing_values
from safeconduct.desks.border_post.register import document_of
from safeconduct.desks.border_post.told import history_lines, shown_value
from safeconduct.domains.people import commands, queries
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import register_sentences, sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem

DESK = (BORDER_OFFICER, POST_SUPERVISOR)
UNDO_SECONDS = 60
# What an objection is about -> the fields of the page that it marks; what is not here marks the page as a whole.
OBJECTED_TO = {
    "identity": tuple(name for name in FIELDS if name not in ("born", "nationality", "needs")),
    "birth": ("born",), "nationality": ("nationality",), "needs": ("needs",),
}  # fmt: skip
register_sentences(
    {
        "members.number_known": gettext_lazy(
            "This number is on another person's record. Look there first; if both are right, add it all the same."
        ),
    }
)
Errors = list[tuple[str, str]]


@allow(*DESK)
@require_GET
def page(request: HttpRequest, person_id: str) -> HttpResponse:
    """Everything of one person; opening it is a look that the access log keeps."""
    found = queries.person(person_id)
    record_look(request, "person", person_id)
    return render(request, "border_post/member.html", _context(request, found, []))


def _context(request: HttpRequest, person: Any, errors: Errors) -> dict[str, Any]:
    subject = person.subject
    seen = seen_field([subject])
    history = queries.history_of(subject)
    documents = queries.documents_of(subject, withdrawn=True)
    return {
        "person": person,
        "rows": [_row(person, name, history) for name in FIELDS],
        "group": queries.groups([person.group]).get(person.group),
        "documents": [
            {"document": one, "known": _known(one.number, subject) if not one.withdrawn else []} for one in documents
        ],
        "flags": [flag for flag in queries.flags_of(subject) if flag.open],
        "history": history_lines(history, {one.id: one for one in documents}),
        "has_photo": bool(person.photo) and bool(queries.photo_of(subject)),
        "seen": seen,
        "command_id": new_id(),
        "photo_id": new_id(),
        "errors": errors,
        "undo": _undo(request, person, history),
        "is_supervisor": officer(request).is_any(POST_SUPERVISOR),
        "objected": _objected(subject),
        "on_hold": any(one.open for one in queries.holds_of(subject)),
    }


def _objected(subject: str) -> frozenset[str]:
    """The fields and parts of the page against which an objection is open."""
    found = queries.open_objections_of_all([subject]).get(subject, [])
    return frozenset(name for one in found for name in OBJECTED_TO.get(one.about, (one.about,)))


def _known(number: str, subject: str) -> list[queries.KnownDocument]:
    return queries.documents_like(number, besides=subject) if number else []


def _row(person: Any, name: str, history: list[queries.HistoryLine]) -> dict[str, Any]:
    """One field: its value, and where people differ, every value with who said it and when."""
    field = {"born": "birth", "origin": "origin", "destination": "destination"}.get(name, name)
    return {
        "name": name,
        "label": CorrectionForm.base_fields[name].label,
        "value": shown_value(field, _value(person, name)),
        "contested": [
            {"value": shown_value(field, value), **_said(field, value, history)}
            for value in person.contested_values.get(field, ())
        ],
    }


def _value(person: Any, name: str) -> Any:
    special = {
        "born": lambda: person.birth_shown,
        "origin": lambda: person.origin_shown,
        "destination": lambda: person.destination_shown,
        "needs": lambda: queries.needs_of([person.subject]).get(person.subject, []),
    }
    return special[name]() if name in special else getattr(person, name)


def _said(field: str, value: Any, history: list[queries.HistoryLine]) -> dict[str, Any]:
    """Who gave a contested value: the latest line that set it, else whoever registered the person."""
    shown = shown_value(field, value)
    for line in reversed(history):
        if line.field == field and shown_value(field, line.value) == shown:
            return _author(line)
    return _author(history[0]) if history else {"by": "–", "at": None}


def _author(line: queries.HistoryLine) -> dict[str, Any]:
    return {"by": access.names_of({line.by}).get(line.by, "–"), "at": line.happened_at}


def _undo(request: HttpRequest, person: Any, history: list[queries.HistoryLine]) -> dict[str, Any] | None:
    """One's own voiding, as long as it may be taken back."""
    last = next((line for line in reversed(history) if line.event == "voided"), None)
    if not person.voided or last is None or last.by != officer(request).id:
        return None
    left = UNDO_SECONDS - int((ledger().clock.now() - last.recorded_at).total_seconds())
    if left <= 0:
        return None
    url = reverse("post:member_restore", args=[person.subject])
    return {"text": _("The record is void."), "url": url, "undoes": "", "command_id": new_id(), "seconds": left}


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, person_id: str) -> HttpResponse:
    """Correct or complete fields with a reason; only what was changed is said, so that nobody overwrites another."""
    found = queries.person(person_id)
    seen = seen_field([person_id])
    needs = queries.needs_of([person_id]).get(person_id, [])
    form = CorrectionForm(request.POST or None, initial=standing_values(found, needs))
    errors: Errors = []
    if request.method == "POST" and form.is_valid():
        try:
            commands.correct_person(
                act_of(request, seen=seen_from(request, person_id)),
                person=person_id,
                changes=form.changes(),
                reason=form.cleaned_data["reason"],
                level=form.level(found.level),
            )
        except Problem as problem:
            errors = [_placed(problem)]
        else:
            return HttpResponseRedirect(reverse("post:member", args=[person_id]))
    record_look(request, "person", person_id)
    history = queries.history_of(person_id)
    context = {
        "person": found,
        "form": form,
        "errors": errors,
        "contested": [row for name in FIELDS if (row := _row(found, name, history))["contested"]],
        "seen": request.POST.get("seen", seen),
        "calendar": request.POST.get("born_calendar", found.birth_date.calendar),
        "command_id": new_id(),
        "focus": request.GET.get("field", ""),
    }
    status = 422 if form.errors or errors else 200
    return render(request, "border_post/member_correct.html", context, status=status)


def _placed(problem: Problem) -> tuple[str, str]:
    """The sentence, at the field it speaks of."""
    forms_name = {command: form for form, command in NAME_OF.items()}
    field = str(problem.details.get("field", "reason"))
    return f"id_{forms_name.get(field, field)}", sentence_of(problem.code, problem.details)


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def add_document(request: HttpRequest, person_id: str) -> HttpResponse:
    """A further document. A number known from another record is shown first, and may then be added all the same."""
    found = queries.person(person_id)
    seen = seen_field([person_id])
    form = DocumentForm(request.POST or None, initial={"document_condition": "original", "read_by": "typed"})
    errors: Errors = []
    known: list[queries.KnownDocument] = []
    if request.method == "POST" and form.is_valid():
        known = _known(form.cleaned_data["document_number"], person_id)
        if known and not request.POST.get("all_the_same"):
            errors = [("id_document_number", sentence_of("members.number_known"))]
        else:
            errors = _added(request, person_id, form)
            if not errors:
                return HttpResponseRedirect(reverse("post:member", args=[person_id]) + "#documents")
    record_look(request, "person", person_id)
    context = {
        "person": found,
        "form": form,
        "errors": errors,
        "known": known,
        "seen": request.POST.get("seen", seen),
        "command_id": new_id(),
    }
    return render(request, "border_post/member_document.html", context, status=422 if form.errors or errors else 200)


def _added(request: HttpRequest, person_id: str, form: DocumentForm) -> Errors:
    act = act_of(request, seen=seen_from(request, person_id))
    try:
        commands.add_document(
            act, person=person_id, document=document_of(derived_id("document", act.id), form.cleaned_data)
        )
    except Problem as problem:
        return [("id_document_number", sentence_of(problem.code, problem.details))]
    return []


@allow(*DESK)
@require_POST
def withdraw_document(request: HttpRequest, person_id: str) -> HttpResponse:
    """A document entered by mistake; it stays in the history."""
    document, reason = request.POST.get("document", ""), request.POST.get("reason", "")
    act = act_of(request, seen=seen_from(request, person_id))
    return _done(request, person_id, lambda: commands.withdraw_document(
        act, person=person_id, document=document, reason=reason))  # fmt: skip


@allow(*DESK)
@require_POST
def void(request: HttpRequest, person_id: str) -> HttpResponse:
    """A record entered by mistake: never counted, never deleted."""
    act = act_of(request, seen=seen_from(request, person_id))
    reason = request.POST.get("reason", "")
    return _done(request, person_id, lambda: commands.void_person(act, person=person_id, reason=reason))


@allow(*DESK)
@require_POST
def restore(request: HttpRequest, person_id: str) -> HttpResponse:
    """Take back one's own voiding within a minute."""
    act = act_of(request, seen={person_id: queries.seen_of(person_id)})
    return _done(request, person_id, lambda: commands.restore_person(act, person=person_id))


def _done(request: HttpRequest, person_id: str, doing: Any) -> HttpResponse:
    found = queries.person(person_id)
    try:
        doing()
    except Problem as problem:
        errors = [("reason", sentence_of(problem.code, problem.details))]
        return render(request, "border_post/member.html", _context(request, found, errors), status=422)
    return HttpResponseRedirect(reverse("post:member", args=[person_id]))
