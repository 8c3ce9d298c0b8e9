"""The sentences of the refusals of screening: what happened, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "screening.malformed_id": _("A reference in this form is broken. Open the page again; nothing was lost."),
    "screening.unknown_code": _("This value is not in the list. Choose one from the list."),
    "screening.people": _("Give a number of people up to {most}."),
    "screening.not_at_this_post": _("Point people out at the post where you sit. Change to that post first."),
    "screening.no_such_task": _("This node does not hold this screening. Open the list of screenings again."),
    "screening.ended": _("This screening was ended. A supervisor can take that back."),
    "screening.not_ended": _("This screening is open already; nothing to take back."),
    "screening.not_of_this_task": _("This person does not belong to this group any more. Open the group's page again."),
    "screening.nobody_named": _("Say who was asked: choose a person, or give the number of people."),
    "screening.not_sealed": _(
        "The answers could not be sealed, so nothing was kept. Ask the administrator to look at the protection agency's key; the person stays on the list."
    ),
    "screening.no_compartment": _(
        "No protection agency's key stands on this node, so nobody can be asked in confidence here. Give the announcement; the people stay on the list."
    ),
    "screening.language_not_offered": _(
        "The card is not offered in this language here: its words have not been reviewed. Ask with a mediator, or choose another language."
    ),
    "screening.agency_only": _("Files are kept on a protection agency's node alone. Sign in there."),
    "screening.no_such_file": _("This node does not hold this file. Open the list of files again."),
    "screening.file_erased": _("What this file said was erased. Open a new one if the person is here."),
    "screening.no_such_need": _("This file has no such need any more. Open the file again."),
    "screening.nothing_answered": _("Nothing is answered yet. Answer at least one question, or go back."),
    "screening.older_instrument": _(
        "The interview was released anew meanwhile (version {version}). Open the page again: your draft is kept."
    ),
    "screening.not_a_number": _("Give a whole number here."),
    "screening.no_consent_to_keep": _(
        "The person does not agree that this interview is kept, so nothing was kept. Help with what they told you, and close the page."
    ),
    "screening.no_such_table": _("There is no table of this name. Open the list of tables again."),
    "screening.table_shape": _(
        "This file is shaped otherwise than the table. Take the table out as a file and change that one."
    ),
    "screening.table_faults": _(
        "Rows of this table cannot stand, {number} in all. Mend them in the file and propose it again; nothing was kept."
    ),
    "screening.table_same": _("Nothing in this file is different from what stands. There is nothing to propose."),
    "screening.table_moved": _(
        "Another table was released meanwhile. Propose the change again, put into the table that stands now."
    ),
    "screening.no_such_proposal": _("This node does not hold this proposal. Open the list of tables again."),
    "screening.proposal_closed": _("This proposal was released or refused already. Open the table to see what stands."),
    "screening.own_proposal": _("Nobody signs their own proposal. Ask another person to read and sign it."),
    "screening.signed_already": _("You have signed this. The second signature has to be another person's."),
    "screening.authority_first": _(
        "One of the two signatures is the protection authority's. Ask a protection officer or coordinator to sign."
    ),
    "screening.lowers_protection": _(
        "This change protects less in {number} ways. Read them, and say with your signature that you know it."
    ),
}
