"""How long the gates take to decide about one person, among thousands who were asked to be refused.

python -m benchmarks.gates      SAFECONDUCT_BENCH=quick a thousand people

A decision is what dispatch does before a rule is asked: the facts are gathered from the tables, then every gate of the
house in its order. Each of the adverse commands is put to people of whom nothing, a hold, a clearance or an
unfinished screening stands.
"""

import random
import time
from collections import Counter
from datetime import timedelta
from typing import Any

from benchmarks import nodes
from benchmarks.figures import QUICK, Figure, most, quantile, report

PEOPLE = 1_000 if QUICK else 20_000
DECISIONS = 1_500 if QUICK else 6_000
COMPARTMENT = "protection"


def measure() -> list[Figure]:
    """Decisions of every adverse command on reviews in every state."""
    with nodes.node() as node:
        people = _furnish(node)
        spent, answers = _decide(node, people)
        return [
            Figure(f"one decision of the gates among {PEOPLE:,} people under review, p50", quantile(spent, 0.5), "ms"),
            Figure("  p99", quantile(spent, 0.99), "ms", "", "< 5", most(quantile(spent, 0.99), 5)),
            Figure("  passed", answers[""], "of " + str(len(spent)), _shown(answers)),
        ]


def _shown(answers: Counter[str]) -> str:
    return ", ".join(f"{code} {number}" for code, number in answers.most_common(4) if code)


def _furnish(node: Any) -> list[tuple[str, str]]:
    """People whose refusal was asked for; a third asked nothing, a third under a hold, a third with a clearance."""
    from safeconduct.domains.reviews import commands as ask
    from safeconduct.domains.reviews.states import NOT_MET, WHAT_IT_SAW
    from safeconduct.foundation.access.commands import CreateUser
    from safeconduct.foundation.compartments.commands import RegisterCompartment
    from safeconduct.foundation.compartments.sealing import make_keys
    from safeconduct.foundation.dispatch import submit
    from safeconduct.kernel.ids import new_id

    submit(
        _act("system", place="node", purpose="administration"),
        CreateUser(user=nodes._id("samira"), login="samira", display_name="Samira", roles=("post_supervisor",)),
        CreateUser(user=nodes._id("petra"), login="petra", display_name="Petra", roles=("protection_coordinator",)),
        RegisterCompartment(compartment=COMPARTMENT, agency="shelter", public=make_keys(COMPARTMENT)),
    )
    arrived = [_arrival() for _ in range(PEOPLE)]
    _carry_out([(_act("bilal"), commands) for _, commands in arrived])
    people = [(person, new_id()) for person, _ in arrived]
    crossings = {person: commands[-1].crossing for person, commands in arrived}
    _carry_out([(_act("bilal"), [_asked(crossings[person], person)]) for person, _ in people[PEOPLE // 3 :]])
    requests = [
        ask.RequestRefusal(person=person, post=nodes._id("post"), crossing=crossings[person], ground="entry_conditions")
        for person, _ in people
    ]
    _carry_out([(_act("bilal"), [one]) for one in requests])
    holds = [ask.RaiseHold(person=person, hold=new_id()) for person, _ in people[PEOPLE // 3 : 2 * PEOPLE // 3]]
    _carry_out([(_act("petra", purpose="protection"), [one]) for one in holds])
    cleared = people[2 * PEOPLE // 3 :]
    _carry_out(
        [(_act("samira"), [ask.ReviewAtSecondLine(person=person, answer=NOT_MET)]) for person, _ in cleared], seen=True
    )
    given = [ask.GiveClearance(person=person, clearance=clearance, saw=WHAT_IT_SAW) for person, clearance in cleared]
    _carry_out([(_act("petra", purpose="protection"), [one]) for one in given], seen=True)
    node.ledger.clock.pass_time(timedelta(minutes=5))
    return people


def _arrival() -> tuple[str, list[Any]]:
    from safeconduct.domains.crossings.commands import RecordCrossing
    from safeconduct.domains.people.commands import BirthDateGiven, RegisterGroup, RegisterPerson
    from safeconduct.kernel.ids import new_id

    person, group = new_id(), new_id()
    birth = BirthDateGiven(kind="age", age=34, as_of="2026-03-04")
    crossing = RecordCrossing(
        crossing=new_id(), post=nodes._id("post"), direction="entry", level=2, group=group, persons=(person,), number=1
    )
    registering = RegisterPerson(person=person, level=2, group=group, given_names="Omar", birth=birth)
    return person, [RegisterGroup(group=group, level=2, size=1), registering, crossing]


def _asked(crossing: str, person: str) -> Any:
    from safeconduct.domains.screening.commands import RecordAttempt, SealedAnswers
    from safeconduct.domains.screening.rules import screening_of
    from safeconduct.foundation.compartments.sealing import seal_for

    one = seal_for(COMPARTMENT, {"person": person})
    sealed = SealedAnswers(entry=one.entry, compartment=one.compartment, key=one.key, content=one.content)
    return RecordAttempt(
        screening=screening_of(crossing), outcome="asked", way="card", persons=(person,), sealed=(sealed,)
    )


def _carry_out(acts: list[tuple[Any, list[Any]]], *, seen: bool = False) -> None:
    """Some acts in a commit, and what follows of them."""
    import msgspec

    from safeconduct.domains.reviews import queries as reviews
    from safeconduct.domains.reviews.states import review_of
    from safeconduct.foundation.dispatch import submit

    for act, commands in acts:
        shown = reviews.seen_of_all([review_of(commands[0].person)]) if seen else {}
        submit(msgspec.structs.replace(act, seen=shown), *commands)


def _decide(node: Any, people: list[tuple[str, str]]) -> tuple[list[float], Counter[str]]:
    from safeconduct.domains.reviews import commands as ask
    from safeconduct.domains.reviews.states import WHAT_IT_SAW
    from safeconduct.foundation.dispatch.engine import pass_gates
    from safeconduct.foundation.dispatch.house import house
    from safeconduct.kernel.acts import Circumstances
    from safeconduct.kernel.ids import new_id
    from safeconduct.kernel.problems import Problem

    own, drawn, now = house(), random.Random(7), node.ledger.clock.now()
    spent: list[float] = []
    answers: Counter[str] = Counter()
    for number in range(DECISIONS + 50):
        person, clearance = drawn.choice(people)
        who, command = (
            ("samira", ask.RefuseEntry(person=person, clearance=clearance)),
            ("petra", ask.GiveClearance(person=person, clearance=new_id(), saw=WHAT_IT_SAW)),
            ("samira", ask.CarryOutRefusal(person=person)),
        )[number % 3]
        act = _act(who, purpose="border_control" if who == "samira" else "protection")
        here = Circumstances(
            actor=act.actor, roles=own.roles_of(act.actor, act.place), place=act.place, zone="Europe/Chisinau",
            now=now, happened_at=now,
        )  # fmt: skip
        begun = time.perf_counter()
        door = own.doors[type(command)]
        said = ""
        try:
            pass_gates(own, door, command, door.state(command, act), here)
        except Problem as problem:
            said = problem.code
        spent.append((time.perf_counter() - begun) * 1000)
        answers[said] += 1
    return spent[50:], answers


def _act(who: str, *, place: str = "", purpose: str = "border_control") -> Any:
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    actor = who if who == "system" else nodes._id(who)
    return Act(id=new_id(), actor=actor, purpose=purpose, place=place or nodes._id("post"))


if __name__ == "__main__":
    report(measure)
