"""Sentences of the room of partners and of the protection desk's pages about them."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.texts import Sentence

SENTENCES: dict[str, Sentence] = {
    "partners.unknown_agency": _("This agency is not known here. Choose one from the list, or enter it first."),
    "partners.unknown_contact": _("This contact is not known here. Open the agency and choose from its list."),
    "partners.unknown_agreement": _("This agreement is not known here. Open the agency and choose from its list."),
    "partners.broken_id": _("This record has a number that is none. Open the page again and try once more."),
    "partners.code_shape": _("A code has 2 to 24 signs: a small letter first, then small letters, digits or “_”. Copy it from the agency's node."),
    "partners.code_taken": _("Another agency has the code {given} already. Correct that one first, or leave this field empty."),
    "partners.name_missing": _("Give it a name."),
    "partners.unknown_code": _("Choose from the list ({field})."),
    "partners.state_missing": _("An authority belongs to a State. Give the State's code as on passports, such as XKD."),
    "partners.no_way_to_reach": _("Give at least one number or a mail address, so that somebody can be reached."),
    "reach.phone": _("“{value}” cannot be dialled. Use digits, spaces and a plus sign in front."),
    "reach.email": _("“{value}” is not a mail address. It looks like name@agency.example."),
    "partners.purpose_missing": _("Say what the agreement is for: tick at least one purpose."),
    "partners.day_shape": _("This day does not exist. Write it as year, month, day."),
    "partners.validity": _("Give the first and the last day; the last day does not lie before the first."),
    "partners.not_signed": _("Only a signed agreement comes into force. Enter the day on which it was signed, save, and try again."),
    "partners.lapsed": _("The last day of this agreement is over. Give a later last day that was agreed, save, and try again."),
    "partners.agreement_not_from_here": _("This agreement has moved on meanwhile. Open the page again to see how it stands."),
    "partners.agreement_ended": _("This agreement has ended and stays as it was. Enter a new one."),
    "partners.contact_ended": _("This contact has ended and its name was erased. Name someone anew."),
    "partners.nothing_changed": _("Nothing is different from what stands. Change a field, or go back."),
    "partners.reason_missing": _("Say in a few words why."),
    "protection.language": _("The language “{value}” is not known. Type its name or its code, such as Arabic or ar."),
}  # fmt: skip
