"""Who may hold a key, by table: nobody is enrolled before paper has proved to give it back."""

from datetime import UTC, datetime, timedelta

import pytest

from safeconduct.foundation.compartments.commands import (
    GiveKey,
    OpenEmergency,
    PassDrill,
    PrintSheets,
    ReviewEmergency,
    TakeKey,
)
from safeconduct.foundation.compartments.facts import DrillPassed, EmergencyOpened, KeyGiven, KeyTaken, SheetsPrinted
from safeconduct.foundation.compartments.projection import custody_rows, emergency_rows
from safeconduct.foundation.compartments.rules import (
    DRILL_EVERY,
    EMERGENCY,
    Emergency,
    Keeping,
    check_enrolment,
    decide_give_key,
    decide_open_emergency,
    decide_pass_drill,
    decide_print_sheets,
    decide_review_emergency,
    decide_take_key,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.problems import Problem

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
KEY, WHY = "c" * 32, "She is on duty at night."
DRILLED = Keeping(
    holders=frozenset({"esther"}), ready=frozenset({"esther", "ruth"}), set_id="S1", drilled_set="S1",
    drilled_at=NOW - timedelta(days=1),
)  # fmt: skip


def keeping(**more):
    known = {name: getattr(DRILLED, name) for name in DRILLED.__dataclass_fields__}
    return Keeping(**{**known, **more})


def here(actor="esther"):
    return Circumstances(
        actor=actor, roles=frozenset({"protection_officer"}), place="node", zone="UTC", now=NOW, happened_at=NOW
    )


def give(user="ruth", how="given", reason=WHY):
    return GiveKey(compartment="legal", key=KEY, user=user, how=how, reason=reason)


def code_of(decide, *arguments):
    with pytest.raises(Problem) as caught:
        decide(*arguments)
    return caught.value.code


LONG_AGO = NOW - DRILL_EVERY
REFUSED = [
    (give(), keeping(drilled_at=None), "esther", "compartments.drill_first"),
    (give(), keeping(drilled_set="S0"), "esther", "compartments.drill_first"),
    (give(), keeping(set_id=""), "esther", "compartments.drill_first"),
    (give(), keeping(drilled_at=LONG_AGO), "esther", "compartments.drill_over"),
    (give(reason="ok"), DRILLED, "esther", "compartments.reason_missing"),
    (give(), DRILLED, "ruth", "compartments.not_yours"),
    (give(user="esther"), DRILLED, "esther", "compartments.holds_already"),
    (give(user="dalia"), DRILLED, "esther", "compartments.not_set_up"),
    (give(how="sheets"), DRILLED, "ruth", "compartments.holders_left"),
    (give(how="taken_over"), DRILLED, "ruth", "compartments.holders_left"),
    (give(how="taken_over"), keeping(unwrapped=True), "esther", "compartments.holders_left"),
    (give(), Keeping(ready=frozenset({"ruth"})), "esther", "compartments.not_held"),
]


@pytest.mark.parametrize(("command", "keeping", "actor", "code"), REFUSED)
def test_a_key_is_not_given(command, keeping, actor, code):
    assert code_of(decide_give_key, command, keeping, here(actor)) == code


@pytest.mark.parametrize(
    ("command", "keeping", "actor"),
    [
        (give(), DRILLED, "esther"),
        (give(), keeping(drilled_at=LONG_AGO + timedelta(seconds=1)), "esther"),
        (give(how="taken_over", reason=""), Keeping(ready=frozenset({"ruth"}), unwrapped=True), "ruth"),
        (give(how="sheets", reason=""), keeping(holders=frozenset()), "ruth"),
    ],
)
def test_a_key_is_given(command, keeping, actor):
    (about,) = decide_give_key(command, keeping, here(actor))
    assert isinstance(about.fact, KeyGiven)
    assert (about.fact.user, about.fact.how) == (command.user, command.how)


def test_posts_are_enrolled_by_the_same_rule():
    check_enrolment(DRILLED, "legal", NOW)
    for standing in (keeping(drilled_at=None), keeping(drilled_at=LONG_AGO), Keeping(unwrapped=True)):
        with pytest.raises(Problem, match=r"compartments\.drill"):
            check_enrolment(standing, "legal", NOW)


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Keeping(unwrapped=True), "unwrapped"),
        (keeping(holders=frozenset()), "nobody"),
        (keeping(set_id="", drilled_at=None), "no_sheets"),
        (keeping(drilled_at=None), "first"),
        (keeping(drilled_set="S0"), "first"),
        (keeping(drilled_at=LONG_AGO), "over"),
        (keeping(drilled_at=LONG_AGO + timedelta(days=14)), "soon"),
        (keeping(drilled_at=LONG_AGO + timedelta(days=15)), "good"),
    ],
)
def test_what_is_to_be_done_next_about_a_key(standing, state):
    assert standing.state(NOW) == state


