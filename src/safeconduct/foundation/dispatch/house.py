"""What the write path is told at start: the doors, the gates in their order, who may, and what follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from safeconduct.kernel.acts import NODE, Act, Circumstances, Command, Effect
from safeconduct.kernel.facts import About, Fact, Held
from safeconduct.kernel.problems import NotAllowed

State = Any
PURPOSES = frozenset({"border_control", "protection", "oversight", "administration", "reporting", "training", "health"})
AT_POST, AT_NODE = frozenset({"post"}), frozenset({"node"})
ANYWHERE = AT_POST | AT_NODE


@dataclass(frozen=True)
class Leave:
    """These roles may, for these purposes, at a post or at the node. Raises ValueError for an unknown purpose."""

    roles: frozenset[str]
    purposes: frozenset[str]
    at: frozenset[str]

    def __post_init__(self) -> None:
        if not self.purposes <= PURPOSES:
            raise ValueError(f"no such purpose: {', '.join(sorted(self.purposes - PURPOSES))}")


@dataclass(frozen=True)
class Door:
    """One command type: what it does to people, who may ask for it, what it reads, and the rule that decides."""

    command: type[Command]
    effect: Effect
    leave: tuple[Leave, ...]
    decide: Callable[[Any, Any, Circumstances], list[About]]
    state: Callable[[Any, Act], State] = lambda command, act: None
    states: Callable[[Sequence[Any], Act], list[State]] | None = None  # of commands that follow each other in an act
    adverse_when: Callable[[Any], bool] = lambda command: False

    def check_access(self, roles: frozenset[str], act: Act) -> None:
        """NotAllowed: access.not_your_role, access.unknown_purpose, access.other_purpose, access.choose_post,
        access.not_at_a_post. That the post is one of theirs, `roles_of` has judged."""
        theirs = [one for one in self.leave if one.roles & roles]
        if not theirs:
            raise NotAllowed("access.not_your_role", command=self.command.__name__)
        if act.purpose not in PURPOSES:
            raise NotAllowed("access.unknown_purpose")
        for_this = [one for one in theirs if act.purpose in one.purposes]
        if not for_this:
            raise NotAllowed("access.other_purpose")
        where = "node" if act.place == NODE else "post"
        if not any(where in one.at for one in for_this):
            raise NotAllowed("access.choose_post" if where == "node" else "access.not_at_a_post")

    def states_of(self, commands: Sequence[Command], act: Act) -> list[State]:
        """What the rule reads for each of some commands, as if the earlier ones of them were carried out."""
        if self.states is not None and len(commands) > 1:
            return self.states(commands, act)
        return [self.state(command, act) for command in commands]

    def effect_on(self, command: Command) -> Effect:
        """What this very command does to people."""
        return Effect.ADVERSE if self.adverse_when(command) else self.effect


@dataclass(frozen=True)
class Gate:
    """A principle. `check` returns quietly or raises Refused; a gate that fails otherwise cannot decide."""

    name: str
    check: Callable[[Command, State, Circumstances], None]


def every_fact(fact: Any) -> bool:
    """A reaction that looks into each fact of its types."""
    return True


@dataclass(frozen=True)
class Reaction:
    """What follows when a fact happens: an act and its commands, or nothing. `wants` says by the fact alone whether it
    can have to do with it: most taps of a headcount need not be looked into."""

    name: str
    when: tuple[type[Fact], ...]
    then: Callable[[Held], tuple[Act, list[Command]] | None]
    wants: Callable[[Any], bool] = every_fact


@dataclass(frozen=True)
class House:
    """Everything the write path knows of the rooms above it."""

    doors: Mapping[type[Command], Door]
    gates: Sequence[Gate]
    reactions: Sequence[Reaction]
    roles_of: Callable[[str, str], frozenset[str]]  # (actor, place) -> roles; raises NotAllowed
    zone_of: Callable[[str], str]  # place -> IANA zone
    after: Sequence[Callable[[], None]] = field(default=())
    # What is noted of an act that was stopped, in acts of their own: (act, its commands, what stopped it, the moment)
    noted: Callable[[Act, Sequence[Command], Exception, datetime], Sequence[tuple[Act, Command]]] = (
        lambda act, commands, stopped, now: ()
    )


_house: list[House] = []


def furnish(house: House) -> None:
    """Install the wiring; the last one counts."""
    _house[:] = [house]


def house() -> House:
    """The wiring in force."""
    return _house[0]
