"""Check digits against the worked examples of Doc 9303-3, appendix A."""

import pytest

from safeconduct.science.traveldocs.check_digits import check_digit


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("520727", "3"),
        ("AB2134<<<", "5"),
        ("HA672242<658022549601086<<<<<<<<<<<<<<0", "8"),
        ("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", "2"),
        ("HA672242<658022549601086<<<<<<<", "8"),
        ("", "0"),
        ("<<<<<<", "0"),
    ],
)
def test_worked_examples_of_the_standard_agree(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@pytest.mark.parametrize("text", ["52O727 ", "abc", "١٢", "52\u00e9", "?"])
def test_a_character_outside_the_zone_has_no_check_digit(text: str) -> None:
    assert check_digit(text) is None
