"""Names in Latin, Cyrillic and Arabic letters as A to Z: ICAO Doc 9303-3 (8th edition, 2021), section 6 and appendix B.

Where table A offers a choice, its first is taken (AE, AA, OE, UE, N). Letters outside the tables raise ValueError,
save Latin ones that are an A to Z letter with marks (Vietnamese), which lose the marks as those of table A do.
"""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

# Table A without the capitals that lose a mark and stay the same letter.
_LATIN = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ð": "D", "Ö": "OE", "Ø": "OE", "Ü": "UE", "Þ": "TH", "Đ": "D", "Ħ": "H", "ı": "I",
    "Ĳ": "IJ", "Ŀ": "L", "Ł": "L", "Ŋ": "N", "Œ": "OE", "Ŧ": "T", "ẞ": "SS",
}  # fmt: skip
_CYRILLIC = {
    "Ё": "E", "Ђ": "D", "Є": "IE", "Ѕ": "DZ", "І": "I", "Ї": "I", "Ј": "J", "Љ": "LJ", "Њ": "NJ", "Ќ": "K", "Ў": "U",
    "Џ": "DZ", "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ж": "ZH", "З": "Z", "И": "I", "Й": "I",
    "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "U", "Ф": "F",
    "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH", "Ъ": "IE", "Ы": "Y", "Э": "E", "Ю": "IU", "Я": "IA",
    "Ѫ": "U", "Ѵ": "Y", "Ґ": "G", "Ғ": "G", "Һ": "C",
    # The table prints Ғ and Һ where it means these two letters of Macedonian and Serbian; both pairs are taken.
    "Ѓ": "G", "Ћ": "C",
    "Ь": "",  # not in the table: the soft sign has no sound of its own and is left out
}  # fmt: skip

_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "be": {"Ё": "IO", "Г": "H"},
        "bg": {"Щ": "SHT"},
        "mk": {"Ќ": "KJ", "Џ": "DJ", "Х": "H", "Ц": "C", "Ѓ": "GJ", "Ғ": "GJ"},
        "sr": {"Г": "H", "Ж": "Z", "Х": "H", "Ц": "C", "Ч": "C", "Ш": "S"},
        "uk": {"Г": "H", "И": "Y"},
    }
)
_UKRAINIAN_INITIALS = {"Є": "YE", "Ї": "YI", "Й": "Y", "Ю": "YU", "Я": "YA"}

_ARABIC = {
    "ء": "XE", "آ": "XAA", "أ": "XAE", "ؤ": "U", "إ": "I", "ئ": "XI", "ا": "A", "ب": "B", "ة": "XTA", "ت": "T",
    "ث": "XTH", "ج": "J", "ح": "XH", "خ": "XKH", "د": "D", "ذ": "XDH", "ر": "R", "ز": "Z", "س": "S", "ش": "XSH",
    "ص": "XSS", "ض": "XDZ", "ط": "XTT", "ظ": "XZZ", "ع": "E", "غ": "G", "ـ": "", "ف": "F", "ق": "Q", "ك": "K",
    "ل": "L", "م": "M", "ن": "N", "ه": "H", "و": "W", "ى": "XAY", "ي": "Y",
    "\u064b": "", "\u064c": "", "\u064d": "", "\u064e": "", "\u064f": "", "\u0650": "", "\u0652": "", "\u0670": "",
    "ٱ": "XXA", "ٹ": "XXT", "ټ": "XRT", "پ": "P", "ځ": "XKE", "څ": "XXH", "چ": "XC", "ڈ": "XXD", "ډ": "XDR",
    "ڑ": "XXR", "ړ": "XRR", "ږ": "XRX", "ژ": "XJ", "ښ": "XXS", "ڜ": "", "ڢ": "", "ڧ": "", "ڨ": "", "ک": "XKK",
    "ګ": "XXK", "ڭ": "XNG", "گ": "XGG", "ں": "XNN", "ڼ": "XXN", "ھ": "XDO", "ۀ": "XYH", "ہ": "XXG", "ۂ": "XGE",
    "ڤ": "V", "ڥ": "XF", "ۃ": "XTG", "ی": "XYA", "ۍ": "XXY", "ې": "Y", "ے": "XYB", "ۓ": "XBE",
}  # fmt: skip
_SHADDA = "\u0651"
_TEH_MARBUTA = "ة"

_TABLE: Mapping[str, str] = MappingProxyType({**_LATIN, **_CYRILLIC, **_ARABIC})

_SEPARATORS = " \t\n-‐‑‒–—,\u00a0"
LANGUAGES = frozenset(_BY_LANGUAGE)


def to_mrz_name(name: str, *, language: str | None = None) -> str:
    """`name` in A to Z with one `<` between its parts (Doc 9303-3, sections 4.6 and 6).

    Hyphens, commas and spaces part components; apostrophes and other punctuation go. `language` (be, bg, mk, sr or
    uk) chooses the exceptions of the Cyrillic table. Raises ValueError for a digit, for a letter of no table, and for
    another language; the sentence names the code point, never the name.
    """
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"The language must be one of {', '.join(sorted(LANGUAGES))}, or none.")
    words = "".join(" " if character in _SEPARATORS else character for character in unicodedata.normalize("NFC", name))
    parts = (_part(_upper(word), language) for word in words.split())
    return "<".join(part for part in parts if part)


def _upper(word: str) -> str:
    return word.replace("ß", "ẞ").upper()


def _part(word: str, language: str | None) -> str:
    table = {**_TABLE, **_BY_LANGUAGE.get(language or "", {})}
    written: list[str] = []
    for place, letter in enumerate(word):
        if letter == _SHADDA:
            written.append(_doubled(written))
        elif letter == _TEH_MARBUTA and place == len(word) - 1:
            written.append("XAH")
        elif language == "uk" and place == 0 and letter in _UKRAINIAN_INITIALS:
            written.append(_UKRAINIAN_INITIALS[letter])
        else:
            written.append(_letter(letter, table))
    return "".join(written)


def _doubled(written: list[str]) -> str:
    """What a shadda adds: the last sequence again, without the X that marks it (FXDZDZXAH)."""
    last = next((sequence for sequence in reversed(written) if sequence), "")
    return last[1:] if last[:1] == "X" else last


def _letter(letter: str, table: Mapping[str, str]) -> str:
    if "A" <= letter <= "Z":
        return letter
    if letter in table:
        return table[letter]
    kind = unicodedata.category(letter)
    base = unicodedata.normalize("NFD", letter)[0]
    if kind == "Lu" and "A" <= base <= "Z":
        return base
    if kind[0] in "PMS" or kind == "Cf":
        return ""  # punctuation, loose marks and joiners are left out of a zone
    raise ValueError(f"Doc 9303 has no transliteration of U+{ord(letter):04X}; write the name in Latin letters.")
