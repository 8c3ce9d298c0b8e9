"""Debian's Chromium as the tests start it: no network of its own, and a camera that is none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]  # fmt: skip


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """What drives browsers, once a test process; the absence of a browser is said, never passed over in silence."""
    if not CHROMIUM.exists():
        pytest.skip("these tests look at pages in /usr/bin/chromium, which is not installed (apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Any) -> Iterator[Any]:
    """One browser a test process."""
    chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
    yield chromium
    chromium.close()
