"""What rules, projection and gates must judge alike: the states of a review, what protects most, what a clearance is.

One person has one review on every node, whatever happens at which post: what is said at one counts at all.
"""

from collections.abc import Mapping
from datetime import timedelta

from safeconduct.kernel.ids import derived_id

HELD, WITHDRAWN, REFUSED, CARRIED_OUT = "held", "withdrawn", "refused", "carried_out"
# The higher is in force while moves contradict each other. A hold that the decision had not seen keeps the person
# here; a withdrawal lets them go on; a refusal waits, and one that was carried out is last.
PROTECTIVENESS: Mapping[str, int] = {CARRIED_OUT: 1, REFUSED: 2, WITHDRAWN: 3, HELD: 4}

# Why an officer asks. Neither nationality nor anything else that a person is stands here (no protected ground).
GROUNDS = ("entry_conditions", "document_not_accepted", "entry_ban", "other")
NOT_MET, MET, UNCLEAR = "conditions_not_met", "conditions_met", "unclear"
SECOND_LINE_ANSWERS = (NOT_MET, MET, UNCLEAR)

# Why protection holds a review: kept on the protection agency's node alone; a post learns "held for review".
CAUSES = (
    "fear_of_return", "asylum_claim", "torture_or_ill_treatment", "trafficking", "child", "family", "medical",
    "statelessness", "not_interviewed", "other",
)  # fmt: skip
# What protection must have seen before it clears anybody: all of it, said one by one.
INTERVIEW, INTERPRETER, CARD, DOCUMENTS, DESTINATION = "interview", "understood", "card", "documents", "destination"
WHAT_IT_SAW = (INTERVIEW, INTERPRETER, CARD, DOCUMENTS, DESTINATION)
# What may part people of a group: the wish of a grown-up said in confidence, or protection from somebody in it.
NO_SPLIT, OWN_CONSENT, PROTECTION_REASON = "", "own_consent", "protection_reason"
SPLITS = (NO_SPLIT, OWN_CONSENT, PROTECTION_REASON)

# Who says that people were turned back, and why a report does not count.
SOURCES = ("monitor", "community", "person", "neighbour_post", "press", "other")
RETRACTIONS = ("entered_by_mistake", "told_twice", "not_confirmed")
MOST_PEOPLE = 10_000  # assumption: one report; more is a typing error

VALID_FOR = timedelta(hours=24)  # of a clearance, as asked for
SECOND_LINE_LIMIT = timedelta(hours=4)  # as asked for; then the review stands on the oversight desk


def review_of(person: str) -> str:
    """The review of a person, on every node."""
    return derived_id("review", person)
