"""The words of a document in one language: each document has its own struct, so that a missing translation is seen."""

from typing import Any

import msgspec

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "nqo", "ps", "prs", "rhg", "sd", "ug", "ur", "yi"}
)
"""Languages whose usual script runs from right to left (CLDR, characterOrder)."""


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every document's words; `language` is a tag such as `ar`, `fa-AF` or `uz-Arab`."""

    language: str

    def for_page(self) -> dict[str, Any]:
        """The words as a template reads them."""
        return {**msgspec.to_builtins(self), "right_to_left": is_right_to_left(self.language)}


def is_right_to_left(language: str) -> bool:
    """Whether the language tag's usual or stated script is written from right to left."""
    parts = language.lower().replace("_", "-").split("-")
    if "latn" in parts or "cyrl" in parts:
        return False
    return parts[0] in RIGHT_TO_LEFT or "arab" in parts
