"""The name field: examples of Doc 9303 Parts 4 to 6 (4.2.3) and fields that do not conform."""

import pytest

from safeconduct.science.traveldocs.names import read_name
from safeconduct.science.traveldocs.reading import Problem

WIDTH = 39


@pytest.mark.parametrize(
    ("field", "surname", "given"),
    [
        ("ERIKSSON<<ANNA<MARIA", "ERIKSSON", "ANNA MARIA"),
        ("SMITH<JONES<<SUSIE<MARGARET", "SMITH JONES", "SUSIE MARGARET"),
        ("VAN<DER<MUELLEN<<MARTIN", "VAN DER MUELLEN", "MARTIN"),
        ("ARKFREITH", "ARKFREITH", ""),
        ("SATRIYA<SUDARPA", "SATRIYA SUDARPA", ""),
        ("BENNELONG<WOOLOOM<WARRAND<WARNAM<<DINGO", "BENNELONG WOOLOOM WARRAND WARNAM", "DINGO"),
    ],
)
def test_names_of_the_standard_are_read(field: str, surname: str, given: str) -> None:
    assert read_name(field.ljust(WIDTH, "<")) == (surname, given, ())


@pytest.mark.parametrize(
    ("field", "surname", "given", "problems"),
    [
        ("<<ANNA<MARIA", "", "ANNA MARIA", {Problem.SURNAME_MISSING}),
        ("", "", "", {Problem.SURNAME_MISSING}),
        ("SM1TH<<J0HN", "SM1TH", "J0HN", {Problem.NAME_CHARACTERS}),
        ("SMITH<<<JOHN", "SMITH", "JOHN", {Problem.NAME_SEPARATORS}),
        ("SMITH<<JOHN<<ALBERT", "SMITH", "JOHN ALBERT", {Problem.NAME_SEPARATORS}),
        ("<SMITH<<JOHN", "SMITH", "JOHN", {Problem.NAME_SEPARATORS}),
    ],
)
def test_names_that_do_not_conform_are_read_and_reported(
    field: str, surname: str, given: str, problems: set[Problem]
) -> None:
    *read, found = read_name(field.ljust(WIDTH, "<"))
    assert (read, set(found)) == ([surname, given], problems)
