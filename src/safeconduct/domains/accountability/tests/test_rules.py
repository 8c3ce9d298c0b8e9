"""Rules of complaints by table: what is refused, and with which code; every code has a sentence."""

from datetime import UTC, datetime
from typing import Any

import pytest

from safeconduct.domains.accountability import commands as ask
from safeconduct.domains.accountability import rules
from safeconduct.domains.accountability.rules import Case, Complained, case_of
from safeconduct.foundation.web.sentences.accountability import SENTENCES
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HERE = Circumstances(actor="ines", roles=frozenset(), place="node", zone="UTC", now=NOON, happened_at=NOON)
CASE, CODE = "c" * 32, "ABCDEFGH23"
NEW, OPEN = Case(is_known=True), Case(is_known=True, is_acknowledged=True)
CLOSED = Case(is_known=True, is_acknowledged=True, is_open=False)
GONE = Case(is_known=True, is_acknowledged=True, is_open=False, is_erased=True)


def complaint(**more: Any) -> ask.MakePostComplaint:
    given = {"complaint": new_id(), "about": "delay", "by": "person", "words": "nine hours", "code": CODE}
    return ask.MakePostComplaint(**{**given, **more})


@pytest.mark.parametrize(
    ("command", "state", "code"),
    [
        (complaint(), Complained(is_known=True), "already_made"),
        (complaint(complaint="here"), Complained(), "broken_id"),
        (complaint(person="Amina"), Complained(), "broken_id"),
        (complaint(about="misconduct"), Complained(), "unknown_code"),
        (complaint(about="sexual_exploitation"), Complained(), "unknown_code"),
        (complaint(by="nobody"), Complained(), "unknown_code"),
        (complaint(code="1"), Complained(), "broken_code"),
        (complaint(words=" "), Complained(), "words_missing"),
    ],
)
def test_what_is_no_ordinary_complaint_is_refused(command: Any, state: Complained, code: str) -> None:
    with pytest.raises(Problem) as problem:
        rules.decide_make_post_complaint(command, state, HERE)
    assert problem.value.code == f"accountability.{code}"
    assert problem.value.code in SENTENCES


ANSWER = ask.AnswerPostComplaint(complaint=CASE, outcome="upheld", words="x")
ANSWERED, ERASED = Complained(is_known=True, is_answered=True), Complained(is_known=True, is_erased=True)
take_up, note, close = ask.AcknowledgeMisconduct, ask.NoteMisconductStep, ask.CloseMisconduct


@pytest.mark.parametrize(
    ("decide", "command", "state", "code"),
    [
        (rules.decide_acknowledge_misconduct, take_up(case=CASE, words="x"), Case(), "unknown_case"),
        (rules.decide_acknowledge_misconduct, take_up(case=CASE, words="x"), OPEN, "acknowledged"),
        (rules.decide_acknowledge_misconduct, take_up(case=CASE, words=""), NEW, "words_missing"),
        (rules.decide_note_misconduct_step, note(case=CASE, step="x", words="x"), OPEN, "unknown_code"),
        (rules.decide_note_misconduct_step, note(case=CASE, step="heard", words="x"), CLOSED, "closed"),
        (rules.decide_close_misconduct, close(case=CASE, outcome="passed_on", words="x"), NEW, "not_acknowledged"),
        (rules.decide_close_misconduct, close(case=CASE, outcome="guilty", words="x"), OPEN, "unknown_code"),
        (rules.decide_reopen_misconduct, ask.ReopenMisconduct(case=CASE, words="x"), OPEN, "not_closed"),
        (rules.decide_reopen_misconduct, ask.ReopenMisconduct(case=CASE, words="x"), GONE, "erased"),
        (rules.decide_erase_misconduct, ask.EraseMisconduct(case=CASE), OPEN, "close_first"),
        (rules.decide_answer_post_complaint, ANSWER, Complained(), "unknown_complaint"),
        (rules.decide_answer_post_complaint, ANSWER, ANSWERED, "answered"),
        (rules.decide_answer_post_complaint, ANSWER, ERASED, "erased"),
        (rules.decide_name_focal_point, ask.NameFocalPoint(name="", phone="1"), None, "name_missing"),
        (rules.decide_name_focal_point, ask.NameFocalPoint(name="Ines", phone=" "), None, "phone_missing"),
    ],
)
def test_what_may_not_be_done_is_refused_with_its_code(decide: Any, command: Any, state: Any, code: str) -> None:
    with pytest.raises(Problem) as problem:
        decide(command, state, HERE)
    assert problem.value.code == f"accountability.{code}"
    assert problem.value.code in SENTENCES


def test_a_case_is_taken_in_once_and_only_under_the_number_of_its_entry() -> None:
    entry = new_id()
    take = ask.TakeMisconduct(case=case_of(entry), entry=entry, content={"words": "x", "about": "misconduct"})
    assert len(rules.decide_take_misconduct(take, Case(), HERE)) == 1
    assert rules.decide_take_misconduct(take, NEW, HERE) == []
    other = ask.TakeMisconduct(case=new_id(), entry=entry, content={})
    assert rules.decide_take_misconduct(other, Case(), HERE) == []


def test_erasing_twice_changes_nothing() -> None:
    assert len(rules.decide_erase_misconduct(ask.EraseMisconduct(case=CASE), CLOSED, HERE)) == 1
    assert rules.decide_erase_misconduct(ask.EraseMisconduct(case=CASE), GONE, HERE) == []
