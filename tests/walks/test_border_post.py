"""A shift at the bridge, by keyboard alone: a family of five, a kill, an hour counted, a mistake, a hand-over."""

import re
from collections.abc import Callable

import pytest

from tests.foundation.web.conftest import eventually
from tests.foundation.web.test_bursts_on_a_page import read_into
from tests.walks.family import AMINA_MRZ, OTHERS, register_family
from tests.walks.keyboard import Desk
from tests.walks.nodes import Node

pytestmark = [pytest.mark.walk, pytest.mark.slow]
Sit = Callable[..., Desk]


def test_family_is_found_again_after_the_machine_was_killed(sit: Sit, node: Node) -> None:
    desk = sit(node)
    desk.sign_in("bilal")
    token = register_family(desk)
    for given, *_ in (("Amina",), *OTHERS):
        assert given in desk.words
    with desk.page.context.expect_event("request", lambda asked: "slip.pdf" in asked.url) as asked:
        desk.go("Control+Enter")
    slip = desk.page.context.request.get(asked.value.url)
    assert slip.headers["content-type"] == "application/pdf"
    assert slip.body().startswith(b"%PDF")
    assert b"Haddad" not in slip.body()
    node.kill()
    node.start()
    desk = sit(node)
    desk.sign_in("bilal")
    desk.go("Alt+4")
    desk.type(token)
    desk.go("Enter")
    assert "Amina Haddad" in desk.words
    desk.go("F4")
    for given, *_ in OTHERS:
        assert given in desk.words
    assert desk.page.inner_text(".token") == token


def test_hour_is_counted_on_the_keypad(sit: Sit, node: Node) -> None:
    desk = sit(node)
    desk.sign_in("bilal")
    desk.go("Alt+1")
    for key in "144990":
        desk.press(key)
        desk.page.wait_for_timeout(120)
    assert eventually(lambda: counts(desk) == {"F:0-4": 1, "F:18-59": 2, "M:18-59": 2, "M:60+": 1}), counts(desk)
    with desk.page.expect_response(lambda answer: "/headcount/undo/" in answer.url) as undone:
        desk.press("Backspace")
    assert undone.value.ok, undone.value.text()
    assert eventually(lambda: counts(desk) == {"F:0-4": 1, "F:18-59": 2, "M:18-59": 2}), counts(desk)
    assert eventually(lambda: "is-green" in desk.page.get_attribute("[data-tally-waiting]", "class"))
    desk.open("/post/headcount/")
    assert counts(desk) == {"F:0-4": 1, "F:18-59": 2, "M:18-59": 2}


