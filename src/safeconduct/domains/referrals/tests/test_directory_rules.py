"""What an entry of the directory must say, by table; and what an agency may ask for."""

from typing import Any

import pytest

from safeconduct.domains.referrals.commands import (
    AnswerChange,
    ConfirmService,
    DescribeService,
    RequestChange,
    SetCapacity,
)
from safeconduct.domains.referrals.facts import ServiceDescribed
from safeconduct.domains.referrals.opening import Opening
from safeconduct.domains.referrals.projection.service import SERVICE_FIELDS
from safeconduct.domains.referrals.rules import (
    REFUSALS,
    KnownService,
    Request,
    decide_answer_change,
    decide_confirm_service,
    decide_describe_service,
    decide_request_change,
    decide_set_capacity,
)
from safeconduct.domains.referrals.service_states import confirmed_until, is_stale
from safeconduct.foundation.web.sentences import referrals as sentences
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.described import said
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Problem
from tests.held_histories import NOON

SERVICE, HOPE, OTHER = derived_id("service"), derived_id("hope"), derived_id("other agency")
HERE = Circumstances(
    actor="petra", roles=frozenset({"protection_coordinator"}), place="node", zone="UTC", now=NOON, happened_at=NOON
)
SAYS: dict[str, Any] = {"service": SERVICE, "agency": HOPE, "name": "Clinic", "types": ("health",)}
NEW = KnownService()
STANDING = KnownService(
    is_known=True,
    values={**{name: list(value) if isinstance(value, tuple) else value for name, value in SERVICE_FIELDS.items()},
            "agency": HOPE, "name": "Clinic", "types": ["health"]},
)  # fmt: skip


def refusal(decide: Any, command: Any, state: KnownService) -> str:
    with pytest.raises(Problem) as stopped:
        decide(command, state, HERE)
    return stopped.value.code.removeprefix("referrals.")


def test_every_refusal_has_its_sentence() -> None:
    assert sentences.SENTENCES.keys() >= REFUSALS.keys()


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ({"service": "x"}, "broken_id"),
        ({"agency": ""}, "broken_id"),
        ({"name": "  "}, "name_missing"),
        ({"types": ()}, "type_missing"),
        ({"types": ("detention",)}, "unknown_code"),
        ({"for_whom": ("believers",)}, "unknown_code"),
        ({"languages": ("xx-none",)}, "unknown_code"),
        ({"least_age": -1}, "age_range"),
        ({"least_age": 18, "most_age": 12}, "age_range"),
        ({"hours": (Opening(("MO",), "8", "17:00"),)}, "hours_shape"),
        ({"latitude": 47.0}, "position"),
        ({"latitude": 100.0, "longitude": 28.0}, "position"),
        ({"capacity": -1}, "capacity_range"),
        ({"confirmed_on": "2026-02-30"}, "day_shape"),
        ({"confirmed_on": "2026-03-05"}, "day_shape"),
        ({"day_phone": "ring twice"}, "reach.phone"),
        ({"email": "clinic"}, "reach.email"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused(says: dict[str, Any], code: str) -> None:
    assert refusal(decide_describe_service, DescribeService(**{**SAYS, **says}), NEW) == code


def test_only_what_is_different_is_said() -> None:
    command = DescribeService(**{**SAYS, "hours": (Opening(("MO",), "08:00", "12:00"),), "capacity": 4})
    (about,) = decide_describe_service(command, STANDING, HERE)
    assert set(said(about.fact)) == {"hours", "capacity"}
    assert refusal(decide_describe_service, DescribeService(**SAYS), STANDING) == "nothing_changed"


def test_the_place_of_a_safe_house_is_never_given_away() -> None:
    (about,) = decide_describe_service(
        DescribeService(**{**SAYS, "types": ("safe_house",), "is_discreet": False}), NEW, HERE
    )
    assert about.fact.is_discreet is True


def test_capacity_and_confirmation_are_of_known_services() -> None:
    assert decide_set_capacity(SetCapacity(service=SERVICE, is_open=False), STANDING, HERE)[0].fact.is_open is False
    assert decide_confirm_service(ConfirmService(service=SERVICE), STANDING, HERE)[0].fact.confirmed_on == "2026-03-04"
    for decide, command in (
        (decide_set_capacity, SetCapacity(service=SERVICE, is_open=True)),
        (decide_confirm_service, ConfirmService(service=SERVICE)),
        (decide_answer_change, AnswerChange(service=SERVICE, request="x", is_accepted=True)),
    ):
        assert refusal(decide, command, NEW) == "unknown_service"
    assert (
        refusal(decide_set_capacity, SetCapacity(service=SERVICE, is_open=True, capacity=10**9), STANDING)
        == "capacity_range"
    )


AT_ITS_NODE = KnownService(own_code="hope", is_own=True)


def test_an_agency_asks_for_changes_of_its_own_services_alone() -> None:
    ask = RequestChange(service=SERVICE, changes={"day_phone": " 112 ", "is_open": False}, words="new number")
    (about,) = decide_request_change(ask, AT_ITS_NODE, HERE)
    assert (about.subject, about.fact.audience) == (SERVICE, "referral.hope")
    assert (about.fact.changes, about.fact.words) == ({"day_phone": "112", "is_open": False}, "new number")
    for elsewhere in (STANDING, KnownService(own_code="hope")):
        assert refusal(decide_request_change, ask, elsewhere) == "not_your_service"
    assert refusal(decide_request_change, RequestChange(service=SERVICE), AT_ITS_NODE) == "nothing_changed"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agency": OTHER}, "unknown_code"),
        ({"is_listed": False}, "unknown_code"),
        ({"day_phone": "call us"}, "reach.phone"),
        ({"capacity": -1}, "capacity_range"),
        ({"capacity": "many"}, "request_unreadable"),
    ],
)
def test_a_change_that_cannot_stand_is_not_asked_for(changes: dict[str, Any], code: str) -> None:
    assert refusal(decide_request_change, RequestChange(service=SERVICE, changes=changes), AT_ITS_NODE) == code


