"""Pictures as the bytes a receipt printer takes (ESC/POS raster mode), so that every script prints alike."""

import io

import msgspec

DOTS_PER_INCH = 203.2
"""Eight dots a millimetre: 384 dots on 58 mm paper, 576 on 80 mm."""

PAPER_DOTS = {58: 384, 80: 576}

_RESET = b"\x1b@"
_RASTER = b"\x1dv0\x00"
_FEED_AND_CUT = b"\x1bd\x04\x1dV\x42\x00"
# Small printers hold few lines in memory: taller pictures go in bands that join without a gap.
_ROWS_PER_BAND = 192
# Thin strokes of small letters must stay black: a pixel prints from about a quarter ink on. # assumption:
_PRINTS_BELOW = 168


class Raster(msgspec.Struct, frozen=True):
    """A black and white picture: rows of packed bits, most significant bit left, 1 is black."""

    width: int
    height: int
    bits: bytes

    @property
    def row_bytes(self) -> int:
        return self.width // 8


def raster_of(png: bytes, *, dots: int) -> Raster:
    """The PNG in black and white, cut or filled with white to `dots` wide (a multiple of 8)."""
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
        on_white = Image.new("L", (dots, picture.height), 255)
        on_white.paste(picture.convert("L"), (0, 0))
    black = on_white.point([255 if level < _PRINTS_BELOW else 0 for level in range(256)]).convert(
        "1", dither=Image.Dither.NONE
    )
    return Raster(dots, on_white.height, black.tobytes())


def escpos_of(raster: Raster) -> bytes:
    """Reset, the picture as `GS v 0` bands, feed, partial cut."""
    size = raster.row_bytes * _ROWS_PER_BAND
    bands = [raster.bits[start : start + size] for start in range(0, len(raster.bits), size)]
    return b"".join([_RESET, *(_band(raster.row_bytes, band) for band in bands), _FEED_AND_CUT])


def _band(row_bytes: int, band: bytes) -> bytes:
    rows = len(band) // row_bytes
    return _RASTER + row_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little") + band
