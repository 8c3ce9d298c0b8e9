"""Words of tracing and of family reunification."""

from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels(
    "tracing_way",
    {
        "case_by_case": pgettext_lazy("tracing way", "Asked people who may know"),
        "telephone": pgettext_lazy("tracing way", "By telephone"),
        "lists": pgettext_lazy("tracing way", "Lists of names"),
        "photo": pgettext_lazy("tracing way", "Photo shown"),
        "partner": pgettext_lazy("tracing way", "Given to another organisation"),
        "red_cross": pgettext_lazy("tracing way", "Given to the Red Cross or Red Crescent"),
    },
)
register_labels(
    "tracing_outcome",
    {
        "pending": pgettext_lazy("tracing outcome", "No answer yet"),
        "found": pgettext_lazy("tracing outcome", "Found"),
        "not_found": pgettext_lazy("tracing outcome", "Not found"),
    },
)
register_labels(
    "tracing_end",
    {
        "found": pgettext_lazy("tracing end", "Found"),
        "withdrawn": pgettext_lazy("tracing end", "Who asked does not want it any more"),
        "died": pgettext_lazy("tracing end", "Is dead"),
        "not_found": pgettext_lazy("tracing end", "Not found"),
        "closed": pgettext_lazy("tracing end", "Closed"),
    },
)
register_labels(
    "family_match",
    {
        "name": pgettext_lazy("family match", "the same full name"),
        "birth": pgettext_lazy("family match", "a birth date that may be the same"),
        "mother": pgettext_lazy("family match", "the same mother's name"),
        "father": pgettext_lazy("family match", "the same father's name"),
    },
)
register_labels(
    "match_verdict",
    {
        "same": pgettext_lazy("match verdict", "The same child"),
        "not_same": pgettext_lazy("match verdict", "Another child"),
    },
)
register_labels(
    "consenter",
    {
        "child": pgettext_lazy("consenter", "The child"),
        "guardian": pgettext_lazy("consenter", "The guardian"),
        "receiver": pgettext_lazy("consenter", "Who receives the child"),
    },
)
register_labels(
    "travel_condition",
    {
        "place_safe": pgettext_lazy("travel condition", "The place is safe"),
        "relative_ready": pgettext_lazy("travel condition", "The relative is ready and able"),
        "papers": pgettext_lazy("travel condition", "Papers for the journey"),
        "health": pgettext_lazy("travel condition", "The child is fit to travel"),
        "told_child": pgettext_lazy("travel condition", "The child knows where it goes and to whom"),
    },
)
register_labels(
    "destination_found",
    {
        "no_fear": pgettext_lazy("destination", "Nobody fears harm there"),
        "fear": pgettext_lazy("destination", "Somebody fears harm there"),
    },
)
register_labels(
    "destination_looked",
    {
        "child_asked_alone": pgettext_lazy("destination", "The child was asked, alone, in its own words"),
        "family_asked": pgettext_lazy("destination", "Who goes with it and who receives it were asked"),
        "country_information": pgettext_lazy("destination", "Independent reports on the place and the way"),
        "status_there": pgettext_lazy("destination", "Whether it may stay there and is not sent on"),
    },
)
register_labels(
    "reunion_step",
    {
        "consent": pgettext_lazy("reunion step", "Consent of all"),
        "authority": pgettext_lazy("reunion step", "The authority"),
        "destination": pgettext_lazy("reunion step", "Safe where it goes?"),
        "feared": pgettext_lazy("reunion step", "Held: somebody fears harm there"),
        "travel": pgettext_lazy("reunion step", "Plan the journey"),
        "arrival": pgettext_lazy("reunion step", "Arrival"),
        "follow_up": pgettext_lazy("reunion step", "See the child at home"),
        "held": pgettext_lazy("reunion step", "Held: consent was refused or taken back"),
        "done": pgettext_lazy("reunion step", "Done"),
    },
)
