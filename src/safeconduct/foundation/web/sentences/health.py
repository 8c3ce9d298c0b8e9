"""The sentences of the refusals of the health desk: what happened, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "health.malformed_id": _("A reference in this form is broken. Open the page again; nothing was lost."),
    "health.unknown_code": _("This value is not in the list. Choose one from the list."),
    "health.not_at_this_post": _("The health desk works where it sits. Change to that post first."),
    "health.no_basis": _("Say on whose word, or why: the next one who looks has to know it."),
    "health.no_question": _("Choose at least one sign or exposure that is asked for."),
    "health.no_exposure": _("Choose the exposures that are asked for, or let a sign alone be enough."),
    "health.days": _("Give a number of days from 1 to {most}."),
    "health.until": _("Give an end from now on, at most {most} hours ahead."),
    "health.event_exists": _("This event was declared already. Open the list of events."),
    "health.no_such_event": _("This post does not know this event. Open the list of events again."),
    "health.event_over": _("This event is over, so nobody is asked about it any more."),
    "health.nobody": _("Say who it is."),
    "health.nothing_said": _("Mark what was answered. Where nothing applies, mark that nothing does."),
    "health.no_such_isolation": _("This post does not know this isolation. Open the health desk again."),
    "health.isolation_ended": _("They are not apart any more. Begin anew if that is needed."),
    "health.child_alone": _("A child is not left apart alone. Choose who of its own stays with it."),
    "health.no_order": _("Write down the order: by whom, its number, and that they were told how to object."),
    "health.no_such_group": _("No group of this number came to this post. Look at the slip again."),
    "health.no_such_ambulance": _("This post does not know this call. Open the health desk again."),
    "health.wrong_step": _("The ambulance is at another step already. Open the health desk again."),
    "health.nothing_to_tell": _("Nobody was asked since the authority was told. There is nothing to tell."),
}
