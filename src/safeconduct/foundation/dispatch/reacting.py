"""Reactions: each reads the journal from a durable cursor, moved in the transaction of what it does."""

from django.db import connection

from safeconduct.foundation.dispatch.engine import perform
from safeconduct.foundation.dispatch.house import House, Reaction
from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.ledger import Ledger
from safeconduct.foundation.journal.reading import opened_entry
from safeconduct.kernel.facts import fact_type_name

AT_ONCE = 64


def react_once(house: House, ledger: Ledger, reaction: Reaction) -> bool:
    """Read the next entries and do what follows. Returns whether there may be more to read."""
    place = _place_of(reaction.name)
    if place >= ledger.position:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT position, header, named, nameless FROM journal_entry WHERE position > %s ORDER BY position LIMIT %s",
            [place, AT_ONCE],
        )
        rows = cursor.fetchall()
    wanted = {fact_type_name(kind) for kind in reaction.when}
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
    _move(reaction.name, place)
    return bool(rows)


def _place_of(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT position FROM journal_cursor WHERE reaction = %s", [name])
        row = cursor.fetchone()
    return row[0] if row else 0


def _move(name: str, position: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_cursor (reaction, position) VALUES (%s, %s) "
            "ON CONFLICT (reaction) DO UPDATE SET position = excluded.position",
            [name, position],
        )
