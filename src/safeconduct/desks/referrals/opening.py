"""Opening a referral: what is needed, services with their reasons and none chosen beforehand, then one act for all.

What was typed of a person is sent as a form and never stands in an address.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from safeconduct.desks.referrals.happened import happened_from
from safeconduct.desks.referrals.people_at_desk import REFERRERS, at_referrals, hidden_types, referral_for
from safeconduct.desks.referrals.printed_codes import new_codes
from safeconduct.desks.referrals.suggestions import offered
from safeconduct.desks.referrals.whom import Whom, ages_of, groups_of, whom
from safeconduct.desks.referrals.words import own_language
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.commands import MoveReferral, OpenReferral
from safeconduct.domains.referrals.referral_states import EXPIRED, PROPOSED, REFUSED, REOPENED, RETURNED
from safeconduct.domains.referrals.rules.suggesting import Wish
from safeconduct.foundation import codes
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.remembered import remember, remembered
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import Officer, act_of, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem, Refused

COORDINATOR = "coordinator"  # chosen in place of a service
POSITION = "referral position"
TEXTS = ("type", "urgency", "language", "reason", "who", "people", "call_back", "channel", "happened_at", "position")
TAKEN_UP = frozenset({PROPOSED, REOPENED, REFUSED, RETURNED, EXPIRED})
Values = dict[str, Any]
Errors = list[tuple[str, str]]


@at_referrals(*REFERRERS)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Refer somebody: first what is needed, then to whom."""
    who, asked = officer(request), request.POST if request.method == "POST" else request.GET
    earlier = referral_for(who, asked["takes_up"]) if asked.get("takes_up") else None
    those = _whom(asked, earlier)
    if those.persons:
        record_look(request, "person" if those.person else "group", [one.subject for one in those.persons])
    values = _values(request, those, earlier)
    errors: Errors = []
    if request.method == "POST":
        remember(request, POSITION, values["position"])
        try:
            if request.POST.get("then") == "open":
                return HttpResponseRedirect(_opened(request, those, values, earlier))
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'service')}", sentence_of(problem.code, problem.details))]
    return _page(request, those, values, errors, earlier)


def _whom(asked: Any, earlier: Any) -> Whom:
    if earlier is not None:
        return whom(earlier.person, earlier.group)
    return whom(asked.get("person", ""), asked.get("group", ""))


def _values(request: HttpRequest, those: Whom, earlier: Any) -> Values:
    """What the form says; at first, what is known."""
    if request.method == "POST":
        values: Values = {name: request.POST.get(name, "").strip() for name in TEXTS}
        return values | {
            "needs": request.POST.getlist("needs"),
            "members": request.POST.getlist("members"),
            "service": request.POST.get("service", ""),
        }
    return {
        **dict.fromkeys(TEXTS, ""),
        "channel": "desk",
        "people": earlier.people if earlier is not None else those.size,
        "language": those.language,
        "needs": list(those.needs),
        "members": [one.subject for one in those.persons],
        "position": remembered(request, POSITION, ""),
        "service": "",
        **({name: getattr(earlier, name) for name in ("urgency", "reason", "who", "call_back")} if earlier else {}),
    }


def _page(request: HttpRequest, those: Whom, values: Values, errors: Errors, earlier: Any) -> HttpResponse:
    who = officer(request)
    found: list[Any] = []
    if request.method == "POST" and values["type"]:
        try:
            found = offered(_wish(who, those, values), refused=_refused_before(those, earlier))
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', '')}", sentence_of(problem.code, problem.details))]
    context = {
        "those": those,
        "values": values,
        "errors": errors,
        "offered": found,
        "asked": request.method == "POST" and bool(values["type"]) and not (errors and not found),
        "earlier": earlier,
        "types": [("", ""), *_types(who)],
        "urgencies": choices("referral_urgency"),
        "needs": choices("need", codes.code_list("functional_needs")),
        "channels": choices("referral_channel", ("desk", "phone", "sms", "visit")),
        "languages": [("", ""), *_languages(values["language"])],
        "seen": seen_field([earlier.subject]) if earlier is not None else "",
        "command_id": new_id(),
    }
    return render(request, "referrals/new.html", context, status=422 if errors else 200)


def _types(who: Officer) -> list[tuple[str, Any]]:
    hidden = hidden_types(who)
    return [pair for pair in choices("service_type", codes.code_list("service_types")) if pair[0] not in hidden]


