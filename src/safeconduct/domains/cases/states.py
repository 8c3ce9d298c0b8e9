"""Codes and time limits of this room. Sources of the limits: docs/assumptions.md."""

from datetime import date, timedelta

COMPARTMENTS = ("child_protection", "gbv", "trafficking", "health", "legal")
PRIORITIES = ("high", "medium", "low")  # the most protective first
OPEN, CLOSING, CLOSED = "open", "closing", "closed"
STATUSES = (OPEN, CLOSING, CLOSED)

CONSENT, ASSENT, ASSENT_ALONE = "consent", "assent", "assent_alone"
# Exceptions to consent, each to be written down: Inter-Agency Guidelines for Case Management and Child Protection.
EXCEPTIONS = ("life_in_danger", "best_interests", "reporting_duty", "no_capacity")
CONSENTS = (CONSENT, ASSENT, ASSENT_ALONE, *EXCEPTIONS)
WITHDRAWN = "withdrawn"
CONSENT_SAID = (*CONSENTS, WITHDRAWN)

OPENING, NOTE, PLAN, INCIDENT, SAFETY_PLAN, CONFERENCE = (
    "opening", "note", "plan", "incident", "safety_plan", "conference",
)  # fmt: skip
STEPS = (NOTE, PLAN, INCIDENT, SAFETY_PLAN, CONFERENCE)
ACTION, VISIT, VISITED, SIGNED, HAND_OVER, CLOSE = "action", "visit", "visited", "signed", "hand_over", "close"
DOERS = ("caseworker", "person", "carer", "partner", "supervisor")
ACTION_ENDS = ("done", "dropped")
HELD, MISSED, CANCELLED = "held", "missed", "cancelled"
VISIT_ENDS = (HELD, MISSED, CANCELLED)
ATTENDED = (
    "person", "carer", "guardian", "caseworker", "supervisor", "health", "psychosocial", "legal", "education",
    "interpreter", "authority",
)  # fmt: skip

LOST_CONTACT = "lost_contact"
CLOSINGS = ("goals_reached", "moved", LOST_CONTACT, "died", "handed_over", "persons_wish")
LEAST_TRIES = 3  # assumption: contact counts as lost after three tries on different days
WITHDRAWALS = ("wrong_case", "mistake", "person_asked", "double")
MOVES = ("left", "absent", "overload", "conflict", "safety")  # why a case is given to another caseworker
PRINTED_FOR = ("court", "conference", "person_asked", "field_visit", "hand_over")
ERASURE_REASONS = ("person_asked", "kept_long_enough", "unlawful", "ordered")

SIGN_WAITS, SIGNED_OFF, RETURNED = "waits", "signed", "returned"
# assumption: cases one caseworker bears at most (Inter-Agency Guidelines for Case Management, 2014: 25)
USUAL_CAPACITY, LARGEST_CAPACITY = 25, 200
# assumption: first contact, then contacts, by priority (the same guidelines; country procedures set exact numbers)
FIRST_CONTACT = {"high": timedelta(days=1), "medium": timedelta(days=3), "low": timedelta(days=7)}
CONTACT_EVERY = {"high": timedelta(days=3), "medium": timedelta(days=7), "low": timedelta(days=30)}
# assumption: a visit is planned at most a year ahead
MOST_AHEAD = timedelta(days=366)


def day_or_none(text: str) -> date | None:
    """The day (ISO) that a fact says; None where it says none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
