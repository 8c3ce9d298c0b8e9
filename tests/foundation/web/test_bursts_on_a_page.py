"""A reader types into a page under Latin, AZERTY and Arabic layouts: what lands, what is put back, what is not sent."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import eventually
from .test_burst_reader import TD3, US

pytestmark = pytest.mark.walk

# What the machine's layout makes of the places that a US reader presses: (place, Shift) -> what lands in a field.
AZERTY = {
    "KeyA": "q", "KeyQ": "a", "KeyZ": "w", "KeyW": "z", "KeyM": ",", "Comma": ";", "Digit0": "à", "Digit1": "&",
    "Digit2": "é", "Digit3": '"', "Digit4": "'", "Digit5": "(", "Digit6": "-", "Digit7": "è", "Digit8": "_",
    "Digit9": "ç", "Minus": ")", "BracketLeft": "Dead",
}  # fmt: skip
ARABIC = dict(
    zip(
        [f"Key{c}" for c in "QWERTYUIOPASDFGHJKLZXCVNM"],
        "ضصثقفغعهخحشسيبلاتنمئءؤرىة",
        strict=True,
    )
) | {"KeyB": "لا", "Comma": "و", "Minus": "-"}
LAYOUTS = {"latin": {}, "azerty": AZERTY, "arabic": ARABIC}


def read_into(page: Any, text: str, layout: str = "latin", gap: float = 0.006) -> None:
    """Send real key events, as the machine would: place by the reader, meaning by the layout."""
    wire = page.context.new_cdp_session(page)
    meanings = LAYOUTS[layout]
    at = time.time()
    for sign in text:
        code, shift = US[sign]
        meaning = meanings.get(code, sign)
        enter = code == "Enter"
        event = {
            "code": code,
            "key": "Enter" if enter else meaning,
            "modifiers": 8 if shift else 0,
            "timestamp": at,
            "windowsVirtualKeyCode": 13 if enter else ord(sign.upper()) if sign.isalnum() else 188,
        }
        lands = {} if meaning == "Dead" else {"text": "\r" if enter else meaning}
        wire.send("Input.dispatchKeyEvent", {"type": "keyDown", **event, **lands})
        wire.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})
        at += gap
    wire.detach()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_zone_read_with_the_focus_in_a_name_lands_in_the_zone_field(open_page: Callable[..., Any], layout: str) -> None:
    page = open_page("/behaviour/")
    page.fill("#id_given_names", "Amina")
    page.focus("#id_given_names")
    read_into(page, "\n".join(TD3) + "\n", layout)
    assert eventually(lambda: page.input_value("#id_mrz") == "\n".join(TD3)), page.input_value("#id_mrz")
    assert page.input_value("#id_given_names") == "Amina"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_token_read_from_anywhere_lands_in_the_scan_field(open_page: Callable[..., Any], layout: str) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_family_name")
    read_into(page, "B-0172-K\n", layout)
    assert eventually(lambda: page.input_value("#scan") == "B-0172-K"), page.input_value("#scan")
    assert page.input_value("#id_family_name") == ""


def test_enter_of_a_reader_never_sends_a_form(open_page: Callable[..., Any], noted: Callable[[str], Any]) -> None:
    page = open_page("/behaviour/")
    before = len(noted("find"))
    page.focus("#id_q")  # here Enter would send
    read_into(page, "B-0172-K\n")
    assert eventually(lambda: page.input_value("#scan") == "B-0172-K")
    assert page.url.endswith("/behaviour/")
    assert len(noted("find")) == before
    assert page.input_value("#id_q") == ""


def test_reading_with_no_field_focused_goes_nowhere_else(open_page: Callable[..., Any]) -> None:
    """Digits are keys of the navigation: a code that begins with them must not turn the page."""
    page = open_page("/behaviour/")
    read_into(page, "123456789\n")
    assert eventually(lambda: page.input_value("#scan") == "123456789")
    page.wait_for_timeout(200)
    assert page.url.endswith("/behaviour/")


def test_reading_over_a_list_leaves_its_choice(open_page: Callable[..., Any]) -> None:
    page = open_page("/behaviour/")
    page.select_option("#id_relation", "child")
    page.focus("#id_relation")
    read_into(page, "Mother-0172\n")
    assert eventually(lambda: page.input_value("#scan") == "Mother-0172")
    assert page.input_value("#id_relation") == "child"


def test_cursor_and_selection_stay_where_they_were(open_page: Callable[..., Any]) -> None:
    page = open_page("/behaviour/")
    page.fill("#id_given_names", "Amina Khadija")
    page.evaluate("document.getElementById('id_given_names').setSelectionRange(5, 5)")
    read_into(page, "B-0172-K\n")
    assert eventually(lambda: page.input_value("#scan") == "B-0172-K")
    assert page.input_value("#id_given_names") == "Amina Khadija"
    assert page.evaluate("document.getElementById('id_given_names').selectionStart") == 5


def test_passphrase_typed_by_a_program_is_left_alone(open_page: Callable[..., Any]) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_passphrase")
    read_into(page, "correcthorsebattery")
    assert page.input_value("#id_passphrase") == "correcthorsebattery"


def test_page_is_told_what_was_read_and_may_take_it(open_page: Callable[..., Any]) -> None:
    page = open_page("/behaviour/")
    page.evaluate(
        "document.addEventListener('sc:burst', (e) => { e.preventDefault(); window.read = e.detail; }, {once: true})"
    )
    read_into(page, "\n".join(TD3) + "\n")
    assert eventually(lambda: page.evaluate("window.read?.kind")) == "mrz"
    assert page.evaluate("window.read.lines") == TD3
    assert page.input_value("#id_mrz") == ""


def test_person_types_as_ever(open_page: Callable[..., Any]) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_given_names")
    page.keyboard.type("Amina 123", delay=60)
    assert page.input_value("#id_given_names") == "Amina 123"
