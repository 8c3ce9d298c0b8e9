"""Rules of liberty: what was done is written down whatever it was; what is asked of people has to be the least."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from safeconduct.domains.liberty import commands
from safeconduct.domains.liberty.bases import ALTERNATIVES, BASES, GROUNDS, NOT_ALTERNATIVES, lesser_than, review_within
from safeconduct.domains.liberty.commands import ImposeAlternative, RecordDeprivation, ReviewDeprivation
from safeconduct.domains.liberty.facts import AlternativeImposed, DeprivationRecorded, DeprivationReviewed, SaidInWords
from safeconduct.domains.liberty.rules import (
    REFUSALS,
    LibertyState,
    decide_acknowledge_alarms,
    decide_assess_alternatives,
    decide_correct_deprivation,
    decide_end_alternative,
    decide_erase_liberty,
    decide_give_consular_notice,
    decide_impose_alternative,
    decide_move_deprivation,
    decide_record_breach,
    decide_record_consular_notice,
    decide_record_deprivation,
    decide_review_alternative,
    decide_review_deprivation,
    decide_void_deprivation,
)
from safeconduct.domains.liberty.states import liberty_of
from safeconduct.foundation.web.sentences import all_sentences
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Problem

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
POST, PERSON, HELD, REVIEW, LOOK, ASKED = (derived_id(one) for one in ("post", "p", "d", "r", "look", "asked"))
HERE = Circumstances(actor="samira", roles=frozenset({"post_supervisor"}), place=POST, zone="UTC", now=NOON,
                     happened_at=NOON)  # fmt: skip
RECORD = RecordDeprivation(person=PERSON, deprivation=HELD, post=POST, since=NOON - timedelta(hours=3))
STATE = LibertyState(exists=True, deprivation=True, is_open=True, counts=True, since=NOON - timedelta(days=2))
FREE = LibertyState(assessments=frozenset({LOOK}))
IMPOSE = ImposeAlternative(
    person=PERSON, alternative=ASKED, kind="reporting", assessment=LOOK, ground="identity", order="Number 12",
    until=NOON + timedelta(days=20), lesser=dict.fromkeys(lesser_than("reporting"), "not_available_here"),
)  # fmt: skip


def changed(command, **what):
    return msgspec.structs.replace(command, **what)


def refused(decide, command, state, here=HERE):
    with pytest.raises(Problem) as problem:
        decide(command, state, here)
    assert problem.value.code in REFUSALS or problem.value.code.startswith("text.")
    return problem.value.code


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("minor", ["yes", "maybe", "no", "not_known"])
def test_whatever_was_done_is_written_down(ground, minor):
    (about,) = decide_record_deprivation(changed(RECORD, ground=ground, minor=minor), LibertyState(), HERE)
    assert about.subject == liberty_of(PERSON)
    assert isinstance(about.fact, DeprivationRecorded)
    assert (about.fact.ground, about.fact.minor) == (ground, minor)


@pytest.mark.parametrize(
    ("said", "known", "written"),
    [("no", "yes", "maybe"), ("no", "maybe", "maybe"), ("not_known", "yes", "yes"), ("not_known", "", "not_known"),
     ("yes", "no", "yes"), ("no", "no", "no")],
)  # fmt: skip
def test_in_doubt_somebody_is_a_child(said, known, written):
    (about,) = decide_record_deprivation(changed(RECORD, minor=said), LibertyState(minor=known), HERE)
    assert about.fact.minor == written


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"since": None}, "liberty.when"),
        ({"since": NOON + timedelta(hours=1)}, "liberty.when"),
        ({"since": datetime(2026, 3, 4, 9)}, "liberty.when"),
        ({"ground": "because"}, "liberty.unknown_code"),
        ({"seen_at_entry": ("gay",)}, "liberty.unknown_code"),
        ({"person": "Omar"}, "liberty.malformed_id"),
        ({"post": derived_id("elsewhere")}, "liberty.not_at_this_post"),
        ({"is_registered": False}, "liberty.no_description"),
        ({"words": {"religion": "x"}}, "liberty.unknown_field"),
        ({"words": {"description": "x" * 999}}, "text.too_long"),
    ],
)
def test_only_what_cannot_be_true_is_refused(what, code):
    assert refused(decide_record_deprivation, changed(RECORD, **what), LibertyState()) == code


def test_words_are_a_fact_of_their_own_that_stays_here():
    said = changed(RECORD, is_registered=False, words={"description": "A man by the door", "told": ""})
    first, words = decide_record_deprivation(said, LibertyState(agency="river_aid"), HERE)
    assert first.fact.audience == "referral.river_aid"
    assert words.fact == SaidInWords(about=HELD, words={"description": "A man by the door"})
    assert words.fact.audience == "register"
    assert "words" in SaidInWords.NAMED


@pytest.mark.parametrize(
    ("held_for", "days"),
    [(timedelta(0), 7), (timedelta(days=29), 7), (timedelta(days=30), 30), (timedelta(days=90), 30)],
)
def test_reviews_come_each_week_and_after_a_month_each_month(held_for, days):
    assert review_within(held_for) == timedelta(days=days)


REVIEWED = ReviewDeprivation(person=PERSON, deprivation=HELD, review=REVIEW, at=NOON, by="court", outcome="continued",
                             why="Looked at")  # fmt: skip


def test_the_next_review_is_sooner_where_somebody_says_so_and_never_later():
    state = STATE
    fact = decide_review_deprivation(REVIEWED, state, HERE)[0].fact
    assert isinstance(fact, DeprivationReviewed)
    assert fact.next_at == NOON + timedelta(days=7)
    sooner = changed(REVIEWED, next_at=NOON + timedelta(days=1))
    assert decide_review_deprivation(sooner, state, HERE)[0].fact.next_at == NOON + timedelta(days=1)
    for later in (NOON + timedelta(days=8), NOON):
        assert refused(decide_review_deprivation, changed(REVIEWED, next_at=later), state) == "liberty.next_review"
    assert decide_review_deprivation(changed(REVIEWED, outcome="release"), state, HERE)[0].fact.next_at is None


def named(command, **what):
    return command(**{"person": PERSON, "deprivation": HELD, **what})


@pytest.mark.parametrize(
    ("decide", "command", "state", "code"),
    [
        (decide_review_deprivation, changed(REVIEWED, why=" "), STATE, "liberty.no_reason"),
        (decide_review_deprivation, changed(REVIEWED, at=NOON - timedelta(days=9)), STATE, "liberty.when"),
        (decide_review_deprivation, REVIEWED, LibertyState(), "liberty.no_such_deprivation"),
        (decide_review_deprivation, REVIEWED, LibertyState(deprivation=True), "liberty.ended"),
        (decide_move_deprivation, named(commands.MoveDeprivation, move="sold", at=NOON), STATE, "liberty.unknown_code"),
        (decide_move_deprivation, named(commands.MoveDeprivation, move="transferred", at=NOON), STATE,
         "liberty.unknown_code"),
        (decide_void_deprivation, named(commands.VoidDeprivation, reason="lawful"), STATE, "liberty.unknown_code"),
        (decide_correct_deprivation, named(commands.CorrectDeprivation, changes={"state": "x"}), STATE,
         "liberty.unknown_field"),
        (decide_correct_deprivation, named(commands.CorrectDeprivation, changes={}), STATE, "liberty.no_reason"),
        (decide_give_consular_notice, named(commands.GiveConsularNotice, whom="Embassy"), STATE,
         "liberty.not_asked_for"),
        (decide_record_consular_notice, named(commands.RecordConsularNotice, whom="", at=NOON), STATE,
         "liberty.no_reason"),
        (decide_acknowledge_alarms, commands.AcknowledgeAlarms(person=PERSON, alarms=("x",), done=("visited",)), STATE,
         "liberty.no_such_alarm"),
        (decide_erase_liberty, commands.EraseLiberty(person=PERSON), STATE, "liberty.is_registered"),
        (decide_erase_liberty, commands.EraseLiberty(person=PERSON), LibertyState(), "liberty.no_record"),
        (decide_impose_alternative, changed(IMPOSE, kind="electronic_monitoring"), FREE, "liberty.not_an_alternative"),
        (decide_impose_alternative, changed(IMPOSE, kind="prayer"), FREE, "liberty.unknown_code"),
        (decide_impose_alternative, IMPOSE, LibertyState(), "liberty.no_assessment"),
        (decide_impose_alternative, changed(IMPOSE, lesser={}), FREE, "liberty.least_intrusive_first"),
        (decide_impose_alternative, changed(IMPOSE, ground="other"), FREE, "liberty.unknown_code"),
        (decide_impose_alternative, changed(IMPOSE, until=NOON + timedelta(days=31)), FREE, "liberty.until"),
        (decide_impose_alternative, changed(IMPOSE, until=None), FREE, "liberty.until"),
        (decide_impose_alternative, changed(IMPOSE, order=""), FREE, "liberty.no_reason"),
        (decide_assess_alternatives, commands.AssessAlternatives(person=PERSON, assessment=LOOK, identity="documented",
         ties=()), LibertyState(), "liberty.unknown_code"),
        (decide_end_alternative, commands.EndAlternative(person=PERSON, alternative=ASKED, reason="lapsed"),
         LibertyState(), "liberty.no_such_alternative"),
        (decide_end_alternative, commands.EndAlternative(person=PERSON, alternative=ASKED, reason="lapsed"),
         LibertyState(alternative="reporting"), "liberty.alternative_over"),
        (decide_review_alternative, commands.ReviewAlternative(person=PERSON, alternative=ASKED, until=None, why="x"),
         LibertyState(alternative="reporting", alternative_open=True), "liberty.until"),
        (decide_record_breach, commands.RecordBreach(person=PERSON, alternative=ASKED, breach=LOOK, kind="other",
         heard="explained"), LibertyState(alternative="reporting", alternative_open=True), "liberty.not_heard"),
    ],
)  # fmt: skip
def test_refusals(decide, command, state, code):
    assert refused(decide, command, state) == code


@pytest.mark.parametrize("kind", ALTERNATIVES)
def test_the_least_that_is_enough_comes_first_for_every_kind(kind):
    lesser = lesser_than(kind)
    command = changed(IMPOSE, kind=kind, lesser=dict.fromkeys(lesser, "cannot_keep_it"))
    first, order = decide_impose_alternative(command, FREE, HERE)
    assert isinstance(first.fact, AlternativeImposed)
    assert set(first.fact.lesser) == set(lesser)
    assert order.fact.words == {"order": "Number 12"}
    for left_out in lesser:
        without = {code: why for code, why in command.lesser.items() if code != left_out}
        assert (
            refused(decide_impose_alternative, changed(command, lesser=without), FREE)
            == "liberty.least_intrusive_first"
        )


def test_every_row_of_the_tables_has_a_source_and_what_holds_people_is_no_alternative():
    assert all(row.source for row in (*BASES.values(), *ALTERNATIVES.values()))
    assert [row.rank for row in ALTERNATIVES.values()] == list(range(1, len(ALTERNATIVES) + 1))
    assert not set(NOT_ALTERNATIVES) & set(ALTERNATIVES)


def test_nothing_orders_anybody_to_be_held():
    """The doors of this room write down, review, end, tell, answer, look, ask something of the free; none detains."""
    kinds = [one for one in vars(commands).values() if isinstance(one, type) and issubclass(one, Command)]
    verbs = {next(part for part in _words_of(one.__name__)) for one in kinds if one is not Command}
    assert verbs == {"Record", "Correct", "Void", "Review", "Move", "Give", "Acknowledge", "Assess", "Impose", "Note",
                     "End", "Erase"}  # fmt: skip
    assert [one.__name__ for one in kinds if one.__name__.startswith("Impose")] == ["ImposeAlternative"]
    assert all("persons" not in one.__struct_fields__ and "people" not in one.__struct_fields__ for one in kinds)


def _words_of(name):
    import re

    return re.findall(r"[A-Z][a-z]*", name)


def test_every_refusal_has_a_sentence():
    assert set(REFUSALS) <= set(all_sentences())
