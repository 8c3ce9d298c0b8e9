"""In which roles somebody acted, entry by entry: as it was written then, whatever roles they have today."""

from collections.abc import Iterable

import msgspec

from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.statements import execute


def roles_by_entry(subjects: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The roles of the author of every entry of these subjects, by the entry's name; what cannot be read is missing."""
    wanted = list(dict.fromkeys(subjects))
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    found: dict[str, tuple[str, ...]] = {}
    for (data,) in execute(f"SELECT header FROM journal_entry WHERE subject IN ({marks})", wanted).fetchall():
        try:
            header = read_header(bytes(data))
        except msgspec.MsgspecError:
            continue
        found[f"{header.stream}:{header.seq}"] = header.roles
    return found
