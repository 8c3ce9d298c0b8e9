"""Imports: every mistake is said, families find each other across sheets, and a file waits through a restart."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from safeconduct.desks.border_post import import_files
from safeconduct.desks.border_post.models import WaitingFile
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.domains.people.commands import erase_person
from tests.desks.border_post.scenes import Family, ok, words
from tests.desks.border_post.test_files import HEAD, SERIAL, address, carry_out, send

HEADS = HEAD.split(",")
WORDS = ["Group", "Given names", "Family name", "Sex", "Born", "Relation to focal point", "Needs now"]
FIRST = ["7", "", "2026-03-04", "10:15", "entry", "", "Amina", "Haddad", "F", "1990-05-14", "SYR", "focal_point"]


@pytest.fixture
def samira(desk):
    return desk("samira")


def workbook(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def lines(*rows):
    return "\n".join([HEAD, *rows]) + "\n"


def findings(page):
    """(row, column, sentence) of the page's tables."""
    cells = (
        r'<tr>(?:<td><bdi>([^<]*)</bdi></td>)?<td class="num">([^<]+)</td>'
        r'<th scope="row">([^<]+)</th><td class="wrap">([^<]+)</td>'
    )
    return [(sheet, row, column, text) for sheet, row, column, text in re.findall(cells, page.content.decode())]


def groups(cast):
    return people.groups_of_day(cast.post, cast.clock.now().date(), "Europe/Chisinau")


def test_every_mistake_of_a_row_is_said_with_its_column(samira, cast):
    who = "Jo😀,Ha\u202edd,woman,31.02.1990,Nowhere,uncle of,paper,N😀1"
    row = f"1,,2026-03-04,,sideways,99,{who},wings;wheelchair;fins,perhaps"
    found = findings(ok(send(samira, lines(row)), 422))
    columns = [column for _sheet, _row, column, _text in found]
    assert {row for _sheet, row, _column, _text in found} == {"2"}
    assert set(columns) == {
        "Arrival time", "Direction", "People", "Given names", "Family name", "Sex", "Born", "Nationality",
        "Relation to focal point", "Document", "Number", "Needs now", "Admitted (yes, or empty)",
    }  # fmt: skip
    assert columns.count("Needs now") == 2
    assert any("“fins” is not in the list" in text for *_where, text in found)


def test_mistakes_of_the_rules_are_said_together_over_all_rows(samira, cast):
    rows = [f"{n},,2026-03-04,10:15,entry,61,Jo😀,😀,F,,,,,N{n}😀,," for n in range(3)]
    found = findings(ok(send(samira, lines(*rows)), 422))
    assert [(row, column) for _sheet, row, column, _text in found] == [
        (str(row), column) for row in (2, 3, 4) for column in ("Given names", "Family name", "Number", "People")
    ]


def test_a_day_long_past_does_not_hide_the_other_mistakes(samira, cast):
    found = findings(ok(send(samira, lines("1,,2020-03-04,10:15,entry,61,Jo😀,,F,,,,,,,")), 422))
    assert [column for _sheet, _row, column, _text in found] == ["Given names", "People", "Arrival date"]


def test_very_many_mistakes_are_gathered_and_none_is_left_out(samira, cast):
    rows = [f"{n},,2026-02-30,10:15,entry,1,,,{'woman' if n % 2 else 'F'},,,,,,," for n in range(600)]
    found = findings(ok(send(samira, lines(*rows)), 422))
    assert next((row, column) for _sheet, row, column, _text in found) == ("2–601", "Arrival date")
    assert len(found) == 2
    assert len(found[1][1].split(", ")) == 300


def test_mistakes_of_the_head_are_said_together(samira, cast):
    text = words(ok(send(samira, "group,size,People,colour\n1,2,2,red\n"), 422))
    assert "The column “People” stands in this file twice" in text
    assert "These columns are missing: Arrival date, Arrival time" in text
    assert "colour This column is not known" in text


def test_the_rest_of_a_family_on_a_second_sheet_joins_it(samira, cast):
    book = workbook(
        First=[HEADS, FIRST],
        Second=[WORDS, *[["7", f"Child {n}", "Haddad", "F", "2015", "daughter", ""] for n in range(3)],
                [7, "Yusuf", "Haddad", "M", "2016", "son", "wheelchair"]],
    )  # fmt: skip
    page = ok(send(samira, book, name="family.xlsx"))
    assert findings(page) == []
    carry_out(samira, page)
    (family,) = groups(cast)
    assert family.size == 5
    assert [one.given_names for one in people.members(family.subject)] == [
        "Amina", "Child 0", "Child 1", "Child 2", "Yusuf",
    ]  # fmt: skip
    assert crossings.crossings_of_group(family.subject)[0].needs == ["wheelchair"]


def test_the_rest_of_a_family_in_a_second_block_joins_it(samira, cast):
    block = ["", "relation,given_names,family_name,group", "son,Yusuf,Haddad, 7 ", "daughter,Leila,Haddad,8"]
    other = "8,,2026-03-04,11:00,entry,2,Omar,Rahimi,M,1980,AFG,focal_point,,,,"
    page = ok(send(samira, lines(",".join(FIRST), other, *block)))
    assert findings(page) == []
    carry_out(samira, page)
    assert [[one.given_names for one in people.members(family.subject)] for family in groups(cast)] == [
        ["Amina", "Yusuf"], ["Omar", "Leila"],
    ]  # fmt: skip


