"""Writing a machine-readable zone of ICAO Doc 9303: lines for given fields, with check digits and truncation."""

import re

from safeconduct.science.traveldocs.check_digits import check_digit
from safeconduct.science.traveldocs.layouts import LAYOUTS, Layout
from safeconduct.science.traveldocs.reading import Fields
from safeconduct.science.traveldocs.states import KNOWN_CODES
from safeconduct.science.traveldocs.transliteration import to_mrz_name

_BIRTH = re.compile(r"(?:[0-9]{2}([0-9]{2})(?:-([0-9]{2}))?(?:-([0-9]{2}))?)?")
_EXPIRY = re.compile(r"[0-9]{2}([0-9]{2})-([0-9]{2})-([0-9]{2})")
_ZONE_TEXT = re.compile(r"[A-Z0-9<]*")


def compose(format_name: str, fields: Fields, *, language: str | None = None) -> tuple[str, ...]:
    """The lines of a zone of TD1, TD2, TD3, MRVA or MRVB that says `fields`, in the shapes that a reading gives them.

    Names may be in Latin, Cyrillic or Arabic letters (`language` as in `to_mrz_name`) and are truncated as the
    standard asks, ending in a letter. On TD1 and TD2 a document number over nine characters goes on in the optional
    data. An empty personal number of TD3 gets a filler as its check digit. Raises ValueError naming the field that
    cannot be written, never its content.
    """
    if format_name not in LAYOUTS:
        raise ValueError(f"The format must be one of {', '.join(LAYOUTS)}.")
    layout = LAYOUTS[format_name]
    zone = ["<"] * (layout.lines * layout.width)

    def put(place: slice, value: str, field: str) -> None:
        width = place.stop - place.start
        if len(value) > width or not _ZONE_TEXT.fullmatch(value):
            raise ValueError(f"The field {field} does not fit: at most {width} of A-Z, 0-9 and <.")
        zone[place] = value.ljust(width, "<")

    for field, place, value in _plain_places(layout, fields):
        put(place, value, field)
    number, optional = _number_and_optional(layout, fields)
    put(layout.number, number, "document_number")
    put(layout.optional, optional, "optional_data")
    put(layout.name_field, name_field(fields, _width(layout.name_field), language=language), "surname")
    _seal(zone, layout, long_number=len(fields.document_number) > _width(layout.number))
    if not layout.code_pattern.fullmatch("".join(zone[layout.document_code])):
        raise ValueError(f"The field document_code is not one of {format_name}.")
    return tuple("".join(zone[start : start + layout.width]) for start in range(0, len(zone), layout.width))


def name_field(fields: Fields, width: int, *, language: str | None = None) -> str:
    """Surname and given names in `width` positions, the longest parts shortened first if they do not fit.

    Truncated names fill the field to its last position with a letter (Parts 4 to 7, "truncation of names").
    """
    surname, given = (to_mrz_name(name, language=language) for name in (fields.surname, fields.given_names))
    if not surname:
        raise ValueError("The field surname is empty: a name of one part is a surname.")
    whole = f"{surname}<<{given}" if given else surname
    if len(whole) <= width:
        return whole.ljust(width, "<")
    if not given:
        return _shortened(surname, width)
    if len(surname) > width - 3:
        surname = _shortened(surname, width - 3)
    return f"{surname}<<{_shortened(given, width - 2 - len(surname))}".ljust(width, "<")


def _shortened(name: str, width: int) -> str:
    parts = name.split("<")[: (width + 1) // 2]
    while len("<".join(parts)) > width:
        longest = max(range(len(parts)), key=lambda place: len(parts[place]))
        parts[longest] = parts[longest][:-1]
    return "<".join(parts)


def _plain_places(layout: Layout, fields: Fields) -> list[tuple[str, slice, str]]:
    places = [
        ("document_code", layout.document_code, fields.document_code),
        ("issuer", layout.issuer, _known(fields.issuer, "issuer")),
        ("nationality", layout.nationality, _known(fields.nationality, "nationality")),
        ("birth_date", layout.birth, _birth(fields.birth_date)),
        ("sex", layout.sex, _sex(fields.sex)),
        ("expiry_date", layout.expiry, _expiry(fields.expiry_date)),
    ]
    if layout.optional_2 is not None:
        places.append(("optional_data_2", layout.optional_2, fields.optional_data_2))
    elif fields.optional_data_2:
        raise ValueError(f"The field optional_data_2 has no place on {layout.name}.")
    return places


def _number_and_optional(layout: Layout, fields: Fields) -> tuple[str, str]:
    """What stands in the places of the number and of the optional data, where a long number goes on."""
    number, optional = fields.document_number, fields.optional_data
    if not number.strip("<"):
        raise ValueError("The field document_number is empty.")
    if len(number) <= _width(layout.number) or not layout.number_runs_over:
        return number, optional
    tail = number[_width(layout.number) :] + (check_digit(number) or "")
    if len(tail) + 1 > _width(layout.optional):
        raise ValueError(f"The field document_number is too long for {layout.name}.")
    return number[: _width(layout.number)], f"{tail}<{optional}" if optional else tail


def _seal(zone: list[str], layout: Layout, *, long_number: bool) -> None:
    """Put the check digits: those of fields first, as the composite covers them."""
    pairs = [(layout.birth, layout.birth_digit), (layout.expiry, layout.expiry_digit)]
    if not long_number:
        pairs.append((layout.number, layout.number_digit))
    if layout.optional_digit is not None and "".join(zone[layout.optional]).strip("<"):
        pairs.append((layout.optional, layout.optional_digit))
    for field, digit in pairs:
        zone[digit] = check_digit("".join(zone[field])) or "<"
    if layout.composite_digit is not None:
        zone[layout.composite_digit] = check_digit("".join("".join(zone[part]) for part in layout.composite)) or "<"


def _known(code: str, field: str) -> str:
    if code.ljust(3, "<") not in KNOWN_CODES:
        raise ValueError(f"The field {field} is not a code of Doc 9303-3, section 5.")
    return code


def _birth(iso: str | None) -> str:
    parts = _BIRTH.fullmatch(iso or "")
    if parts is None:
        raise ValueError("The field birth_date must be YYYY-MM-DD, YYYY-MM, YYYY or nothing.")
    return "".join(part or "<<" for part in parts.groups())


def _expiry(iso: str | None) -> str:
    parts = _EXPIRY.fullmatch(iso or "")
    if parts is None:
        raise ValueError("The field expiry_date must be YYYY-MM-DD.")
    return "".join(parts.groups())


def _sex(sex: str) -> str:
    if sex not in ("M", "F", "<"):
        raise ValueError("The field sex must be M, F or <.")
    return sex


def _width(place: slice) -> int:
    return int(place.stop - place.start)
