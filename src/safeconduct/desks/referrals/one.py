"""One referral: how it stands, what is awaited by when, what was told, its moves, and all that was entered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.referrals.happened import happened_from
from safeconduct.desks.referrals.history import step_lines
from safeconduct.desks.referrals.people_at_desk import EVERYONE, at_referrals, referral_for
from safeconduct.desks.referrals.sealed import may_be_sealed
from safeconduct.desks.referrals.told import names_of, told_lines
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import commands, queries
from safeconduct.domains.referrals.referral_states import (
    AGENCY,
    OWNER_OF,
    REFERRER,
    SIDE_OF_MOVE,
    level_of,
    moves_from,
    state_name,
)
from safeconduct.domains.referrals.rules.code_lists import REASONS
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import OVERSIGHT, REFERRAL_OFFICER
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, Problem

# A move has the same key wherever it is offered.
KEYS = {
    "accepted": "F2", "arranged": "F4", "arrived": "F6", "given": "F8", "refused": "F7", "returned": "F9",
    "closed": "F2", "reopened": "F4", "withdrawn": "", "expired": "",
}  # fmt: skip


@at_referrals(*EVERYONE, OVERSIGHT)
@require_GET
def page(request: HttpRequest, referral_id: str) -> HttpResponse:
    """One referral."""
    seen = seen_field([referral_id])
    who = officer(request)
    row = referral_for(who, referral_id)
    record_look(request, "referral", [row.subject, *filter(None, [row.person])])
    now = ledger().clock.now()
    is_agency, may_move = queries.is_agency_node(), not who.is_any(OVERSIGHT) or len(who.roles) > 1
    agency = partners.agencies_by_id([row.agency]).get(row.agency)
    context = {
        "row": row,
        "name": names_of([row])[row.subject],
        "agency": agency,
        "agency_shown": agency.shown if agency is not None else "–",
        "contacts": partners.contacts_of(row.agency) if not is_agency else [],
        "has_node": bool(row.agency) and partners.runs_a_node(row.agency),
        "holder": next((one.name for one in places.posts() if one.subject == row.holder), row.post_name),
        "level": level_of(now, due=row.due_at, coordinator=row.coordinator_at, oversight=row.oversight_at),
        "is_expirable": now >= row.expires_at,
        "told": told_lines(row.disclosed),
        "moves": offered_moves(row, now) if may_move and not row.is_erased else [],
        "may_send": may_move and not is_agency and row.service and row.shown_state in ("proposed", "reopened"),
        "may_take_up": may_move and not is_agency and (
            not row.service or row.state in ("refused", "returned", "expired", "reopened")
        ),
        "may_move": may_move and not row.is_erased,
        "may_seal": may_move and may_be_sealed(row),
        "is_agency": is_agency,
        "is_ours": OWNER_OF.get(row.state) == (AGENCY if is_agency else REFERRER),
        "steps": step_lines(queries.steps_of(row.subject)),
        "live": live_lines(row),
        "together": _others(who, row),
        "seen": seen,
        "command_id": new_id(),
    }  # fmt: skip
    return render(request, "referrals/one.html", context)


def offered_moves(row: Any, now: Any) -> list[dict[str, str]]:
    """The moves that this node may make: its own side's, and at the referrer's what an agency says by another way."""
    sides = queries.sides_here()
    both = {REFERRER, AGENCY} if REFERRER in sides else sides
    state = state_name(row.state, contested=row.is_contested)
    found = [one for one in moves_from(state, both) if one != "expired" or now >= row.expires_at]
    taken = [KEYS[one] for one in found]
    # Where every move is open, a key means the first of them.
    return [
        {"state": one, "key": KEYS[one] if KEYS[one] not in taken[:place] else ""} for place, one in enumerate(found)
    ]


def live_lines(row: Any) -> list[dict[str, Any]]:
    """Moves that contradict each other, with who made them and why."""
    names = access.names_of({one["actor"] for one in row.live_moves})
    return [{**one, "actor_name": names.get(one["actor"], "")} for one in row.live_moves]


def _others(who: Any, row: Any) -> list[dict[str, Any]]:
    rows = [one for one in queries.referrals_together(row.together) if one.subject != row.subject]
    if queries.is_agency_node():
        rows = [one for one in rows if one.readers == row.readers]
    names = names_of(rows)
    return [{"row": one, "name": names[one.subject]} for one in rows]


@at_referrals(*EVERYONE)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, referral_id: str, state: str) -> HttpResponse:
    """Move it on: only what this move asks for."""
    row = referral_for(officer(request), referral_id)
    side = SIDE_OF_MOVE.get(state, "")
    if request.method == "GET" and state not in {one["state"] for one in offered_moves(row, ledger().clock.now())}:
        raise Conflict("referrals.move_not_from_here")
    is_told = side == AGENCY and AGENCY not in queries.sides_here()
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _move(request, row, state)
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'words')}", sentence_of(problem.code, problem.details))]
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("referrals:one", args=[referral_id]))
    context = {
        "row": row,
        "name": names_of([row])[row.subject],
        "state": state,
        "is_told": is_told,
        "reasons": choices("referral_reason", REASONS[state]) if state in REASONS else [],
        "channels": choices("referral_channel", ("phone", "sms", "visit", "file")),
        "values": request.POST,
        "seen": seen_field([referral_id]),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "referrals/move.html", context, status=422 if errors else 200)


def _move(request: HttpRequest, row: Any, state: str) -> None:
    act = act_of(
        request, purpose="protection", seen=seen_from(request, row.subject),
        happened_at=happened_from(request.POST.get("happened_at", "")),
    )  # fmt: skip
    commands.move_referral(
        act,
        referral=row.subject,
        state=state,
        channel=request.POST.get("channel", "") or "desk",
        reason=request.POST.get("reason", ""),
        words=request.POST.get("words", "").strip(),
        appointment=happened_from(request.POST.get("appointment", ""), "appointment"),
        place=request.POST.get("place", "").strip(),
    )


@at_referrals(*EVERYONE)
@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, referral_id: str) -> HttpResponse:
    """The person takes the agreement back: nothing more is told, and who was told is asked to forget it."""
    row = referral_for(officer(request), referral_id)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        act = act_of(request, purpose="protection", seen=seen_from(request, referral_id))
        try:
            commands.say_consent(
                act, referral=referral_id, answer="withdrawn", by=request.POST.get("by", "self"),
                words=request.POST.get("words", "").strip(),
            )  # fmt: skip
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'words')}", sentence_of(problem.code, problem.details))]
        else:
            messages.warning(request, _("The agreement was taken back. Nothing more is told of this person."))
            return HttpResponseRedirect(reverse("referrals:one", args=[referral_id]))
    record_look(request, "referral", row.subject)
    context = {
        "row": row,
        "name": names_of([row])[row.subject],
        "by": choices("consent_by"),
        "values": request.POST,
        "seen": seen_field([referral_id]),
        "command_id": new_id(),
        "errors": errors,
        "is_agency": officer(request).is_any(REFERRAL_OFFICER),
    }
    return render(request, "referrals/consent.html", context, status=422 if errors else 200)
