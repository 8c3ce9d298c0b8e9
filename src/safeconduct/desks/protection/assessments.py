"""Assessments of harm and data protection: the list with what waits for one, the page, signing, withdrawing."""

from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.desks.protection.assessment_form import blank, given_by, kept_name, values_of
from safeconduct.desks.protection.assessment_words import risk_lines, tag_of
from safeconduct.desks.protection.assessments_missing import missing_for
from safeconduct.desks.protection.forms_on_pages import errors_of, saved, shown_again, texts_from, today
from safeconduct.domains.assessments import queries
from safeconduct.domains.assessments.commands import SignAssessment, WithdrawAssessment, WriteAssessment
from safeconduct.domains.assessments.risks import LIKELIHOODS, SEVERITIES
from safeconduct.domains.assessments.states import DRAFT, KINDS, PEOPLE, RELEASES, SIGNERS, USE, WITHDRAWN
from safeconduct.foundation.access import queries as users
from safeconduct.foundation.access.drafts import discarding
from safeconduct.foundation.access.roles import (
    ADMINISTRATOR,
    OVERSIGHT,
    PROTECTION_COORDINATOR,
    PROTECTION_OFFICER,
)
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import Officer, act_of, allow, officer
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.web.labels import choices, label
from safeconduct.kernel.ids import derived_id, is_id, new_id
from safeconduct.kernel.problems import NotFound, Problem

AUTHORS = (ADMINISTRATOR, PROTECTION_COORDINATOR, PROTECTION_OFFICER)
READERS = (*AUTHORS, OVERSIGHT)
PURPOSE_OF = {OVERSIGHT: "oversight", ADMINISTRATOR: "administration"}


