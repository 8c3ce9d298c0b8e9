"""Nodes and browsers for the walks. A script error or a breach of the content security policy fails the walk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.walks.keyboard import Desk
from tests.walks.lively import NOW
from tests.walks.nodes import Node, made

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def empty_node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a node with posts and people and nothing else; to be copied."""
    return made(tmp_path_factory.mktemp("made") / "empty")


@pytest.fixture(scope="session")
def lively_node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a node with a day behind it; to be copied."""
    return made(tmp_path_factory.mktemp("made") / "lively", lively=True)


@pytest.fixture(scope="module")
def node(empty_node: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """An empty node, served by the command line as at a post."""
    served = Node(tmp_path_factory.mktemp("walk") / "node", empty_node)
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def busy_node(lively_node: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """The bridge at 14:32 on a busy day."""
    served = Node(tmp_path_factory.mktemp("walk") / "busy", lively_node, moment=NOW.isoformat())
    served.start()
    yield served
    served.stop()


@pytest.fixture
def sit(browser: Any) -> Iterator[Callable[..., Desk]]:
    """sit(node, phone=False) is a desk with a browser of its own at that node."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def down(at: Node, *, phone: bool = False) -> Desk:
        context = browser.new_context(**(PHONE if phone else LAPTOP), locale="en-GB")
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        return Desk(page, at.address)

    yield down
    for context in contexts:
        context.close()
    assert complaints == []
