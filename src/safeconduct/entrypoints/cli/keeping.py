"""`verify`, `rebuild`: looking after what the node holds."""

import argparse
import sys
from typing import Any

from safeconduct.entrypoints.cli.opening import add_home, opened


def add_commands(commands: Any) -> None:
    """verify, rebuild."""
    for name, text, run in (
        ("verify", "replay everything and say what does not agree; may run beside the server", run_verify),
        ("rebuild", "compute every table anew from the journal", run_rebuild),
    ):
        command = commands.add_parser(name, help=text)
        add_home(command)
        command.set_defaults(run=run)


def run_verify(options: argparse.Namespace) -> int:
    """Prints one line a finding; returns 1 if there are any."""
    with opened(options, writing=False) as node:
        from safeconduct.foundation.journal.verify import verify
        from safeconduct.foundation.vault.vault_file import check_vault_file

        check_vault_file(node.home.vault, node.root)
        verdict = verify(node.ledger)
    for finding in verdict.findings:
        print(f"{finding.code} {finding.where}")
    print(f"{verdict.entries} entries, {verdict.subjects} subjects, {verdict.rows} rows: ", end="")
    print("everything agrees" if verdict.sound else f"{len(verdict.findings)} findings")
    return 0 if verdict.sound else 1


def run_rebuild(options: argparse.Namespace) -> int:
    """Prints progress on standard error."""
    with opened(options, writing=True) as node:
        from safeconduct.foundation.journal.rebuild import rebuild

        done = rebuild(node.ledger, progress=lambda count: print(f"\r{count} subjects", end="", file=sys.stderr))
    print(f"\r{done} subjects projected")
    return 0
