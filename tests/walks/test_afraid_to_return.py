"""An officer asks to refuse a woman who is afraid to return: she is answered like anyone, reviewed, and not refused."""

import time
from collections.abc import Callable

import pytest

from tests.walks.keyboard import Desk
from tests.walks.nodes import Node

pytestmark = [pytest.mark.walk, pytest.mark.slow]
Sit = Callable[..., Desk]


def ids() -> dict[str, str]:
    from safeconduct.kernel.ids import derived_id

    people = {name.lower(): derived_id("lively person", "haddad", name) for name in ("Amina", "Khadija")}
    return {**people, "crossing": derived_id("lively crossing", "haddad")}


def ask(desk: Desk, name: str, *, then: str = "Control+Enter") -> tuple[str, float]:
    """At the line, by keyboard: what is read out, and how long the answer took."""
    desk.open(f"/post/crossing/{ids()['crossing']}/review/")
    desk.tab_to_field("person")
    desk.type(name)
    desk.tab_to_field("ground")
    desk.press("ArrowDown")
    begun = time.monotonic()
    desk.go(then)
    took = time.monotonic() - begun
    assert desk.page.url.endswith("/post/reviews/sent/")
    return desk.words, took


def answer(desk: Desk) -> None:
    """The second line says that the conditions of entry are not met."""
    desk.tab_to_field("answer")
    desk.type("Conditions not met")
    desk.tab_to_word("Save the answer")
    desk.go("Enter")


def test_a_person_afraid_to_return_is_not_refused(sit: Sit, busy_node: Node) -> None:
    amina, khadija = ids()["amina"], ids()["khadija"]
    desk = sit(busy_node)
    desk.sign_in("bilal")
    told, told_after = ask(desk, "Amina", then="F7")  # she said that she is afraid
    afraid, afraid_after = ask(desk, "Amina")
    other, other_after = ask(desk, "Khadija")
    assert told == afraid == other
    assert min(told_after, afraid_after, other_after) >= 1.0
    assert "Amina" not in afraid

    desk = sit(busy_node)
    desk.sign_in("samira")
    for person in (amina, khadija):
        desk.open(f"/post/reviews/{person}/")
        answer(desk)
        assert "No clearance" in desk.words
        assert desk.page.locator("button", has_text="Refuse entry").count() == 0
    refused = desk.page.evaluate(FORGED, [f"/post/reviews/{amina}/", amina])
    assert refused["status"] == 422
    assert "review" in refused["words"].lower()
    assert not {"afraid", "fear", "hold"} & set(refused["words"].lower().split())

    desk = sit(busy_node)
    desk.sign_in("petra")
    desk.open(f"/protection/reviews/{amina}/")
    standing = desk.page.locator("section", has_text="What stands against").inner_text()
    assert "heard or saw what protection" in standing
    for box in desk.page.locator("[name=saw]").all():
        box.check()
    desk.tab_to_word("Give the clearance")
    desk.go("Enter")
    assert desk.page.locator("ul", has_text="used").count() == 0
    assert "Clearances given" not in desk.words
    assert "What was stopped" in desk.words

    desk = sit(busy_node)
    desk.sign_in("olga")
    desk.open("/oversight/reviews/")
    assert "Refusals" not in desk.words.splitlines()
    assert "Samira" in desk.page.locator("section", has_text="What gates stopped").inner_text()


# A page of one's own that sends what no page offers: a refusal on a clearance that was never given.
FORGED = """async ([address, person]) => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const form = new FormData(page.querySelector("#answer"));
  form.set("then", "refuse");
  form.set("clearance", person);
  form.set("command_id", crypto.randomUUID().replaceAll("-", ""));
  const answer = await fetch(address, { method: "POST", body: form });
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { status: answer.status, words: shown.querySelector("main").innerText.slice(0, 400) };
}"""
