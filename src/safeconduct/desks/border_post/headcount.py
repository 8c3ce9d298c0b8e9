"""Headcount (level 0): one key a movement, saved at once; or a whole hour keyed in from a tally sheet."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.border_post.around import post_of
from safeconduct.domains.crossings import commands, queries
from safeconduct.domains.crossings.rules import local_hour_start
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import receipt_of, submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotFound, Refused

BANDS = ("0-4", "5-11", "12-17", "18-59", "60+")
PADS = [(f"{sex}:{band}", sex, band) for sex in ("F", "M") for band in BANDS]
KEYS = "1234567890"
DESK = (BORDER_OFFICER, POST_SUPERVISOR)


@allow(*DESK)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The keypad of the hour that runs."""
    who = officer(request)
    post = post_of(who)
    hour = local_hour_start(ledger().clock.now(), places.zone_of(post))
    local = places.local_time(post, hour)
    counts = _counts(post, hour, who.id)
    pads = [
        {"key": key, "code": code, "sex": label("sex", sex), "band": band, "count": counts.get(code, 0)}
        for key, (code, sex, band) in zip(KEYS, PADS, strict=True)
    ]
    context = {
        "pads": pads,
        "hour": local,
        "hour_end": local.replace(minute=59),
        "hours": _hours_to_key(post),
        "directions": choices("direction"),
        "transports": choices("transport"),
        "nationality_groups": choices("nationality_group"),
        "methods": choices("method"),
        "bars": _bars(post, local),
        "totals": _totals(post, local.date().isoformat()),
        "command_id": new_id(),
        "observed_id": new_id(),
    }
    return render(request, "border_post/headcount.html", context)


def _counts(post: str, hour: datetime, officer_id: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in queries.headcount_of_hour(post, hour, officer_id):
        code = f"{cell['sex']}:{cell['age_band']}"
        found[code] = found.get(code, 0) + cell["number"]
    return found


def _hours_to_key(post: str) -> list[dict[str, Any]]:
    now = places.local_time(post, ledger().clock.now())
    start = now.replace(minute=0, second=0, microsecond=0)
    hours = [start.astimezone(ZoneInfo("UTC")) - timedelta(hours=back) for back in range(48)]
    return [{"value": hour.isoformat(), "local": places.local_time(post, hour)} for hour in hours]


def _bars(post: str, local: datetime) -> list[int]:
    hours = [0] * 24
    for total in queries.hourly_totals(post, local.date().isoformat()):
        hours[places.local_time(post, total["hour"]).hour] += total["number"]
    return hours[: local.hour + 1]


def _totals(post: str, day: str) -> dict[str, int]:
    found = {"entry": 0, "exit": 0}
    for total in queries.hourly_totals(post, day):
        found[total["direction"]] = found.get(total["direction"], 0) + total["number"]
    return found


@allow(*DESK)
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """One press of a key: one command. Answers the counts of the hour."""
    who = officer(request)
    post = post_of(who)
    sex, _, band = request.POST.get("who", "").partition(":")
    hour = local_hour_start(_pressed_at(request), places.zone_of(post))
    commands.count_movements(
        act_of(request),
        post=post,
        hour=hour,
        sex=sex,
        age_band=band,
        direction=request.POST.get("direction", ""),
        transport=request.POST.get("transport", ""),
        nationality_group=request.POST.get("nationality_group", "unknown"),
        method=request.POST.get("method", "counted"),
    )
    return JsonResponse({"counts": {code: 0 for code, _, _ in PADS} | _counts(post, hour, who.id)})


def _pressed_at(request: HttpRequest) -> datetime:
    # A press that waited for the node belongs to the hour in which it was made, not that in which it arrived.
    pressed = parse_datetime(request.POST.get("pressed_at", ""))
    now = ledger().clock.now()
    return pressed if pressed is not None and pressed.tzinfo is not None and pressed <= now else now


@allow(*DESK)
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back one press, named by its command id."""
    who = officer(request)
    post = post_of(who)
    receipt = receipt_of(request.POST.get("undoes", ""))
    if receipt is None:
        raise NotFound("crossings.no_such_count")
    stream, seq, _type, _subject = receipt.entries[0]
    hour = local_hour_start(receipt.recorded_at, places.zone_of(post))
    commands.undo_count(act_of(request), post=post, hour=hour, entry=f"{stream}:{seq}")
    return JsonResponse({"counts": {code: 0 for code, _, _ in PADS} | _counts(post, hour, who.id)})


@allow(*DESK)
@require_POST
def observed(request: HttpRequest) -> HttpResponse:
    """How many minutes of the hour somebody stood and counted."""
    post = post_of(officer(request))
    commands.observe_hour(
        act_of(request),
        post=post,
        hour=_hour(request),
        minutes=_whole(request.POST.get("minutes", ""), "minutes"),
    )
    return HttpResponseRedirect(reverse("post:headcount"))


@allow(*DESK)
@require_POST
def keyed(request: HttpRequest) -> HttpResponse:
    """An hour from a tally sheet: one number for each sex and age band, one act."""
    post = post_of(officer(request))
    hour = _hour(request)
    numbers = {code: request.POST.get(f"n-{code}", "").strip() for code, _, _ in PADS}
    asked = [
        commands.CountMovements(
            post=post,
            hour=hour,
            sex=sex,
            age_band=band,
            direction=request.POST.get("direction", ""),
            transport=request.POST.get("transport", ""),
            nationality_group=request.POST.get("nationality_group", "unknown"),
            method=request.POST.get("method", "counted"),
            number=_whole(numbers[code], code),
        )
        for code, sex, band in PADS
        if numbers[code] not in ("", "0")
    ]
    if not asked:
        raise Refused("headcount.nothing_keyed")
    submit(act_of(request), *asked)
    return HttpResponseRedirect(reverse("post:headcount"))


def _hour(request: HttpRequest) -> datetime:
    hour = parse_datetime(request.POST.get("hour", ""))
    if hour is None or hour.tzinfo is None:
        raise Refused("headcount.choose_hour")
    return hour


def _whole(text: str, field: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Refused("web.not_a_number", field=field) from None
