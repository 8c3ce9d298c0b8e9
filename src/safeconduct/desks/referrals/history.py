"""Everything that was entered about a referral, a line each, with who and where; also what is in force no longer."""

from collections.abc import Iterable
from typing import Any

from safeconduct.foundation.access import queries as access
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label

# In which list the code of a step stands.
_LISTS = {
    "opened": "referral_urgency_short", "corrected": "referral_urgency_short", "sent": "referral_basis",
    "consent_given": "consent_by", "consent_refused": "consent_by", "consent_withdrawn": "consent_by",
    "message_out": "message_outcome", "message_in": "message_outcome", "reviewed": "exception_review",
}  # fmt: skip


def step_lines(steps: Iterable[Any]) -> list[dict[str, Any]]:
    """Lines for the page, in the order given."""
    held = list(steps)
    names = access.names_of({one.actor for one in held})
    posts = {one.subject: one.name for one in places.posts()}
    return [
        {
            "step": one,
            "what": label("referral_step", one.what),
            "code": _code(one, posts),
            "channel": _channel(one),
            "actor": names.get(one.actor, ""),
            "place": posts.get(one.place, ""),
            "fields": [label("shared_field", name) for name in one.fields],
            "is_late": (one.recorded_at - one.happened_at).total_seconds() > 60,
        }
        for one in held
    ]


def _code(step: Any, posts: dict[str, str]) -> str:
    if not step.code:
        return ""
    if step.what == "handed_over":
        return posts.get(step.code, "")
    return str(label(_LISTS.get(step.what, "referral_reason"), step.code))


def _channel(step: Any) -> str:
    if step.what.startswith("consent"):
        return str(label("consent_how", step.channel)) if step.channel and step.what == "consent_given" else ""
    return str(label("referral_channel", step.channel)) if step.channel not in ("", "desk") else ""
