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
}
