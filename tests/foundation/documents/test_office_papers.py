"""Forms, reports, lists and sheets: complete, on their page, readable by machines, marked when they must be."""

import subprocess
import sys
from datetime import datetime

import msgspec
import pytest
import zxingcpp
from PIL import Image, ImageChops

from safeconduct.foundation.documents import daily_report, registration_form
from safeconduct.foundation.documents.case_paper import case_paper_pdf
from safeconduct.foundation.documents.daily_report import Breakdown, Hidden, Row, daily_report_pdf, figure_text
from safeconduct.foundation.documents.erasure_confirmation import erasure_confirmation_pdf
from safeconduct.foundation.documents.labels import is_right_to_left
from safeconduct.foundation.documents.letterhead import check_letterhead, emblem_of_png
from safeconduct.foundation.documents.one_time_codes import one_time_codes_pdf
from safeconduct.foundation.documents.read_back import read_back_pdf
from safeconduct.foundation.documents.recovery_sheet import recovery_sheets_pdf
from safeconduct.foundation.documents.registration_form import consecutive_serials, registration_forms_pdf
from safeconduct.foundation.documents.shortcut_card import shortcut_card_pdf
from safeconduct.foundation.documents.slip import slip_pdf
from safeconduct.foundation.documents.watermarked_list import watermarked_list_pdf
from safeconduct.kernel.problems import Refused
from safeconduct.kernel.tokens import FormCode, read_code, read_form_serial
from tests.foundation.documents.samples import (
    CARD,
    CASE,
    CODES,
    ERASURE,
    FORM_AR,
    FORM_EN,
    FORMS,
    LETTERHEAD,
    LIST,
    NAMES,
    NOON,
    PUBLIC_REPORT,
    READ_BACK,
    RECOVERY,
    REPORT,
    SLIP,
    pages_of,
    text_of,
)

PAPERS = {
    "slip": (slip_pdf, SLIP, 1),
    "registration forms": (registration_forms_pdf, FORMS, 3),
    "daily report": (daily_report_pdf, REPORT, 1),
    "public daily report in Arabic": (daily_report_pdf, PUBLIC_REPORT, 1),
    "recovery sheets": (recovery_sheets_pdf, RECOVERY, 3),
    "one-time codes": (one_time_codes_pdf, CODES, 1),
    "confirmation of erasure": (erasure_confirmation_pdf, ERASURE, 1),
    "a case": (case_paper_pdf, CASE, 1),
    "read-backs of two people": (read_back_pdf, READ_BACK, 2),
    "shortcut card": (shortcut_card_pdf, CARD, 1),
    "list with names": (watermarked_list_pdf, LIST, 1),
}


def codes_on(page) -> list[str]:
    with Image.open(page) as picture:
        return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_has_its_pages_and_its_title(paper, tmp_path):
    make, data, pages = PAPERS[paper]
    pdf = make(data)
    assert len(pages_of(pdf, tmp_path, dots_per_inch=40)) == pages
    told = subprocess.run(["pdfinfo", tmp_path / "document.pdf"], check=True, capture_output=True).stdout.decode()
    assert LETTERHEAD.agency in told
    assert "Tagged:          yes" in told


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("training", [False, True])
def test_every_paper_conforms_to_the_standard_for_readers_of_pdf(paper, training):
    make, data, _ = PAPERS[paper]
    assert b"pdfuaid" in make(msgspec.structs.replace(data, training=training))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_is_the_same_bytes_for_the_same_data(paper):
    make, data, _ = PAPERS[paper]
    assert make(data) == make(data)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.slow
def test_every_paper_of_an_exercise_is_marked(paper, tmp_path):
    make, data, _ = PAPERS[paper]
    marked = make(msgspec.structs.replace(data, training=True))
    (ordinary,) = pages_of(make(data), tmp_path)[:1]
    before = Image.open(ordinary).convert("L")
    before.load()
    after = Image.open(pages_of(marked, tmp_path)[0]).convert("L")
    changed = ImageChops.difference(before, after).point(lambda level: 255 if level > 8 else 0).histogram()[255]
    assert changed > before.width * before.height / 100


@pytest.mark.slow
def test_form_reads_back_its_serials_in_order(tmp_path):
    pages = pages_of(registration_forms_pdf(FORMS), tmp_path, dots_per_inch=110)
    read = [read_code(code) for page in pages for code in codes_on(page)]
    assert read == [FormCode(read_form_serial(serial)) for serial in FORMS.serials]
    assert [code.serial.number for code in read] == [171, 172, 173]


def test_form_prints_its_serial_for_eyes_too(tmp_path):
    text = text_of(registration_forms_pdf(FORMS), tmp_path)
    assert all(serial in text for serial in FORMS.serials)


