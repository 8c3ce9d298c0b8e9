"""Machine-readable zones read per second, one process: `python -m benchmarks.mrz_parses`.

Zones of all five formats, drawn with a fixed seed; conforming ones, and the same with one digit misread as a letter.
The pypi package `mrz` (GPL, not a dependency) is timed beside it on the TD3 zones where it happens to be installed.
"""

import importlib
import random
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from benchmarks.figures import Figure, least, report
from safeconduct.science.traveldocs import Fields, compose, read_mrz
from safeconduct.science.traveldocs.repair import DIGIT_FOR

TODAY = date(2026, 11, 23)
SEED = 9303
ZONES_PER_FORMAT = 400
ROUNDS = 8
ROUND_SECONDS = 0.25
DOCUMENT_CODES = {"TD1": "I", "TD2": "I", "TD3": "P", "MRVA": "V", "MRVB": "V"}
STATES = ("UTO", "D", "SSD", "ETH", "XXB", "UKR")
SYLLABLES = ("AL", "BE", "DO", "HA", "KI", "MA", "NO", "RA", "SU", "TE", "YO", "ZE")
LETTER_FOR = {digit: letter for letter, digit in reversed(DIGIT_FOR.items())}

Zone = tuple[str, ...]


def zones(name: str, drawn: random.Random) -> list[Zone]:
    """Conforming zones of one format."""
    return [compose(name, _fields(name, drawn)) for _ in range(ZONES_PER_FORMAT)]


def misread(zone: Zone, drawn: random.Random) -> Zone:
    """`zone` with one digit that has a look-alike letter put as that letter."""
    line = max(range(len(zone)), key=lambda place: sum(map(str.isdigit, zone[place])))
    places = [place for place, character in enumerate(zone[line]) if character in LETTER_FOR]
    if not places:
        return zone
    place = drawn.choice(places)
    changed = zone[line][:place] + LETTER_FOR[zone[line][place]] + zone[line][place + 1 :]
    return (*zone[:line], changed, *zone[line + 1 :])


def rate(read: Callable[[Zone], object], sample: Sequence[Zone]) -> float:
    """Calls of `read` per second, the best of several rounds: the others measure what else the machine does."""
    return max(_round(read, sample) for _ in range(ROUNDS))


def _round(read: Callable[[Zone], object], sample: Sequence[Zone]) -> float:
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < ROUND_SECONDS:
        for zone in sample:
            read(zone)
        count += len(sample)
    return count / (time.perf_counter() - start)


def measure() -> dict[str, float]:
    """Parses per second by what is read."""
    drawn = random.Random(SEED)
    by_format = {name: zones(name, drawn) for name in DOCUMENT_CODES}
    mixed = [zone for sample in by_format.values() for zone in sample]
    drawn.shuffle(mixed)
    broken = [misread(zone, drawn) for zone in mixed]

    def read(zone: Zone) -> object:
        return read_mrz(zone, today=TODAY)

    figures = {"all formats, conforming": rate(read, mixed), "all formats, one digit misread": rate(read, broken)}
    peer = _peer()
    if peer is not None:
        figures["TD3, conforming"] = rate(read, by_format["TD3"])
        figures["TD3, conforming, pypi mrz"] = rate(peer, by_format["TD3"])
    return figures


def _fields(name: str, drawn: random.Random) -> Fields:
    return Fields(
        document_code=DOCUMENT_CODES[name],
        issuer=drawn.choice(STATES),
        document_number="".join(drawn.choice("0123456789CFGHJKLMNPRTVWXYZ") for _ in range(9)),
        nationality=drawn.choice(STATES),
        birth_date=(TODAY - timedelta(days=drawn.randrange(1, 30_000))).isoformat(),
        sex=drawn.choice("MF<"),
        expiry_date=(TODAY + timedelta(days=drawn.randrange(1, 3_650))).isoformat(),
        surname="".join(drawn.choices(SYLLABLES, k=4)),
        given_names="".join(drawn.choices(SYLLABLES, k=3)),
        optional_data="".join(drawn.choice("0123456789") for _ in range(drawn.choice((0, 7)))),
    )


def _peer() -> Callable[[Zone], object] | None:
    try:
        checker = importlib.import_module("mrz.checker.td3").TD3CodeChecker
    except ImportError:
        return None
    return lambda zone: checker("\n".join(zone))


def figures() -> list[Figure]:
    """The same as figures; 20,000 a second are asked for."""
    found = measure()
    peer = found.pop("TD3, conforming, pypi mrz", None)
    anchor = f"pypi mrz {peer:,.0f}/s on TD3" if peer else ""
    return [
        Figure(what, parses, "parses/s", anchor if what.startswith("TD3") else "", ">= 20,000", least(parses, 20_000))
        for what, parses in found.items()
    ]


if __name__ == "__main__":
    report(figures)
