"""Rows of a child's file: how to find it, what is known, who cares for it, what is to be done next and by when."""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.domains.protection.facts import (
    CareArranged,
    CareVisited,
    ChildDescribed,
    ChildErased,
    ChildNoticed,
    ChildRegisteredApart,
    ErasureAsked,
)
from safeconduct.domains.protection.projection.deciding import claim_rows, decided_about, decision_rows
from safeconduct.domains.protection.projection.events import event_rows
from safeconduct.domains.protection.projection.guardian import mandate_rows
from safeconduct.domains.protection.projection.steps import Standing, steps_of, urgency
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import plain_values, standing, union

ABOUT = (
    "token", "post", "post_name", "day", "person", "group", "minor", "sex", "age_band", "relation", "note",
)  # fmt: skip
SAYS = (
    "given_names", "family_name", "name_native", "nickname", "birth", "mother", "father", "origin", "language",
    "family", "wishes",
)  # fmt: skip
_CARE = ("carer", "organisation", "place", "district", "is_checked")


def child_rows(held: Sequence[Held]) -> Rows:
    """The file, what is to be done, and what happened. After an erasure the file is a number."""
    if not held:
        return {}
    notices = _of(held, ChildNoticed)
    noticed_at = min(
        (one.fact.noticed_at or one.happened_at for one in notices), default=min(one.happened_at for one in held)
    )
    row = _found(notices) | _said(_of(held, ChildDescribed)) | _cared(_of(held, CareArranged), _of(held, CareVisited))
    apart = {one.fact.child for one in _of(held, ChildRegisteredApart)} - {""}
    decisions = decision_rows(held)
    row |= decided_about(held, decisions)
    is_open = not row["closed"] and (row["each"] or len(apart) < row["children"])
    mandates = mandate_rows(held)
    steps = steps_of(Standing.of(held, noticed_at, mandates, each=row["each"])) if is_open else []
    waiting = sorted((one for one in steps if one["done_at"] is None), key=urgency)
    row |= _guarded(mandates, noticed_at)
    row |= {
        "apart": len(apart),
        "noticed_at": noticed_at,
        "last_at": max(one.happened_at for one in held),
        "next_step": waiting[0]["step"] if waiting else "",
        "due_at": waiting[0]["due_at"] if waiting else None,
        "is_open": is_open,
        "erasure_asked": bool(_of(held, ErasureAsked)),
        "erased": bool(_of(held, ChildErased)),
    }
    return {
        "protection_child": [row],
        "protection_child_step": steps,
        "protection_child_event": event_rows(held),
        "protection_mandate": mandates,
        "protection_claim": claim_rows(held),
        "protection_decision": decisions,
    }


def _guarded(mandates: Sequence[Row], noticed_at: datetime) -> Row:
    """The guardian whose mandate lasts longest, and since when one is needed where none stands."""
    standing_ones = sorted((one for one in mandates if one["is_standing"]), key=lambda one: (one["ends"], one["id"]))
    last = standing_ones[-1] if standing_ones else None
    ended = max((one["ended_at"] for one in mandates if one["ended_at"]), default=noticed_at)
    return {
        "guardian": last["guardian"] if last else "",
        "guardian_scope": last["scope"] if last else "",
        "guardian_until": last["ends"] if last else "",
        "guardian_needed_since": None if last else ended,
    }


def _of(held: Sequence[Held], kind: type) -> list[Held]:
    return [one for one in held if isinstance(one.fact, kind)]


def _found(notices: Sequence[Held]) -> Row:
    about = plain_values(notices, lambda fact: fact.about)
    row: Row = {name: str(about[name].printed) if name in about else "" for name in ABOUT}
    with_companions = [one for one in notices if one.fact.companions]
    latest = standing(with_companions)[0].fact.companions if with_companions else ()
    return row | {
        "crossing": next((one.fact.crossing for one in standing(notices) if one.fact.crossing), ""),
        "children": max((one.fact.children for one in notices), default=1),
        "each": all(one.fact.each for one in notices),
        "companions": [dict(one) for one in latest],
        "grounds": union(notices, lambda fact: fact.grounds),
    }


def _said(described: Sequence[Held]) -> Row:
    says = plain_values(described, lambda fact: fact.says)
    first = standing(described)[0] if described else None
    born = next((one.fact for one in standing(described) if one.fact.born_from), None)
    return {
        **{name: str(says[name].printed) if name in says else "" for name in SAYS},
        "status": first.fact.status if first else "",
        "born_from": born.born_from if born else "",
        "born_to": born.born_to if born else "",
        "described_at": min((one.happened_at for one in described), default=None),
    }


def _cared(arranged: Sequence[Held], visits: Sequence[Held]) -> Row:
    care = standing(arranged)[0].fact if arranged else None
    visit = max(visits, key=lambda one: (one.fact.on, one.clock, one.ref), default=None)
    row: Row = {name: getattr(care, name) if care else "" for name in _CARE[:-1]}
    return row | {
        "is_checked": bool(care and care.is_checked),
        "care": care.care if care else "",
        "care_since": care.since if care else "",
        "visited_on": visit.fact.on if visit else "",
        "finding": visit.fact.finding if visit else "",
    }