def counts(desk: Desk) -> dict[str, int]:
    """The keys of the keypad that count more than nothing."""
    found: dict[str, int] = desk.page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-tally-count]")]
            .map((e) => [e.dataset.tallyCount, Number(e.textContent)]).filter(([, number]) => number))"""
    )
    return found


def test_mistake_is_corrected_with_a_reason_and_the_old_answer_stays(sit: Sit, node: Node) -> None:
    desk = sit(node)
    desk.sign_in("bilal")
    new_group(desk, "1", "F2")
    given = desk.focus["name"]
    assert given == "given_names"
    desk.type("Yusof")
    desk.go("F2")
    desk.tab_to(lambda focus: focus["tag"] == "TD", "Shift+Tab")
    desk.go("Enter")
    desk.go("F2")
    desk.tab_to_field("given_names")
    desk.press("Control+a")
    desk.type("Yusuf")
    desk.go("Control+Enter")
    assert desk.page.get_attribute("[name=reason]", "aria-invalid") == "true"
    assert desk.page.input_value("[name=given_names]") == "Yusuf"
    desk.tab_to_field("reason")
    desk.type("misheard")
    desk.go("Control+Enter")
    assert desk.page.inner_text("h1").startswith("Yusuf")
    assert "Yusof" in desk.page.text_content("main")
    assert "misheard" in desk.page.text_content("main")


def test_shift_is_handed_over_and_the_day_reported(sit: Sit, node: Node) -> None:
    desk = sit(node)
    desk.sign_in("samira")
    desk.go("Alt+8")
    desk.go("Control+Enter")
    desk.tab_to_field("to")
    desk.type("Tomas")
    desk.press("Tab")
    desk.type("Two groups wait for the interpreter.")
    desk.go("Control+Enter")
    assert "Two groups wait for the interpreter." in desk.words
    desk.go("Control+Enter")
    desk.go("Alt+8")
    assert "Tomas" in desk.words
    desk.go("Alt+9")
    address = desk.page.get_attribute(".actions .primary", "href")
    report = desk.page.context.request.get(node.address + address)
    assert report.headers["content-type"] == "application/pdf"
    assert report.body().startswith(b"%PDF")


def new_group(desk: Desk, size: str, then: str) -> None:
    """Register a group of this size and go on with this key."""
    desk.open("/post/register/")
    assert desk.focus["name"] == "size"
    desk.press("Control+a")
    desk.type(size)
    desk.go(then)


@pytest.mark.parametrize("layout", ["azerty", "arabic"])
def test_reader_under_another_layout_fills_the_member_and_sends_nothing(sit: Sit, node: Node, layout: str) -> None:
    desk = sit(node)
    desk.sign_in("bilal")
    new_group(desk, "1", "F2")
    here = desk.page.url
    desk.tab_to_field("given_names")
    read_into(desk.page, AMINA_MRZ, layout)
    assert eventually(lambda: desk.page.input_value("[name=document_number]") == "N01284413")
    assert desk.page.input_value("[name=given_names]") == "Amina"
    assert desk.page.input_value("[name=family_name]") == "Haddad"
    desk.page.wait_for_timeout(400)
    assert desk.page.url == here
    assert desk.page.locator("table tbody tr").count() == 0


def test_wrong_answer_is_said_beside_its_field_and_nothing_is_lost(sit: Sit, node: Node) -> None:
    desk = sit(node)
    desk.sign_in("bilal")
    new_group(desk, "1", "F2")
    desk.tab_to_field("given_names")
    desk.type("Layla")
    desk.tab_to_field("born")
    desk.type("31.02.2020")
    desk.go("F2")
    assert desk.page.locator("#id_born-error").is_visible()
    assert "id_born-error" in desk.page.get_attribute("#id_born", "aria-describedby")
    assert desk.page.input_value("[name=given_names]") == "Layla"
    assert desk.page.input_value("[name=born]") == "31.02.2020"
    desk.tab_to_field("born")
    desk.press("Control+a")
    desk.type("~6")
    desk.go("F2")
    assert "Layla" in desk.page.inner_text("table")


def test_second_press_and_the_back_button_register_one_group(sit: Sit, node: Node) -> None:
    desk = sit(node)
    desk.sign_in("bilal")
    desk.open("/post/register/")
    desk.press("Control+a")
    desk.type("7")
    with desk.page.expect_navigation():
        desk.press("F8", "F8")
    desk.ready()
    first = saved_token(desk)
    desk.page.go_back()
    desk.ready()
    assert desk.page.input_value("[name=size]") == "7"
    desk.go("F8")
    assert saved_token(desk) == first
    desk.open("/post/queue/")
    assert desk.words.count(first) == 1


def saved_token(desk: Desk) -> str:
    """The token in the notice that a group is saved."""
    found = re.search(r"[A-Z]-\d{4}-[A-Z0-9]", desk.page.inner_text(".notice.green"))
    assert found
    return found[0]


def test_draft_comes_back_after_signing_out(sit: Sit, node: Node) -> None:
    desk = sit(node)
    desk.sign_in("zainab")
    desk.open("/post/register/")
    desk.tab_to_field("origin")
    with desk.page.expect_response(
        lambda answer: "/drafts/" in answer.url and answer.request.method == "POST"
    ) as saved:
        desk.type("Orlenta")
    assert saved.value.ok
    desk.page.wait_for_timeout(1200)
    desk.sign_out()
    desk.sign_in("zainab")
    desk.open("/post/register/")
    assert eventually(lambda: desk.page.input_value("[name=origin]") == "Orlenta")


@pytest.mark.parametrize("path", ["/", "/post/register/", "/post/queue/", "/post/find/", "/administration/users/"])
def test_dalia_is_refused(sit: Sit, node: Node, path: str) -> None:
    desk = sit(node)
    desk.sign_in("dalia")
    answer = desk.page.goto(node.address + path)
    assert answer.status == 403


def test_number_called_at_the_desk_stands_on_the_public_screen(sit: Sit, node: Node) -> None:
    desk, hall = sit(node), sit(node)
    desk.sign_in("bilal")
    new_group(desk, "2", "F8")
    token = saved_token(desk)
    hall.sign_in("zainab")
    hall.open("/post/public-board/")
    desk.open("/post/queue/")
    desk.tab_to_field("counter")
    desk.press("Control+a")
    desk.type("4")
    desk.tab_to_field("number")
    desk.type(token.split("-")[1].lstrip("0"))
    desk.go("Enter")
    assert eventually(lambda: token in hall.page.inner_text(".call.latest"))
    assert hall.page.inner_text(".call.latest .counter") == "4"
    assert set(re.findall(r"[^\W\d_]{2,}", hall.page.inner_text(".calls"))) == set()
