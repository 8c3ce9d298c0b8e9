"""`tool NAME …`: what an analyst may try on a file, and the report of a post's day. Schemas: docs/tools.md."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from safeconduct.entrypoints.cli.opening import add_home, opened
from safeconduct.kernel.problems import Refused

Rows = list[dict[str, str]]
LANGUAGES = ("en", "fr", "ar", "es")


class Tool(NamedTuple):
    """A tool: what it does in one line, its arguments, and what it runs."""

    text: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def add_commands(commands: Any) -> None:
    """tool."""
    tool = commands.add_parser("tool", help="work on a file, or report a day: " + ", ".join(TOOLS))
    tools = tool.add_subparsers(dest="tool", required=True, metavar="NAME")
    for name, one in TOOLS.items():
        command = tools.add_parser(name, help=one.text, description=f"{one.text} Schema: docs/tools.md.")
        one.add_arguments(command)
        command.set_defaults(run=one.run)


def _file_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the file to read; - for standard input")
    command.add_argument("--output", type=Path, default=None, help="where to write (default: standard output)")


def _suppress_arguments(command: argparse.ArgumentParser) -> None:
    _file_arguments(command)
    command.add_argument(
        "--threshold", type=int, default=None, help="counts from 1 to below this are hidden (default: 5)"
    )


def _parity_arguments(command: argparse.ArgumentParser) -> None:
    _file_arguments(command)
    command.add_argument("--level", type=float, default=0.05, help="what counts as rare, all tests together (0.05)")
    command.add_argument("--confidence", type=float, default=0.95, help="of the intervals (0.95)")


def _report_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("post", help="letter, name or id of the post")
    command.add_argument("date", help="local day of the post, such as 2026-03-04")
    help_ = "a .pdf, .xlsx or .json file (default: JSON to standard output)"
    command.add_argument("--output", type=Path, default=None, help=help_)
    command.add_argument("--public", action="store_true", help="the public version, small numbers hidden")
    command.add_argument("--language", choices=LANGUAGES, default="en", help="of PDF and workbook (default: en)")
    add_home(command)


def _on_text(work: Callable[[str, argparse.Namespace], str]) -> Callable[[argparse.Namespace], int]:
    """A tool that reads one text and writes one."""

    def run(options: argparse.Namespace) -> int:
        text = _read(options.file)
        try:
            written = work(text, options)
        except ValueError as failure:
            raise Refused("tool.not_readable", reason=str(failure)) from None
        _write(written.encode(), options.output)
        return 0

    return run


def _on_rows(work: Callable[[Rows, argparse.Namespace], Rows]) -> Callable[[argparse.Namespace], int]:
    """A tool on a table: CSV in, CSV out; a JSON list of objects in, the same out."""

    def do(text: str, options: argparse.Namespace) -> str:
        if not text.strip():
            raise ValueError("It is empty.")
        if text.lstrip()[:1] in ("[", "{"):
            return json.dumps(work(_json_rows(text), options), ensure_ascii=False, indent=2) + "\n"
        return _csv_text(work(_csv_rows(text), options))

    return _on_text(do)


def _json_rows(text: str) -> Rows:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("The file begins like JSON but is not valid JSON.") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("The JSON must be a list of objects.")
    return [{str(name): "" if value is None else str(value) for name, value in row.items()} for row in rows]


def _csv_rows(text: str) -> Rows:
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    rows = []
    for number, row in enumerate(reader, start=1):
        if row.get(""):
            raise ValueError(f"Row {number} has more cells than the header.")
        rows.append({name: value for name, value in row.items() if name})
    return rows


def _csv_text(rows: Rows) -> str:
    made = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(made, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue()


def _read(path: Path) -> str:
    if str(path) == "-":
        return sys.stdin.read()
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Refused("tool.no_such_file", file=path.name) from None
    except (UnicodeDecodeError, IsADirectoryError):
        raise Refused("tool.not_text", file=path.name) from None


def _write(content: bytes, output: Path | None) -> None:
    if output:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _mrz(text: str, options: argparse.Namespace) -> str:
    from safeconduct.science.traveldocs.tool import mrz_tool

    return json.dumps(mrz_tool(text, today=datetime.now(UTC).date()), ensure_ascii=False, indent=2) + "\n"


def _suppress(rows: Rows, options: argparse.Namespace) -> Rows:
    from safeconduct.science.disclosure.suppression import THRESHOLD, suppression_tool

    return suppression_tool(rows, threshold=THRESHOLD if options.threshold is None else options.threshold)


def _parity(rows: Rows, options: argparse.Namespace) -> Rows:
    from safeconduct.science.parity.watch import parity_tool

    return parity_tool(rows, level=options.level, confidence=options.confidence)


def _staffing(rows: Rows, options: argparse.Namespace) -> Rows:
    from safeconduct.science.queueing.staffing import staffing_tool

    return staffing_tool(rows)


def _report(options: argparse.Namespace) -> int:
    kind = options.output.suffix.lower().removeprefix(".") if options.output else "json"
    if kind not in ("pdf", "xlsx", "json"):
        raise Refused("report.output_kind")
    day = _day(options.date)
    with opened(options, writing=False) as node:
        _write(_report_of(options, day, kind, training=node.card.training), options.output)
    return 0


def _report_of(options: argparse.Namespace, day: date, kind: str, *, training: bool) -> bytes:
    from django.utils import translation

    from safeconduct.reporting.daily_report import check_may_report, report_file, report_of
    from safeconduct.reporting.day_figures import day_figures
    from safeconduct.reporting.report_json import report_data

    figures = day_figures(_post(options.post), day, datetime.now(UTC))
    audience: Any = "public" if options.public else "internal"
    if kind == "json":
        check_may_report(figures, audience)
        data = report_data(figures, public=options.public)
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    with translation.override(options.language):
        report = report_of(figures, audience=audience, training=training)
    return report_file(report, "pdf" if kind == "pdf" else "xlsx")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("report.no_such_day", value=text) from None


def _post(text: str) -> str:
    from safeconduct.foundation.places import queries as places

    for post in places.posts():
        if text.casefold() in (post.letter.casefold(), post.name.casefold(), post.subject):
            return post.subject
    raise Refused("report.no_such_post", value=text)


TOOLS: dict[str, Tool] = {
    "mrz": Tool("Read machine-readable zones (ICAO Doc 9303).", _file_arguments, _on_text(_mrz)),
    "parity": Tool("Compare how groups fare at a post, month by month.", _parity_arguments, _on_rows(_parity)),
    "report": Tool("Report a post's local day as PDF, workbook or JSON.", _report_arguments, _report),
    "staffing": Tool("Plan lanes and officers for each row of a table.", _file_arguments, _on_rows(_staffing)),
    "suppress": Tool(
        "Hide small counts of linked tables, and what would give them away.", _suppress_arguments, _on_rows(_suppress)
    ),
}
