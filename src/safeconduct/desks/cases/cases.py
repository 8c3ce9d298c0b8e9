"""Cases on the agency's node: the list with what is due first, a new case, one case, and each step in it."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.cases.forms import form_page, local_day
from safeconduct.desks.cases.reading import BROKEN, NOT_HELD, read_all
from safeconduct.desks.cases.steps import AREA, HIDDEN, SLUGS, STEPS
from safeconduct.desks.cases.words import EVENT_CODES
from safeconduct.desks.protection.confidential_pages import in_confidence
from safeconduct.desks.protection.forms_on_pages import errors_of
from safeconduct.desks.protection.step_forms import Asked, StepForm, drawn_fields, given_by
from safeconduct.domains.cases import commands, queries
from safeconduct.domains.cases.rules import checked_opening
from safeconduct.domains.cases.states import COMPARTMENTS, CONSENTS, PRIORITIES, SIGN_WAITS, STATUSES
from safeconduct.domains.cases.words import sealed_words
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.vault.crockford import encode, in_groups
from safeconduct.foundation.web.labels import choices, label
from safeconduct.kernel.ids import derived_id, is_id, new_id
from safeconduct.kernel.problems import NotFound, Problem

MINE, EVERYONE = "mine", "all"
REFERENCE_BYTES = 5


@in_confidence
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The cases of whoever sits here, or those that were asked for; what is due first on top."""
    who, day = officer(request), local_day(officer(request).place).isoformat()
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "compartment", "status", "owner", "due")}
    owner = who.id if asked["owner"] in ("", MINE) and not asked["text"] else asked["owner"]
    rows = queries.cases(
        queries.Filter(
            text=asked["text"][:40], compartment=asked["compartment"], status=asked["status"],
            owner="" if owner in (EVERYONE, MINE) else owner, overdue=day if asked["due"] else "",
        )
    )  # fmt: skip
    record_look(request, "list", [one.subject for one in rows])
    names = access.names_of({one.owner for one in rows} | {one.supervisor for one in rows})
    context = {
        "rows": [(one, names.get(one.owner, ""), names.get(one.supervisor, "")) for one in rows],
        "asked": asked,
        "today": day,
        "over": sum(bool(one.is_open and one.due_on and one.due_on < day) for one in rows),
        "to_sign": [one for one in queries.cases(queries.Filter(supervisor=who.id)) if one.waits],
        "offered": [one for one in queries.cases() if one.offered_to == who.id],
        "erased": queries.count_erased(),
        "compartments": [("", _("all")), *choices("case_compartment", COMPARTMENTS)],
        "statuses": [("", _("all")), *choices("case_status", STATUSES)],
        "owners": [(MINE, _("mine")), (EVERYONE, _("all")), *sorted(queries.workers().items(), key=lambda one: one[1])],
    }
    return render(request, "cases/cases.html", context)


def _workers(none: Any = "–") -> list[tuple[str, Any]]:
    return [("", none), *sorted(queries.workers().items(), key=lambda pair: pair[1])]


NEW = StepForm(
    title=_("Open a case"),
    why=_(
        "One compartment, chosen with care: only its people can read what is written. Nothing is copied from a file."
    ),
    button=_("Open the case"),
    fields=(
        Asked("compartment", _("Compartment"), "select", "case_compartment", COMPARTMENTS),
        Asked("priority", _("Priority"), "segments", "case_priority", PRIORITIES),
        Asked("owner", _("Caseworker"), "select", options=lambda _subject: _workers()),
        Asked("supervisor", _("Supervisor"), "select", options=lambda _subject: _workers(_("named later"))),
        Asked("who", _("Who it is about"), wide="double", hint=_("as little as finds the person again")),
        Asked("consent", _("Consent"), "select", "case_consent", CONSENTS, wide="double"),
        Asked("situation", _("Situation"), AREA, wide="wide"),
        Asked("wishes", _("What the person wishes"), AREA, wide="wide"),
        Asked("exception", _("Why without consent"), AREA, wide="wide", hint=_("where an exception was chosen")),
        Asked("file", "", HIDDEN),
        Asked("child", "", HIDDEN),
    ),
    command=lambda subject, act, values: [],  # a new case needs an id first: `new` makes both
)


