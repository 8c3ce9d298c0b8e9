"""`safeconduct tool mrz FILE` without the file: text in, one JSON-ready object for each document out."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from safeconduct.science.traveldocs.mrz import read_mrz

_BLANK_LINES = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")


def mrz_tool(text: str, *, today: date) -> list[dict[str, object]]:
    """Read every zone in `text` and give the results in the same order (`Reading.to_dict`).

    `text` is a JSON list of objects with `lines` (a list of strings, or one string; other keys are ignored), or plain
    text with blank lines between documents. Raises ValueError with a sentence if it begins like JSON and is not such a
    list; a zone that cannot be read is a result with its problems, not an error.
    """
    text = text.lstrip("\ufeff")
    documents = _from_json(text) if text.lstrip()[:1] in ("[", "{") else _from_plain(text)
    return [read_mrz(lines, today=today).to_dict() for lines in documents]


def _from_json(text: str) -> Iterator[Sequence[str]]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("The file begins like JSON but is not valid JSON.") from error
    if not isinstance(items, list):
        raise ValueError('The JSON must be a list: [{"lines": ["...", "..."]}, ...].')
    return (_lines_of(item, place) for place, item in enumerate(items, start=1))


def _lines_of(item: object, place: int) -> Sequence[str]:
    lines = item.get("lines") if isinstance(item, dict) else None
    if isinstance(lines, str):
        return [lines]
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ValueError(f'Item {place} of the JSON list must be an object with "lines", a list of strings.')
    return lines


def _from_plain(text: str) -> Iterator[str]:
    return (part for part in _BLANK_LINES.split(text.strip()) if part)
