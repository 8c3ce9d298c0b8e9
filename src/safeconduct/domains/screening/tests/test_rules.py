"""The task and its outcomes: what keeps it open, what is sealed, and that a lane is one for a whole group."""

from collections import Counter
from datetime import timedelta

import msgspec
import pytest

from safeconduct.domains.screening.commands import EndScreening, OpenScreening, RecordAttempt, ResumeScreening
from safeconduct.domains.screening.facts import (
    ScreeningAttempted,
    ScreeningOpened,
    ScreeningResumed,
    ScreeningWidened,
)
from safeconduct.domains.screening.rules import (
    REFUSALS,
    LanePlan,
    ScreeningState,
    decide_end_screening,
    decide_open_screening,
    decide_record_attempt,
    decide_resume_screening,
    lane_letter,
    lanes_of_day,
    screening_of,
)
from safeconduct.domains.screening.states import LIMIT_AFTER, NOT_ASKED, OUTCOMES, rises_to
from safeconduct.domains.screening.tests.entries import (
    AMINA,
    KEYS,
    LAYLA,
    NOON,
    POST,
    PUBLIC,
    SCREENING,
    YUSUF,
    here,
    sealed,
)
from safeconduct.foundation.compartments.facts import Sealed
from safeconduct.foundation.vault.compartments import seal_to_compartment
from safeconduct.foundation.web.sentences import all_sentences
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused

SYSTEM = frozenset({"system"})
FAMILY = ScreeningState(exists=True, persons=(AMINA, YUSUF), people=3, level=2, waiting=3, keys=KEYS)


def opening(**more):
    return OpenScreening(**{"screening": SCREENING, "post": POST, "level": 2, "people": 2, "persons": (AMINA,), **more})


def attempt(outcome="asked", persons=(AMINA,), **more):
    found = {"screening": SCREENING, "outcome": outcome, "way": "card", "persons": persons, "place": "second_line"}
    return RecordAttempt(**{**found, **more})


def test_a_screening_opens_with_a_limit_that_follows_its_level():
    fact = decide_open_screening(opening(), ScreeningState(), here(roles=SYSTEM))[0].fact
    assert isinstance(fact, ScreeningOpened)
    assert fact.due_at == NOON + timedelta(hours=2)
    fact = decide_open_screening(opening(level=1, persons=()), ScreeningState(), here(roles=SYSTEM))[0].fact
    assert fact.due_at == NOON + timedelta(hours=24)


def test_opened_again_it_is_widened_or_left_as_it_is():
    assert decide_open_screening(opening(), FAMILY, here(roles=SYSTEM)) == []
    fact = decide_open_screening(opening(persons=(AMINA, LAYLA), people=4), FAMILY, here(roles=SYSTEM))[0].fact
    assert fact == ScreeningWidened(persons=(LAYLA,), people=4, level=2)


@pytest.mark.parametrize(
    ("more", "code"),
    [({"people": 0}, "screening.people"), ({"people": 301}, "screening.people"), ({"persons": ("x",)}, "malformed")],
)
def test_an_opening_that_cannot_be_is_refused(more, code):
    with pytest.raises(Refused, match=code):
        decide_open_screening(opening(**more), ScreeningState(), here(roles=SYSTEM))


def test_an_officer_points_people_out_at_their_own_post_only():
    assert decide_open_screening(opening(persons=()), ScreeningState(), here())
    with pytest.raises(NotAllowed, match=r"screening\.not_at_this_post"):
        decide_open_screening(opening(post=derived_id("elsewhere")), ScreeningState(), here())


def test_everyone_who_was_asked_leaves_sealed_bytes_in_every_compartment():
    found = decide_record_attempt(attempt(persons=(AMINA, YUSUF), sealed=sealed(2)), FAMILY, here())
    tried, *rest = found
    assert isinstance(tried.fact, ScreeningAttempted)
    assert tried.fact.due_at is None
    assert Counter(one.fact.compartment for one in rest) == {"protection": 2, "legal": 2}
    assert len({len(one.fact.content) for one in rest}) == 1


