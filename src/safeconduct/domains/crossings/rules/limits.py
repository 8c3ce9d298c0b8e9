"""Checks that several rules share: codes, ranges, ids, free text, the post that is spoken of, and corrections."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import msgspec

from safeconduct.foundation.access.roles import SYSTEM
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import NotAllowed, Refused
from safeconduct.kernel.text import LIMIT, Kind, clean_text


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


def check_id(text: str) -> None:
    """Refused: crossings.malformed_id."""
    if not is_id(text):
        raise Refused("crossings.malformed_id")


def check_here(post: str, here: Circumstances) -> None:
    """NotAllowed: crossings.not_at_this_post. Access was judged for the act's place, so the command must mean it.

    What follows of itself (a voided group voids its crossings) may reach over posts.
    """
    if post != here.place and SYSTEM not in here.roles:
        raise NotAllowed("crossings.not_at_this_post")


def cleaned(value: str, *, kind: Kind, field: str, limit: int = LIMIT) -> str:
    """The text as it is stored. Refused: the codes of kernel.text."""
    return clean_text(value, kind=kind, limit=limit, field=field).stored


def given_reason(reason: str) -> str:
    """Refused: crossings.reason_missing, and what kernel.text refuses."""
    text = cleaned(reason, kind="note", field="reason")
    if not text:
        raise Refused("crossings.reason_missing")
    return text


def read_changes(
    given: Mapping[str, Any],
    fields: type[msgspec.Struct],
    checks: Mapping[str, Callable[[Any, Circumstances], Any]],
    here: Circumstances,
) -> dict[str, Any]:
    """Corrected fields with their types and checks. Refused: not_correctable, wrong_shape, and what a check refuses."""
    found: dict[str, Any] = {}
    known = {field.name for field in msgspec.structs.fields(fields)}
    for name, value in given.items():
        if name not in known:
            raise Refused("crossings.not_correctable", field=name)
        try:
            typed = getattr(msgspec.convert({name: value}, fields), name)
        except msgspec.ValidationError:
            raise Refused("crossings.wrong_shape", field=name) from None
        check = checks.get(name)
        found[name] = check(typed, here) if check else typed
    return found
