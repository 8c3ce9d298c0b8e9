"""The sentences of the refusals of cases: what happened, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "cases.malformed_id": _("A reference in this form is broken. Open the page again; nothing was lost."),
    "cases.unknown_code": _("This value is not in the list. Choose one from the list."),
    "cases.no_such_case": _("This node does not hold this case. Open the list of cases again."),
    "cases.no_such_step": _("This cannot be done here, or the step is gone. Open the case and choose from it."),
    "cases.case_known": _("This case was opened already. Open the list of cases."),
    "cases.case_erased": _("What this case said was erased. Open a new one if the person is here."),
    "cases.case_closed": _("This case is closed. Open it again first."),
    "cases.case_open": _("This case is open, and nobody has proposed to close it. Nothing was changed."),
    "cases.closing_waits": _("A proposal to close waits for the supervisor already. Take it back first, or wait."),
    "cases.not_a_day": _("Give a day, such as 2026-03-04."),
    "cases.day_ahead": _("This day lies ahead. Give today or a day before."),
    "cases.day_past": _("This day has passed. Give today or a day that lies ahead."),
    "cases.too_far_ahead": _("This day is more than a year ahead. Give a nearer one."),
    "cases.not_sealed": _("What was written did not arrive sealed. Open the page again and write it anew."),
    "cases.nothing_said": _("Nothing is written here yet. Write at least this field."),
    "cases.exception_unexplained": _(
        "An exception to consent needs its reason. Say why the person could not be asked, or choose another answer."
    ),
    "cases.no_such_worker": _("Choose a caseworker of this node from the list."),
    "cases.own_supervisor": _(
        "Nobody supervises their own case. Choose another person, or change the supervisor first."
    ),
    "cases.no_supervisor": _(
        "This needs a second person. Name a supervisor first, under priority, supervisor, consent; nothing was lost."
    ),
    "cases.not_the_supervisor": _("Only the supervisor of this case signs it off. Ask them."),
    "cases.own_step": _("You took this step yourself. A second person signs it off."),
    "cases.nothing_to_sign": _("This step waits for nobody. Open the case to see how it stands."),
    "cases.wrong_compartment": _(
        "An incident of this kind is recorded in a case of gender-based violence. Open one for it."
    ),
    "cases.no_such_action": _("This action is settled already, or is not there. Choose one that waits."),
    "cases.action_known": _("This action is there already. Open the case to see it."),
    "cases.no_such_visit": _("No such visit waits. Choose one that does; one that nobody planned can only be held."),
    "cases.visit_known": _("This visit is there already. Open the case to see it."),
    "cases.nothing_directed": _("Nothing was changed. Choose what is to be different."),
    "cases.not_the_owner": _("Only its caseworker or supervisor hands this case over. Ask them."),
    "cases.already_theirs": _("The case is theirs already. Choose another person."),
    "cases.no_such_offer": _("This hand-over waits for somebody else, or was answered already. Open the case again."),
    "cases.too_few_tries": _(
        "Contact counts as lost once it was tried on {least} different days. Try again, or close for another reason."
    ),
    "cases.capacity": _("Give a number of cases between 0 and {largest}."),
    "cases.nobody_chosen": _("Choose at least one case and a caseworker for it."),
    "cases.over_capacity": _(
        "Somebody chosen here would have more cases than they bear. Choose others, or tick that it is meant so."
    ),
    "cases.not_the_holder": _("Only its caseworker or supervisor prints this case. Ask them."),
    "cases.no_reason": _("Say why the case is printed. It stands on the paper and in the record."),
}
