"""The tables of places: nothing overlaps, and what the composite covers is what the standard lists."""

from dataclasses import fields

import pytest

from safeconduct.science.traveldocs.layouts import LAYOUTS, Layout

OUTSIDE_THE_COMPOSITE = ("document_code", "issuer", "name_field", "nationality", "sex", "composite_digit")


def places_of(layout: Layout) -> dict[str, slice]:
    values = {field.name: getattr(layout, field.name) for field in fields(layout)}
    return {name: value for name, value in values.items() if isinstance(value, slice)}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_position_belongs_to_exactly_one_element(layout: Layout) -> None:
    covered = sorted(index for place in places_of(layout).values() for index in range(place.start, place.stop))
    assert covered == list(range(layout.lines * layout.width))


@pytest.mark.parametrize("name", ["TD1", "TD2", "TD3"])
def test_the_composite_covers_all_but_names_codes_and_sex(name: str) -> None:
    layout = LAYOUTS[name]
    covered = [index for place in layout.composite for index in range(place.start, place.stop)]
    left_out = [
        index
        for element, place in places_of(layout).items()
        if element in OUTSIDE_THE_COMPOSITE
        for index in range(place.start, place.stop)
    ]
    assert sorted(covered + left_out) == list(range(layout.lines * layout.width))


def test_visas_have_no_composite() -> None:
    assert all(LAYOUTS[name].composite_digit is None and not LAYOUTS[name].composite for name in ("MRVA", "MRVB"))
