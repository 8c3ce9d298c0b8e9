"""Histories by the number of their seed: attacks, in which everybody tries everything, and benign ones."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

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
from safeconduct.domains.reviews.facts import ClearanceGiven, EntryRefused, HoldReleased
from safeconduct.domains.reviews.states import NOT_MET, SECOND_LINE_ANSWERS, SPLITS, WHAT_IT_SAW
from safeconduct.kernel.ids import derived_id
from tests.attacks import oracle
from tests.attacks.world import ACTORS, AGENCY, NODES, PERSONS, POSTS, World


@dataclass
class Outcome:
    """What a history came to: its faults, and how often what was done, so that no check passes by emptiness."""

    faults: list[str] = field(default_factory=list)
    refused: int = 0
    carried_out: int = 0
    contested_on_arrival: int = 0
    stopped: list[str] = field(default_factory=list)


class History:
    """One history; every step may be an attack."""

    def __init__(self, seed: int, doors: Any) -> None:
        self.random, self.world, self.made = Random(seed), World(doors), 0
        self.outcome = Outcome()
        self.stale: dict[tuple[str, str], dict[str, int]] = {}

    def run(self, steps: int) -> Outcome:
        """So many steps, then everything arrives everywhere and nothing may have gone unnoticed."""
        self._begin()
        for _ in range(steps):
            self.random.choices(*zip(*STEPS, strict=True))[0](self)
        self._arrive()
        self.outcome.stopped = self.world.stopped
        return self.outcome

    def _begin(self) -> None:
        """Mostly somebody who could be refused, so that attacks come near; otherwise anybody."""
        for person in PERSONS:
            for node in POSTS:
                record = self.world.nodes[node].records[person]
                if self.random.random() < 0.2:
                    record.minor = self.random.choice(("yes", "maybe"))
                    record.group = self.random.choice(([], ["no"]))
                if self.random.random() < 0.1:
                    record.group = [self.random.choice(("yes", "no"))]
                record.screened = self.random.random() < 0.9
                record.doctor = self.random.random() < 0.05
            file = self.world.nodes["agency"].files[person]
            file.card = ["afraid_return"] if self.random.random() < 0.1 else []
            file.interviews = int(self.random.random() < 0.9)
        if self.random.random() < 0.8:
            self._usual_way()

    def _usual_way(self) -> None:
        person, post = PERSONS[0], self.random.choice(POSTS)
        self._do(post, "bilal", self._request(person, post))
        self._do(post, "samira", ReviewAtSecondLine(person=person, answer=NOT_MET))
        cleared_at, who = self.random.choice((("agency", "esther"), (post, "petra")))
        self.world.exchange(post, cleared_at) if cleared_at != post else None
        self._clear_at(cleared_at, who, self._clear(person))
        self.world.exchange(cleared_at, post) if cleared_at != post else None
        if self.random.random() < 0.6:
            self.world.pass_time(self.random.choice((5, 60, 1430, 1441)))
            self._refuse_at(post, "samira", person)

    def new(self, what: str) -> str:
        """A fresh id."""
        self.made += 1
        return derived_id(what, str(self.made))

    def _request(self, person: str, post: str) -> RequestRefusal:
        return RequestRefusal(person=person, post=post, crossing=derived_id("crossing", person),
                              ground="entry_conditions")  # fmt: skip

    def _clear(self, person: str) -> GiveClearance:
        splits = self.random.choice(SPLITS)
        return GiveClearance(person=person, clearance=self.new("clearance"), saw=WHAT_IT_SAW, splits=splits)

    def _clear_at(self, node: str, actor: str, command: GiveClearance) -> None:
        here = self.world.nodes[node]
        before = list(here.held[command.person])
        if self._do(node, actor, command):
            person = command.person
            self.outcome.faults += oracle.faults_of_clearing(before, here.records.get(person), here.files.get(person))

    def _do(self, node: str, actor: str, command: Any) -> bool:
        """At a node, from a form that is fresh, or was drawn a while ago."""
        key = (node, command.person)
        fresh = self.world.nodes[node].seen(command.person)
        seen = self.stale.get(key, {}) if self.random.random() < 0.15 else fresh
        if self.random.random() < 0.3:
            self.stale[key] = fresh
        return self.world.try_it(node, actor, command, seen)

    def _anyone(self) -> tuple[str, str, str]:
        return self.random.choice(NODES), self.random.choice(list(ACTORS)), self.random.choice(PERSONS)

    # What may happen next ------------------------------------------------------------------------

    def request(self) -> None:
        """Somebody asks."""
        node, actor, person = self._anyone()
        self._do(node, actor, self._request(person, node))

    def second_line(self) -> None:
        """Somebody answers for the second line."""
        node, actor, person = self._anyone()
        answer = self.random.choice((NOT_MET, *SECOND_LINE_ANSWERS))
        self._do(node, self.random.choice((actor, "samira")), ReviewAtSecondLine(person=person, answer=answer))

    def hold(self) -> None:
        """Somebody hears something."""
        node, actor, person = self._anyone()
        self._do(node, actor, RaiseHold(person=person, hold=self.new("hold"), cause="fear_of_return"))

    def release(self) -> None:
        """Somebody lets holds go, or says so."""
        node, actor, person = self._anyone()
        up = [row.id for row in self.world.nodes[node].rows(person)[1] if row.open]
        if up:
            actor = self.random.choice((actor, "petra", "esther"))
            self._do(node, actor, ReleaseHold(person=person, holds=tuple(up)))

    def clear(self) -> None:
        """Somebody clears, with or without having looked."""
        node, actor, person = self._anyone()
        actor = self.random.choice((actor, "petra", "esther", "both"))
        saw = WHAT_IT_SAW if self.random.random() < 0.8 else self.random.sample(WHAT_IT_SAW, 2)
        splits = self.random.choice(SPLITS)
        self._clear_at(node, actor, GiveClearance(person=person, clearance=self.new("clearance"), saw=tuple(saw),
                                                  splits=splits))  # fmt: skip

    def refuse(self) -> None:
        """Somebody refuses on any clearance there is, or none."""
        node, actor, person = self._anyone()
        self._refuse_at(self.random.choice((node, *POSTS)), self.random.choice((actor, "samira", "tomas")), person)

    def _refuse_at(self, node: str, actor: str, person: str) -> None:
        here = self.world.nodes[node]
        own = [row.id for row in here.rows(person)[2]]
        others = [*self.world.clearances(), "", derived_id("clearance of nobody")]
        clearance = self.random.choice(own if own and self.random.random() < 0.8 else others)
        before = list(here.held[person])
        if self._do(node, actor, RefuseEntry(person=person, clearance=clearance)):
            self.outcome.refused += 1
            record = here.records[person]
            self.outcome.faults += oracle.faults_of_refusal(here.held[person][-1], before, record)

    def carry_out(self) -> None:
        """Somebody carries a refusal out."""
        node, actor = self.random.choice(POSTS), self.random.choice(("samira", "tomas", "samira", "bilal"))
        person = PERSONS[0]
        here = self.world.nodes[node]
        before = list(here.held[person])
        if self._do(node, actor, CarryOutRefusal(person=person)):
            self.outcome.carried_out += 1
            self.outcome.faults += oracle.faults_of_carrying_out(before, here.records[person])

    def withdraw(self) -> None:
        """Somebody thinks better of it."""
        node, actor, person = self._anyone()
        self._do(node, actor, WithdrawRefusal(person=person))

    def flag(self) -> None:
        """A protective flag of the register goes up, or comes down by two supervisors."""
        record = self.world.nodes[self.random.choice(POSTS)].records[self.random.choice(PERSONS)]
        if record.open_flags and self.random.random() < 0.5:
            record.released |= set(record.flags)
        else:
            record.flags[self.new("flag")] = self.world.now

    def heard_and_let_go(self) -> None:
        """A hold that came and went between clearance and decision."""
        node, person = self.random.choice(POSTS), PERSONS[0]
        self._do(node, "bilal", RaiseHold(person=person, hold=self.new("hold")))
        up = tuple(row.id for row in self.world.nodes[node].rows(person)[1] if row.open)
        self._do(node, "petra", ReleaseHold(person=person, holds=up))
        self._refuse_at(node, "samira", person)

    def flagged_and_let_go(self) -> None:
        """A flag that came and went between decision and execution."""
        node, person = self.random.choice(POSTS), PERSONS[0]
        record, name = self.world.nodes[node].records[person], self.new("flag")
        self.world.pass_time(1)
        record.flags[name] = self.world.now
        record.released.add(name)
        self.carry_out()
        self._refuse_at(node, "samira", person)

    def change(self) -> None:
        """Something else becomes known at a post, or is over."""
        record = self.world.nodes[self.random.choice(POSTS)].records[self.random.choice(PERSONS)]
        what = self.random.choice(("doctor", "in_care", "screened", "has_child_alone", "partial"))
        setattr(record, what, self.random.random() < 0.5)
        if what == "screened" and record.screened:
            record.asked_at = self.world.now

    def interview(self) -> None:
        """Protection learns something, or settles it."""
        file = self.world.nodes["agency"].files[self.random.choice(PERSONS)]
        file.interviews += 1
        file.open_needs = self.random.choice((0, 0, 1))
        if self.random.random() < 0.2:
            file.card = ["afraid_return"]

    def forge(self) -> None:
        """A node with altered software signs what no rule made: a clearance, a release, a refusal."""
        node, person = self.random.choice(POSTS), self.random.choice(PERSONS)
        up = tuple(row.id for row in self.world.nodes[node].rows(person)[1])
        name, ends = self.new("clearance"), self.world.now + timedelta(days=400)
        shared = {"agency": AGENCY, "person": person}
        fact = self.random.choice(
            [
                ClearanceGiven(clearance=name, saw=WHAT_IT_SAW, splits="own_consent", valid_until=ends, **shared),
                HoldReleased(holds=up, **shared),
                EntryRefused(by="owner", clearance=name, post=node, **shared),
            ]
        )
        self.world.forge(node, self.random.choice(("bilal", "samira", "dalia")), fact)
        blind = ClearanceGiven(clearance=self.new("clearance"), saw=("interview",), valid_until=ends, **shared)
        self.world.forge(node, "esther", blind)
        self._refuse_at(node, "samira", person)

    def exchange(self) -> None:
        """Two nodes meet; what travels may come in any order."""
        giver, taker = self.random.sample(NODES, 2)
        self.world.exchange(giver, taker, self.random.shuffle)

    def time(self) -> None:
        """Minutes, hours or more than a day."""
        self.world.pass_time(self.random.choice((1, 10, 240, 1441)))

    # Afterwards ----------------------------------------------------------------------------------

    def _arrive(self) -> None:
        stood = {(name, person): self._is_contested(name, person) for name in POSTS for person in PERSONS}
        self.world.exchange_all()
        for (name, person), before in stood.items():
            node = self.world.nodes[name]
            if not oracle.must_be_contested(node.held[person]):
                continue
            if not self._is_contested(name, person):
                self.outcome.faults.append(f"unnoticed at {name}")
            self.outcome.contested_on_arrival += not before
            if self.world.try_it(name, "samira", CarryOutRefusal(person=person)):
                self.outcome.faults.append(f"carried out though contested at {name}")

    def _is_contested(self, name: str, person: str) -> bool:
        row = self.world.nodes[name].rows(person)[0]
        return row is not None and bool(row.is_contested)


STEPS = (
    (History.request, 2), (History.second_line, 2), (History.hold, 3), (History.release, 3), (History.clear, 3),
    (History.refuse, 6), (History.carry_out, 4), (History.withdraw, 1), (History.flag, 1), (History.change, 2),
    (History.interview, 1), (History.forge, 1), (History.heard_and_let_go, 1),
    (History.flagged_and_let_go, 1), (History.exchange, 4), (History.time, 2),
)  # fmt: skip
