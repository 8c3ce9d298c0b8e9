"""HSDS 3 in and out: what we read of a record, what we write back, and that nothing else is lost."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.foundation.codes import code_list
from safeconduct.foundation.documents import hsds
from safeconduct.foundation.documents.hsds import tabular
from safeconduct.kernel.problems import Refused

CLINIC: dict[str, Any] = {
    "id": "0b1c3f5e-2222-4a4a-8b8b-0123456789ab",
    "organization_id": "0b1c3f5e-1111-4a4a-8b8b-0123456789ab",
    "name": "Riverside clinic",
    "status": "active",
    "assured_date": "2026-02-20",
    "minimum_age": 0,
    "phones": [{"number": "+373 22 1", "description": "Fax", "type": "fax"}, {"number": "+373 22 200 300"},
               {"number": "+373 69 000 111", "description": "Night nurse"}],
    "languages": [{"code": "ar", "note": "mornings"}, {"code": "zz"}],
    "schedules": [{"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "08:00:00", "closes_at": "16:30:00"},
                  {"freq": "YEARLY", "byyearday": "1"}],
    "service_at_locations": [{"location": {"name": "Sarn", "latitude": 47.5, "longitude": 28.25,
                              "addresses": [{"address_1": "4 Mill Lane", "city": "Sarn"}, {"address_1": "PO Box 2"}]}},
                             {"location": {"name": "Second house"}}],
    "attributes": [{"value": "x", "taxonomy_term": {"taxonomy": "Other", "name": "Outpatient health"}}],
    "x_beyond": {"kept": True},
}  # fmt: skip


def test_a_record_is_read_into_our_fields() -> None:
    found = hsds.read_fields(CLINIC)
    assert (found["name"], found["types"], found["languages"]) == ("Riverside clinic", ("health",), ("ar",))
    assert (found["day_phone"], found["night_phone"]) == ("+373 22 200 300", "+373 69 000 111")
    assert found["hours"] == ((("MO", "WE"), "08:00", "16:30"),)
    assert (found["place"], found["address"]) == ("Sarn", "4 Mill Lane\nSarn")
    assert (found["latitude"], found["longitude"], found["least_age"]) == (47.5, 28.25, 0)
    assert (found["confirmed_on"], found["is_open"], found["is_listed"]) == ("2026-02-20", True, True)


def test_what_nobody_changed_is_given_back_as_it_came() -> None:
    assert hsds.written_fields(CLINIC, hsds.read_fields(CLINIC)) == CLINIC


CHANGES: dict[str, Any] = {
    "name": "Riverside hospital", "types": ("food", "health"), "for_whom": ("women",), "languages": ("ar", "fr"),
    "hours": ((("SA",), "09:00", "12:00"),), "place": "Kadar", "place_code": "XKD0102",
    "address": "1 Bridge Street\nKadar",
    "latitude": 47.0, "longitude": 28.0, "day_phone": "112", "night_phone": "", "email": "clinic@hope.example",
    "is_open": False, "is_listed": True, "capacity": 12, "is_discreet": True, "least_age": None, "most_age": 17,
    "description": "Two doctors", "eligibility": "Everyone", "how_to_come": "Ring", "confirmed_on": "2026-03-01",
}  # fmt: skip


def test_every_field_that_we_change_is_read_back() -> None:
    assert set(CHANGES) == set(hsds.FIELDS)
    written = hsds.written_fields(CLINIC, CHANGES)
    assert hsds.read_fields(written) == CHANGES
    assert written["x_beyond"] == {"kept": True}
    assert {"freq": "YEARLY", "byyearday": "1"} in written["schedules"]
    assert [phone["number"] for phone in written["phones"]] == ["112", "+373 22 1"]
    assert written["service_at_locations"][1] == {"location": {"name": "Second house"}}
    assert written["service_at_locations"][0]["location"]["addresses"][1] == {"address_1": "PO Box 2"}
    assert written["attributes"][0]["value"] == "x"
    assert written["languages"][0] == {"code": "ar", "note": "mornings"}


@pytest.mark.parametrize("field", sorted(CHANGES))
def test_one_changed_field_changes_nothing_else_that_we_read(field: str) -> None:
    before = hsds.read_fields(CLINIC)
    after = hsds.read_fields(hsds.written_fields(CLINIC, {**before, field: CHANGES[field]}))
    assert {name for name in before if before[name] != after[name]} <= {field, *NEIGHBOURS.get(field, ())}
    assert after[field] == CHANGES[field] or field in ("latitude", "longitude")


NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "is_open": ("is_listed",), "is_listed": ("is_open",), "latitude": ("longitude",), "longitude": ("latitude",),
    # what a service does is told from its words until we have said it ourselves
    "name": ("types",), "description": ("types",),
}  # fmt: skip


def test_what_is_discreet_says_nothing_of_its_place() -> None:
    told = json.dumps(hsds.without_address(CLINIC))
    for word in ("Sarn", "Mill Lane", "47.5", "Second house"):
        assert word not in told


# Anything at all may stand in a file

texts = st.sampled_from(
    ["", "health", "Night", "+1 2 3", "08:00", "MO,TU", "a\u202eb", "x" * 3000, "2026-01-01", "active", "ar"]
)
scalars = st.one_of(texts, st.integers(-200, 200), st.floats(), st.booleans(), st.none())
names = st.sampled_from(
    ["id", "name", "status", "phones", "number", "description", "type", "schedules", "byday", "freq", "opens_at",
     "closes_at",
     "languages", "code", "service_at_locations", "location", "latitude", "longitude", "addresses", "address_1",
     "attributes", "taxonomy_term", "taxonomy", "value", "minimum_age", "maximum_age", "email", "external_identifier",
     "external_identifier_type", "assured_date", "organization", "services"]
)  # fmt: skip
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5), max_leaves=20
)
records = st.dictionaries(names, anything, max_size=10)


@settings(max_examples=300)
@given(records)
def test_any_record_is_read_and_given_back_unchanged(record: dict[str, Any]) -> None:
    fields = hsds.read_fields(record)
    assert set(fields) == set(hsds.FIELDS)
    assert fields["types"]
    assert set(fields["types"]) <= set(code_list("service_types"))
    before = json.dumps(record, sort_keys=True)
    assert json.dumps(hsds.written_fields(record, fields), sort_keys=True) == before


@settings(max_examples=300)
@given(records | st.lists(anything, max_size=3))
def test_any_json_is_a_directory_or_refused(content: Any) -> None:
    data = json.dumps(content).encode()
    try:
        found = hsds.read_directory(data)
    except Refused:
        with pytest.raises(Refused, match=r"hsds\.no_service"):
            hsds.read_directory(data)
    else:
        assert found.services.keys() == found.provider.keys()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"{", "hsds.broken"), (b"\xff\xfe{}", "hsds.broken"), (b"[" * 100_000, "hsds.broken"), (b"{}", "hsds.no_service"),
     (b'[{"name": "a place", "latitude": 1}]', "hsds.no_service"), (b"[" * 60 + b"]" * 60, "hsds.broken")],
)  # fmt: skip
def test_what_is_no_directory_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        hsds.read_directory(data)
    assert refused.value.code == code


def test_a_zip_that_is_none_or_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (b"PK\x03\x04 broken", b""):
        with pytest.raises(Refused, match=r"file\.broken"):
            hsds.read_archive(data)
    packed = hsds.write_archive({"services": [{"id": "a", "name": "x" * 1000}]})
    assert hsds.read_archive(packed) == {"services": [{"id": "a", "name": "x" * 1000}]}
    monkeypatch.setattr(tabular, "MOST_UNPACKED", 500)
    with pytest.raises(Refused, match=r"file\.too_large"):
        hsds.read_archive(packed)
    with pytest.raises(Refused, match=r"hsds\.no_service"):
        hsds.read_archive(hsds.write_archive({"locations": [{"id": "a"}]}))


def test_rows_are_nested_and_laid_out_again() -> None:
    tables: dict[str, list[dict[str, Any]]] = {
        "organizations": [{"id": "o", "name": "Hope"}],
        "services": [{"id": "s", "organization_id": "o", "name": "Clinic"}, {"id": "t", "organization_id": "gone"}],
        "locations": [{"id": "l", "name": "Sarn"}],
        "service_at_location": [{"id": "sl", "service_id": "s", "location_id": "l"},
                                {"id": "tl", "service_id": "t", "location_id": "l"}],
        "phones": [{"id": "p", "service_id": "s", "location_id": "l", "number": "112"},
                   {"id": "q", "service_id": "nobody"}],
        "languages": [{"id": "g", "phone_id": "p", "code": "ar"}],
    }  # fmt: skip
    found = hsds.Directory()
    hsds.take_tables(found, tables)
    assert [one.about for one in found.findings] == ["phones"]
    clinic = next(record for record in found.services.values() if record["id"] == "s")
    assert clinic["phones"][0]["languages"] == [{"id": "g", "code": "ar"}]
    assert clinic["service_at_locations"][0]["location"]["name"] == "Sarn"
    laid = hsds.tables_of(
        found.organizations.values(),
        [(record, "o" if record["id"] == "s" else "") for record in found.services.values()],
    )
    for name, rows in tables.items():
        assert sorted(laid[name], key=str) == sorted(rows, key=str), name


# Files written by others

CORPUS = Path(os.environ.get("SAFECONDUCT_CORPORA", "")) / "hsds"
needs_corpus = pytest.mark.skipif(
    not (CORPUS / "base.json").is_file(), reason="SAFECONDUCT_CORPORA does not point at the corpora"
)


def corpus(name: str) -> tuple[Any, hsds.Directory]:
    data = (CORPUS / name).read_bytes()
    return json.loads(data), hsds.read_directory(data)


@needs_corpus
def test_the_examples_in_full_come_back_as_they_are() -> None:
    example, found = corpus("service_full.json")
    ((service, record),) = found.services.items()
    fields = hsds.read_fields(record)
    assert (
        hsds.service_full(hsds.written_fields(record, fields), found.organizations[found.provider[service]]) == example
    )
    example, found = corpus("organization_full.json")
    (organization,) = found.organizations.values()
    assert hsds.organization_full(organization, found.services.values()) == example
    example, found = corpus("service_at_location_full.json")
    ((service, record),) = found.services.items()
    assert hsds.service_at_locations_full(record, found.organizations[found.provider[service]]) == [example]


@needs_corpus
@pytest.mark.parametrize("name", ["service_list.json", "service_at_location_list.json", "organization_list.json"])
def test_the_lists_come_back_as_they_are(name: str) -> None:
    example, found = corpus(name)
    if name == "organization_list.json":
        assert list(found.organizations.values()) == example["contents"]
        return
    ((service, record),) = found.services.items()
    organization = found.organizations[found.provider[service]]
    full = {
        "service_list.json": lambda: [hsds.service_full(record, organization)],
        "service_at_location_list.json": lambda: hsds.service_at_locations_full(record, organization),
    }[name]
    assert full() == example["contents"]
    assert set(hsds.list_of([])) == set(example)


@needs_corpus
def test_the_tables_come_back_row_by_row_also_those_that_lead_nowhere() -> None:
    tables = {path.stem: tabular.read_csv(path.read_bytes()) for path in (CORPUS / "csv").glob("*.csv")}
    assert len(tables) == 21
    found = hsds.Directory()
    hsds.take_tables(found, tables)
    ids = {subject: record["id"] for subject, record in found.organizations.items()}
    services = [(record, ids[found.provider[service]]) for service, record in found.services.items()]
    packed = hsds.write_archive(hsds.tables_of(found.organizations.values(), services))
    assert hsds.read_archive(packed) == tables


@needs_corpus
@pytest.mark.parametrize(
    "name", ["location.json", "taxonomy.json", "taxonomy_term.json", "taxonomy_list.json", "base.json"]
)
def test_examples_without_a_service_are_refused(name: str) -> None:
    with pytest.raises(Refused, match=r"hsds\.no_service"):
        corpus(name)


@needs_corpus
def test_the_example_of_tables_in_json_holds_the_same_service() -> None:
    _example, found = corpus("tabular.json")
    assert found.services.keys() == corpus("service_full.json")[1].services.keys()
