"""Ten thousand histories: nobody is refused where anything stood against it, and nothing raised elsewhere is lost."""

from collections import Counter

import pytest

from safeconduct.domains.reviews.commands import (
    CarryOutRefusal,
    GiveClearance,
    RaiseHold,
    RefuseEntry,
    ReleaseHold,
    RequestRefusal,
    ReviewAtSecondLine,
)
from safeconduct.domains.reviews.states import NOT_MET, WHAT_IT_SAW
from safeconduct.entrypoints import wiring
from safeconduct.kernel.ids import derived_id
from safeconduct.principles.explaining import TABLES
from tests.attacks.histories import History
from tests.attacks.world import PERSONS, World

DOORS = {door.command: door for door in wiring.DOORS}
TOGETHER = 1_000
PARTS = 10


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_history_turns_anybody_away_whom_it_must_not(part):
    done, stopped = Counter(), Counter()
    for seed in range(part * TOGETHER, (part + 1) * TOGETHER):
        outcome = History(seed, DOORS).run(steps=14)
        assert outcome.faults == [], (seed, outcome.faults)
        done["refused"] += outcome.refused
        done["carried out"] += outcome.carried_out
        done["contested on arrival"] += outcome.contested_on_arrival
        stopped.update(outcome.stopped)
    # The attacks came near: a suite in which nothing is ever refused proves nothing.
    assert done["refused"] > 100, done
    assert done["carried out"] > 10, done
    assert done["contested on arrival"] > 20, done
    for code in ("held", "no_clearance", "clearance_used", "clearance_over", "clearance_stale", "flag_up", "medical",
                 "not_screened", "child", "parts_group"):  # fmt: skip
        assert stopped[f"RefuseEntry:{code}"], code
    assert stopped["CarryOutRefusal:contested"]
    assert stopped["GiveClearance:fear_said"]


ALSO_IN_THE_RULE = {"contested"}  # carrying out is refused by the rule too; its row is tried in test_turning_away
ROWS = [(name, row.code) for name, table in TABLES.items() for row in table if row.code not in ALSO_IN_THE_RULE]


@pytest.mark.slow
@pytest.mark.parametrize(("principle", "code"), ROWS)
def test_without_any_one_row_some_history_turns_somebody_away(principle, code, monkeypatch):
    """The attacks can find: take a row out of its table, and they do."""
    without = [row for row in TABLES[principle] if row.code != code]
    monkeypatch.setitem(TABLES, principle, without)
    assert any(History(seed, DOORS).run(steps=14).faults for seed in range(3 * TOGETHER))


def refused_and_carried_out(world, post, *, clears_at, minutes):
    """The way as it should be; True at the end of it."""
    person = PERSONS[0]
    asked = RequestRefusal(person=person, post=post, crossing=derived_id("crossing"), ground="entry_conditions")
    assert world.try_it(post, "bilal", asked)
    assert world.try_it(post, "samira", ReviewAtSecondLine(person=person, answer=NOT_MET))
    name = derived_id("clearance")
    if clears_at == "agency":
        world.exchange(post, "agency")
    assert world.try_it(clears_at, "esther" if clears_at == "agency" else "petra",
                        GiveClearance(person=person, clearance=name, saw=WHAT_IT_SAW, splits=""))  # fmt: skip
    if clears_at == "agency":
        world.exchange("agency", post)
    world.pass_time(minutes)
    assert world.try_it(post, "tomas", RefuseEntry(person=person, clearance=name))
    return world.try_it(post, "tomas", CarryOutRefusal(person=person))


@pytest.mark.parametrize("minutes", [0, 1, 60, 720, 1439])
@pytest.mark.parametrize("clears_at", ["agency", "north"])
def test_benign_histories_are_not_blocked(clears_at, minutes):
    world = World(DOORS)
    assert refused_and_carried_out(world, "north", clears_at=clears_at, minutes=minutes)
    assert world.stopped == []


# Who may be refused by the law's letter and is not, with the row that says no and why it stays so.
FALSE_REFUSALS = [
    ("minor", "maybe", "child", "an age that nobody knows counts for the child: benefit of the doubt (CRC GC 6)"),
    ("partial", True, "not_known", "the record came only in part: what is missing may be the flag"),
    ("screened", False, "not_screened", "whoever declined to be asked was not asked: not hearing is not clearing"),
    ("in_care", True, "medical", "somebody apart by their own wish is in care all the same"),
    ("group", ["no"], "parts_group", "others of the group leave too, but nobody said so in the clearance"),
]


@pytest.mark.parametrize(("what", "value", "code", "why"), FALSE_REFUSALS)
def test_false_refusals_are_known_and_each_has_its_reason(what, value, code, why):
    world = World(DOORS)
    setattr(world.nodes["north"].records[PERSONS[0]], what, value)
    with pytest.raises(AssertionError):
        refused_and_carried_out(world, "north", clears_at="north", minutes=1)
    assert {one.partition(":")[2] for one in world.stopped} <= {code, "child_alone"}
    assert any(one.endswith(f":{code}") for one in world.stopped), why


def test_a_form_that_had_not_shown_a_released_hold_makes_a_contested_refusal():
    """Not blocked but stopped: whoever decides from an old form did not know what protection had looked at."""
    world, person, name = World(DOORS), PERSONS[0], derived_id("clearance")
    asked = RequestRefusal(person=person, post="north", crossing=derived_id("crossing"), ground="entry_conditions")
    world.try_it("north", "bilal", asked)
    world.try_it("north", "samira", ReviewAtSecondLine(person=person, answer=NOT_MET))
    old = world.nodes["north"].seen(person)
    world.try_it("north", "bilal", RaiseHold(person=person, hold=derived_id("hold")))
    up = tuple(row.id for row in world.nodes["north"].rows(person)[1])
    assert world.try_it("north", "petra", ReleaseHold(person=person, holds=up))
    assert world.try_it("north", "petra", GiveClearance(person=person, clearance=name, saw=WHAT_IT_SAW))
    assert world.try_it("north", "samira", RefuseEntry(person=person, clearance=name), seen=old)
    assert world.nodes["north"].rows(person)[0].is_contested
    assert not world.try_it("north", "samira", CarryOutRefusal(person=person))