def test_form_asks_in_the_order_of_the_screen(tmp_path):
    form = msgspec.structs.replace(FORMS, second=None, serials=FORMS.serials[:1])
    text = text_of(registration_forms_pdf(form), tmp_path)
    above = ["Token", "Arrival date", "Time", "Direction", "From (place", "To (place", "Transport", "Needs now"]
    table = ["Given names", "Family name", "Name as written", "Sex", "or age", "Nationality", "Document, number"]
    places = [text.index(words) for words in above]
    assert places == sorted(places)
    head = text[text.index("Given names") :]
    assert all(words in head for words in table)


@pytest.mark.slow
def test_form_in_arabic_runs_from_the_right(tmp_path):
    arabic = msgspec.structs.replace(FORMS, labels=FORM_AR, second=FORM_EN, serials=FORMS.serials[:1])
    (page,) = pages_of(registration_forms_pdf(arabic), tmp_path, dots_per_inch=110)
    with Image.open(page) as picture:
        (found,) = zxingcpp.read_barcodes(picture)
        assert found.position.top_left.x < picture.width / 4


def test_both_languages_of_the_form_offer_the_same_boxes():
    for name in registration_form._BOXES:
        assert [each.code for each in getattr(FORM_EN, name)] == [each.code for each in getattr(FORM_AR, name)]
    longer = msgspec.structs.replace(FORM_AR, sexes=FORM_AR.sexes[:2])
    with pytest.raises(ValueError, match="sexes"):
        registration_forms_pdf(msgspec.structs.replace(FORMS, second=longer))


def test_batch_of_serials_runs_on_without_gaps():
    serials = consecutive_serials("BA", first=998, count=5)
    assert [read_form_serial(serial).number for serial in serials] == [998, 999, 1000, 1001, 1002]
    assert registration_form.MEMBERS_PER_FORM == 8


def test_report_says_every_figure_and_its_caveats(tmp_path):
    text = text_of(daily_report_pdf(REPORT), tmp_path)
    for words in (
        *("3,230", "330", "1,204", "1,171", "−88", "19.5 / 24", "3,450", "110"),
        *("Africa/Cairo (UTC+02:00)", "2026-03-04 14:32 UTC+02:00", "Wednesday 4 March 2026", "Kadar Bridge"),
        *("Sudan", "1,122", "Stateless", "Wheelchair", "118", "Overdue", "Power cut"),
        *("Movements, not persons", "Not observed.", "Internal"),
    ):
        assert words in text, words
    assert "withheld" not in text


def test_public_report_says_that_cells_are_hidden_and_leaves_operations_out(tmp_path):
    text = text_of(daily_report_pdf(PUBLIC_REPORT), tmp_path)
    assert "<5" in text
    assert "×" in text
    assert "withheld" in text
    for words in ("Deferred", "Waiting", "Remarks", "Power cut"):
        assert words not in text


def test_draft_of_the_public_report_is_marked(tmp_path):
    draft = msgspec.structs.replace(PUBLIC_REPORT, draft=True, labels=REPORT.labels)
    assert "DRAFT" in text_of(daily_report_pdf(draft), tmp_path, order="raw")
    assert "DRAFT" not in text_of(daily_report_pdf(REPORT), tmp_path, order="raw")


@pytest.mark.parametrize("hours", [23, 25])
def test_day_on_which_clocks_change_fits_the_page(hours, tmp_path):
    report = msgspec.structs.replace(REPORT, hours=(REPORT.hours * 2)[:hours])
    assert len(pages_of(daily_report_pdf(report), tmp_path, dots_per_inch=40)) == 1
    assert f"/ {hours}" in text_of(daily_report_pdf(report), tmp_path)


def test_long_breakdown_says_how_many_rows_the_workbook_has_more(tmp_path):
    rows = tuple(Row(f"Nationality {place}", (place,)) for place in range(30))
    report = msgspec.structs.replace(REPORT, nationalities=Breakdown("Nationalities", ("People",), rows))
    assert len(pages_of(daily_report_pdf(report), tmp_path, dots_per_inch=40)) == 1
    assert f"+{30 - daily_report.ROWS_ON_PAGE}" in text_of(daily_report_pdf(report), tmp_path)


def test_empty_day_is_a_report_too(tmp_path):
    nothing = msgspec.structs.replace(
        REPORT,
        hours=tuple(
            msgspec.structs.replace(hour, entering=None, leaving=None, minutes_observed=0) for hour in REPORT.hours
        ),
        remarks=(),
    )
    text = text_of(daily_report_pdf(nothing), tmp_path)
    assert "0 / 24" in text
    assert "No remarks." in text


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (0, "0"),
        (1204, "1,204"),
        (-88, "−88"),
        (None, "·"),
        (Hidden(5), "<5"),
        (Hidden(), "×"),
        (1_000_000, "1,000,000"),
    ],
)
def test_figures_are_written_one_way(figure, text):
    assert figure_text(figure, ",") == text


