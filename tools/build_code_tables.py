"""Writes the code tables shipped in the package from CLDR (through babel) and from the files in `code_sources`.

Run `python tools/build_code_tables.py` after a change of either; with `--check` nothing is written and the exit
code says whether the committed tables are what this script would write. Same inputs, same bytes.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import babel
from babel import Locale
from babel.core import UnknownLocaleError, get_global

ROOT = Path(__file__).resolve().parent.parent
SOURCES = Path(__file__).resolve().parent / "code_sources"
CODES = ROOT / "src/safeconduct/foundation/codes"
CALENDARS = ROOT / "src/safeconduct/science/calendars"

NAME_LANGUAGES = ("en", "fr", "ar", "es")
CLDR = f"Unicode CLDR {get_global('cldr')['version']} through babel {babel.__version__}"
CLDR_LICENCE = "Unicode-3.0 (names); codes are facts of the standards; the rest Apache-2.0"

# Two-letter territories of CLDR that are not official ISO 3166-1 elements: reserved, user-assigned or groupings.
NOT_ISO_3166_1 = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
# ISO 3166-3: withdrawn three-letter codes that CLDR maps to today's territory.
WITHDRAWN_ALPHA3 = {"BUR", "DDR", "FXX", "ROM", "TMP", "YMD", "ZAR"}
NOT_A_LANGUAGE = {"mis", "mul", "root", "und", "zxx"}
# Months of the Gregorian calendar as these locales write them; the Arabic ones differ by country.
MONTH_LOCALES = (
    *("en", "fr", "ar", "ar_SY", "ar_IQ", "ar_TN", "ar_DZ", "ar_MA", "ar_MR", "es", "pt", "uk", "ru"),
    *("fa", "fa_AF", "ps", "sw", "so", "ti", "am", "ht", "my", "ur", "ku", "tr", "bn"),
)
MONTH_VARIANTS = {9: ["Sept", "Setiembre"]}


def main(arguments: list[str]) -> int:
    """Write or check every table."""
    tables = {
        CODES / "states.json": states(),
        CODES / "languages.json": languages(),
        CODES / "scripts.json": scripts(),
        CALENDARS / "gregorian_month_names.json": gregorian_months(),
    }
    stale = [path for path, table in tables.items() if not path.exists() or path.read_text("utf-8") != text_of(table)]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what tools/build_code_tables.py writes")
        return 1 if stale else 0
    for path in stale:
        path.write_text(text_of(tables[path]), "utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


def text_of(table: dict[str, Any]) -> str:
    """JSON with one row a line, so that a change of one name is a change of one line."""
    head = ",\n".join(f" {_json(key)}: {_json(value)}" for key, value in table.items() if key != "rows")
    rows = ",\n".join(f"  {_json(row)}" for row in table["rows"])
    return f'{{\n{head},\n "rows": [\n{rows}\n ]\n}}\n'


def states() -> dict[str, Any]:
    """ISO 3166-1 in full, and the codes of ICAO Doc 9303-3 section 5 that are not in it."""
    icao = read("icao_doc9303_3.json")
    called: dict[str, list[str]] = read("also_called.json")["states"]
    rows = [_iso_state(iso2, iso3) for iso2, iso3 in sorted(iso_3166_1().items(), key=lambda pair: pair[1])]
    rows += [_icao_code(entry) for entry in icao["codes"]]
    unknown = called.keys() - {row["code"] for row in rows}
    if unknown:
        raise SystemExit(f"also_called.json names no state: {sorted(unknown)}")
    for row in rows:
        if row["code"] in called:
            row["also_called"] = called[row["code"]]
    return {
        "version": f"ISO 3166-1 as in {CLDR}; {icao['version']}",
        "source": "ISO 3166-1 codes and names from CLDR territories; the other codes from ICAO Doc 9303-3 section 5",
        "licence": CLDR_LICENCE,
        "rows": rows,
    }


def iso_3166_1() -> dict[str, str]:
    """alpha-2 -> alpha-3 of the official elements."""
    alpha3: dict[str, str] = {}
    for alias, targets in sorted(get_global("territory_aliases").items()):
        if len(alias) == 3 and alias.isalpha() and len(targets) == 1 and alias not in WITHDRAWN_ALPHA3:
            if targets[0] in alpha3 and targets[0] not in NOT_ISO_3166_1:
                raise SystemExit(f"two alpha-3 codes for {targets[0]}: {alpha3[targets[0]]}, {alias}")
            alpha3[targets[0]] = alias
    territories = {code for code in english("territories") if len(code) == 2 and code.isalpha()}
    return {code: alpha3[code] for code in territories - NOT_ISO_3166_1}


def languages() -> dict[str, Any]:
    """The ISO 639 languages that CLDR names, the travellers' languages first."""
    choice = read("languages.json")
    called = read("also_called.json")["languages"]
    first: list[str] = choice["travellers"]
    following: list[str] = choice["next"]
    listed = {code for code in english("languages") if code.isalpha() and len(code) <= 3} - NOT_A_LANGUAGE
    ranked = [*first, *following, *sorted(listed - set(first) - set(following))]
    rows = []
    for code in ranked:
        row: dict[str, Any] = {"code": code}
        if also := _also_language_codes(code):
            row["also_codes"] = also
        if code in first or code in following:
            row["rank"] = "travellers" if code in first else "next"
        if code in choice["spoken_only"]:
            row["spoken_only"] = True
        row["names"] = names("languages", choice["from_cldr_variant"].get(code, code))
        if own := choice["own_names"].get(code) or _own_name(code):
            row["own_name"] = own
        if code in called:
            row["also_called"] = called[code]
        rows.append(row)
    return {
        "version": f"ISO 639 as in {CLDR}",
        "source": "codes, names and own names from CLDR; the order of the first languages is the project's",
        "licence": CLDR_LICENCE,
        "rows": rows,
    }


