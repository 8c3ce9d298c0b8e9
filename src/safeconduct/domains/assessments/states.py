"""What rules, projection and queries must judge alike: what can be assessed, who signs, and what covers on a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from safeconduct.foundation.access.roles import OVERSIGHT, PROTECTION_COORDINATOR, PROTECTION_OFFICER
from safeconduct.kernel.codec import encode

AGENCY, NODE, USE = "agency", "node", "use"
KINDS = (AGENCY, NODE, USE)
SIGNERS = frozenset({PROTECTION_COORDINATOR, PROTECTION_OFFICER, OVERSIGHT})
DRAFT, SIGNED, WITHDRAWN = "draft", "signed", "withdrawn"
IN_FORCE, EXPIRING, LAPSED = "in_force", "expiring", "lapsed"

VALID_FOR = timedelta(days=365)  # assumption: twelve months, then it is written anew
WARN_BEFORE = timedelta(days=30)  # assumption: a month to renew it, as with agreements
PROVISIONALLY = timedelta(days=14)  # assumption: an emergency leaves two weeks to write what was not written first

# Whom an assessment may say that it affects.
PEOPLE = (
    "everyone_registered", "children", "children_alone", "families_apart", "survivors", "patients", "asylum_seekers",
    "left_behind", "staff",
)  # fmt: skip
# Files that leave a node, and whether they name people. What is not listed is new, and needs an assessment.
RELEASES: Mapping[str, bool] = {
    "registered": True,
    "crossings": False,  # by token, without names
    "headcount": False,
    "report": False,
    "directory": False,
    "referrals": False,  # by reference, without names
    "objections": False,  # by token: codes and days
    "oversight_overview": False,  # numbers
    "post_complaints": False,  # codes of lists and days
    "misconduct_cases": False,  # numbers that say nothing, codes and days
    "liberty_counts": False,  # numbers, small ones hidden
    "case_counts": False,  # numbers, none below five
    "access_log": False,  # ids; for oversight alone
    "referral": False,  # sealed for one agency: its sending passed the gate with the assessment of that agency
    "exchange_file": False,  # sealed for one node, which has an assessment of its own
    "exchange_keys": False,
}

FIELDS: Mapping[str, Any] = {
    "kind": "", "about": "", "about_name": "", "purposes": (), "fields": (), "people": (), "necessity": "",
    "proportionality": "", "risks": (), "measures": "", "heard": "", "valid_until": "", "renews": "",
}  # fmt: skip


def names_people(release: str) -> bool:
    """Whether a file of this kind needs an assessment before it leaves: it names people, or nobody has listed it."""
    return RELEASES.get(release, True)


def digest_of(values: Mapping[str, Any]) -> str:
    """What was signed, in 32 letters: of an assessment that says anything else, the signature does not count."""
    return sha256(encode({name: values[name] for name in FIELDS})).hexdigest()[:32]


def standing_on(day: str, *, state: str, valid_until: str) -> str:
    """How an assessment stands on a day (ISO): its state, or of a signed one in_force, expiring or lapsed."""
    if state != SIGNED:
        return state
    if not valid_until or valid_until < day:
        return LAPSED
    soon = (date.fromisoformat(day) + WARN_BEFORE).isoformat()
    return EXPIRING if valid_until <= soon else IN_FORCE


def covers_on(day: str, *, state: str, valid_until: str) -> bool:
    """Whether an assessment lets begin on a day what it is about."""
    return standing_on(day, state=state, valid_until=valid_until) in (IN_FORCE, EXPIRING)
