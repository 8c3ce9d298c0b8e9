"""An agency's files by rule and projection: limits run from when it was said, and nothing comes back by itself."""

from datetime import timedelta

import msgspec
import pytest

from safeconduct.domains.screening.commands import EraseFile, HoldInterview, OpenFile, ReassessNeeds, SettleNeed, TakeIn
from safeconduct.domains.screening.facts import AnswersTaken, FileErased, FileOpened, NeedSettled, NeedsFound
from safeconduct.domains.screening.projection import file_rows
from safeconduct.domains.screening.rules import (
    FileState,
    decide_erase_file,
    decide_hold_interview,
    decide_open_file,
    decide_reassess_needs,
    decide_settle_need,
    decide_take_in,
    file_of,
)
from safeconduct.domains.screening.rules.card import card_from
from safeconduct.domains.screening.rules.instrument import read_instrument
from safeconduct.domains.screening.rules.reading import shipped_rules
from safeconduct.domains.screening.rules.released import shipped
from safeconduct.domains.screening.tests.entries import AMINA, NOON, entry, here
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused

FILE, ENTRY = derived_id("file"), derived_id("entry")
PICTURES = card_from(shipped("card"), shipped("phrases"))
EMPTY = FileState(rules=shipped_rules(), instrument=read_instrument(shipped("interview")), pictures=PICTURES)
STANDING = msgspec.structs.replace(EMPTY, exists=True, about={"minor": "no"}, rows={"medicine": ("H02",)})
EARLIER = (NOON - timedelta(hours=5)).isoformat()


def taken(state=EMPTY, **content):
    command = TakeIn(
        file=FILE, entry=ENTRY, content={"items": ["lost_family"], "at": EARLIER, "minor": "no", **content}
    )
    return [one.fact for one in decide_take_in(command, state, here())]


def needs_in(facts):
    found = next(one for one in facts if isinstance(one, NeedsFound))
    return {one["need"]: one for one in found.needs}


def test_an_opened_entry_opens_a_file_with_answers_and_needs():
    facts = taken(token="B-0001-A", person=AMINA)
    assert [type(one) for one in facts] == [FileOpened, AnswersTaken, NeedsFound]
    assert facts[0].about == {"token": "B-0001-A", "person": AMINA, "minor": "no"}
    assert needs_in(facts)["family_tracing"]["due_at"] == (NOON + timedelta(hours=67)).isoformat().replace(
        "+00:00", "Z"
    )


@pytest.mark.parametrize("at", ["", "yesterday", "2026-03-04T12:00:00", (NOON + timedelta(days=9)).isoformat()])
def test_a_limit_never_begins_later_than_now(at):
    facts = taken(at=at)
    assert needs_in(facts)["family_tracing"]["due_at"] == (NOON + timedelta(hours=72)).isoformat().replace(
        "+00:00", "Z"
    )


@pytest.mark.parametrize("items", [None, "talk", [1, None], ["from the future"], {"talk": 1}])
def test_what_this_version_does_not_know_is_left_out(items):
    facts = taken(items=items, cues=["unheard of"])
    assert facts[1].card == ()
    assert facts[1].cues == ()
    assert needs_in(facts) == {}


def test_the_file_of_a_person_is_one_and_of_nobody_is_the_entrys():
    assert file_of({"person": AMINA}, ENTRY) == file_of({"person": AMINA}, derived_id("other"))
    assert file_of({"person": ""}, ENTRY) != file_of({"person": ""}, derived_id("other"))
    assert file_of({"person": "Amina"}, ENTRY) == file_of({}, ENTRY)


def test_nothing_is_taken_into_an_erased_file():
    assert taken(msgspec.structs.replace(STANDING, erased=True)) == []


def test_asking_again_grants_no_time():
    sooner = NOON + timedelta(hours=3)
    state = msgspec.structs.replace(STANDING, card=("lost_family",), due={"family_tracing": sooner})
    facts = [one.fact for one in decide_reassess_needs(ReassessNeeds(file=FILE), state, here())]
    assert needs_in(facts)["family_tracing"]["due_at"] == sooner.isoformat().replace("+00:00", "Z")


