"""Reactions: each reads the journal from a durable cursor, moved in the transaction of what it does."""

import logging
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import transaction

from safeconduct.foundation.dispatch.attempting import attempt
from safeconduct.foundation.dispatch.failures import name_of
from safeconduct.foundation.dispatch.house import House, Reaction
from safeconduct.foundation.journal.entry import Header, read_header
from safeconduct.foundation.journal.ledger import Ledger, Place
from safeconduct.foundation.journal.reading import opened_entry
from safeconduct.foundation.journal.statements import DATABASE_FAILS, execute, execute_many
from safeconduct.kernel.facts import fact_type_name

AT_ONCE = 64
STORED_EVERY = 256  # entries: as many are read in vain after a crash
log = logging.getLogger(__name__)


def react_once(house: House, ledger: Ledger, reaction: Reaction) -> bool:
    """Read the next entries and do what follows. Returns whether there may be more to read.

    An entry from which nothing can follow is passed over, listed and logged by its position; it holds up nothing.
    """
    place = place_of(ledger, reaction).read
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
        if header.type not in wanted or not ledger.wrote(header.stream):
            continue
        stopped = _follow(house, ledger, reaction, header, (named, nameless))
        if stopped is not None:
            _list(reaction.name, position, name_of(stopped))
            log.error("reaction %s passed over entry %s: %s", reaction.name, position, name_of(stopped))
    _move(ledger, [reaction.name], place)
    return bool(rows)


def _list(reaction: str, position: int, code: str) -> None:
    execute(
        "INSERT INTO journal_passed_over (id, reaction, position, code) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (id) DO UPDATE SET code = excluded.code",
        [f"{reaction}|{position}", reaction, position, code[:80]],
    )


def _follow(
    house: House, ledger: Ledger, reaction: Reaction, header: Header, bodies: tuple[Any, Any]
) -> Exception | None:
    try:
        with transaction.atomic():
            held = opened_entry(ledger.keyring, header, *bodies)
            following = reaction.then(held) if held is not None else None
    except DATABASE_FAILS:
        raise
    except Exception as failure:
        return failure
    if following is None:
        return None
    act, commands = following
    answer = attempt(house, ledger, act, tuple(commands))
    return answer if isinstance(answer, Exception) else None


def pass_by(house: House, ledger: Ledger, before: int, types: Iterable[str]) -> None:
    """Move on those reactions that had read all and have nothing to do; stored now and then: what has nothing for
    them may be read again.

    `before` is where the journal ended, `types` are those of the entries written since.
    """
    if ledger.position == before:
        return
    written = set(types)
    late = []
    for one in house.reactions:
        place = place_of(ledger, one)
        if place.read == before and not written & _wanted(one):
            place.read = ledger.position
            if place.read - place.stored >= STORED_EVERY:
                late.append(one.name)
    if late:
        _move(ledger, late, ledger.position)


def place_of(ledger: Ledger, reaction: Reaction) -> Place:
    """How far a reaction has read."""
    if ledger.places is None:
        stored = execute("SELECT reaction, position FROM journal_cursor").fetchall()
        ledger.places = {name: Place(position, position) for name, position in stored}
    return ledger.places.setdefault(reaction.name, Place())


@cache
def _wanted(reaction: Reaction) -> frozenset[str]:
    return frozenset(fact_type_name(kind) for kind in reaction.when)


def _move(ledger: Ledger, names: list[str], position: int) -> None:
    if ledger.places is not None:
        ledger.places.update({name: Place(position, position) for name in names})
    execute_many(
        "INSERT INTO journal_cursor (reaction, position) VALUES (%s, %s) "
        "ON CONFLICT (reaction) DO UPDATE SET position = excluded.position",
        [[name, position] for name in names],
    )
