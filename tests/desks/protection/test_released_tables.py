"""Rules and words: everyone reads them and may propose; two sign; what protects less is shown before anybody signs."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from safeconduct.domains.screening import queries
from safeconduct.domains.screening.rules import TABLES
from safeconduct.domains.screening.rules.sheets import sheets_of
from safeconduct.foundation.documents.spreadsheets import Column, Sheet, write_workbook
from safeconduct.foundation.documents.table_files import read_tables
from safeconduct.foundation.journal.verify import verify
from tests.desks.border_post.scenes import field, ok, sent, words

pytestmark = pytest.mark.django_db


def workbook(sheets):
    written = []
    for title, rows in sheets.items():
        heads = tuple(dict.fromkeys(heading for row in rows for heading in row))
        columns = tuple(map(Column, heads))
        written.append(
            Sheet(title=title, columns=columns, rows=[tuple(row.get(one, "") for one in heads) for row in rows])
        )
    return write_workbook(written, title="x", made_at=datetime(2026, 3, 4, tzinfo=UTC))


def changed(name, row, **cells):
    sheets = sheets_of(name, queries.table_in_force(name))
    sheets[name][row].update(cells)
    return workbook(sheets)


def proposed(client, name, data, why="seen on the river"):
    file = SimpleUploadedFile("table.xlsx", data)
    return client.post(f"/protection/tables/{name}/propose/", sent(file=file, why=why))


def signed(client, address, **values):
    seen = field(client.get(address), "seen")
    return client.post(f"{address}sign/", sent(seen=seen, **values))


@pytest.mark.parametrize("who", ["bilal", "hana", "chidi", "esther", "adam"])
def test_everyone_who_works_here_reads_the_tables(desk, who):
    page = words(ok(desk(who).get("/protection/tables/")))
    assert "In force on this node" in page
    for name in TABLES:
        ok(desk(who).get(f"/protection/tables/{name}/"))


def test_a_rule_reads_as_words(desk):
    page = words(ok(desk("bilal").get("/protection/tables/needs/")))
    assert "Child alone" in page
    alone = queries.card_in_force().phrases["alone_child"].texts["en"].text
    assert f"Child or adult: Child / Perhaps a child, and Pointed at: {alone}" in page
    assert "UASC Field Handbook" in page


@pytest.mark.parametrize("name", TABLES)
def test_a_table_taken_out_and_proposed_unchanged_is_no_change(desk, name):
    taken = ok(desk("hana").get(f"/protection/tables/{name}/table.xlsx")).content
    assert {one.sheet for one in read_tables(taken)} >= ({"survey", "choices"} if name == "interview" else {name})
    assert "There is nothing to propose" in words(ok(proposed(desk("bilal"), name, taken), 422))


def test_a_change_that_protects_less_is_shown_said_and_stands_with_two_signatures(desk, cast):
    answer = ok(proposed(desk("bilal"), "needs", changed("needs", 0, priority="72h")), 302)
    address = answer["Location"]
    page = words(ok(desk("bilal").get(address)))
    assert "protects less" in page
    assert "Child alone Now 72 hours" in page
    assert "You proposed this" in page

    ok(desk("bilal").post(f"{address}sign/", sent(seen="")), 403)
    esther = desk("esther")
    assert "say with your signature that you know it" in words(ok(signed(esther, address), 422))
    ok(signed(esther, address, lowers="yes"), 302)
    assert queries.table_in_force("needs")["version"] == 1
    ok(signed(desk("samira"), address, lowers="yes"), 302)

    table = queries.table_in_force("needs")
    assert (table["version"], table["rows"][0]["priority"]) == (2, "72h")
    assert queries.rules_in_force().versions["needs"] == 2
    assert "Released 2" in words(ok(desk("olga").get(address)))
    assert "Child alone Now 72 hours" in words(ok(desk("olga").get(address)))
    assert verify(cast.ledger).sound


def test_a_change_that_takes_nothing_needs_no_such_word(desk):
    address = ok(proposed(desk("hana"), "needs", changed("needs", 0, source="Another page")), 302)["Location"]
    page = words(ok(desk("esther").get(address)))
    assert "they are protected as much as before" in page
    assert "Another page" in page
    ok(signed(desk("petra"), address), 302)
    ok(signed(desk("esther"), address), 302)
    assert queries.table_in_force("needs")["version"] == 2


def test_without_the_protection_authority_nothing_is_released(desk):
    address = ok(proposed(desk("hana"), "needs", changed("needs", 0, source="Another page")), 302)["Location"]
    ok(signed(desk("samira"), address), 302)
    assert "One of the two signatures is the protection authority's" in words(ok(signed(desk("adam"), address), 422))
    assert queries.table_in_force("needs")["version"] == 1


def test_a_reviewed_card_is_offered_where_it_was_not(desk):
    """What a reader of the language has signed as reviewed may be shown in live use."""
    assert "ar" not in queries.card_in_force().offered(training=False)
    sheets = sheets_of("phrases", queries.table_in_force("phrases"))
    for row in sheets["phrases"]:
        row["reviewed"] = "yes" if row["language"] in ("en", "ar") else row["reviewed"]
    address = ok(proposed(desk("bilal"), "phrases", workbook(sheets)), 302)["Location"]
    ok(signed(desk("petra"), address), 302)
    ok(signed(desk("samira"), address), 302)
    assert "ar" in queries.card_in_force().offered(training=False)
    assert queries.card_in_force().is_reviewed("ar")


FAULTY = [
    ("needs", {"when": "${papers} > 3"}, "the condition is not understood"),
    ("needs", {"source": ""}, "Every row names what it rests on."),
    ("needs", {"points": "5"}, "The table has no such column."),
    ("needs", {"gives": "score"}, "A new kind of need comes with a new version"),
    ("specific_needs", {"sensitive": "perhaps"}, "Write yes or no."),
]


@pytest.mark.parametrize(("name", "cells", "sentence"), FAULTY)
def test_what_cannot_stand_is_told_by_row_and_reason(desk, name, cells, sentence):
    page = words(ok(proposed(desk("bilal"), name, changed(name, 0, **cells)), 422))
    assert sentence in page
    assert queries.open_proposals() == []


FORM = {
    "survey": [
        {"type": "select_one yn", "name": "safe", "label": "Safe?"},
        {"type": "geopoint", "name": "where", "label": "Where?"},
    ],
    "choices": [{"list_name": "yn", "name": "yes", "label": "Yes"}, {"list_name": "yn", "name": "no", "label": "No"}],
}


def test_an_xlsform_is_refused_with_row_and_reason(desk):
    page = words(ok(proposed(desk("esther"), "interview", workbook(FORM)), 422))
    assert "survey 3" in page
    assert "The interview has no such kind of question." in page


def test_an_interview_without_what_the_rules_ask_for_is_refused(desk):
    form = {**FORM, "survey": FORM["survey"][:1]}
    page = words(ok(proposed(desk("esther"), "interview", workbook(form)), 422))
    assert "Nobody is asked this" in page


def test_the_interview_goes_out_and_comes_back_as_an_xlsform(desk):
    data = ok(desk("esther").get("/protection/tables/interview/table.xlsx")).content
    tables = {one.sheet: one for one in read_tables(data)}
    heads = tables["survey"].header
    rows = [dict(zip(heads, row.cells, strict=False)) for row in tables["survey"].rows]
    asked = next(row for row in rows if row.get("name") == "pregnant")
    asked["hint::English (en)"] = "Ask gently."
    sheets = {
        name: [dict(zip(one.header, row.cells, strict=False)) for row in one.rows] for name, one in tables.items()
    }
    sheets["survey"] = rows
    clean = {
        name: [{head: str(cell or "") for head, cell in row.items()} for row in rows] for name, rows in sheets.items()
    }
    address = ok(proposed(desk("esther"), "interview", workbook(clean)), 302)["Location"]
    page = words(ok(desk("petra").get(address)))
    assert "Ask gently." in page
    assert "they are protected as much as before" in page
    ok(signed(desk("petra"), address), 302)
    ok(signed(desk("adam"), address), 302)
    assert queries.instrument_in_force().version == 2


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_table_file_is_refused_in_words(desk, data):
    ok(proposed(desk("bilal"), "needs", data), 422)
    ok(desk("bilal").post("/protection/tables/needs/propose/", sent(why="x")), 422)


def test_a_proposal_is_taken_back_or_refused_with_a_reason(desk):
    address = ok(proposed(desk("bilal"), "needs", changed("needs", 0, source="A")), 302)["Location"]
    ok(
        desk("hana").post(f"{address}refuse/", sent(seen="")),
        403,
    )
    ok(desk("bilal").post(f"{address}refuse/", sent(seen=field(desk("bilal").get(address), "seen"), why="a typo")), 302)
    page = words(ok(desk("esther").get(address)))
    assert "Refused by" in page
    assert "a typo" in page
    again = ok(proposed(desk("bilal"), "needs", changed("needs", 0, source="B")), 302)["Location"]
    ok(desk("olga").post(f"{again}refuse/", sent(seen=field(desk("olga").get(again), "seen"), why="no source")), 302)
    assert queries.open_proposals() == []


def test_of_two_proposals_the_second_is_put_into_what_stands_now(desk):
    first = ok(proposed(desk("bilal"), "needs", changed("needs", 0, source="A")), 302)["Location"]
    second = ok(proposed(desk("hana"), "needs", changed("needs", 1, source="B")), 302)["Location"]
    for who in ("esther", "samira"):
        ok(signed(desk(who), first), 302)
    assert "propose the change anew" in words(ok(desk("esther").get(second)))


def test_unknown_names_are_not_there(desk):
    ok(desk("bilal").get("/protection/tables/scores/"), 404)
    ok(desk("bilal").get("/protection/proposals/" + "0" * 32 + "/"), 404)


def test_the_partner_and_strangers_see_nothing(desk, client):
    ok(desk("dalia").get("/protection/tables/"), 403)
    assert client.get("/protection/tables/").status_code == 302
