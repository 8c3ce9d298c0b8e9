"""The service directory as a file: HSDS (JSON, tables), a plain table (XLSX, CSV), and who does what where (3W)."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.desks.protection import directory_columns, directory_records, three_w
from safeconduct.desks.protection.agencies import KEEPERS
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import queries
from safeconduct.foundation.access.looks import record_export
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.documents import hsds
from safeconduct.foundation.documents.spreadsheets import Cell, Column, Sheet, write_csv, write_workbook
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.kernel.problems import NotFound

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Rows = list[Any]


@allow(*KEEPERS)
@require_GET
def services(request: HttpRequest, form: str) -> HttpResponse:
    """Every listed service in one of the forms; where a place is not given away, no file gives it away either."""
    if form not in FORMS:
        raise NotFound("directory.no_such_form")
    rows = queries.services(listed=True)
    record_export(request, "directory", number=len(rows))
    make, content_type, name = FORMS[form]
    answer = HttpResponse(make(rows), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def as_json(rows: Rows) -> bytes:
    """An HSDS list of services in full."""
    organizations, services_ = directory_records.hsds_records(rows)
    full = [hsds.service_full(record, organizations.get(agency)) for record, agency in services_]
    return json.dumps(hsds.list_of(full), ensure_ascii=False, indent=1).encode()


def as_tables(rows: Rows) -> bytes:
    """An HSDS package of tables."""
    organizations, services_ = directory_records.hsds_records(rows)
    ids = {
        subject: str(record.get("id") or directory_records.uuid_of(subject))
        for subject, record in organizations.items()
    }
    laid = hsds.tables_of(organizations.values(), [(record, ids.get(agency, "")) for record, agency in services_])
    return hsds.write_archive(laid)


def _sheet(rows: Rows) -> Sheet:
    agencies = partners.agencies_by_id({row.agency for row in rows})
    choices = {one.code: one.choices for one in directory_columns.SERVICE_COLUMNS}
    heads = tuple(Column(str(words), choices=choices.get(code, ())) for code, words in directory_columns.heads())
    lines = [tuple(_line(row, agencies.get(row.agency))) for row in rows]
    return Sheet(title=_("Service directory"), columns=heads, rows=lines, language=get_language() or "en")


def _line(row: Any, agency: Any) -> list[Cell]:
    about: list[Cell] = [row.subject, agency.name if agency else None, agency.type if agency else None]
    return [*about, *directory_columns.cells_of(row, with_place=not row.is_discreet)]


def as_xlsx(rows: Rows) -> bytes:
    """A workbook with our columns, to be filled in and read back."""
    return write_workbook([_sheet(rows)], title=_("Service directory"), made_at=ledger().clock.now())


def as_csv(rows: Rows) -> bytes:
    """The same as text."""
    return write_csv(_sheet(rows))


def as_three_w(rows: Rows) -> bytes:
    """Who does what where, with a line of HXL tags."""
    agencies = partners.agencies_by_id({row.agency for row in rows})
    lines = [
        line for row in rows for line in three_w.lines_of(row, agencies.get(row.agency), with_place=not row.is_discreet)
    ]
    heads = tuple(Column(str(words)) for words in three_w.heads())
    sheet = Sheet(title="3W", columns=heads, rows=[tuple(three_w.tags()), *lines], language=get_language() or "en")
    return write_workbook([sheet], title="3W", made_at=ledger().clock.now())


FORMS: dict[str, tuple[Callable[[Rows], bytes], str, str]] = {
    "json": (as_json, "application/json", "services.json"),
    "zip": (as_tables, "application/zip", "services-hsds.zip"),
    "xlsx": (as_xlsx, XLSX, "services.xlsx"),
    "csv": (as_csv, "text/csv; charset=utf-8", "services.csv"),
    "3w.xlsx": (as_three_w, XLSX, "services-3w.xlsx"),
}
