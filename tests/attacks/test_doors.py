"""The same attacks through the doors themselves: acts in the database, sent again, bundled, and from another node."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest

import safeconduct
from safeconduct.domains.crossings.commands import RecordCrossing
from safeconduct.domains.people.commands import RegisterPerson
from safeconduct.domains.reviews import queries as reviews
from safeconduct.domains.reviews.commands import (
    CarryOutRefusal,
    GiveClearance,
    RaiseHold,
    RefuseEntry,
    ReleaseHold,
    RequestRefusal,
    ReviewAtSecondLine,
)
from safeconduct.domains.reviews.facts import EntryRefused
from safeconduct.domains.reviews.states import NOT_MET, WHAT_IT_SAW, review_of
from safeconduct.domains.screening import queries as screenings
from safeconduct.domains.screening.commands import (
    HoldInterview,
    OpenScreening,
    RecordAttempt,
    SealedAnswers,
    SettleNeed,
    TakeIn,
)
from safeconduct.domains.screening.rules import file_of, screening_of
from safeconduct.entrypoints.profiles import DoorsHere
from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, open_here, seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.house import furnish, house
from safeconduct.foundation.exchange import queries as peers
from safeconduct.foundation.exchange.files import read_file, write_files
from safeconduct.foundation.exchange.introduction import own_introduction
from safeconduct.foundation.exchange.taking_in import project_what_waits
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.reading import held_facts
from safeconduct.foundation.journal.rebuild import rebuild
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.places.commands import OpenPost
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, Problem, Refused
from tests.attacks import oracle
from tests.attacks.world import Record
from tests.foundation.exchange.two_nodes import AGENCY, AGENCY_CODE, POST, Machine, act, introduced
from tests.turning_away import ADULT, Arrival, prepare

pytestmark = pytest.mark.django_db
SENT = r"reviews\.sent_for_review"


RIGHTLY = {
    "second_line": "samira", "release": "petra", "clear": "petra", "refuse": "samira", "carry_out": "tomas",
}  # fmt: skip


class Attacked(Arrival):
    """Somebody at a real node about whom everybody tries everything."""

    def attempt(self, what, random):
        """One step; True if it was done."""
        who = random.choice(("bilal", "samira", "tomas", "petra", "olga", "dalia", "nadia"))
        if random.random() < 0.5:
            who = RIGHTLY.get(what, "bilal")
        act = self.act(who) if random.random() < 0.85 else self.act(who, seen={})
        given = [one.id for one in reviews.clearances_of(self.person)] or [new_id()]
        up = tuple(one.id for one in reviews.holds_of(self.person) if one.open)
        command = {
            "request": lambda: RequestRefusal(person=self.person, post=self.cast.post, crossing=self.crossing,
                                              ground="entry_conditions"),
            "second_line": lambda: ReviewAtSecondLine(person=self.person, answer=NOT_MET),
            "hold": lambda: RaiseHold(person=self.person, hold=new_id()),
            "release": lambda: ReleaseHold(person=self.person, holds=up),
            "clear": lambda: GiveClearance(person=self.person, clearance=new_id(), saw=WHAT_IT_SAW),
            "refuse": lambda: RefuseEntry(person=self.person, clearance=random.choice(given)),
            "carry_out": lambda: CarryOutRefusal(person=self.person),
        }[what]()  # fmt: skip
        try:
            submit(act, command)
        except Problem:
            return False
        return True


@pytest.mark.slow
def test_histories_in_the_database_refuse_nobody_whom_they_must_not(cast):
    prepare(cast)
    refused, faults = 0, []
    for number in range(40):
        random, steps = Random(number), 14
        one = Attacked(cast, f"attacked {number}")
        if number % 4:
            one.asked()
        record = Record(screened=bool(number % 4))
        for what in ("request", "second_line", "clear"):
            for _ in range(4):
                one.attempt(what, random)
        for _ in range(steps):
            what = random.choice(
                ("request", "second_line", "hold", "release", "clear", "refuse", "refuse", "carry_out")
            )
            before = list(held_facts(ledger().keyring, review_of(one.person)))
            if not one.attempt(what, random):
                continue
            held = held_facts(ledger().keyring, review_of(one.person))
            if what == "refuse":
                refused += 1
                faults += faults_in_database(held[-1], before, record, cast)
            if what == "carry_out":
                faults += ["carried out though contested"] * oracle.must_be_contested(named(before, cast))
            if random.random() < 0.1:
                cast.clock.pass_time(timedelta(hours=random.choice((1, 25))))
        row = reviews.review_or_none(one.person)
        if row is not None and oracle.must_be_contested(named(held_facts(ledger().keyring, row.subject), cast)):
            assert row.is_contested
    assert faults == []
    assert refused > 10
    assert verify(cast.ledger).sound


def named(held, cast):
    """Entries as the oracle reads them: actors by the names of the cast."""
    logins = {user: login for login, user in cast.ids.items()}
    return [msgspec.structs.replace(one, actor=logins[one.actor]) for one in held]


def faults_in_database(refused, before, record, cast):
    return oracle.faults_of_refusal(named([refused], cast)[0], named(before, cast), record)


def test_a_refusal_sent_again_is_one_and_another_one_under_its_id_is_none(cast):
    prepare(cast)
    one = Arrival(cast).asked()
    one.request()
    one.second_line()
    act, command = one.act("samira"), RefuseEntry(person=one.person, clearance=one.clear())
    act = msgspec.structs.replace(act, seen=reviews.seen_of_all([review_of(one.person)]))
    submit(act, command)
    assert submit(act, command).repeated
    held = held_facts(ledger().keyring, review_of(one.person))
    assert sum(isinstance(entry.fact, EntryRefused) for entry in held) == 1
    with pytest.raises(Conflict, match=r"act\.id_used"):
        submit(act, RefuseEntry(person=new_id(), clearance=new_id()))


def test_two_persons_in_one_act_need_a_clearance_each_or_neither_is_refused(cast):
    prepare(cast)
    first, second = Arrival(cast, "first").asked(), Arrival(cast, "second").asked()
    for one in (first, second):
        one.request()
        one.second_line()
    name = first.clear()
    for clearances in ((name, name), (name, ""), (name, new_id())):
        commands = [RefuseEntry(person=one.person, clearance=given)
                    for one, given in zip((first, second), clearances, strict=True)]  # fmt: skip
        with pytest.raises(Refused, match=SENT):
            submit(first.act("samira"), *commands)
    assert reviews.refusals() == []


def test_one_act_cannot_clear_and_refuse(cast):
    prepare(cast)
    one, name = Arrival(cast).asked(), new_id()
    one.request()
    one.second_line()
    both = (GiveClearance(person=one.person, clearance=name, saw=WHAT_IT_SAW),
            RefuseEntry(person=one.person, clearance=name))  # fmt: skip
    for who in ("samira", "petra"):
        with pytest.raises(NotAllowed):
            submit(one.act(who), *both)
    assert reviews.clearances_of(one.person) == []


def test_no_door_but_the_pages_of_reviews_names_what_turns_people_away():
    """Files, tablets, paper and reactions have no way to it; a new one must come past this list."""
    source = Path(safeconduct.__file__).parent
    names = re.compile(r"\b(RefuseEntry|CarryOutRefusal|GiveClearance|ReturnPerson|TransferPerson|ReadmitPerson)\b")
    found = {str(path.relative_to(source)) for path in source.rglob("*.py") if names.search(path.read_text())}
    rooms = {path for path in found if path.startswith("domains/reviews/")}
    assert found - rooms == {
        "desks/border_post/reviews.py", "desks/protection/reviews.py", "entrypoints/wiring.py",
        "foundation/web/review_labels.py", "principles/turning_away.py",
    }  # fmt: skip


# Two nodes -------------------------------------------------------------------------------------------

BILAL, SAMIRA, ESTHER = (derived_id("user", one) for one in ("bilal", "samira", "esther"))
PLACE, OMAR, CROSSING = derived_id("post", "B"), derived_id("omar"), derived_id("crossing of omar")


def at_the_post(who, **more):
    seen = reviews.seen_of_all([review_of(OMAR)])
    return act(actor=who, purpose="border_control", place=PLACE, **{"seen": seen, **more})


def in_confidence():
    return act(actor=ESTHER, purpose="protection", seen=reviews.seen_of_all([review_of(OMAR)]))


def settle_in():
    """What was written on this node before stands in its tables again, behind the doors of its profile."""
    rebuild(ledger())
    furnish(replace(house(), doors=DoorsHere(dict(house().doors.items()))))


def carried(machine, peer):
    """Everything that a machine has for a peer, as files."""
    with machine.sitting():
        settle_in()
        files = write_files(peers.peer(peer))
        return [one for one in (files.entries_file, files.keys_file) if one]


def take(files):
    for file in files:
        read_file(file)
    project_what_waits()


def omar_comes():
    """Registered at the post and asked; the answers are sealed for the agency."""
    setting_up = act()
    submit(setting_up, OpenPost(post=PLACE, name="Kadar Bridge", letter="B", zone="Europe/Chisinau", type="road"))
    for user, login, role in ((BILAL, "bilal", "border_officer"), (SAMIRA, "samira", "post_supervisor")):
        submit(act(), CreateUser(user=user, login=login, display_name=login, roles=(role,)))
    submit(
        at_the_post(BILAL),
        RegisterPerson(person=OMAR, level=2, birth=ADULT, given_names="Omar"),
        RecordCrossing(crossing=CROSSING, post=PLACE, direction="entry", level=2, persons=(OMAR,), number=1),
    )
    screening = screening_of(CROSSING)
    submit(at_the_post(BILAL), OpenScreening(screening=screening, post=PLACE, crossing=CROSSING, level=2,
                                             persons=(OMAR,), people=1))  # fmt: skip
    content = {"form": "screening", "token": "B-0001-X", "person": OMAR, "minor": "no", "items": [], "at": ""}
    one = seal_for("protection", content)
    sealed = SealedAnswers(entry=one.entry, compartment=one.compartment, key=one.key, content=one.content)
    submit(at_the_post(BILAL), RecordAttempt(screening=screening, persons=(OMAR,), outcome="asked", way="card",
                                             language="ar", sealed=(sealed,)))  # fmt: skip
    ledger().clock.pass_time(timedelta(minutes=5))
    submit(at_the_post(BILAL), RequestRefusal(person=OMAR, post=PLACE, crossing=CROSSING, ground="entry_conditions"))
    submit(at_the_post(SAMIRA), ReviewAtSecondLine(person=OMAR, answer=NOT_MET))


def protection_hears_omar():
    """Esther opens what was sealed, speaks with him, and clears him."""
    submit(act(), CreateUser(user=ESTHER, login="esther", display_name="Esther", roles=("protection_officer",)))
    ((_place, arrived),) = screenings.sealed_after(0)
    content = open_here(arrived)
    file = file_of(content, arrived)
    submit(in_confidence(), TakeIn(file=file, entry=arrived, content=content))
    with pytest.raises(Refused, match=SENT):  # nobody has spoken with him
        submit(in_confidence(), GiveClearance(person=OMAR, clearance=new_id(), saw=WHAT_IT_SAW))
    answers = {"papers": "none", "consent_keep": "yes"}
    version = screenings.instrument_in_force().version
    submit(in_confidence(), HoldInterview(file=file, version=version, answers=answers))
    for need in screenings.needs_of_file(file):
        with pytest.raises(Refused, match=SENT):  # a need of his is open
            submit(in_confidence(), GiveClearance(person=OMAR, clearance=new_id(), saw=WHAT_IT_SAW))
        submit(in_confidence(), SettleNeed(file=file, need=need.need, outcome="provided"))
    clearance = new_id()
    submit(in_confidence(), GiveClearance(person=OMAR, clearance=clearance, saw=WHAT_IT_SAW))
    return clearance


@pytest.mark.slow
def test_what_the_agency_hears_after_the_decision_contests_it_on_arrival():
    """The post refuses on a clearance that came by file; a hold that it had not seen arrives and stops it."""
    post, agency = Machine(POST, "post"), Machine(AGENCY, "agency", AGENCY_CODE)
    with agency.sitting():
        register_compartment(act(), compartment="protection", agency=AGENCY_CODE, public=make_keys("protection"))
        card = own_introduction(address="127.0.0.1:8481")
    with post.sitting():
        introduced(card)
        greeting = own_introduction(address="127.0.0.1:8480")
        omar_comes()
    with agency.sitting():
        introduced(greeting)
    to_agency = carried(post, AGENCY)
    with agency.sitting():
        settle_in()
        take(to_agency)
        assert reviews.review(OMAR).requests == 1
        clearance = protection_hears_omar()
    to_post = carried(agency, POST)
    with post.sitting():
        settle_in()
        with pytest.raises(Refused, match=SENT):
            submit(at_the_post(SAMIRA), RefuseEntry(person=OMAR, clearance=clearance))  # it has not arrived
        take(to_post)
        submit(at_the_post(SAMIRA), RefuseEntry(person=OMAR, clearance=clearance))
        assert (reviews.review(OMAR).state, reviews.review(OMAR).is_contested) == ("refused", False)
    with agency.sitting():
        settle_in()
        hold = RaiseHold(person=OMAR, hold=new_id(), cause="fear_of_return")
        submit(in_confidence(), hold)
        assert [one.cause for one in reviews.holds_of(OMAR)] == ["fear_of_return"]
    to_post = carried(agency, POST)
    with post.sitting():
        settle_in()
        take(to_post)
        row = reviews.review(OMAR)
        assert (row.state, row.is_contested) == ("held", True)
        assert [one.person for one in reviews.contested_reviews()] == [OMAR]
        assert [one.cause for one in reviews.holds_of(OMAR)] == [""]  # why never left the agency
        with pytest.raises(Refused, match=SENT):
            submit(at_the_post(SAMIRA), CarryOutRefusal(person=OMAR))
        take(to_post)  # the same files again change nothing
        assert reviews.review(OMAR).open_holds == 1
        with pytest.raises(NotAllowed):
            submit(at_the_post(SAMIRA), ReleaseHold(person=OMAR, holds=(reviews.holds_of(OMAR)[0].id,)))
