"""The slip a person receives: number, QR, next place, time and information notice; no name and no nationality."""

from datetime import date, datetime
from typing import Any, Literal

import msgspec

from safeconduct.foundation.documents import escpos, moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.qr import qr_modules, qr_svg
from safeconduct.kernel.tokens import token_code

NextPlace = Literal["wait", "registration", "second_line", "medical", "bus", "information"]
PaperWidth = Literal[58, 80]


class SlipLabels(Labels, frozen=True, kw_only=True):
    """The words of a slip in one language; `next_place` names the pictogram that the slip shows."""

    title: str
    next_place: str
    notice_title: str
    notice: str
    training: str


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """What one slip says. `issued_at` carries the post's zone; `day` is the local day the token belongs to."""

    letterhead: Letterhead
    token: str
    post_code: str
    day: date
    issued_at: datetime
    next_place: NextPlace
    person: SlipLabels
    officer: SlipLabels | None = None
    training: bool = False


def slip_pdf(slip: Slip) -> bytes:
    """One A6 page."""
    return typesetting.pdf("slip", _page(slip), made_at=slip.issued_at)


def slip_raster(slip: Slip, *, paper_mm: PaperWidth) -> escpos.Raster:
    """The slip as the dots that a receipt printer burns."""
    dots = escpos.PAPER_DOTS[paper_mm]
    (picture,) = typesetting.png("slip_thermal", _page(slip, dots), dots_per_inch=escpos.DOTS_PER_INCH)
    return escpos.raster_of(picture, dots=dots)


def slip_escpos(slip: Slip, *, paper_mm: PaperWidth) -> bytes:
    """The bytes to send to a receipt printer of 58 or 80 mm; they end with a cut."""
    return escpos.escpos_of(slip_raster(slip, paper_mm=paper_mm))


def _page(slip: Slip, dots: int = 0) -> dict[str, Any]:
    says = token_code(slip.post_code, slip.day, slip.token)
    return {
        "letterhead": slip.letterhead,
        "token": slip.token,
        "qr": qr_svg(says),
        "qr_says": says,
        "qr_dots": _qr_dots(says, dots),
        "dots": dots,
        "dots_per_inch": escpos.DOTS_PER_INCH,
        "next_place": slip.next_place,
        "day": moments.day_text(slip.issued_at),
        "time": moments.time_text(slip.issued_at),
        "zone": moments.zone_text(slip.issued_at),
        "person": slip.person.for_page(),
        "officer": slip.officer.for_page() if slip.officer else None,
        "training": slip.person.training if slip.training else None,
    }


def _qr_dots(says: str, dots: int) -> int:
    """Half the paper's width, in whole dots a module: a module cut unevenly is what cheap readers trip over."""
    modules = qr_modules(says)
    return max(dots // 2 // modules, 1) * modules
