"""One referral by keyboard, to an agency without an account: services, consent, the sealed page, its code, feedback."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.walks.keyboard import Desk
from tests.walks.nodes import Node
from tests.walks.test_every_page import choose, subjects
from tests.walks.test_screenshots import fits, in_tongue

pytestmark = [pytest.mark.walk, pytest.mark.slow]
Sit = Callable[..., Desk]


def assess(desk: Desk) -> str:
    """Write the assessment that the page leads to; where it stands then."""
    desk.page.get_by_role("link", name="Write its assessment").click()
    desk.ready()
    for box in ("[name=purposes][value=referral]", "[name=fields][value=name]", "[name=fields][value=age]",
                "[name=people][value=everyone_registered]"):  # fmt: skip
        desk.page.check(box)
    for name in ("necessity", "proportionality", "heard"):
        desk.page.fill(f"[name={name}]", "Two words at least")
    for risk in desk.page.locator("[name^=likelihood-]").all():
        risk.select_option("none")
    desk.go("Control+Enter")
    return str(desk.page.url)


def sign(desk: Desk, assessment: str) -> None:
    """The second person reads it and signs."""
    desk.sign_in("olga")
    desk.page.goto(assessment)
    desk.ready()
    assert "Waits for a signature" in desk.words
    desk.go("Control+Enter")
    assert "In force" in desk.words


def furnish(sit: Sit, node: Node) -> None:
    """An agency without a node, its assessment, its agreement, and its service: entered by the coordinator."""
    desk = sit(node)
    desk.sign_in("petra")
    desk.open("/protection/agencies/new/")
    desk.page.fill("[name=name]", "Bridge Clinic Trust")
    desk.page.select_option("[name=type]", "ngo_national")
    desk.go("Control+Enter")
    desk.go("F4")
    desk.page.fill("[name=title]", "Sharing in 2026")
    for box in ("[name=purposes][value=referral]", "[name=fields][value=name]", "[name=fields][value=age]"):
        desk.page.check(box)
    for name, day in (("signed_on", "2026-01-01"), ("valid_from", "2026-01-01"), ("valid_until", "2026-12-31")):
        desk.page.fill(f"[name={name}]", day)
    desk.go("Control+Enter")
    agreement = desk.page.url
    sign(sit(node), assess(desk))
    desk.page.goto(agreement)
    desk.ready()
    desk.page.get_by_role("button", name="Bring into force").click()
    desk.ready()
    desk.open("/protection/directory/new/")
    desk.page.fill("[name=name]", "Bridge clinic")
    desk.page.select_option("[name=agency]", label="Bridge Clinic Trust")
    desk.page.check("[name=types][value=health]")
    desk.go("Control+Enter")
    desk.sign_out()


def test_a_person_is_taken_to_an_agency_without_an_account(sit: Sit, busy_node: Node, tmp_path: Path) -> None:
    furnish(sit, busy_node)
    desk = sit(busy_node)
    desk.sign_in("bilal")
    desk.open(f"/post/member/{subjects()['person_id']}/")
    desk.tab_to(lambda focus: focus["text"] == "Refer")
    desk.go("Enter")
    desk.type("Health")
    desk.go("Control+Enter")
    assert desk.page.locator("[name=service]:checked").count() == 0
    desk.go("Control+Enter")
    assert "None is chosen for you" in desk.words
    desk.tab_to_field("service")
    desk.press("Space")
    desk.go("Control+Enter")
    desk.tab_to(lambda focus: focus["name"].startswith("by-"))
    desk.type("Who cares")
    desk.tab_to_field("fields")
    desk.press("Space")
    desk.tab_to_field("basis")
    desk.press("Space")
    desk.go("Control+Enter")
    assert "Name: Yusuf" in desk.words
    paper: Any = desk.page.context.request.get(f"{desk.page.url}card.pdf")
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    code = sealed_code(desk, tmp_path)
    desk.open("/referrals/arrival/")
    desk.type(code)
    desk.go("Control+Enter")
    assert "Arrived" in desk.words
    for key in ("F8", "F2"):
        desk.go(key)
        if key == "F8":
            desk.tab_to_field("channel")
        else:
            desk.tab_to_field("reason")
        desk.press("Space")
        desk.go("Control+Enter")
    assert "Closed with feedback" in desk.words
    assert "Was helped" in desk.words


def sealed_code(desk: Desk, folder: Path) -> str:
    """The arrival code, as the agency reads it: from the file, opened in a browser with no network."""
    desk.tab_to_word("Sealed page…")
    desk.go("Enter")
    passphrase = str(desk.page.inner_text(".passphrase"))
    with desk.page.expect_download() as taken:
        desk.press("Control+Enter")
    path = folder / "page.html"
    taken.value.save_as(path)
    assert "Yusuf" not in path.read_text(encoding="utf-8")
    context = desk.page.context.browser.new_context(offline=True)
    try:
        tab = context.new_page()
        tab.goto(path.as_uri())
        tab.wait_for_function("document.activeElement.tagName === 'INPUT'")
        tab.keyboard.type(passphrase)
        tab.keyboard.press("Enter")
        tab.wait_for_selector("#lines:not([hidden])")
        assert "Yusuf" in tab.inner_text("#lines")
        return str(tab.locator("dd").last.inner_text())
    finally:
        context.close()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("es", "ltr")])
def test_the_pages_fit_and_speak_each_language(sit: Sit, busy_node: Node, language: str, direction: str) -> None:
    for phone in (False, True):
        desk = sit(busy_node, phone=phone)
        desk.sign_in("bilal")
        choose(desk, language=language, theme="day")
        for path in ("", "new/", "answers/", "arrival/", "expiring/", "complaints/new/"):
            desk.open(f"/referrals/{path}")
            assert desk.page.get_attribute("html", "dir") == direction
            assert fits(desk), path
            if language != "en":
                assert in_tongue(desk) == [], path
