"""A child alone, from the count at a post to a guardian at the agency, on two nodes that only a stick connects."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.walks.keyboard import Desk
from tests.walks.nodes import ENVIRONMENT, HOUSE, Node, made
from tests.walks.test_child_to_guardian import fill, to_a_guardian

pytestmark = [pytest.mark.walk, pytest.mark.slow]
Sit = Callable[..., Desk]


def introduce(one: Path, other: Path, stick: Path) -> None:
    """Each of two nodes knows the other, as after two administrators compared fingerprints."""
    for home, what, name in (
        (one, "write", "one"),
        (other, "read", "one"),
        (other, "write", "two"),
        (one, "read", "two"),
    ):
        command = [sys.executable, "-m", "tests.walks.introducing", str(home), what, str(stick / name)]
        done = subprocess.run(command, cwd=HOUSE, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-4000:]


@pytest.fixture(scope="module")
def two(empty_node: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Node, Node]]:
    """A post and a protection agency, both served."""
    agency_home = made(tmp_path_factory.mktemp("made") / "agency", agency=True)
    folder = tmp_path_factory.mktemp("two")
    post, agency = Node(folder / "post", empty_node), Node(folder / "agency", agency_home)
    introduce(agency.folder, post.folder, folder)
    for node in (post, agency):
        node.start()
    yield post, agency
    for node in (post, agency):
        node.stop()


def carried(post: Desk, agency: Desk, stick: Path) -> None:
    """The administrators write files there and read them in here."""
    post.sign_in("adam")
    post.open("/administration/exchange/")
    address = post.page.locator("main table a[href*='/administration/exchange/']").first.get_attribute("href")
    for word in ("Write entries", "Write keys"):
        post.open(str(address))
        post.tab_to_word(word)
        with post.page.expect_download() as taken:
            post.press("Enter")
        taken.value.save_as(stick / f"{word.split()[-1]}.exchange")
    agency.sign_in("adam")
    agency.open("/administration/exchange/")
    agency.page.set_input_files("#read [name=files]", [str(one) for one in sorted(stick.glob("*.exchange"))])
    agency.tab_to_word("Read in")
    agency.go("Enter")


def test_a_child_alone_is_led_from_the_count_to_a_guardian(sit: Sit, two: tuple[Node, Node], tmp_path: Path) -> None:
    post, agency = two
    desk = sit(post)
    desk.sign_in("bilal")
    desk.go("Alt+1")
    with desk.page.expect_response(lambda answer: "/headcount/" in answer.url):
        desk.press("8")
    desk.open("/post/register/")
    desk.press("Control+a")
    desk.type("1")
    desk.tab_to_field("child_alone")
    desk.press("Space")
    desk.go("Control+Enter")
    token = re.search(r"B-\d{4}-[A-Z]", str(desk.page.text_content("body")))
    assert token is not None

    carried(sit(post), sit(agency), tmp_path)

    desk = sit(agency)
    desk.sign_in("esther")
    desk.open("/protection/guardians/new/")
    fill(desk, name="Ruth Amadi", district="Sarn", vetted_on="2026-01-15")
    desk.open("/protection/children/")
    desk.page.get_by_role("link", name=token.group()).first.click()
    desk.ready()
    assert "Said to be alone" in desk.words
    desk.go("Control+Enter")
    fill(desk, note="red cap")
    to_a_guardian(desk)
