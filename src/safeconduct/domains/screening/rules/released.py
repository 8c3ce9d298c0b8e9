"""The tables that came with this version, as data: the card, the phrases. What stands may have been released since."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

HOME = "safeconduct.domains.screening"


@cache
def shipped(name: str) -> dict[str, Any]:
    """One table as it came with the software. Raises FileNotFoundError for a name that is none."""
    data = (files(HOME) / "released" / f"{name}.json").read_bytes()
    found = msgspec.json.decode(data)
    if found["table"] != name:
        raise ValueError(f"{name}.json calls itself {found['table']}")
    return dict(found)
