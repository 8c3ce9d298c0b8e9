"""The name field of a zone: primary and secondary identifier (ICAO Doc 9303-3, section 4.6)."""

import re

from safeconduct.science.traveldocs.reading import Problem

_PART = r"[A-Z]+(?:<[A-Z]+)*"
_CONFORMING = re.compile(rf"{_PART}(?:<<{_PART})?<*")
_SEPARATED = re.compile(_CONFORMING.pattern.replace("[A-Z]", "[^<]"))
_DIGIT = re.compile("[0-9]")


def read_name(field: str) -> tuple[str, str, tuple[Problem, ...]]:
    """Surname, given names and what does not conform. A name with one identifier alone is a surname and conforms."""
    surname, _, given = field.partition("<<")
    problems = () if _CONFORMING.fullmatch(field) else _problems_of(field, surname.strip("<"))
    return _spaced(surname), _spaced(given), problems


def _problems_of(field: str, surname: str) -> tuple[Problem, ...]:
    found = []
    if not surname:
        found.append(Problem.SURNAME_MISSING)
    if _DIGIT.search(field):
        found.append(Problem.NAME_CHARACTERS)
    named = field if surname else field.lstrip("<")
    if named and not _SEPARATED.fullmatch(named):
        found.append(Problem.NAME_SEPARATORS)
    return tuple(found)


def _spaced(identifier: str) -> str:
    return " ".join(identifier.replace("<", " ").split())
