"""Words of cases: compartments, how a case stands, what happens in one."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels("access_what", {"case": _("A case"), "caseload": _("Caseload"), "case_counts": _("Counts of cases")})
register_labels(
    "case_compartment",
    {
        "child_protection": pgettext_lazy("case compartment", "Child protection"),
        "gbv": pgettext_lazy("case compartment", "Gender-based violence"),
        "trafficking": pgettext_lazy("case compartment", "Trafficking"),
        "health": pgettext_lazy("case compartment", "Health"),
        "legal": pgettext_lazy("case compartment", "Legal and international protection"),
    },
)
register_labels(
    "case_status",
    {
        "open": pgettext_lazy("case status", "Open"),
        "closing": pgettext_lazy("case status", "To be closed"),
        "closed": pgettext_lazy("case status", "Closed"),
    },
)
register_labels(
    "case_priority",
    {
        "high": pgettext_lazy("case priority", "High"),
        "medium": pgettext_lazy("case priority", "Medium"),
        "low": pgettext_lazy("case priority", "Low"),
    },
)
register_labels(
    "case_consent",
    {
        "consent": pgettext_lazy("case consent", "The person consents"),
        "assent": pgettext_lazy("case consent", "The child assents and a carer consents"),
        "assent_alone": pgettext_lazy("case consent", "The child assents; no carer can safely be asked"),
        "life_in_danger": pgettext_lazy("case consent", "Exception: a life is in danger"),
        "best_interests": pgettext_lazy("case consent", "Exception: best interests of the child"),
        "reporting_duty": pgettext_lazy("case consent", "Exception: the law obliges to report"),
        "no_capacity": pgettext_lazy("case consent", "Exception: the person cannot decide now"),
        "withdrawn": pgettext_lazy("case consent", "Consent taken back"),
    },
)
register_labels(
    "case_due",
    {
        "visit": pgettext_lazy("case due", "Visit"),
        "action": pgettext_lazy("case due", "Action"),
        "contact": pgettext_lazy("case due", "Contact"),
    },
)
register_labels(
    "case_doer",
    {
        "caseworker": pgettext_lazy("case doer", "Caseworker"),
        "person": pgettext_lazy("case doer", "The person"),
        "carer": pgettext_lazy("case doer", "Carer"),
        "partner": pgettext_lazy("case doer", "Partner agency"),
        "supervisor": pgettext_lazy("case doer", "Supervisor"),
    },
)
register_labels(
    "case_action_end",
    {
        "done": pgettext_lazy("case action end", "Done"),
        "dropped": pgettext_lazy("case action end", "Dropped"),
    },
)
register_labels(
    "case_visit_end",
    {
        "held": pgettext_lazy("case visit end", "Held"),
        "missed": pgettext_lazy("case visit end", "Missed"),
        "cancelled": pgettext_lazy("case visit end", "Cancelled"),
    },
)
register_labels(
    "case_attended",
    {
        "person": pgettext_lazy("case attended", "The person"),
        "carer": pgettext_lazy("case attended", "Carer"),
        "guardian": pgettext_lazy("case attended", "Guardian"),
        "caseworker": pgettext_lazy("case attended", "Caseworker"),
        "supervisor": pgettext_lazy("case attended", "Supervisor"),
        "health": pgettext_lazy("case attended", "Health worker"),
        "psychosocial": pgettext_lazy("case attended", "Psychosocial worker"),
        "legal": pgettext_lazy("case attended", "Legal adviser"),
        "education": pgettext_lazy("case attended", "Teacher"),
        "interpreter": pgettext_lazy("case attended", "Interpreter"),
        "authority": pgettext_lazy("case attended", "Authority"),
    },
)
register_labels(
    "case_closing",
    {
        "goals_reached": pgettext_lazy("case closing", "Goals reached"),
        "moved": pgettext_lazy("case closing", "Moved away"),
        "lost_contact": pgettext_lazy("case closing", "Contact lost"),
        "died": pgettext_lazy("case closing", "Died"),
        "handed_over": pgettext_lazy("case closing", "Handed over to another agency"),
        "persons_wish": pgettext_lazy("case closing", "The person's wish"),
    },
)
register_labels(
    "case_withdrawal",
    {
        "wrong_case": pgettext_lazy("case withdrawal", "Belongs to another case"),
        "mistake": pgettext_lazy("case withdrawal", "Entered by mistake"),
        "double": pgettext_lazy("case withdrawal", "Entered twice"),
        "person_asked": pgettext_lazy("case withdrawal", "The person asked for it"),
    },
)
register_labels(
    "case_move",
    {
        "left": pgettext_lazy("case move", "The caseworker leaves"),
        "absent": pgettext_lazy("case move", "The caseworker is absent for long"),
        "overload": pgettext_lazy("case move", "Too many cases"),
        "conflict": pgettext_lazy("case move", "Conflict of interest"),
        "safety": pgettext_lazy("case move", "Safety"),
    },
)
register_labels(
    "case_printed_for",
    {
        "court": pgettext_lazy("case printed for", "A court or an authority asks for it"),
        "conference": pgettext_lazy("case printed for", "Case conference"),
        "person_asked": pgettext_lazy("case printed for", "The person asked for their own case"),
        "field_visit": pgettext_lazy("case printed for", "A visit without a machine"),
        "hand_over": pgettext_lazy("case printed for", "Hand-over to another agency"),
    },
)
register_labels(
    "case_conflict",
    {
        "own_supervisor": pgettext_lazy("case conflict", "whoever has room supervises it"),
        "no_place": pgettext_lazy("case conflict", "nobody has room"),
    },
)
register_labels(
    "case_kind",
    {
        "opening": pgettext_lazy("case kind", "Opened"),
        "note": pgettext_lazy("case kind", "Note"),
        "plan": pgettext_lazy("case kind", "Plan"),
        "incident": pgettext_lazy("case kind", "Incident"),
        "safety_plan": pgettext_lazy("case kind", "Safety plan"),
        "conference": pgettext_lazy("case kind", "Case conference"),
    },
)
register_labels(
    "case_event",
    {
        "CaseOpened": pgettext_lazy("case event", "Case opened"),
        "StepTaken": pgettext_lazy("case event", "Step"),
        "ActionPlanned": pgettext_lazy("case event", "Action planned"),
        "ActionSettled": pgettext_lazy("case event", "Action settled"),
        "VisitPlanned": pgettext_lazy("case event", "Visit planned"),
        "VisitSettled": pgettext_lazy("case event", "Visit"),
        "SignedOff": pgettext_lazy("case event", "Supervisor's word"),
        "CaseDirected": pgettext_lazy("case event", "Priority, supervisor or consent changed"),
        "HandOverOffered": pgettext_lazy("case event", "Offered to another caseworker"),
        "HandOverAnswered": pgettext_lazy("case event", "Hand-over answered"),
        "CaseReassigned": pgettext_lazy("case event", "Given to another caseworker"),
        "ClosingProposed": pgettext_lazy("case event", "Closing proposed"),
        "CaseReopened": pgettext_lazy("case event", "Opened again"),
        "StepWithdrawn": pgettext_lazy("case event", "Step withdrawn"),
        "CasePrinted": pgettext_lazy("case event", "Printed"),
        "CaseErased": pgettext_lazy("case event", "Erased"),
    },
)
register_labels(
    "case_sign",
    {
        "waits": pgettext_lazy("case sign", "waits for the supervisor"),
        "signed": pgettext_lazy("case sign", "signed off"),
        "returned": pgettext_lazy("case sign", "given back"),
    },
)
register_labels(
    "case_answer",
    {
        "granted": pgettext_lazy("case answer", "Stands by it"),
        "returned": pgettext_lazy("case answer", "Gave it back"),
        "accepted": pgettext_lazy("case answer", "Took the case"),
        "declined": pgettext_lazy("case answer", "Did not take it"),
    },
)
register_labels(
    "case_word",
    {
        "who": pgettext_lazy("case word", "Who"),
        "situation": pgettext_lazy("case word", "Situation"),
        "wishes": pgettext_lazy("case word", "Wishes"),
        "exception": pgettext_lazy("case word", "Why without consent"),
        "text": pgettext_lazy("case word", "Note"),
        "goals": pgettext_lazy("case word", "Goals"),
        "strengths": pgettext_lazy("case word", "What helps"),
        "account": pgettext_lazy("case word", "In the person's words"),
        "risks": pgettext_lazy("case word", "What threatens"),
        "signs": pgettext_lazy("case word", "Signs that it comes near"),
        "places": pgettext_lazy("case word", "Safe places"),
        "people": pgettext_lazy("case word", "People who help"),
        "steps": pgettext_lazy("case word", "What to do"),
        "decisions": pgettext_lazy("case word", "Decisions"),
        "who_does_what": pgettext_lazy("case word", "Who does what"),
        "views": pgettext_lazy("case word", "What the person thinks of it"),
        "disagreement": pgettext_lazy("case word", "Where opinions differ"),
        "attended": pgettext_lazy("case word", "Who was there"),
        "what": pgettext_lazy("case word", "What"),
        "purpose": pgettext_lazy("case word", "What for"),
        "remark": pgettext_lazy("case word", "Remark"),
        "note": pgettext_lazy("case word", "For whoever takes over"),
        "summary": pgettext_lazy("case word", "How it went"),
    },
)
# Which list the code of an event is from.
EVENT_CODES = {
    "CaseOpened": "case_consent", "ActionPlanned": "case_doer", "ActionSettled": "case_action_end",
    "VisitSettled": "case_visit_end", "SignedOff": "case_answer", "HandOverAnswered": "case_answer",
    "CaseReassigned": "case_move", "ClosingProposed": "case_closing", "StepWithdrawn": "case_withdrawal",
    "CaseErased": "erasure_reason", "CasePrinted": "case_printed_for",
}  # fmt: skip
