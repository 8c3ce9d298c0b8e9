"""The printed sheets of the entrance: one-time codes, and the single code for a first or a new passphrase."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.one_time_codes import OneTimeCodes, OneTimeCodesLabels, one_time_codes_pdf
from safeconduct.foundation.journal.ledger import ledger


def code_sheet_pdf(name: str, codes: tuple[str, ...]) -> bytes:
    """One A5 page in the active language with the codes of this person."""
    how_to = (
        _("Keep this sheet apart from the computer and show it to nobody."),
        _("At sign-in, choose “Printed one-time codes” and type the next code."),
        _("Cross out each code once it is used; a used code never works again."),
        _("If the sheet is lost, make a new one at once: the old one then stops working."),
    )
    return _sheet(name, codes, title=_("One-time codes"), how_to=how_to, cross_out=_("Cross out what is used"))


def reset_sheet_pdf(name: str, login: str, code: str) -> bytes:
    """One A5 page with the code that lets this person set a passphrase."""
    how_to = (
        _("Give this sheet to the person named above, and to nobody else."),
        _("On the sign-in page choose “I have a printed start code”, and give the name {login} and the code.").format(
            login=login
        ),
        _("Then choose a passphrase that only you know. The code works once, and for three days."),
        _("Destroy this sheet afterwards."),
    )
    return _sheet(name, (code,), title=_("Start code"), how_to=how_to, cross_out=_("Code"))


def _sheet(name: str, codes: tuple[str, ...], *, title: str, how_to: tuple[str, ...], cross_out: str) -> bytes:
    labels = OneTimeCodesLabels(
        language=get_language() or "en",
        title=title,
        user=_("Name"),
        made_at=_("Made on"),
        how_to=how_to,
        cross_out=cross_out,
        training=_("TRAINING"),
    )
    page = OneTimeCodes(
        letterhead=Letterhead(agency="Safeconduct", post=settings.SAFECONDUCT_NODE_NAME or "–"),
        labels=labels,
        user=name,
        codes=codes,
        made_at=ledger().clock.now().replace(microsecond=0),
        training=settings.SAFECONDUCT_TRAINING,
    )
    return one_time_codes_pdf(page)
