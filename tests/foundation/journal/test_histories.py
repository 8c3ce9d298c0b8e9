"""Random histories through the ordinary doors: always sound, always the same rows, and the erased never come back."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.domains.crossings.commands import CountMovements, Decide, RecordCrossing, VoidCrossing
from safeconduct.domains.people import queries as people
from safeconduct.domains.people.commands import (
    CorrectPerson,
    ErasePerson,
    MovePerson,
    RegisterGroup,
    RegisterPerson,
    VoidGroup,
    VoidPerson,
)
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.projector import all_tables, expected_values, projections
from safeconduct.foundation.journal.reading import held_facts
from safeconduct.foundation.journal.rebuild import rebuild
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

pytestmark = pytest.mark.slow
NAMES = ("Amina", "Yusuf", "Layla", "Khadija", "Sami")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["register", "register", "correct", "correct", "stale", "move", "void", "void_group", "count", "cross",
             "decide", "void_crossing", "erase", "again"]
        ),
        st.integers(0, 1_000_000),
    ),
    min_size=3, max_size=25,
)  # fmt: skip


class History:
    """A post's day, made of chance: what is refused is refused whole, the rest stands."""

    def __init__(self, cast):
        self.cast = cast
        self.persons, self.groups, self.crossings, self.erased = [], [], [], []
        self.seen, self.last = {}, None
        self.written, self.refusals = 0, set()

    def step(self, kind, number):
        choice = random.Random(number)
        self.cast.clock.pass_time(timedelta(seconds=choice.choice([1, 50, 4000])))
        commands, who, seen = getattr(self, f"_{kind}")(choice)
        if not commands:
            return
        act = self.cast.act(who, seen=seen)
        try:
            submit(act, *commands)
        except Problem as problem:
            self.refusals.add((kind, problem.code))
            return
        self.written += 1
        self.last = (act, commands)

    def _one(self, choice, those):
        return choice.choice(those) if those else None

    def _register(self, choice):
        group, size = new_id(), choice.randint(1, 3)
        members = [new_id() for _ in range(size)]
        self.persons += members
        self.groups.append(group)
        commands = [RegisterPerson(person=one, level=2, group=group, given_names=choice.choice(NAMES), sex="F",
                                   needs=(("step_free",), ())[choice.randint(0, 1)]) for one in members]  # fmt: skip
        return [RegisterGroup(group=group, level=2, size=size), *commands], "bilal", {}

    def _correction(self, choice, seen):
        person = self._one(choice, self.persons)
        if person is None:
            return [], "bilal", {}
        name = choice.choice(NAMES)
        return (
            [CorrectPerson(person=person, changes={"given_names": name, "nationality": "SYR"}, reason="misheard")],
            "zainab",
            {person: seen(person)},
        )

    def _correct(self, choice):
        return self._correction(choice, self._look)

    def _stale(self, choice):
        return self._correction(choice, lambda person: self.seen.get(person, {}))

    def _look(self, person):
        self.seen.setdefault(person, seen_of(self.cast, person))
        return seen_of(self.cast, person)

    def _move(self, choice):
        person, to = self._one(choice, self.persons), self._one(choice, self.groups)
        if person is None or person in self.erased:
            return [], "bilal", {}
        return [MovePerson(person=person, from_group=people.person(person).group, to_group=to, relation="",
                           reason="entered_in_wrong_group")], "bilal", {}  # fmt: skip

    def _void(self, choice):
        person = self._one(choice, self.persons)
        return [VoidPerson(person=person, reason="entered twice")] if person else [], "bilal", {}

    def _void_group(self, choice):
        group = self._one(choice, self.groups)
        return [VoidGroup(group=group, reason="entered twice")] if group else [], "bilal", {}

    def _count(self, choice):
        hour = self.cast.clock.now().replace(minute=0, second=0, microsecond=0)
        return (
            [CountMovements(post=self.cast.post, hour=hour, direction="entry", number=choice.randint(1, 9))],
            "bilal",
            {},
        )

    def _cross(self, choice):
        group = self._one(choice, self.groups)
        if group is None:
            return [], "bilal", {}
        self.crossings.append(new_id())
        return [RecordCrossing(crossing=self.crossings[-1], post=self.cast.post, direction="entry", level=1,
                               group=group, number=1)], "bilal", {}  # fmt: skip

    def _decide(self, choice):
        crossing = self._one(choice, self.crossings)
        decision = choice.choice(["admit", "second_line"])
        return (
            [Decide(crossing=crossing, decision=decision)] if crossing else [],
            choice.choice(["bilal", "zainab"]),
            {},
        )

    def _void_crossing(self, choice):
        crossing = self._one(choice, self.crossings)
        return [VoidCrossing(crossing=crossing, reason="entered twice")] if crossing else [], "bilal", {}

    def _erase(self, choice):
        person = self._one(choice, self.persons)
        if person is None:
            return [], "samira", {}
        self.erased.append(person)
        return [ErasePerson(person=person, reason="person_asked")], "samira", {}

    def _again(self, choice):
        if self.last:
            act, commands = self.last
            assert submit(act, *commands).repeated
        return [], "bilal", {}


