"""Letting expire what has waited longer than it is good for: seen first, then done in one act."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from safeconduct.desks.referrals.board import shown
from safeconduct.desks.referrals.people_at_desk import REFERRERS, at_referrals, holder_of, may_see
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.commands import MoveReferral
from safeconduct.domains.referrals.referral_states import ACCEPTED, ARRANGED, EXPIRED, SENT
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

AT_ONCE = 50


@at_referrals(*REFERRERS)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What may expire now; everything ticked expires together, each with its reason, and may be re-opened."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            number = _expire(request)
        except Problem as problem:
            errors = [("id_expire", sentence_of(problem.code, problem.details))]
        else:
            text = ngettext("{number} referral has expired.", "{number} referrals have expired.", number)
            messages.success(request, text.format(number=number))
            return HttpResponseRedirect(reverse("referrals:referrals"))
    rows = _expirable(request)[:AT_ONCE]
    if rows:
        record_look(request, "referrals", [one.subject for one in rows])
    context = {
        "rows": shown(rows, ledger().clock.now()),
        "seen": seen_field([one.subject for one in rows]),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "referrals/expiring.html", context, status=422 if errors else 200)


def _expirable(request: HttpRequest) -> list[Any]:
    who = officer(request)
    return [one for one in queries.expirable(ledger().clock.now(), holder=holder_of(who)) if may_see(who, one)]


def _expire(request: HttpRequest) -> int:
    ticked = set(request.POST.getlist("expire"))
    rows = [one for one in _expirable(request) if one.subject in ticked]
    if not rows:
        return 0
    act = act_of(request, purpose="protection", seen=seen_from(request, *(one.subject for one in rows)))
    submit(act, *(MoveReferral(referral=one.subject, state=EXPIRED, reason=reason_of(one)) for one in rows))
    return len(rows)


def reason_of(row: Any) -> str:
    """Why it expires, by how far it came."""
    if row.state == SENT:
        return "no_answer"
    return "not_arrived" if row.state in (ACCEPTED, ARRANGED) else "not_sent"
