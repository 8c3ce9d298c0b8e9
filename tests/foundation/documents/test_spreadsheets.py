"""Tables out to office programs and back: nothing runs, nothing changes, and what is no table is refused by name."""

import csv
import io
import os
import random
import tempfile
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import msgspec
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.foundation.documents import spreadsheets, table_files
from safeconduct.foundation.documents.daily_report_sheets import daily_report_xlsx
from safeconduct.foundation.documents.spreadsheets import Column, Sheet, write_csv, write_workbook
from safeconduct.foundation.documents.table_files import Limits, read_table
from safeconduct.kernel.problems import Refused
from tests.foundation.documents.samples import NAMES, NOON, PUBLIC_REPORT, REPORT

DANGEROUS = ["=1+1", "+243 81 000", "-5", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")']
plain_text = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40)
words = st.one_of(plain_text, st.sampled_from(DANGEROUS), st.sampled_from(["'=1", "''+x", "_x0041_", "a\nb", " x "]))
days = st.dates(date(1900, 3, 1), date(2100, 12, 31))
cells = st.one_of(words, st.integers(-(2**31), 2**31), st.booleans(), days, st.none())


def workbook(rows, *kinds, language="en", **more) -> bytes:
    columns = tuple(Column(f"Column {place}", kind) for place, kind in enumerate(kinds))
    return write_workbook(
        [Sheet(title="Data", columns=columns, rows=rows, language=language, **more)], title="T", made_at=NOON
    )


def table(rows, *kinds) -> Sheet:
    columns = tuple(Column(f"Column {place}", kind) for place, kind in enumerate(kinds))
    return Sheet(title="Data", columns=columns, rows=rows)


def refusal(data: bytes, **options) -> str:
    with pytest.raises(Refused) as refused:
        read_table(data, **options)
    return refused.value.code


def code_of(data: bytes) -> str:
    """`read`, or the code of the refusal; anything else is a crash."""
    try:
        read_table(data)
    except Refused as refused:
        return refused.code
    return "read"


def archive(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return data.getvalue()


def with_part(book: bytes, name: str, change) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)
    return data.getvalue()


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_is_text(text):
    book = openpyxl.load_workbook(io.BytesIO(workbook([(text,)], "text")))
    cell = book.active["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(workbook([(text,)], "text"))).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_text_that_looks_like_a_formula_is_guarded(text):
    (_, (cell,)) = csv.reader(io.StringIO(write_csv(table([(text,)], "text")).decode("utf-8-sig"), newline=""))
    assert cell == f"'{text}"


def test_numbers_below_zero_are_no_formulas():
    (_, (cell,)) = csv.reader(io.StringIO(write_csv(table([(-5,)], "integer")).decode("utf-8-sig")))
    assert cell == "-5"
    assert read_table(workbook([(-5,)], "integer")).rows[0].cells == (-5,)


def test_heads_are_guarded_too():
    sheet = Sheet(title="=1", columns=(Column("=1+1"),), rows=[("x",)])
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([sheet], title="=1", made_at=NOON)))
    assert book.active["A1"].data_type == "s"
    assert write_csv(sheet).decode("utf-8-sig").startswith("'=1+1")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
def test_what_goes_into_a_workbook_comes_back(rows):
    read = read_table(workbook(rows, "text", "text"))
    expected = [tuple(cell if cell != "" else None for cell in row) for row in rows]
    filled = [row for row in expected if any(cell is not None for cell in row)]
    padded = [(*row.cells, None, None)[:2] for row in read.rows]
    assert padded == filled


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(words, words), min_size=1, max_size=6))
def test_what_goes_into_a_csv_file_comes_back(rows):
    read = read_table(write_csv(table(rows, "text", "text")))
    filled = [tuple(cell or None for cell in row) for row in rows if any(row)]
    assert [row.cells for row in read.rows] == filled
    assert read.header == ("Column 0", "Column 1")
    assert not read.encoding_guessed


def test_cells_keep_their_types_and_formats():
    row = ("Amina", 5, 1.5, date(2026, 3, 4), datetime(2026, 3, 4, 14, 32), time(6, 30), True)
    data = workbook([row], "text", "integer", "decimal", "date", "datetime", "time", "text")
    assert read_table(data).rows[0].cells == row
    book = openpyxl.load_workbook(io.BytesIO(data)).active
    assert (book["D2"].number_format, book["E2"].number_format) == ("yyyy-mm-dd", "yyyy-mm-dd hh:mm")


