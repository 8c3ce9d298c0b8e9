"""Words of deprivation of liberty and of alternatives to it, for the desks that show them."""

from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels(
    "held_ground",
    {
        "identity": pgettext_lazy("held", "To establish who they are"),
        "elements_of_claim": pgettext_lazy("held", "To record what the claim for asylum rests on"),
        "absconding": pgettext_lazy("held", "Feared to leave before it is decided"),
        "accelerated": pgettext_lazy("held", "Accelerated asylum procedure"),
        "public_health": pgettext_lazy("held", "Public health"),
        "national_security": pgettext_lazy("held", "National security"),
        "criminal_charge": pgettext_lazy("held", "Suspected of a crime, before a judge"),
        "sentence": pgettext_lazy("held", "Serving a sentence of a court"),
        "refused_entry": pgettext_lazy("held", "Refused entry, before leaving"),
        "removal": pgettext_lazy("held", "Removal prepared"),
        "other": pgettext_lazy("held", "Another ground, in words"),
        "none_given": pgettext_lazy("held", "No ground was given"),
    },
)
register_labels(
    "held_ground_law",
    {
        "identity": pgettext_lazy(
            "law",
            "Only for a minimal time, while it cannot be done otherwise. Having no papers is no ground of itself.",
        ),
        "elements_of_claim": pgettext_lazy(
            "law", "Only for what has to be known at once. It never covers the whole procedure."
        ),
        "absconding": pgettext_lazy(
            "law", "Only on reasons about this one person, and where nothing that asks less is enough."
        ),
        "accelerated": pgettext_lazy(
            "law", "Only for claims that are clearly abusive or without any ground, where a law says so."
        ),
        "public_health": pgettext_lazy("law", "Only for a health check that is needed; afterwards they go free."),
        "national_security": pgettext_lazy("law", "Only on reasons about this one person that a court can look at."),
        "criminal_charge": pgettext_lazy(
            "law",
            "Brought before a judge promptly: within 48 hours, a child within 24. That a refugee entered without leave"
            " is not punished (1951 Convention, article 31).",
        ),
        "sentence": pgettext_lazy("law", "A sentence of a court for a crime; afterwards they go free."),
        "refused_entry": pgettext_lazy(
            "law", "Only while leaving is prepared with diligence, and nobody is sent to danger."
        ),
        "removal": pgettext_lazy(
            "law", "Only while removal is prepared with diligence and can happen; else they go free."
        ),
    },
)
register_labels(
    "held_authority",
    {
        "border_guard": pgettext_lazy("held", "Border guard"),
        "police": pgettext_lazy("held", "Police"),
        "immigration": pgettext_lazy("held", "Immigration authority"),
        "court": pgettext_lazy("held", "Court"),
        "military": pgettext_lazy("held", "Armed forces"),
        "health_authority": pgettext_lazy("held", "Health authority"),
        "other": pgettext_lazy("held", "Another authority"),
        "not_known": pgettext_lazy("held", "Not known"),
    },
)
register_labels(
    "held_facility",
    {
        "post_room": pgettext_lazy("held", "Room at a post"),
        "transit_zone": pgettext_lazy("held", "Transit zone"),
        "police_station": pgettext_lazy("held", "Police station"),
        "detention_centre": pgettext_lazy("held", "Detention centre"),
        "prison": pgettext_lazy("held", "Prison"),
        "closed_camp": pgettext_lazy("held", "Camp they may not leave"),
        "vehicle": pgettext_lazy("held", "Vehicle or ship"),
        "hospital": pgettext_lazy("held", "Hospital, guarded"),
        "other": pgettext_lazy("held", "Another place"),
        "not_known": pgettext_lazy("held", "Not known"),
    },
)
register_labels(
    "held_answer",
    {
        "yes": pgettext_lazy("held", "Yes"),
        "no": pgettext_lazy("held", "No"),
        "not_known": pgettext_lazy("held", "Not known"),
    },
)
register_labels(
    "held_lawyer",
    {
        "had": pgettext_lazy("held", "Has spoken with a lawyer"),
        "offered_declined": pgettext_lazy("held", "Was offered one and declined"),
        "asked_not_had": pgettext_lazy("held", "Asked, and has had none"),
        "not_offered": pgettext_lazy("held", "Was not offered one"),
    },
)
register_labels(
    "held_interpreter",
    {
        "not_needed": pgettext_lazy("held", "Not needed"),
        "in_person": pgettext_lazy("held", "Interpreter in the room"),
        "by_phone": pgettext_lazy("held", "Interpreter by telephone"),
        "none": pgettext_lazy("held", "Needed, and there was none"),
    },
)
register_labels(
    "held_seen",
    {
        "may_be_child": pgettext_lazy("held", "May be a child"),
        "pregnant": pgettext_lazy("held", "Pregnant"),
        "medical_emergency": pgettext_lazy("held", "Medical emergency"),
        "ill_or_injured": pgettext_lazy("held", "Ill or injured"),
        "disability": pgettext_lazy("held", "Disability"),
        "older": pgettext_lazy("held", "Older person"),
        "with_children": pgettext_lazy("held", "Children are with them"),
    },
)
register_labels(
    "held_minor",
    {
        "no": pgettext_lazy("held", "Grown up"),
        "yes": pgettext_lazy("held", "A child"),
        "maybe": pgettext_lazy("held", "May be a child"),
        "not_known": pgettext_lazy("held", "Nobody asked"),
    },
)
register_labels(
    "held_consular",
    {
        "not_asked": pgettext_lazy("held", "Not asked yet"),
        "declined": pgettext_lazy("held", "Does not want it"),
        "asked": pgettext_lazy("held", "Asked for it"),
        "asked_in_writing": pgettext_lazy("held", "Asked for it in writing"),
    },
)
register_labels(
    "held_told_by",
    {"here": pgettext_lazy("held", "Told from here"), "by_others": pgettext_lazy("held", "Told by others")},
)
register_labels(
    "held_outcome",
    {
        "continued": pgettext_lazy("held", "Goes on"),
        "alternative": pgettext_lazy("held", "An alternative instead"),
        "release": pgettext_lazy("held", "To be released"),
    },
)
register_labels(
    "held_reviewer",
    {
        "court": pgettext_lazy("held", "A court"),
        "independent_body": pgettext_lazy("held", "An independent body"),
        "same_authority": pgettext_lazy("held", "The authority that holds them"),
    },
)
register_labels(
    "held_state",
    {
        "held": pgettext_lazy("held", "Held"),
        "released": pgettext_lazy("held", "Released"),
        "transferred": pgettext_lazy("held", "Brought to another place"),
        "escaped": pgettext_lazy("held", "Got away"),
        "died": pgettext_lazy("held", "Died"),
    },
)
register_labels(
    "held_void",
    {
        "wrong_person": pgettext_lazy("held", "It was another person"),
        "entered_twice": pgettext_lazy("held", "Written down twice"),
        "did_not_happen": pgettext_lazy("held", "It did not happen"),
    },
)
register_labels(
    "held_alarm",
    {
        "child": pgettext_lazy("held", "A child is held"),
        "death": pgettext_lazy("held", "Death of somebody held"),
        "no_basis": pgettext_lazy("held", "No known legal basis"),
        "state_told": pgettext_lazy("held", "Their State was told, though protection has to hear them"),
        "pregnant": pgettext_lazy("held", "A pregnant woman is held"),
        "medical": pgettext_lazy("held", "Somebody with a medical emergency is held"),
    },
)
register_labels(
    "held_done",
    {
        "visited": pgettext_lazy("held", "Visited"),
        "child_protection_there": pgettext_lazy("held", "Child protection is there"),
        "release_asked": pgettext_lazy("held", "Release asked for"),
        "released": pgettext_lazy("held", "Released"),
        "authority_written_to": pgettext_lazy("held", "Authority written to"),
        "doctor_there": pgettext_lazy("held", "A doctor is there"),
        "prosecutor_told": pgettext_lazy("held", "Prosecutor told"),
        "treaty_body_told": pgettext_lazy("held", "Monitoring body told"),
        "looked_at_no_need": pgettext_lazy("held", "Looked at, nothing more is needed"),
    },
)
register_labels(
    "held_step",
    {
        "reviewed": pgettext_lazy("held", "Reviewed"),
        "moved": pgettext_lazy("held", "What happened"),
        "consulate": pgettext_lazy("held", "Consulate"),
        "corrected": pgettext_lazy("held", "Corrected"),
        "voided": pgettext_lazy("held", "Does not count"),
        "prolonged": pgettext_lazy("held", "Goes on"),
        "breach": pgettext_lazy("held", "Not kept"),
        "appeal": pgettext_lazy("held", "Appeal"),
        "ended": pgettext_lazy("held", "Ended"),
    },
)
register_labels(
    "held_filter",
    {
        "open": pgettext_lazy("held", "Held now"),
        "overdue": pgettext_lazy("held", "Review overdue"),
        "over": pgettext_lazy("held", "Longer than the ground allows"),
        "ended": pgettext_lazy("held", "Over"),
        "voided": pgettext_lazy("held", "Does not count"),
    },
)
register_labels(
    "alternative_kind",
    {
        "registration": pgettext_lazy("alternative", "Registration with the authorities"),
        "case_management": pgettext_lazy("alternative", "Case worker and support in the community"),
        "guarantor": pgettext_lazy("alternative", "A guarantor"),
        "documents": pgettext_lazy("alternative", "Documents handed in"),
        "open_centre": pgettext_lazy("alternative", "Living in an open centre"),
        "reporting": pgettext_lazy("alternative", "Reporting at set times"),
        "directed_residence": pgettext_lazy("alternative", "Living at a place that is named"),
        "surety": pgettext_lazy("alternative", "Money given as surety"),
    },
)
register_labels(
    "alternative_goes_on",
    {"open": pgettext_lazy("alternative", "Goes on"), "ended": pgettext_lazy("alternative", "Ended")},
)
register_labels(
    "not_alternative",
    {
        "electronic_monitoring": pgettext_lazy("alternative", "Electronic monitoring"),
        "house_arrest": pgettext_lazy("alternative", "House arrest"),
        "closed_centre": pgettext_lazy("alternative", "A centre they may not leave"),
    },
)
register_labels(
    "alternative_why_not",
    {
        "not_available_here": pgettext_lazy("alternative", "Does not exist here"),
        "cannot_keep_it": pgettext_lazy("alternative", "The person cannot keep it"),
        "did_not_hold": pgettext_lazy("alternative", "Was tried and did not hold"),
        "does_not_meet_the_risk": pgettext_lazy("alternative", "Does not meet what is feared, in this case"),
        "chose_another": pgettext_lazy("alternative", "The person would rather have another"),
    },
)
register_labels(
    "alternative_identity",
    {
        "documented": pgettext_lazy("alternative", "Shown by a document"),
        "said_and_believed": pgettext_lazy("alternative", "Said, and nothing speaks against it"),
        "being_checked": pgettext_lazy("alternative", "Being checked"),
        "not_known": pgettext_lazy("alternative", "Not known"),
    },
)
register_labels(
    "alternative_tie",
    {
        "family_here": pgettext_lazy("alternative", "Family here"),
        "address": pgettext_lazy("alternative", "An address"),
        "community": pgettext_lazy("alternative", "A community"),
        "sponsor": pgettext_lazy("alternative", "Somebody who vouches"),
        "work_or_school": pgettext_lazy("alternative", "Work or school"),
        "pending_claim": pgettext_lazy("alternative", "A claim that is being decided"),
        "none_known": pgettext_lazy("alternative", "None is known"),
    },
)
register_labels(
    "alternative_need",
    {
        "health": pgettext_lazy("alternative", "Health care"),
        "child_care": pgettext_lazy("alternative", "Care of children"),
        "disability": pgettext_lazy("alternative", "Disability"),
        "language": pgettext_lazy("alternative", "Language"),
        "legal_advice": pgettext_lazy("alternative", "Legal advice"),
        "shelter": pgettext_lazy("alternative", "A place to live"),
        "no_means": pgettext_lazy("alternative", "Has no means"),
        "safety": pgettext_lazy("alternative", "Safety"),
    },
)
register_labels(
    "alternative_risk",
    {
        "left_before": pgettext_lazy("alternative", "Left before"),
        "refused_to_cooperate": pgettext_lazy("alternative", "Refused to cooperate"),
        "onward_plan": pgettext_lazy("alternative", "Said they go on"),
        "pending_charge": pgettext_lazy("alternative", "A charge is pending"),
        "danger_said_by_authority": pgettext_lazy("alternative", "An authority says they are a danger"),
        "none_known": pgettext_lazy("alternative", "None is known"),
    },
)
register_labels(
    "alternative_condition",
    {
        "report_weekly": pgettext_lazy("alternative", "Report once a week"),
        "report_monthly": pgettext_lazy("alternative", "Report once a month"),
        "live_at_address": pgettext_lazy("alternative", "Live at the address that was given"),
        "tell_new_address": pgettext_lazy("alternative", "Tell a new address"),
        "hand_in_document": pgettext_lazy("alternative", "Hand in a document, against a receipt"),
        "come_to_hearings": pgettext_lazy("alternative", "Come when they are heard"),
        "see_case_worker": pgettext_lazy("alternative", "See the case worker"),
    },
)
register_labels(
    "alternative_consent",
    {
        "not_needed": pgettext_lazy("alternative", "Not needed for this"),
        "given": pgettext_lazy("alternative", "The person agreed"),
        "not_given": pgettext_lazy("alternative", "The person did not agree"),
    },
)
register_labels(
    "alternative_family",
    {
        "alone": pgettext_lazy("alternative", "Came alone"),
        "family_stays_together": pgettext_lazy("alternative", "Stays with those they came with"),
        "own_wish": pgettext_lazy("alternative", "Lives apart by their own wish"),
        "parted": pgettext_lazy("alternative", "Would be parted"),
    },
)
register_labels(
    "alternative_breach",
    {
        "missed_report": pgettext_lazy("alternative", "Did not report"),
        "left_address": pgettext_lazy("alternative", "Left the address"),
        "missed_hearing": pgettext_lazy("alternative", "Did not come when they were to be heard"),
        "other": pgettext_lazy("alternative", "Something else"),
    },
)
register_labels(
    "alternative_heard",
    {
        "explained_good_reason": pgettext_lazy("alternative", "Explained it, with a good reason"),
        "explained": pgettext_lazy("alternative", "Explained it"),
        "asked_and_silent": pgettext_lazy("alternative", "Was asked and said nothing"),
        "not_heard": pgettext_lazy("alternative", "Could not be asked yet"),
    },
)
register_labels(
    "alternative_appeal",
    {
        "made": pgettext_lazy("alternative", "Appealed"),
        "allowed": pgettext_lazy("alternative", "Appeal allowed"),
        "dismissed": pgettext_lazy("alternative", "Appeal dismissed"),
    },
)
register_labels(
    "alternative_end",
    {
        "claim_decided": pgettext_lazy("alternative", "The claim was decided"),
        "no_longer_needed": pgettext_lazy("alternative", "No longer needed"),
        "replaced_by_lesser": pgettext_lazy("alternative", "Replaced by one that asks less"),
        "replaced_by_stricter": pgettext_lazy("alternative", "Replaced by one that asks more"),
        "lapsed": pgettext_lazy("alternative", "Lapsed"),
        "left": pgettext_lazy("alternative", "The person left"),
        "appeal_allowed": pgettext_lazy("alternative", "The appeal was allowed"),
    },
)
