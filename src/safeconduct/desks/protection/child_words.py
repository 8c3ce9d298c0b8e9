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
        "ErasureAsked": pgettext_lazy("child event", "Erased at the post"),
        "ChildErased": pgettext_lazy("child event", "Erased"),
    },
)
# Which code list the code of an event is of.
EVENT_CODES = {
    "ChildDescribed": "child_status", "CareArranged": "child_care", "CareVisited": "visit_finding",
    "ChildErased": "erasure_reason",
}  # fmt: skip
