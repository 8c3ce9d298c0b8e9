"""A list with names on paper: every page says across it who printed it and when."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from safeconduct.foundation.documents import moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead


class ListLabels(Labels, frozen=True, kw_only=True):
    """The words of the list in one language; `confidential` is the sentence that binds whoever holds it."""

    title: str
    printed_by: str
    lines: str
    confidential: str
    empty: str
    training: str


class ListColumn(msgspec.Struct, frozen=True):
    """One column; names and text wrap in their own direction, codes run left to right. `share` is its width."""

    title: str
    kind: Literal["text", "name", "code"] = "text"
    share: float = 1.0


class NamedList(msgspec.Struct, frozen=True, kw_only=True):
    """The list as shown on the screen, in its order. `printed_at` carries the post's zone."""

    letterhead: Letterhead
    labels: ListLabels
    subtitle: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    printed_by: str
    printed_at: datetime
    training: bool = False


def watermarked_list_pdf(listed: NamedList) -> bytes:
    """Landscape A4 pages, the head of the table on each."""
    labels, printed_at = listed.labels, moments.stamp_text(listed.printed_at)
    data: dict[str, Any] = {
        "letterhead": listed.letterhead,
        "labels": labels.for_page(),
        "subtitle": listed.subtitle,
        "columns": listed.columns,
        "rows": listed.rows,
        "printed_by": listed.printed_by,
        "printed_at": printed_at,
        "training": labels.training if listed.training else None,
    }
    return typesetting.pdf("watermarked_list", data, made_at=listed.printed_at)
