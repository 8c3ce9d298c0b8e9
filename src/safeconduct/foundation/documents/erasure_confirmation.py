"""The paper that says that a person was erased: when, on which grounds, what went and what stays; nobody's name."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.foundation.documents import moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead


class ErasureLabels(Labels, frozen=True, kw_only=True):
    """The words of the page in one language."""

    title: str
    erased_at: str
    grounds: str
    decided: str
    removed: str
    stays: str
    by_hand: tuple[str, ...]
    by_hand_title: str
    statement: str
    signature: str
    received: str
    training: str


class Amount(msgspec.Struct, frozen=True):
    """How much of something went or stays."""

    what: str
    number: str


class ErasureConfirmation(msgspec.Struct, frozen=True, kw_only=True):
    """One erasure, without a name or a reference that leads back to it. `erased_at` carries the post's zone."""

    letterhead: Letterhead
    labels: ErasureLabels
    erased_at: datetime
    grounds: str
    decided: str
    removed: tuple[Amount, ...]
    stays: tuple[Amount, ...]
    printed_at: datetime
    training: bool = False


def erasure_confirmation_pdf(page: ErasureConfirmation) -> bytes:
    """One A5 page with two lines to sign."""
    labels = page.labels
    data: dict[str, Any] = {
        "letterhead": page.letterhead,
        "labels": labels.for_page(),
        "erased_at": moments.stamp_text(page.erased_at),
        "grounds": page.grounds,
        "decided": page.decided,
        "removed": page.removed,
        "stays": page.stays,
        "printed_at": moments.stamp_text(page.printed_at),
        "training": labels.training if page.training else None,
    }
    return typesetting.pdf("erasure_confirmation", data, made_at=page.printed_at)
