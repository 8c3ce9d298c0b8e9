"""What reading a machine-readable zone gives: fields, checks, repairs and problem codes. Shapes only."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """Why a zone does not conform, in the order in which they are reported. Pages hold the sentences."""

    LAYOUT_UNKNOWN = "layout_unknown"  # number or length of lines is none of the five of Doc 9303
    LAYOUT_NATIONAL = "layout_national"  # a known national zone outside Doc 9303: French identity card before 2021
    CHARACTERS = "characters"  # something else than A-Z, 0-9 and the filler
    DOCUMENT_CODE = "document_code"
    ISSUER_UNKNOWN = "issuer_unknown"
    NATIONALITY_UNKNOWN = "nationality_unknown"
    DOCUMENT_NUMBER_MISSING = "document_number_missing"
    DOCUMENT_NUMBER_CHECK = "document_number_check"
    BIRTH_DATE_CHECK = "birth_date_check"
    BIRTH_DATE_IMPOSSIBLE = "birth_date_impossible"  # letters, month 13, 30 February, part of a part unknown
    BIRTH_DATE_GAP = "birth_date_gap"  # a day without its month, or a month without its year
    SEX = "sex"  # neither M, F nor the filler
    EXPIRY_DATE_CHECK = "expiry_date_check"
    EXPIRY_DATE_IMPOSSIBLE = "expiry_date_impossible"
    OPTIONAL_DATA_CHECK = "optional_data_check"
    COMPOSITE_CHECK = "composite_check"
    SURNAME_MISSING = "surname_missing"
    NAME_CHARACTERS = "name_characters"  # a digit in the name field: no check digit decides it, so nothing is repaired
    NAME_SEPARATORS = "name_separators"  # fillers in the name other than one between parts and two after the surname
    REPAIR_AMBIGUOUS = "repair_ambiguous"  # more than one look-alike reading satisfies the check digits: none is taken
    REPAIR_UNCONFIRMED = "repair_unconfirmed"  # a letter in number or optional data read as a digit: compare with paper


@dataclass(frozen=True, slots=True)
class Repair:
    """One look-alike character replaced: `line` and `column` count from 1 in the lines of the format."""

    line: int
    column: int
    seen: str
    read: str

    def to_dict(self) -> dict[str, object]:
        """The shape of `repaired` in the tool's output."""
        return {"line": self.line, "column": self.column, "from": self.seen, "to": self.read}


@dataclass(frozen=True, slots=True)
class Fields:
    """What the zone says. Fillers at the ends are gone; in names and between optional data `<` has become a space.

    `birth_date` is ISO 8601: `YYYY-MM-DD`, or `YYYY-MM` / `YYYY` where the zone leaves the rest unknown, or None where
    it gives no date that can be written so. `expiry_date` is `YYYY-MM-DD` or None. `sex` is M, F or `<` (unspecified)
    in a conforming zone. `optional_data_2` is the second optional element of TD1, empty elsewhere.
    """

    document_code: str
    issuer: str
    document_number: str
    nationality: str
    birth_date: str | None
    sex: str
    expiry_date: str | None
    surname: str
    given_names: str
    optional_data: str = ""
    optional_data_2: str = ""

    def to_dict(self) -> dict[str, str | None]:
        """The ten fields of the tool's output; the two optional elements of TD1 are joined by a space."""
        return {
            "document_code": self.document_code,
            "issuer": self.issuer,
            "document_number": self.document_number,
            "nationality": self.nationality,
            "birth_date": self.birth_date,
            "sex": self.sex,
            "expiry_date": self.expiry_date,
            "surname": self.surname,
            "given_names": self.given_names,
            "optional_data": f"{self.optional_data} {self.optional_data_2}".strip(),
        }


FIELD_NAMES = (
    "document_code",
    "issuer",
    "document_number",
    "nationality",
    "birth_date",
    "sex",
    "expiry_date",
    "surname",
    "given_names",
    "optional_data",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One zone read. `format` and `fields` are None when the lines have no layout of Doc 9303.

    `checks` maps `document_number`, `birth_date`, `expiry_date`, `optional_data` (TD3 alone) and `composite` (not on
    visas) to whether the check digit agrees, after repairs. `lines` are the lines as read, repairs applied.
    `name_may_be_cut` is set when the name field is full to its last position (Doc 9303-4, 4.2.3).
    """

    format: str | None
    fields: Fields | None
    checks: Mapping[str, bool]
    repaired: tuple[Repair, ...]
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    name_may_be_cut: bool = False

    @property
    def valid(self) -> bool:
        """Whether the zone, after the repairs shown, conforms to Doc 9303: no problem is left, none to be confirmed."""
        return not self.problems

    def to_dict(self) -> dict[str, object]:
        """The object that `safeconduct tool mrz` writes for one document."""
        return {
            "format": self.format,
            "valid": self.valid,
            "fields": dict.fromkeys(FIELD_NAMES) if self.fields is None else self.fields.to_dict(),
            "checks": dict(self.checks),
            "repaired": [repair.to_dict() for repair in self.repaired],
            "problems": [str(problem) for problem in self.problems],
        }