def test_birth_before_excels_calendar_is_written_as_text():
    assert read_table(workbook([(date(1898, 5, 1),)], "date")).rows[0].cells == ("1898-05-01",)


def test_moment_is_written_as_the_wall_clock_it_carries():
    assert read_table(workbook([(NOON,)], "datetime")).rows[0].cells == (datetime(2026, 3, 4, 14, 32),)


def test_workbook_opens_as_a_table_should():
    sheet = openpyxl.load_workbook(
        io.BytesIO(workbook([(NAMES["arabic"], 1)], "text", "integer", language="ar"))
    ).active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet.sheet_view.rightToLeft
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width >= 10
    assert not openpyxl.load_workbook(io.BytesIO(workbook([("x",)], "text"))).active.sheet_view.rightToLeft


def test_template_offers_the_words_to_choose_from():
    columns = (Column("Sex", choices=("F", "M", "=X")), Column("Name"))
    data = write_workbook([Sheet(title="Persons", columns=columns, rows=[])], title="T", made_at=NOON)
    book = openpyxl.load_workbook(io.BytesIO(data))
    (validation,) = book["Persons"].data_validations.dataValidation
    assert validation.formula1 == "='lists'!$A$1:$A$3"
    assert str(validation.sqref) == "A2:A100000"
    assert book["lists"].sheet_state == "hidden"
    assert [cell.value for cell in book["lists"]["A"]] == ["F", "M", "=X"]
    assert read_table(data).sheet == "Persons"


def test_same_table_gives_the_same_bytes():
    assert workbook([("x", 1)], "text", "integer") == workbook([("x", 1)], "text", "integer")


def test_rows_may_be_an_iterator():
    rows = ((f"name {place}", place) for place in range(1_000))
    assert len(read_table(workbook(rows, "text", "integer")).rows) == 1_000


def test_characters_that_no_workbook_holds_become_visible():
    assert read_table(workbook([("a\x00b\x1fc",)], "text")).rows[0].cells == ("a\ufffdb\ufffdc",)


def test_cell_beyond_excels_limit_is_refused_not_cut():
    with pytest.raises(Refused, match=r"file\.cell_too_long"):
        workbook([("x" * (spreadsheets.LONGEST_CELL + 1),)], "text")


def test_no_row_ever_touches_the_disk(monkeypatch, tmp_path):
    """openpyxl writes sheets through the machine's temporary folder, where a name would outlive its erasure."""

    def no_file(*_, **__):
        raise AssertionError("a temporary file")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", no_file)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", no_file)
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", no_file)
    data = workbook([("Amina", 1)], "text", "integer")
    assert read_table(data).rows[0].cells == ("Amina", 1)
    assert daily_report_xlsx(REPORT)
    with pytest.raises(Refused):
        workbook([("x" * 40_000,)], "text")


def test_sheet_titles_are_made_fit():
    odd = Sheet(title="Sex/age [in:out]* and a very long title indeed", columns=(Column("a"),), rows=[])
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([odd, odd], title="T", made_at=NOON)))
    assert len(book.sheetnames) == len(set(book.sheetnames)) == 2
    assert all(len(name) <= 31 for name in book.sheetnames)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_is_read_in_every_usual_dress(encoding, sign):
    lines = [["Name", "Place, post", "Age"], [NAMES["arabic"], "Kadar; Bridge", "34"], [NAMES["cyrillic"], "", "5"]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign).writerows(lines)
    read = read_table(text.getvalue().encode(encoding))
    assert read.header == tuple(lines[0])
    assert [row.cells for row in read.rows] == [tuple(lines[1]), (NAMES["cyrillic"], None, "5")]
    assert read.delimiter == sign


def test_western_letters_are_guessed_and_said_to_be():
    read = read_table("Nom;Âge\nHélène Müller;34\n".encode("cp1252"))
    assert read.rows[0].cells == ("Hélène Müller", "34")
    assert (read.encoding, read.encoding_guessed) == ("cp1252", True)


