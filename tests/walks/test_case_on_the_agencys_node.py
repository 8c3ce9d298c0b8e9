"""A case on the agency's node, by keyboard: opened from a child's file, with a note, a plan and a visit."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.walks.keyboard import Desk
from tests.walks.nodes import Node, made
from tests.walks.pictures import take
from tests.walks.test_child_to_guardian import fill
from tests.walks.test_every_page import choose
from tests.walks.test_screenshots import fits, in_tongue

pytestmark = [pytest.mark.walk, pytest.mark.slow]
Sit = Callable[..., Desk]


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A protection agency's node, to which a post told of a child."""
    folder: Path = made(tmp_path_factory.mktemp("made") / "agency", agency=True)
    served = Node(tmp_path_factory.mktemp("walk") / "agency", folder)
    served.start()
    yield served
    served.stop()


def follow(desk: Desk, link: str) -> None:
    """Go where a link of this page leads, and wait for it."""
    desk.page.locator(link).first.click()
    desk.ready()


def test_a_case_is_opened_from_a_childs_file_and_led(sit: Sit, agency: Node) -> None:
    desk = sit(agency)
    desk.sign_in("esther")
    choose(desk, language="en", theme="day")
    desk.open("/cases/")
    assert "No case here" in desk.words
    desk.open("/protection/children/")
    follow(desk, "main a.token-row")
    follow(desk, 'a[href^="/cases/new/"]')
    desk.page.locator('input[name="priority"][value="high"]').check()
    fill(desk, compartment="child_protection", consent="assent_alone", who="Boy with the red cap",
         situation="Came with a man he calls uncle and does not want to go on with him.",
         wishes="To telephone his sister in Sarn.")  # fmt: skip
    assert "Boy with the red cap" in desk.words
    desk.go("F2")
    fill(desk, text="He eats and sleeps. He asked twice when his sister comes.")
    desk.go("F6")
    day = _tomorrow(desk)
    fill(desk, goals="That he is with his sister, and safe until then.", what_1="Telephone the sister",
         by_1="caseworker", due_1=day, what_2="Doctor looks at his foot", by_2="partner", due_2=day)  # fmt: skip
    follow(desk, 'a[href$="/visit/"]')
    fill(desk, on=day, purpose="At the school")
    assert fits(desk)
    for said in ("Telephone the sister", "At the school", "He eats and sleeps"):
        assert said in desk.words
    desk.page.evaluate(
        "[document.scrollingElement, ...document.querySelectorAll('main')].forEach((e) => e.scrollTop = 0)"
    )
    take(desk, "case")
    desk.open("/cases/calendar/")
    assert fits(desk)
    desk.open("/cases/")
    assert "Boy with the red cap" not in desk.words
    assert fits(desk)
    take(desk, "cases")


def _tomorrow(desk: Desk) -> str:
    """The day after the one of the node, as its band says it."""
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC) + timedelta(days=1)).date().isoformat()


@pytest.mark.parametrize("phone", [False, True])
def test_the_pages_are_arabic_through_and_through_and_fit_a_phone(sit: Sit, agency: Node, phone: bool) -> None:
    desk = sit(agency, phone=phone)
    desk.sign_in("esther")
    choose(desk, language="ar", theme="day")
    for path in ("", "new/", "calendar/", "caseload/"):
        desk.open(f"/cases/{path}")
        assert desk.page.get_attribute("html", "dir") == "rtl"
        assert fits(desk), path
        assert in_tongue(desk) == [], path
    desk.open("/cases/?owner=all")
    follow(desk, "main a.token-row")
    assert fits(desk)
    take(desk, "case-phone-arabic" if phone else "case-arabic")
