"""A person is erased with the keyboard at a real node: the log is emptied, the paper comes, nothing is found again."""

from collections.abc import Callable
from typing import Any

import pytest

from safeconduct.kernel.ids import derived_id
from tests.walks.keyboard import Desk
from tests.walks.nodes import Node
from tests.walks.test_every_page import choose, subjects
from tests.walks.test_screenshots import in_tongue

pytestmark = [pytest.mark.walk, pytest.mark.slow]
Sit = Callable[..., Desk]


def page_of(person: str, rest: str = "") -> str:
    return f"/post/member/{person}/{rest}"


def test_a_person_is_erased_by_keyboard_and_confirmed_on_paper(sit: Sit, busy_node: Node) -> None:
    desk = sit(busy_node)
    desk.sign_in("samira")
    person = subjects()["person_id"]
    desk.open(page_of(person))
    assert "Yusuf" in desk.words
    desk.tab_to_word("Erase…")
    desk.go("Enter")
    desk.tab_to(lambda focus: focus["name"] == "reason")
    desk.press("Space")
    desk.go("Control+Enter")
    number = str(desk.page.inner_text("form#erase .token"))
    desk.type("0")
    desk.go("Control+Enter")
    assert "Nothing was erased" in desk.words
    desk.tab_to_field("typed")
    desk.press("Control+a")
    desk.type(number)
    desk.go("Control+Enter")
    assert "The person is erased" in desk.words
    assert "final" in desk.words
    paper: Any = desk.page.context.request.get(desk.address + page_of(person, "erased.pdf"))
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    desk.open(page_of(person))
    assert "Yusuf" not in desk.words
    desk.open("/post/find/")
    desk.type("Yusuf Haddad")
    desk.go("Enter")
    assert "Yusuf" not in desk.words


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("es", "ltr")])
def test_the_pages_fit_and_speak_each_language(sit: Sit, busy_node: Node, language: str, direction: str) -> None:
    desk = sit(busy_node)
    desk.sign_in("samira")
    choose(desk, language=language, theme="day")
    person = derived_id("lively person", "haddad", "Layla")
    for path in ("/post/erasures/", page_of(person, "erase/"), page_of(person, "hold/")):
        desk.open(path)
        assert desk.page.get_attribute("html", "dir") == direction
        assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert language == "en" or in_tongue(desk) == []
