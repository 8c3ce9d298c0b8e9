"""Who does what where (3W): the table that coordination groups keep, with HXL tags, out and in.

Source: OCHA's 3W and the HXL standard 1.1 (hxlstandard.org): a row of tags says what each column holds.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.desks.protection.directory_columns import text_of
from safeconduct.foundation.codes import code_list, sector_of, service_types_in
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.documents.spreadsheets import Cell
from safeconduct.foundation.documents.table_files import TableFile, TableRow
from safeconduct.foundation.web.labels import label

# field -> (HXL tag, words of the head, other heads under which it is found)
COLUMNS: Mapping[str, tuple[str, str | Promise, tuple[str, ...]]] = {
    "agency": ("#org+name", _("Organisation"), ("organisation", "organization", "agency", "org", "who", "partner")),
    "agency_short": ("#org+acronym", _("Acronym"), ("acronym", "acronyme", "sigla")),
    "agency_type": ("#org+type", _("Type of organisation"), ("organisation type", "organization type", "org type")),
    "sector": ("#sector", _("Sector"), ("sector", "cluster", "secteur", "sector cluster")),
    "activity": ("#activity", _("Activity"), ("activity", "activite", "actividad", "what", "service type")),
    "name": ("#service+name", _("Service"), ("service", "service name", "project")),
    "place": ("#loc+name", _("Place"), ("location", "place", "site", "where", "lieu", "lugar", "district", "adm2")),
    "place_code": ("#adm+code", _("P-code"), ("pcode", "p code", "adm2 pcode", "adm1 pcode")),
    "latitude": ("#geo+lat", _("Latitude"), ("latitude", "lat")),
    "longitude": ("#geo+lon", _("Longitude"), ("longitude", "lon", "long")),
    "beneficiaries": ("#beneficiary", _("For whom"), ("beneficiaries", "target group", "for whom")),
    "status": ("#status", _("Status"), ("status", "etat", "estado")),
    "confirmed_on": ("#date+updated", _("Confirmed on"), ("date", "updated", "last updated")),
    "day_phone": ("#contact+phone", _("Phone"), ("phone", "telephone", "telefono")),
    "email": ("#contact+email", _("Mail"), ("email", "e mail", "mail", "courriel", "correo")),
}  # fmt: skip
_PARENTS = ("org", "sector", "activity", "service", "loc", "adm", "geo", "beneficiary", "status", "date", "contact")
OPEN, CLOSED = "open", "closed"
TAGS_LOOKED_FOR = 25
ENOUGH = 3


def heads() -> list[str | Promise]:
    """The words of the head line."""
    return [words for _tag, words, _others in COLUMNS.values()]


def tags() -> list[str]:
    """The line of tags below it."""
    return [tag for tag, _words, _others in COLUMNS.values()]


def lines_of(row: Any, agency: Any, *, with_place: bool) -> list[tuple[Cell, ...]]:
    """One line for each thing that a service does."""
    return [
        (
            agency.name if agency else "",
            agency.short_name if agency else "",
            str(label("agency_type", agency.type)) if agency else "",
            sector_of(code),
            code,
            row.name,
            row.place if with_place else "",
            row.place_code if with_place else "",
            row.latitude if with_place else None,
            row.longitude if with_place else None,
            ", ".join(row.for_whom),
            OPEN if row.is_open else CLOSED,
            row.confirmed_on,
            row.day_phone,
            row.email,
        )
        for code in row.types
    ]


def read_rows(table: TableFile) -> list[tuple[int, dict[str, str]]]:
    """The lines of a 3W as texts by field, with their row; empty where the table is none."""
    tagged = _tagged(table)
    if tagged is not None:
        names, rows = tagged
    else:
        names, rows = [_by_head(head) for head in table.header], list(table.rows)
    if not {"agency"} <= set(names) or not {"activity", "sector", "name"} & set(names):
        return []
    found = []
    for row in rows:
        texts = {name: text_of(cell) for name, cell in zip(names, row.cells, strict=False) if name}
        if texts.get("agency"):
            found.append((row.number, texts))
    return found


def _tagged(table: TableFile) -> tuple[list[str], list[TableRow]] | None:
    """The fields of the columns by a line of HXL tags, and the rows below it."""
    lines = [TableRow(table.header_row, tuple(table.header)), *table.rows]
    for place, line in enumerate(lines[:TAGS_LOOKED_FOR]):
        texts = [text_of(cell) for cell in line.cells]
        filled = [text for text in texts if text]
        if len(filled) >= ENOUGH and all(text.startswith("#") for text in filled):
            return [_by_tag(text) for text in texts], lines[place + 1 :]
    return None


def _by_tag(text: str) -> str:
    tag, *attributes = text.lower().replace(" ", "").split("+")
    for name, (own, _words, _others) in COLUMNS.items():
        if text.lower().replace(" ", "") == own:
            return name
    if tag.startswith("#adm") and "code" in attributes:
        return "place_code"
    plain = {"#org": "agency", "#sector": "sector", "#activity": "activity", "#service": "name", "#loc": "place",
             "#beneficiary": "beneficiaries", "#status": "status"}  # fmt: skip
    return plain.get(tag, "") if not attributes or attributes == ["name"] else ""


def _by_head(head: str) -> str:
    wanted = folded(head)
    for name, (_tag, words, others) in COLUMNS.items():
        if wanted and (wanted in others or wanted == folded(str(words))):
            return name
    return ""


def types_of(texts: Mapping[str, str]) -> tuple[str, ...]:
    """What a line says that the service does: a code of ours, words for it, or else the sector."""
    activity = texts.get("activity", "")
    if activity in code_list("service_types"):
        return (activity,)
    found = service_types_in(f"{activity} {texts.get('name', '')}")[:1] or service_types_in(texts.get("sector", ""))[:1]
    if found:
        return found
    sector = folded(texts.get("sector", ""))
    of_sector = [code for code in code_list("service_types") if sector and folded(sector_of(code)) == sector]
    return (of_sector[0],) if of_sector else ("other",)
