"""A user's printed one-time codes, for the day the authenticator is lost or its clock is wrong."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.foundation.documents import moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead


class OneTimeCodesLabels(Labels, frozen=True, kw_only=True):
    """The words of the page in one language."""

    title: str
    user: str
    made_at: str
    how_to: tuple[str, ...]
    cross_out: str
    training: str


class OneTimeCodes(msgspec.Struct, frozen=True, kw_only=True):
    """One user's fresh codes. `made_at` carries the post's zone."""

    letterhead: Letterhead
    labels: OneTimeCodesLabels
    user: str
    codes: tuple[str, ...]
    made_at: datetime
    training: bool = False


def one_time_codes_pdf(page: OneTimeCodes) -> bytes:
    """One A5 page. The caller prints it and keeps no copy."""
    labels = page.labels
    data: dict[str, Any] = {
        "letterhead": page.letterhead,
        "labels": labels.for_page(),
        "user": page.user,
        "codes": page.codes,
        "made_at": moments.stamp_text(page.made_at),
        "training": labels.training if page.training else None,
    }
    return typesetting.pdf("one_time_codes", data, made_at=page.made_at)
