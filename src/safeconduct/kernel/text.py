"""What may stand in a field of text. Decides for every field of every desk, file and tool; says nothing in words.

Sources: UAX #15 (NFC), UAX #9 section 2 (explicit bidirectional formatting), UTS #51 (emoji).
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from safeconduct.kernel.problems import Refused

Kind = Literal["name", "note", "code", "free"]

LIMIT = 300

TOO_LONG = "text.too_long"
CONTROL = "text.control"
DIRECTION = "text.direction"
EMOJI = "text.emoji"
LINES = "text.lines"
BROKEN = "text.broken"

# Overrides, embeddings and isolates change how the text around them reads; names need none of them.
_DIRECTION = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
# Invisible and without meaning in a field: left out of what is stored, kept in the original.
# The joiners U+200C and U+200D are not among them: Persian, Sinhala and others are misspelt without.
_DROPPED = frozenset(map(chr, (0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF)))
# Asks for the picture of a sign; without the picture it is one more invisible sign.
_PICTURE_SELECTOR = "\ufe0f"
_LINE_ENDS = frozenset("\n\r\u0085\u2028\u2029\x0b\x0c")
_LINES_KEPT = frozenset({"note"})
_EMOJI_KEPT = frozenset({"note", "free"})
# Blocks whose signs are drawn as emoji, with what tints and encloses them (UTS #51). Symbols of scripts
# (Arabic honorifics, Tibetan marks) lie elsewhere.
_EMOJI_RANGES = (
    (0x20E3, 0x20E3),
    (0x231A, 0x23FF),
    (0x2600, 0x27BF),
    (0x2B00, 0x2BFF),
    (0x1F000, 0x1FAFF),
    (0xE0020, 0xE007F),
)
# Everything that is looked at one by one below. Most texts hold none of it, and need no more than their spaces set.
_SUSPECT = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "".join(sorted(_DIRECTION | _DROPPED | _LINE_ENDS | {_PICTURE_SELECTOR}))
    + "".join(f"{chr(first)}-{chr(last)}" for first, last in _EMOJI_RANGES)
    + "]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as it was given (trimmed) and as it is stored: NFC, without invisible signs, names on single spaces."""

    original: str
    stored: str

    def __bool__(self) -> bool:
        return bool(self.stored)


def clean_text(value: str, *, kind: Kind, limit: int = LIMIT, field: str = "") -> Cleaned:
    """Check and normalise what was typed into a field.

    `name`, `code` and `free` are one line, `note` may be several; emoji pass in `note` and `free` only.
    Refused: text.too_long (count, limit), text.control, text.direction, text.emoji, text.lines, text.broken
    (all with field).
    """
    original = value.strip()
    composed = unicodedata.normalize("NFC", original)
    if len(composed) > limit:
        raise Refused(TOO_LONG, field=field, count=len(composed), limit=limit)
    if not _SUSPECT.search(composed):
        return Cleaned(original, composed if kind in _LINES_KEPT else " ".join(composed.split()))
    if kind in _LINES_KEPT:
        composed = "\n".join(composed.splitlines())
    _check(composed, kind, field)
    dropped = _DROPPED if kind in _EMOJI_KEPT else _DROPPED | {_PICTURE_SELECTOR}
    stored = "".join(sign for sign in composed if sign not in dropped)
    if kind not in _LINES_KEPT:
        stored = " ".join(stored.split())
    # Leaving signs out can bring others together that compose.
    return Cleaned(original, unicodedata.normalize("NFC", stored).strip())


def _check(text: str, kind: Kind, field: str) -> None:
    for sign in text:
        code = _refusal_of(sign, kind)
        if code:
            raise Refused(code, field=field)


def _refusal_of(sign: str, kind: Kind) -> str:
    if sign in _LINE_ENDS:
        return "" if kind in _LINES_KEPT and sign == "\n" else LINES
    if sign in _DIRECTION:
        return DIRECTION
    category = unicodedata.category(sign)
    if category == "Cc":
        return "" if sign == "\t" else CONTROL
    if category == "Cs" or ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF:
        return BROKEN
    if kind not in _EMOJI_KEPT and is_emoji(sign):
        return EMOJI
    return ""


def is_emoji(sign: str) -> bool:
    """Whether a sign is drawn as emoji, or makes one of its neighbours one."""
    return any(first <= ord(sign) <= last for first, last in _EMOJI_RANGES)
