"""The command line: `safeconduct COMMAND`. Each command is one function; problems become one plain sentence."""

import argparse
import os
import sys
from collections.abc import Sequence

from safeconduct.entrypoints.cli import demo, exchanging, keeping, serving, tools
from safeconduct.entrypoints.cli.opening import explain
from safeconduct.kernel.problems import Problem


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(prog="safeconduct", description="Humanitarian border management.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for room in (demo, serving, exchanging, keeping, tools):
        room.add_commands(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 with a sentence on standard error, or 2 for wrong words."""
    os.umask(0o077)  # what a node writes is for the account that runs it alone
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except Problem as problem:
        print(explain(problem), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
