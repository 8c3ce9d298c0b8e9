"""The sentences of deprivation of liberty and of alternatives to it. None of them allows anybody to be held."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "liberty.malformed_id": _("A reference in this form is broken. Open the page again; nothing was lost."),
    "liberty.unknown_code": _("This value is not in the list. Choose one from the list."),
    "liberty.unknown_field": _("This cannot be changed here. Open the record again; nothing was lost."),
    "liberty.not_at_this_post": _("Write it down where the person is held, or where you learned of it. Change to that post first."),
    "liberty.when": _("Give a day and time that has come and does not lie before it began, as 2026-03-04 14:30."),
    "liberty.language": _("This language is not in the list. Give its name or code, or leave it empty."),
    "liberty.next_review": _("The next review is due after {most} days at the latest. Choose an earlier day."),
    "liberty.no_description": _("Describe the person so that others find them, without a name if they gave none."),
    "liberty.no_reason": _("Say it in a few words: without them nobody can look at it later."),
    "liberty.exists": _("This was written down already. Open the record again."),
    "liberty.no_such_deprivation": _("There is no such record here. Open the list again."),
    "liberty.ended": _("This has ended or does not count. If the person is held again, write that down anew."),
    "liberty.not_asked_for": _("Ask the person whether their consulate should know. It is told only if they want it."),
    "liberty.no_such_alarm": _("This was answered already. Open the page again."),
    "liberty.nothing_done": _("Say what was done, or that you looked and nothing is needed."),
    "liberty.no_assessment": _("Look at this person first: who they are, whom they have here, what they need."),
    "liberty.not_an_alternative": _("This holds people too, so it is no alternative. Choose one from the list."),
    "liberty.least_intrusive_first": _("Something that asks less comes first. Say why it is not enough for this person."),
    "liberty.until": _("Give a last day within {most} days. Then it is looked at anew."),
    "liberty.no_such_alternative": _("There is no such record here. Open the person's page again."),
    "liberty.alternative_over": _("It has ended: nothing is asked of the person any more."),
    "liberty.not_heard": _("Write down what the person says to it. It belongs to the record."),
    "liberty.is_registered": _("Words about a registered person go when the person is erased. Propose that on their page."),
    "liberty.no_record": _("Nothing is recorded about this person's liberty. Open the list again."),
    "best_interests.child_restricted": _("This is or may be a child. Nothing is asked of a child but what is care: choose registration or support by a case worker."),
    "consent.alternative_needs_it": _("This works only with the person. Ask them, and say that they agreed; or choose another."),
    "do_no_harm.consulate": _("Protection has to hear this person, so their State is told nothing. Only if they ask for it in writing."),
    "do_no_harm.surety_beyond_means": _("This person has no means. Money they cannot find would keep them held: choose another."),
    "family_unity.parted_by_alternative": _("This would part people who came together. Choose one that keeps them together, or say that the person wishes it."),
    "saving_life.doctor_before_conditions": _("This person needs a doctor now. Call one first; nothing is asked of them before."),
}  # fmt: skip