def test_nothing_beside_sealed_bytes_says_about_whom_they_are():
    found = decide_record_attempt(attempt(sealed=sealed()), FAMILY, here())
    for one in found[1:]:
        assert isinstance(one.fact, Sealed)
        assert one.touches == ()
        assert AMINA not in repr(one)
        assert SCREENING not in repr(one)


@pytest.mark.parametrize(
    "command",
    [
        attempt(),  # asked, and nothing sealed
        attempt(sealed=sealed(2)),  # one more than was asked
        attempt(sealed=sealed(codes=("protection",))),  # a compartment is left out
        attempt(sealed=sealed(codes=("protection", "protection"))),
        attempt(persons=(), number=1),
        attempt("not_now", sealed=sealed()),  # nobody was asked: bytes would say that something was seen
        attempt("observed", persons=()),
        attempt(
            sealed=sealed(content=seal_to_compartment(PUBLIC, b"x" * 2000, info=b"test"))
        ),  # longer than the one size
        attempt(sealed=sealed(key="c" * 32)),  # a key that stands no more
        attempt(sealed=sealed(entry="amina")),
    ],
    ids=range(10),
)
def test_sealed_bytes_are_there_for_who_was_asked_and_for_nobody_else(command):
    with pytest.raises(Refused, match=r"screening\.not_sealed"):
        decide_record_attempt(command, FAMILY, here())


def test_an_id_that_is_in_use_or_given_twice_is_refused():
    command = attempt(persons=(AMINA, YUSUF), sealed=sealed(2))
    one = command.sealed[0]
    used = msgspec.structs.replace(FAMILY, used=frozenset({one.entry}))
    same = tuple(msgspec.structs.replace(part, entry=one.entry) for part in command.sealed)
    twice = attempt(persons=(AMINA, YUSUF), sealed=same)
    assert decide_record_attempt(command, FAMILY, here())
    for refused, state in ((command, used), (twice, FAMILY)):
        with pytest.raises(Refused, match=r"screening\.not_sealed"):
            decide_record_attempt(refused, state, here())


def test_answers_in_clear_are_refused():
    for clear in (b"", b"afraid to return", b"\x01" + bytes(2000)):
        with pytest.raises(Refused, match=r"screening\.not_sealed"):
            decide_record_attempt(attempt(sealed=sealed(content=clear)), FAMILY, here())


def test_without_a_protection_agency_nobody_is_asked_but_announcements_go_on():
    nobody = ScreeningState(exists=True, persons=(AMINA,), people=1, level=2, waiting=1)
    with pytest.raises(Refused, match=r"screening\.no_compartment"):
        decide_record_attempt(attempt(), nobody, here())
    assert len(decide_record_attempt(attempt("observed", persons=()), nobody, here())) == 1


@pytest.mark.parametrize("outcome", sorted(NOT_ASKED))
def test_whatever_prevents_asking_keeps_the_task_open_with_a_new_limit(outcome):
    given = sealed() if outcome == "observed" else ()
    fact = decide_record_attempt(attempt(outcome, persons=(), sealed=given), FAMILY, here())[0].fact
    assert fact.due_at == NOON + LIMIT_AFTER[outcome]
    assert fact.place == "second_line"


@pytest.mark.parametrize(
    ("command", "state", "kind", "code"),
    [
        (attempt(), ScreeningState(), NotFound, "no_such_task"),
        (attempt(), ScreeningState(exists=True, ends=("a:1",)), Conflict, "ended"),
        (attempt("guilty"), FAMILY, Refused, "unknown_code"),
        (attempt(way="gossip"), FAMILY, Refused, "unknown_code"),
        (attempt("not_now", place=""), FAMILY, Refused, "unknown_code"),
        (attempt(persons=(LAYLA,), sealed=sealed()), FAMILY, Refused, "not_of_this_task"),
        (attempt(persons=()), FAMILY, Refused, "nobody_named"),
        (attempt(persons=(), number=2, sealed=sealed(2)), FAMILY, Refused, "people"),
    ],
)
def test_an_attempt_that_cannot_be_is_refused(command, state, kind, code):
    with pytest.raises(kind, match=rf"screening\.{code}"):
        decide_record_attempt(command, state, here())


