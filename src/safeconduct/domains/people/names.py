"""How names and document numbers are compared: folded words, their Latin rendering, bare numbers. No scores here."""

import re
import unicodedata

from anyascii import anyascii

KEY_LENGTH = 60
WORDS_KEPT = 40  # of one person: four names in three spellings, and room
_NOT_KEY = re.compile(r"[^0-9A-Z]")

# Letters that writers of Arabic script use for each other, and the lengthening stroke; hamza carriers lose their
# hamza by decomposition. Then Latin letters that no decomposition reaches, and the apostrophes of many languages.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("ىیېێ", "ي"),
        **dict.fromkeys("ةۀەہ", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ـʼʻ’‘'`", ""),
        "ٱ": "ا",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
    }
)
_LAST_OF_MERE_MARKS = 0x08FF  # up to Arabic, marks are accents and short vowels; from Devanagari on, they are letters
_ACCENTS_BEYOND = (range(0x1AB0, 0x1B00), range(0x1DC0, 0x1E00), range(0x20D0, 0x2100), range(0xFE20, 0xFE30))


def folded(text: str) -> str:
    """Lower case, without accents, hamza, joiners or punctuation; words parted by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_FOLD)
    if decomposed.isalpha():
        return unicodedata.normalize("NFC", decomposed)
    kept = "".join(_kept(sign) for sign in decomposed)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _kept(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Mn", "Me"}:
        is_accent = ord(sign) <= _LAST_OF_MERE_MARKS or any(ord(sign) in span for span in _ACCENTS_BEYOND)
        return "" if is_accent else sign
    if category == "Cf":
        return ""
    return sign if category[0] in "LNM" else " "


def latin(word: str) -> str:
    """A folded word in plain Latin letters; empty if nothing is left."""
    return word if word.isascii() else folded(anyascii(word)).replace(" ", "")


def search_words(*names: str) -> list[str]:
    """All words under which a name is found, sorted: each word folded, and in Latin letters."""
    found = {word[:KEY_LENGTH] for name in names if name for word in folded(name).split()}
    found |= {latin(word)[:KEY_LENGTH] for word in found if not word.isascii()}
    return sorted(found - {""})[:WORDS_KEPT]


def number_key(number: str) -> str:
    """A document number as it is compared: capital letters and plain digits only, of any script."""
    plain = unicodedata.normalize("NFKC", number).upper()
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in plain)
    bare = _NOT_KEY.sub("", digits)
    # A number in letters of another script keeps them: it must not shrink to nothing and match its like.
    return (bare if digits.isascii() else "".join(sign for sign in digits if sign.isalnum()))[:KEY_LENGTH]
