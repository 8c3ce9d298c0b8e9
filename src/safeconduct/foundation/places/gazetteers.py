"""Gazetteers of this node: tried, loaded and put away by the administrator; asked by every desk.

Reference data, not a record: it lies in an ordinary table. A gazetteer put away, or followed by a later version,
still names the codes that records hold.
"""

import hashlib
import threading
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from safeconduct.foundation.codes import Place, PlaceFinder, Places
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.lookups import Columns
from safeconduct.foundation.places.models import Gazetteer
from safeconduct.kernel.compression import compress, decompress
from safeconduct.kernel.problems import NotFound, Refused
from safeconduct.kernel.text import clean_text

TRIED, USED, AWAY = "tried", "used", "away"
MOST_PLACES = 60_000  # assumption: the largest country has some 10,000 places down to level 3
LARGEST = MOST_PLACES * 2048  # assumption: bytes of a place with its names in every language
LONGEST_VERSION, LONGEST_SOURCE = 40, 120


class _Known(NamedTuple):
    """What was read from the table, and the state of the table then."""

    sign: tuple[tuple[str, str], ...]
    finder: PlaceFinder
    by_pcode: dict[str, Place]  # those put away too, the used ones before them


_LOADED = Columns(Gazetteer, ("digest", "state"), "state <> %s", order="id")
_lock = threading.Lock()
_known: list[_Known] = []


def try_out(places: Places, *, version: str, source: str, by: str) -> list[Gazetteer]:
    """Keep the places of a file, one gazetteer a country, until the administrator says yes; earlier tries are dropped.

    Refused: places.version_missing, places.source_missing, places.too_many_places, text.*.
    """
    said = (
        _said("places.version_missing", version, LONGEST_VERSION),
        _said("places.source_missing", source, LONGEST_SOURCE),
    )
    if len(places) > MOST_PLACES:
        raise Refused("places.too_many_places", limit=MOST_PLACES)
    made = [_gazetteer(country, _inside(places, country), said, by) for country in places.all(level=0)]

    def keep() -> list[Gazetteer]:
        Gazetteer.objects.filter(state=TRIED).delete()
        return list(Gazetteer.objects.bulk_create(made))

    return in_turn(keep)


def _said(missing: str, text: str, limit: int) -> str:
    if not text.strip():
        raise Refused(missing)
    return clean_text(text.strip(), kind="free", limit=limit).stored


def _inside(places: Places, country: Place) -> list[Place]:
    return [place for place in places.all() if places.line(place.pcode)[-1].pcode == country.pcode]


def _gazetteer(country: Place, places: Sequence[Place], said: tuple[str, str], by: str) -> Gazetteer:
    deepest = max(place.level for place in places)
    content = msgspec.json.encode(places)
    return Gazetteer(
        country=country.pcode,
        name=country.name,
        version=said[0],
        source=said[1],
        state=TRIED,
        places=len(places),
        levels=[sum(place.level == level for place in places) for level in range(deepest + 1)],
        content=compress(content),
        digest=hashlib.sha256(content).hexdigest(),
        loaded_at=ledger().clock.now(),
        loaded_by=by,
    )


def take_up(ids: Iterable[int]) -> list[Gazetteer]:
    """Use these gazetteers from now on; another one of the same country is put away.

    NotFound: places.no_such_gazetteer.
    """
    wanted = set(ids)

    def take() -> list[Gazetteer]:
        found = list(Gazetteer.objects.filter(id__in=wanted).defer("content"))
        if len(found) != len(wanted) or not found:
            raise NotFound("places.no_such_gazetteer")
        countries = [one.country for one in found]
        Gazetteer.objects.filter(country__in=countries, state=USED).exclude(id__in=wanted).update(state=AWAY)
        Gazetteer.objects.filter(id__in=wanted).update(state=USED)
        return found

    return in_turn(take)


def put_away(gazetteer: int) -> None:
    """Offer its places no more; records that hold its codes still show their names.

    NotFound: places.no_such_gazetteer.
    """
    found = Gazetteer.objects.filter(id=gazetteer, state=USED)
    if not in_turn(lambda: found.update(state=AWAY)):
        raise NotFound("places.no_such_gazetteer")


def drop_tried() -> None:
    """Forget what was tried and not loaded."""
    found = Gazetteer.objects.filter(state=TRIED)
    if found.exists():
        in_turn(found.delete)


def gazetteers() -> list[Gazetteer]:
    """All that were loaded: by country, the used one first, then the latest."""
    found = Gazetteer.objects.exclude(state=TRIED).defer("content").order_by("name", "-loaded_at", "-id")
    return sorted(found, key=lambda one: (one.name, one.state != USED))


def tried() -> list[Gazetteer]:
    """Those that wait for the administrator's word."""
    return list(Gazetteer.objects.filter(state=TRIED).defer("content").order_by("name"))


def is_any_used() -> bool:
    """Whether there is a list to choose places from."""
    return any(state == USED for _digest, state in _sign())


def found_places(text: str, language: str, *, limit: int) -> list[Place]:
    """The places that a person means, best first."""
    return _now().finder.find(text, language, limit=limit)


def place_of(pcode: str) -> Place | None:
    """The place of a P-code in any gazetteer of this node."""
    if not pcode.strip():
        return None
    return _now().by_pcode.get(pcode.strip().upper())


def above(place: Place) -> list[Place]:
    """What a place lies in, the country last."""
    by_pcode = _now().by_pcode
    found: list[Place] = []
    inner = place
    while (parent := by_pcode.get(inner.parent)) is not None and len(found) < place.level:
        found.append(parent)
        inner = parent
    return found


def _now() -> _Known:
    """The gazetteers as they stand in the table; read anew only where it changed."""
    sign = _sign()
    with _lock:
        if not _known or _known[0].sign != sign:
            _known[:] = [_read(sign)]
        return _known[0]


def _sign() -> tuple[tuple[str, str], ...]:
    """Which gazetteers there are: asked at every field, and by it one sees whether what was read still stands."""
    return tuple((digest, state) for digest, state in _LOADED.all(TRIED))


def _read(sign: tuple[tuple[str, str], ...]) -> _Known:
    used: list[Place] = []
    by_pcode: dict[str, Place] = {}
    rows = Gazetteer.objects.exclude(state=TRIED).order_by("loaded_at", "id")
    for row in sorted(rows, key=lambda one: one.state == USED):
        places = msgspec.json.decode(decompress(bytes(row.content), at_most=LARGEST), type=list[Place])
        by_pcode |= {place.pcode: place for place in places}
        used += places if row.state == USED else []
    return _Known(sign, PlaceFinder(used), by_pcode)
