"""The interview: what is asked after what, and that no answer stands to a question nobody put."""

import msgspec
import pytest

from safeconduct.domains.screening.rules.conditions import When, atoms
from safeconduct.domains.screening.rules.derived import WG
from safeconduct.domains.screening.rules.instrument import (
    KNOWN_BEFORE,
    instrument_faults,
    kept_answers,
    read_instrument,
    word,
)
from safeconduct.domains.screening.rules.reading import outcome_of, shipped_rules
from safeconduct.domains.screening.rules.released import shipped
from safeconduct.domains.screening.tests.entries import NOON
from safeconduct.kernel.problems import Refused

INTERVIEW = read_instrument(shipped("interview"))
RULES = shipped_rules()
GROWN = {"minor": "no", "sex": "M", "age_band": "18-59"}
CHILD = {"minor": "yes", "sex": "F", "age_band": "12-17"}


def kept(given, known=GROWN):
    return kept_answers(INTERVIEW, given, known)


def test_the_shipped_interview_has_no_fault():
    assert instrument_faults(INTERVIEW) == []


def test_every_word_is_there_in_every_language_of_the_interview():
    labels = [one.label for one in (*INTERVIEW.sections, *INTERVIEW.questions)]
    labels += [choice.label for choices in INTERVIEW.lists.values() for choice in choices]
    assert INTERVIEW.languages == ("en", "fr", "ar", "es")
    for label in labels:
        assert set(label) == set(INTERVIEW.languages)
        assert all(text.strip() for text in label.values())


def test_every_rule_asks_for_what_the_interview_can_answer():
    answerable = {one.name: {choice.code for choice in INTERVIEW.choices(one)} for one in INTERVIEW.questions}
    dimensions = {f"dimension_{dimension}" for dimension, _strength in RULES.strengths.values()}
    for row in (*RULES.needs, *RULES.categories):
        for atom in atoms(row.when):
            if atom.ask not in KNOWN_BEFORE | dimensions | {"disability"}:
                assert set(atom.values) <= answerable[atom.ask], (row.id, atom.ask)


def test_indicators_are_as_many_a_dimension_as_were_published():
    found = {}
    for dimension, _strength in RULES.strengths.values():
        found[dimension] = found.get(dimension, 0) + 1
    assert found == {"deceptive_recruitment": 10, "coercive_recruitment": 10, "recruitment_by_abuse": 16,
                     "exploitation": 9, "coercion": 15, "abuse_at_destination": 7}  # fmt: skip
    asked = {choice.code for name, choices in INTERVIEW.lists.items() if name.startswith("ind_") for choice in choices}
    assert asked == set(RULES.strengths)


def test_a_grown_person_is_not_asked_as_a_child():
    given = {"with_whom": "alone", "safe_tonight": "yes"}
    assert kept(given) == {"safe_tonight": "yes"}
    assert kept(given, CHILD) == given


def test_an_answer_whose_question_was_taken_back_is_not_kept():
    given = {"chronic": "yes", "medicine_left": "three_days"}
    assert kept(given) == given
    assert kept({**given, "chronic": "no"}) == {"chronic": "no"}


def test_trafficking_is_asked_only_where_something_points_to_it():
    given = {"ind_exploitation": ["exploitation.hours"]}
    assert kept(given) == {}
    assert kept({**given, "papers": "held"})["ind_exploitation"] == ["exploitation.hours"]
    assert kept(given, {**GROWN, "cues": ["watched"]}) == given


def test_prefers_not_to_say_is_an_answer_and_gives_no_need():
    given = {one.name: "prefer_not" for one in INTERVIEW.questions
             if one.type == "one" and "prefer_not" in {choice.code for choice in INTERVIEW.choices(one)}}  # fmt: skip
    answers = kept(given, CHILD)
    assert answers
    assert outcome_of(RULES, {**CHILD, **answers}, NOON).needs == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"safe_tonight": "perhaps"}, "unknown_code"),
        ({"safe_tonight": ["yes", "no"]}, "unknown_code"),
        ({"urgent": ["bleeding", "hiccups"]}, "unknown_code"),
    ],
)
def test_an_answer_that_is_none_is_refused(given, code):
    with pytest.raises(Refused, match=code):
        kept(given)


def test_an_interview_leads_to_needs_with_reasons_from_all_that_is_known():
    known = {**CHILD, "card": ["lost_family"], "cues": []}
    answers = kept({"with_whom": "alone", "wg_walk": "cannot", "separated_from": ["parent"]}, known)
    outcome = outcome_of(RULES, {**known, **answers}, NOON)
    assert {one.need: one.priority for one in outcome.needs} == {
        "child_alone": "immediate", "family_tracing": "24h", "disability_support": "72h",
    }  # fmt: skip
    assert {one.category for one in outcome.categories} == {"unaccompanied_child", "disability", "tracing"}
    assert {one.code for one in outcome.categories} == {"", "FU-TR"}
    assert not hasattr(outcome, "score")


def test_all_six_functions_of_the_washington_group_are_asked():
    assert set(WG) <= {one.name for one in INTERVIEW.questions}
    levels = [choice.code for choice in INTERVIEW.lists["difficulty"]]
    assert levels[:4] == ["none", "some", "a_lot", "cannot"]


def broken(**more):
    question = INTERVIEW.questions[0]
    return msgspec.structs.replace(
        INTERVIEW, questions=(msgspec.structs.replace(question, **more), *INTERVIEW.questions[1:])
    )


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"type": "rank"}, "question.type"),
        ({"section": "nowhere"}, "question.section"),
        ({"list_": "nothing"}, "question.list"),
        ({"label": {}}, "question.label"),
        ({"label": {"en": " "}}, "question.label"),
        ({"name": "mediation"}, "question.twice"),
        ({"relevant": When(ask="nobody", is_="yes")}, "condition.question"),
        ({"relevant": When(ask="fear_return", is_="perhaps")}, "condition.answer"),
        ({"relevant": When()}, "condition.kind"),
    ],
)
def test_an_interview_that_cannot_be_held_is_found_before_it_is_released(more, fault):
    assert fault in {code for _name, code in instrument_faults(broken(**more))}


def test_a_word_falls_back_to_english():
    assert word({"en": "Yes", "fr": "Oui"}, "fr") == "Oui"
    assert word({"en": "Yes", "fr": "Oui"}, "so") == "Yes"
    assert word({"de": "Ja"}, "so") == "Ja"
