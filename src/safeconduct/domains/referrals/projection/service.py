"""Rows of a service: what stands in the directory, what a partner's file said of it, and what was asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from safeconduct.domains.referrals.facts import (
    CapacitySet,
    ChangeAnswered,
    ChangeRequested,
    ServiceConfirmed,
    ServiceDescribed,
)
from safeconduct.foundation.codes.finding import folded
from safeconduct.kernel.described import columns
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import standing

SERVICE_FIELDS: Mapping[str, Any] = {
    "agency": "", "types": (), "for_whom": (), "least_age": None, "most_age": None, "languages": (), "hours": (),
    "place_code": "", "latitude": None, "longitude": None, "is_discreet": False, "is_listed": True, "is_open": True,
    "capacity": None, "confirmed_on": "", "name": "", "description": "", "place": "", "address": "",
    "eligibility": "", "how_to_come": "", "day_phone": "", "night_phone": "", "email": "", "record": {},
}  # fmt: skip
# A list of services is shown far more often than any file is written: what only files need stands apart.
_APART = "record"
_SAYING = (ServiceDescribed, CapacitySet, ServiceConfirmed)


def service_rows(held: Sequence[Held]) -> Rows:
    """One row a service, its partner's record, and the changes that agencies asked for."""
    described = [one for one in held if isinstance(one.fact, ServiceDescribed)]
    saying = [one for one in held if isinstance(one.fact, _SAYING)]
    requests = _request_rows(held)
    if not saying:
        return {"referrals_change_request": requests} if requests else {}
    row, _values = columns(saying, SERVICE_FIELDS)
    record = row.pop(_APART)
    row["contested"].pop(_APART, None)
    row["search"] = folded(" ".join((row["name"], row["place"], row["address"], row["description"], row["place_code"])))
    row["type_key"] = "".join(f"|{code}" for code in sorted(row["types"])) + "|"
    row["is_partial"] = not described
    row["open_requests"] = sum(not one["is_answered"] for one in requests)
    rows: Rows = {"referrals_service": [row], "referrals_change_request": requests}
    if record:
        rows["referrals_service_record"] = [{"record": record}]
    return rows


def _request_rows(held: Sequence[Held]) -> list[Row]:
    answers: dict[str, list[Held]] = {}
    for one in held:
        if isinstance(one.fact, ChangeAnswered):
            answers.setdefault(one.fact.request, []).append(one)
    rows = []
    for one in held:
        if not isinstance(one.fact, ChangeRequested):
            continue
        given = standing(answers.get(one.ref, []))
        # Answered differently by two who did not know of each other: not taken over before somebody looks again.
        accepted = bool(given) and all(each.fact.is_accepted for each in given)
        rows.append(
            {
                "id": one.ref,
                "agency": one.fact.readers,
                "changes": dict(one.fact.changes),
                "words": one.fact.words,
                "asked_at": one.happened_at,
                "asked_by": one.actor,
                "is_answered": bool(given),
                "is_accepted": accepted,
                "answer": given[0].fact.words if given else "",
                "answered_at": given[0].happened_at if given else None,
            }
        )
    return sorted(rows, key=lambda row: str(row["id"]))
