"""Where each data element stands in the five zones of ICAO Doc 9303 (8th edition): data, no reading.

Sources: Part 4 section 4.2 (TD3), Part 5 section 4.2 (TD1), Part 6 section 4.2 (TD2), Part 7 sections 4.2 and 7.2
(MRV-A, MRV-B), Part 8 (the code PU on single-sheet emergency documents of TD2 size).
Places are written as the standard writes them: line, first and last character position, counted from 1.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """One zone: its size and, as slices of its lines joined, the place of every data element.

    `optional_digit`, `optional_2` and `composite_digit` are None where the zone has none; `number_runs_over` says that
    a document number over nine characters goes on in the optional data.
    """

    name: str
    lines: int
    width: int
    code_pattern: re.Pattern[str]
    number_runs_over: bool
    document_code: slice
    issuer: slice
    name_field: slice
    number: slice
    number_digit: slice
    nationality: slice
    birth: slice
    birth_digit: slice
    sex: slice
    expiry: slice
    expiry_digit: slice
    optional: slice
    optional_digit: slice | None
    optional_2: slice | None
    composite: tuple[slice, ...]
    composite_digit: slice | None


def _layout(
    name: str,
    *,
    lines: int,
    width: int,
    codes: str,
    runs_over: bool,
    places: Mapping[str, Place],
    composite: tuple[Place, ...],
) -> Layout:
    def joined(place: Place | None) -> slice | None:
        return (
            None if place is None else slice((place[0] - 1) * width + place[1] - 1, (place[0] - 1) * width + place[2])
        )

    def always(key: str) -> slice:
        line, first, last = places[key]
        return slice((line - 1) * width + first - 1, (line - 1) * width + last)

    return Layout(
        name=name,
        lines=lines,
        width=width,
        code_pattern=re.compile(codes),
        number_runs_over=runs_over,
        document_code=always("document_code"),
        issuer=always("issuer"),
        name_field=always("name"),
        number=always("number"),
        number_digit=always("number_digit"),
        nationality=always("nationality"),
        birth=always("birth"),
        birth_digit=always("birth_digit"),
        sex=always("sex"),
        expiry=always("expiry"),
        expiry_digit=always("expiry_digit"),
        optional=always("optional"),
        optional_digit=joined(places.get("optional_digit")),
        optional_2=joined(places.get("optional_2")),
        composite=tuple(part for part in map(joined, composite) if part is not None),
        composite_digit=joined(places.get("composite_digit")),
    )


# The second character is the issuer's choice, except V (kept for visas), AI on TD1 and AC on TD2; AC is the crew
# member certificate on TD1. Passports take a letter.
_TD1_CODES = r"A[A-HJ-UW-Z0-9<]|[CI][A-UW-Z0-9<]"
_TD2_CODES = r"A[ABD-UW-Z0-9<]|[CI][A-UW-Z0-9<]|PU"

_LOWER_LINE: Mapping[str, Place] = MappingProxyType(
    {
        "document_code": (1, 1, 2),
        "issuer": (1, 3, 5),
        "number": (2, 1, 9),
        "number_digit": (2, 10, 10),
        "nationality": (2, 11, 13),
        "birth": (2, 14, 19),
        "birth_digit": (2, 20, 20),
        "sex": (2, 21, 21),
        "expiry": (2, 22, 27),
        "expiry_digit": (2, 28, 28),
    }
)

TD1 = _layout(
    "TD1",
    lines=3,
    width=30,
    codes=_TD1_CODES,
    runs_over=True,
    places={
        "document_code": (1, 1, 2),
        "issuer": (1, 3, 5),
        "number": (1, 6, 14),
        "number_digit": (1, 15, 15),
        "optional": (1, 16, 30),
        "birth": (2, 1, 6),
        "birth_digit": (2, 7, 7),
        "sex": (2, 8, 8),
        "expiry": (2, 9, 14),
        "expiry_digit": (2, 15, 15),
        "nationality": (2, 16, 18),
        "optional_2": (2, 19, 29),
        "composite_digit": (2, 30, 30),
        "name": (3, 1, 30),
    },
    composite=((1, 6, 30), (2, 1, 7), (2, 9, 15), (2, 19, 29)),
)
TD2 = _layout(
    "TD2",
    lines=2,
    width=36,
    codes=_TD2_CODES,
    runs_over=True,
    places={**_LOWER_LINE, "name": (1, 6, 36), "optional": (2, 29, 35), "composite_digit": (2, 36, 36)},
    composite=((2, 1, 10), (2, 14, 20), (2, 22, 35)),
)
TD3 = _layout(
    "TD3",
    lines=2,
    width=44,
    codes=r"P[A-Z<]",
    runs_over=False,
    places={
        **_LOWER_LINE,
        "name": (1, 6, 44),
        "optional": (2, 29, 42),
        "optional_digit": (2, 43, 43),
        "composite_digit": (2, 44, 44),
    },
    composite=((2, 1, 10), (2, 14, 20), (2, 22, 43)),
)
MRVA = _layout(
    "MRVA",
    lines=2,
    width=44,
    codes=r"V[A-Z0-9<]",
    runs_over=False,
    places={**_LOWER_LINE, "name": (1, 6, 44), "optional": (2, 29, 44)},
    composite=(),
)
MRVB = _layout(
    "MRVB",
    lines=2,
    width=36,
    codes=r"V[A-Z0-9<]",
    runs_over=False,
    places={**_LOWER_LINE, "name": (1, 6, 36), "optional": (2, 29, 36)},
    composite=(),
)

LAYOUTS: Mapping[str, Layout] = MappingProxyType({layout.name: layout for layout in (TD1, TD2, TD3, MRVA, MRVB)})
