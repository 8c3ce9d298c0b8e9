"""What a reader typed or a person pasted, made into the lines of a zone. Decides nothing about their content."""

import re
from collections.abc import Iterator, Sequence

from safeconduct.science.traveldocs.layouts import MRVA, MRVB, TD1, TD2, TD3, Layout

_SHAPES = {(layout.width,) * layout.lines: layout for layout in (TD1, TD2, TD3)}
_UNBROKEN = {layout.width * layout.lines: layout for layout in (TD1, TD2, TD3)}
_VISAS = {"TD2": MRVB, "TD3": MRVA}

_CLEAN = re.compile(r"[A-Z0-9<]*")
_INVISIBLE = dict.fromkeys(
    map(ord, "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\u202a\u202b\u202c\u202d\u202e\x00")
)
_FILLERS = dict.fromkeys(map(ord, "‹〈＜⟨˂❮≺"), "<")
_DOUBLE_FILLER = "«"
_UPPER = {code: chr(code - 32) for code in range(ord("a"), ord("z") + 1)}
_TYPED = {**_INVISIBLE, **_FILLERS, **_UPPER}


def clean_lines(source: str | Sequence[str]) -> tuple[str, ...]:
    """The lines of `source`: upper case, blank lines gone, one unbroken line of 72, 88 or 90 characters cut.

    Look-alikes of the filler become fillers. Spaces are dropped if the lines then fit a format; if not, and there
    is no filler at all, they were fillers themselves, and the trailing ones that got lost are put back. `«` is two
    fillers, or one where only that fits. Only plain a to z are raised: no character turns silently into another.
    """
    lines = source.splitlines() if isinstance(source, str) else source
    if tuple(map(len, lines)) in _SHAPES and all(map(_CLEAN.fullmatch, lines)):
        return tuple(lines)
    broken = (part for line in lines for part in line.splitlines())
    typed = [line for line in (part.translate(_TYPED).strip() for part in broken) if line]
    readings = [_cut(reading) for reading in _readings_of(typed)]
    return next((reading for reading in readings if tuple(map(len, reading)) in _SHAPES), readings[0])


def layout_of(lines: tuple[str, ...]) -> Layout | None:
    """The format of `lines` by their number and length, a visa by its first letter; None for any other shape."""
    layout = _SHAPES.get(tuple(map(len, lines)))
    if layout is not None and lines[0][0] == "V":
        return _VISAS.get(layout.name, layout)
    return layout


def _readings_of(lines: list[str]) -> Iterator[list[str]]:
    """The ways to take spaces and `«`, the likeliest first; the first is always there."""
    spaced = any(not _CLEAN.fullmatch(line) for line in lines)
    for filler in ("<<", "<") if spaced else ("<<",):
        filled = [line.replace(_DOUBLE_FILLER, filler) for line in lines]
        yield ["".join(line.split()) for line in filled]
        if not any("<" in line for line in filled):
            yield _padded([re.sub(r"\s", "<", line) for line in filled])


def _padded(lines: list[str]) -> list[str]:
    widths = [layout.width for layout in (TD1, TD2, TD3) if layout.lines == len(lines)]
    longest = max(map(len, lines), default=0)
    width = next((width for width in widths if longest <= width), 0)
    return [line.ljust(width, "<") for line in lines]


def _cut(lines: list[str]) -> tuple[str, ...]:
    layout = _UNBROKEN.get(len(lines[0])) if len(lines) == 1 else None
    if layout is None:
        return tuple(lines)
    return tuple(lines[0][start : start + layout.width] for start in range(0, len(lines[0]), layout.width))