def _languages(chosen: str) -> list[tuple[str, str]]:
    """The languages that some service speaks, and the person's, by name."""
    spoken = {code for row in queries.services() for code in row.languages} | ({chosen} if chosen else set())
    return sorted(((one, codes.language_name(one, own_language())) for one in spoken), key=lambda pair: pair[1])


def _wish(who: Officer, those: Whom, values: Values) -> Wish:
    local = places.local_time(who.place, ledger().clock.now())
    chosen = tuple(one for one in those.persons if one.subject in values["members"])
    youngest, oldest = ages_of(chosen, local.date())
    number = len(chosen) or _number(values["people"])
    return Wish(
        type=values["type"], people=number, language=values["language"], youngest=youngest, oldest=oldest,
        groups=groups_of(chosen, number), position=_position(values["position"]), local_time=local,
    )  # fmt: skip


def _position(text: str) -> tuple[float, float] | None:
    """Latitude and longitude as typed. Refused: referrals.position."""
    if not text:
        return None
    parts = text.replace(";", " ").replace(", ", " ").split()
    parts = parts if len(parts) == 2 else text.split(",")
    try:
        latitude, longitude = (float(one.replace(",", ".")) for one in parts)
    except ValueError:
        raise Refused("referrals.position", field="position") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused("referrals.position", field="position")
    return latitude, longitude


def _number(text: Any) -> int:
    return int(text) if str(text).isdecimal() else 1


def _refused_before(those: Whom, earlier: Any) -> frozenset[str]:
    rows = [row for one in those.persons for row in queries.referrals_of_person(one.subject)]
    rows += queries.referrals_of_group(those.group) + ([earlier] if earlier is not None else [])
    return frozenset(row.service for row in rows if row.was_refused and row.service)


def _opened(request: HttpRequest, those: Whom, values: Values, earlier: Any) -> str:
    """Open it for everyone who was ticked, in one act. Refused: referrals.choose_service, and what the rules refuse."""
    if not values["service"]:
        raise Refused("referrals.choose_service", field="service")
    happened = happened_from(values["happened_at"])
    subjects = [earlier.subject] if earlier is not None else []
    act = act_of(request, purpose="protection", happened_at=happened, seen=seen_from(request, *subjects))
    opened = _commands(act.id, those, values, earlier)
    commands: list[Command] = [*opened, *([_taken_up(earlier)] if earlier is not None else [])]
    submit(act, *commands)
    messages.success(
        request,
        ngettext("{number} referral was opened.", "{number} referrals were opened.", len(opened)).format(
            number=len(opened)
        ),
    )
    if values["service"] == COORDINATOR:
        return reverse("referrals:one", args=[opened[0].referral])
    return reverse("referrals:send", args=[opened[0].referral])


def _commands(act_id: str, those: Whom, values: Values, earlier: Any) -> list[OpenReferral]:
    members = [one for one in those.persons if one.subject in values["members"]]
    if earlier is not None and not earlier.person:
        members = []
    if those.persons and not members and not those.group:
        raise Refused("referrals.nobody", field="members")
    together = earlier.together if earlier is not None else derived_id("together", act_id)
    is_chosen = values["service"] != COORDINATOR
    shared: dict[str, Any] = {
        "service": values["service"] if is_chosen else "",
        "type": values["type"] if is_chosen else "",
        "urgency": values["urgency"],
        "needs": tuple(values["needs"]),
        "reason": values["reason"],
        "channel": values["channel"] or "desk",
        "call_back": values["call_back"],
        "group": those.group,
        "together": together or derived_id("together", act_id),
    }
    if not members:
        return [_one(derived_id("referral", act_id), people=_number(values["people"]), who=values["who"], **shared)]
    return [_one(derived_id("referral", act_id, one.subject), person=one.subject, **shared) for one in members]


def _one(referral: str, **what: Any) -> OpenReferral:
    codes_drawn: dict[str, Any] = new_codes()
    return OpenReferral(referral=referral, **what, **codes_drawn)


def _taken_up(earlier: Any) -> MoveReferral:
    """The end of what another referral takes up. Conflict: referrals.move_not_from_here."""
    if earlier.state in (PROPOSED, REOPENED):
        return MoveReferral(referral=earlier.subject, state="withdrawn", reason="helped_elsewhere")
    return MoveReferral(referral=earlier.subject, state="closed", reason="not_helped")
