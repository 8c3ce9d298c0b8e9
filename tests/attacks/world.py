"""Three nodes in memory, with the rules, projections and gates of the house and without its database.

Two posts and a protection agency's node; entries travel when the history says so, twice or out of order if it likes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from safeconduct.domains.reviews import rules
from safeconduct.domains.reviews.commands import (
    CarryOutRefusal,
    GiveClearance,
    RaiseHold,
    RefuseEntry,
    ReleaseHold,
    RequestRefusal,
    ReviewAtSecondLine,
    WithdrawRefusal,
)
from safeconduct.domains.reviews.projection import review_rows
from safeconduct.domains.reviews.queries import state_of
from safeconduct.domains.reviews.states import review_of
from safeconduct.foundation.dispatch.house import Door
from safeconduct.kernel.acts import NODE, Act, Circumstances, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Problem, Refused
from safeconduct.principles.explaining import TABLES
from safeconduct.principles.turning_away import Gathered, is_guarded, known_from, stopping

START = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
AGENCY = "river_aid"
POSTS = ("north", "south")
NODES = (*POSTS, "agency")
DECIDES = {
    RequestRefusal: rules.decide_request_refusal,
    ReviewAtSecondLine: rules.decide_review_at_second_line,
    RaiseHold: rules.decide_raise_hold,
    ReleaseHold: rules.decide_release_hold,
    GiveClearance: rules.decide_give_clearance,
    RefuseEntry: rules.decide_refuse_entry,
    CarryOutRefusal: rules.decide_carry_out_refusal,
    WithdrawRefusal: rules.decide_withdraw_refusal,
}
# One actor each, as `login: roles`; `both` has what no person should have together.
ACTORS = {
    "bilal": {"border_officer"},
    "samira": {"post_supervisor"},
    "tomas": {"post_supervisor"},
    "petra": {"protection_coordinator"},
    "esther": {"protection_officer"},
    "both": {"post_supervisor", "protection_coordinator"},
    "nadia": {"health_officer"},
    "olga": {"oversight"},
    "dalia": {"partner"},
}
PURPOSES = {"nadia": "health", "petra": "protection", "esther": "protection", "olga": "oversight"}
PERSONS = tuple(derived_id("person", str(number)) for number in range(2))


@dataclass
class Record:
    """The register's record of a person on one node."""

    minor: str = "no"
    group: list[str] = field(default_factory=list)  # `minor` of the others
    flags: dict[str, datetime] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)
    doctor: bool = False
    in_care: bool = False
    screened: bool = True
    asked_at: datetime | None = None
    has_child_alone: bool = False
    partial: bool = False

    @property
    def open_flags(self) -> int:
        """How many flags are up here."""
        return len(self.flags.keys() - self.released)


@dataclass
class Paper:
    """The agency's file of a person."""

    interviews: int = 1
    card: list[str] = field(default_factory=list)
    open_needs: int = 0
    minor: str = "no"


class Node:
    """What one node holds, and what its gates and rules make of it."""

    def __init__(self, name: str) -> None:
        self.name, self.seq = name, 0
        self.held: dict[str, list[Held]] = {person: [] for person in PERSONS}
        self.records = {person: Record() for person in PERSONS} if name in POSTS else {}
        self.files = {person: Paper() for person in PERSONS} if name == "agency" else {}

    def seen(self, person: str) -> dict[str, int]:
        """What a form drawn here now has shown."""
        seen: dict[str, int] = {}
        for one in self.held[person]:
            seen[one.stream] = max(seen.get(one.stream, -1), one.seq)
        return seen

    def rows(self, person: str) -> tuple[Any, list[Any], list[Any]]:
        """The review, its holds and its clearances as projected here."""
        found = review_rows(self.held[person])
        if not found:
            return None, [], []
        made = {name: [SimpleNamespace(**row) for row in rows] for name, rows in found.items()}
        return made["reviews_review"][0], made["reviews_hold"], made["reviews_clearance"]

    def known(self, command: Any) -> Any:
        """What the tables ask, as on a node of this kind."""
        person = command.person
        review, _holds, clearances = self.rows(person)
        gathered = Gathered(review=review, clearances=clearances, reads_files=bool(self.files),
                            file=self.files.get(person))  # fmt: skip
        record = self.records.get(person)
        if record is None:
            return known_from(command, gathered)
        return known_from(command, _with_record(gathered, record))


