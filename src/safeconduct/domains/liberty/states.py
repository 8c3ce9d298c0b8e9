"""What rules, projection and gates must judge alike: the codes of a deprivation of liberty, and what alarms oversight.

Nothing here orders anybody to be held. One person has one record on every node, whatever happened at which post.
"""

from collections.abc import Mapping

from safeconduct.kernel.ids import derived_id

AUTHORITIES = ("border_guard", "police", "immigration", "court", "military", "health_authority", "other", "not_known")
FACILITIES = (
    "post_room", "transit_zone", "police_station", "detention_centre", "prison", "closed_camp", "vehicle", "hospital",
    "other", "not_known",
)  # fmt: skip
ANSWERS = ("yes", "no", "not_known")
LAWYER = ("had", "offered_declined", "asked_not_had", "not_offered")
INTERPRETERS = ("not_needed", "in_person", "by_phone", "none")
# What was seen at entry: what is needed, never why. What protection has to hear is a hold, without a reason.
SEEN = ("may_be_child", "pregnant", "medical_emergency", "ill_or_injured", "disability", "older", "with_children")
MINORS = ("yes", "maybe", "no", "not_known")

# Whether the person wants their consulate told (Vienna Convention on Consular Relations, article 36(1)(b)).
NOT_ASKED, ASKED, ASKED_IN_WRITING, DECLINED = "not_asked", "asked", "asked_in_writing", "declined"
CONSULAR = (NOT_ASKED, ASKED, ASKED_IN_WRITING, DECLINED)
GIVEN_HERE, GIVEN_BY_OTHERS = "here", "by_others"

CONTINUED, TO_ALTERNATIVE, TO_RELEASE = "continued", "alternative", "release"
OUTCOMES = (CONTINUED, TO_ALTERNATIVE, TO_RELEASE)
REVIEWERS = ("court", "independent_body", "same_authority")

RELEASED, ESCAPED, DIED, TRANSFERRED = "released", "escaped", "died", "transferred"
MOVES = (RELEASED, TRANSFERRED, ESCAPED, DIED)
HELD = "held"
# The higher is in force while accounts contradict each other: whoever may still be held is looked for; a death is
# never overwritten by anything else that somebody wrote.
RANK: Mapping[str, int] = {RELEASED: 1, ESCAPED: 2, HELD: 3, DIED: 4}
VOID_REASONS = ("wrong_person", "entered_twice", "did_not_happen")

# What stands on top of oversight's page until it says what was done; the first four are alarms, the rest warnings.
CHILD, DEATH, NO_BASIS, STATE_TOLD, PREGNANT, MEDICAL = (
    "child",
    "death",
    "no_basis",
    "state_told",
    "pregnant",
    "medical",
)
ALARMS = (CHILD, DEATH, NO_BASIS, STATE_TOLD)
WARNINGS = (PREGNANT, MEDICAL)
DONE = (
    "visited", "child_protection_there", "release_asked", "released", "authority_written_to", "doctor_there",
    "prosecutor_told", "treaty_body_told", "looked_at_no_need",
)  # fmt: skip

# Screening for alternatives: what is known of this one person. Codes, and never a number that adds them up.
IDENTITY = ("documented", "said_and_believed", "being_checked", "not_known")
TIES = ("family_here", "address", "community", "sponsor", "work_or_school", "pending_claim", "none_known")
NEEDS = ("health", "child_care", "disability", "language", "legal_advice", "shelter", "no_means", "safety")
RISKS = (
    "left_before",
    "refused_to_cooperate",
    "onward_plan",
    "pending_charge",
    "danger_said_by_authority",
    "none_known",
)
CONDITIONS = (
    "report_weekly", "report_monthly", "live_at_address", "tell_new_address", "hand_in_document", "come_to_hearings",
    "see_case_worker",
)  # fmt: skip
CONSENTS = ("given", "not_given", "not_needed")
FAMILY = ("alone", "family_stays_together", "own_wish", "parted")
BREACHES = ("missed_report", "left_address", "missed_hearing", "other")
HEARD = ("explained_good_reason", "explained", "asked_and_silent", "not_heard")
APPEALS = ("made", "allowed", "dismissed")
ENDS = (
    "claim_decided",
    "no_longer_needed",
    "replaced_by_lesser",
    "replaced_by_stricter",
    "lapsed",
    "left",
    "appeal_allowed",
)


def liberty_of(person: str) -> str:
    """The record of a person's liberty, on every node."""
    return derived_id("liberty", person)


def is_child(minor: str, seen: tuple[str, ...]) -> bool:
    """Whether somebody counts as a child: in doubt they do."""
    return minor in ("yes", "maybe") or "may_be_child" in seen


def alarms_of(minor: str, seen: tuple[str, ...], ground: str, table: tuple[str, ...]) -> tuple[str, ...]:
    """What a recorded deprivation raises. Whoever may be a child counts as one."""
    raised = {
        CHILD: is_child(minor, seen),
        NO_BASIS: ground not in table,
        PREGNANT: "pregnant" in seen,
        MEDICAL: "medical_emergency" in seen,
    }
    return tuple(code for code, is_so in raised.items() if is_so)