@in_confidence
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A case from a file, from a child's file, or by itself."""
    came_from = {name: given for name in ("file", "child") if is_id(given := request.GET.get(name, ""))}
    values = given_by(request, NEW) if request.method == "POST" else {"owner": officer(request).id, **came_from}
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        act = act_of(request)
        case = derived_id("case", act.id)
        names = ("compartment", "priority", "owner", "supervisor", "consent", "file", "child")
        try:
            words = checked_opening(values, values["consent"])
            sealed = sealed_words(values["compartment"], case, words)
            what = {name: values[name] for name in names}
            commands.open_case(act, case=case, reference=new_reference(), **what, **sealed)
        except Problem as problem:
            errors = errors_of(problem)
        else:
            return HttpResponseRedirect(reverse("cases:case", args=[case]))
    fields = drawn_fields(NEW.fields, "", values, errors)
    context = {"asked": NEW, "fields": fields, "errors": errors, "back": reverse("cases:cases"),
               "command_id": new_id()}  # fmt: skip
    return render(request, "protection/step.html", context, status=422 if errors else 200)


def new_reference() -> str:
    """By which a case is called aloud and found again; it says nothing of whom it is about."""
    return f"C-{in_groups(encode(secrets.token_bytes(REFERENCE_BYTES)), 4, '-')}"


@in_confidence
@require_GET
def one(request: HttpRequest, case_id: str) -> HttpResponse:
    """One case: what is due, the plan, visits, what waits for the supervisor, and all that happened."""
    case = queries.case(case_id)
    record_look(request, "case", case_id)
    steps = queries.steps_of(case_id)
    words = read_all(case.compartment, steps)
    names = access.names_of({one.actor for one in steps} | {case.owner, case.supervisor, case.offered_to})
    by_id = {one.id: one for one in steps}
    who = officer(request)
    context = {
        "case": case,
        "names": names,
        "owner": names.get(case.owner, ""),
        "supervisor": names.get(case.supervisor, ""),
        "offered_to": names.get(case.offered_to, ""),
        "today": local_day(who.place).isoformat(),
        "opening": next((words[one.id] for one in steps if one.what == "CaseOpened"), None),
        "not_held": any(one.state == NOT_HELD for one in words.values()),
        "broken": sum(one.state == BROKEN for one in words.values()),
        "actions": [(one, words[one.entry]) for one in queries.actions_of(case_id) if one.entry in words],
        "visits": [(one, words[one.entry]) for one in queries.visits_of(case_id) if one.entry in words],
        "steps": [
            (one, words[one.id], names.get(one.actor, ""), names.get(one.signed_by, ""), _word(one),
             SLUGS.get(one.kind, ""))
            for one in steps
        ],
        "waiting": [one for one in by_id.values() if one.sign == SIGN_WAITS and not one.withdrawn],
        "is_supervisor": who.id == case.supervisor,
        "may_print": who.id in (case.owner, case.supervisor),
        "is_offered": who.id == case.offered_to,
    }  # fmt: skip
    return render(request, "cases/case.html", context)


def _word(step: Any) -> Any:
    """The word for the code of what happened; empty for none."""
    return label(EVENT_CODES[step.what], step.code) if step.code and step.what in EVENT_CODES else ""


FROM_LINKS = ("action", "visit", "step", "outcome")


@in_confidence
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, case_id: str, step: str) -> HttpResponse:
    """One thing done in a case."""
    form = STEPS.get(step)
    if form is None:
        raise NotFound("cases.no_such_step")
    case = queries.case(case_id)
    record_look(request, "case", case_id)
    return form_page(
        request, form, case_id, initial=_initial(request, case), back=reverse("cases:case", args=[case_id]),
        heading_token=case.reference,
    )  # fmt: skip


def _initial(request: HttpRequest, case: Any) -> dict[str, Any]:
    """Today for a day, what a link chose, and the words of a step that is corrected."""
    chosen = {name: given for name in FROM_LINKS if (given := request.GET.get(name, ""))}
    corrects = request.GET.get("corrects", "")
    old = next((one for one in queries.steps_of(case.subject) if one.id == corrects), None)
    words = read_all(case.compartment, [old])[old.id].words if old is not None else {}
    return {**words, "on": local_day(officer(request).place).isoformat(), **chosen, "corrects": corrects}