def test_every_outcome_but_one_has_a_limit():
    assert set(OUTCOMES) - set(LIMIT_AFTER) == {"asked"}


def test_an_end_is_said_with_a_reason_and_can_be_taken_back():
    ending = EndScreening(screening=SCREENING, reason="moved_on")
    assert decide_end_screening(ending, FAMILY, here())
    with pytest.raises(Refused, match=r"screening\.unknown_code"):
        decide_end_screening(EndScreening(screening=SCREENING, reason="tired"), FAMILY, here())
    back = ResumeScreening(screening=SCREENING)
    with pytest.raises(Conflict, match=r"screening\.not_ended"):
        decide_resume_screening(back, FAMILY, here())
    ended = ScreeningState(exists=True, ends=("a:1", "b:2"))
    assert decide_resume_screening(back, ended, here())[0].fact == ScreeningResumed(ends=("a:1", "b:2"))


@pytest.mark.parametrize(
    ("hours", "level"), [(-1, None), (0, None), (1, "supervisor"), (12, "supervisor"), (13, "oversight")]
)
def test_a_task_rises_when_its_limit_has_passed(hours, level):
    assert rises_to(NOON, NOON + timedelta(hours=hours)) == level


SECRET = b"of one node"
GROUPS = [derived_id("group", number) for number in range(2000)]
PLAN = LanePlan()


def letters(day="2026-03-04", confidential=False, plan=PLAN):
    return [lane_letter(SECRET, POST, day, group, confidential=confidential, plan=plan) for group in GROUPS]


def private(day="2026-03-04", plan=PLAN):
    by_lane = lanes_of_day(SECRET, POST, day, plan)
    return {by_lane[lane] for lane in range(1, plan.confidential + 1)}


def test_who_needs_it_goes_to_a_confidential_lane():
    assert set(letters(confidential=True)) == private()


def test_a_share_of_ordinary_groups_goes_there_too():
    share = sum(letter in private() for letter in letters()) / len(GROUPS)
    assert 0.21 < share < 0.29  # 64 of 256


def test_the_same_group_gets_the_same_letter_however_often_it_is_asked():
    assert letters() == letters()


def test_letters_change_their_meaning_every_day():
    days = [f"2026-03-{day:02d}" for day in range(1, 29)]
    assert len({frozenset(private(day)) for day in days}) > 20
    assert len({tuple(lanes_of_day(SECRET, POST, day, PLAN).values()) for day in days}) == len(days)


def test_letters_of_another_post_or_node_mean_something_else():
    own = lanes_of_day(SECRET, POST, "2026-03-04", PLAN)
    assert lanes_of_day(SECRET, derived_id("rail"), "2026-03-04", PLAN) != own
    assert lanes_of_day(b"of another", POST, "2026-03-04", PLAN) != own


@pytest.mark.parametrize("plan", [LanePlan(lanes=1, confidential=0), LanePlan(lanes=1, confidential=1)])
def test_a_post_with_one_lane_sends_everyone_there(plan):
    assert len(set(letters(plan=plan)) | set(letters(plan=plan, confidential=True))) == 1


def test_the_screening_of_a_crossing_has_the_same_id_everywhere():
    assert screening_of("a" * 32) == screening_of("a" * 32) != screening_of("b" * 32)


def test_all_sealed_bytes_have_one_length():
    lengths = {len(seal_to_compartment(PUBLIC, b"x" * size, info=b"i")) for size in (0, 1, 500, 1000)}
    assert len(lengths) == 1


def test_every_refusal_of_the_room_has_a_sentence():
    assert set(REFUSALS) <= set(all_sentences())
