"""Numbers that people carry on paper: queue tokens and form serials, their check letter and what their QR says.

Who hands out the next number, and what a token stands for, is decided in the crossings room.
"""

import re
import unicodedata
from datetime import date

import msgspec

from safeconduct.kernel.problems import Refused

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""Letters that no one takes for a digit: no I, no O, no Q. Their count, 23, is prime, which the check relies on."""

LARGEST_TOKEN_NUMBER = 99_999
LARGEST_FORM_NUMBER = 999_999
_LONGEST_READ = 60

# Both dashes or none: a dash proves its place. Were one enough, one wrong sign at that place could pass the check;
# so could a number of five digits without them (BA0172K, B10172K), which therefore needs its dashes.
_TOKEN_SHAPES = (
    re.compile(rf"([{LETTERS}]{{1,3}})-([0-9]{{4}}|[1-9][0-9]{{4}})-([{LETTERS}])"),
    re.compile(rf"([{LETTERS}]{{1,3}})([0-9]{{4}})([{LETTERS}])"),
)
_FORM_SHAPES = (
    re.compile(rf"F-([{LETTERS}]{{1,3}})-([0-9]{{6}})-([{LETTERS}])"),
    re.compile(rf"F([{LETTERS}]{{1,3}})([0-9]{{6}})([{LETTERS}])"),
)
_POST_LETTERS = re.compile(rf"[{LETTERS}]{{1,3}}")
_POST_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,19}")
_TOKEN_CODE = re.compile(r"SC1:T:([A-Z0-9][A-Z0-9.-]{0,19}):([0-9]{8}):([A-Z0-9-]{6,12})")
_FORM_CODE = re.compile(r"SC1:F:([A-Z0-9-]{6,16})")

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u0640_"), "-")
_SEPARATORS = re.compile(r"\s*-\s*|\s+")
_LOOK_ALIKES = str.maketrans("IOQ", "100")
# The values of digits and letters overlap (0 and A, 1 and B ...). That is safe because the shapes above leave each
# place of a token to one kind alone.
_VALUES = {sign: place for place, sign in enumerate("0123456789")} | {sign: place for place, sign in enumerate(LETTERS)}


class Token(msgspec.Struct, frozen=True):
    """One queue number of one post's day; `text` is how it is printed and said."""

    post_letters: str
    number: int

    @property
    def text(self) -> str:
        return make_token(self.post_letters, self.number)


class FormSerial(msgspec.Struct, frozen=True):
    """The serial of one printed registration form; `text` is how it is printed."""

    post_letters: str
    number: int

    @property
    def text(self) -> str:
        return make_form_serial(self.post_letters, self.number)


class TokenCode(msgspec.Struct, frozen=True):
    """What the QR of a slip says: a token is unique only together with its post and that post's local day."""

    post: str
    day: date
    token: Token


class FormCode(msgspec.Struct, frozen=True):
    """What the QR of a registration form says."""

    serial: FormSerial


def make_token(post_letters: str, number: int) -> str:
    """`B-0172-K` from `B` and 172. Refuses: token.wrong_post_letters, token.number_out_of_range."""
    _check_post_letters(post_letters)
    if not 1 <= number <= LARGEST_TOKEN_NUMBER:
        raise Refused("token.number_out_of_range", number=number, largest=LARGEST_TOKEN_NUMBER)
    return f"{post_letters}-{number:04d}-{_check_letter(f'{post_letters}{number:04d}')}"


def read_token(text: str) -> Token:
    """The token a person typed or a scanner read, in any case and any script's digits, with dashes, spaces or neither.

    I, O and Q count as the digits they look like; a number of five digits needs its dashes.
    Refuses: token.unreadable, token.wrong_check.
    """
    return Token(*_parts(text, _TOKEN_SHAPES))


def make_form_serial(post_letters: str, number: int) -> str:
    """`F-B-000172-V` from `B` and 172. Refuses: token.wrong_post_letters, token.number_out_of_range."""
    _check_post_letters(post_letters)
    if not 1 <= number <= LARGEST_FORM_NUMBER:
        raise Refused("token.number_out_of_range", number=number, largest=LARGEST_FORM_NUMBER)
    return f"F-{post_letters}-{number:06d}-{_check_letter(f'{post_letters}{number:06d}')}"


def read_form_serial(text: str) -> FormSerial:
    """The form serial a person typed, as tolerant as `read_token`. Refuses: token.unreadable, token.wrong_check."""
    return FormSerial(*_parts(text, _FORM_SHAPES))


def token_code(post: str, day: date, token: str) -> str:
    """The text of a slip's QR, in the compact alphanumeric set: `SC1:T:KADAR:20260304:B-0172-K`.

    Refuses: token.wrong_post_code, and what `read_token` refuses.
    """
    if not _POST_CODE.fullmatch(post):
        raise Refused("token.wrong_post_code")
    return f"SC1:T:{post}:{day:%Y%m%d}:{read_token(token).text}"


def form_code(serial: str) -> str:
    """The text of a form's QR: `SC1:F:F-B-000172-V`. Refuses what `read_form_serial` refuses."""
    return f"SC1:F:{read_form_serial(serial).text}"


def is_code(text: str) -> bool:
    """Whether the text claims to be one of our QR codes, readable or not."""
    return text.strip().upper().startswith("SC1:")


def read_code(text: str) -> TokenCode | FormCode:
    """What one of our QR codes says. Refuses: code.unreadable, token.unreadable, token.wrong_check."""
    cleaned = text.strip().upper()
    if match := _TOKEN_CODE.fullmatch(cleaned):
        post, day, token = match.groups()
        return TokenCode(post, _day(day), read_token(token))
    if match := _FORM_CODE.fullmatch(cleaned):
        return FormCode(read_form_serial(match.group(1)))
    raise Refused("code.unreadable")


def _check_letter(text: str) -> str:
    """The pure system of ISO/IEC 7064 with radix 2 on modulus 23, so that the check is a plain letter.

    Every place weighs a different power of two and 23 is prime: no single wrong sign and no two neighbours
    swapped leave the letter as it was. It starts from 14, not 0, so that an A too many in front does not go unseen.
    """
    total = 14
    for sign in text:
        total = (total + _VALUES[sign]) * 2 % len(LETTERS)
    return LETTERS[-total % len(LETTERS)]


def _parts(text: str, shapes: tuple[re.Pattern[str], ...]) -> tuple[str, int]:
    """Post letters and number of a text in one of the shapes, its check letter tested."""
    cleaned = _cleaned(text)
    match = next((found for shape in shapes if (found := shape.fullmatch(cleaned))), None)
    if match is None or int(match.group(2)) == 0:
        raise Refused("token.unreadable")
    letters, digits, check = match.groups()
    if _check_letter(letters + digits) != check:
        raise Refused("token.wrong_check")
    return letters, int(digits)


def _cleaned(text: str) -> str:
    """Capitals, plain digits, plain dashes; a space counts as a dash, invisible direction marks fall away."""
    if len(text) > _LONGEST_READ:
        raise Refused("token.unreadable")
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES).strip()).upper()
    signs = (str(unicodedata.decimal(sign, sign)) for sign in plain)
    kept = (sign for sign in signs if unicodedata.category(sign) not in {"Cf", "Cc"})
    return _SEPARATORS.sub("-", "".join(kept).strip()).translate(_LOOK_ALIKES)


def _check_post_letters(post_letters: str) -> None:
    if not _POST_LETTERS.fullmatch(post_letters):
        raise Refused("token.wrong_post_letters", allowed=LETTERS)


def _day(text: str) -> date:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise Refused("code.unreadable") from None
