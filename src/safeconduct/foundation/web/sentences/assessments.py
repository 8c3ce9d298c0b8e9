"""Sentences of the room of assessments."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.texts import Sentence

SENTENCES: dict[str, Sentence] = {
    "assessments.unknown": _("This assessment is not known here. Choose one from the list."),
    "assessments.broken_id": _("This record has a number that is none. Open the page again and try once more."),
    "assessments.unknown_code": _("Choose from the list ({field})."),
    "assessments.unknown_use": _("This file is in no list of what leaves a node. Choose one from the list."),
    "assessments.purpose_missing": _("Say what the agency gets data for: tick at least one purpose."),
    "assessments.people_missing": _("Say whom it affects: tick at least one group of people."),
    "assessments.text_missing": _("Write this in a few words; without it nobody can judge the assessment."),
    "assessments.risk_unanswered": _("One risk has no answer yet. Say how likely it is and how grave; “cannot happen” is an answer too."),
    "assessments.day_shape": _("This day does not exist. Write it as year, month, day."),
    "assessments.over": _("Its last day is over. Give a later day, or renew it."),
    "assessments.too_long": _("An assessment holds for twelve months at most. Give an earlier last day."),
    "assessments.signed": _("This assessment is signed and stays as it is. Renew it to change something."),
    "assessments.withdrawn": _("This assessment was withdrawn. Renew it, so that a new one can be signed."),
    "assessments.nothing_changed": _("Nothing is different from what stands. Change a field, or go back."),
    "assessments.own_hand": _("You wrote this yourself. A second person signs: protection or oversight."),
    "assessments.not_a_signer": _("Protection or oversight signs an assessment."),
    "assessments.not_as_seen": _("It was written anew while you were reading. Open it again, read it, and sign then."),
    "assessments.unread": _("People gave different answers, or this node cannot read all of it. Save the form again before anybody signs."),
    "assessments.risk_unmet": _("Against one risk nothing is done though it may well happen. Name a measure before anybody signs."),
    "assessments.risk_too_great": _("One risk stays likely and grave. This is not begun: do less, share less, or find another way."),
    "assessments.reason_missing": _("Say in a few words why."),
    "assessments.provisional_used": _("The exception of an emergency was taken for this node already. Have its assessment written and signed."),
    "fled.unknown_state": _("“{value}” is no State. Give names or codes as on passports, with commas between them."),
    "fled.broken_context": _("This record has a number that is none. Open the page again and try once more."),
    "fled.nothing_changed": _("This list stands already. Change it, or go back."),
    "fled.reason_missing": _("Say in a few words why."),
    "fled.no_list": _("No list was proposed here yet."),
    "fled.signed": _("This list is signed already."),
    "fled.not_as_seen": _("Another list was proposed while you were reading. Open the page again, read it, and sign then."),
    "fled.own_hand": _("You proposed this list yourself. A second person signs: protection or oversight."),
    "fled.not_a_signer": _("Protection or oversight signs this list."),
    "do_no_harm.state_fled": _("This would go to an authority of a State that people flee. Nothing is told to it, given to it or agreed with it: no person, no number, no place."),
    "do_no_harm.consulate_of_state_fled": _("People flee this State. Its consulate is told only when the person asks for it in writing."),
    "do_no_harm.use_not_assessed": _("This file names people, and no assessment in force says what that may do to them. Have it written and signed on the page “Assessments”; then take the file."),
}  # fmt: skip
