"""Facts: what may have happened, in two bodies; and the form in which projections receive them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple, TypeAlias

import msgspec


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """Something that happened to one subject.

    Subclasses name their audience, the kind of subject, and which fields go into the `named` body. Named fields
    need a default: after an erasure, or without the key, the fact arrives with these defaults (`Held.readable`
    is then False). The `nameless` body holds codes, bands, ids and decisions only, never free text.
    """

    AUDIENCE: ClassVar[str] = "register"
    KIND: ClassVar[str] = ""
    NAMED: ClassVar[frozenset[str]] = frozenset()
    VERSION: ClassVar[int] = 1
    ERASES: ClassVar[bool] = False  # whether it removes the subject's key and named bodies
    # Whether it removes the words of the entries of this subject that its field `entries` names; the key stays, for
    # others are named under it.
    ERASES_WORDS: ClassVar[bool] = False

    @property
    def said(self) -> Mapping[str, Any]:
        """The fields that are set, by name; those that say nothing (UNSET) are left out. Worked out once."""
        said: Mapping[str, Any] | None = self.__dict__.get("said")
        if said is None:
            pairs = zip(self.__struct_fields__, msgspec.structs.astuple(self), strict=True)
            said = self.__dict__["said"] = {name: value for name, value in pairs if value is not msgspec.UNSET}
        return said

    @property
    def audience(self) -> str:
        """Who may read this very fact; a type whose facts go to different readers says so here."""
        return self.AUDIENCE


OWNER, OTHER = "owner", "other"


class OwnedMove(Fact, frozen=True, kw_only=True):
    """A move of a state with an owner; `by` says whether the owner's node made it, judged where it was made.

    What cannot be read counts as made elsewhere: it replaces nothing.
    """

    by: str = OTHER


class About(msgspec.Struct, frozen=True):
    """A fact that a rule decided on, and the subject that owns it; `touches` lists other subjects concerned."""

    subject: str
    fact: Fact
    touches: tuple[str, ...] = ()


class Going(NamedTuple):
    """Something that goes with a person who is erased: what it is (a code), and the fact that says so."""

    what: str
    about: About


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as a projection receives it, with what its entry says around it."""

    fact: Any
    subject: str
    stream: str
    seq: int
    seen: Mapping[str, int]
    clock: int
    happened_at: datetime
    recorded_at: datetime
    actor: str
    roles: frozenset[str]
    place: str
    rules: int
    readable: bool = True

    @property
    def ref(self) -> str:
        """The entry's name: stream and sequence number."""
        return f"{self.stream}:{self.seq}"


Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]  # table -> rows, each with all columns but `subject`
RowsOf: TypeAlias = Callable[[Sequence[Held]], Rows]

_types: dict[str, type[Fact]] = {}
_names: dict[type[Fact], str] = {}


def fact_type_name(kind: type[Fact]) -> str:
    """The stable name written in entries, such as `people.PersonDescribed.1`."""
    name = _names.get(kind)
    if name is None:
        room = kind.__module__.split(".")[-2]
        name = _names[kind] = f"{room}.{kind.__name__}.{kind.VERSION}"
    return name


def register_facts(*kinds: type[Fact]) -> None:
    """Make fact types known to the journal. Raises ValueError for a broken declaration."""
    for kind in kinds:
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        if not kind.KIND or not fields.keys() >= kind.NAMED:
            raise ValueError(f"{kind.__name__} does not declare its kind and its named fields rightly")
        if kind.ERASES_WORDS and ("entries" not in fields or "entries" in kind.NAMED):
            raise ValueError(f"{kind.__name__} does not name the entries whose words go")
        if any(fields[name].required for name in kind.NAMED):
            raise ValueError(f"{kind.__name__}: every named field needs a default")
        _types[fact_type_name(kind)] = kind


def known_fact_types() -> Mapping[str, type[Fact]]:
    """All registered fact types by their stable name."""
    return _types


def split_bodies(fact: Fact) -> tuple[dict[str, Any], dict[str, Any]]:
    """The named and the nameless part of a fact, as plain data without defaults."""
    # Maps in key order: a row replayed from bytes must equal the row made from memory.
    plain: dict[str, Any] = msgspec.to_builtins(fact, order="deterministic", builtin_types=(bytes,))
    named = {name: plain.pop(name) for name in fact.NAMED if name in plain}
    return named, plain


def join_bodies(type_name: str, named: Mapping[str, Any] | None, nameless: Mapping[str, Any] | None) -> Fact | None:
    """The fact again; None for an unknown type. Raises msgspec.ValidationError if the data does not fit."""
    kind = _types.get(type_name)
    if kind is None:
        return None
    return msgspec.convert({**(nameless or {}), **(named or {})}, kind)