def test_first_line_that_names_the_delimiter_is_obeyed():
    read = read_table(b"sep=;\r\na,b;c\r\n1;2\r\n")
    assert read.header == ("a,b", "c")
    assert read.rows[0].number == 3


def test_rows_keep_their_number_in_the_file():
    read = read_table(b'\n\nname,note\n\n"Amina","two\nlines"\n\nBilal,x\n')
    assert read.header_row == 3
    assert [(row.number, row.cells[0]) for row in read.rows] == [(5, "Amina"), (8, "Bilal")]


def test_one_column_is_a_table_too():
    assert read_table(b"token\nB-0172-K\n").rows[0].cells == ("B-0172-K",)


def test_rows_are_all_as_wide_as_the_widest():
    read = read_table(b"a,b\n1\n1,2,3\n")
    assert read.header == ("a", "b", "")
    assert [row.cells for row in read.rows] == [("1", None, None), ("1", "2", "3")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b" \r\n ", "file.empty"),
        (b",,\n,,\n", "file.empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "file.old_excel"),
        (b"%PDF-1.7\n...", "file.unknown_format"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "file.unknown_format"),
        (b"GIF89a\0\0", "file.unknown_format"),
        (b"PK\x03\x04 but no archive", "file.broken"),
        (archive(**{"word/document.xml": b"<w/>"}), "file.unknown_format"),
        (archive(**{"[Content_Types].xml": b"<x", "xl/workbook.xml": b"<x"}), "file.broken"),
        (b'a,b\n"never closed,1\n2,3\n', "file.broken_quotes"),
    ],
)
def test_what_is_no_table_is_refused_by_name(data, code):
    assert refusal(data) == code


def test_file_beyond_the_limits_is_refused_by_the_limit_it_breaks():
    small = Limits(file_bytes=20_000, rows=3, columns=3, cell_characters=5)
    assert refusal(b"a\n" * 11_000, limits=small) == "file.too_large"
    assert refusal(b"a\n1\n2\n3\n4\n", limits=small) == "file.too_many_rows"
    assert refusal(b"a,b,c,d\n", limits=small) == "file.too_many_columns"
    assert refusal(b"a\n123456\n", limits=small) == "file.cell_too_long"
    assert len(read_table(b"a\n1\n2\n3\n", limits=small).rows) == 3


