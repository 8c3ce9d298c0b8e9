"""The sentences of the refusals of children and families: what happened, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "protection.malformed_id": _("A reference in this form is broken. Open the page again; nothing was lost."),
    "protection.unknown_code": _("This value is not in the list. Choose one from the list."),
    "protection.no_such_child": _("This node does not hold this child's file. Open the list of children again."),
    "protection.no_such_step": _("This cannot be done here. Open the child's file and choose from it."),
    "protection.child_erased": _("What this file said was erased. Open a new one if the child is here."),
    "protection.child_known": _("This child has a file already. Open the list of children."),
    "protection.not_a_day": _("Give a day, such as 2026-03-04."),
    "protection.day_ahead": _("This day lies ahead. Give today or a day before."),
    "protection.birth_unreadable": _(
        "This birth date cannot be read. Give a day, a month or a year, or an age as ~12."
    ),
    "protection.nothing_said": _(
        "Nothing is filled in yet. Give at least a name, a birth date or what the child tells."
    ),
    "protection.carer_missing": _("Say who cares for the child: a person, an organisation, or both."),
    "protection.carer_not_checked": _(
        "The child does not know this carer. Have the carer looked at first and tick it here; until then choose family, or no care arranged."
    ),
    "protection.mandate_start": _(
        "A mandate begins within the last year or the next three months. Correct its first day."
    ),
    "protection.mandate_order": _("The last day lies before the first. Correct one of them."),
    "protection.mandate_over": _(
        "This mandate would be over already. Give a last day that lies ahead, or ask the authority for a new one."
    ),
    "protection.mandate_too_long": _("A mandate of this kind lasts {days} days at most. Give an earlier last day."),
    "protection.mandate_known": _("This mandate is entered already. Open the child's file again."),
    "protection.mandate_stands": _(
        "Another mandate for this child was not ended. Say that this one follows it, or end it first."
    ),
    "protection.no_such_mandate": _("This child has no such mandate any more. Open the file again."),
    "protection.no_such_guardian": _("Choose a guardian from the list."),
    "protection.guardian_retired": _("This guardian takes no new child. Choose another."),
    "protection.guardian_full": _(
        "This guardian stands for as many children as they can already: {capacity}. Choose another, or agree on more with them and correct the number first."
    ),
    "protection.guardian_not_vetted": _(
        "Nobody has looked at this guardian's past yet. Have it done and enter the day; until then appoint them provisionally."
    ),
    "protection.guardian_of_the_border": _(
        "Somebody of the border agency or the police cannot stand for a child. Choose another guardian."
    ),
    "protection.guardian_is_carer": _(
        "This guardian cares for the child or works for who does, and cannot speak for it against them. Choose another guardian."
    ),
    "protection.guardian_is_claimant": _(
        "Whether this person is the child's relative is still being looked at. Choose another guardian until that is settled."
    ),
    "protection.conflict_unchecked": _(
        "Say that you looked for conflicts of interest: border agency, carer, people who claim the child."
    ),
    "protection.guardian_nameless": _("Give the guardian's name."),
    "protection.guardian_erased": _("What named this guardian was erased. Enter them anew."),
    "protection.guardian_has_children": _(
        "This guardian still stands for children ({number}). Give each another guardian first."
    ),
    "protection.capacity": _("Give a number of children from 1 to {most}."),
    "protection.nobody_chosen": _("Choose at least one child and one guardian."),
    "protection.case_closed": _("This case is closed. Open it again first; everything it says is there."),
    "protection.case_open": _("This case is open already."),
    "protection.claimant_nameless": _("Give the name of who claims the child."),
    "protection.no_such_claim": _("Choose whose claim was looked at."),
    "protection.concern_stands": _(
        "Something worries, so the claim cannot be confirmed yet. Leave it open, look into the worry, and look at the claim again."
    ),
    "protection.too_little_evidence": _(
        "A claim is confirmed on {least} kinds of evidence at least. Leave it open until then."
    ),
    "protection.child_unheard": _("Hear the child first, alone and in its language, and tick it here."),
    "protection.not_weighed": _("Weigh all of these; where something plays no part, say so in the remark and tick it."),
    "protection.no_plan": _("Write the plan: who does what until when."),
    "protection.assessment_first": _(
        "An assessment comes before a determination. Do it first; what you typed stays here."
    ),
    "protection.panel_too_small": _("A panel has {least} members at least."),
    "protection.no_reasons": _("Give the reasons of the panel."),
    "protection.guardian_unheard": _("Hear the guardian first and tick it here."),
    "protection.mandate_needed": _("Nobody stands for this child. Appoint a guardian first, then decide with them."),
    "protection.mandate_expired": _(
        "The guardian's mandate is over since {until}. Renew it or appoint another guardian first; what you typed stays here."
    ),
    "protection.decision_known": _("This decision is recorded already. Open the child's file again."),
    "protection.appearance_alone": _(
        "The look of somebody alone is no ground. Treat the person as a child, or choose what else raises the doubt."
    ),
    "protection.no_method": _("Say how the age was determined."),
    "protection.less_intrusive_first": _(
        "Every less intrusive way comes first. Tick those that were tried, or try them."
    ),
    "protection.consent_needed": _(
        "Ask for consent first: the child's, in its language, and for a medical way the guardian's too."
    ),
    "protection.consent_refused": _(
        "The child refuses, and nothing follows from that: it is treated as a child. Record documents alone, or leave it."
    ),
    "protection.age_range": _("Give an age from 5 to 99."),
    "protection.margin": _("Give a margin from {least} to 10 years: no method is surer."),
    "protection.no_such_decision": _("No decision waits to be confirmed. Open the child's file again."),
    "protection.own_decision": _(
        "Nobody confirms their own decision. Ask another protection officer to read and confirm it."
    ),
    "protection.closing_guardian": _(
        "Nobody stands for this child by a lasting mandate, so the case stays open. Appoint a guardian first."
    ),
    "protection.closing_caregiver": _(
        "The child is not with a relative who was confirmed, so the case stays open. Look at the claim, and arrange care with that person under the same name."
    ),
    "protection.closing_hand_over": _("Say to whom the child was handed over and who received it."),
    "protection.closing_age": _(
        "No confirmed determination says that the person is grown up, so the case stays open and the person is a child."
    ),
    "protection.request_known": _("This request is entered already. Open the list of families."),
    "protection.request_closed": _("Nobody looks any more by this request. Enter a new one."),
    "protection.no_such_request": _("This node does not hold this request. Open the list of families again."),
    "protection.sought_nameless": _("Give the full name of who is looked for."),
    "protection.seeker_nameless": _("Give the name of who looks."),
    "protection.sharing_withheld": _(
        "Who asks does not agree that others are told, so this way is not open. Ask them again, or look without telling anybody."
    ),
    "protection.reunification_known": _(
        "A reunification of this child is under way already. Open it from the child's page."
    ),
    "protection.no_such_reunification": _(
        "This node does not hold this reunification. Open the list of families again."
    ),
    "protection.claim_unconfirmed": _("Choose a relative who was confirmed. Look at the claim first."),
    "protection.authority_nameless": _("Say which authority agreed or refused."),
    "protection.determination_needed": _(
        "No confirmed determination says yet that the child goes back. Have it made and confirmed first; what you typed stays here."
    ),
    "protection.consent_withdrawn": _(
        "Somebody whose consent is needed refuses or took it back, so nothing goes on. Everything that was prepared stays; ask again when they are ready."
    ),
    "protection.consent_of_all": _(
        "The child, its guardian and who receives it must each agree first. Ask who has not spoken."
    ),
    "protection.not_allowed_yet": _("The authority has not agreed yet. Enter its decision first."),
    "protection.travel_past": _("This day has passed. Give a day that lies ahead."),
    "protection.escort_missing": _("Say who travels with the child: it never travels alone."),
    "protection.condition_missing": _("Look at each of these before the child travels, and tick it."),
    "protection.destination_not_looked": _(
        "Tick everything that was looked at. Without all of it nobody can say that nothing is feared."
    ),
    "protection.fear_at_destination": _(
        "Somebody fears harm where the child would go: it is not taken there, whoever agrees. Speak with who said so."
    ),
    "protection.destination_unlooked": _("Two people must look first whether the child is safe where it goes."),
    "protection.travel_first": _("Plan the journey first."),
    "protection.receiver_nameless": _("Say who received the child."),
    "protection.has_arrived": _(
        "The child has arrived; this can no longer be changed. Open a new visit if something is wrong."
    ),
    "protection.not_arrived": _("The child has not arrived yet."),
    "protection.nobody_left": _("Each of these children has a file already. Open the list of children."),
    "protection.each_first": _(
        "Only the number of these children is known. Open a file for each one that is found, and register it there."
    ),
}
