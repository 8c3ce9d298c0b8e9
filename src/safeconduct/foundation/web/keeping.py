"""Drawn parts of pages that are the same for the next request: kept in memory by what they were drawn from."""

from collections.abc import Callable, Hashable

from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_KEPT = 4000  # assumption: parts of some hundred bytes each, a few megabytes

_kept: dict[Hashable, SafeString] = {}


def kept(drawn_from: Hashable, draw: Callable[[], SafeString]) -> SafeString:
    """What was drawn from this in the active language, drawn now if it never was, or if a list is among it.

    Only for what holds nothing about people: it outlives the request.
    """
    key = (get_language(), drawn_from)
    try:
        found = _kept.get(key)
    except TypeError:
        return draw()
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept[key] = draw()
    return found
