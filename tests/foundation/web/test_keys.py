"""The desk without a mouse: keys, Enter, choices, tables, help."""

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import eventually

pytestmark = pytest.mark.walk
Open = Callable[..., Any]


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def test_digit_turns_the_page_when_no_field_has_the_focus(open_page: Open) -> None:
    page = open_page("/blank/")
    page.keyboard.press("4")
    page.wait_for_url("**/arrived/4/")


def test_digit_in_a_field_is_a_digit(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_given_names")
    page.keyboard.press("4")
    page.wait_for_timeout(150)
    assert page.input_value("#id_given_names") == "4"
    assert page.url.endswith("/behaviour/")


def test_alt_and_digit_turns_the_page_from_a_field(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_given_names")
    page.keyboard.press("Alt+5")
    page.wait_for_url("**/arrived/5/")


def test_digits_count_where_the_page_counts_and_alt_still_turns_it(open_page: Open) -> None:
    page = open_page("/headcount/")
    page.keyboard.press("4")
    assert eventually(lambda: page.inner_text(".echo-word") == "Boy 0–17")
    page.keyboard.press("Alt+6")
    page.wait_for_url("**/arrived/6/")


def test_function_key_presses_its_button(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.evaluate("document.getElementById('f2').addEventListener('click', () => (window.pressed = true))")
    page.focus("#id_given_names")
    page.keyboard.press("F2")
    assert page.evaluate("window.pressed")


def test_enter_goes_through_the_fields_and_ends_on_the_primary_button(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_given_names")
    passed = []
    for _ in range(7):
        page.keyboard.press("Enter")
        passed.append(focused(page))
    assert passed == [
        "id_sex_0", "id_relation", "id_family_name", "id_nationality", "id_seats", "id_remark", "id_remark",
    ]  # fmt: skip
    page.focus("#scan")
    page.keyboard.press("Enter")
    assert focused(page) == "Save"
    assert page.url.endswith("/behaviour/")


def test_enter_with_shift_goes_back(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_family_name")
    page.keyboard.press("Shift+Enter")
    assert focused(page) == "id_relation"


def test_enter_sends_only_where_the_field_says_so(open_page: Open, noted: Callable[[str], Any]) -> None:
    page = open_page("/behaviour/")
    page.fill("#id_q", "B-0172-K")
    page.keyboard.press("Enter")
    page.wait_for_url("**/note/find/")
    assert noted("find")[-1]["q"] == "B-0172-K"


def test_control_enter_sends_from_any_field(open_page: Open, noted: Callable[[str], Any]) -> None:
    page = open_page("/behaviour/")
    page.fill("#id_remark", "two\nlines")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/note/one/")
    assert noted("one")[-1]["remark"].split() == ["two", "lines"]


@pytest.mark.parametrize(("pressed", "value"), [("f", "F"), ("M", "M"), ("?", "U"), ("3", "X")])
def test_letter_or_digit_chooses_among_the_segments(open_page: Open, pressed: str, value: str) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_sex_0")
    page.keyboard.press(pressed)
    assert page.evaluate("document.querySelector('[name=sex]:checked')?.value") == value
    assert not page.evaluate("document.getElementById('help').open")


def test_letter_chooses_by_its_place_under_an_arabic_layout(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_sex_0")
    page.evaluate(
        """document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key: "ة", code: "KeyM", bubbles: true, cancelable: true}))"""
    )
    assert page.evaluate("document.querySelector('[name=sex]:checked')?.value") == "M"


def test_question_mark_opens_the_help_with_the_keys_of_the_page(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.keyboard.press("?")
    assert eventually(lambda: page.evaluate("document.getElementById('help').open"))
    said = page.inner_text("#help")
    assert "Ctrl Enter" in said
    assert "Add" in said
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('help').open")


def test_question_mark_in_a_field_is_a_sign_and_f1_helps_there(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_given_names")
    page.keyboard.press("?")
    assert page.input_value("#id_given_names") == "?"
    page.keyboard.press("F1")
    assert page.evaluate("document.getElementById('help').open")


def test_page_keys_rest_while_a_dialog_is_open(open_page: Open) -> None:
    page = open_page("/parts/")
    page.click("[data-opens=why]")
    page.keyboard.press("4")
    page.wait_for_timeout(150)
    assert page.url.endswith("/parts/")


def test_quick_presses_are_late_never_lost(open_page: Open) -> None:
    page = open_page("/headcount/")
    before = int(page.inner_text("[data-tally-count='F/18-59']"))
    for _ in range(5):
        page.keyboard.press("1")
        page.wait_for_timeout(45)
    assert eventually(lambda: int(page.inner_text("[data-tally-count='F/18-59']")) == before + 5)


def test_arrows_move_through_a_table_and_enter_opens_the_row(open_page: Open) -> None:
    page = open_page("/parts/")
    page.focus("table[data-grid] tbody a")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "B-0166-T"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "Šević"
    assert page.evaluate("document.activeElement.closest('tr').getAttribute('aria-selected')") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url("**/arrived/2/")


def test_arrows_follow_the_direction_of_the_page(open_page: Open) -> None:
    page = open_page("/parts/?lang=ar")
    page.focus("table[data-grid] tbody a")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "Haddad"


def test_page_opens_on_its_error_summary(open_page: Open) -> None:
    page = open_page("/parts/")
    assert page.evaluate("document.activeElement.className") == "error-summary"


def test_stepper_stays_within_its_bounds(open_page: Open) -> None:
    page = open_page("/parts/")
    page.fill("#id_seats", "59")
    page.click("#id_seats + [data-step='1']", click_count=4)
    assert page.input_value("#id_seats") == "60"


def test_undo_of_the_text_is_left_to_the_text(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.evaluate(
        """() => {
            const button = document.getElementById("f2");
            button.dataset.key = "Ctrl+Z";
            button.addEventListener("click", () => (window.undone = (window.undone ?? 0) + 1));
        }"""
    )
    page.focus("#id_given_names")
    page.keyboard.press("Control+z")
    assert page.evaluate("window.undone") is None
    page.focus("#main")
    page.keyboard.press("Control+z")
    assert page.evaluate("window.undone") == 1
