"""The printed recovery set of a node: one page a share, as lines to type and as a QR that says the same."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.foundation.documents import moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.qr import qr_svg


class RecoverySheetLabels(Labels, frozen=True, kw_only=True):
    """The words of the sheet in one language; `any_needed` says how many shares open the node."""

    title: str
    share: str
    any_needed: str
    how_to: tuple[str, ...]
    node: str
    set_name: str
    made_at: str
    lines: str
    code: str
    keeper: str
    kept_at: str
    signature: str
    training: str


class RecoveryShare(msgspec.Struct, frozen=True):
    """One share: its lines as typed, and the same as the QR says it."""

    lines: tuple[str, ...]
    payload: str


class RecoverySheets(msgspec.Struct, frozen=True, kw_only=True):
    """The whole set, printed once. `made_at` carries the post's zone."""

    letterhead: Letterhead
    labels: RecoverySheetLabels
    node: str
    set_name: str
    shares: tuple[RecoveryShare, ...]
    made_at: datetime
    training: bool = False


def recovery_sheets_pdf(sheets: RecoverySheets) -> bytes:
    """One A4 page a share, each useless alone. The caller prints it and keeps no copy."""
    return typesetting.pdf("recovery_sheet", _page(sheets), made_at=sheets.made_at)


def _page(sheets: RecoverySheets) -> dict[str, Any]:
    labels = sheets.labels
    return {
        "letterhead": sheets.letterhead,
        "labels": labels.for_page(),
        "node": sheets.node,
        "set_name": sheets.set_name,
        "made_at": moments.stamp_text(sheets.made_at),
        "shares": [{"lines": share.lines, "qr": qr_svg(share.payload)} for share in sheets.shares],
        "training": labels.training if sheets.training else None,
    }
