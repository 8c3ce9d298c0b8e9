"""Every refusal of the health desk with its meaning, and the checks that several rules share."""

from collections.abc import Collection
from datetime import datetime, timedelta

from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import NotAllowed, Refused

REFUSALS = {
    "health.malformed_id": "an id is not one of ours",
    "health.unknown_code": "a code is not in its list",
    "health.not_at_this_post": "the health desk works where it sits",
    "health.no_basis": "it is not said on whose word",
    "health.no_question": "an event that asks for nothing",
    "health.no_exposure": "a rule that needs an exposure, and none is asked for",
    "health.days": "how long back is out of range",
    "health.until": "the end is past, or too far away",
    "health.event_exists": "this event was declared already",
    "health.no_such_event": "this node holds no such event",
    "health.event_over": "the event is over: nobody is asked about it",
    "health.nobody": "it is not said who",
    "health.nothing_said": "neither answered nor declined",
    "health.no_such_isolation": "this node holds no such isolation",
    "health.isolation_ended": "the isolation was ended",
    "health.child_alone": "a child is not isolated without somebody of its own",
    "health.no_order": "an isolation that was ordered names the order and its legal remedy",
    "health.no_such_group": "no group of this number came to this post",
    "health.no_such_ambulance": "this node holds no such call",
    "health.wrong_step": "an ambulance does not come to this step from where it is",
    "health.nothing_to_tell": "nobody was asked since the authority was told",
}


def check_ids(*ids: str) -> None:
    """Refused: health.malformed_id."""
    if not all(is_id(one) for one in ids):
        raise Refused("health.malformed_id")


def check_code(field: str, value: str, allowed: Collection[str]) -> None:
    """Refused: health.unknown_code (field)."""
    if value not in allowed:
        raise Refused("health.unknown_code", field=field)


def check_post(post: str, here: Circumstances) -> None:
    """NotAllowed: health.not_at_this_post."""
    if post != here.place:
        raise NotAllowed("health.not_at_this_post")


def check_until(until: datetime | None, here: Circumstances, longest: timedelta) -> datetime:
    """Refused: health.until (field, most)."""
    if until is None or until.tzinfo is None or not here.happened_at < until <= here.happened_at + longest:
        raise Refused("health.until", field="until", most=int(longest.total_seconds() // 3600))
    return until
