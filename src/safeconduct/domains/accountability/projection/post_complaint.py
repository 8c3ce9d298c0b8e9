"""Rows of an ordinary complaint, and of the focal point."""

from collections.abc import Sequence

import msgspec

from safeconduct.domains.accountability.facts import (
    FocalPointNamed,
    PostComplaintAnswered,
    PostComplaintErased,
    PostComplaintMade,
)
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import standing


def focal_point_rows(held: Sequence[Held]) -> Rows:
    """Who was named last; where two were named apart, all of one of them."""
    named = standing([one for one in held if isinstance(one.fact, FocalPointNamed)])
    return {"accountability_focal_point": [msgspec.structs.asdict(named[0].fact)]} if named else {}


def post_complaint_rows(held: Sequence[Held]) -> Rows:
    """The complaint as it was first told, and the answer that stands."""
    made = [one for one in held if isinstance(one.fact, PostComplaintMade)]
    if not made:
        return {}
    first = min(made, key=lambda one: (one.clock, one.stream, one.seq))
    answers = standing([one for one in held if isinstance(one.fact, PostComplaintAnswered)])
    row = {
        **msgspec.structs.asdict(first.fact),
        "post": first.place,
        "made_at": first.happened_at,
        "made_by": first.actor,
        "outcome": answers[0].fact.outcome if answers else "",
        "answer": answers[0].fact.words if answers else "",
        "answered_at": answers[0].happened_at if answers else None,
        "answered_by": answers[0].actor if answers else "",
        "is_open": not answers,
        "is_erased": any(isinstance(one.fact, PostComplaintErased) for one in held),
    }
    return {"accountability_post_complaint": [row]}
