"""Words of the screening pages: outcomes of an attempt, ways, places, and what may be seen of people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels(
    "screening_outcome",
    {
        "": pgettext_lazy("screening outcome", "Not asked yet"),
        "asked": pgettext_lazy("screening outcome", "Asked"),
        "observed": pgettext_lazy("screening outcome", "Announced"),
        "no_privacy": pgettext_lazy("screening outcome", "No privacy"),
        "not_now": pgettext_lazy("screening outcome", "Not now"),
        "no_common_language": pgettext_lazy("screening outcome", "No common language"),
    },
)
register_labels(
    "screening_way",
    {
        "card": pgettext_lazy("screening way", "With the card"),
        "mediator": pgettext_lazy("screening way", "With a mediator"),
        "spoken": pgettext_lazy("screening way", "Said aloud"),
        "posted": pgettext_lazy("screening way", "Posted or shown"),
    },
)
register_labels(
    "screening_place",
    {
        "waiting_area": pgettext_lazy("screening place", "Waiting area"),
        "second_line": pgettext_lazy("screening place", "Second line"),
        "medical": pgettext_lazy("screening place", "Medical"),
        "reception": pgettext_lazy("screening place", "Reception"),
        "transit": pgettext_lazy("screening place", "Transit"),
        "onward": pgettext_lazy("screening place", "Next post or town"),
    },
)
register_labels(
    "screening_end",
    {
        "screened_elsewhere": pgettext_lazy("screening end", "Asked elsewhere"),
        "moved_on": pgettext_lazy("screening end", "Moved on before anyone asked"),
        "entered_by_mistake": pgettext_lazy("screening end", "Entered by mistake"),
    },
)
register_labels(
    "screening_cue",
    {
        "spoken_for": _("Somebody else answers for them"),
        "papers_held": _("Somebody else holds their papers"),
        "watched": _("Somebody watches or leads them"),
        "rehearsed": _("Their story sounds learnt by heart"),
        "injured": _("Visible injury"),
        "distressed": _("Great distress"),
        "child_not_theirs": _("A child whose tie to the adults is unclear"),
        "nothing_with_them": _("No belongings at all"),
    },
)
