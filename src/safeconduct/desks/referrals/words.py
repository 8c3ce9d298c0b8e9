"""Words of this desk for states, moves, reasons, steps and ways; and the colour of a state, always with its word."""

from django.utils.translation import get_language, pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels(
    "referral_state",
    {
        "proposed": pgettext_lazy("referral state", "Proposed"),
        "sent": pgettext_lazy("referral state", "Sent"),
        "accepted": pgettext_lazy("referral state", "Accepted"),
        "arranged": pgettext_lazy("referral state", "Arranged"),
        "arrived": pgettext_lazy("referral state", "Arrived"),
        "given": pgettext_lazy("referral state", "Service given"),
        "closed": pgettext_lazy("referral state", "Closed"),
        "refused": pgettext_lazy("referral state", "Refused"),
        "returned": pgettext_lazy("referral state", "Referred back"),
        "expired": pgettext_lazy("referral state", "Expired"),
        "withdrawn": pgettext_lazy("referral state", "Withdrawn"),
        "reopened": pgettext_lazy("referral state", "Re-opened"),
        "contested": pgettext_lazy("referral state", "Contested"),
    },
)
STATE_COLOURS = {
    "proposed": "blue", "sent": "blue", "accepted": "green", "arranged": "green", "arrived": "green", "given": "green",
    "closed": "", "refused": "red", "returned": "amber", "expired": "amber", "withdrawn": "", "reopened": "blue",
    "contested": "red",
}  # fmt: skip
register_labels(
    "referral_move",
    {
        "accepted": pgettext_lazy("referral move", "Accepts"),
        "arranged": pgettext_lazy("referral move", "Arranges a time"),
        "arrived": pgettext_lazy("referral move", "Has arrived"),
        "given": pgettext_lazy("referral move", "Service given"),
        "closed": pgettext_lazy("referral move", "Close with feedback"),
        "refused": pgettext_lazy("referral move", "Refuses"),
        "returned": pgettext_lazy("referral move", "Refers back"),
        "expired": pgettext_lazy("referral move", "Let it expire"),
        "withdrawn": pgettext_lazy("referral move", "Withdraw"),
        "reopened": pgettext_lazy("referral move", "Re-open"),
    },
)
register_labels(
    "referral_urgency",
    {
        "immediate": pgettext_lazy("referral urgency", "Immediate: within 3 hours"),
        "emergency": pgettext_lazy("referral urgency", "Emergency: within a day"),
        "urgent": pgettext_lazy("referral urgency", "Urgent: within 3 days"),
        "normal": pgettext_lazy("referral urgency", "Normal: within two weeks"),
    },
)
register_labels(
    "referral_urgency_short",
    {
        "immediate": pgettext_lazy("referral urgency", "Immediate"),
        "emergency": pgettext_lazy("referral urgency", "Emergency"),
        "urgent": pgettext_lazy("referral urgency", "Urgent"),
        "normal": pgettext_lazy("referral urgency", "Normal"),
    },
)
URGENCY_COLOURS = {"immediate": "red", "emergency": "red", "urgent": "amber", "normal": ""}
register_labels(
    "referral_channel",
    {
        "desk": pgettext_lazy("referral channel", "Here"),
        "phone": pgettext_lazy("referral channel", "By phone"),
        "sms": pgettext_lazy("referral channel", "By SMS"),
        "visit": pgettext_lazy("referral channel", "By a visit"),
        "file": pgettext_lazy("referral channel", "By the code of its sealed page"),
    },
)
register_labels(
    "referral_reason",
    {
        # refused
        "full": pgettext_lazy("referral reason", "Full"),
        "not_offered": pgettext_lazy("referral reason", "Does not offer this"),
        "not_eligible": pgettext_lazy("referral reason", "Not for this person"),
        "too_far": pgettext_lazy("referral reason", "Too far"),
        "no_language": pgettext_lazy("referral reason", "No common language"),
        "unsafe": pgettext_lazy("referral reason", "Not safe"),
        "closed_down": pgettext_lazy("referral reason", "Closed down"),
        "other": pgettext_lazy("referral reason", "Other reason"),
        # withdrawn
        "person_does_not_want": pgettext_lazy("referral reason", "The person does not want it"),
        "no_longer_needed": pgettext_lazy("referral reason", "No longer needed"),
        "helped_elsewhere": pgettext_lazy("referral reason", "Helped elsewhere"),
        "moved_on": pgettext_lazy("referral reason", "Has moved on"),
        "entered_by_mistake": pgettext_lazy("referral reason", "Entered by mistake"),
        # closed: what the person says
        "helped": pgettext_lazy("referral reason", "Was helped"),
        "helped_partly": pgettext_lazy("referral reason", "Was helped in part"),
        "not_helped": pgettext_lazy("referral reason", "Was not helped"),
        "not_reached": pgettext_lazy("referral reason", "Was not reached"),
        "died": pgettext_lazy("referral reason", "Has died"),
        # returned
        "needs_other_service": pgettext_lazy("referral reason", "Needs another service"),
        "treatment_ended": pgettext_lazy("referral reason", "Treatment ended"),
        "needs_follow_up": pgettext_lazy("referral reason", "Needs follow-up"),
        "not_in_our_reach": pgettext_lazy("referral reason", "Out of the agency's reach"),
        # expired
        "no_answer": pgettext_lazy("referral reason", "Nobody answered"),
        "not_arrived": pgettext_lazy("referral reason", "Did not arrive"),
        "not_sent": pgettext_lazy("referral reason", "Was never sent"),
    },
)
register_labels(
    "referral_basis",
    {
        "consent": pgettext_lazy("referral basis", "They agree to what is ticked"),
        "life_threatening": pgettext_lazy("referral basis", "Life in danger, and they cannot be asked"),
        "child_best_interests": pgettext_lazy("referral basis", "A child alone: its best interests"),
        "nameless": pgettext_lazy("referral basis", "Nothing is told: a number alone"),
    },
)
register_labels(
    "consent_answer",
    {
        "": pgettext_lazy("consent answer", "Nobody was asked"),
        "given": pgettext_lazy("consent answer", "Agreed"),
        "refused": pgettext_lazy("consent answer", "Does not agree"),
        "withdrawn": pgettext_lazy("consent answer", "Took it back"),
    },
)
register_labels(
    "consent_by",
    {
        "self": pgettext_lazy("consent by", "The person"),
        "caregiver": pgettext_lazy("consent by", "Who cares for the child"),
        "guardian": pgettext_lazy("consent by", "The guardian"),
    },
)
register_labels(
    "consent_how",
    {
        "spoken": pgettext_lazy("consent how", "Spoken"),
        "signed": pgettext_lazy("consent how", "Signed"),
        "thumbprint": pgettext_lazy("consent how", "Thumbprint"),
    },
)
register_labels(
    "referral_step",
    {
        "opened": pgettext_lazy("referral step", "Opened"),
        "corrected": pgettext_lazy("referral step", "Corrected"),
        "consent_given": pgettext_lazy("referral step", "Consent given"),
        "consent_refused": pgettext_lazy("referral step", "Consent refused"),
        "consent_withdrawn": pgettext_lazy("referral step", "Consent taken back"),
        "sent": pgettext_lazy("referral step", "Sent"),
        "accepted": pgettext_lazy("referral step", "Accepted"),
        "refused": pgettext_lazy("referral step", "Refused"),
        "arranged": pgettext_lazy("referral step", "Time arranged"),
        "arrived": pgettext_lazy("referral step", "Arrived"),
        "given": pgettext_lazy("referral step", "Service given"),
        "closed": pgettext_lazy("referral step", "Closed with feedback"),
        "expired": pgettext_lazy("referral step", "Expired"),
        "withdrawn": pgettext_lazy("referral step", "Withdrawn"),
        "reopened": pgettext_lazy("referral step", "Re-opened"),
        "returned": pgettext_lazy("referral step", "Referred back"),
        "handed_over": pgettext_lazy("referral step", "Handed over"),
        "message_out": pgettext_lazy("referral step", "Message to them"),
        "message_in": pgettext_lazy("referral step", "Message from them"),
        "reviewed": pgettext_lazy("referral step", "Exception reviewed"),
        "erased": pgettext_lazy("referral step", "Erased"),
    },
)
register_labels(
    "message_outcome",
    {
        "reached": pgettext_lazy("message outcome", "Reached"),
        "no_answer": pgettext_lazy("message outcome", "No answer"),
        "word_left": pgettext_lazy("message outcome", "Word left"),
        "will_call_back": pgettext_lazy("message outcome", "Will call back"),
        "wrong_number": pgettext_lazy("message outcome", "Wrong number"),
    },
)
register_labels(
    "message_direction",
    {
        "out": pgettext_lazy("message direction", "To them"),
        "in": pgettext_lazy("message direction", "From them"),
    },
)
register_labels(
    "exception_review",
    {
        "upheld": pgettext_lazy("exception review", "Rightly sent"),
        "not_upheld": pgettext_lazy("exception review", "Wrongly sent"),
    },
)
register_labels(
    "complaint_about",
    {
        "no_answer": pgettext_lazy("complaint about", "Nobody answered"),
        "turned_away": pgettext_lazy("complaint about", "Turned away"),
        "disrespect": pgettext_lazy("complaint about", "Treated without respect"),
        "asked_for_money": pgettext_lazy("complaint about", "Asked for money or a favour"),
        "abuse": pgettext_lazy("complaint about", "Violence, abuse or exploitation"),
        "told_others": pgettext_lazy("complaint about", "Told others what was confided"),
        "unsafe": pgettext_lazy("complaint about", "Not safe there"),
        "other": pgettext_lazy("complaint about", "Something else"),
    },
)
register_labels(
    "complaint_by",
    {
        "person": pgettext_lazy("complaint by", "The person"),
        "family": pgettext_lazy("complaint by", "Their family"),
        "staff": pgettext_lazy("complaint by", "Somebody of the staff"),
        "anonymous": pgettext_lazy("complaint by", "Somebody who gives no name"),
    },
)
register_labels(
    "complaint_outcome",
    {
        "looked_into": pgettext_lazy("complaint outcome", "Being looked into"),
        "put_right": pgettext_lazy("complaint outcome", "Put right"),
        "upheld": pgettext_lazy("complaint outcome", "Upheld"),
        "not_upheld": pgettext_lazy("complaint outcome", "Not upheld"),
        "passed_on": pgettext_lazy("complaint outcome", "Passed on to an authority"),
    },
)
register_labels(
    "access_what",
    {
        "complaints": pgettext_lazy("access log", "Complaints"),
        "referral": pgettext_lazy("access log", "A referral"),
        "referrals": pgettext_lazy("access log", "A list of referrals"),
    },
)


def own_language() -> str:
    """The language of the page, without its region."""
    return (get_language() or "en").split("-")[0]
