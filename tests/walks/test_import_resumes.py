"""A long import is cut by kill -9 twice; it goes on where it stood, and everybody is registered once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.walks.keyboard import Desk
from tests.walks.nodes import Node

pytestmark = [pytest.mark.walk, pytest.mark.slow]
FAMILIES = 130
DAY = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
HEAD = "group,arrived_on,arrived_at,direction,given_names,family_name,relation"


def file_of_families() -> bytes:
    """Two lines a family, the second one in a block further down."""
    first = [f"{n},{DAY},{8 + n % 10:02}:15,entry,Person {n},Family {n},focal_point" for n in range(FAMILIES)]
    block = ["", "group,given_names,family_name,relation"]
    second = [f"{n},Child {n},Family {n},son" for n in range(FAMILIES)]
    return "\n".join([HEAD, *first, *block, *second]).encode()


def supervisor(sit: Callable[..., Desk], node: Node) -> Desk:
    desk = sit(node)
    desk.sign_in("samira")
    return desk


def done(desk: Desk) -> int:
    """How many acts the page says are done."""
    return int(desk.page.inner_text("#progress label").split()[0])


def cut(desk: Desk, node: Node, more_than: int) -> None:
    """Kill the node while the bar moves."""
    desk.page.wait_for_function(f"parseInt(document.querySelector('#progress label')?.textContent) > {more_than}")
    node.kill()
    assert done(desk) < FAMILIES


def test_an_import_goes_on_after_kill_9_with_nothing_twice(sit: Callable[..., Desk], node: Node) -> None:
    desk = supervisor(sit, node)
    desk.open("/post/files/")
    sent = {"name": "families.csv", "mimeType": "text/csv", "buffer": file_of_families()}
    desk.page.set_input_files("#id_file", files=sent)
    desk.page.click("text=Try it out")
    desk.ready()
    assert str(2 * FAMILIES) in desk.words
    desk.go("Control+Enter")
    cut(desk, node, 0)
    for stood in (25, None):
        node.start()
        desk = supervisor(sit, node)
        desk.open("/post/files/")
        desk.page.click("text=families.csv")
        desk.ready()
        assert done(desk) >= 25
        if stood:
            cut(desk, node, stood)
    desk.page.wait_for_selector("text=The file is imported", timeout=60_000)
    assert f"{FAMILIES} saved." in desk.words
    assert "counts once" not in desk.words
    _everybody_once(desk)


def _everybody_once(desk: Desk) -> None:
    """The day's export has each family with its two people, once."""
    answer: Any = desk.page.context.request.get(desk.address + f"/post/files/export/crossings.csv?day={DAY}")
    assert answer.status == 200
    rows = answer.text().strip().splitlines()[1:]
    assert len(rows) == FAMILIES
    desk.open("/post/files/")
    assert "imported" in desk.words
