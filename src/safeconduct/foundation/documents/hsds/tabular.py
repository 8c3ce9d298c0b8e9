"""The tables of an HSDS package: rows nested into the records they belong to, records laid out as rows, and the zip."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from safeconduct.foundation.documents.hsds.columns import COLUMNS, NUMBERS
from safeconduct.foundation.documents.hsds.parts import dicts_of
from safeconduct.foundation.documents.spreadsheets import unguarded
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Refused

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
MOST_PACKED, MOST_UNPACKED, MOST_FILES = 25_000_000, 250_000_000, 60  # assumption: as for spreadsheets


class Link(NamedTuple):
    """Rows of `child` whose `key` is the id of a `parent` stand in that record's list `name`."""

    child: str
    key: str
    parent: str
    name: str


class Reference(NamedTuple):
    """A row of `table` whose `key` is the id of a `target` holds that record as `name`."""

    table: str
    key: str
    target: str
    name: str


def _links(child: str, **parents: str) -> list[Link]:
    return [Link(child, key, parent, child) for key, parent in parents.items()]


_WHOLE = ("organizations", "services", "locations", "service_at_location")
LINKS = (
    *_links("phones", organization_id="organizations", service_id="services", location_id="locations",
            service_at_location_id="service_at_location", contact_id="contacts"),
    *_links("contacts", organization_id="organizations", service_id="services", location_id="locations",
            service_at_location_id="service_at_location"),
    *_links("schedules", service_id="services", location_id="locations",
            service_at_location_id="service_at_location"),
    *_links("languages", service_id="services", location_id="locations", phone_id="phones"),
    *_links("addresses", location_id="locations"),
    *_links("accessibility", location_id="locations"),
    *_links("service_areas", service_id="services"),
    *_links("funding", organization_id="organizations", service_id="services"),
    *_links("cost_options", service_id="services"),
    *_links("required_documents", service_id="services"),
    *_links("programs", organization_id="organizations"),
    *_links("organization_identifiers", organization_id="organizations"),
    *_links("locations", organization_id="organizations"),
    Link("service_at_location", "service_id", "services", "service_at_locations"),
    *(Link("attributes", "link_id", parent, "attributes") for parent in _WHOLE),
    *(Link("metadata", "resource_id", parent, "metadata") for parent in _WHOLE),
)  # fmt: skip
REFERENCES = (
    Reference("services", "program_id", "programs", "program"),
    Reference("service_at_location", "location_id", "locations", "location"),
    Reference("attributes", "taxonomy_term_id", "taxonomy_terms", "taxonomy_term"),
    Reference("taxonomy_terms", "taxonomy_id", "taxonomies", "taxonomy_detail"),
)


UNATTACHED = "unattached_rows"
"""Where the first organisation keeps rows that belong to nothing in their package, so that they are given back."""


class Nested(NamedTuple):
    """Organisations, services each with the id of its organisation, and the rows that belong nowhere, by table."""

    organizations: list[Row]
    services: list[tuple[Row, str]]
    orphans: dict[str, list[Row]]


def nested_from_tables(tables: Tables) -> Nested:
    """The records of a package. A key that leads to no row of the package stays in its row."""
    nesting = _Nesting(tables)
    organizations = [nesting.record("organizations", row) for row in tables.get("organizations", ())]
    services = [(nesting.record("services", row), nesting.provider(row)) for row in tables.get("services", ())]
    orphans = nesting.orphans()
    if orphans and organizations:
        organizations[0][UNATTACHED] = orphans
    return Nested(organizations, services, orphans)


