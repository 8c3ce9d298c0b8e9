"""The printed sheets of a compartment's key: one page each, in the language of the page."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.recovery_sheet import (
    RecoveryShare,
    RecoverySheetLabels,
    RecoverySheets,
    recovery_sheets_pdf,
)
from safeconduct.foundation.vault.crockford import in_groups
from safeconduct.foundation.vault.escrow_set import Sheet, sheet_lines, sheet_payload
from safeconduct.foundation.web.labels import label


def sheets_pdf(compartment: str, sheets: Sequence[Sheet], *, made_at: datetime) -> bytes:
    """All sheets of a set, each useless alone. Nobody keeps a copy."""
    name, node = str(label("compartment", compartment)), settings.SAFECONDUCT_NODE_NAME
    labels = RecoverySheetLabels(
        language=get_language() or "en",
        title=_("Key sheet: {compartment}").format(compartment=name),
        share=_("Sheet"),
        any_needed=_("Any {needed} of the {made} sheets give the key of this compartment.").format(
            needed=sheets[0].needed, made=len(sheets)
        ),
        how_to=(
            _("Keep each sheet in another place, with another person, none of them beside the machine."),
            _("They are typed in a drill each half-year, and when nobody can open the compartment any more."),
            _("Destroy them when a new set is printed."),
        ),
        node=_("Node"),
        set_name=_("Set"),
        made_at=_("Printed"),
        lines=_("Type these lines"),
        code=_("The same as a code"),
        keeper=_("Kept by"),
        kept_at=_("Kept at"),
        signature=_("Signature"),
        training=_("TRAINING"),
    )
    return recovery_sheets_pdf(
        RecoverySheets(
            letterhead=Letterhead(agency="Safeconduct", post=node),
            labels=labels,
            node=node,
            set_name=in_groups(sheets[0].set_id, between="-"),
            shares=tuple(RecoveryShare(tuple(sheet_lines(one)), sheet_payload(one)) for one in sheets),
            made_at=made_at,
            training=settings.SAFECONDUCT_TRAINING,
        )
    )
