"""A gallery of the shared pages on a port of its own, and a browser that looks at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of a gallery that has just been started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": f"{HOUSE / 'src'}{os.pathsep}{HOUSE}"}
    command = [sys.executable, "-m", "tests.foundation.web.gallery.serve", str(port)]
    process = subprocess.Popen(
        command, cwd=HOUSE, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/blank/", timeout=5).read()
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the gallery did not start")


@pytest.fixture
def open_page(browser: Any, gallery: str) -> Iterator[Callable[..., Any]]:
    """open_page("/register/", width=, height=, touch=) opens a page of the gallery in a context of its own.

    A script error or a breach of the content security policy fails the test.
    """
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_one(path: str, *, width: int = 1366, height: int = 768, touch: bool = False, **more: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.goto(gallery + path)
        if more.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def noted(gallery: str) -> Callable[[str], list[dict[str, str]]]:
    """What the gallery was sent under a name since it started."""
    import json

    def read(name: str) -> list[dict[str, str]]:
        with urllib.request.urlopen(f"{gallery}/note/{name}/", timeout=5) as answer:
            return json.loads(answer.read())

    return read


def eventually(ask: Callable[[], Any], seconds: float = 8.0) -> Any:
    """The first true answer; the last one when the time is over."""
    deadline = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer or time.monotonic() > deadline:
            return answer
        time.sleep(0.05)
