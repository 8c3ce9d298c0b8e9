"""`verify`, `rebuild`, `backup`, `restore`, `doctor`, `recovery`: looking after what the node holds."""

import argparse
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from safeconduct.entrypoints.cli.opening import add_home, credentials, opened, prepare


def add_commands(commands: Any) -> None:
    """verify, rebuild, backup, restore, doctor, recovery."""
    for name, text, run in (
        ("verify", "replay everything and say what does not agree; may run beside the server", run_verify),
        ("rebuild", "compute every table anew from the journal", run_rebuild),
        ("backup", "write a backup: journal and keyring apart; may run beside the server", run_backup),
        ("doctor", "say how the node is and what to do; may run beside the server", run_doctor),
        ("restore", "restore a backup into an empty folder", run_restore),
        ("recovery", "print a new recovery set; with --use, open the node with two of its sheets", run_recovery),
    ):
        command = commands.add_parser(name, help=text)
        add_home(command)
        command.set_defaults(run=run)
        for option, more in OPTIONS.get(name, {}).items():
            command.add_argument(option, **more)


OPTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "backup": {"--to": {"type": Path, "required": True, "help": "folder to write the backup into"}},
    "doctor": {
        "--backups": {"type": Path, "default": None, "help": "folder with the backups, to see how old they are"}
    },
    "restore": {"--from": {"type": Path, "required": True, "dest": "source", "help": "the .journal.scb file"}},
    "recovery": {
        "--to": {"type": Path, "default": None, "help": "PDF file or folder for the three sheets (default: as text)"},
        "--use": {"action": "store_true", "help": "type two sheets and set a new passphrase for --opener"},
    },
}


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


def run_backup(options: argparse.Namespace) -> int:
    """Prints where the files lie, and how long the keyring file may be kept."""
    with opened(options, writing=False) as node:
        from safeconduct.foundation.nodes.backup import KEEP_KEYRING_DAYS, back_up

        files = back_up(node, options.to, now=datetime.now(UTC))
    print(f"{files.journal}\n{files.keyring}\n{files.vault}\n{files.card}")
    print(f"Keep the keyring file apart from the others, and destroy it after {KEEP_KEYRING_DAYS} days.")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Restore into --home, which must be empty; then verify."""
    folder = prepare(options.home)
    from safeconduct.foundation.journal.verify import verify
    from safeconduct.foundation.nodes.backup import find_backup, restore
    from safeconduct.foundation.nodes.home import Home

    files = find_backup(options.source)
    opener, passphrase = credentials(options)
    node = restore(files, Home(folder), opener=opener, passphrase=passphrase)
    try:
        verdict = verify(node.ledger)
    finally:
        node.close()
    print(f"Restored {verdict.entries} entries into {folder}; the node writes in epoch {node.ledger.epoch}.")
    for finding in verdict.findings:
        print(f"{finding.code} {finding.where}")
    return 0 if verdict.sound else 1


def run_doctor(options: argparse.Namespace) -> int:
    """One line a check; returns 1 if something must be done now."""
    with opened(options, writing=False) as node:
        from safeconduct.foundation.nodes.health import STOP, checks
        from safeconduct.foundation.web.texts import sentence_of

        found = checks(node.home, backups=options.backups)
    for check in found:
        print(f"[{check.state}] {sentence_of(check.code, check.details)}")
    return 1 if any(check.state == STOP for check in found) else 0


def run_recovery(options: argparse.Namespace) -> int:
    """Make and print a set, or use one."""
    return _use_recovery(options) if options.use else _print_recovery(options)


def _print_recovery(options: argparse.Namespace) -> int:
    with opened(options, writing=False) as node:
        from safeconduct.foundation.vault.recovery_set import make_recovery_set, qr_payload, share_lines, share_text
        from safeconduct.foundation.vault.vault_file import record_recovery_set

        made = make_recovery_set(node.root, day=datetime.now(UTC).date())
        if options.to:
            from safeconduct.entrypoints.recovery_paper import recovery_pdf

            sheets = [(share_lines(share), qr_payload(share)) for share in made.shares]
            now = datetime.now(UTC).replace(microsecond=0)
            paper = recovery_pdf(node.card.name, made.record.set_id, sheets, made_at=now, training=node.card.training)
            to = options.to / "recovery.pdf" if options.to.is_dir() else options.to
            to.write_bytes(paper)
            print(f"Three sheets in {to}. Print them, give them to three persons, and delete the file.")
        else:
            print("\n".join(share_text(share, node_name=node.card.name) for share in made.shares))
        record_recovery_set(node.home.vault, node.root, made.record)
    print("Any two sheets open this node. Sheets printed earlier are to be destroyed.")
    return 0


def _use_recovery(options: argparse.Namespace) -> int:
    folder = prepare(options.home)
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import rules_for
    from safeconduct.foundation.vault.recovery_set import LINES, read_share, recover
    from safeconduct.foundation.vault.vault_file import add_opener, openers_of, replace_passphrase, summary_of

    home = Home(folder)
    shares = []
    for which in ("first", "second"):
        print(f"Type the {LINES} lines of the {which} sheet:")
        shares.append(read_share([sys.stdin.readline().strip() for _ in range(LINES)]))
    root = recover(shares, record=summary_of(home.vault).recovery)
    opener = options.opener or input("Name of the person: ").strip()
    ask = getpass.getpass if sys.stdin.isatty() else lambda prompt: sys.stdin.readline().rstrip("\r\n")
    rules = rules_for(training=home.card().training)
    known = {name.casefold() for name in openers_of(home.vault, root)}
    passphrase = ask("New passphrase: ")
    if opener.casefold() in known:
        replace_passphrase(home.vault, root, name=opener, new=passphrase, rules=rules)
    else:
        add_opener(home.vault, root, name=opener, passphrase=passphrase, rules=rules)
    print(f"{opener} can open the node with the new passphrase.")
    return 0
