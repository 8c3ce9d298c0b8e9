"""The slip: number, QR and next place, in two languages, on A6 and on receipt paper; nothing that names a person."""

import struct

import msgspec
import pytest
import zxingcpp
from PIL import Image

from safeconduct.foundation.documents import slip as slips
from safeconduct.foundation.documents.escpos import PAPER_DOTS, Raster
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.slip import Slip, SlipLabels, slip_escpos, slip_pdf, slip_raster
from safeconduct.kernel.tokens import TokenCode, make_token, read_code, read_token
from tests.foundation.documents.samples import DAY, SLIP, SLIP_AR, SLIP_EN, pages_of, text_of

SAYS = "SC1:T:KADAR:20260304:B-0172-K"


def said_by(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def image_of(raster: Raster) -> Image.Image:
    return Image.frombytes("1", (raster.width, raster.height), bytes(byte ^ 0xFF for byte in raster.bits)).convert("L")


def printed_by(data: bytes, width: int) -> tuple[Raster, bytes]:
    """What a receipt printer would burn: the bands of `GS v 0` joined, and what follows them."""
    assert data.startswith(b"\x1b@")
    at, bits = 2, b""
    while data[at : at + 4] == b"\x1dv0\x00":
        row_bytes, rows = struct.unpack_from("<HH", data, at + 4)
        assert row_bytes == width // 8
        bits += data[at + 8 : at + 8 + row_bytes * rows]
        at += 8 + row_bytes * rows
    return Raster(width, len(bits) * 8 // width, bits), data[at:]


@pytest.mark.parametrize("training", [False, True])
def test_qr_of_the_a6_slip_reads_back(tmp_path, training):
    (page,) = pages_of(slip_pdf(msgspec.structs.replace(SLIP, training=training)), tmp_path)
    with Image.open(page) as picture:
        assert said_by(picture) == [SAYS]
    assert read_code(SAYS) == TokenCode("KADAR", DAY, read_token(SLIP.token))


def test_a6_slip_says_number_place_time_and_notice_in_both_languages(tmp_path):
    text = text_of(slip_pdf(SLIP), tmp_path)
    for words in (
        "B-0172-K",
        "2026-03-04",
        "14:32",
        "UTC+02:00",
        "Kadar Bridge",
        SLIP_EN.next_place,
        "انتظروا",
        "رقمكم",
    ):
        assert words in text
    assert "TRAINING" not in text


def test_slip_has_no_place_for_a_name_or_a_nationality():
    fields = {*Slip.__struct_fields__, *SlipLabels.__struct_fields__, *Letterhead.__struct_fields__}
    assert fields == {
        *("letterhead", "token", "post_code", "day", "issued_at", "next_place", "person", "officer", "training"),
        *("language", "title", "notice_title", "notice"),
        *("agency", "post", "accent", "emblem"),
    }


def test_slip_of_an_exercise_is_marked(tmp_path):
    in_english = msgspec.structs.replace(SLIP, training=True, person=SLIP_EN, officer=None)
    assert "TRAINING: not valid" in text_of(slip_pdf(in_english), tmp_path, order="raw")


def test_long_notices_stay_on_one_page(tmp_path):
    long = [msgspec.structs.replace(labels, notice=labels.notice * 4) for labels in (SLIP_AR, SLIP_EN)]
    assert len(pages_of(slip_pdf(msgspec.structs.replace(SLIP, person=long[0], officer=long[1])), tmp_path)) == 1


def test_same_slip_gives_the_same_bytes():
    assert slip_pdf(SLIP) == slip_pdf(SLIP)
    assert slip_escpos(SLIP, paper_mm=58) == slip_escpos(SLIP, paper_mm=58)


def test_what_people_typed_is_never_markup(tmp_path):
    sly = '#read("/etc/passwd") $x$ *bold* \\ <tag> "]} `code`'
    text = text_of(
        slip_pdf(msgspec.structs.replace(SLIP, person=msgspec.structs.replace(SLIP_EN, title=sly))), tmp_path
    )
    assert '#read("/etc/passwd") $x$ *bold*' in text.replace("”", '"').replace("“", '"')
    assert "root:" not in text


def test_token_with_a_wrong_check_is_not_printed():
    with pytest.raises(Exception, match=r"token\.wrong_check"):
        slip_pdf(msgspec.structs.replace(SLIP, token="B-0172-M"))


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_receipt_is_a_whole_picture_and_a_cut(paper_mm):
    raster = slip_raster(SLIP, paper_mm=paper_mm)
    burnt, rest = printed_by(slip_escpos(SLIP, paper_mm=paper_mm), PAPER_DOTS[paper_mm])
    assert burnt == raster
    assert len(raster.bits) == raster.width * raster.height // 8
    assert rest == b"\x1bd\x04\x1dV\x42\x00"


@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("training", [False, True])
def test_qr_of_the_receipt_reads_back(paper_mm, training):
    slip = msgspec.structs.replace(SLIP, training=training, token=make_token("BA", 12_345))
    burnt, _ = printed_by(slip_escpos(slip, paper_mm=paper_mm), PAPER_DOTS[paper_mm])
    assert said_by(image_of(burnt)) == [f"SC1:T:KADAR:20260304:{slip.token}"]


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_receipt_leaves_its_margins_white(paper_mm):
    picture = image_of(slip_raster(SLIP, paper_mm=paper_mm))
    left = picture.crop((0, 0, 4, picture.height))
    right = picture.crop((picture.width - 4, 0, picture.width, picture.height))
    assert left.getextrema() == right.getextrema() == (255, 255)
    assert picture.getextrema() == (0, 255)


def test_receipt_of_an_exercise_opens_and_closes_with_a_black_band():
    picture = image_of(slip_raster(msgspec.structs.replace(SLIP, training=True), paper_mm=58))
    for top in (10, picture.height - 40):
        row = picture.crop((8, top, picture.width - 8, top + 2))
        assert row.histogram()[0] > row.width


@pytest.mark.parametrize("place", ["wait", "registration", "second_line", "medical", "bus", "information"])
def test_every_next_place_has_its_own_pictogram(place, tmp_path):
    raster = slip_raster(msgspec.structs.replace(SLIP, next_place=place), paper_mm=58)
    others = {"wait", "registration", "second_line", "medical", "bus", "information"} - {place}
    assert all(
        raster.bits != slip_raster(msgspec.structs.replace(SLIP, next_place=other), paper_mm=58).bits
        for other in others
    )
    assert slip_pdf(msgspec.structs.replace(SLIP, next_place=place)).startswith(b"%PDF")


def test_modules_of_the_receipts_qr_are_whole_dots():
    page = slips._page(SLIP, 384)
    assert page["qr_dots"] % 33 == 0
    assert 120 <= page["qr_dots"] <= 192
