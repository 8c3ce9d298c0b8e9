"""Finds places by the first letters of a name in any language, or of a P-code: a search that stays quick when the
gazetteers of a region hold tens of thousands of places."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from safeconduct.foundation.codes.finding import Entry, entry, folded, score
from safeconduct.foundation.codes.places import Place, Places

MOST_ANSWERS = 10
FEWEST_LETTERS = 2
_WITHIN = 3  # letters from which a name is found by what stands inside a word


class PlaceFinder:
    """An index of places, made once and asked often."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = list(places)
        self._entries = [_entry(place) for place in self._places]
        starts = {(key, number) for number, found in enumerate(self._entries) for key in _starts(found)}
        self._starts = sorted(starts)

    def find(self, text: str, language: str, *, limit: int = MOST_ANSWERS) -> list[Place]:
        """What a person means, best first, at most `limit`; accents, case and the Arabic article do not count."""
        wanted = folded(text)
        if len(wanted) < FEWEST_LETTERS:
            return []
        numbers = set(self._beginning(wanted))
        if len(numbers) < limit and len(wanted) >= _WITHIN:
            numbers.update(range(len(self._places)))
        found = [
            (rank, place.level, len(place.name_in(language)), number)
            for number in numbers
            if (rank := score(wanted, self._entries[number], language)) is not None
            for place in (self._places[number],)
        ]
        return [self._places[number] for *_rank, number in sorted(found)[:limit]]

    def _beginning(self, wanted: str) -> Iterator[int]:
        for place in range(bisect_left(self._starts, (wanted, -1)), len(self._starts)):
            key, number = self._starts[place]
            if not key.startswith(wanted):
                return
            yield number


def find_places(text: str, places: Places, *, language: str = "en", limit: int = MOST_ANSWERS) -> list[Place]:
    """Places by P-code or name, best first; for one question. Who asks often keeps a `PlaceFinder`."""
    return PlaceFinder(places.all()).find(text, language, limit=limit)


def _entry(place: Place) -> Entry:
    return entry((place.pcode,), {"en": place.name, **place.names}, place.also)


def _starts(found: Entry) -> Iterator[str]:
    """Everything that a question may begin with: codes, and names from each of their words, without the article."""
    yield from found.codes
    for name in (*found.names.values(), *found.also_called):
        words = name.split()
        for place in range(len(words)):
            rest = " ".join(words[place:])
            yield rest
            if rest.startswith("ال"):
                yield rest.removeprefix("ال")
