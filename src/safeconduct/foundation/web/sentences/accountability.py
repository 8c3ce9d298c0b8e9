"""The sentences of complaints. None repeats what somebody said."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "accountability.unknown_code": _("This value is not in the list. Choose one from the list."),
    "accountability.broken_id": _("A reference in this form is broken. Open the page again."),
    "accountability.broken_code": _("The code of this form is broken. Open the page again; copy what you typed first."),
    "accountability.words_missing": _("Write down what was said, in the words of who says it."),
    "accountability.name_missing": _("Name the person who receives complaints."),
    "accountability.phone_missing": _("Give a number at which they are called: who cannot read calls."),
    "accountability.already_made": _("This complaint was taken down already. Nothing more to do."),
    "accountability.unknown_complaint": _("This node does not hold this complaint. Open the list again."),
    "accountability.answered": _("This complaint was answered before. Open the list again; the answer stands there."),
    "accountability.erased": _("What was said here was erased. Nothing can be added."),
    "accountability.unknown_case": _("This node does not hold this case. Open the list again."),
    "accountability.acknowledged": _("Somebody has taken this case up already. Open it again."),
    "accountability.not_acknowledged": _("Take the case up first: nothing is closed that nobody has looked at."),
    "accountability.closed": _("This case is closed. Open it again first, and say why."),
    "accountability.not_closed": _("This case is open. Write down what you do."),
    "accountability.close_first": _("Close the case first: while it is open, somebody may need what was said."),
    "accountability.agency_only": _("These cases are kept on the node of the agency that receives them."),
    "accountability.cannot_seal": _(
        "No agency holds the sealed compartment for this, so it is not written down here. Call the focal point."
    ),
}
