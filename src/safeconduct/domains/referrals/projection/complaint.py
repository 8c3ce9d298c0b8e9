"""Rows of a complaint: what was said of an agency, and the answers in force."""

from collections.abc import Sequence

from safeconduct.domains.referrals.facts import ComplaintAnswered, ComplaintErased, ComplaintMade
from safeconduct.domains.referrals.referral_states import LOOKED_INTO
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import standing


def complaint_rows(held: Sequence[Held]) -> Rows:
    """One row a complaint; of answers given apart, it is closed only where all of them close it."""
    made = [one for one in held if isinstance(one.fact, ComplaintMade)]
    if not made:
        return {}
    first = min(made, key=lambda one: (one.clock, one.stream, one.seq))
    fact = first.fact
    answers = standing([one for one in held if isinstance(one.fact, ComplaintAnswered)])
    open_answers = [one for one in answers if one.fact.outcome == LOOKED_INTO]
    shown = (open_answers or answers)[:1]
    row = {
        "agency": fact.agency, "referral": fact.referral, "about": fact.about, "by": fact.by, "post": fact.post,
        "words": fact.words, "reach": fact.reach, "made_at": first.happened_at, "made_by": first.actor,
        "outcome": shown[0].fact.outcome if shown else "",
        "answer": shown[0].fact.words if shown else "",
        "answered_at": shown[0].happened_at if shown else None,
        "answered_by": shown[0].actor if shown else "",
        "is_open": not answers or bool(open_answers),
        "is_erased": any(isinstance(one.fact, ComplaintErased) for one in held),
    }  # fmt: skip
    return {"referrals_complaint": [row]}
