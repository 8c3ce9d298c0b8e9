"""Words of children's files: why child protection was told, who cares, what is to be done, what happened."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels("access_what", {"child": _("A child's file")})
register_labels(
    "child_ground",
    {
        "declared": pgettext_lazy("child ground", "Said to be alone"),
        "children_only": pgettext_lazy("child ground", "Children alone in the group"),
        "adult_not_parent": pgettext_lazy("child ground", "With an adult who is no parent"),
        "separated": pgettext_lazy("child ground", "Parted from its own"),
        "came_here": pgettext_lazy("child ground", "Came to the agency"),
        "held": pgettext_lazy("child ground", "Held: deprived of liberty"),
    },
)
register_labels(
    "child_status",
    {
        "unaccompanied": pgettext_lazy("child status", "Unaccompanied"),
        "separated": pgettext_lazy("child status", "Separated: with relatives, not its parents"),
        "accompanied": pgettext_lazy("child status", "With its parents"),
        "unclear": pgettext_lazy("child status", "Not clear yet"),
    },
)
register_labels(
    "child_care",
    {
        "parents": pgettext_lazy("child care", "Parents"),
        "adult_sibling": pgettext_lazy("child care", "Grown-up brother or sister"),
        "kinship": pgettext_lazy("child care", "Relatives"),
        "foster": pgettext_lazy("child care", "Foster family"),
        "supported_independent": pgettext_lazy("child care", "On its own, with support"),
        "small_home": pgettext_lazy("child care", "Small home"),
        "reception_centre": pgettext_lazy("child care", "Reception centre"),
        "hospital": pgettext_lazy("child care", "Hospital"),
        "not_arranged": pgettext_lazy("child care", "No care arranged"),
    },
)
register_labels(
    "child_siblings",
    {
        "together": pgettext_lazy("child siblings", "Together"),
        "apart": pgettext_lazy("child siblings", "Apart"),
        "none": pgettext_lazy("child siblings", "None here"),
    },
)
register_labels(
    "visit_finding",
    {
        "well": pgettext_lazy("visit finding", "The child is well"),
        "concern": pgettext_lazy("visit finding", "Something worries"),
        "must_move": pgettext_lazy("visit finding", "The child must move"),
    },
)
register_labels(
    "child_step",
    {
        "each": pgettext_lazy("child step", "Find them and register each"),
        "care": pgettext_lazy("child step", "Safe care for the night"),
        "register": pgettext_lazy("child step", "Register the child"),
        "visit": pgettext_lazy("child step", "Visit the child"),
        "trace": pgettext_lazy("child step", "Look for the family"),
        "assess": pgettext_lazy("child step", "Best-interests assessment"),
        "provisional": pgettext_lazy("child step", "Somebody who stands for the child now"),
        "guardian": pgettext_lazy("child step", "Guardian"),
        "renew": pgettext_lazy("child step", "Renew or end the mandate"),
        "move": pgettext_lazy("child step", "Move the child to safety"),
    },
)
register_labels(
    "child_event",
    {
        "ChildNoticed": pgettext_lazy("child event", "Notice"),
        "ChildRegisteredApart": pgettext_lazy("child event", "One of them has a file of its own"),
        "ChildDescribed": pgettext_lazy("child event", "Registered"),
        "CareArranged": pgettext_lazy("child event", "Care arranged"),
        "CareVisited": pgettext_lazy("child event", "Visited"),
        "MandateBegun": pgettext_lazy("child event", "Mandate begun"),
        "MandateEnded": pgettext_lazy("child event", "Mandate ended"),
        "RelationshipClaimed": pgettext_lazy("child event", "Somebody claims the child"),
        "RelationshipChecked": pgettext_lazy("child event", "Claim looked at"),
        "InterestsAssessed": pgettext_lazy("child event", "Best interests assessed"),
        "InterestsDetermined": pgettext_lazy("child event", "Best interests determined"),
        "AgeDetermined": pgettext_lazy("child event", "Age determined"),
        "DecisionConfirmed": pgettext_lazy("child event", "Decision confirmed"),
        "ChildClosed": pgettext_lazy("child event", "Case closed"),
        "ChildReopened": pgettext_lazy("child event", "Case open again"),
        "TracingBegun": pgettext_lazy("child event", "Family looked for"),
        "ErasureAsked": pgettext_lazy("child event", "Erased at the post"),
        "ChildErased": pgettext_lazy("child event", "Erased"),
    },
)
register_labels(
    "mandate_appointer",
    {
        "court": pgettext_lazy("mandate appointer", "Court"),
        "guardianship_authority": pgettext_lazy("mandate appointer", "Guardianship authority"),
        "local_authority": pgettext_lazy("mandate appointer", "Local authority"),
        "ministry": pgettext_lazy("mandate appointer", "Ministry"),
        "this_agency": pgettext_lazy("mandate appointer", "This agency, provisionally"),
    },
)
register_labels(
    "mandate_scope",
    {
        "provisional": pgettext_lazy("mandate scope", "Provisional"),
        "full": pgettext_lazy("mandate scope", "Full guardianship"),
        "representation": pgettext_lazy("mandate scope", "Representation in procedures"),
    },
)
register_labels(
    "mandate_end",
    {
        "resigned": pgettext_lazy("mandate end", "Resigned"),
        "removed": pgettext_lazy("mandate end", "Removed after a complaint"),
        "conflict": pgettext_lazy("mandate end", "A conflict of interest came up"),
        "reunified": pgettext_lazy("mandate end", "The child is with its family"),
        "child_is_adult": pgettext_lazy("mandate end", "The child is grown up"),
        "handed_over": pgettext_lazy("mandate end", "Handed over to another authority"),
        "guardian_died": pgettext_lazy("mandate end", "The guardian died"),
        "by_mistake": pgettext_lazy("mandate end", "Entered by mistake"),
        "replaced": pgettext_lazy("mandate end", "Followed by another"),
        "ended": pgettext_lazy("mandate end", "Ended"),
    },
)
register_labels(
    "guardian_sort",
    {
        "person": pgettext_lazy("guardian sort", "Person"),
        "organisation": pgettext_lazy("guardian sort", "Organisation"),
    },
)
register_labels(
    "guardian_tie",
    {
        "border_agency": pgettext_lazy("guardian tie", "Works for the border agency"),
        "police": pgettext_lazy("guardian tie", "Works for the police or migration control"),
        "carer_staff": pgettext_lazy("guardian tie", "Works for an organisation that cares for children"),
        "relative": pgettext_lazy("guardian tie", "Is a relative of a child here"),
        "none_known": pgettext_lazy("guardian tie", "Nothing known"),
    },
)
register_labels(
    "guardian_retired",
    {
        "own_wish": pgettext_lazy("guardian retired", "Own wish"),
        "removed": pgettext_lazy("guardian retired", "Removed after a complaint"),
        "moved": pgettext_lazy("guardian retired", "Moved away"),
        "died": pgettext_lazy("guardian retired", "Died"),
    },
)
register_labels(
    "mandate_check",
    {
        "not_border": pgettext_lazy("mandate check", "Not of the border agency or the police"),
        "not_carer": pgettext_lazy("mandate check", "Not the carer and not of the carer's staff"),
        "not_claimant": pgettext_lazy(
            "mandate check", "Not somebody who claims to be a relative and is being looked at"
        ),
        "child_heard": pgettext_lazy("mandate check", "The child was asked and heard"),
    },
)
# Which code list the code of an event is of.
EVENT_CODES = {
    "ChildDescribed": "child_status", "CareArranged": "child_care", "CareVisited": "visit_finding",
    "ChildErased": "erasure_reason", "MandateBegun": "mandate_scope", "MandateEnded": "mandate_end",
    "RelationshipChecked": "claim_conclusion", "InterestsAssessed": "interest_assessed",
    "InterestsDetermined": "decision_outcome", "AgeDetermined": "decision_outcome", "ChildClosed": "child_closing",
}  # fmt: skip
