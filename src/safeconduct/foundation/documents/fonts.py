"""The bundled fonts, and which characters they can put on paper; documents use no other font."""

import struct
from functools import cache
from importlib.resources import files
from pathlib import Path

FOLDER = Path(str(files(__package__) / "fonts"))

_UNICODE_SUBTABLES = {(3, 10), (3, 1), (0, 3), (0, 4)}
# Steer the layout and print nothing themselves.
_NEVER_DRAWN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2066\u2067\u2068\u2069\ufeff\n\r\t")


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of the text that no bundled font holds, in order, each once; they print as an empty box."""
    missing = (sign for sign in text if sign not in _NEVER_DRAWN and ord(sign) not in printable_code_points())
    return tuple(dict.fromkeys(missing))


@cache
def printable_code_points() -> frozenset[int]:
    """Every code point that at least one bundled font maps to a glyph."""
    return frozenset().union(*(_code_points(path.read_bytes()) for path in sorted(FOLDER.glob("*.ttf"))))


def _code_points(font: bytes) -> set[int]:
    """The mapped code points of a TrueType file: its `cmap` in format 4 or 12 (OpenType 1.9, chapter cmap)."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * index)
        if (platform, encoding) in _UNICODE_SUBTABLES:
            found |= _subtable(font, start + offset)
    return found


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == name:
            return int(offset)
    raise ValueError(f"a font without a {name.decode()} table")


def _subtable(font: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        ranges = (struct.unpack_from(">III", font, at + 16 + 12 * index) for index in range(groups))
        return {code for first, last, _ in ranges for code in range(first, last + 1)}
    if form == 4:
        return _segments(font, at)
    return set()


def _segments(font: bytes, at: int) -> set[int]:
    doubled = struct.unpack_from(">H", font, at + 6)[0]
    ends, starts = at + 14, at + 16 + doubled
    deltas, offsets = starts + doubled, starts + 2 * doubled
    found: set[int] = set()
    for segment in range(0, doubled, 2):
        first, last, delta, offset = (
            struct.unpack_from(">H", font, column + segment)[0] for column in (starts, ends, deltas, offsets)
        )
        for code in range(first, last + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, offsets + segment + offset + 2 * (code - first))
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                found.add(code)
    return found - {0xFFFF}
