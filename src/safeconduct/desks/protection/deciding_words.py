"""Words of what is decided about a child: claims, interests, age, the end of a case."""

from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels(
    "claim_evidence",
    {
        "documents": pgettext_lazy("claim evidence", "Documents that name both"),
        "recognised": pgettext_lazy("claim evidence", "The child recognised them"),
        "accounts_agree": pgettext_lazy("claim evidence", "Both told the same, asked apart"),
        "photos": pgettext_lazy("claim evidence", "Photos or messages of before"),
        "witnesses": pgettext_lazy("claim evidence", "Somebody else who knows both"),
        "authority_confirms": pgettext_lazy("claim evidence", "An authority or the Red Cross or Red Crescent confirms"),
        "voluntary_dna": pgettext_lazy("claim evidence", "DNA, as a last means and agreed to by both"),
    },
)
register_labels(
    "claim_concern",
    {
        "afraid": pgettext_lazy("claim concern", "The child is afraid"),
        "contradicts": pgettext_lazy("claim concern", "The accounts contradict each other"),
        "coached": pgettext_lazy("claim concern", "The answers sound learned"),
        "does_not_know": pgettext_lazy("claim concern", "Does not know what a relative knows"),
        "payment": pgettext_lazy("claim concern", "Money, debt or work was spoken of"),
        "hurried": pgettext_lazy("claim concern", "Wants to leave at once"),
    },
)
register_labels(
    "claim_conclusion",
    {
        "confirmed": pgettext_lazy("claim conclusion", "Confirmed"),
        "not_confirmed": pgettext_lazy("claim conclusion", "Not confirmed"),
        "open": pgettext_lazy("claim conclusion", "Still being looked at"),
    },
)
register_labels(
    "interest_weighed",
    {
        "views": pgettext_lazy("interest weighed", "The child's own view"),
        "safety": pgettext_lazy("interest weighed", "Safety"),
        "family": pgettext_lazy("interest weighed", "Family and those close to it"),
        "development": pgettext_lazy("interest weighed", "School, play, growing up"),
        "health": pgettext_lazy("interest weighed", "Health"),
        "identity": pgettext_lazy("interest weighed", "Language, name and origin"),
    },
)
register_labels(
    "interest_assessed",
    {
        "stays": pgettext_lazy("interest assessed", "Stays in this care"),
        "care_changes": pgettext_lazy("interest assessed", "Care has to change"),
        "panel_decides": pgettext_lazy("interest assessed", "A panel has to decide"),
    },
)
register_labels(
    "decision_outcome",
    {
        "reunify": pgettext_lazy("decision outcome", "Back to its family"),
        "stay_in_care": pgettext_lazy("decision outcome", "Stays in care here"),
        "move_to_relative": pgettext_lazy("decision outcome", "Moves to a relative elsewhere"),
        "part_from_carer": pgettext_lazy("decision outcome", "Parted from its carer"),
        "other_solution": pgettext_lazy("decision outcome", "Another lasting solution"),
        "child": pgettext_lazy("decision outcome", "Treated as a child"),
        "adult": pgettext_lazy("decision outcome", "Grown up"),
    },
)
register_labels(
    "age_doubt",
    {
        "documents_contradict": pgettext_lazy("age doubt", "Documents contradict each other"),
        "accounts_contradict": pgettext_lazy("age doubt", "What the person says contradicts itself"),
        "relative_says_otherwise": pgettext_lazy("age doubt", "A relative says otherwise"),
        "own_wish": pgettext_lazy("age doubt", "The person asked for it"),
        "appearance": pgettext_lazy("age doubt", "Looks older"),
    },
)
register_labels(
    "age_method",
    {
        "documents": pgettext_lazy("age method", "Documents"),
        "interview": pgettext_lazy("age method", "Interview"),
        "psychosocial": pgettext_lazy("age method", "Several professions together"),
        "medical": pgettext_lazy("age method", "Medical, without radiation"),
    },
)
register_labels(
    "age_consent",
    {
        "yes": pgettext_lazy("age consent", "Yes"),
        "refused": pgettext_lazy("age consent", "Refuses"),
        "not_asked": pgettext_lazy("age consent", "Not asked"),
    },
)
register_labels(
    "child_closing",
    {
        "guardian": pgettext_lazy("child closing", "A guardian stands for the child"),
        "caregiver": pgettext_lazy("child closing", "With a confirmed relative"),
        "hand_over": pgettext_lazy("child closing", "Handed over"),
        "not_a_child": pgettext_lazy("child closing", "Is grown up, by a confirmed determination"),
        "closed": pgettext_lazy("child closing", "Closed"),
    },
)
