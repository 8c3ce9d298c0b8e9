"""Words of reviews, for the three desks that show them."""

from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels(
    "review_ground",
    {
        "entry_conditions": pgettext_lazy("review", "Conditions of entry not met"),
        "document_not_accepted": pgettext_lazy("review", "Document not accepted"),
        "entry_ban": pgettext_lazy("review", "Entry ban"),
        "other": pgettext_lazy("review", "Something else"),
    },
)
register_labels(
    "second_line_answer",
    {
        "conditions_not_met": pgettext_lazy("review", "The conditions of entry are not met"),
        "conditions_met": pgettext_lazy("review", "The conditions of entry are met"),
        "unclear": pgettext_lazy("review", "It cannot be said yet"),
    },
)
register_labels(
    "hold_cause",
    {
        "fear_of_return": pgettext_lazy("review", "Is afraid to return"),
        "asylum_claim": pgettext_lazy("review", "Asks for asylum"),
        "torture_or_ill_treatment": pgettext_lazy("review", "Torture or ill-treatment"),
        "trafficking": pgettext_lazy("review", "May have been trafficked"),
        "child": pgettext_lazy("review", "A child, or somebody who may be one"),
        "family": pgettext_lazy("review", "Family on this side"),
        "medical": pgettext_lazy("review", "Illness or injury"),
        "statelessness": pgettext_lazy("review", "May be stateless"),
        "not_interviewed": pgettext_lazy("review", "Nobody has spoken with them in confidence"),
        "other": pgettext_lazy("review", "Something else"),
    },
)
register_labels(
    "clearance_saw",
    {
        "interview": pgettext_lazy("review", "I spoke with the person alone and in confidence"),
        "understood": pgettext_lazy("review", "They understood me, with an interpreter where one was needed"),
        "card": pgettext_lazy("review", "I read what they answered in the screening"),
        "documents": pgettext_lazy("review", "I saw their documents, or know why there are none"),
        "destination": pgettext_lazy("review", "I asked where they would be sent, and what awaits them there"),
    },
)
register_labels(
    "clearance_split",
    {
        "": pgettext_lazy("review", "The person came alone, or nobody is parted"),
        "own_consent": pgettext_lazy("review", "The person agreed to it in confidence"),
        "protection_reason": pgettext_lazy("review", "Protection from somebody in the group"),
    },
)
register_labels(
    "review_state",
    {
        "": pgettext_lazy("review", "In review"),
        "held": pgettext_lazy("review", "Held for review"),
        "withdrawn": pgettext_lazy("review", "Withdrawn: goes on like everyone"),
        "refused": pgettext_lazy("review", "Refused, not carried out"),
        "carried_out": pgettext_lazy("review", "Refused and carried out"),
    },
)
register_labels(
    "review_command",
    {
        "RefuseEntry": pgettext_lazy("review", "Refusing entry"),
        "CarryOutRefusal": pgettext_lazy("review", "Carrying a refusal out"),
        "GiveClearance": pgettext_lazy("review", "Giving a clearance"),
    },
)
register_labels(
    "turn_back_source",
    {
        "monitor": pgettext_lazy("turn-back", "A monitor at the border"),
        "community": pgettext_lazy("turn-back", "People of the place"),
        "person": pgettext_lazy("turn-back", "Somebody who was turned back"),
        "neighbour_post": pgettext_lazy("turn-back", "The post on the other side"),
        "press": pgettext_lazy("turn-back", "The press"),
        "other": pgettext_lazy("turn-back", "Somebody else"),
    },
)
register_labels(
    "turn_back_retraction",
    {
        "entered_by_mistake": pgettext_lazy("turn-back", "Entered by mistake"),
        "told_twice": pgettext_lazy("turn-back", "Told twice"),
        "not_confirmed": pgettext_lazy("turn-back", "Not confirmed"),
    },
)
register_labels(
    "principle",
    {
        "non_refoulement": pgettext_lazy("principle", "Non-refoulement"),
        "best_interests": pgettext_lazy("principle", "Best interests of the child"),
        "family_unity": pgettext_lazy("principle", "Family unity"),
    },
)