def test_an_interview_says_by_which_tables_it_was_read():
    command = HoldInterview(file=FILE, version=1, answers={"papers": "lost"})
    held, found = (one.fact for one in decide_hold_interview(command, STANDING, here()))
    assert held.answers == {"papers": "lost"}
    assert found.versions == {"needs": 1, "specific_needs": 1, "combinations": 1, "indicators": 1}


def holding(version=1, **answers):
    return HoldInterview(file=FILE, version=version, answers=answers)


def settling(need="medicine", outcome="provided"):
    return SettleNeed(file=FILE, need=need, outcome=outcome)


ERASED = msgspec.structs.replace(STANDING, erased=True)


@pytest.mark.parametrize(
    ("decide", "command", "state", "kind", "code"),
    [
        (decide_hold_interview, holding(), STANDING, Refused, "nothing_answered"),
        (decide_hold_interview, holding(9, papers="has"), STANDING, Conflict, "older_instrument"),
        (decide_hold_interview, holding(consent_record="no"), STANDING, Refused, "no_consent_to_keep"),
        (decide_hold_interview, holding(papers="has"), EMPTY, NotFound, "no_such_file"),
        (decide_settle_need, settling(need="school"), STANDING, NotFound, "no_such_need"),
        (decide_settle_need, settling(outcome="lost"), STANDING, Refused, "unknown_code"),
        (decide_erase_file, EraseFile(file=FILE, reason="because"), STANDING, Refused, "unknown_code"),
        (decide_erase_file, EraseFile(file=FILE, reason="unlawful"), EMPTY, NotFound, "no_such_file"),
        (decide_open_file, OpenFile(file=FILE, about={}), STANDING, Conflict, "another_kind"),
        (decide_reassess_needs, ReassessNeeds(file=FILE), ERASED, Conflict, "file_erased"),
    ],
)
def test_what_cannot_be_done_is_refused(decide, command, state, kind, code):
    with pytest.raises(kind, match=code):
        decide(command, state, here())


def test_a_settled_need_names_the_reasons_that_were_settled():
    command = SettleNeed(file=FILE, need="medicine", outcome="provided", remark=" insulin ")
    fact = decide_settle_need(command, STANDING, here())[0].fact
    assert (fact.rows, fact.remark) == (("H02",), "insulin")


def found(*needs, seq=2, **more):
    told = tuple(
        {"need": need, "service": "health", "priority": "24h", "due_at": (NOON + timedelta(hours=hours)).isoformat(),
         "reasons": [{"row": row} for row in rows]}
        for need, hours, rows in needs
    )  # fmt: skip
    return entry(NeedsFound(needs=told), seq, **more)


def settled(need, *rows, seq=3):
    return entry(
        NeedSettled(need=need, outcome="provided", rows=rows), seq, after=1, seen={"bridge.1.register": seq - 1}
    )


OPENED = entry(FileOpened(about={"token": "B-0001-A"}), 1)


def row(*held):
    return file_rows(held)["screening_file"][0]


def test_the_file_shows_its_most_urgent_open_need():
    held = (OPENED, found(("medicine", 24, ["H02"]), ("nutrition", 4, ["H06"])))
    assert (row(*held)["open_needs"], row(*held)["due_at"]) == (2, NOON + timedelta(hours=4))
    assert row(*held, settled("nutrition", "H06"))["due_at"] == NOON + timedelta(hours=24)


def test_a_new_reason_opens_a_settled_need_again():
    done = (OPENED, found(("medicine", 24, ["H02"])), settled("medicine", "H02"))
    assert row(*done)["open_needs"] == 0
    again = found(("medicine", 24, ["H02", "H03"]), seq=4, after=2.0, seen={"bridge.1.register": 3})
    assert row(*done, again)["open_needs"] == 1


def test_an_erased_file_that_came_without_its_words_is_a_number():
    bare = [
        entry(FileOpened(), 1),
        entry(NeedsFound(versions={"needs": 1}), 2),
        entry(FileErased(reason="unlawful"), 3),
    ]
    assert row(*bare)["erased"]
    assert (row(*bare)["token"], row(*bare)["open_needs"]) == ("", 0)
