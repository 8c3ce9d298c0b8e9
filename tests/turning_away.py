"""A grown-up alone at the post who was asked everything: the one kind of person whom a clearance can be given for."""

from datetime import timedelta

from safeconduct.domains.crossings.commands import RecordCrossing
from safeconduct.domains.people.commands import BirthDateGiven, RegisterGroup, RegisterPerson
from safeconduct.domains.reviews import queries as reviews
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
from safeconduct.domains.reviews.states import NOT_MET, WHAT_IT_SAW, review_of
from safeconduct.domains.screening import queries as screenings
from safeconduct.domains.screening.commands import OpenScreening, RecordAttempt, SealedAnswers
from safeconduct.domains.screening.rules import screening_of
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.ids import derived_id, new_id

ADULT = BirthDateGiven(kind="age", age=34, as_of="2026-03-04")
CHILD = BirthDateGiven(kind="age", age=9, as_of="2026-03-04")


def prepare(cast):
    """A compartment to seal screenings for, held by an agency whose node is not introduced here."""
    act = cast.act("adam", place="node", purpose="administration")
    register_compartment(act, compartment="protection", agency="river_aid", public=make_keys("protection"))


class Arrival:
    """Somebody who came alone; `births` of more make them a group."""

    def __init__(self, cast, name="omar", births=(ADULT,), needs=(), **crossing):
        self.cast = cast
        self.group, self.crossing = derived_id("group", name), derived_id("crossing", name)
        self.people = [derived_id(name, str(number)) for number in range(len(births))]
        self.person = self.people[0]
        submit(
            cast.act(),
            RegisterGroup(group=self.group, level=2, size=len(births)),
            *(
                RegisterPerson(person=person, level=2, group=self.group, birth=birth, given_names="Omar", needs=needs)
                for person, birth in zip(self.people, births, strict=True)
            ),
            RecordCrossing(crossing=self.crossing, post=cast.post, direction="entry", level=2, group=self.group,
                           persons=tuple(self.people), number=len(births), **crossing),
        )  # fmt: skip

    def asked(self):
        """Everyone of the group was asked, and the answers sealed."""
        screening = screening_of(self.crossing)
        submit(
            self.cast.act(),
            OpenScreening(screening=screening, post=self.cast.post, crossing=self.crossing, level=2,
                          persons=tuple(self.people), people=len(self.people), language="ar"),
        )  # fmt: skip
        sealed = [seal_for("protection", {"person": one}) for one in self.people]
        submit(
            self.cast.act(),
            RecordAttempt(
                screening=screening, persons=tuple(self.people), outcome="asked", way="card", language="ar",
                sealed=tuple(SealedAnswers(entry=one.entry, compartment=one.compartment, key=one.key,
                                           content=one.content) for one in sealed),
            ),
        )  # fmt: skip
        assert screenings.asked_of(self.person)[0]
        self.cast.clock.pass_time(timedelta(minutes=5))
        return self

    def act(self, who, **more):
        """An act whose form showed the review as it stands."""
        return self.cast.act(who, **{"seen": reviews.seen_of_all([review_of(self.person)]), **more})

    def request(self, who="bilal"):
        return submit(
            self.act(who),
            RequestRefusal(person=self.person, post=self.cast.post, crossing=self.crossing, ground="entry_conditions"),
        )

    def second_line(self, who="samira", answer=NOT_MET):
        return submit(self.act(who), ReviewAtSecondLine(person=self.person, answer=answer))

    def clear(self, who="petra", **more):
        name = new_id()
        submit(self.act(who), GiveClearance(person=self.person, clearance=name, saw=WHAT_IT_SAW, **more))
        return name

    def refuse(self, clearance, who="samira"):
        return submit(self.act(who), RefuseEntry(person=self.person, clearance=clearance))

    def carry_out(self, who="samira"):
        return submit(self.act(who), CarryOutRefusal(person=self.person))

    def withdraw(self, who="samira"):
        return submit(self.act(who), WithdrawRefusal(person=self.person))

    def hold(self, who="petra", **more):
        submit(self.act(who), RaiseHold(person=self.person, hold=new_id(), **more))
        return next(one.id for one in reviews.holds_of(self.person) if one.open)

    def release(self, hold, who="petra"):
        return submit(self.act(who), ReleaseHold(person=self.person, holds=(hold,)))

    def state(self):
        row = reviews.review(self.person)
        return row.state, row.is_contested
