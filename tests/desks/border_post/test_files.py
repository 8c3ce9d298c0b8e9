"""Files and forms: exports are logged and cannot pick people out, imports are tried first and count once."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.commands import CountMovements
from safeconduct.domains.people import queries as people
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.tokens import make_form_serial
from tests.assessed import assessed

HEAD = (
    "group,form_serial,arrived_on,arrived_at,direction,size,given_names,family_name,sex,born,nationality,relation,"
    "document_type,document_number,needs,admitted"
)
SERIAL = make_form_serial("B", 7)
FAMILY = (
    f"1,{SERIAL},2026-03-04,10:15,entry,3,Amina,Haddad,F,1990-05-14,SYR,focal_point,passport,N0128413,,yes\n"
    "1,,,,,,Yusuf,Haddad,M,2016,SYR,son,none,,wheelchair,\n"
    "2,,2026-03-04,10:40,exit,2,,,,,,,,,,\n"
)


@pytest.fixture
def samira(desk):
    return desk("samira")


def send(client, text, kind="registration", name="people.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post("/post/files/import/", {"kind": kind, "file": SimpleUploadedFile(name, data)})


def address(page):
    return re.search(r'action="(/post/files/import/[0-9a-f]{32}/)"', page.content.decode()).group(1)


def carry_out(client, page):
    """Press until all is done."""
    answer = client.post(url := address(page))
    while "The file is imported" not in answer.content.decode():
        answer = client.post(url)
    return answer.content.decode()


def test_dry_run_says_what_would_happen_and_writes_nothing(samira, cast):
    page = send(samira, f"{HEAD}\n{FAMILY}")
    text = page.content.decode()
    assert page.status_code == 200, text
    assert "No mistakes were found" in text
    assert re.search(r"<b>5</b><span>people to register", text)
    assert people.groups_of_day(cast.post, cast.clock.now().date(), "Europe/Chisinau") == []


def test_import_registers_families_with_their_claimed_time(samira, cast):
    assert "2 saved" in carry_out(samira, send(samira, f"{HEAD}\n{FAMILY}"))
    family, pair = people.groups_of_day(cast.post, cast.clock.now().date(), "Europe/Chisinau")
    assert (family.form_serial, family.size, pair.size) == (SERIAL, 3, 2)
    assert [one.given_names for one in people.members(family.subject)] == ["Amina", "Yusuf"]
    (crossing,) = crossings.crossings_of_group(family.subject)
    assert crossing.arrived_at == datetime(2026, 3, 4, 8, 15, tzinfo=UTC)
    assert (crossing.people, crossing.decision, crossing.needs) == (3, "admit", ["wheelchair"])
    assert crossings.crossings_of_group(pair.subject)[0].direction == "exit"
    assert verify(cast.ledger).sound


def test_same_file_imported_twice_changes_nothing(samira, cast):
    carry_out(samira, send(samira, f"{HEAD}\n{FAMILY}"))
    again = send(samira, f"{HEAD}\n{FAMILY}")
    assert "This file was imported before" in again.content.decode()
    assert "2 were here already and count once" in carry_out(samira, again)
    assert len(people.groups_of_day(cast.post, cast.clock.now().date(), "Europe/Chisinau")) == 2


def test_mistakes_are_said_by_row_and_column_and_nothing_can_be_imported(samira, cast):
    rows = (
        "1,F-B-000007-A,2026-03-04,10:15,entry,3,Amina,Haddad,woman,1990-05-14,SYR,focal_point,passport,N1,,yes\n"
        "2,,2026-02-30,10:15,entry,0,,,,,,,,,,\n"
        "3,,2026-03-04,,sideways,many,Jo😀,,F,31.02.1990,Nowhere,,,,wings,perhaps\n"
        "4,,2026-03-05,10:15,entry,1,,,,,,,,,,\n"
    )
    page = send(samira, f"{HEAD}\n{rows}")
    text = page.content.decode()
    found = re.findall(r'<tr><td class="num">(\d)</td><th scope="row">([^<]+)</th>', text)
    assert page.status_code == 422
    assert {("2", "Form serial"), ("2", "Sex"), ("3", "Arrival date")} <= set(found)
    assert {("4", one) for one in ("Arrival time", "Direction", "People", "Born", "Nationality", "Needs now")} <= set(
        found
    )
    assert ("5", "Arrival date") in found
    assert "Import now" not in text
    assert "Mend these in the file" in text


def test_form_keyed_in_before_is_an_error_of_its_row(samira, cast):
    carry_out(samira, send(samira, f"{HEAD}\n{FAMILY}"))
    page = send(samira, f"{HEAD}\n{FAMILY.replace('10:15', '10:20')}").content.decode()
    assert "This paper form was keyed in before" in page
    assert "This document number is already on record" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 40, "Save it as XLSX"),
        (b"PK\x03\x04 but no archive", "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0", "neither a workbook"),
        (b"colour,shape\nred,round\n", "No column of this file is known"),
        (b"group,size\n1,2\n", "These columns are missing: Arrival date, Arrival time"),
        (b"size,People,arrived_on,arrived_at\n1,2,2026-03-04,10:00\n", "stands in this file twice"),
    ],
)  # fmt: skip
def test_wrong_file_is_refused_in_a_sentence_and_nothing_is_lost(samira, cast, data, sentence):
    page = send(samira, data)
    text = page.content.decode()
    assert page.status_code == 422
    assert "This cannot be done as it stands" not in text
    assert sentence in text
    assert crossings.registered_today(cast.post, "2026-03-04") == 0


def test_headcount_file_counts_hours_and_their_minutes_once(samira, cast):
    rows = (
        "Day,Hour,Direction,Sex,Age,Number of movements,Minutes observed\n"
        "2026-03-04,09:00,entry,Female,18–59,40,45\n2026-03-04,10,exit,M,60+,0,60\n"
    )
    for _ in range(2):
        carry_out(samira, send(samira, rows, kind="headcount"))
    (cell,) = crossings.headcount_of_day(cast.post, "2026-03-04")
    assert (cell["number"], cell["sex"], cell["age_band"], cell["direction"]) == (40, "F", "18-59", "entry")
    assert [hour.minutes for hour in crossings.observed_hours(cast.post, "2026-03-04")] == [45, 60]


def test_hour_counted_before_is_warned_of(samira, cast):
    at = datetime(2026, 3, 4, 7, tzinfo=UTC)
    submit(cast.act(), CountMovements(post=cast.post, hour=at, direction="entry", number=9))
    rows = "date,hour,direction,number\n2026-03-04,09:00,entry,40\n"
    assert "9 movements are counted in this hour already" in send(samira, rows, kind="headcount").content.decode()


def test_workbook_with_dates_and_times_of_excel_is_read(samira, cast):
    book = Workbook()
    book.active.append(HEAD.split(","))
    book.active.append(["1", None, datetime(2026, 3, 4), datetime(2026, 3, 4, 10, 15), "entry", 2])
    made = io.BytesIO()
    book.save(made)
    assert "No mistakes were found" in send(samira, made.getvalue(), name="people.xlsx").content.decode()


def test_long_file_shows_its_progress(samira, cast):
    rows = "".join(f"{n},,2026-03-04,10:15,entry,1,,,,,,,,,,\n" for n in range(60))
    page = send(samira, f"{HEAD}\n{rows}")
    part = samira.post(url := address(page), headers={"HX-Request": "true"}).content.decode()
    assert "25 of 60" in part
    assert 'hx-trigger="load' in part
    samira.post(url)
    assert "The file is imported" in samira.post(url).content.decode()
    assert crossings.registered_today(cast.post, "2026-03-04") == 60


def test_file_of_another_supervisor_cannot_be_carried_out(samira, desk, cast):
    url = address(send(samira, f"{HEAD}\n{FAMILY}"))
    assert desk("tomas").post(url).status_code == 404


@pytest.mark.parametrize("kind", ["registration", "headcount"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_template_can_be_sent_back_as_it_is_and_holds_nothing(samira, cast, kind, form):
    empty = samira.get(f"/post/files/template/{kind}.{form}")
    page = send(samira, empty.content, kind=kind)
    assert page.status_code == 200
    assert "There is no row to import" in page.content.decode()


def export(client, what, form="csv"):
    answer = client.get(f"/post/files/export/{what}.{form}?day=2026-03-04")
    assert answer.status_code == 200
    return answer.content


def test_export_of_crossings_has_tokens_and_no_names(samira, cast):
    carry_out(samira, send(samira, f"{HEAD}\n{FAMILY}"))
    text = export(samira, "crossings").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["People"] for row in rows] == ["3", "2"]
    assert rows[0]["Token"].startswith("B-0001")
    assert "Haddad" not in text
    assert "SYR" not in text


def test_headcount_export_has_the_columns_of_the_registry(samira, cast):
    at = datetime(2026, 3, 4, 7, tzinfo=UTC)
    for band, number in (("5-11", 4), ("12-17", 2), ("unknown", 1)):
        count = CountMovements(post=cast.post, hour=at, direction="entry", sex="F", age_band=band, number=number)
        submit(cast.act(), count)
    (row,) = csv.DictReader(io.StringIO(export(samira, "headcount").decode("utf-8-sig")))
    assert (row["female_5_17"], row["unknown_sex_or_age"], row["total"], row["time_from"]) == ("6", "1", "7", "09:00")


def test_registration_list_is_whole_names_no_nationality_and_is_logged(samira, cast):
    carry_out(samira, send(samira, f"{HEAD}\n{FAMILY}"))
    assert "Held back" in samira.get("/post/files/").content.decode()
    assert samira.get("/post/files/export/registered.xlsx").status_code == 422
    assessed(cast, "use", "registered")
    before = cast.ledger.position
    book = load_workbook(io.BytesIO(export(samira, "registered", "xlsx")))
    cells = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "Amina" in cells
    assert not any("SYR" in cell or "Syria" in cell or "N0128413" in cell for cell in cells)
    assert "Taken by" in [row[0] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert cast.ledger.position > before
    assert samira.get("/post/files/export/registered.csv").status_code == 404


def test_serials_of_forms_follow_each_other_and_are_never_taken_twice(samira, cast):
    for _ in range(2):
        assert samira.post("/post/files/forms/", {"command_id": new_id(), "count": "3"}).status_code == 302
    repeated = {"command_id": new_id(), "count": "2"}
    for _ in range(2):
        samira.post("/post/files/forms/", repeated)
    assert [(row.first, row.count) for row in places.form_batches(cast.post)] == [(7, 2), (4, 3), (1, 3)]
    page = samira.get("/post/files/").content.decode()
    assert make_form_serial("B", 1) in page
    answer = samira.get(f"/post/files/forms/{places.form_batches(cast.post)[0].subject}.pdf?second=ar")
    assert answer.content.startswith(b"%PDF")
    assert verify(cast.ledger).sound


@pytest.mark.parametrize("count", ["0", "201", "ten", ""])
def test_impossible_number_of_forms_is_refused_beside_the_field(samira, cast, count):
    answer = samira.post("/post/files/forms/", {"command_id": new_id(), "count": count})
    assert answer.status_code == 422
    assert "Print from 1 to 200 forms" in answer.content.decode()


@pytest.mark.parametrize("who", ["dalia", "bilal", "hana", "adam", "olga"])
def test_files_are_the_supervisors_alone(desk, cast, who):
    client = desk(who)
    for path in (
        "",
        "export/crossings.csv",
        "export/registered.xlsx",
        "template/headcount.csv",
        f"forms/{new_id()}.pdf",
    ):
        assert client.get(f"/post/files/{path}").status_code == 403
    for path in ("forms/", "import/", f"import/{new_id()}/"):
        assert client.post(f"/post/files/{path}").status_code == 403
