"""Two nodes in one database, one after the other: each is kept in memory while somebody sits at the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from safeconduct.entrypoints import wiring
from safeconduct.foundation.compartments.commands import PlaceSealed
from safeconduct.foundation.compartments.sealing import seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.house import Door, furnish, house
from safeconduct.foundation.exchange import files, queries, wire
from safeconduct.foundation.exchange.gathering import Most, gather
from safeconduct.foundation.exchange.introduction import introduce_peer, read_introduction
from safeconduct.foundation.exchange.key_parcels import parcel_for, seal_parcel
from safeconduct.foundation.exchange.standing import Said, heads_shared_with
from safeconduct.foundation.journal.ledger import close_ledger, ledger, open_ledger
from safeconduct.foundation.journal.projector import all_tables, register_projection
from safeconduct.foundation.journal.verify import plain
from safeconduct.foundation.nodes.opening import ledger_of
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.places.models import FormBatch
from safeconduct.foundation.vault.derived_keys import RootKey
from safeconduct.kernel.acts import Act, Command, Effect
from safeconduct.kernel.clock import SimulatedClock
from safeconduct.kernel.facts import About, Fact, register_facts
from safeconduct.kernel.ids import derived_id, new_id
from tests.assessed import provisionally
from tests.conftest import START

AGENCY_CODE = "river_aid"
POST, AGENCY = derived_id("post node"), derived_id("agency node")
ROOTS = {POST: RootKey(bytes(range(32))), AGENCY: RootKey(bytes(range(32, 64))), "third": RootKey(bytes(32))}


class Told(Fact, frozen=True, kw_only=True):
    """Something told to one agency, with words under the subject's own key; stands for a referral."""

    AUDIENCE: ClassVar[str] = "referral."
    KIND: ClassVar[str] = "told"
    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    agency: str
    number: int
    words: str = ""

    @property
    def audience(self) -> str:
        """The agency's stream."""
        return f"referral.{self.agency}"


def told_rows(held: Any) -> Any:
    """One row a subject, from all that was told: the sum of the numbers and the words in order."""
    if not held:
        return {}
    ordered = sorted(held, key=lambda one: (one.clock, one.ref))
    words = " ".join(one.fact.words for one in ordered)
    row = {"post": words[:32], "first": sum(one.fact.number for one in held),
           "count": len(held), "issued_at": ordered[0].recorded_at}  # fmt: skip
    return {"places_form_batch": [row]}


class Tell(Command, frozen=True, kw_only=True):
    """Tell an agency: (subject, agency, number, words) each."""

    told: tuple[tuple[str, str, int, str], ...]


def decide_tell(command: Tell, state: None, here: Any) -> list[About]:
    """What was told, as it was told."""
    return [
        About(subject, Told(agency=agency, number=number, words=words))
        for subject, agency, number, words in command.told
    ]


def wire_up() -> None:
    """The wiring of the house, with a door to tell through; the system itself places sealed entries here."""
    wiring.wire()
    register_facts(Told)
    register_projection("told", told_rows, (FormBatch,))
    doors = house().doors
    ours = {
        Tell: Door(Tell, Effect.NEUTRAL, wiring.NODE, decide_tell),
        PlaceSealed: replace(doors[PlaceSealed], leave=wiring.NODE + wiring.TELLING),
    }
    furnish(replace(house(), doors={**doors, **ours}))


