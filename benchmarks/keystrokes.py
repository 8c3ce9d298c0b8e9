"""Keystrokes of the scripted family of five in the browser, and the input time they stand for.

python -m benchmarks.keystrokes      needs Chromium; the script is that of the walks (tests/walks/family.py)
"""

import tempfile
from pathlib import Path

from benchmarks.figures import Figure, most, report

# assumption: 0.28 s a keystroke, an average non-secretary typist (Card, Moran and Newell 1980, keystroke-level model)
SECONDS_A_STROKE = 0.28


def measure() -> list[Figure]:
    """One walk through the pages, keys only."""
    with tempfile.TemporaryDirectory() as folder:
        strokes = _strokes(Path(folder))
    seconds = strokes * SECONDS_A_STROKE
    return [
        Figure("keystrokes of a family of five, one passport read and four people typed", strokes, "keys"),
        Figure(f"  at {SECONDS_A_STROKE} s a key (keystroke-level model)", seconds, "s",
               "UNHCR about 3 minutes at group pre-registration", "<= 90", most(seconds, 90)),
    ]  # fmt: skip


def _strokes(folder: Path) -> int:
    from playwright.sync_api import sync_playwright

    from tests.chromium import CHROMIUM, FLAGS
    from tests.walks.conftest import LAPTOP
    from tests.walks.family import register_family
    from tests.walks.keyboard import Desk
    from tests.walks.nodes import Node, made

    node = Node(folder / "node", made(folder / "empty"))
    node.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            desk = Desk(browser.new_context(**LAPTOP, locale="en-GB").new_page(), node.address)
            desk.sign_in("bilal")
            desk.open("/post/register/")
            before = desk.strokes
            register_family(desk)
            browser.close()
            return int(desk.strokes - before)
    finally:
        node.stop()


if __name__ == "__main__":
    report(measure)
