"""What every document shares: who issues it, with which emblem and in which colour."""

import base64
import io
import re

import msgspec

from safeconduct.foundation.documents import typesetting
from safeconduct.kernel.problems import Refused

LARGEST_EMBLEM = 500_000
"""Bytes of the drawing; it goes into every document."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """The issuing agency and post, printed at the top of every document.

    `emblem` is an SVG drawing; use `emblem_of_png` for a picture. `accent` is `#rrggbb`.
    """

    agency: str
    post: str
    accent: str = "#0b5563"
    emblem: str | None = None


def check_letterhead(letterhead: Letterhead) -> None:
    """To be asked when an agency sets its colour or emblem, so that no slip fails for it later.

    Refuses: document.wrong_colour, document.wrong_emblem.
    """
    import typst

    if not _COLOUR.fullmatch(letterhead.accent):
        raise Refused("document.wrong_colour")
    if letterhead.emblem is None:
        return
    if len(letterhead.emblem) > LARGEST_EMBLEM:
        raise Refused("document.wrong_emblem", limit_kb=LARGEST_EMBLEM // 1000)
    try:
        typesetting.png("emblem", {"emblem": letterhead.emblem}, dots_per_inch=72)
    except typst.TypstError:
        raise Refused("document.wrong_emblem", limit_kb=LARGEST_EMBLEM // 1000) from None


def emblem_of_png(picture: bytes) -> str:
    """An SVG drawing that holds the PNG, for `Letterhead.emblem`. Refuses: document.wrong_emblem."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(picture), formats=["PNG"]) as image:
            width, height = image.size
    except OSError:
        raise Refused("document.wrong_emblem", limit_kb=LARGEST_EMBLEM // 1000) from None
    data = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )
