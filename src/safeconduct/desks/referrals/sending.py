"""Asking and sending: what the agreement lets be told, field by field with what would be told, and who agreed to it.

Nothing is ticked beforehand. Those who were opened in one act go in one act.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from safeconduct.desks.referrals.happened import happened_from
from safeconduct.desks.referrals.people_at_desk import REFERRERS, at_referrals, may_see, referral_for
from safeconduct.desks.referrals.told import known_of, names_of, told_value
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.people import queries as people
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.commands import MoveReferral, SayConsent, SendReferral
from safeconduct.domains.referrals.referral_states import CONTESTED, PROPOSED, REOPENED
from safeconduct.domains.referrals.rules.code_lists import CONSENT, CONSENT_BY, EXCEPTIONS, NAMELESS
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, Problem, Refused

SENDABLE = (PROPOSED, REOPENED, CONTESTED)


@at_referrals(*REFERRERS)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, referral_id: str) -> HttpResponse:
    """What may be told, who agrees, and by which way it is sent."""
    row = referral_for(officer(request), referral_id)
    if row.shown_state not in SENDABLE:
        raise Conflict("referrals.move_not_from_here")
    rows = _going_together(request, row)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _send(request, rows)
        except Problem as problem:
            field = str(problem.details.get("field", "basis"))
            errors = [(f"id_{field}", sentence_of(problem.code, _in_words(problem.details)))]
        else:
            return HttpResponseRedirect(reverse("referrals:one", args=[referral_id]))
    record_look(request, "referral", [one.subject for one in rows])
    return render(request, "referrals/send.html", _context(request, row, rows, errors), status=422 if errors else 200)


def _in_words(details: Any) -> dict[str, Any]:
    """Fields that a sentence names, by their words."""
    if "beyond" not in details:
        return dict(details)
    words = (str(label("shared_field", name)) for name in str(details["beyond"]).split(", "))
    return {**details, "beyond": ", ".join(words)}


def _going_together(request: HttpRequest, row: Any) -> list[Any]:
    """This one, and those opened with it that go to the same service and were not sent either."""
    others = [
        one
        for one in queries.referrals_together(row.together)
        if one.service == row.service and one.shown_state in SENDABLE and may_see(officer(request), one)
    ]
    return [row, *(one for one in others if one.subject != row.subject)]


def _context(request: HttpRequest, row: Any, rows: list[Any], errors: list[tuple[str, str]]) -> dict[str, Any]:
    agreed = queries.agreed_for(row.agency, _day(request))
    known = {one.subject: known_of(one) for one in rows}
    names = names_of(rows)
    chosen = request.POST
    minors = people.persons({one.person for one in rows if one.person})
    return {
        "row": row,
        "agency": partners.agencies_by_id([row.agency]).get(row.agency),
        "has_node": partners.runs_a_node(row.agency),
        "contacts": partners.contacts_of(row.agency),
        "service": queries.services_by_id([row.service]).get(row.service),
        "agreed": agreed,
        "fields": [_field(name, rows, known, name in chosen.getlist("fields")) for name in _agreed_fields(agreed)],
        "people": [
            {
                "row": one,
                "name": names[one.subject],
                "going": not chosen or one.subject in chosen.getlist("going"),
                "is_child": one.person in minors and minors[one.person].treated_as_minor,
                "by": chosen.get(f"by-{one.subject}", ""),
            }
            for one in rows
        ],
        "bases": choices("referral_basis", None if agreed is not None else (NAMELESS,)),
        "by": [("", ""), *choices("consent_by", CONSENT_BY)],
        "hows": choices("consent_how"),
        "channels": choices("referral_channel", ("desk", "phone", "sms", "visit")),
        "values": {name: chosen.get(name, "") for name in ("basis", "how", "channel", "words", "happened_at")}
        | ({} if chosen else {"how": "spoken", "channel": row.channel or "desk"}),
        "answers": choices("referral_move", ("accepted",)),
        "accepted": chosen.get("accepted", ""),
        "seen": seen_field([one.subject for one in rows]),
        "command_id": new_id(),
        "errors": errors,
    }


def _day(request: HttpRequest) -> str:
    return places.local_time(officer(request).place, ledger().clock.now()).date().isoformat()


def _agreed_fields(agreed: Any) -> list[str]:
    return [name for name in code_list("shared_fields") if agreed is not None and name in agreed.fields]


def _field(name: str, rows: list[Any], known: dict[str, dict[str, str]], ticked: bool) -> dict[str, Any]:
    told = [told_value(name, known[one.subject][name]) for one in rows if name in known[one.subject]]
    return {"code": name, "told": list(dict.fromkeys(told)), "ticked": ticked}


def _send(request: HttpRequest, rows: list[Any]) -> None:
    """One act for all that are ticked. Refused: referrals.choose_basis, referrals.nobody_ticked, and the gates."""
    basis = request.POST.get("basis", "")
    going = [one for one in rows if one.subject in request.POST.getlist("going")]
    if not going:
        raise Refused("referrals.nobody_ticked", field="going")
    if not basis:
        raise Refused("referrals.choose_basis", field="basis")
    fields = tuple(request.POST.getlist("fields")) if basis != NAMELESS else ()
    if basis != NAMELESS and not fields:
        raise Refused("referrals.consent_fields", field="fields")
    happened = happened_from(request.POST.get("happened_at", ""))
    seen = seen_from(request, *(one.subject for one in going))
    act = act_of(request, purpose="protection", happened_at=happened, seen=seen)
    submit(act, *(command for one in going for command in _commands(request, one, basis, fields)))
    text = ngettext("{number} referral was sent.", "{number} referrals were sent.", len(going))
    messages.success(request, text.format(number=len(going)))
    if basis in EXCEPTIONS:
        messages.warning(request, _("It was sent without consent. A second person looks at it."))


def _commands(request: HttpRequest, row: Any, basis: str, fields: tuple[str, ...]) -> list[Command]:
    known = known_of(row)
    told = {name: known[name] for name in fields if name in known}
    channel, words = request.POST.get("channel", ""), request.POST.get("words", "").strip()
    found: list[Command] = []
    if basis == CONSENT:
        by = request.POST.get(f"by-{row.subject}", "")
        if not by:
            raise Refused("referrals.choose_by", field=f"by-{row.subject}")
        found.append(
            SayConsent(referral=row.subject, answer="given", by=by, how=request.POST.get("how", ""), fields=fields)
        )
    found.append(
        SendReferral(
            referral=row.subject, fields=tuple(told), disclosed=told, channel=channel, words=words,
            basis=CONSENT if basis == NAMELESS else basis,
        )
    )  # fmt: skip
    if request.POST.get("accepted") and channel != "desk":
        found.append(MoveReferral(referral=row.subject, state="accepted", channel=channel))
    return found
