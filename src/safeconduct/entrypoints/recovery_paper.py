"""The printed recovery set as the command line writes it: three pages, in the language of the command line."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.recovery_sheet import (
    RecoveryShare,
    RecoverySheetLabels,
    RecoverySheets,
    recovery_sheets_pdf,
)


def recovery_pdf(
    node: str, set_name: str, shares: Sequence[tuple[list[str], str]], *, made_at: datetime, training: bool
) -> bytes:
    """One page for each share, given as its lines and what its QR says."""
    labels = RecoverySheetLabels(
        language="en",
        title=_("Recovery sheet"),
        share=_("Sheet"),
        any_needed=_("Any two of the three sheets open the node."),
        how_to=(
            _("Keep the three sheets in three places, with three persons."),
            _("To use two of them: safeconduct recovery --use"),
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
            set_name=set_name,
            shares=tuple(RecoveryShare(tuple(lines), payload) for lines, payload in shares),
            made_at=made_at,
            training=training,
        )
    )
