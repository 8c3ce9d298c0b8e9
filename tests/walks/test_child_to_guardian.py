"""A separated child on the agency's node, by keyboard: from the notice over care and registration to a guardian."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.walks.keyboard import Desk
from tests.walks.nodes import Node, made
from tests.walks.pictures import take
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


def fill(desk: Desk, **values: str) -> None:
    """Fill the fields of a form by name, choose in its lists, and send it by its key."""
    for name, value in values.items():
        field = desk.page.locator(f"#id_{name}")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    desk.go("Control+Enter")


def test_a_child_is_led_from_the_notice_to_a_guardian(sit: Sit, agency: Node) -> None:
    desk = sit(agency)
    desk.sign_in("esther")
    choose(desk, language="en", theme="day")
    desk.open("/protection/guardians/new/")
    fill(desk, name="Ruth Amadi", district="Sarn", vetted_on="2026-01-15")
    desk.open("/protection/children/")
    assert "With an adult who is no parent" in desk.words
    assert fits(desk)
    take(desk, "children")
    desk.go("Control+Enter")
    to_a_guardian(desk)
    assert fits(desk)
    take(desk, "child")


def to_a_guardian(desk: Desk) -> None:
    """From the file of a child without a name over care and registration to a mandate in force."""
    assert "Child without a name yet" in desk.words
    desk.go("Control+Enter")
    fill(desk, care="kinship", carer="Aunt Huda", place="4 Mill Lane, Sarn", district="Sarn")
    desk.go("Control+Enter")
    fill(desk, status="separated", given_names="Yusuf", family_name="Haddad", birth="~9", wishes="to see my mother")
    assert "Somebody who stands for the child now" in desk.words
    desk.go("Control+Enter")
    desk.page.locator("#id_guardian").select_option(index=1)
    for box in desk.page.locator("input[name=checked]").all():
        box.check()
    fill(desk, scope="provisional", appointer="this_agency", ends=in_a_month(desk))
    assert "Ruth Amadi" in desk.words
    assert "in force" in desk.words


def in_a_month(desk: Desk) -> str:
    """A day four weeks after the one the form begins with."""
    from datetime import date, timedelta

    begins = date.fromisoformat(desk.page.locator("#id_starts").input_value())
    return (begins + timedelta(days=28)).isoformat()


@pytest.mark.parametrize("phone", [False, True])
def test_the_pages_are_arabic_through_and_through_and_fit_a_phone(sit: Sit, agency: Node, phone: bool) -> None:
    desk = sit(agency, phone=phone)
    desk.sign_in("esther")
    choose(desk, language="ar", theme="day")
    for path in ("children/", "guardians/", "families/", "children/assign/", "guardians/new/", "families/new/"):
        desk.open(f"/protection/{path}")
        assert desk.page.get_attribute("html", "dir") == "rtl"
        assert fits(desk), path
        assert in_tongue(desk) == [], path
    desk.open("/protection/children/")
    desk.page.locator("a.token-row").first.click()
    desk.ready()
    assert fits(desk)
    take(desk, "child-phone-arabic" if phone else "child-arabic")
