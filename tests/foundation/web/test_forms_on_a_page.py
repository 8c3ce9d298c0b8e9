"""What is typed is sent once, kept as a draft, and saved before the desk locks; long lists are found by typing."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import eventually

pytestmark = pytest.mark.walk
Open = Callable[..., Any]
Noted = Callable[[str], list[dict[str, str]]]


def test_double_click_sends_once(open_page: Open, noted: Noted) -> None:
    page = open_page("/behaviour/")
    before = len(noted("one"))
    page.dblclick("#one button.primary")
    page.wait_for_url("**/note/one/")
    assert len(noted("one")) == before + 1


def test_double_press_of_an_htmx_form_sends_once_and_frees_the_button(open_page: Open, noted: Noted) -> None:
    page = open_page("/behaviour/")
    before = len(noted("hx"))
    page.dblclick("#hx button")
    page.wait_for_selector("#swapped h1")
    assert len(noted("hx")) == before + 1
    assert eventually(lambda: page.is_enabled("#hx button"))


def test_answer_that_comes_at_once_leaves_the_button_free(open_page: Open) -> None:
    """A node on the same machine may answer before the button was held; nothing would ever free it again."""
    page = open_page("/behaviour/")
    held = page.evaluate(
        """() => new Promise((tell) => {
          const form = document.querySelector("#hx");
          const button = form.querySelector("button");
          const answer = new CustomEvent("htmx:afterRequest", { bubbles: true, detail: { elt: form } });
          window.addEventListener("submit", () => {
            form.dispatchEvent(answer);
            setTimeout(() => setTimeout(() => tell(button.disabled)));
          });
          form.requestSubmit(button);
        })"""
    )
    assert held is False


def test_form_sent_again_after_going_back_is_the_same_command(open_page: Open, noted: Noted) -> None:
    page = open_page("/behaviour/")
    page.fill("#id_given_names", "Amina")
    page.click("#one button.primary")
    page.wait_for_url("**/note/one/")
    first = noted("one")[-1]["command_id"]
    page.go_back()
    page.wait_for_selector("html[data-ready]")
    assert "sent this form before" in page.inner_text("#notices")
    page.click("#one button.primary")
    page.wait_for_url("**/note/one/")
    assert noted("one")[-1]["command_id"] == first


def test_second_person_typed_after_going_back_is_a_new_command(open_page: Open, noted: Noted) -> None:
    """Otherwise the node would answer with the first receipt, and the second person would be nowhere."""
    page = open_page("/behaviour/")
    page.fill("#id_given_names", "Amina")
    page.click("#one button.primary")
    page.wait_for_url("**/note/one/")
    first = noted("one")[-1]["command_id"]
    page.go_back()
    page.wait_for_selector("html[data-ready]")
    page.fill("#id_given_names", "Khadija")
    page.click("#one button.primary")
    page.wait_for_url("**/note/one/")
    sent = noted("one")[-1]
    assert sent["given_names"] == "Khadija"
    assert sent["command_id"] != first


def test_draft_that_was_changed_is_a_new_command(open_page: Open, noted: Noted) -> None:
    page = open_page("/behaviour/?draft=changed")
    page.fill("#id_given_names", "Layla")
    assert eventually(lambda: page.inner_text("[data-draft-mark]") == "Draft saved")
    kept = page.input_value("#one [name=command_id]")
    again = open_page("/behaviour/?draft=changed")
    assert eventually(lambda: again.input_value("#id_given_names") == "Layla")
    again.fill("#id_family_name", "Haddad")
    again.click("#one button.primary")
    again.wait_for_url("**/note/one/")
    assert noted("one")[-1]["command_id"] != kept


def test_form_opened_anew_is_a_new_command(open_page: Open, noted: Noted) -> None:
    ids = set()
    for _ in range(2):
        page = open_page("/behaviour/")
        page.click("#one button.primary")
        page.wait_for_url("**/note/one/")
        ids.add(noted("one")[-1]["command_id"])
    assert len(ids) == 2


def test_draft_comes_back_with_its_command_and_without_passphrase(open_page: Open) -> None:
    page = open_page("/behaviour/?draft=back")
    page.fill("#id_given_names", "أمينة")
    page.check("[name=sex][value=F]", force=True)
    page.select_option("#id_relation", "parent")
    page.fill("#id_passphrase", "not for keeping")
    assert eventually(lambda: page.inner_text("[data-draft-mark]") == "Draft saved")
    sent = page.input_value("#one [name=command_id]")

    again = open_page("/behaviour/?draft=back")
    assert eventually(lambda: again.input_value("#id_given_names") == "أمينة")
    assert again.is_checked("[name=sex][value=F]")
    assert again.input_value("#id_relation") == "parent"
    assert again.input_value("#id_passphrase") == ""
    assert again.input_value("#one [name=command_id]") == sent
    assert again.inner_text("[data-draft-mark]") == "Your draft is back."


def test_idle_desk_saves_the_draft_and_locks(open_page: Open, noted: Noted) -> None:
    page = open_page("/behaviour/?draft=idle&idle=2")
    before = len(noted("lock"))
    page.fill("#id_given_names", "Khadija")
    page.wait_for_url("**/note/lock/", timeout=15000)
    assert len(noted("lock")) == before + 1
    again = open_page("/behaviour/?draft=idle")
    assert eventually(lambda: again.input_value("#id_given_names") == "Khadija")


def test_touched_desk_stays_open(open_page: Open) -> None:
    page = open_page("/behaviour/?idle=8")
    for _ in range(18):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(500)
    assert page.url.endswith("/behaviour/?idle=8")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("SYR", "SYR"), ("sy", "SYR"), ("syrian", "SYR"), ("سوريا", "SYR"), ("Soudan du Sud", "SSD"),
        ("cote d ivoire", "CIV"), ("украї", "UKR"),
    ],
)  # fmt: skip
def test_country_is_meant_by_code_or_name_in_any_language(open_page: Open, typed: str, code: str) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_nationality")
    page.wait_for_load_state("networkidle")
    page.fill("#id_nationality", typed)
    page.keyboard.press("Enter")
    assert page.input_value("[name=nationality_code]") == code
    assert page.evaluate("document.activeElement.id") == "id_seats"


def test_first_of_several_is_never_chosen_for_the_officer(open_page: Open) -> None:
    page = open_page("/behaviour/")
    page.focus("#id_nationality")
    page.wait_for_load_state("networkidle")
    page.fill("#id_nationality", "suda")
    assert page.locator(".options [role=option]").count() == 2
    assert page.locator(".options [aria-selected=true]").count() == 0
    page.keyboard.press("Tab")
    assert page.input_value("[name=nationality_code]") == ""
    page.fill("#id_nationality", "suda")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#id_nationality", "aria-activedescendant")
    assert page.get_attribute(f"#{active}", "aria-selected") == "true"
    page.keyboard.press("Enter")
    assert page.input_value("[name=nationality_code]") == "SSD"


def test_changed_text_forgets_the_code(open_page: Open) -> None:
    page = open_page("/register/")
    assert page.input_value("[name=nationality_code]") == "SYR"
    page.fill("#id_nationality", "nowhere")
    assert page.input_value("[name=nationality_code]") == ""


def test_without_script_the_form_is_plain_and_goes_out(open_page: Open, noted: Noted) -> None:
    page = open_page("/behaviour/", java_script_enabled=False)
    page.fill("#id_nationality", "Syria")
    page.click("#one button.primary")
    page.wait_for_url("**/note/one/")
    sent = noted("one")[-1]
    assert (sent["nationality"], sent["nationality_code"]) == ("Syria", "")


def test_command_ids_of_the_browser_are_version_7_and_rise(open_page: Open) -> None:
    page = open_page("/blank/")
    ids = page.evaluate(
        """async () => {
            const { commandId } = await import("/static/web/js/ids.js");
            return [...Array(3000)].map((_, i) => commandId(i < 1500 ? 1772000000000 : 1772000000000 - i));
        }"""
    )
    form = re.compile(r"[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}")
    assert all(form.fullmatch(one) for one in ids)
    assert ids == sorted(ids)
    assert len(set(ids)) == 3000


def test_light_changes_at_once_and_is_kept(open_page: Open, noted: Noted) -> None:
    page = open_page("/blank/")
    page.click(".me summary")
    page.check("[name=theme][value=night]")
    assert page.get_attribute("html", "data-theme") == "night"
    assert eventually(lambda: noted("theme") and noted("theme")[-1]["theme"] == "night")
