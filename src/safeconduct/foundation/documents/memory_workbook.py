"""Saves an openpyxl workbook in memory alone; openpyxl itself writes the rows, names and all, to a temporary file."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def begin_rows(target: Any) -> None:
    """Opens a write-only sheet for its rows; views, widths and print titles must be set before."""
    target._writer = WorksheetWriter(target, out=io.BytesIO())
    target._writer.write_top()


def saved(book: Workbook, *, made_at: datetime) -> bytes:
    """The workbook as XLSX; `made_at` is the only time inside the file."""
    moment = made_at.astimezone(UTC)
    book.properties.created = book.properties.modified = moment.replace(tzinfo=None)
    data = io.BytesIO()
    archive = _Archive(data, moment)
    _Writer(book, archive).save()
    return data.getvalue()


def abandon(book: Workbook) -> None:
    """Closes what was begun, after a refusal in the middle of the rows."""
    for sheet in book.worksheets:
        if not sheet.closed:
            sheet.close()


class _Writer(ExcelWriter):
    _archive: "_Archive"

    def write_worksheet(self, ws: Any) -> None:
        if not ws.closed:
            ws.close()
        ws._drawing = None
        ws._rels = ws._writer._rels
        self._archive.writestr(ws.path[1:], ws._writer.out.getvalue())
        self.manifest.append(ws)


class _Archive(zipfile.ZipFile):
    """An archive in which every part bears the same given moment."""

    def __init__(self, data: io.BytesIO, moment: datetime) -> None:
        super().__init__(data, "w", zipfile.ZIP_DEFLATED)
        self._moment = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        part = zipfile.ZipInfo(str(zinfo_or_arcname), date_time=self._moment)
        part.external_attr = 0o600 << 16
        super().writestr(part, data, zipfile.ZIP_DEFLATED)
