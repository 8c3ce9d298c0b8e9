"""`tool NAME FILE`: what an analyst may try on a file of their own; reads CSV or JSON, writes CSV or JSON."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from safeconduct.kernel.problems import Refused


def add_commands(commands: Any) -> None:
    """tool."""
    tool = commands.add_parser("tool", help="work on a file: " + ", ".join(TOOLS))
    tools = tool.add_subparsers(dest="tool", required=True, metavar="NAME")
    for name, (text, run) in TOOLS.items():
        one = tools.add_parser(name, help=text.splitlines()[0], description=text,
                               formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
        one.add_argument("file", type=Path, help="the file to read; - for standard input")
        one.add_argument("--output", type=Path, default=None, help="where to write (default: standard output)")
        one.set_defaults(run=_runner(run))


def _runner(run: Callable[[str], str]) -> Callable[[argparse.Namespace], int]:
    def do(options: argparse.Namespace) -> int:
        written = run(_read(options.file))
        if options.output:
            options.output.write_text(written, encoding="utf-8")
        else:
            sys.stdout.write(written)
        return 0

    return do


def _read(path: Path) -> str:
    if str(path) == "-":
        return sys.stdin.read()
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Refused("tool.no_such_file", file=path.name) from None
    except (UnicodeDecodeError, IsADirectoryError):
        raise Refused("tool.not_text", file=path.name) from None


def _mrz(text: str) -> str:
    from safeconduct.science.traveldocs.tool import mrz_tool

    try:
        return json.dumps(mrz_tool(text, today=datetime.now(UTC).date()), ensure_ascii=False, indent=2) + "\n"
    except ValueError as failure:
        raise Refused("tool.not_readable", reason=str(failure)) from None


TOOLS: dict[str, tuple[str, Callable[[str], str]]] = {
    "mrz": ("Read machine-readable zones (ICAO Doc 9303). Schema: docs/tools.md.", _mrz),
}
