"""Places with P-codes: a file is tried out with every mistake by row, loaded, followed by a later version."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from safeconduct.foundation.places import gazetteers
from tests.desks.border_post.scenes import ok, words

HEADS = ["ADM1_EN", "ADM1_AR", "ADM1_PCODE", "ADM0_EN", "ADM0_AR", "ADM0_PCODE"]
NORTH = ["North", "الشمال", "QZ01", "Fictional Republic", "الجمهورية", "QZ"]
SOUTH = ["South", "الجنوب", "QZ02", "Fictional Republic", "الجمهورية", "QZ"]


def url(page, *parts):
    return reverse(f"administration:{page}", args=parts)


def workbook(*sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def try_out(client, content, name="places.xlsx", **said):
    given = {"version": "2026-01-15", "source": "OCHA, HDX", "file": SimpleUploadedFile(name, content), **said}
    return client.post(url("gazetteer_try"), given)


def load(client, *rows, version="2026-01-15"):
    ok(try_out(client, workbook(("Admin1", [HEADS, *rows])), version=version))
    assert client.post(url("gazetteer_load")).status_code == 302


def test_a_file_is_tried_out_before_anything_is_used(desk):
    adam = desk("adam")
    answer = ok(try_out(adam, workbook(("Admin1", [HEADS, NORTH, SOUTH]))))
    assert "Fictional Republic" in words(answer)
    assert not gazetteers.is_any_used()
    assert adam.post(url("gazetteer_load")).status_code == 302
    page = words(ok(adam.get(url("gazetteers"))))
    assert "2026-01-15" in page
    assert "OCHA, HDX" in page
    assert "Adam" in page
    assert "in use" in page
    assert [one.pcode for one in gazetteers.found_places("sou", "en", limit=10)] == ["QZ02"]


def test_every_mistake_is_shown_with_sheet_row_and_column(desk):
    bad = [["North", "", "1", "Fictional Republic", "", "QZ"], ["", "", "QZ03", "Fictional Republic", "", "QZ"]]
    answer = ok(try_out(desk("adam"), workbook(("Levels", [HEADS, *bad]))), 422)
    assert "Levels 2 ADM1_PCODE “1” is no P-code" in words(answer)
    assert "Levels 3 ADM1_EN The name is missing" in words(answer)
    assert gazetteers.tried() == []


def test_a_csv_file_in_the_plain_shape_is_read(desk):
    adam = desk("adam")
    ok(try_out(adam, b"pcode;name;parent;level\nQZ;Republic;;0\nQZ01;Nord;QZ;1\n", "places.csv"))
    assert [one.places for one in gazetteers.tried()] == [2]


def test_a_later_version_takes_the_place_and_older_codes_keep_their_names(desk):
    adam = desk("adam")
    load(adam, NORTH, SOUTH)
    load(adam, NORTH, version="2026-06-01")
    assert [one.version for one in gazetteers.gazetteers()] == ["2026-06-01", "2026-01-15"]
    assert gazetteers.found_places("south", "en", limit=10) == []
    assert gazetteers.place_of("QZ02").name == "South"
    earlier = gazetteers.gazetteers()[1]
    assert adam.post(url("gazetteer", earlier.id), {"state": "used"}).status_code == 302
    assert [one.pcode for one in gazetteers.found_places("south", "en", limit=10)] == ["QZ02"]
    assert adam.post(url("gazetteer", earlier.id), {"state": "away"}).status_code == 302
    assert not gazetteers.is_any_used()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"version": " "}, "Say which version"), ({"source": ""}, "Say where the file comes from"),
     ({"file": b""}, "empty"), ({"file": b"PK\x03\x04 broken"}, "damaged")],
)  # fmt: skip
def test_what_cannot_be_loaded_says_what_to_do(desk, said, sentence):
    content = said.pop("file", workbook(("Admin1", [HEADS, NORTH])))
    given = {"version": "1", "source": "OCHA", **said, "file": SimpleUploadedFile("places.xlsx", content)}
    answer = ok(desk("adam").post(url("gazetteer_try"), given), 422)
    assert sentence in words(answer)


def test_loading_without_a_try_is_refused(desk):
    assert desk("adam").post(url("gazetteer_load")).status_code == 404


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "olga"])
def test_who_is_no_administrator_is_refused(desk, who):
    client = desk(who)
    assert client.get(url("gazetteers")).status_code == 403
    assert try_out(client, workbook(("Admin1", [HEADS, NORTH]))).status_code == 403
    assert client.post(url("gazetteer_load")).status_code == 403
    assert client.post(url("gazetteer", 1)).status_code == 403
