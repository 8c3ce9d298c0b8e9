"""The directory as files: tried out, read in, taken out, and read back without a difference."""

import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from safeconduct.desks.protection import directory_import
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import queries
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.documents.table_files import read_table
from safeconduct.foundation.journal.verify import verify
from tests.desks.border_post.scenes import ok, words
from tests.desks.protection.scenes import agency, service

pytestmark = pytest.mark.django_db
FILES = "/protection/directory/files/"
CORPUS = Path(os.environ.get("SAFECONDUCT_CORPORA", "")) / "hsds"
needs_corpus = pytest.mark.skipif(
    not (CORPUS / "base.json").is_file(), reason="SAFECONDUCT_CORPORA does not point at the corpora"
)
THREE_W = (
    "Contact list of the coordination group,,,,,\n"
    "Organisation,Cluster,What,Where,Pcode,State\n"
    "#org,#sector,#activity,#loc+name,#adm2+code,#status\n"
    "Hope International,Health,Primary health care,Sarn,XKD0102,ongoing\n"
    "Red Crescent,Shelter,Emergency shelter,Kadar,XKD0101,closed\n"
    "Red Crescent,Food Security,Hot meals,Kadar,XKD0101,ongoing\n"
    "Red Crescent,Beekeeping,Honey,Kadar,XKD0101,ongoing\n"
)


@pytest.fixture
def petra(desk):
    return desk("petra")


def tried(client, data, name="directory", status=200):
    if isinstance(data, str):
        data = data.encode()
    return ok(client.post(f"{FILES}try/", {"file": SimpleUploadedFile(name, data)}), status)


def read_in(client, data):
    """Try a file out and import it; returns the page of the dry run."""
    page = tried(client, data)
    upload = re.search(r"/files/([0-9a-f]{32})/import/", page.content.decode())
    if upload is None:
        return page
    while True:
        answer = ok(client.post(f"{FILES}{upload.group(1)}/import/"))
        if "hx-post" not in answer.content.decode():
            assert "These entries were not saved" not in words(answer)
            return page


def taken(client, form):
    answer = ok(client.get(f"{FILES}services.{form}"))
    return b"".join(answer) if answer.streaming else answer.content


def snapshot():
    """What the directory says, whole."""
    names = [one.name for one in queries.services.__globals__["Service"]._meta.concrete_fields]
    return {
        row.subject: {name: getattr(row, name) for name in names if name != "contested"}
        for row in queries.services(listed=None)
    }


@pytest.fixture
def directory(cast):
    """Two agencies; a clinic, a kitchen that is full, a safe house."""
    hope, red = agency(cast), agency(cast, "Red Crescent", type="red_cross", short_name="RC")
    service(cast, hope, for_whom=("women", "children"), least_age=0, most_age=17, capacity=12, place_code="XKD0102",
            email="clinic@hope.example", description="Two doctors,\none nurse")  # fmt: skip
    service(
        cast, red, "Warm meals", types=("food", "information"), place="Kadar", is_open=False, address="", night_phone=""
    )
    service(cast, hope, "Quiet house", types=("safe_house",))
    return cast


@pytest.mark.parametrize("form", ["json", "zip", "xlsx", "csv"])
def test_a_file_read_back_changes_nothing(petra, directory, form):
    before = snapshot()
    page = read_in(petra, taken(petra, form))
    assert "All of this stands here already" in words(page)
    assert snapshot() == before


@pytest.mark.parametrize("form", ["json", "zip", "xlsx", "csv", "3w.xlsx"])
def test_no_file_gives_a_safe_house_away(petra, directory, form):
    data = taken(petra, form)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(archive.read(name) for name in archive.namelist())
    text = data.decode()
    assert "Quiet house" in text
    rows = [line for line in re.split(r"\n|</row>|\{\s*\"id\"", text) if "Quiet house" in line]
    assert not any("Mill Lane" in row for row in rows)
    assert text.count("4 Mill Lane") in (0, 1)  # the clinic's alone
    assert directory.ids["petra"] == access.looks(event="exported")[0].user


def test_a_corrected_table_changes_what_it_names_and_nothing_else(petra, directory):
    before = snapshot()
    table = taken(petra, "csv").decode("utf-8-sig")
    assert "Riverside clinic" in table
    page = read_in(petra, table.replace("Riverside clinic", "Riverside hospital"))
    assert "1 services changed" in words(page)
    (changed,) = [subject for subject, row in snapshot().items() if row != before[subject]]
    after = snapshot()[changed]
    assert {name for name in after if after[name] != before[changed][name]} == {"name", "search"}
    assert verify(directory.ledger).sound


def test_a_table_with_few_columns_leaves_the_rest(petra, directory):
    before = snapshot()
    heads = "Agency;Name of the service;What it does;Place;Phone by day"
    read_in(petra, f"{heads}\nHope International;Riverside clinic;Santé;Sarn;112\n")
    (row,) = [row for subject, row in snapshot().items() if row != before[subject]]
    assert (row["day_phone"], row["capacity"], row["night_phone"]) == ("112", 12, "+373 69 000 111")


