"""Reactions: each reads the journal from a durable cursor, moved in the transaction of what it does."""

from collections.abc import Iterable

from safeconduct.foundation.dispatch.engine import perform
from safeconduct.foundation.dispatch.house import House, Reaction
from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.ledger import Ledger
from safeconduct.foundation.journal.reading import opened_entry
from safeconduct.foundation.journal.statements import execute, execute_many
from safeconduct.kernel.facts import fact_type_name

AT_ONCE = 64


def react_once(house: House, ledger: Ledger, reaction: Reaction) -> bool:
    """Read the next entries and do what follows. Returns whether there may be more to read."""
    place = places().get(reaction.name, 0)
    if place >= ledger.position:
        return False
    rows = execute(
        "SELECT position, header, named, nameless FROM journal_entry WHERE position > %s ORDER BY position LIMIT %s",
        [place, AT_ONCE],
    ).fetchall()
    wanted = _wanted(reaction)
    for position, header_bytes, named, nameless in rows:
        place = position
        header = read_header(bytes(header_bytes))
        if header.type not in wanted or not ledger.is_own(header.stream):
            continue
        held = opened_entry(ledger.keyring, header, named, nameless)
        following = reaction.then(held) if held is not None else None
        if following is not None:
            act, commands = following
            perform(house, ledger, act, tuple(commands))
    _move([reaction.name], place)
    return bool(rows)


def pass_by(house: House, ledger: Ledger, before: int, types: Iterable[str]) -> None:
    """Move on, in the transaction of what was written, those reactions that had read all and have nothing to do.

    `before` is where the journal ended, `types` are those of the entries written since.
    """
    written, at = set(types), places()
    idle = [one.name for one in house.reactions if at.get(one.name, 0) == before and not written & _wanted(one)]
    if idle and ledger.position > before:
        _move(idle, ledger.position)


def places() -> dict[str, int]:
    """How far each reaction has read."""
    return dict(execute("SELECT reaction, position FROM journal_cursor").fetchall())


def _wanted(reaction: Reaction) -> set[str]:
    return {fact_type_name(kind) for kind in reaction.when}


def _move(names: list[str], position: int) -> None:
    execute_many(
        "INSERT INTO journal_cursor (reaction, position) VALUES (%s, %s) "
        "ON CONFLICT (reaction) DO UPDATE SET position = excluded.position",
        [[name, position] for name in names],
    )