def test_a_family_is_known_by_its_form_where_the_group_is_not_said(samira, cast):
    first = [*FIRST]
    first[1] = SERIAL
    book = workbook(First=[HEADS, first], Second=[["Form serial", "Given names"], [SERIAL, "Yusuf"]])
    carry_out(samira, ok(send(samira, book, name="family.xlsx")))
    (family,) = groups(cast)
    assert (family.form_serial, len(people.members(family.subject))) == (SERIAL, 2)


def test_a_family_without_a_first_row_is_told_what_it_needs(samira, cast):
    book = workbook(First=[HEADS, FIRST], Second=[["Group", "Given names"], ["9", "Yusuf"]])
    found = findings(ok(send(samira, book, name="family.xlsx"), 422))
    assert [(sheet, row, column) for sheet, row, column, _text in found] == [
        ("Second", "2", "Arrival date"), ("Second", "2", "Arrival time"),
    ]  # fmt: skip


def test_sheets_without_a_known_column_are_warned_of_and_our_own_notes_are_not(samira, cast):
    book = workbook(**{"First": [HEADS, FIRST], "Cars": [["Plate"], ["X 1"]], "How to fill in": [["Column"], ["x"]]})
    page = ok(send(samira, book, name="family.xlsx"))
    assert [sheet for sheet, *_rest in findings(page)] == ["Cars"]


def test_a_later_row_that_says_otherwise_of_the_family_is_warned_of(samira, cast):
    later = "7,,2026-03-05,10:15,entry,,Yusuf,Haddad,M,2016,SYR,son,,,,"
    found = findings(ok(send(samira, lines(",".join(FIRST), later))))
    assert [(row, column) for _sheet, row, column, _text in found] == [("3", "Arrival date")]
    assert "row 2, which counts" in found[0][3]


def many(number=60):
    return lines(*[f"{n},,2026-03-04,10:15,entry,1,,,,,,,,,," for n in range(number)])


def restart():
    """What a new process knows: nothing but the database."""
    import_files._plans.clear()


def test_a_file_waits_through_a_restart_and_goes_on_where_it_stood(samira, cast):
    url = address(ok(send(samira, many())))
    restart()
    assert "No mistakes were found" in words(ok(samira.get(url)))
    ok(samira.post(url))
    restart()
    files = ok(samira.get("/post/files/"))
    assert "people.csv" in words(files)
    assert "25 of 60" in words(files)
    assert "25 of 60" in words(ok(samira.get(url)))
    ok(samira.post(url))
    assert "60 saved" in words(ok(samira.post(url)))
    assert crossings.registered_today(cast.post, "2026-03-04") == 60


def test_acts_saved_just_before_a_kill_count_once_and_are_counted_as_new(samira, cast):
    url = address(ok(send(samira, many(30))))
    ok(samira.post(url))
    # The acts were committed, the note of them was not.
    WaitingFile.objects.update(next=0, new=0)
    restart()
    ok(samira.post(url))
    text = words(ok(samira.post(url)))
    assert "30 saved" in text
    assert "here already" not in text
    assert crossings.registered_today(cast.post, "2026-03-04") == 30


def test_the_file_itself_is_gone_when_it_is_done(samira, cast):
    page = ok(send(samira, many(2)))
    assert bytes(WaitingFile.objects.get().content)
    carry_out(samira, page)
    row = WaitingFile.objects.get()
    assert (bytes(row.content), row.is_finished) == (b"", True)
    assert import_files._plans == {}
    assert samira.post(address(page) + "discard/").status_code == 302
    assert not WaitingFile.objects.exists()


def test_a_file_with_mistakes_is_not_kept(samira, cast):
    send(samira, lines("1,,2026-02-30,10:15,entry,1,,,,,,,,,,"))
    assert not WaitingFile.objects.exists()


def test_erasing_a_person_discards_every_file_that_waits(samira, cast):
    family = Family(cast)
    url = address(ok(send(samira, many(2))))
    erase_person(cast.act("samira"), person=family.amina, reason="person_asked")
    assert not WaitingFile.objects.exists()
    assert import_files._plans == {}
    answer = samira.post(url)
    assert answer.status_code == 404
    assert "somebody's data were erased" in words(answer)


def test_too_many_files_are_refused_and_none_is_lost(samira, cast):
    for number in range(import_files.MOST_WAITING):
        ok(send(samira, many(number + 1)))
    assert "8 files wait here already" in words(ok(send(samira, many(20)), 422))
    assert WaitingFile.objects.count() == import_files.MOST_WAITING


def test_nobody_comes_back_to_a_file_after_a_week(samira, cast):
    ok(send(samira, many(2)))
    cast.clock.pass_time(timedelta(days=8))
    ok(samira.get("/post/files/"))
    assert not WaitingFile.objects.exists()


@pytest.mark.parametrize("who", ["dalia", "bilal", "adam"])
def test_waiting_files_are_for_the_supervisor_who_sent_them(samira, desk, cast, who):
    url = address(ok(send(samira, many(2))))
    client = desk(who)
    assert client.get(url).status_code == 403
    assert client.post(url).status_code == 403
    assert client.post(url + "discard/").status_code == 403
    other = desk("tomas")
    assert other.get(url).status_code == 404
    assert other.post(url + "discard/").status_code == 404
    assert "people.csv" not in words(other.get("/post/files/"))


def test_an_upload_without_a_file_says_so(samira, cast):
    answer = samira.post("/post/files/import/", {"kind": "registration"})
    assert "Choose a file first" in words(ok(answer, 422))
    empty = SimpleUploadedFile("x.csv", b"")
    assert samira.post("/post/files/import/", {"kind": "registration", "file": empty}).status_code == 422
