"""Keystrokes of the scripted family of five (one passport under a reader, four people typed), in a real browser.

python -m benchmarks.keystrokes prints the keys pressed and the seconds they take at the stated rate.
"""

import sys
import tempfile
from pathlib import Path

from tests.foundation.web.conftest import CHROMIUM, FLAGS
from tests.walks.family import register_family
from tests.walks.keyboard import Desk
from tests.walks.nodes import Node, made

# assumption: 200 keys a minute, half of what a trained typist does: gloves, cold, names heard for the first time.
KEYS_A_MINUTE = 200


def count() -> int:
    """Keys pressed from the empty page "Register" to the slip, the reader's own excepted."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        node = Node(Path(folder) / "node", made(Path(folder) / "made"))
        node.start()
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        try:
            desk = Desk(browser.new_page(), node.address)
            desk.sign_in("bilal")
            desk.strokes = 0
            register_family(desk)
            desk.go("Control+Enter")
            return desk.strokes
        finally:
            browser.close()
            node.stop()


def seconds(strokes: int) -> float:
    """How long the keys take at the stated rate."""
    return strokes * 60 / KEYS_A_MINUTE


def main() -> int:
    """Print both figures."""
    strokes = count()
    print(f"{strokes} keystrokes, {seconds(strokes):.0f} s at {KEYS_A_MINUTE} keys a minute")
    return 0


if __name__ == "__main__":
    sys.exit(main())
