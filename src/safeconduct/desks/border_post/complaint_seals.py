"""What is said of misconduct, on its way into the seal: from the request straight to sealed bytes, kept nowhere else.

With every complaint, of whatever kind, one entry is placed in every compartment, all of one size: nobody who carries
them sees for which of them anything was said, or how long it is.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from safeconduct.domains.accountability.states import CODE_LENGTH, CODE_SIGNS, COMPARTMENT
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import PlaceSealed
from safeconduct.foundation.compartments.sealing import seal_for
from safeconduct.kernel.codec import encode

ROUTINE = "routine"


def can_seal() -> bool:
    """Whether an agency holds the compartment for misconduct."""
    return any(one.code == COMPARTMENT for one in compartments.compartments())


def new_code() -> str:
    """A code by which who complained is known again; drawn for the form, kept nowhere but with the complaint."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def seals(content: Mapping[str, Any], *, is_sealed: bool) -> list[PlaceSealed]:
    """One entry for every compartment: the complaint for who receives it, as much of nothing for the others."""
    routine = _as_long_as(len(encode(dict(content))))
    return [
        seal_for(one.code, content if is_sealed and one.code == COMPARTMENT else routine)
        for one in compartments.compartments()
    ]


def _as_long_as(length: int) -> dict[str, Any]:
    """Nothing, of this many bytes: the seal pads both to the same size."""
    fill = max(0, length - len(encode({"form": ROUTINE, "fill": ""})))
    while fill and len(encode({"form": ROUTINE, "fill": " " * fill})) > length:
        fill -= 1
    return {"form": ROUTINE, "fill": " " * fill}
