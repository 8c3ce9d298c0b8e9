"""What the rules of this room read before they decide; `queries/states.py` loads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from safeconduct.kernel.facts import Going


@dataclass(frozen=True)
class Registering:
    """Before a person or group is registered. `members` are those of the group the person joins.

    `keyed_from_form` is the group that was keyed in from the same paper form, or empty.
    """

    is_known: bool = False
    group_voided: bool = False
    members: int = 0
    keyed_from_form: str = ""
    training: bool = False


@dataclass(frozen=True)
class Voiding:
    """One voiding of a record: its entry, who did it and when a node wrote it."""

    ref: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Subject:
    """A person or a group as it stands. `values` are the plain fields, `needs` the standing needs by their id.

    `documents` are the ids of the documents that count, `all_documents` also those withdrawn.
    """

    is_known: bool
    erased: bool = False
    voided: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)
    contested: frozenset[str] = frozenset()
    needs: Mapping[str, str] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    all_documents: frozenset[str] = frozenset()
    voidings: tuple[Voiding, ...] = ()
    training: bool = False


@dataclass(frozen=True)
class Photographed:
    """Before a photo is kept: the person, and the subject that the photo becomes."""

    subject: Subject
    photo: str


@dataclass(frozen=True)
class Mover:
    """Someone who changes groups; `groups` are all that stand, more than one where people differ."""

    is_known: bool
    erased: bool = False
    voided: bool = False
    groups: frozenset[str] = frozenset({""})
    minor: str = "maybe"
    group_set_by: str = ""
    group_set_at: datetime | None = None


@dataclass(frozen=True)
class GroupSketch:
    """A group with the ages of its members: id -> minor (yes, no, maybe). Voided and erased members are left out."""

    is_known: bool
    voided: bool = False
    size: int = 0
    composition: Mapping[str, int] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)


NO_GROUP = GroupSketch(is_known=True)


@dataclass(frozen=True)
class Moving:
    """Before people change groups."""

    movers: Mapping[str, Mover]
    from_group: GroupSketch
    to_group: GroupSketch
    has_crossed: bool = True


@dataclass(frozen=True)
class Proposal:
    """A first supervisor's word on a flag: who gave it, and its entry."""

    by: str
    ref: str


@dataclass(frozen=True)
class FlagStanding:
    """One flag of one person."""

    person_known: bool
    erased: bool = False
    flag_known: bool = False
    is_open: bool = False
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True)
class SharedGroup:
    """A group in which others are left: the entries whose words go, and what is said again for those others."""

    group: str
    entries: tuple[str, ...]
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Objecting:
    """A person and their objections: those open, by id, with what each is about; and those answered."""

    is_known: bool
    erased: bool = False
    open: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Erasing:
    """A person, and what goes with them: their photos, groups that had no one else, the words about shared groups,
    and what other rooms keep; `removed` counts what names.

    `holds` are the legal holds that stand, `flags` how many protective flags are up, `proposals` the first words.
    """

    is_known: bool
    erased: bool = False
    holds: tuple[str, ...] = ()
    flags: int = 0
    proposals: tuple[Proposal, ...] = ()
    photos: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    shared: tuple[SharedGroup, ...] = ()
    elsewhere: tuple[Going, ...] = ()
    removed: Mapping[str, int] = field(default_factory=dict)
