"""The one-page card of keys that lies beside the keyboard."""

from datetime import datetime
from itertools import combinations_with_replacement
from typing import Any

import msgspec

from safeconduct.foundation.documents import typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead


class ShortcutCardLabels(Labels, frozen=True, kw_only=True):
    """The words around the keys in one language; `motto` is one line under the title."""

    title: str
    motto: str
    training: str


class Shortcut(msgspec.Struct, frozen=True):
    """Keys pressed together, as printed on the keyboard, and what they do."""

    keys: tuple[str, ...]
    does: str


class ShortcutGroup(msgspec.Struct, frozen=True):
    """Keys that belong to one page or one task."""

    title: str
    shortcuts: tuple[Shortcut, ...]


class ShortcutCard(msgspec.Struct, frozen=True, kw_only=True):
    """The whole card; `version` says which release it is true for."""

    letterhead: Letterhead
    labels: ShortcutCardLabels
    groups: tuple[ShortcutGroup, ...]
    version: str
    made_at: datetime
    training: bool = False


def shortcut_card_pdf(card: ShortcutCard) -> bytes:
    """One landscape A4 page."""
    labels = card.labels
    columns = _columns(card.groups)
    data: dict[str, Any] = {
        "letterhead": card.letterhead,
        "labels": labels.for_page(),
        "columns": columns,
        "version": card.version,
        "training": labels.training if card.training else None,
    }
    return typesetting.pdf("shortcut_card", data, made_at=card.made_at)


def _columns(groups: tuple[ShortcutGroup, ...]) -> list[tuple[ShortcutGroup, ...]]:
    """The groups in their order in three columns, cut where the tallest column is lowest."""
    cuts = combinations_with_replacement(range(len(groups) + 1), 2)
    return min(
        ([groups[:first], groups[first:second], groups[second:]] for first, second in cuts),
        key=lambda columns: max(map(_height, columns)),
    )


def _height(groups: tuple[ShortcutGroup, ...]) -> int:
    return sum(2 + len(group.shortcuts) for group in groups)
