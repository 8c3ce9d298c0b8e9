"""Services to think of for somebody, in the order of the hours until help, each with its reasons in words."""

from typing import Any

import msgspec
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.desks.referrals.words import own_language
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.rules.suggesting import Candidate, Reason, Suggestion, Wish, suggest
from safeconduct.domains.referrals.service_states import is_stale
from safeconduct.foundation import codes
from safeconduct.foundation.web.labels import label

# What somebody has to find out, or to arrange.
UNSURE = frozenset(
    {
        "way_unknown", "hours_unknown", "call_first", "languages_unknown", "interpreter", "stale", "number_alone",
    }
)  # fmt: skip


class Offered(msgspec.Struct, frozen=True):
    """A service as the page offers it."""

    service: Any
    agency: Any
    suggestion: Suggestion
    reasons: list[tuple[str, str]]  # (the colour of its mark, the sentence)
    hours: str


def offered(wish: Wish, *, refused: frozenset[str] = frozenset()) -> list[Offered]:
    """Every listed service that does what is needed; those that refused this person before say so."""
    rows = {row.subject: row for row in queries.services(listed=True) if wish.type in row.types}
    agencies = partners.agencies_by_id({row.agency for row in rows.values()})
    load = queries.load_of(rows)
    day = wish.local_time.date().isoformat()
    told = {agency: queries.agreed_for(agency, day) is not None for agency in agencies}
    found = suggest(
        wish,
        [
            _candidate(row, load.get(row.subject, 0), day, told.get(row.agency, False), row.subject in refused)
            for row in rows.values()
        ],
    )
    return [
        Offered(
            rows[one.service],
            agencies.get(rows[one.service].agency),
            one,
            [(_colour(reason), reason_text(reason)) for reason in one.reasons],
            hours_text(one.hours),
        )
        for one in found
    ]


def _candidate(row: Any, load: int, day: str, may_be_told: bool, refused_before: bool) -> Candidate:
    position = (row.latitude, row.longitude) if row.latitude is not None and row.longitude is not None else None
    return Candidate(
        service=row.subject,
        name=row.name,
        types=tuple(row.types),
        for_whom=tuple(row.for_whom),
        least_age=row.least_age,
        most_age=row.most_age,
        languages=tuple(row.languages),
        hours=queries.hours_of(row),
        position=position,
        is_open=row.is_open,
        is_unsure="is_open" in row.contested or "capacity" in row.contested,
        capacity=row.capacity,
        load=load,
        is_stale=is_stale(row.confirmed_on, day),
        may_be_told=may_be_told,
        refused_before=refused_before,
    )


def _colour(reason: Reason) -> str:
    if reason.is_against:
        return "red"
    if reason.code in UNSURE:
        return "amber"
    return "green" if reason.code in ("open_now", "speaks") else ""


def hours_text(hours: float) -> str:
    """About how long until help."""
    if hours < 1:
        return _("within the hour")
    if hours < 48:
        return ngettext("about {number} hour", "about {number} hours", round(hours)).format(number=round(hours))
    return ngettext("about {number} day", "about {number} days", round(hours / 24)).format(number=round(hours / 24))


def reason_text(reason: Reason) -> str:
    """A reason as a short sentence."""
    if reason.code in ("speaks", "interpreter"):
        name = codes.language_name(reason.details["language"], own_language())
        words = _("speaks {language}") if reason.code == "speaks" else _("nobody there speaks {language}")
        return words.format(language=name)
    if reason.code == "opens_at":
        return _("opens {moment}").format(moment=date_format(reason.details["at"], "D H:i"))
    if reason.code == "way":
        return _("{km} km by road").format(km=number_format(reason.details["km"]))
    if reason.code == "not_for_them":
        groups = ", ".join(str(label("service_group", code)) for code in reason.details["groups"])
        return _("only for: {groups}").format(groups=groups)
    if reason.code == "not_for_age":
        return _ages(reason.details["least"], reason.details["most"])
    if reason.code in ("room", "full"):
        return _("places: {places}; on their way: {load}").format(
            places=reason.details["places"], load=reason.details["load"]
        )
    if reason.code == "load":
        return _("{load} on their way").format(load=reason.details["load"])
    return str(_plain()[reason.code])


def _ages(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return _("only from {least} to {most} years").format(least=least, most=most)
    return (
        _("only up to {most} years").format(most=most)
        if least is None
        else _("only from {least} years").format(least=least)
    )


def _plain() -> dict[str, str]:
    return {
        "way_unknown": _("the way is not known"),
        "hours_unknown": _("its hours are not known: call first"),
        "open_now": _("open now"),
        "call_first": _("contradictory: call first"),
        "takes_nobody": _("takes nobody now"),
        "languages_unknown": _("its languages are not known: call first"),
        "refused_before": _("refused this person before"),
        "stale": _("the entry is out of date: call first"),
        "number_alone": _("no agreement: a number alone may be sent"),
    }
