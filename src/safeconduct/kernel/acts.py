"""An act: who does something, for what purpose, where, having seen what. A command: what they ask for."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

NODE = "node"  # the place of acts that belong to the node itself, such as setting it up or signing in
Seen: TypeAlias = dict[str, dict[str, int]]  # subject -> stream -> highest sequence number the author had seen


class Effect(StrEnum):
    """What a command does to the person it concerns; gates treat the three differently."""

    PROTECTIVE = "protective"
    NEUTRAL = "neutral"
    ADVERSE = "adverse"


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """The frame of one or more commands that succeed or fail together. `id` is made by the one who asks.

    `form` is what the form said from which the act came; it is compared and never kept.
    """

    id: str
    actor: str
    purpose: str
    place: str
    seen: Seen = {}
    happened_at: datetime | None = None
    form: str = ""


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked. Subclasses hold plain data; ids of new subjects are made by the one who asks.

    `UNASKED` names fields that the machine makes anew each time the same is asked, such as a passphrase's salt.
    """

    UNASKED: ClassVar[frozenset[str]] = frozenset()


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule may know beside the state: who acts in which roles, where, and what time it is."""

    actor: str
    roles: frozenset[str]
    place: str
    zone: str
    now: datetime
    happened_at: datetime

    @property
    def local_day(self) -> str:
        """The post's local day (ISO) on which it happened."""
        return self.happened_at.astimezone(ZoneInfo(self.zone)).date().isoformat()


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What was written for an act: `(stream, seq, type, subject)` of each entry, in order."""

    act: str
    entries: tuple[tuple[str, int, str, str], ...]
    recorded_at: datetime
    repeated: bool = False
