"""Rows of agencies, contacts and agreements. Where people differ on an agreement, less is shared: the rows say so."""

from collections.abc import Mapping, Sequence
from typing import Any

from safeconduct.domains.partners.facts import (
    AgencyDescribed,
    AgreementDescribed,
    AgreementMoved,
    ContactDescribed,
    ContactEnded,
)
from safeconduct.domains.partners.states import DRAFT, STRICTNESS
from safeconduct.kernel.described import columns
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import Value, standing

AGENCY_FIELDS: Mapping[str, Any] = {
    "name": "", "short_name": "", "type": "", "state": "", "code": "", "is_active": True, "phone": "", "email": "",
    "website": "", "record": {},
}  # fmt: skip
CONTACT_FIELDS: Mapping[str, Any] = {
    "agency": "", "part": "", "languages": (), "valid_until": "", "name": "", "function": "", "phone": "",
    "night_phone": "", "email": "",
}  # fmt: skip
AGREEMENT_FIELDS: Mapping[str, Any] = {
    "agency": "", "purposes": (), "fields": (), "signed_on": "", "valid_from": "", "valid_until": "", "title": "",
    "reference": "",
}  # fmt: skip


def agency_rows(held: Sequence[Held]) -> Rows:
    """One row an agency."""
    described = [one for one in held if isinstance(one.fact, AgencyDescribed)]
    if not described:
        return {}
    row, _values = columns(described, AGENCY_FIELDS)
    return {"partners_agency": [row]}


def contact_rows(held: Sequence[Held]) -> Rows:
    """One row a contact; of one who ended, only that there was one."""
    if not held:
        return {}
    described = [one for one in held if isinstance(one.fact, ContactDescribed)]
    row, _values = columns(described or held, CONTACT_FIELDS)
    row["has_ended"] = any(isinstance(one.fact, ContactEnded) for one in held)
    return {"partners_contact": [row]}


def agreement_rows(held: Sequence[Held]) -> Rows:
    """One row an agreement. Of values that stand beside each other, those count under which least is shared."""
    if not held:
        return {}
    described = [one for one in held if isinstance(one.fact, AgreementDescribed)]
    row, values = columns(described or held, AGREEMENT_FIELDS)
    for name in ("purposes", "fields"):
        row[name] = _shared_by_all(values.get(name))
    row["valid_from"] = max(_texts(values.get("valid_from")), default="")
    row["valid_until"] = min(_texts(values.get("valid_until")), default="")
    moves = standing([one for one in held if isinstance(one.fact, AgreementMoved)])
    states = [one.fact.state for one in moves] or [DRAFT]
    row["state"] = max(states, key=lambda state: (STRICTNESS.get(state, 9), state))
    row["is_state_contested"] = len(set(states)) > 1
    row["moved_at"] = max((one.happened_at for one in moves), default=None)
    row["reason"] = next((one.fact.reason for one in moves if one.fact.state == row["state"]), "")
    row["is_partial"] = not described
    return {"partners_agreement": [row]}


def _shared_by_all(value: Value | None) -> list[str]:
    every = [set(one) for one in value.all] if value is not None else []
    return sorted(set.intersection(*every)) if every else []


def _texts(value: Value | None) -> list[str]:
    """All standing days; an empty one says nothing, and is compared as such: no day is the narrowest validity."""
    return [str(one) for one in value.all] if value is not None else []
