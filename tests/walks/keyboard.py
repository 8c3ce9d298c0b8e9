"""An officer at the keyboard: signs in, types at a person's pace, presses keys. The mouse is never touched."""

from collections.abc import Callable
from typing import Any

from tests.conftest import PASSPHRASE

PACE_MS = 50  # a person's; faster than 35 ms a reader is recognised
PRESS_AT_MOST = 80


class Desk:
    """One browser page at a node. `strokes` counts every key that was pressed."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.strokes = 0

    def open(self, path: str) -> None:
        """Go to an address of the node."""
        self.page.goto(self.address + path)
        self.ready()

    def ready(self) -> None:
        """Wait until the page has taken its keys."""
        self.page.wait_for_load_state()
        self.page.wait_for_selector("html[data-ready]")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, where the focus is."""
        for key in keys:
            self.strokes += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type at a person's pace."""
        self.strokes += len(text)
        self.page.keyboard.type(text, delay=PACE_MS)

    def go(self, *keys: str) -> None:
        """Press keys, the last of which leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.press(*keys)
        self.ready()

    def enter_into(self, *answers: str) -> None:
        """Fill the field in focus and those after it: each answer, then Enter; "" leaves a field as it is."""
        for answer in answers:
            if answer:
                self.type(answer)
            self.press("Enter")

    def tab_to(self, fits: Callable[[dict[str, str]], bool], key: str = "Tab") -> None:
        """Press Tab until the element in focus fits; it is a failure not to reach it."""
        for _ in range(PRESS_AT_MOST):
            if self.focus["tag"] not in ("BODY", "MAIN") and fits(self.focus):
                return
            self.press(key)
        raise AssertionError(f"the keyboard does not reach it; the focus is on {self.focus}")

    def tab_to_word(self, word: str, key: str = "Tab") -> None:
        """Press Tab (or Shift+Tab) until the element in focus carries this word."""
        self.tab_to(lambda focus: word in focus["text"], key)

    def tab_to_field(self, name: str) -> None:
        """Press Tab until the field of this name has the focus."""
        self.tab_to(lambda focus: focus["name"] == name)

    @property
    def focus(self) -> dict[str, str]:
        """What has the focus."""
        found: dict[str, str] = self.page.evaluate(
            """() => { const e = document.activeElement; return {
                tag: e.tagName, name: e.name ?? "", id: e.id, value: String(e.value ?? ""),
                text: (e.tagName === "SELECT" ? "" : e.textContent).trim().replace(/\\s+/g, " ") } }"""
        )
        return found

    @property
    def words(self) -> str:
        """The text of the page's main part."""
        return str(self.page.inner_text("main"))

    def sign_in(self, who: str, post: str = "Kadar Bridge") -> None:
        """Name, passphrase, post; ends on the first page of the role."""
        self.open("/sign-in/")
        self.type(who)
        self.press("Enter")
        self.page.keyboard.type(PASSPHRASE)
        self.go("Enter")
        if "/choose-post/" in self.page.url:
            self.tab_to_word(post)
            self.go("Enter")

    def sign_out(self) -> None:
        """Leave by the menu of one's own name."""
        self.page.context.clear_cookies(name="sessionid")
