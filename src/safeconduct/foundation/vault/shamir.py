"""Shamir's secret sharing over GF(256): split bytes so that any k shares give them back and k - 1 tell nothing.

A. Shamir, How to share a secret, Communications of the ACM 22 (1979). The field is that of AES (x^8+x^4+x^3+x+1).
"""

import secrets
from collections.abc import Mapping
from functools import reduce
from operator import xor


def split(secret: bytes, *, needed: int, made: int) -> dict[int, bytes]:
    """Shares by number, 1 to `made`, each as long as the secret; any `needed` of them give it back."""
    if not 2 <= needed <= made <= 255:
        raise ValueError("at least two are needed, and no more than are made")
    polynomials = [(byte, *secrets.token_bytes(needed - 1)) for byte in secret]
    return {x: bytes(_at(polynomial, x) for polynomial in polynomials) for x in range(1, made + 1)}


def combine(shares: Mapping[int, bytes]) -> bytes:
    """The secret from as many shares as were needed. Wrong or too few shares give other bytes, not an error."""
    lengths = {len(share) for share in shares.values()}
    if len(shares) < 2 or len(lengths) != 1 or not all(1 <= x <= 255 for x in shares):
        raise ValueError("two or more shares of one length, numbered from 1 to 255")
    weights = {x: _weight_at_zero(x, shares) for x in shares}
    return bytes(
        reduce(xor, (_times(weights[x], share[place]) for x, share in shares.items())) for place in range(lengths.pop())
    )


def _weight_at_zero(x: int, others: Mapping[int, bytes]) -> int:
    # Lagrange's coefficient at zero; subtraction is xor in this field.
    return reduce(_times, (_divided(other, other ^ x) for other in others if other != x), 1)


def _at(polynomial: tuple[int, ...], x: int) -> int:
    return reduce(lambda value, coefficient: _times(value, x) ^ coefficient, reversed(polynomial), 0)


def _tables() -> tuple[list[int], list[int]]:
    exp, log, value = [0] * 255, [0] * 256, 1
    for power in range(255):
        exp[power], log[value] = value, power
        doubled = value << 1 ^ (0x11B if value & 0x80 else 0)
        value = doubled ^ value  # times 3, a generator
    return exp, log


_EXP, _LOG = _tables()


def _times(left: int, right: int) -> int:
    return _EXP[(_LOG[left] + _LOG[right]) % 255] if left and right else 0


def _divided(left: int, right: int) -> int:
    if not right:
        raise ZeroDivisionError("two shares with one number")
    return _EXP[(_LOG[left] - _LOG[right]) % 255] if left else 0
