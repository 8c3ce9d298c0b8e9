"""Rows are a function of the facts held: any order, any part of them, bodies gone, claims false."""

import os
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.domains.people import facts as said
from safeconduct.domains.people.facts import SEPARATION, DocumentCodes, DocumentDetails
from safeconduct.domains.people.projection import (
    group_rows,
    may_release,
    person_rows,
    photo_rows,
    separation_flags,
)
from safeconduct.domains.people.tables import PROJECTIONS
from safeconduct.domains.people.tests.casting import (
    GROUP,
    NOON,
    OFFICER,
    SECOND_GROUP,
    SUPERVISOR,
    held,
    without_bodies,
)
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.facts import Held, Rows
from safeconduct.science.calendars import BirthDate

# The bench asks for 10,000 orders a room; the suite for a few hundred.
ORDERS = settings(
    max_examples=int(os.environ.get("SAFECONDUCT_ORDERS", "300")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
SECRET = "Zuleikha"  # stands in every named text, and nowhere else
STREAMS = ("bridge.1.register", "rail.1.register", "port.2.register")

names = st.sampled_from(("", f"{SECRET}", f"{SECRET} Amina", f"{SECRET} أمينة"))
groups = st.sampled_from(("", GROUP, SECOND_GROUP))
codes = st.sampled_from(("", "SYR", "UKR", "XKD"))
need_codes = st.lists(st.sampled_from(("doctor_now", "wheelchair")), max_size=2).map(tuple)
seqs = st.integers(min_value=1, max_value=9)
refs = st.builds(lambda stream, seq: f"{stream}:{seq}", st.sampled_from(STREAMS), seqs)
flag_names = st.lists(st.one_of(refs.map(lambda ref: f"{ref}:{SEPARATION}"), st.just("nonsense")), max_size=2).map(
    tuple
)
births = st.sampled_from((BirthDate(), BirthDate(year=1990), BirthDate(age=7, as_of=NOON.date(), text=SECRET)))
document_ids = st.sampled_from(("d" * 32, "e" * 32))


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.just(said.UNSET), values)


documents = st.builds(DocumentCodes, id=document_ids, type=st.sampled_from(("passport", "other")))
details = st.builds(DocumentDetails, number=st.sampled_from(("", f"{SECRET}12")))
person_fields = {
    "level": _maybe(st.integers(min_value=1, max_value=3)),
    "given_names": _maybe(names),
    "name_native": _maybe(names),
    "nationality": _maybe(codes),
    "birth": _maybe(births),
    "minor": _maybe(st.sampled_from(("yes", "no", "maybe"))),
    "origin": _maybe(codes),
    "origin_text": _maybe(names),
}
person_facts = st.one_of(
    st.builds(
        said.PersonRegistered,
        **person_fields,
        group=groups,
        documents=st.lists(documents, max_size=2).map(tuple),
        document_details=st.dictionaries(document_ids, details, max_size=2),
        needs=need_codes,
    ),
    st.builds(said.PersonCorrected, **person_fields, reason=names),
    st.builds(
        said.NeedsChanged, added=need_codes, withdrawn=st.lists(refs.map(lambda ref: f"{ref}:wheelchair")).map(tuple)
    ),
    st.builds(said.DocumentAdded, document=documents, details=details),
    st.builds(said.DocumentWithdrawn, document=document_ids, reason=names),
    st.builds(said.PhotoKept, photo=st.sampled_from(("f" * 32, "0" * 32)), sha256=names),
    st.just(said.PhotoRefused()),
    st.builds(
        said.PersonMoved,
        from_group=groups,
        to_group=_maybe(groups),
        relation=_maybe(st.sampled_from(("", "sibling"))),
        raises=st.sampled_from(((), (SEPARATION,), (SEPARATION, SEPARATION))),
        correction=st.booleans(),
        explanation=names,
    ),
    st.builds(said.ChildLeftBehind, group=groups),
    st.builds(said.SeparationReleaseProposed, flag=refs.map(lambda ref: f"{ref}:{SEPARATION}"), reason=names),
    st.builds(said.SeparationReleased, flags=flag_names, first=st.sampled_from(("", "samira", "tomas")), reason=names),
    st.builds(said.PersonVoided, reason=names),
    st.builds(said.PersonRestored, voids=st.lists(refs, max_size=2).map(tuple)),
    st.builds(said.LegalHoldPlaced, basis=codes, review_on=codes, reason=names),
    st.builds(said.LegalHoldLifted, holds=st.lists(refs.map(lambda ref: f"{ref}:{said.LEGAL_HOLD}")).map(tuple)),
    st.builds(said.ObjectionMade, about=codes, by=codes, words=names),
    st.builds(
        said.ObjectionAnswered,
        objections=st.lists(refs.map(lambda ref: f"{ref}:objection"), max_size=2).map(tuple),
        outcome=codes,
        reason=names,
    ),
    st.builds(said.ErasureProposed, grounds=codes),
    st.just(said.PersonErased(reason="person_asked", removed={"names": 2})),
)
group_fields = {
    "level": _maybe(st.integers(min_value=1, max_value=3)),
    "size": _maybe(st.integers(min_value=1, max_value=60)),
    "composition": _maybe(st.dictionaries(st.sampled_from(("F/0-4", "M/18-59")), st.integers(1, 5))),
    "nationality": _maybe(codes),
    "form_serial": _maybe(names),
    "note": _maybe(names),
}
group_facts = st.one_of(
    st.builds(said.GroupRegistered, **group_fields, needs=need_codes),
    st.builds(said.GroupCorrected, **group_fields, reason=names),
    st.builds(said.GroupNeedsChanged, added=need_codes),
    st.builds(said.GroupVoided, reason=names),
    st.builds(said.GroupRestored, voids=st.lists(refs, max_size=2).map(tuple)),
    st.just(said.GroupWordsErased()),
)
photo_facts = st.one_of(
    st.builds(said.PhotoTaken, person=st.just("a" * 32), jpeg=st.binary(max_size=4)), st.just(said.PhotoErased())
)
PROJECTORS = {"person": person_rows, "group": group_rows, "photo": photo_rows}
FACTS_OF = {"person": person_facts, "group": group_facts, "photo": photo_facts}


@st.composite
def histories(draw: st.DrawFn, kind: str) -> list[Held]:
    """Up to eight entries on three streams; `seen` and the clocks say whatever they like."""
    places = draw(st.lists(st.tuples(st.sampled_from(STREAMS), seqs), unique=True, min_size=1, max_size=8))
    return [
        held(
            draw(FACTS_OF[kind]),
            stream,
            seq,
            seen=draw(st.dictionaries(st.sampled_from(STREAMS), st.integers(-1, 12), max_size=3)),
            clock=draw(st.integers(0, 20)),
            recorded_at=NOON + timedelta(minutes=draw(st.integers(-10, 10))),
            actor=draw(st.sampled_from(("bilal", "samira", "tomas"))),
            roles=draw(st.sampled_from((OFFICER, SUPERVISOR))),
        )
        for stream, seq in places
    ]


kinds = st.sampled_from(("person", "person", "person", "group", "photo"))
some_history = kinds.flatmap(lambda kind: st.tuples(st.just(kind), histories(kind)))
TABLES = {kind: {model._meta.db_table: Table(model) for model in models} for kind, _, models in PROJECTIONS}


def _sorted(rows: Rows) -> Rows:
    return {table: sorted(found, key=lambda row: row.get("id", "")) for table, found in sorted(rows.items())}


def _partly(data: st.DataObject, history: list[Held]) -> list[Held]:
    """Some of the entries, some of them without a body."""
    kept = [one for one in history if data.draw(st.booleans())]
    gone = [data.draw(st.sampled_from(("neither", "named", "nameless", "both"))) for _ in kept]
    return [
        without_bodies(one, named=what in ("named", "both"), nameless=what in ("nameless", "both"))
        for one, what in zip(kept, gone, strict=True)
    ]


@ORDERS
@given(some_history, st.data())
def test_the_same_facts_give_the_same_rows_in_every_order(some: tuple[str, list[Held]], data: st.DataObject) -> None:
    kind, history = some
    part = _partly(data, history)
    first, second = data.draw(st.permutations(part)), data.draw(st.permutations(part))
    assert _sorted(PROJECTORS[kind](first)) == _sorted(PROJECTORS[kind](second))


@ORDERS
@given(some_history, st.data())
def test_whatever_is_held_fits_the_tables(some: tuple[str, list[Held]], data: st.DataObject) -> None:
    kind, history = some
    rows = PROJECTORS[kind](_partly(data, history))
    assert rows.keys() <= TABLES[kind].keys()
    for table, found in rows.items():
        assert len({row.get("id") for row in found}) == len(found)
        for row in found:
            TABLES[kind][table].values(row, "s" * 32)


@ORDERS
@given(some_history)
def test_nothing_named_is_left_once_the_named_bodies_are_gone(some: tuple[str, list[Held]]) -> None:
    kind, history = some
    erased = PROJECTORS[kind]([without_bodies(one) for one in history])
    assert SECRET.casefold() not in repr(erased).casefold()
    assert not erased.get("people_name")


@ORDERS
@given(histories("person"), st.data())
def test_a_flag_is_down_only_by_a_release_that_names_it_from_a_second_supervisor(
    history: list[Held], data: st.DataObject
) -> None:
    part = _partly(data, history)
    releases = [one for one in part if isinstance(one.fact, said.SeparationReleased)]
    raised = {
        f"{one.ref}:{SEPARATION}"
        for one in part
        if isinstance(one.fact, said.PersonMoved | said.ChildLeftBehind) and one.fact.raises
    }
    found = {flag.id: flag for flag in separation_flags(part)}
    assert found.keys() == raised
    for name, flag in found.items():
        may = any(name in one.fact.flags and may_release(one, SEPARATION) for one in releases)
        assert (flag.released_by is not None) == may


@ORDERS
@given(histories("person"))
def test_every_value_that_nobody_has_seen_is_shown(history: list[Held]) -> None:
    shown = person_rows(history)["people_person"][0]
    for one in history:
        value = getattr(one.fact, "nationality", said.UNSET)
        unseen = all(other.seen.get(one.stream, -1) < one.seq for other in history)
        if value is not said.UNSET and unseen:
            assert value == shown["nationality"] or value in _contested(shown, "nationality")


def _contested(row: dict[str, Any], field: str) -> list[Any]:
    import json

    return list(json.loads(row["contested"] or "{}").get(field, []))
