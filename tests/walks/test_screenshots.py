"""The pages a reader of the documentation sees, taken from the lively day; and what every one of them must hold."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.walks.keyboard import Desk
from tests.walks.nodes import Node
from tests.walks.pictures import take
from tests.walks.test_every_page import choose, subjects

pytestmark = [pytest.mark.walk, pytest.mark.slow]
Sit = Callable[..., Desk]
# English that would show that a page forgot its translation; words of the page's chrome, not of names.
ENGLISH = re.compile(r"\b(the|and|save|register|queue|today|waiting|group|saved|find|report|cancel|people)\b", re.I)

PAGES = {
    # name: who, address, language, theme
    "register-day": ("bilal", "group", "en", "day"),
    "register-night": ("bilal", "group", "en", "night"),
    "register-sun": ("bilal", "group", "en", "sun"),
    "register-arabic": ("bilal", "group", "ar", "day"),
    "headcount": ("zainab", "/post/headcount/", "en", "day"),
    "queue": ("bilal", "/post/queue/", "en", "day"),
    "public-board": ("bilal", "/post/public-board/", "en", "day"),
    "member": ("bilal", "member", "en", "day"),
    "today": ("bilal", "/post/today/", "en", "day"),
    "shift-handover": ("samira", "/post/shift/", "en", "day"),
    "report": ("samira", "/post/report/", "en", "day"),
    "staffing": ("samira", "/post/staffing/", "en", "day"),
    "users": ("adam", "/administration/users/", "en", "day"),
    "health": ("adam", "/administration/health/", "en", "day"),
    "oversight-log": ("olga", "/oversight/log/", "en", "day"),
}
PHONES = {"phone-register": "group", "phone-headcount": "/post/headcount/"}


def address_of(page: str) -> str:
    """The address of a page of the lively day."""
    known = subjects()
    named = {"group": f"/post/register/{known['group_id']}/", "member": f"/post/member/{known['person_id']}/"}
    return named.get(page, page)


def fits(desk: Desk) -> bool:
    """Nothing is wider than the page."""
    return bool(desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def in_tongue(desk: Desk) -> list[str]:
    """English words in the chrome of a page: its navigation, headings, buttons and labels."""
    text: Any = desk.page.evaluate(
        """() => [...document.querySelectorAll("nav, h1, h2, th, button, label, summary, .band, .head-sub, dt")]
            .filter((e) => e.getClientRects().length).map((e) => e.textContent).join("\\n")"""
    )
    return ENGLISH.findall(text)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_shown_as_the_guide_shows_it(sit: Sit, busy_node: Node, name: str) -> None:
    who, page, language, theme = PAGES[name]
    desk = sit(busy_node)
    desk.sign_in(who)
    choose(desk, language=language, theme=theme)
    desk.open(address_of(page))
    if name == "headcount":
        for key in "44951":
            desk.press(key)
            desk.page.wait_for_timeout(150)
        desk.page.wait_for_selector("[data-tally-waiting].is-green")
    assert fits(desk)
    assert desk.page.locator("h1").count() == 1
    if language == "ar":
        assert desk.page.get_attribute("html", "dir") == "rtl"
        assert in_tongue(desk) == []
    desk.page.evaluate(
        "[document.scrollingElement, ...document.querySelectorAll('main')].forEach((e) => e.scrollTop = 0)"
    )
    take(desk, name)


@pytest.mark.parametrize("name", PHONES)
def test_phone_shows_one_column_with_the_actions_under_the_thumb(sit: Sit, busy_node: Node, name: str) -> None:
    desk = sit(busy_node, phone=True)
    desk.sign_in("bilal")
    choose(desk, language="en", theme="day")
    desk.open(address_of(PHONES[name]))
    assert fits(desk)
    desk.page.evaluate("scrollTo(0, 0)")
    box = desk.page.locator(".actions").bounding_box()
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    take(desk, name)


def test_a_name_in_any_script_is_found(sit: Sit, busy_node: Node) -> None:
    desk = sit(busy_node)
    desk.sign_in("bilal")
    choose(desk, language="en", theme="day")
    desk.open("/post/find/")
    desk.type("حداد")
    desk.go("Enter")
    assert "Amina Haddad" in desk.words
    take(desk, "find")


def test_sign_in_asks_for_name_and_passphrase(sit: Sit, busy_node: Node) -> None:
    desk = sit(busy_node)
    desk.open("/sign-in/")
    assert desk.focus["name"] == "login"
    take(desk, "sign-in")