def scripts() -> dict[str, Any]:
    """Scripts in which names are written, with direction and how their letters are recognised."""
    chosen = read("scripts.json")
    rows = [{**entry, "names": names("scripts", entry["code"])} for entry in chosen["scripts"]]
    return {
        "version": f"{chosen['version']}; names as in {CLDR}",
        "source": "ISO 15924 codes; direction and letter names from the Unicode Character Database; names from CLDR",
        "licence": CLDR_LICENCE,
        "rows": rows,
    }


def gregorian_months() -> dict[str, Any]:
    """Month names of the Gregorian calendar in the travellers' languages: long, short, and standing alone."""
    rows = []
    for month in range(1, 13):
        found = [name for locale in MONTH_LOCALES for name in _month_names(locale, month)]
        rows.append(
            {"calendar": "gregorian", "month": month, "names": unique([*found, *MONTH_VARIANTS.get(month, [])])}
        )
    return {
        "version": CLDR,
        "source": f"CLDR Gregorian months, wide and abbreviated, of the locales {' '.join(MONTH_LOCALES)}",
        "licence": CLDR_LICENCE,
        "rows": rows,
    }


def english(kind: str) -> dict[str, str]:
    """The English names of one kind (`territories`, `languages`, `scripts`) by code."""
    return dict(getattr(Locale("en"), kind))


def names(kind: str, key: str) -> dict[str, str]:
    """The name in each of the four languages that has one."""
    found = {language: getattr(Locale(language), kind).get(key) for language in NAME_LANGUAGES}
    if not found["en"]:
        raise SystemExit(f"CLDR has no English name for {key}")
    return {language: name for language, name in found.items() if name}


def unique(values: Iterable[str]) -> list[str]:
    """The values without repetition, in order."""
    return list(dict.fromkeys(values))


def read(name: str) -> Any:
    """One of the hand-written sources."""
    return json.loads((SOURCES / name).read_text("utf-8"))


def _iso_state(iso2: str, iso3: str) -> dict[str, Any]:
    row: dict[str, Any] = {"code": iso3, "iso2": iso2, "kind": "state"}
    if iso3 == "DEU":
        row["mrz"] = "D"  # Doc 9303-3 section 5 part A: Germany alone has one letter in the machine-readable zone
    return {**row, "names": names("territories", iso2)}


def _icao_code(entry: dict[str, Any]) -> dict[str, Any]:
    row = {key: value for key, value in entry.items() if key not in ("names", "cldr")}
    if "cldr" in entry:
        row["iso2"] = entry["cldr"]
    row["names"] = entry.get("names") or names("territories", entry["cldr"])
    return row


def _also_language_codes(code: str) -> list[str]:
    target = read("languages.json")["from_cldr_variant"].get(code, code)
    aliases = get_global("language_aliases").items()
    return sorted(alias for alias, to in aliases if to == target and len(alias) == 3 and alias != code)


def _own_name(code: str) -> str | None:
    try:
        return Locale.parse(code).languages.get(code)
    except UnknownLocaleError:
        return None


def _month_names(locale: str, month: int) -> list[str]:
    months = Locale.parse(locale).months
    widths = [(form, width) for form in ("format", "stand-alone") for width in ("wide", "abbreviated")]
    return unique(months[form][width][month].replace("\u00a0", " ") for form, width in widths)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