def seen_of(cast, subject):
    """The last entry of each stream, as a form drawn now would carry it."""
    found = {}
    for held in held_facts(cast.ledger.keyring, subject):
        found[held.stream] = max(found.get(held.stream, 0), held.seq)
    return found


def dump():
    """Every projected row."""
    found = {}
    for table in all_tables():
        with connection.cursor() as cursor:
            cursor.execute(table.select)
            found[table.name] = sorted(cursor.fetchall(), key=repr)
    return found


def kinds_of_subjects():
    from safeconduct.foundation.journal.entry import read_header

    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, header FROM journal_entry ORDER BY position")
        return {subject: read_header(bytes(header)).kind for subject, header in cursor.fetchall()}


class Back(Exception):
    """Leaves the transaction of one example."""


@given(steps=STEPS, order=st.integers(0, 1_000_000))
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
def test_any_history_is_sound_and_gives_the_same_rows_in_any_order(cast, steps, order):
    start = cast.clock.now()
    try:
        with transaction.atomic():
            tell(cast, steps, order)
            raise Back
    except Back:
        pass
    finally:
        cast.clock.move_to(start)
        cast.ledger.unsettle()
        cast.ledger.load_ends()


def tell(cast, steps, order):
    history = History(cast)
    for kind, number in steps:
        history.step(kind, number)
    assert verify(cast.ledger).findings == ()
    rows = dump()
    in_any_order(cast, random.Random(order))
    rebuild(cast.ledger)
    assert dump() == rows
    nothing_of_the_erased(cast, history)
    assert verify(cast.ledger).findings == ()


def in_any_order(cast, choice):
    """A subject's rows are those of its facts, however they came in."""
    for subject, kind in kinds_of_subjects().items():
        held = held_facts(cast.ledger.keyring, subject)
        if not held or kind not in projections():
            continue
        usual = expected_values(kind, subject, projections()[kind].rows_of(held))
        choice.shuffle(held)
        shuffled = expected_values(kind, subject, projections()[kind].rows_of(held))
        assert unordered(shuffled) == unordered(usual)


def unordered(tables):
    return {name: sorted(map(repr, values)) for name, values in tables.items()}


def nothing_of_the_erased(cast, history):
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject FROM journal_erasure")
        erased = [row[0] for row in cursor.fetchall()]
        for subject in erased:
            cursor.execute("SELECT COUNT(*) FROM journal_subject_key WHERE subject = %s", [subject])
            assert cursor.fetchone()[0] == 0
            cursor.execute("SELECT COUNT(*) FROM journal_entry WHERE subject = %s AND named IS NOT NULL", [subject])
            assert cursor.fetchone()[0] == 0
            assert not any(name in str(one) for one in rows_of(subject) for name in NAMES)
    assert set(erased) & set(history.persons) <= set(history.erased)


def rows_of(subject):
    found = []
    for table in all_tables():
        with connection.cursor() as cursor:
            cursor.execute(f"{table.select} WHERE subject = %s", [subject])
            found += cursor.fetchall()
    return found


def test_the_histories_are_not_empty_and_reach_every_kind_of_step(cast):
    """A property of nothing would prove nothing."""
    history, choice = History(cast), random.Random(3)
    kinds = [
        "register",
        "correct",
        "stale",
        "move",
        "void",
        "void_group",
        "count",
        "cross",
        "decide",
        "void_crossing",
        "erase",
    ]
    done = set()
    for _ in range(12):
        for kind in kinds:
            before = history.written
            history.step(kind, choice.randint(0, 1_000_000))
            if history.written > before:
                done.add(kind)
    assert done == set(kinds), history.refusals
    assert verify(cast.ledger).findings == ()
