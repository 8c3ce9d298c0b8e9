"""What may be held of one subject, for the properties of any room's projections.

Facts of every type with any values, some without their named or their nameless body; unique entries in any order;
false claims of what was seen; clocks that say anything.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st

from safeconduct.kernel.facts import Fact, Held, fact_type_name, join_bodies, register_facts, split_bodies
from safeconduct.kernel.ids import derived_id

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SUBJECT = derived_id("subject")
Values = Mapping[str, st.SearchStrategy[Any]]


def moments() -> st.SearchStrategy[Any]:
    """Moments around noon."""
    return st.integers(-90, 90).map(lambda minutes: NOON + timedelta(minutes=minutes))


def _of_type(hint: Any, codes: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    kind = type(hint).__name__
    if kind == "UnionType":
        return st.one_of([_of_type(one, codes) for one in hint.types])
    plain: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
        "UnsetType": lambda: st.just(msgspec.UNSET),
        "NoneType": st.none,
        "BoolType": st.booleans,
        "IntType": lambda: st.integers(0, 99),
        "FloatType": lambda: st.floats(-180, 180, allow_nan=False),
        "StrType": lambda: codes,
        "DateTimeType": moments,
        "VarTupleType": lambda: st.lists(_of_type(hint.item_type, codes), max_size=3).map(tuple),
        "DictType": lambda: st.dictionaries(codes, codes, max_size=2),
        "AnyType": lambda: codes,
    }
    return plain[kind]()


def facts_of(kind: type[Fact], values: Values, codes: st.SearchStrategy[str]) -> st.SearchStrategy[Fact]:
    """Facts of a type; `values` says what its fields may hold by name, `codes` what any other text may be."""
    register_facts(kind)
    shape: Any = msgspec.inspect.type_info(kind)
    fields = {
        field.name: (values[field.name] if field.name in values else _of_type(field.type, codes))
        for field in shape.fields
    }
    whole = st.builds(kind, **fields)
    return st.one_of(whole, whole, whole.map(without_named), st.just(kind()))


def without_named(fact: Fact) -> Fact:
    """The fact as it arrives without its key."""
    left = join_bodies(fact_type_name(type(fact)), None, split_bodies(fact)[1])
    assert left is not None
    return left


def histories(
    kinds: Sequence[type[Fact]], streams: Sequence[str], values: Values, codes: st.SearchStrategy[str]
) -> st.SearchStrategy[list[Held]]:
    """Up to nine entries of these types on these streams."""
    surroundings = st.fixed_dictionaries(
        {
            "fact": st.one_of([facts_of(kind, values, codes) for kind in kinds]),
            "seen": st.dictionaries(st.sampled_from([*streams, "unknown.1.register", ""]), st.integers(-1, 99)),
            "clock": st.integers(0, 99),
            "happened_at": moments(),
            "recorded_at": moments(),
            "actor": st.sampled_from([derived_id("bilal"), derived_id("zainab")]),
            "readable": st.booleans(),
        }
    )
    places = st.lists(st.tuples(st.sampled_from(streams), st.integers(1, 9)), min_size=1, max_size=9, unique=True)
    return places.flatmap(
        lambda names: st.tuples(*[surroundings for _ in names]).map(
            lambda many: [
                _held(stream, seq, around) for (stream, seq), around in zip(names, many, strict=True)
            ]
        )
    )  # fmt: skip


def _held(stream: str, seq: int, around: dict[str, Any]) -> Held:
    more = {"subject": SUBJECT, "roles": frozenset({"border_officer"}), "place": derived_id("post"), "rules": 1}
    return Held(stream=stream, seq=seq, **more, **around)
