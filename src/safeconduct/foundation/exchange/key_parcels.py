"""Keys travel apart from entries, in a parcel sealed to the receiver; where they come in, what they open projects.

Which keys: the table of subscriptions says. Nobody gives a key of what was erased, and a key is kept only where it
opens what is held, so that none can be put in the place of another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from safeconduct.foundation.exchange import own
from safeconduct.foundation.exchange.models import Peer
from safeconduct.foundation.exchange.standing import Heads, Said, keys_taken_from, takes_from
from safeconduct.foundation.exchange.subscriptions import Keys
from safeconduct.foundation.exchange.wire import Parcel, decoded
from safeconduct.foundation.journal.entry import Header, named_aad, nameless_aad, read_header
from safeconduct.foundation.journal.ledger import End, Ledger, ledger
from safeconduct.foundation.journal.statements import execute, execute_many, first
from safeconduct.foundation.vault.addressed import open_letter, seal_to_node
from safeconduct.foundation.vault.sealing import open_sealed
from safeconduct.kernel.codec import encode
from safeconduct.kernel.problems import Refused

MOST_ENTRIES = 2000  # assumption: of which one parcel holds the keys


def parcel_for(here: Ledger, peer: Peer, heads: Heads, said: Said) -> Parcel | None:
    """The next keys for a peer: of the entries that it holds and has no keys of yet; None where there are none."""
    through: dict[str, int] = {}
    audiences: dict[str, dict[str, bytes]] = {}
    subjects: dict[str, bytes] = {}
    for stream in sorted(heads.given):
        after, until = said.keys.get(stream, 0), min(said.holds.get(stream, 0), heads.given[stream])
        until = min(until, after + MOST_ENTRIES)
        if until <= after:
            continue
        headers, named = _entries(stream, after, until)
        through[stream] = until
        months = {header.key_month for header in headers}
        keys = {month: here.keyring.reveal_stream_key(stream, month) for month in sorted(months)}
        audiences[stream] = {month: key for month, key in keys.items() if key is not None}
        if heads.gifts[stream].keys is Keys.THEIRS:
            named = _written_about_by(peer.subject, named)
        found = {subject: here.keyring.reveal_subject_key(subject) for subject in sorted(named)}
        subjects.update({subject: key for subject, key in found.items() if key is not None})
    return Parcel(through=through, audiences=audiences, subjects=subjects) if through else None


def _entries(stream: str, after: int, until: int) -> tuple[list[Header], set[str]]:
    """The headers of these entries, and the subjects of those that have a named body."""
    rows = execute(
        "SELECT header, named IS NOT NULL FROM journal_entry WHERE stream = %s AND seq > %s AND seq <= %s",
        [stream, after, until],
    ).fetchall()
    headers = [read_header(bytes(header)) for header, _ in rows]
    return headers, {header.subject for header, (_, named) in zip(headers, rows, strict=True) if named}


def _written_about_by(node: str, subjects: Iterable[str]) -> set[str]:
    """Those subjects of which the node has written itself: it knows them already."""
    return {
        subject
        for subject in subjects
        if first("SELECT 1 FROM journal_entry WHERE subject = %s AND stream LIKE %s", [subject, f"{node}.%"])
    }


def seal_parcel(parcel: Parcel, peer: Peer) -> bytes:
    """The body of an envelope that only this peer opens."""
    return seal_to_node(bytes(peer.exchange_key), encode(parcel), info=parcel_info(ledger().node, peer.subject))


def open_parcel(body: bytes, sender: str) -> Parcel:
    """A parcel sealed to this node. Refused: exchange.damaged, vault.seal_broken."""
    return decoded(open_letter(own.letter_key(), body, info=parcel_info(sender, ledger().node)), Parcel)


def parcel_info(sender: str, receiver: str) -> bytes:
    """What the letter around a parcel is bound to."""
    return f"keys|{sender}|{receiver}".encode()


@dataclass
class Taken:
    """What came of a parcel: how many keys were new, and the streams of those that open nothing held here."""

    new: int = 0
    unfit: list[str] = field(default_factory=list)


def take_parcel(here: Ledger, peer: Peer, parcel: Parcel) -> Taken:
    """Keep the keys that open what is held, and mark what they concern; belongs into the writer.

    Refused: exchange.not_subscribed (stream); exchange.gap (stream), where the entries have not come yet.
    """
    for stream in parcel.through.keys() | parcel.audiences.keys():
        if stream not in parcel.through or not takes_from(peer, stream):
            raise Refused("exchange.not_subscribed", stream=stream)
        if parcel.through[stream] > here.ends.get(stream, End()).seq:
            raise Refused("exchange.gap", stream=stream)
    taken, before = Taken(), keys_taken_from(peer.subject)
    for stream, months in parcel.audiences.items():
        new = {month: key for month, key in months.items() if here.keyring.stream_key(stream, month) is None}
        if new:
            _take_months(here, stream, (before.get(stream, 0), parcel.through[stream]), new, taken)
    for subject, key in parcel.subjects.items():
        _take_subject(here, peer, subject, key, taken)
    further = {stream: through for stream, through in parcel.through.items() if through > before.get(stream, 0)}
    execute_many(
        "INSERT INTO exchange_keys_taken (id, through) VALUES (%s, %s) "
        "ON CONFLICT (id) DO UPDATE SET through = excluded.through",
        [[f"{peer.subject}|{stream}", through] for stream, through in further.items()],
    )
    return taken


def _take_months(here: Ledger, stream: str, entries: tuple[int, int], keys: dict[str, bytes], taken: Taken) -> None:
    rows = execute(
        "SELECT subject, header, nameless FROM journal_entry "
        "WHERE stream = %s AND seq > %s AND seq <= %s AND nameless IS NOT NULL",
        [stream, *entries],
    ).fetchall()
    found = [(subject, read_header(bytes(header)), bytes(body)) for subject, header, body in rows]
    for month, key in keys.items():
        of_month = [one for one in found if one[1].key_month == month]
        if not any(_opens(key, body, nameless_aad(stream, header.type)) for _, header, body in of_month):
            taken.unfit.append(stream)
            continue
        here.keyring.take_audience_key(here.keyring.key_owner(stream), month, key)
        taken.new += 1
        _mark(here, {subject for subject, _, _ in of_month})


def _take_subject(here: Ledger, peer: Peer, subject: str, key: bytes, taken: Taken) -> None:
    keyring = here.keyring
    if first("SELECT 1 FROM journal_erasure WHERE subject = %s", [subject]) or keyring.subject_key(subject) is not None:
        return
    rows = execute(
        "SELECT stream, header, named FROM journal_entry WHERE subject = %s AND named IS NOT NULL", [subject]
    ).fetchall()
    held = [
        (stream, read_header(bytes(header)), bytes(body)) for stream, header, body in rows if takes_from(peer, stream)
    ]
    if not held:
        return  # nothing of it is left here to be opened
    if not any(_opens(key, body, named_aad(subject, header.type)) for _, header, body in held):
        taken.unfit.append(held[0][0])
        return
    keyring.take_subject_key(subject, key)
    taken.new += 1
    _mark(here, {subject})


def _opens(key: bytes, body: bytes, aad: bytes) -> bool:
    try:
        open_sealed(key, body, aad=aad)
    except (Refused, ValueError):
        return False
    return True


def _mark(here: Ledger, subjects: set[str]) -> None:
    here.recent.forget(subjects)
    execute_many(
        "INSERT INTO journal_dirty (subject) VALUES (%s) ON CONFLICT (subject) DO NOTHING",
        [[subject] for subject in sorted(subjects)],
    )