@pytest.mark.slow
def test_each_recovery_share_stands_alone_on_its_page(tmp_path):
    pages = pages_of(recovery_sheets_pdf(RECOVERY), tmp_path, dots_per_inch=110)
    assert [codes_on(page) for page in pages] == [[share.payload] for share in RECOVERY.shares]
    texts = text_of(recovery_sheets_pdf(RECOVERY), tmp_path).split("\f")
    for place, share in enumerate(RECOVERY.shares):
        assert all(line in texts[place] for line in share.lines)
        others = [line for other in RECOVERY.shares if other != share for line in other.lines]
        assert not any(line in texts[place] for line in others)


def test_one_time_codes_are_all_there(tmp_path):
    text = text_of(one_time_codes_pdf(CODES), tmp_path)
    assert all(code in text for code in CODES.codes)
    assert "Bilal" in text


def test_card_of_keys_holds_every_key_on_one_page(tmp_path):
    text = text_of(shortcut_card_pdf(CARD), tmp_path)
    assert all(each.does in text for group in CARD.groups for each in group.shortcuts)


def test_list_with_names_says_on_every_page_who_printed_it(tmp_path):
    many = msgspec.structs.replace(LIST, rows=LIST.rows * 20)
    pages = text_of(watermarked_list_pdf(many), tmp_path, order="raw").split("\f")[:-1]
    assert len(pages) > 2
    for page in pages:
        assert page.count("Samira") > 10
        assert "Confidential" in page
        assert "Decision" in page


def test_empty_list_says_so(tmp_path):
    assert "No one yet." in text_of(watermarked_list_pdf(msgspec.structs.replace(LIST, rows=())), tmp_path)


def test_every_name_of_the_list_is_there_in_its_script(tmp_path):
    text = text_of(watermarked_list_pdf(LIST), tmp_path)
    for script in ("latin", "cyrillic", "ethiopic"):
        assert NAMES[script] in text


@pytest.mark.parametrize("language", ["ar", "fa-AF", "ps", "ur", "ckb", "uz-Arab", "he", "dv"])
def test_languages_from_the_right_are_known(language):
    assert is_right_to_left(language)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ti", "my", "ku", "uz", "ps-Latn", "ru"])
def test_languages_from_the_left_are_known(language):
    assert not is_right_to_left(language)


def test_printed_time_needs_its_zone():
    with pytest.raises(ValueError, match="zone"):
        slip_pdf(msgspec.structs.replace(SLIP, issued_at=datetime(2026, 3, 4, 14, 32)))


def test_offsets_of_half_hours_and_west_are_printed():
    from datetime import timedelta, timezone

    from safeconduct.foundation.documents.moments import zone_text

    assert zone_text(NOON.astimezone(timezone(timedelta(hours=5, minutes=45)))) == "UTC+05:45"
    assert zone_text(NOON.astimezone(timezone(timedelta(hours=-3, minutes=-30)))) == "UTC-03:30"


def test_agency_sets_an_emblem_that_can_be_drawn(tmp_path):
    Image.new("RGBA", (40, 30), (11, 85, 99, 255)).save(tmp_path / "emblem.png")
    picture = emblem_of_png((tmp_path / "emblem.png").read_bytes())
    letterhead = msgspec.structs.replace(LETTERHEAD, emblem=picture)
    check_letterhead(letterhead)
    page = Image.open(pages_of(slip_pdf(msgspec.structs.replace(SLIP, letterhead=letterhead)), tmp_path)[0])
    corner = page.convert("RGB").crop((0, 0, page.width, page.height // 6))
    colours = {colour: count for count, colour in corner.getcolors(1 << 20)}
    assert max((count for (r, g, b), count in colours.items() if (r, g, b) == (11, 85, 99)), default=0) > 300


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"emblem": "<svg"}, "document.wrong_emblem"),
        ({"emblem": "no drawing"}, "document.wrong_emblem"),
        ({"emblem": "<svg>" + " " * 600_000}, "document.wrong_emblem"),
        ({"accent": "teal"}, "document.wrong_colour"),
    ],
)
def test_letterhead_that_would_spoil_every_slip_is_refused_when_it_is_set(changes, code):
    with pytest.raises(Refused) as refused:
        check_letterhead(msgspec.structs.replace(LETTERHEAD, **changes))
    assert refused.value.code == code


def test_file_that_is_no_picture_is_refused_as_emblem():
    with pytest.raises(Refused, match=r"document\.wrong_emblem"):
        emblem_of_png(b"GIF89a")


def test_heavy_packages_are_loaded_when_the_first_paper_is_made():
    rooms = "slip, registration_form, daily_report_sheets, recovery_sheet, one_time_codes, table_files"
    code = (
        f"import sys\nfrom safeconduct.foundation.documents import {rooms}, shortcut_card, watermarked_list\n"
        "print(sorted({'typst', 'segno', 'openpyxl', 'PIL', 'django'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env={"PYTHONPATH": "src"})
    assert told.stdout.strip() == b"[]"
