"""Write the tables of docs/who-may.md from the doors, so that what is read there is what is asked of everyone."""

import os
import re
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "who-may.md"
BEGINS, ENDS = "<!-- tables begin -->\n", "<!-- tables end -->"
WHERE = {frozenset({"post"}): "at a post of theirs", frozenset({"node"}): "at the node"}

sys.path.insert(0, str(ROOT / "src"))


def tables() -> str:
    """Every door by its room: what it does to people, who may ask, for what, where, and which words it may carry."""
    from safeconduct.entrypoints import wiring

    lines = []
    for room, doors in groupby(sorted(wiring.DOORS, key=_place), key=lambda door: _place(door)[0]):
        lines += [
            f"## {room}{_of_profile(room)}",
            "",
            "| command | does | who, for what, where | words about somebody |",
            "|---|---|---|---|",
        ]
        for door in doors:
            effect = door.effect.name.lower()
            who = "<br>".join(_leave(one) for one in _merged(door.leave)) or "nobody"
            lines.append(f"| {_words(door.command.__name__)} | {effect} | {who} | {_about(door.command)} |")
        lines.append("")
    return "\n".join(lines)


def _place(door: Any) -> tuple[str, str]:
    parts = door.command.__module__.split(".")
    return parts[2], door.command.__name__


def _of_profile(room: str) -> str:
    from safeconduct.entrypoints.profiles import ROOMS

    return {"post": " (at a post)", "agency": " (on a protection agency's node)"}.get(ROOMS.get(room, ""), "")


def _words(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def _merged(leave: tuple[Any, ...]) -> list[tuple[list[str], list[str], frozenset[str]]]:
    """Roles that may the same for the same, together."""
    found: dict[tuple[frozenset[str], frozenset[str]], set[str]] = {}
    for one in leave:
        found.setdefault((one.purposes, one.at), set()).update(one.roles)
    return [(sorted(roles), sorted(purposes), at) for (purposes, at), roles in found.items()]


def _leave(one: tuple[list[str], list[str], frozenset[str]]) -> str:
    roles, purposes, at = one
    where = WHERE.get(at, "anywhere")
    return f"{', '.join(roles).replace('_', ' ')}: {', '.join(purposes).replace('_', ' ')}, {where}"


def _about(command: type[Any]) -> str:
    """The fields of a command that end up under somebody's key: by the names that the room's facts keep there."""
    from safeconduct.kernel.facts import Fact

    room = command.__module__.split(".")[:3]
    kept = {name for fact in _all(Fact) if fact.__module__.split(".")[:3] == room for name in fact.NAMED}
    fields = [name for name in command.__struct_fields__ if name in kept]
    return ", ".join(fields).replace("_", " ")


def _all(kind: type[Any]) -> list[type[Any]]:
    return [one for child in kind.__subclasses__() for one in (child, *_all(child))]


def written(page: str) -> str:
    """The page with its tables as they are now."""
    head, _, rest = page.partition(BEGINS)
    return f"{head}{BEGINS}{tables()}{ENDS}{rest.partition(ENDS)[2]}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.entrypoints.settings")
    import django

    from safeconduct.foundation.vault import open_database_key

    open_database_key.set(bytes(32))
    os.environ.setdefault("SAFECONDUCT_HOME", "/nonexistent")
    django.setup()
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
