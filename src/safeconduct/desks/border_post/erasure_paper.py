"""The confirmation of an erasure in the reader's language, and what nobody but a person can still remove."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from safeconduct.foundation.documents.erasure_confirmation import (
    Amount,
    ErasureConfirmation,
    ErasureLabels,
    erasure_confirmation_pdf,
)
from safeconduct.foundation.documents.letterhead import Letterhead

BY_HAND = (
    gettext_lazy("Paper forms and notes with the name: black it out, or destroy them."),
    gettext_lazy("Lists that were printed or exported before: ask whoever has them to destroy them."),
    gettext_lazy("Keyring files of backups: destroy those made before the erasure, after 30 days at the latest."),
)


def confirmation(
    *,
    post: str,
    erased_at: datetime,
    printed_at: datetime,
    supervisors: int,
    grounds: str,
    **numbers: Iterable[tuple[Any, int]],
) -> bytes:
    """The page as PDF; `removed` and `stays` are words with their numbers."""
    page = ErasureConfirmation(
        letterhead=Letterhead(agency=_("Border agency"), post=post),
        labels=_labels(),
        erased_at=erased_at,
        grounds=grounds,
        decided=ngettext(
            "Decided by {number} supervisor", "Decided by {number} supervisors", supervisors
        ).format(number=supervisors),
        removed=tuple(Amount(str(word), str(number)) for word, number in numbers["removed"]),
        stays=tuple(Amount(str(word), str(number)) for word, number in numbers["stays"]),
        printed_at=printed_at,
        training=settings.SAFECONDUCT_TRAINING,
    )  # fmt: skip
    return erasure_confirmation_pdf(page)


def _labels() -> ErasureLabels:
    return ErasureLabels(
        language=(get_language() or "en").split("-")[0],
        title=_("Confirmation of erasure"),
        erased_at=_("Erased"),
        grounds=_("Grounds"),
        decided=_("Decision"),
        removed=_("Removed"),
        stays=_("Stays, without a name"),
        by_hand_title=_("Still to be done by hand"),
        by_hand=tuple(str(line) for line in BY_HAND),
        statement=_(
            "The data that name one person were removed from this node's register, with the key under which they "
            "were kept. They cannot be brought back. This paper carries no name and no number that leads to the person."
        ),
        signature=_("Supervisor: signature, stamp"),
        received=_("Received: date, signature"),
        training=_("TRAINING"),
    )
