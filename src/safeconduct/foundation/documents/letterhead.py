"""What every document shares: who issues it, with which emblem and in which colour."""

import base64
import io

import msgspec


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """The issuing agency and post, printed at the top of every document.

    `emblem` is an SVG drawing; use `emblem_of_png` for a picture. `accent` is `#rrggbb`.
    """

    agency: str
    post: str
    accent: str = "#0b5563"
    emblem: str | None = None


def emblem_of_png(picture: bytes) -> str:
    """An SVG drawing that holds the PNG, for `Letterhead.emblem`."""
    from PIL import Image

    with Image.open(io.BytesIO(picture), formats=["PNG"]) as image:
        width, height = image.size
    data = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )
