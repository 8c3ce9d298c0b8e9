"""What is recorded of a person, on A4, for them to take along: one sheet a person, each on a page of its own."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.foundation.documents import moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead


class ReadBackLabels(Labels, frozen=True, kw_only=True):
    """The words of the page in one language."""

    title: str
    notice: str
    times: str
    without_name: str
    training: str


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement, with what is said beside it."""

    label: str
    value: str
    note: str


class StatementGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Statements of one kind; what is objected to stands on top of them."""

    title: str
    intro: str
    empty: str
    objections: tuple[str, ...]
    statements: tuple[Statement, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """All that is told to one person."""

    names: tuple[str, ...]
    groups: tuple[StatementGroup, ...]


class ReadBack(msgspec.Struct, frozen=True, kw_only=True):
    """One or several sheets. `printed_at` carries the post's zone."""

    letterhead: Letterhead
    labels: ReadBackLabels
    sheets: tuple[Sheet, ...]
    printed_at: datetime
    training: bool = False


def read_back_pdf(page: ReadBack) -> bytes:
    """A4, in the direction of the language."""
    data: dict[str, Any] = {
        "letterhead": page.letterhead,
        "labels": page.labels.for_page(),
        "sheets": page.sheets,
        "printed_at": moments.stamp_text(page.printed_at),
        "training": page.labels.training if page.training else None,
    }
    return typesetting.pdf("read_back", data, made_at=page.printed_at)
