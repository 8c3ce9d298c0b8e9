"""Reactions: each reads the journal from a durable cursor, moved in the transaction of what it does."""

import logging
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from django.db import transaction

from safeconduct.foundation.dispatch.attempting import attempt
from safeconduct.foundation.dispatch.failures import name_of
from safeconduct.foundation.dispatch.house import House, Reaction
from safeconduct.foundation.journal.entry import Header, read_header
from safeconduct.foundation.journal.ledger import Ledger, Place
from safeconduct.foundation.journal.reading import opened_entry
from safeconduct.foundation.journal.statements import DATABASE_FAILS, execute, execute_many
from safeconduct.kernel.acts import Receipt
from safeconduct.kernel.facts import fact_type_name

AT_ONCE = 64
STORED_EVERY = 256  # entries: as many are read in vain after a crash
log = logging.getLogger(__name__)


class Read(NamedTuple):
    """An entry as reactions read it: opened only for those that want it."""

    position: int
    header: Header
    bodies: tuple[Any, Any]


def react_once(house: House, ledger: Ledger, go_on: Callable[[], bool] = lambda: True) -> bool:
    """Let every reaction that is behind read its next entries and do what follows, in one transaction.

    Between two entries `go_on` says whether there is time for another. Returns whether some reaction is still behind.
    An entry from which nothing can follow is passed over, listed and logged by its position; it holds up nothing.
    """
    before, read = ledger.position, dict[int, list[Read]]()
    types: list[str] = []
    for reaction in house.reactions:
        place = place_of(ledger, reaction).read
        if place < before:
            types += _read_on(house, ledger, reaction, _entries_after(place, read), go_on)
            if not go_on():
                break
    pass_by(house, ledger, before, types)
    return is_behind(house, ledger)


def is_behind(house: House, ledger: Ledger) -> bool:
    """Whether some reaction has not read all."""
    return any(place_of(ledger, one).read < ledger.position for one in house.reactions)


def _entries_after(place: int, read: dict[int, list[Read]]) -> list[Read]:
    """The next entries; most reactions stand at the same place, and `read` has what one of them read there."""
    if place not in read:
        rows = execute(
            "SELECT position, header, named, nameless FROM journal_entry WHERE position > %s"
            " ORDER BY position LIMIT %s",
            [place, AT_ONCE],
        ).fetchall()
        read[place] = [Read(position, read_header(bytes(header)), tuple(bodies)) for position, header, *bodies in rows]
    return read[place]


def _read_on(
    house: House, ledger: Ledger, reaction: Reaction, entries: list[Read], go_on: Callable[[], bool]
) -> list[str]:
    """Do what follows from these entries, as far as there is time. Returns the types of what was written."""
    wanted, place, types = _wanted(reaction), place_of(ledger, reaction).read, list[str]()
    for position, header, bodies in entries:
        place = position
        if header.type not in wanted or not ledger.wrote(header.stream):
            continue
        answer = _follow(house, ledger, reaction, header, bodies)
        if isinstance(answer, Receipt):
            types += [type_name for _stream, _seq, type_name, _subject in answer.entries]
        elif answer is not None:
            _list(reaction.name, position, name_of(answer))
            log.error("reaction %s passed over entry %s: %s", reaction.name, position, name_of(answer))
        if not go_on():
            break
    _move(ledger, [reaction.name], place)
    return types


def _list(reaction: str, position: int, code: str) -> None:
    execute(
        "INSERT INTO journal_passed_over (id, reaction, position, code) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (id) DO UPDATE SET code = excluded.code",
        [f"{reaction}|{position}", reaction, position, code[:80]],
    )


def _follow(
    house: House, ledger: Ledger, reaction: Reaction, header: Header, bodies: tuple[Any, Any]
) -> Receipt | Exception | None:
    try:
        held = opened_entry(ledger.keyring, header, *bodies)
        if held is None or not reaction.wants(held.fact):
            return None
        with transaction.atomic():
            following = reaction.then(held)
    except DATABASE_FAILS:
        raise
    except Exception as failure:
        return failure
    if following is None:
        return None
    act, commands = following
    return attempt(house, ledger, act, tuple(commands))


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
