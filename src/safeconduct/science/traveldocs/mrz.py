"""Reading a machine-readable zone of ICAO Doc 9303 (8th edition, 2021): TD1, TD2, TD3, MRV-A and MRV-B.

Decides what the zone says and whether it conforms. Whether the document has expired, is genuine or has been reported
lost is decided elsewhere.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from safeconduct.science.traveldocs.checks import all_checks, number_of
from safeconduct.science.traveldocs.dates import birth_date, expiry_date
from safeconduct.science.traveldocs.layouts import TD2, Layout
from safeconduct.science.traveldocs.lines import clean_lines, layout_of
from safeconduct.science.traveldocs.names import read_name
from safeconduct.science.traveldocs.reading import Fields, Problem, Reading, Repair
from safeconduct.science.traveldocs.repair import repaired
from safeconduct.science.traveldocs.states import KNOWN_CODES

_SEXES = frozenset("MF<")
_CHECK_PROBLEMS = {
    "document_number": Problem.DOCUMENT_NUMBER_CHECK,
    "birth_date": Problem.BIRTH_DATE_CHECK,
    "expiry_date": Problem.EXPIRY_DATE_CHECK,
    "optional_data": Problem.OPTIONAL_DATA_CHECK,
    "composite": Problem.COMPOSITE_CHECK,
}
_ORDER = {problem: rank for rank, problem in enumerate(Problem)}


def read_mrz(lines: str | Sequence[str], *, today: date) -> Reading:
    """Read one zone, given as its lines or as one string (broken into lines, or of 72, 88 or 90 characters).

    Never raises, whatever the text. `today` decides centuries only: an expired document is as valid as another.

    The reading is `valid` if, after the repairs it lists, all of this holds:
    - two lines of 44 or of 36 characters or three of 30, of A-Z, 0-9 and `<` alone (see `lines` for what is tolerated);
    - every check digit agrees: document number, birth, expiry, personal number of TD3 (zero or filler if there is
      none), composite (not on visas). A document number over nine characters on TD1 and TD2 goes on in the optional
      data; its check digit may count the filler at its break or not;
    - the document code begins with P (TD3), V (visas), A, C or I (TD1, TD2), or is PU on TD2, and its second character
      is one that the standard leaves to the issuer;
    - issuer and nationality are codes of Doc 9303-3, section 5;
    - there is a document number;
    - the birth date exists; its unknown parts are fillers from the right (`90<<<<`, `9005<<`, `<<<<<<`);
    - the expiry exists and is complete;
    - sex is M, F or `<`;
    - the name has a surname, letters only, one filler between parts and two before the given names, if any.
    """
    rows = clean_lines(lines)
    layout = layout_of(rows)
    if layout is None:
        return _no_layout(rows, Problem.LAYOUT_UNKNOWN)
    text = "".join(rows)
    if layout is TD2 and text.startswith("IDFRA") and text[layout.nationality] not in KNOWN_CODES:
        return _no_layout(rows, Problem.LAYOUT_NATIONAL)
    checks = all_checks(text, layout)
    if all(checks.values()):
        return _read(text, layout, checks, today)
    text, repairs, unsettled = repaired(text, layout)
    return _read(text, layout, all_checks(text, layout), today, repairs, unsettled)


def _no_layout(rows: tuple[str, ...], problem: Problem) -> Reading:
    return Reading(format=None, fields=None, checks={}, repaired=(), problems=(problem,), lines=rows)


def _read(
    text: str,
    layout: Layout,
    checks: dict[str, bool],
    today: date,
    repairs: tuple[Repair, ...] = (),
    unsettled: tuple[Problem, ...] = (),
) -> Reading:
    number, _, optional = number_of(text, layout)
    surname, given_names, name_problems = read_name(text[layout.name_field])
    expiry, expiry_problem = expiry_date(text[layout.expiry], today=today)
    birth, birth_problem = birth_date(text[layout.birth], today=today, expiry=expiry)
    found = [_CHECK_PROBLEMS[name] for name, agrees in checks.items() if not agrees]
    found += _code_problems(text, layout)
    found += name_problems
    found += unsettled
    found += [problem for problem in (expiry_problem, birth_problem) if problem is not None]
    return Reading(
        format=layout.name,
        fields=Fields(
            document_code=text[layout.document_code].strip("<"),
            issuer=text[layout.issuer].strip("<"),
            document_number=number.strip("<"),
            nationality=text[layout.nationality].strip("<"),
            birth_date=birth,
            sex=text[layout.sex],
            expiry_date=expiry,
            surname=surname,
            given_names=given_names,
            optional_data=optional.strip("<"),
            optional_data_2="" if layout.optional_2 is None else text[layout.optional_2].strip("<"),
        ),
        checks=checks,
        repaired=repairs,
        problems=tuple(sorted(found, key=_ORDER.__getitem__)),
        lines=tuple(text[start : start + layout.width] for start in range(0, len(text), layout.width)),
        name_may_be_cut=text[layout.name_field.stop - 1] != "<",
    )


def _code_problems(text: str, layout: Layout) -> Iterator[Problem]:
    if not layout.code_pattern.fullmatch(text, layout.document_code.start, layout.document_code.stop):
        yield Problem.DOCUMENT_CODE
    if text[layout.issuer] not in KNOWN_CODES:
        yield Problem.ISSUER_UNKNOWN
    if text[layout.nationality] not in KNOWN_CODES:
        yield Problem.NATIONALITY_UNKNOWN
    if text[layout.sex] not in _SEXES:
        yield Problem.SEX
    if not text[layout.number].strip("<"):
        yield Problem.DOCUMENT_NUMBER_MISSING
    if not _is_zone_text(text):
        yield Problem.CHARACTERS


def _is_zone_text(text: str) -> bool:
    return text.isascii() and text.replace("<", "0").isalnum() and text.upper() == text
