"""Every part in every light, direction and size: readable, reachable, nothing wider than the page.

Screenshots for the eye are written to the folder that SAFECONDUCT_SCREENSHOTS names.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.walk
Open = Callable[..., Any]

PAGES = ["/register/", "/parts/", "/headcount/", "/public/", "/plain/", "/problem/403/"]
LIGHTS = ["day", "night", "sun"]
SIZES = {"laptop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844, "touch": True}}
# Contrast 7:1 is the house's own rule, beyond what axe asks for by itself.
AXE = {"rules": {"color-contrast-enhanced": {"enabled": True}}}


def look_at(page: Any, name: str) -> None:
    folder = os.environ.get("SAFECONDUCT_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_serious_finding_in_any_light_and_direction(open_page: Open, path: str, size: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe, findings = Axe(), []
    page = open_page(path, **SIZES[size])
    for light in LIGHTS:
        for language in ("en", "ar"):
            page.goto(f"{page.url.split('?')[0]}?theme={light}&lang={language}")
            page.wait_for_selector("html[data-ready]")
            look_at(page, f"{path.strip('/').replace('/', '-')}-{size}-{light}-{language}")
            for found in axe.run(page, options=AXE).response["violations"]:
                if found["impact"] in ("serious", "critical"):
                    nodes = [(node["html"][:120], node["failureSummary"][:240]) for node in found["nodes"][:3]]
                    findings.append((light, language, found["id"], nodes))
    assert findings == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_page(open_page: Open, path: str, size: str, language: str) -> None:
    page = open_page(f"{path}?lang={language}", **SIZES[size])
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("path", ["/register/", "/parts/", "/headcount/", "/plain/"])
def test_fingers_find_targets_of_56_pixels(open_page: Open, path: str) -> None:
    page = open_page(path, **SIZES["phone"])
    low = page.evaluate(
        """() => [...document.querySelectorAll(
            ".button, .nav-link, .input, .select, .segment span, .pad, .step, .choice")]
            .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 54)
            .map((e) => e.className)"""
    )
    assert low == []


def test_rows_are_dense_for_the_mouse(open_page: Open) -> None:
    page = open_page("/register/")
    heights = page.evaluate("[...document.querySelectorAll('.table tbody tr')].map((r) => r.offsetHeight)")
    assert all(32 <= height <= 37 for height in heights)


def test_actions_stay_in_sight_on_every_size(open_page: Open) -> None:
    for size in SIZES.values():
        page = open_page("/parts/", **size)
        page.evaluate("scrollTo(0, 600)")
        box = page.locator(".actions").bounding_box()
        assert box["y"] + box["height"] == pytest.approx(size["height"], abs=1)
        assert page.locator(".band").bounding_box()["y"] == pytest.approx(0, abs=1)


def test_primary_action_lies_at_the_end_of_the_line_in_both_directions(open_page: Open) -> None:
    left_to_right = open_page("/register/").locator(".button.primary").bounding_box()
    right_to_left = open_page("/register/?lang=ar").locator(".button.primary").bounding_box()
    assert left_to_right["x"] > 700
    assert right_to_left["x"] < 400


def test_codes_stay_left_to_right_in_arabic(open_page: Open) -> None:
    page = open_page("/register/?lang=ar")
    for part in (".token", ".mrz-lines", ".head .lane"):
        text = page.locator(part).first
        assert part == ".head .lane" or text.evaluate("(e) => getComputedStyle(e).direction") == "ltr"


def test_focus_is_never_under_the_actions(open_page: Open) -> None:
    page = open_page("/parts/")
    for _ in range(40):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
                const e = document.activeElement, bar = document.querySelector(".actions").getBoundingClientRect();
                if (!e.closest(".work")) return false;
                const box = e.getBoundingClientRect(), top = document.querySelector(".top").getBoundingClientRect();
                return box.top >= bar.top || box.bottom <= top.bottom;
            }"""
        )
        assert not hidden


def test_training_is_said_in_words_on_screen_and_paper(open_page: Open) -> None:
    page = open_page("/register/?training")
    assert "Training" in page.inner_text(".training-line")
    page.emulate_media(media="print")
    assert "TRAINING" in page.evaluate("getComputedStyle(document.body, '::after').content")


def test_paper_shows_the_page_without_its_controls(open_page: Open) -> None:
    page = open_page("/register/?theme=night")
    page.emulate_media(media="print")
    for part in (".nav", ".actions"):
        assert not page.is_visible(part)
    assert page.is_visible(".band")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_auto_follows_the_device(open_page: Open) -> None:
    page = open_page("/register/?theme=auto", color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(page.url.replace("auto", "night"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("size", SIZES)
def test_menu_of_who_sits_here_opens_in_sight(open_page: Open, size: str) -> None:
    page = open_page("/headcount/", **SIZES[size])
    page.click(".me summary")
    for part in (".menu select", ".menu [name=theme] >> nth=0", ".menu button >> nth=-1"):
        seen = page.locator(part).evaluate(
            """(e) => {
                const box = e.getBoundingClientRect();
                return e.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
            }"""
        )
        assert seen, part
