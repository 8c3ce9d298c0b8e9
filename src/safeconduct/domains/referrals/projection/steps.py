"""The steps of a referral, one line for everything that was entered: also what is in force no longer."""

from collections.abc import Collection, Sequence
from typing import Any

from safeconduct.domains.referrals.facts import (
    ConsentSaid,
    ExceptionReviewed,
    MessageLogged,
    ReferralCorrected,
    ReferralErased,
    ReferralHandedOver,
    ReferralMoved,
    ReferralOpened,
    ReferralSent,
)
from safeconduct.kernel.facts import Held, Row


def step_rows(held: Sequence[Held], without_effect: Collection[str] = ()) -> list[Row]:
    """Rows of `referrals_step`; `without_effect` names moves that another has followed."""
    rows = [
        {
            "id": one.ref,
            "clock": one.clock,
            "happened_at": one.happened_at,
            "recorded_at": one.recorded_at,
            "actor": one.actor,
            "place": one.place,
            "is_in_effect": one.ref not in without_effect,
            **_line(one.fact),
        }
        for one in held
    ]
    return sorted(rows, key=lambda row: str(row["id"]))


def _line(fact: Any) -> Row:
    """What happened, by which way, and the code and the words that say more of it."""
    blank: Row = {"what": "", "channel": "", "code": "", "by": "", "words": "", "fields": [], "appointment": None}
    found: Row = {}
    match fact:
        case ReferralOpened():
            found = {"what": "opened", "channel": fact.channel, "code": fact.urgency, "words": fact.reason}
        case ReferralCorrected():
            found = {"what": "corrected", "code": fact.urgency if isinstance(fact.urgency, str) else ""}
        case ConsentSaid():
            found = {"what": f"consent_{fact.answer}", "code": fact.by, "channel": fact.how, "words": fact.words,
                     "fields": list(fact.fields)}  # fmt: skip
        case ReferralSent():
            found = {"what": "sent", "channel": fact.channel, "code": fact.basis, "words": fact.words, "by": fact.by,
                     "fields": list(fact.fields)}  # fmt: skip
        case ReferralMoved():
            found = {"what": fact.state, "channel": fact.channel, "code": fact.reason, "words": fact.words,
                     "by": fact.by, "appointment": fact.appointment}  # fmt: skip
        case ReferralHandedOver():
            found = {"what": "handed_over", "code": fact.holder, "words": fact.words}
        case MessageLogged():
            found = {"what": f"message_{fact.direction}", "channel": fact.channel, "code": fact.outcome,
                     "words": fact.words}  # fmt: skip
        case ExceptionReviewed():
            found = {"what": "reviewed", "code": "upheld" if fact.is_upheld else "not_upheld", "words": fact.words}
        case ReferralErased():
            found = {"what": "erased"}
    return blank | found
