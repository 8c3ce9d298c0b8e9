"""`safeconduct tool mrz FILE` without the file: text in, one JSON-ready object for each document out."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from safeconduct.science.traveldocs.mrz import read_mrz


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


def _from_plain(text: str) -> Iterator[Sequence[str]]:
    return (list(lines) for blank, lines in groupby(text.splitlines(), key=_is_blank) if not blank)


def _is_blank(line: str) -> bool:
    return not line.strip("\ufeff \t\u00a0")