class _Nesting:
    """The rows of a package by table and id, and which of them were used."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._by_id = {name: {str(row.get("id")): row for row in rows} for name, rows in tables.items()}
        self._children: dict[tuple[Link, str], list[Row]] = {}
        for link in LINKS:
            for row in tables.get(link.child, ()):
                if row.get(link.key) not in (None, ""):
                    self._children.setdefault((link, str(row[link.key])), []).append(row)
        self._used: set[tuple[str, str]] = set()

    def record(self, table: str, row: Row) -> Row:
        """A row with all that belongs to it nested in it."""
        own = str(row.get("id"))
        self._used.add((table, own))
        found = {name: value for name, value in row.items() if not self._is_spent(table, name, value)}
        if table == "services" and self.provider(row) == str(row.get("organization_id")):
            found.pop("organization_id", None)
        for link in LINKS:
            if link.parent == table and (link, own) in self._children:
                found[link.name] = [self.record(link.child, child) for child in self._children[link, own]]
        for one in REFERENCES:
            target = self._by_id.get(one.target, {}).get(str(row.get(one.key))) if one.table == table else None
            if target is not None:
                found[one.name] = self.record(one.target, target)
        return found

    def _is_spent(self, table: str, name: str, value: Any) -> bool:
        """Whether a key is said by where the record stands: its row is there, so the nesting tells it."""
        parents = [link.parent for link in LINKS if link.child == table and link.key == name]
        parents += [one.target for one in REFERENCES if one.table == table and one.key == name]
        return any(str(value) in self._by_id.get(parent, {}) for parent in parents)

    def provider(self, row: Row) -> str:
        """The organisation of a service: the one it names, or else that of its programme."""
        organizations = self._by_id.get("organizations", {})
        program = self._by_id.get("programs", {}).get(str(row.get("program_id")), {})
        for given in (row.get("organization_id"), program.get("organization_id")):
            if str(given) in organizations:
                return str(given)
        return ""

    def orphans(self) -> dict[str, list[Row]]:
        """The rows that belong to no organisation and no service, by table."""
        unused = {
            name: [row for row in rows if (name, str(row.get("id"))) not in self._used]
            for name, rows in self._tables.items()
        }
        return {name: rows for name, rows in sorted(unused.items()) if rows}


def tables_of(organizations: Iterable[Row], services: Iterable[tuple[Row, str]]) -> dict[str, list[Row]]:
    """Records laid out as rows, each once; services with the id that their organisation's record has."""
    laid: dict[str, dict[str, Row]] = {name: {} for name in COLUMNS}
    for record in organizations:
        _lay(laid, "organizations", {name: value for name, value in record.items() if name != UNATTACHED}, {})
        for name, rows in record.get(UNATTACHED, {}).items():
            for row in rows:
                laid.setdefault(name, {}).setdefault(str(row.get("id")), dict(row))
    for record, organization in services:
        _lay(laid, "services", record, {"organization_id": organization} if organization else {})
    return {name: list(rows.values()) for name, rows in laid.items()}


def _lay(laid: dict[str, dict[str, Row]], table: str, record: Row, keys: Row) -> str:
    own = str(record.get("id") or derived_id("hsds row", table, repr(sorted(record.items(), key=str))))
    lists = {link.name: link for link in LINKS if link.parent == table}
    singles = {one.name: one for one in REFERENCES if one.table == table}
    row = laid.setdefault(table, {}).setdefault(own, {"id": own})
    row |= {name: value for name, value in record.items() if not isinstance(value, dict | list)}
    for name, value in keys.items():
        row.setdefault(name, value)
    for name, one in singles.items():
        if isinstance(record.get(name), dict):
            row[one.key] = _lay(laid, one.target, record[name], {})
    for name, link in lists.items():
        for child in dicts_of(record.get(name)):
            _lay(laid, link.child, child, {link.key: own})
    return own


def read_archive(data: bytes) -> dict[str, list[Row]]:
    """The tables of a zip of CSV files by name. Refused: file.too_large, file.broken, hsds.no_service."""
    if len(data) > MOST_PACKED:
        raise Refused("file.too_large", limit_mb=MOST_PACKED // 1_000_000)
    tables, room = {}, MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
            if len(entries) > MOST_FILES:
                raise Refused("file.too_large", limit_mb=MOST_UNPACKED // 1_000_000)
            for one in entries:
                with archive.open(one) as part:
                    content = part.read(room + 1)
                room -= len(content)
                if room < 0:
                    raise Refused("file.too_large", limit_mb=MOST_UNPACKED // 1_000_000)
                tables[one.filename.rsplit("/", 1)[-1][:-4].lower()] = read_csv(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, csv.Error):
        raise Refused("file.broken") from None
    if not tables.get("services"):
        raise Refused("hsds.no_service")
    return tables


def read_csv(content: bytes) -> list[Row]:
    """Rows of one table; empty cells are left out, columns that hold numbers hold them."""
    text = content.decode("utf-8-sig", errors="replace")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [
        {
            str(name): _typed(str(name), unguarded(value))
            for name, value in row.items()
            if name and isinstance(value, str) and value
        }
        for row in rows
    ]


def _typed(name: str, value: str) -> Any:
    if name in NUMBERS:
        for kind in (int, float):
            try:
                if str(kind(value)) == value:
                    return kind(value)
            except ValueError:
                continue
    return value


def write_archive(tables: Tables) -> bytes:
    """A zip with one CSV file a table, the columns of the standard first; the same data gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in COLUMNS:
            if tables.get(name):
                entry = zipfile.ZipInfo(f"{name}.csv", (2026, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, _csv(name, tables[name]))
    return packed.getvalue()


def _csv(name: str, rows: list[Row]) -> bytes:
    beyond = sorted({column for row in rows for column in row} - set(COLUMNS[name]))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    titles = [*COLUMNS[name], *beyond]
    writer.writerow(titles)
    # No guards against formulas: these files are read by programs, and a plus sign begins every phone number.
    writer.writerows(["" if row.get(column) is None else str(row[column]) for column in titles] for row in rows)
    return text.getvalue().encode("utf-8")