@allow(*READERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All assessments, what wants somebody on top; exceptions; and what waits for an assessment."""
    day, who = today(request), officer(request)
    rows = [
        {"one": row, "kind": label("assessed_kind", row.kind), "tag": tag_of(standing)}
        for row, standing in queries.assessments(day)
    ]
    allowed = queries.provisional()
    exceptions = [{"one": one, "is_over": one.until < day, "covered": _is_signed(one.about, day)} for one in allowed]
    context = {
        "rows": rows,
        "exceptions": exceptions,
        "names": users.names_of({one.allowed_by for one in allowed}),
        "missing": missing_for(day),
        "may_write": who.is_any(*AUTHORS),
    }
    return render(request, "protection/assessments.html", context)


def _is_signed(node: str, day: str) -> bool:
    found = queries.coverage("node", node, day)
    return found is not None and not found.is_provisional


@allow(*AUTHORS)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """A new assessment of what the address names; `renews` takes over what an earlier one said."""
    renews = request.POST.get("renews") or request.GET.get("renews", "")
    before = queries.assessment(renews) if renews else None
    kind, about = _about(request, before)
    given = request.POST.get("assessment_id", "")
    subject = given if is_id(given) else derived_id("assessment", officer(request).id, new_id())
    values = values_of(before) if before else blank(kind, about, request.GET.get("name", ""))
    values |= {"renews": renews, "valid_until": ""}
    return _form(request, subject, values, None)


def _about(request: HttpRequest, before: Any) -> tuple[str, str]:
    """NotFound assessments.unknown: an address that names nothing that can be assessed."""
    if before is not None:
        return before.kind, before.about
    asked = request.POST if request.method == "POST" else request.GET
    kind, about = asked.get("kind", ""), asked.get("about", "")
    if kind not in KINDS or not (about in RELEASES if kind == USE else is_id(about)):
        raise NotFound("assessments.unknown")
    return kind, about


@allow(*AUTHORS)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, assessment: str) -> HttpResponse:
    """Write it anew, as long as nobody has signed it."""
    standing = queries.assessment(assessment)
    return _form(request, assessment, values_of(standing), standing)


def _form(request: HttpRequest, subject: str, values: dict[str, Any], standing: Any) -> HttpResponse:
    if request.method != "POST":
        return _page(request, subject, values, standing, [])
    given = {**values, **given_by(request)}

    def save() -> None:
        act = act_of(request, purpose=_purpose(officer(request)), seen=seen_from(request, subject))
        said = {name: given[name] for name in WriteAssessment.__struct_fields__ if name != "assessment"}
        submit(act, WriteAssessment(assessment=subject, **said), along=discarding(act.actor, kept_name(given)))
        messages.success(request, _("Saved. A second person signs it: protection or oversight."))

    then = reverse("protection:assessment", args=[subject])
    return saved(save, then=then, again=lambda errors: _page(request, subject, given, standing, errors))


def _purpose(who: Officer) -> str:
    """For what this person works with assessments; the coordinator and the protection officer for protection."""
    return next((PURPOSE_OF[role] for role in PURPOSE_OF if role in who.roles), "protection")


def _page(request: HttpRequest, subject: str, values: dict[str, Any], standing: Any, errors: list[Any]) -> HttpResponse:
    context = shown_again(
        values,
        errors,
        assessment=standing,
        assessment_id=subject,
        kind=label("assessed_kind", values["kind"]),
        draft=kept_name(values),
        purposes=choices("sharing_purpose", code_list("sharing_purposes")),
        fields=choices("shared_field", code_list("shared_fields")),
        people=choices("assessed_people", PEOPLE),
        risks=risk_lines(msgspec.to_builtins(values["risks"])),
        likelihoods=[("", "–"), *choices("risk_likelihood", LIKELIHOODS)],
        severities=[("", "–"), *choices("risk_severity", SEVERITIES)],
        seen=seen_field([subject]) if standing else "",
    )
    return render(request, "protection/assessment_edit.html", context)


@allow(*READERS)
@require_GET
def one(request: HttpRequest, assessment: str) -> HttpResponse:
    """An assessment as it is signed and printed, and what may be done with it."""
    return _shown(request, assessment, [])


def _shown(request: HttpRequest, assessment: str, errors: list[Any]) -> HttpResponse:
    row, who = queries.assessment(assessment), officer(request)
    names = users.names_of({*row.authors, row.signed_by} - {""})
    context = {
        "one": row,
        "kind": label("assessed_kind", row.kind),
        "tag": tag_of(queries.standing_of(row, today(request))),
        "risks": [_line(one) for one in risk_lines(row.risks)],
        "authors": [names.get(author, "–") for author in row.authors],
        "signer": names.get(row.signed_by, "–") if row.signed_by else "",
        "may_sign": row.state == DRAFT and bool(who.roles & SIGNERS) and who.id not in row.authors,
        "may_write": who.is_any(*AUTHORS),
        "is_draft": row.state == DRAFT,
        "may_withdraw": row.state != WITHDRAWN,
        "seen": seen_field([assessment]),
        "sign_id": new_id(),
        "command_id": new_id(),
        "errors": errors,
        "values": texts_from(request, "reason"),
    }
    return render(request, "protection/assessment.html", context, status=422 if errors else 200)


def _line(one: dict[str, Any]) -> dict[str, Any]:
    answer = one["answer"]
    return {
        **one,
        "likelihood": label("risk_likelihood", answer["likelihood"]) if answer.get("likelihood") else "",
        "severity": label("risk_severity", answer["severity"]) if answer.get("severity") else "",
        "done": [word for code, word in one["measures"] if code in answer.get("measures", ())],
    }


@allow(PROTECTION_COORDINATOR, PROTECTION_OFFICER, OVERSIGHT)
@require_POST
def sign(request: HttpRequest, assessment: str) -> HttpResponse:
    """Sign what stood on the page."""
    command = SignAssessment(assessment=assessment, saw=request.POST.get("saw", ""))
    return _done(request, assessment, command, _("Signed. What it covers may begin."))


@allow(*READERS)
@require_POST
def withdraw(request: HttpRequest, assessment: str) -> HttpResponse:
    """It covers nothing any more."""
    command = WithdrawAssessment(assessment=assessment, reason=request.POST.get("reason", ""))
    return _done(request, assessment, command, _("Withdrawn. What it covered is stopped until a new one is signed."))


def _done(request: HttpRequest, assessment: str, command: Any, text: str) -> HttpResponse:
    queries.assessment(assessment)
    try:
        submit(act_of(request, purpose=_purpose(officer(request)), seen=seen_from(request, assessment)), command)
    except Problem as problem:
        return _shown(request, assessment, errors_of(problem))
    messages.success(request, text)
    return HttpResponseRedirect(reverse("protection:assessment", args=[assessment]))