def test_bomb_is_refused_by_what_it_unpacks_to():
    zeros = bytes(3_000_000)
    bomb = archive(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", "xl/media/a.bin": zeros})
    assert len(bomb) < 10_000
    assert refusal(bomb, limits=Limits(unpacked_bytes=2_000_000)) == "file.too_large"


def test_bomb_that_lies_about_its_size_is_counted_all_the_same():
    book = bytearray(
        archive(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", "xl/media/a.bin": bytes(3_000_000)})
    )
    true_size, lie = (3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert book.count(true_size) == 2
    lying = bytes(book.replace(true_size, lie))
    assert refusal(lying, limits=Limits(unpacked_bytes=2_000_000)) in {"file.too_large", "file.broken"}


def test_thousands_of_parts_are_refused():
    parts = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"} | {f"x/{n}": b"" for n in range(2_001)}
    assert refusal(archive(**parts)) == "file.too_large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_workbook_that_declares_entities_is_refused(encoding):
    declared = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'.encode(encoding)
    book = with_part(workbook([("x",)], "text"), "xl/worksheets/sheet1.xml", lambda content: declared + content)
    assert refusal(book) == "file.unsafe"


def test_sheet_that_claims_a_million_columns_is_read_by_its_rows():
    claim = b'<dimension ref="A1:XFD1048576"/>'
    book = with_part(
        workbook([("x",)], "text"),
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace(b"<sheetViews>", claim + b"<sheetViews>", 1),
    )
    assert read_table(book).rows[0].cells == ("x",)


def test_formulas_give_their_last_result_and_never_run():
    book = openpyxl.Workbook()
    book.active.append(["n"])
    book.active.append(["=1+1"])
    data = io.BytesIO()
    book.save(data)
    assert read_table(data.getvalue()).rows == ()


def test_named_sheet_is_read_and_a_missing_one_refused():
    sheets = [Sheet(title=name, columns=(Column("a"),), rows=[(name,)]) for name in ("One", "Two")]
    data = write_workbook(sheets, title="T", made_at=NOON)
    assert read_table(data).rows[0].cells == ("One",)
    assert read_table(data, sheet="Two").rows[0].cells == ("Two",)
    assert refusal(data, sheet="Three") == "file.no_such_sheet"


@pytest.mark.slow
def test_damaged_workbooks_are_read_or_refused_never_a_crash():
    whole = workbook([(name, 1, date(2026, 3, 4)) for name in NAMES.values()], "text", "integer", "date")
    chance = random.Random(4)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        with_tail = bytes(damaged[: chance.choice([len(damaged), chance.randrange(10, len(damaged))])])
        assert code_of(with_tail).startswith(("read", "file."))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_read_or_refused_never_a_crash(data):
    assert code_of(data).startswith(("read", "file."))


def corpus(name: str) -> bytes:
    root = os.environ.get("SAFECONDUCT_CORPORA")
    if not root:
        pytest.skip("needs SAFECONDUCT_CORPORA, the folder of files written by others")
    return (Path(root) / "hxl" / name).read_bytes()


@pytest.mark.parametrize("name", ["input-valid.csv", "input-valid.ssv", "input-valid.tsv", "input-valid.xlsx"])
def test_the_same_table_of_others_is_read_alike_in_every_format(name):
    read = read_table(corpus(name))
    assert len(read.header) == 9
    assert read.rows[1].cells[1:4] == ("#sector+es", "#subsector+es", "#org+es")
    assert [str(cell) for cell in read.rows[2].cells[:3]] == ["001", "WASH", "Higiene"]


@pytest.mark.parametrize(
    ("name", "header", "rows"),
    [
        ("input-fuzzy.csv", 9, 6),
        ("input-invalid.csv", 9, 6),
        ("input-valid-latin1.csv", 9, 6),
        ("input-multiple-headers.csv", 4, 4),
        ("input-multiline.csv", 1, 1),
        ("input-merged.xlsx", 9, 6),
        ("input-quality.xlsx", 9, 5),
        ("input-broken.xlsx", 8, 6_432),
    ],
)
@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_spreadsheets_of_others_are_read_whole(name, header, rows):
    read = read_table(corpus(name))
    assert (len(read.header), len(read.rows)) == (header, rows)


def test_latin1_letters_of_others_are_right():
    assert read_table(corpus("input-valid-latin1.csv")).header[0] == "Qué?"


@pytest.mark.parametrize(
    ("name", "code"), [("input-valid.xls", "file.old_excel"), ("input-zip-invalid.zip", "file.unknown_format")]
)
def test_files_of_others_that_are_no_workbook_are_refused(name, code):
    assert refusal(corpus(name)) == code


def test_report_workbook_says_what_the_page_says():
    book = openpyxl.load_workbook(io.BytesIO(daily_report_xlsx(REPORT)))
    figures = dict(book["Figures"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert (figures["Entering"], figures["Unique persons"], figures["Net stock (entries less exits)"]) == (
        3230,
        1171,
        -88,
    )
    assert figures["Hours observed"] == "19.5 / 24"
    assert figures["Day"].date() == REPORT.day
    assert REPORT.labels.movements_not_persons in figures
    hours = list(book[book.sheetnames[1]].iter_rows(min_row=2, values_only=True))
    assert len(hours) == 24
    assert hours[0] == ("00", None, None, 0)
    assert hours[10] == ("10", 130, 13, 60)
    assert len(book.sheetnames) == 5


def test_public_report_workbook_hides_what_the_page_hides():
    book = openpyxl.load_workbook(io.BytesIO(daily_report_xlsx(PUBLIC_REPORT)))
    needs = list(book[book.sheetnames[4]].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in needs] == ["<5", "×", 21]
    words = {row[0] for row in book["Figures"].iter_rows(values_only=True)}
    assert REPORT.labels.suppression_note in words
    assert REPORT.labels.deferred not in words
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)


def test_report_workbook_of_an_exercise_says_so_first():
    data = daily_report_xlsx(msgspec.structs.replace(REPORT, training=True, draft=True))
    first = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [first["A2"].value, first["A3"].value] == ["TRAINING", "DRAFT"]


def test_limits_are_stated_in_one_place():
    assert table_files.Limits() == Limits(25_000_000, 250_000_000, 2_000, 100_000, 256, 10_000)