def test_the_last_holder_keeps_the_key_until_paper_gives_it_back():
    command = TakeKey(compartment="legal", key=KEY, user="esther", reason=WHY)
    assert code_of(decide_take_key, command, keeping(drilled_at=None), here()) == "compartments.last_holder"
    for standing in (DRILLED, keeping(drilled_at=None, holders=frozenset({"esther", "ruth"}))):
        (about,) = decide_take_key(command, standing, here())
        assert isinstance(about.fact, KeyTaken)
    assert code_of(decide_take_key, command, keeping(holders=frozenset()), here()) == "compartments.holds_not"


def test_sheets_are_printed_by_a_holder_and_old_ones_pass_no_drill():
    printing = PrintSheets(compartment="legal", key=KEY, set_id="S2", needed=2, made=3)
    assert isinstance(decide_print_sheets(printing, DRILLED, here())[0].fact, SheetsPrinted)
    assert code_of(decide_print_sheets, printing, DRILLED, here("ruth")) == "compartments.not_yours"
    drill = PassDrill(compartment="legal", key=KEY, set_id="S0", sheets=(1, 2))
    assert code_of(decide_pass_drill, drill, DRILLED, here()) == "compartments.sheets_replaced"
    assert code_of(decide_pass_drill, drill, keeping(set_id=""), here()) == "compartments.no_sheets"


def test_an_emergency_lasts_some_hours_has_a_reason_and_is_not_for_holders():
    command = OpenEmergency(
        emergency="a" * 32, compartment="legal", key=KEY, set_id="S1", sheets=(2, 1), reason="A child at the post."
    )
    (about,) = decide_open_emergency(command, DRILLED, here("ruth"))
    assert isinstance(about.fact, EmergencyOpened)
    assert (about.fact.until, about.fact.sheets) == (NOW + EMERGENCY, (1, 2))
    assert code_of(decide_open_emergency, command, DRILLED, here()) == "compartments.holds_already"
    unexplained = OpenEmergency(
        emergency="a" * 32, compartment="legal", key=KEY, set_id="S1", sheets=(1, 2), reason=" now "
    )
    assert code_of(decide_open_emergency, unexplained, DRILLED, here("ruth")) == "compartments.reason_missing"


@pytest.mark.parametrize(
    ("standing", "actor", "words", "code"),
    [
        (None, "olga", WHY, "compartments.no_such_emergency"),
        (Emergency("ruth", True), "olga", WHY, "compartments.reviewed_already"),
        (Emergency("ruth", False), "ruth", WHY, "compartments.own_emergency"),
        (Emergency("ruth", False), "olga", "fine", "compartments.reason_missing"),
    ],
)
def test_a_review_is_by_another_in_words_and_once(standing, actor, words, code):
    command = ReviewEmergency(emergency="a" * 32, justified=True, words=words)
    assert code_of(decide_review_emergency, command, standing, here(actor)) == code


def test_rows_say_how_a_key_is_looked_after_whatever_is_missing(held_of):
    given = held_of(KeyGiven(compartment="legal", key=KEY, user="esther", how="taken_over"), clock=1)
    printed = held_of(SheetsPrinted(compartment="legal", key=KEY, set_id="S1", needed=2, made=3), clock=2)
    drilled = held_of(DrillPassed(compartment="legal", key=KEY, set_id="S1", sheets=(1, 3)), clock=3)
    rows = custody_rows([drilled, given, printed])
    (row,), events = rows["compartments_custody"], rows["compartments_custody_event"]
    assert (row["set_id"], row["needed"], row["drilled_set"]) == ("S1", 2, "S1")
    assert [(one["what"], one["number"]) for one in events] == [("given", 0), ("printed", 3), ("drilled", 2)]
    assert custody_rows([drilled])["compartments_custody"][0]["set_id"] == ""
    assert custody_rows([]) == {} == emergency_rows([given])