@contextmanager
def forgotten() -> Iterator[None]:
    """All that is written inside is gone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


State = dict[str, list[Any]]  # table -> rows


def tables() -> list[str]:
    """The tables that make up a node in these tests."""
    names = {model._meta.db_table for model in apps.get_models()} | {table.name for table in all_tables()}
    kept = ("journal_", "exchange_", "compartments_", "places_form", "assessments_")
    return sorted(name for name in names if name.startswith(kept))


def state() -> State:
    """All that the node in the database holds."""
    return {table: select(f"SELECT * FROM {table}") for table in tables()}


def put_back(kept: State) -> None:
    """Fill an empty database with a node."""
    with connection.cursor() as cursor:
        for table, rows in kept.items():
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


@dataclass
class Machine:
    """A node that is put into the database when somebody sits down at it, and taken out again."""

    name: str
    profile: str
    agency: str = ""
    kept: State = field(default_factory=dict)

    @contextmanager
    def sitting(self, *, keep: bool = True) -> Iterator[Any]:
        """The node, open. What is done stays on it, unless `keep` says otherwise."""
        wire_up()
        before = settings.SAFECONDUCT_PROFILE, settings.SAFECONDUCT_AGENCY, settings.SAFECONDUCT_TRAINING
        settings.SAFECONDUCT_PROFILE, settings.SAFECONDUCT_AGENCY = self.profile, self.agency
        settings.SAFECONDUCT_TRAINING, settings.SAFECONDUCT_NODE_NAME = True, f"{self.profile} node"
        places.forget_zones()
        try:
            with forgotten():
                put_back(self.kept)
                root = ROOTS.get(self.name, ROOTS["third"])
                opened = ledger_of(self.name, root, SimulatedClock(START), make=True)
                open_ledger(opened)
                yield opened
                if keep:
                    self.kept = state()
        finally:
            close_ledger()
            places.forget_zones()
            settings.SAFECONDUCT_PROFILE, settings.SAFECONDUCT_AGENCY, settings.SAFECONDUCT_TRAINING = before


def act(**more: Any) -> Act:
    """An act of the node itself."""
    return Act(**{"id": new_id(), "actor": "system", "purpose": "administration", "place": "node", **more})


def introduced(data: bytes) -> Any:
    """Introduce the node of this file here."""
    said = read_introduction(data)
    introduce_peer(act(), said, compared=said.fingerprint, first=provisionally(said.node))
    return queries.peer(said.node)


def tell(*facts: tuple[str, Told]) -> None:
    """Write these as one act: (subject, fact)."""
    told = tuple((subject, fact.agency, fact.number, fact.words) for subject, fact in facts)
    submit(act(), Tell(told=told))
    ledger().clock.pass_time(timedelta(seconds=1))  # type: ignore[attr-defined]


def seal(code: str, content: dict[str, Any]) -> str:
    """Place a sealed entry; its id."""
    sealed = seal_for(code, content)
    submit(act(), sealed)
    return sealed.entry


def bundle(peer: Any, holds: dict[str, int], most: Most) -> tuple[bytes, dict[str, int]] | None:
    """The next bundle for a peer that holds this, and what it holds then."""
    segments = gather(ledger(), heads_shared_with(peer), Said(holds=holds, knows=frozenset({ledger().node})), most)
    if not segments:
        return None
    message = files.message_to(peer, wire.BUNDLE, wire.packed_segments(segments))
    return message, {**holds, **{one.head.stream: one.head.seq for one in segments}}


def parcel(peer: Any, holds: dict[str, int], keys: dict[str, int]) -> bytes | None:
    """The keys for a peer that holds this and has these."""
    found = parcel_for(ledger(), peer, heads_shared_with(peer), Said(holds=holds, keys=keys))
    return None if found is None else files.message_to(peer, wire.KEYS, seal_parcel(found, peer))


def rows_of(subjects: set[str]) -> dict[str, list[list[Any]]]:
    """All projected rows of these subjects, as plain values."""
    found: dict[str, list[list[Any]]] = {}
    for table in all_tables():
        with connection.cursor() as cursor:
            cursor.execute(table.select)
            rows = sorted(
                ([plain(value) for value in row] for row in cursor.fetchall() if row[-1] in subjects), key=repr
            )
        if rows:
            found[table.name] = rows
    return found


def subjects_of(audience_begins: str) -> set[str]:
    """The subjects of the entries in streams whose audience begins so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stream, subject FROM journal_entry")
        return {subject for stream, subject in cursor.fetchall() if stream.split(".", 2)[2].startswith(audience_begins)}


def select(sql: str, *parameters: Any) -> list[Any]:
    """Rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