def test_every_mistake_is_told_by_row_and_nothing_is_saved(petra, directory):
    before = snapshot()
    table = (
        "agency,name,types,hours,capacity,is_open\n"
        "Hope International,Clinic,health,sometimes,many,perhaps\n"
        ",Nobody,food,,,\n"
        "Hope International,,food,,,\n"
        "Hope International,Cinema,films,,,\n"
    )
    page = words(tried(petra, table, status=422))
    for word in (
        "These hours cannot be read",
        "whole number",
        "Name the agency",
        "Give the service a name",
        "Mend these in the file",
    ):
        assert word in page
    assert snapshot() == before


def test_who_does_what_where_is_read_by_its_tags(petra, directory):
    page = read_in(petra, THREE_W)
    assert "could not be told" in words(page)
    found = {row.name: row for row in queries.services(listed=None)}
    assert found["Primary health care"].types == ["health"]
    assert (found["Emergency shelter"].types, found["Emergency shelter"].is_open) == (["shelter"], False)
    assert (found["Hot meals"].types, found["Hot meals"].place_code) == (["food"], "XKD0101")
    assert found["Honey"].types == ["other"]
    assert len(partners.agencies()) == 2  # both were known by name
    assert "All of this stands here already" in words(read_in(petra, THREE_W))


def test_who_does_what_where_is_read_by_its_heads_too(petra, cast):
    read_in(petra, "Agency;Secteur;Actividad;Location\nMercy;Santé;;Sarn\n")
    (found,) = queries.services()
    assert (found.types, found.place, partners.agency(found.agency).name) == (["health"], "Sarn", "Mercy")


def test_our_own_3w_has_a_line_for_each_thing_a_service_does(petra, directory):
    table = read_table(taken(petra, "3w.xlsx"))
    assert [cell for cell in table.rows[0].cells if cell][:2] == ["#org+name", "#org+acronym"]
    lines = [row.cells for row in table.rows[1:]]
    assert sorted((line[5], line[4], line[3]) for line in lines) == [
        ("Quiet house", "safe_house", "Gender-Based Violence"),
        ("Riverside clinic", "health", "Health"),
        ("Warm meals", "food", "Food Security"),
        ("Warm meals", "information", "Protection"),
    ]
    before = snapshot()
    read_in(petra, taken(petra, "3w.xlsx"))
    assert snapshot() == before


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choose"),
        (b"{", "This is not a JSON file"),
        (b"a,b\n1,2\n", "The columns of this table are not known"),
        (b'{"name": "x", "latitude": 1}', "There is no service in this file"),
        (b"PK\x03\x04nothing", "cannot be"),
        (b"%PDF-1.7", "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(petra, data, sentence):
    answer = petra.post(f"{FILES}try/", {"file": SimpleUploadedFile("x", data)} if data else {})
    assert answer.status_code == 422
    assert len(words(answer)) > 50
    assert queries.services() == []


def test_a_file_too_large_is_refused(petra, monkeypatch):
    monkeypatch.setattr(directory_import, "MOST_BYTES", 10)
    assert "Divide it into several files" in words(tried(petra, b"x" * 11, status=422))


def test_a_service_without_an_organisation_is_not_read_in(petra):
    assert "names no organisation" in words(
        tried(petra, json.dumps({"id": "s", "name": "Clinic", "status": "active"}), status=422)
    )


def test_a_file_of_somebody_else_is_not_carried_out(petra, desk, directory):
    page = tried(petra, THREE_W)
    upload = re.search(r"/files/([0-9a-f]{32})/import/", page.content.decode()).group(1)
    assert desk("adam").post(f"{FILES}{upload}/import/").status_code == 404
    assert desk("dalia").post(f"{FILES}{upload}/import/").status_code == 403


@needs_corpus
def test_the_examples_of_others_are_read_in_and_given_back_as_they_are(petra, cast):
    example = json.loads((CORPUS / "service_full.json").read_bytes())
    read_in(petra, (CORPUS / "service_full.json").read_bytes())
    (found,) = queries.services()
    assert (found.name, found.types, found.languages, found.least_age) == (
        "Community Counselling",
        ["mental_health"],
        ["ur"],
        12,
    )
    assert json.loads(taken(petra, "json"))["contents"] == [example]
    page = read_in(petra, (CORPUS / "service_full.json").read_bytes())
    assert "All of this stands here already" in words(page)
    assert verify(cast.ledger).sound


@needs_corpus
def test_the_tables_of_others_are_read_in_and_given_back_row_by_row(petra):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted((CORPUS / "csv").glob("*.csv")):
            archive.write(path, f"csv/{path.name}")
    page = read_in(petra, packed.getvalue())
    assert "belong to no service in this file" in words(page)
    from safeconduct.foundation.documents import hsds

    assert hsds.read_archive(taken(petra, "zip")) == hsds.read_archive(packed.getvalue())


@needs_corpus
@pytest.mark.parametrize(
    "name", ["organization_full", "service_at_location_full", "tabular", "service_list", "organization_list"]
)
def test_every_example_with_an_organisation_or_a_service_is_read_in(petra, name):
    read_in(petra, (CORPUS / f"{name}.json").read_bytes())
    assert [one.name for one in partners.agencies()] == ["Example Organization Inc."]
    assert len(queries.services()) == (0 if name == "organization_list" else 1)
