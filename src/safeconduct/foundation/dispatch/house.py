"""What the write path is told at start: the doors, the gates in their order, who may, and what follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from safeconduct.kernel.acts import Act, Circumstances, Command, Effect
from safeconduct.kernel.facts import About, Fact, Held

State = Any
PURPOSES = frozenset({"border_control", "protection", "oversight", "administration", "reporting", "training"})


@dataclass(frozen=True)
class Door:
    """One command type: what it does to people, who may ask for it, what it reads, and the rule that decides."""

    command: type[Command]
    effect: Effect
    roles: frozenset[str]
    decide: Callable[[Any, Any, Circumstances], list[About]]
    state: Callable[[Any, Act], State] = lambda command, act: None
    adverse_when: Callable[[Any], bool] = lambda command: False

    def effect_on(self, command: Command) -> Effect:
        """What this very command does to people."""
        return Effect.ADVERSE if self.adverse_when(command) else self.effect


@dataclass(frozen=True)
class Gate:
    """A principle. `check` returns quietly or raises Refused; a gate that fails otherwise cannot decide."""

    name: str
    check: Callable[[Command, State, Circumstances], None]


@dataclass(frozen=True)
class Reaction:
    """What follows when a fact happens: an act and its commands, or nothing."""

    name: str
    when: tuple[type[Fact], ...]
    then: Callable[[Held], tuple[Act, list[Command]] | None]


@dataclass(frozen=True)
class House:
    """Everything the write path knows of the rooms above it."""

    doors: Mapping[type[Command], Door]
    gates: Sequence[Gate]
    reactions: Sequence[Reaction]
    roles_of: Callable[[str, str], frozenset[str]]  # (actor, place) -> roles; raises NotAllowed
    zone_of: Callable[[str], str]  # place -> IANA zone
    after: Sequence[Callable[[], None]] = field(default=())


_house: list[House] = []


def furnish(house: House) -> None:
    """Install the wiring; the last one counts."""
    _house[:] = [house]


def house() -> House:
    """The wiring in force."""
    return _house[0]
