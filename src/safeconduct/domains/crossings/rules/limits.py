"""Checks that several rules share: codes in their lists, numbers in their ranges, and the post that is spoken of."""

from collections.abc import Collection

from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.problems import NotAllowed, Refused


def check_code(field: str, value: str, allowed: Collection[str]) -> None:
    """Refused: crossings.unknown_code, with the field but not the value, which a person may have typed."""
    if value not in allowed:
        raise Refused("crossings.unknown_code", field=field)


def check_codes(field: str, values: Collection[str], allowed: Collection[str]) -> None:
    """As check_code, for each of several values."""
    for value in values:
        check_code(field, value, allowed)


def check_range(field: str, value: int, least: int, most: int) -> None:
    """Refused: crossings.out_of_range. Truth values are no numbers here."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Refused("crossings.out_of_range", field=field, least=least, most=most)


def check_here(post: str, here: Circumstances) -> None:
    """NotAllowed: crossings.not_at_this_post. Access was judged for the act's place, so the command must mean it."""
    if post != here.place:
        raise NotAllowed("crossings.not_at_this_post")
