"""What is tolerated before a zone is read: case, spaces, line ends, look-alikes of the filler."""

import pytest

from safeconduct.science.traveldocs.lines import clean_lines, layout_of
from tests.science.traveldocs.specimens import ERIKSSON_MRVA, ERIKSSON_MRVB, ERIKSSON_TD1, ERIKSSON_TD2, ERIKSSON_TD3


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("\n".join(ERIKSSON_TD3), ERIKSSON_TD3),
        ("\r\n".join(ERIKSSON_TD3) + "\r\n", ERIKSSON_TD3),
        ("\ufeff" + "\n\n".join(ERIKSSON_TD1), ERIKSSON_TD1),
        ("".join(ERIKSSON_TD1), ERIKSSON_TD1),
        ("".join(ERIKSSON_TD2), ERIKSSON_TD2),
        ("".join(ERIKSSON_TD3), ERIKSSON_TD3),
        ("\n".join(ERIKSSON_TD2).lower(), ERIKSSON_TD2),
        ("\n".join(f"  {line}\t" for line in ERIKSSON_TD2), ERIKSSON_TD2),
        ("\n".join(ERIKSSON_TD2).replace("<", "‹"), ERIKSSON_TD2),
        ("\n".join(ERIKSSON_TD2).replace("<", "〈"), ERIKSSON_TD2),
        ("\n".join(ERIKSSON_TD2).replace("<<", "«"), ERIKSSON_TD2),
        ("\n".join(ERIKSSON_TD2).replace("<", "«"), ERIKSSON_TD2),
        ("\n".join(" ".join(line) for line in ERIKSSON_TD3), ERIKSSON_TD3),
        ("\n".join(line.replace("<", " ") for line in ERIKSSON_TD3), ERIKSSON_TD3),
        ("\n".join(line.replace("<", "\u00a0") for line in ERIKSSON_TD1), ERIKSSON_TD1),
    ],
)
def test_typed_and_pasted_zones_become_the_same_lines(typed: str, lines: tuple[str, ...]) -> None:
    assert clean_lines(typed) == lines
    assert clean_lines([typed]) == lines


def test_lines_that_lost_characters_are_not_filled_up() -> None:
    assert clean_lines([ERIKSSON_TD3[0][:-1], ERIKSSON_TD3[1]]) == (ERIKSSON_TD3[0][:-1], ERIKSSON_TD3[1])


def test_a_letter_outside_a_to_z_does_not_become_one() -> None:
    dotless = ERIKSSON_TD3[0].replace("I", "ı", 1)
    assert clean_lines([dotless, ERIKSSON_TD3[1]]) == (dotless, ERIKSSON_TD3[1])


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (ERIKSSON_TD1, "TD1"),
        (ERIKSSON_TD2, "TD2"),
        (ERIKSSON_TD3, "TD3"),
        (ERIKSSON_MRVA, "MRVA"),
        (ERIKSSON_MRVB, "MRVB"),
    ],
)
def test_the_format_follows_from_shape_and_first_letter(lines: tuple[str, ...], name: str) -> None:
    layout = layout_of(lines)
    assert layout is not None
    assert layout.name == name


@pytest.mark.parametrize("lines", [(), ("",), ERIKSSON_TD3[:1], ERIKSSON_TD1[:2], (*ERIKSSON_TD1, "A" * 30)])
def test_any_other_shape_has_no_format(lines: tuple[str, ...]) -> None:
    assert layout_of(lines) is None
