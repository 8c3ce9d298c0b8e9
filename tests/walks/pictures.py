"""Screenshots for the documentation: at most 256 colours, at most 150 kB."""

import io
import os
from pathlib import Path

from PIL import Image

from tests.walks.keyboard import Desk

FOLDER = Path(os.environ.get("SAFECONDUCT_SCREENSHOTS", Path(__file__).parents[2] / "docs" / "screenshots"))
HEAVIEST = 150_000


def take(desk: Desk, name: str) -> None:
    """Keep what the page shows now under this name."""
    shot = Image.open(io.BytesIO(desk.page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    shot.quantize(colors=256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < HEAVIEST, path.stat().st_size