def asked(**changes: Any) -> KnownService:
    return KnownService(is_known=True, values=STANDING.values, requests=(Request("n.1.operations:4", changes),))


def answer(**more: Any) -> AnswerChange:
    return AnswerChange(**{"service": SERVICE, "request": "n.1.operations:4", "is_accepted": True, **more})


def test_what_is_taken_over_stands_and_what_is_not_does_not() -> None:
    taken, service = decide_answer_change(answer(words="thank you"), asked(day_phone="112"), HERE)
    assert (taken.fact.is_accepted, taken.fact.words) == (True, "thank you")
    assert said(service.fact) == {"day_phone": "112"}
    (left,) = decide_answer_change(answer(is_accepted=False), asked(day_phone="112"), HERE)
    assert not left.fact.is_accepted
    assert (
        refusal(decide_answer_change, answer(request="n.1.operations:9"), asked(day_phone="112")) == "unknown_request"
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"day_phone": "call us"}, "reach.phone"),
        ({"types": ["detention"]}, "unknown_code"),
        ({"name": 7}, "request_unreadable"),
        ({"hours": "always"}, "request_unreadable"),
    ],
)
def test_what_another_node_let_pass_is_judged_again_here(changes: dict[str, Any], code: str) -> None:
    assert refusal(decide_answer_change, answer(), asked(**changes)) == code


def test_a_request_never_moves_a_service_to_another_agency() -> None:
    _taken, service = decide_answer_change(answer(), asked(agency=OTHER, day_phone="112"), HERE)
    assert isinstance(service.fact, ServiceDescribed)
    assert "agency" not in said(service.fact)


@pytest.mark.parametrize(
    ("confirmed_on", "stale"),
    [("", True), ("2026-02-01", True), ("2026-02-02", False), ("2026-03-04", False), ("2026-03-10", False)],
)
def test_an_entry_is_stale_after_thirty_days(confirmed_on: str, stale: bool) -> None:
    assert is_stale(confirmed_on, "2026-03-04") is stale


def test_an_entry_says_until_when_it_counts() -> None:
    assert (confirmed_until("2026-02-02"), confirmed_until("")) == ("2026-03-04", "")
