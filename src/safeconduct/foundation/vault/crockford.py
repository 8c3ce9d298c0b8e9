"""Letters people can copy: Crockford's base 32 (no I, L, O, U), and check letters that catch a slip of the hand.

The two check letters of a line are a Reed-Solomon code of distance three over GF(32): any one wrong letter and any
two letters exchanged are found, whatever they are, in lines of up to 28 letters.
"""

import itertools

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_LETTERS = 2
LONGEST_LINE = 28

_VALUE = {letter: value for value, letter in enumerate(LETTERS)} | {"O": 0, "I": 1, "L": 1}


def encode(data: bytes) -> str:
    """Five bytes give eight letters. The length must be a multiple of five bytes."""
    if len(data) % 5:
        raise ValueError("only multiples of five bytes become whole letters")
    number, count = int.from_bytes(data), len(data) // 5 * 8
    return "".join(LETTERS[number >> shift & 31] for shift in range(5 * (count - 1), -1, -5))


def decode(text: str) -> bytes:
    """The bytes of letters written by `encode`. Raises ValueError on a letter that is not in the alphabet."""
    letters, number = tidy(text), 0
    for letter in letters:
        number = number << 5 | _value(letter)
    return number.to_bytes(len(letters) * 5 // 8)


def tidy(text: str) -> str:
    """What was typed, without spaces and hyphens, in capitals, with O, I and L read as the digits they look like."""
    letters = "".join(text.split()).replace("-", "").upper()
    return letters.translate(str.maketrans("OIL", "011"))


def in_groups(text: str, size: int = 4, between: str = " ") -> str:
    """The text cut into groups that an eye can hold."""
    return between.join(text[start : start + size] for start in range(0, len(text), size))


def with_check(text: str, *, line: int) -> str:
    """The text with its two check letters; the line's number (1 to 31) is checked too but not written."""
    if not (len(text) <= LONGEST_LINE and 1 <= line <= 31):
        raise ValueError("the code covers 28 letters and line numbers up to 31")
    total, weighted = _sums([line, *map(_value, text)])
    last, before = _EXP[len(text) + 2], _EXP[len(text) + 1]
    second = _times(weighted ^ _times(before, total), _inverse(before ^ last))
    return text + LETTERS[total ^ second] + LETTERS[second]


def is_checked(text: str, *, line: int) -> bool:
    """Whether a tidy line with its check letters is right and is that line."""
    if any(letter not in _VALUE for letter in text):
        return False
    return _sums([line, *map(_value, text)]) == (0, 0)


def _value(letter: str) -> int:
    if letter not in _VALUE:
        raise ValueError("not a letter of the alphabet")
    return _VALUE[letter]


def _sums(values: list[int]) -> tuple[int, int]:
    total = weighted = 0
    for value, weight in zip(values, _EXP, strict=False):
        total ^= value
        weighted ^= _times(value, weight)
    return total, weighted


def _powers() -> list[int]:
    # x^5 + x^2 + 1 is primitive over GF(2): the powers of x run through all 31 non-zero elements.
    return list(
        itertools.accumulate(range(30), lambda value, _: (value << 1) ^ (0b100101 if value & 16 else 0), initial=1)
    )


_EXP = _powers()
_LOG = {value: power for power, value in enumerate(_EXP)}


def _times(left: int, right: int) -> int:
    return _EXP[(_LOG[left] + _LOG[right]) % 31] if left and right else 0


def _inverse(value: int) -> int:
    return _EXP[-_LOG[value] % 31]
