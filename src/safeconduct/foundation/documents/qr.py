"""QR symbols as drawings; what they say is decided by the caller."""

import io
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import segno

ErrorLevel = Literal["L", "M", "Q", "H"]
QUIET_MODULES = 4


def qr_svg(text: str, *, error: ErrorLevel = "M") -> str:
    """A black SVG drawing of the text with its quiet zone of four modules (ISO/IEC 18004)."""
    drawing = io.BytesIO()
    _made(text, error).save(drawing, kind="svg", border=QUIET_MODULES, omitsize=True, xmldecl=False, light="#fff")
    return drawing.getvalue().decode()


def qr_modules(text: str, *, error: ErrorLevel = "M") -> int:
    """How many modules wide the drawing of `qr_svg` is, quiet zone included."""
    return int(_made(text, error).symbol_size(border=QUIET_MODULES)[0])


def _made(text: str, error: ErrorLevel) -> "segno.QRCode":
    import segno

    return segno.make_qr(text, error=error, boost_error=False)