def _with_record(found: Gathered, record: Record) -> Gathered:
    row = SimpleNamespace(erased=False, voided=False, partial=record.partial, unreadable=False, contested_values={},
                          minor=record.minor, open_flags=record.open_flags)  # fmt: skip
    return Gathered(
        review=found.review,
        clearances=found.clearances,
        person=row,
        flags=[SimpleNamespace(id=name, raised_at=at) for name, at in record.flags.items()],
        crossings=[SimpleNamespace(has_child_alone=record.has_child_alone)],
        group=[SimpleNamespace(may_be_adult=minor != "yes") for minor in record.group],
        needs=frozenset({"doctor_now"} if record.doctor else ()),
        in_care=record.in_care,
        screened=record.screened,
        asked_at=record.asked_at,
    )


class World:
    """The nodes, the time, and every door as dispatch opens it: access, gates, rule, entry."""

    def __init__(self, doors: dict[type[Command], Door]) -> None:
        self.doors, self.now = doors, START
        self.nodes = {name: Node(name) for name in NODES}
        self.stopped: list[str] = []

    def try_it(self, node: str, actor: str, command: Any, seen: dict[str, int] | None = None) -> bool:
        """Ask at a node; True if it was done. What the gates stop is kept by its rows."""
        here = self.nodes[node]
        try:
            facts = self._decided(here, actor, command)
        except Problem:
            return False
        form = here.seen(command.person) if seen is None else seen
        for about in facts:
            here.seq += 1
            here.held[command.person].append(self._held(here, actor, about.fact, form, about.subject))
        return bool(facts)

    def _decided(self, here: Node, actor: str, command: Any) -> Any:
        place = NODE if here.name == "agency" else here.name
        roles = frozenset(ACTORS[actor])
        purpose = PURPOSES.get(actor, "border_control" if roles & {"border_officer", "post_supervisor"} else "")
        if actor == "both":
            purpose = "protection"
        self.doors[type(command)].check_access(roles, Act(id="", actor=actor, purpose=purpose, place=place))
        at = Circumstances(actor=actor, roles=roles, place=place, zone="UTC", now=self.now, happened_at=self.now)
        self._pass_gates(here, command)
        if isinstance(command, RequestRefusal):
            state: Any = rules.Reader(agency=AGENCY)
        else:
            row, holds, clearances = here.rows(command.person)
            record = here.records.get(command.person)
            state = state_of(row, holds, clearances, agency=AGENCY, node=here.name,
                             flags=tuple(sorted(record.flags)) if record else ())  # fmt: skip
        return DECIDES[type(command)](command, state, at)

    def _pass_gates(self, here: Node, command: Command) -> None:
        if not is_guarded(command):
            return
        known = here.known(command)
        codes = [row.code for table in TABLES.values() for row in stopping(table, command, known, self.now)]
        if codes:
            self.stopped += [f"{type(command).__name__}:{code}" for code in codes]
            raise Refused(rules.SENT_FOR_REVIEW)

    def _held(self, node: Node, actor: str, fact: Any, seen: dict[str, int], subject: str) -> Held:
        return Held(
            fact=fact, subject=subject, stream=f"{node.name}.1.{fact.audience}", seq=node.seq, seen=seen,
            clock=int((self.now - START).total_seconds() * 1000) + node.seq, happened_at=self.now,
            recorded_at=self.now, actor=actor, roles=frozenset(ACTORS[actor]), place=node.name, rules=1,
        )  # fmt: skip

    def forge(self, node: str, actor: str, fact: Any) -> None:
        """An entry that no rule made: what a node with altered software signs and sends."""
        here = self.nodes[node]
        here.seq += 1
        here.held[fact.person].append(self._held(here, actor, fact, here.seen(fact.person), review_of(fact.person)))

    def exchange(self, giver: str, taker: str, shuffle: Any = None) -> None:
        """What the one holds and the other does not; the causes of holds leave the agency for nobody."""
        for person in PERSONS:
            theirs = self.nodes[taker].held[person]
            known = {one.ref for one in theirs}
            news = [one for one in self.nodes[giver].held[person]
                    if one.ref not in known and not one.stream.endswith(".confidential")]  # fmt: skip
            if shuffle is not None:
                shuffle(news)
            theirs.extend(news)
            if shuffle is not None:
                shuffle(theirs)
        if giver in POSTS and taker in POSTS:
            for person in PERSONS:
                mine, other = self.nodes[taker].records[person], self.nodes[giver].records[person]
                mine.flags = {**other.flags, **mine.flags}
                mine.released |= other.released

    def exchange_all(self) -> None:
        """Everything reaches everyone."""
        for _ in range(2):
            for giver in NODES:
                for taker in NODES:
                    if giver != taker:
                        self.exchange(giver, taker)

    def pass_time(self, minutes: int) -> None:
        """The clocks go on."""
        self.now += timedelta(minutes=minutes)

    def clearances(self) -> Iterable[str]:
        """Every clearance that anybody holds."""
        return sorted({one.id for node in self.nodes.values() for person in PERSONS for one in node.rows(person)[2]})
