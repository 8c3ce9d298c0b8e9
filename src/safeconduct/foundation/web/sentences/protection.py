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
    "protection.nobody_left": _("Each of these children has a file already. Open the list of children."),
    "protection.each_first": _(
        "Only the number of these children is known. Open a file for each one that is found, and register it there."
    ),
}
