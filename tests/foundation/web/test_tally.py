"""The headcount keypad: each press one command, in order, kept until the node has it."""

import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .conftest import eventually

pytestmark = pytest.mark.walk
Open = Callable[..., Any]
Noted = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def node(gallery: str) -> Iterator[Callable[[str], None]]:
    """node("ok" | "fail" | "refuse") says how the node answers from now on."""

    def behave(how: str) -> None:
        urllib.request.urlopen(f"{gallery}/behave/", data=f"tally={how}".encode(), timeout=5).read()

    yield behave
    behave("ok")


def waiting(page: Any) -> str:
    return page.inner_text("[data-tally-waiting]")


def count(page: Any, key: str) -> int:
    return int(page.inner_text(f"[data-tally-count='{key}']"))


def test_press_is_echoed_at_once_and_sent_with_what_stays_chosen(open_page: Open, noted: Noted) -> None:
    page = open_page("/headcount/")
    before = len(noted("tally"))
    page.check("[name=transport][value=bus]", force=True)
    page.keyboard.press("4")
    assert eventually(lambda: page.inner_text(".echo-word") == "Boy 0–17")
    assert eventually(lambda: len(noted("tally")) == before + 1)
    sent = noted("tally")[-1]
    assert (sent["who"], sent["direction"], sent["transport"]) == ("M/0-17", "entry", "bus")
    assert sent["pressed_at"].endswith("Z")
    assert waiting(page) == "all saved"


def test_presses_wait_while_the_node_is_away_and_arrive_once_in_order(
    open_page: Open, noted: Noted, node: Callable[[str], None]
) -> None:
    page = open_page("/headcount/")
    before = len(noted("tally"))
    node("fail")
    for key in "123":
        page.click(f"[data-key='{key}'].pad")
    assert eventually(lambda: waiting(page) == "3 waiting to be saved")
    assert count(page, "F/0-17") == 3
    node("ok")
    assert eventually(lambda: waiting(page) == "all saved", 15)
    sent = noted("tally")[before:]
    assert [press["who"] for press in sent] == ["F/18-59", "M/18-59", "F/0-17"]
    assert len({press["command_id"] for press in sent}) == 3
    assert [press["command_id"] for press in sent] == sorted(press["command_id"] for press in sent)


def test_waiting_presses_survive_a_reload(open_page: Open, noted: Noted, node: Callable[[str], None]) -> None:
    page = open_page("/headcount/")
    before = len(noted("tally"))
    node("fail")
    page.click("[data-key='5'].pad")
    assert eventually(lambda: waiting(page) == "1 waiting to be saved")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    node("ok")
    assert eventually(lambda: len(noted("tally")) == before + 1, 15)
    assert noted("tally")[-1]["who"] == "F/60+"


def test_undo_takes_back_the_last_press(open_page: Open, noted: Noted) -> None:
    page = open_page("/headcount/")
    page.keyboard.press("6")
    assert eventually(lambda: count(page, "M/60+") == 6)
    page.keyboard.press("Backspace")
    assert eventually(lambda: count(page, "M/60+") == 5)
    assert eventually(lambda: noted("tally")[-1].get("undoes"))
    press, undo = noted("tally")[-2:]
    assert undo["undoes"] == press["command_id"]
    page.keyboard.press("Backspace")  # nothing more of this page to undo
    page.wait_for_timeout(200)
    assert count(page, "M/60+") == 5


def test_refused_press_is_taken_back_and_its_sentence_shown(open_page: Open, node: Callable[[str], None]) -> None:
    page = open_page("/headcount/")
    node("refuse")
    page.click("[data-key='2'].pad")
    assert eventually(lambda: "The hour is closed." in page.inner_text("#notices"))
    assert count(page, "M/18-59") == 1
    assert waiting(page) == "all saved"
