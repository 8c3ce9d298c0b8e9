"""Codes and time limits of this room. Sources of the limits: docs/assumptions.md; national law may set others."""

from datetime import datetime, timedelta

COMPARTMENT = "child_protection"  # what a post's notices are sealed for
NOTICE, ERASED = "child_notice", "child_erased"  # forms of what is sealed there

GROUNDS = ("declared", "children_only", "adult_not_parent", "separated", "came_here", "held")
STATUSES = ("unaccompanied", "separated", "accompanied", "unclear")
CARE = (
    "parents", "adult_sibling", "kinship", "foster", "supported_independent", "small_home", "reception_centre",
    "hospital", "not_arranged",
)  # fmt: skip
STRANGERS = frozenset({"foster", "small_home", "reception_centre"})  # the child did not know them before
SIBLINGS = ("together", "apart", "none")
FINDINGS = ("well", "concern", "must_move")
APPOINTERS = ("court", "guardianship_authority", "local_authority", "ministry", "this_agency")
SCOPES = ("provisional", "full", "representation")
LASTING = frozenset({"full", "representation"})  # more than somebody suitable for the first days
MANDATE_ENDS = (
    "resigned", "removed", "conflict", "reunified", "child_is_adult", "handed_over", "guardian_died", "by_mistake",
)  # fmt: skip
REPLACED = "replaced"
SORTS = ("person", "organisation")
TIES = ("border_agency", "police", "carer_staff", "relative", "none_known")
NEVER = frozenset({"border_agency", "police"})  # nobody of these stands for a child at the border
CHECKS = ("not_border", "not_carer", "not_claimant", "child_heard")
MUST_CHECK = frozenset({"not_border", "not_carer", "not_claimant"})
RETIRED = ("own_wish", "removed", "moved", "died")
# assumption: children one guardian stands for at most, where nothing else was agreed
USUAL_CAPACITY, LARGEST_CAPACITY = 20, 100
# assumption: a provisional mandate bridges two months, any other three years at most
LONGEST_MANDATE = {"provisional": 62, "full": 1096, "representation": 1096}
# assumption: a mandate may have begun a year before it is entered, and may begin three months later
MANDATE_BACK, MANDATE_AHEAD = 366, 92
RELATIONS = (
    "mother", "father", "sibling", "grandparent", "aunt_uncle", "cousin", "other_relative", "guardian", "not_related",
)  # fmt: skip
EVIDENCE = ("documents", "recognised", "accounts_agree", "photos", "witnesses", "authority_confirms", "voluntary_dna")
CONCERNS = ("afraid", "contradicts", "coached", "does_not_know", "payment", "hurried")
CONFIRMED, NOT_CONFIRMED, OPEN_CLAIM = "confirmed", "not_confirmed", "open"
CONCLUSIONS = (CONFIRMED, NOT_CONFIRMED, OPEN_CLAIM)
# assumption: two kinds of evidence that do not rest on each other, and the child heard
LEAST_EVIDENCE = 2
WEIGHED = ("views", "safety", "family", "development", "health", "identity")
ASSESSED = ("stays", "care_changes", "panel_decides")
DETERMINED = ("reunify", "stay_in_care", "move_to_relative", "part_from_carer", "other_solution")
# assumption: three members, as in UNHCR's Best Interests Procedure Guidelines (2021)
LEAST_PANEL = 3
DOUBTS = ("documents_contradict", "accounts_contradict", "relative_says_otherwise", "own_wish", "appearance")
METHODS = ("documents", "interview", "psychosocial", "medical")  # the least intrusive first
MEDICAL = "medical"
CONSENTS = ("yes", "refused", "not_asked")
# assumption: no method is surer than two years either way (EUAA Practical Guide on Age Assessment)
LEAST_MARGIN = 2
ADULT_FROM = 18
CHILD_RESULT, ADULT_RESULT = "child", "adult"
CLOSINGS = ("guardian", "caregiver", "hand_over", "not_a_child")
FAMILY_CARE = frozenset({"parents", "adult_sibling", "kinship"})
# assumption: a first best-interests assessment within two weeks
ASSESS_WITHIN = timedelta(days=14)
TRACED_BY = ("case_by_case", "telephone", "lists", "photo", "partner", "red_cross")
SHARING = frozenset({"lists", "photo", "partner", "red_cross"})  # ways by which others are told
TRACED = ("pending", "found", "not_found")
SAME, NOT_SAME = "same", "not_same"
VERDICTS = (SAME, NOT_SAME)
TRACING_ENDS = ("found", "withdrawn", "died", "not_found")
CONSENTERS = ("child", "guardian", "receiver")
SAFE, FEAR = "no_fear", "fear"
DESTINATION_FOUND = (SAFE, FEAR)
# What has to be looked at before anybody says that nothing is feared: the child is asked, never spoken for.
DESTINATION_LOOKED = ("child_asked_alone", "family_asked", "country_information", "status_there")
DESTINATION_PEOPLE = 2  # two people, as for every decision that weighs on a child
CONDITIONS = ("place_safe", "relative_ready", "papers", "health", "told_child")
# assumption: tracing begins within two weeks (UASC Field Handbook)
TRACE_WITHIN = timedelta(days=14)
# assumption: a child who is back is seen after a week, a month and three months
FOLLOW_UPS = (timedelta(days=7), timedelta(days=30), timedelta(days=90))
ERASURE_REASONS = ("person_asked", "kept_long_enough", "unlawful", "ordered")

# assumption: registered within 24 h of the first contact (UASC Field Handbook)
REGISTER_WITHIN = timedelta(hours=24)
# assumption: interim care on the same day
CARE_WITHIN = timedelta(hours=12)
# assumption: somebody suitable stands for the child at once (Directive (EU) 2024/1346, article 27)
PROVISIONAL_WITHIN = timedelta(hours=24)
# assumption: a representative within 15 working days (the same; national law differs)
GUARDIAN_WORKING_DAYS = 15
WEEKEND = frozenset({5, 6})  # assumption: Saturday and Sunday
# assumption: a first visit within a week of a new arrangement, then monthly
FIRST_VISIT_WITHIN = timedelta(days=7)
VISIT_EVERY = timedelta(days=30)


def working_days_after(moment: datetime, days: int) -> datetime:
    """The same time of day so many working days later; public holidays are not known here."""
    while days > 0:
        moment += timedelta(days=1)
        days -= moment.weekday() not in WEEKEND
    return moment
