"""Sentences of the pages themselves: forms, slips, and what a machine-readable zone lacks."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.texts import Sentence

SENTENCES: dict[str, Sentence] = {
    "register.nothing_said": _("Nothing was typed about this person. Give the sex, an age or a name; for an uncounted one, correct the size of the group."),
    "web.not_a_number": _("Type a whole number here."),
    "headcount.nothing_keyed": _("No number was typed. Fill in at least one."),
    "headcount.choose_hour": _("Choose the hour that was counted."),
    "slip.paper_width": _("Slips are printed on paper of 58 or 80 mm. Choose one of them."),
    "slip.no_token": _("This record has no number, so there is no slip to print."),
    "mrz.layout_unknown": _("This is not a machine-readable zone of a travel document. Read it again, or type the fields."),
    "mrz.layout_national": _("This is a national card without an international zone. Type the fields."),
    "mrz.characters": _("The zone has signs that cannot stand there. Read it again."),
    "mrz.document_code": _("The kind of document is not one that is known. Compare it with the page."),
    "mrz.issuer_unknown": _("The issuing State is not in the table. Compare it with the page."),
    "mrz.nationality_unknown": _("The nationality is not in the table. Compare it with the page."),
    "mrz.document_number_missing": _("There is no document number in the zone."),
    "mrz.document_number_check": _("The document number does not agree with its check digit. Compare it with the page."),
    "mrz.birth_date_check": _("The birth date does not agree with its check digit. Compare it with the page."),
    "mrz.birth_date_impossible": _("The birth date in the zone does not exist. Type it from the page."),
    "mrz.birth_date_gap": _("Parts of the birth date are missing in the zone. Type what the page says."),
    "mrz.sex": _("The sex in the zone is not one that is known. Choose it."),
    "mrz.expiry_date_check": _("The expiry date does not agree with its check digit. Compare it with the page."),
    "mrz.expiry_date_impossible": _("The expiry date in the zone does not exist. Type it from the page."),
    "mrz.optional_data_check": _("The personal number does not agree with its check digit. Compare it with the page."),
    "mrz.composite_check": _("The last check digit does not agree. Compare all numbers with the page."),
    "mrz.surname_missing": _("The zone has no family name. Compare the name with the page."),
    "mrz.name_characters": _("The name in the zone has signs that cannot stand in a name. Type it from the page."),
    "mrz.name_separators": _("The name in the zone is not divided rightly. Compare it with the page."),
    "mrz.repair_ambiguous": _("A sign could be read in several ways. Compare the numbers with the page."),
    "mrz.repair_unconfirmed": _("One sign was read as the check digits suggest. Compare the number with the page before you save."),
}  # fmt: skip
