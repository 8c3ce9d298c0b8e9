"""`exchange` and `compartment`: introducing nodes, exchanging with them now or by files, holding a compartment."""

import argparse
from pathlib import Path
from typing import Any

from safeconduct.entrypoints.cli.opening import add_home, opened
from safeconduct.kernel.problems import NotFound, Problem, Refused


def add_commands(commands: Any) -> None:
    """exchange introduction, introduce, peers, revoke, export, import; compartment."""
    exchange = commands.add_parser("exchange", help="exchange with another node: by a wire, or by files on a stick")
    words = exchange.add_subparsers(dest="exchange", required=True, metavar="WORD")
    for name, text, run in (
        ("introduction", "write this node's introduction file, and show its fingerprint", run_introduction),
        ("introduce", "make another node known here, after comparing its fingerprint", run_introduce),
        ("peers", "say which nodes are known, and how it stands with each; may run beside the server", run_peers),
        ("revoke", "never exchange with a node again", run_revoke),
        ("now", "call a node, or all of them, and exchange what waits", run_now),
        ("export", "write what a node does not hold yet into files for it; may run beside the server", run_export),
        ("import", "read files of other nodes in", run_import),
    ):
        command = words.add_parser(name, help=text)
        for argument, more in ARGUMENTS.get(name, {}).items():
            command.add_argument(argument, **more)
        add_home(command)
        command.set_defaults(run=run)
    compartment = commands.add_parser(
        "compartment", help="on an agency's node: hold a compartment, or give it a new key"
    )
    compartment.add_argument("code", help="such as child_protection")
    add_home(compartment)
    compartment.set_defaults(run=run_compartment)


ARGUMENTS: dict[str, dict[str, dict[str, Any]]] = {
    "introduction": {"file": {"type": Path, "help": "file to write, such as river-aid.introduction"}},
    "introduce": {
        "file": {"type": Path, "help": "the other node's introduction file"},
        "--fingerprint": {"required": True, "help": "the eight groups that its administrator reads out"},
        "--provisional": {
            "default": "",
            "metavar": "REASON",
            "help": "in an emergency: for two weeks, before its assessment is signed; oversight sees it",
        },
    },
    "revoke": {
        "peer": {"help": "name of the node, or its id"},
        "--reason": {"required": True, "choices": ("stolen", "lost", "given_up", "not_trusted")},
    },
    "now": {"peer": {"nargs": "?", "default": "", "help": "name of the node, or its id (default: all)"}},
    "export": {
        "peer": {"help": "name of the node, or its id"},
        "file": {"type": Path, "help": "file to write; the keys go into a second one beside it"},
    },
    "import": {"files": {"type": Path, "nargs": "+", "metavar": "FILE", "help": "files that end in .exchange"}},
}


def run_introduction(options: argparse.Namespace) -> int:
    """Write the file and print what is to be read out."""
    with opened(options, writing=True) as node:
        from safeconduct.foundation.compartments.queries import check_posts_may_be_enrolled
        from safeconduct.foundation.exchange.introduction import own_fingerprint, own_introduction
        from safeconduct.foundation.journal.ledger import ledger

        check_posts_may_be_enrolled(node.card.agency, ledger().clock.now())
        options.file.write_bytes(own_introduction(address=node.card.listens))
        print(f"{options.file}: the introduction of {node.card.name}. Read this out to the other administrator:")
        print(f"  {own_fingerprint()}")
    return 0


def run_introduce(options: argparse.Namespace) -> int:
    """Introduce the node of the file."""
    with opened(options, writing=True):
        from safeconduct.domains.assessments.commands import AllowProvisionally
        from safeconduct.foundation.exchange.introduction import introduce_peer, read_introduction

        said, reason = read_introduction(_read(options.file)), options.provisional
        first = [AllowProvisionally(about=said.node, about_name=said.name, reason=reason)] if reason else []
        introduce_peer(_act(), said, compared=options.fingerprint, first=first)
        held = ", ".join(code for code, _ in said.compartments)
        print(f"{said.name} is known here{f'; it holds {held}' if held else ''}.")
    return 0


def run_peers(options: argparse.Namespace) -> int:
    """One line a node."""
    with opened(options, writing=False):
        from safeconduct.foundation.exchange import queries, waiting

        for peer in queries.peers():
            stands, out = queries.contact_of(peer.subject), waiting.waiting_for(peer)
            heard = f"{stands.heard_at:%Y-%m-%d %H:%M} UTC" if stands.heard_at else "never"
            state = "revoked" if peer.revoked else f"last heard {heard}, {out.there} entries wait for it"
            trouble = f" [{stands.trouble}]" if stands.trouble else ""
            print(f"{peer.name} ({peer.profile}): {state}{trouble}")
    return 0


def run_revoke(options: argparse.Namespace) -> int:
    """Revoke a node, for good."""
    with opened(options, writing=True):
        from safeconduct.foundation.exchange.commands import revoke_peer

        peer = _peer(options.peer)
        revoke_peer(_act(), node=peer.subject, reason=options.reason)
        print(f"{peer.name} is revoked: nothing is given to it any more and nothing taken from it.")
    return 0


def run_now(options: argparse.Namespace) -> int:
    """Exchange once; returns 1 if it failed with one of them."""
    from safeconduct.entrypoints.cli.opening import explain

    failed = 0
    with opened(options, writing=True):
        from safeconduct.foundation.exchange import queries
        from safeconduct.foundation.exchange.exchanging import exchange_noting

        for peer in [_peer(options.peer)] if options.peer else queries.peers(revoked=False):
            try:
                outcome = exchange_noting(peer.subject)
                print(f"{peer.name}: {outcome.entries} new entries, {outcome.keys} new keys from there")
            except Problem as problem:
                print(f"{peer.name}: {explain(problem)}")
                failed += 1
    return 1 if failed else 0


def run_export(options: argparse.Namespace) -> int:
    """Write the files for a node."""
    with opened(options, writing=False):
        from safeconduct.foundation.exchange.files import save_files, write_files

        written = write_files(_peer(options.peer))
        paths = save_files(written, options.file)
    print("\n".join(str(path) for path in paths))
    more = "" if written.complete else " More wait: write again when these have been read in there."
    print(f"{written.entries} entries. Only that node opens these files.{more}")
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Read files in; returns 1 if something was put aside."""
    from safeconduct.entrypoints.cli.opening import explain

    waits = 0
    with opened(options, writing=True):
        from safeconduct.foundation.exchange.files import read_file, sender_name

        for path in options.files:
            outcome = read_file(_read(path))
            print(f"{path}: from {sender_name(outcome)}, {outcome.entries} new entries, {outcome.keys} new keys")
            for code, _stream in dict.fromkeys(outcome.aside):
                print(f"  {explain(Refused(code))}")
            waits += len(outcome.aside)
    return 1 if waits else 0


def run_compartment(options: argparse.Namespace) -> int:
    """Make a key for a compartment and register it; posts learn of it from the next introduction."""
    with opened(options, writing=True) as node:
        from safeconduct.foundation.compartments.commands import register_compartment
        from safeconduct.foundation.compartments.sealing import make_keys

        if node.card.profile != "agency":
            raise Refused("compartments.not_at_a_post")
        public = make_keys(options.code)
        register_compartment(_act(), compartment=options.code, agency=node.card.agency, public=public)
    print(f"{options.code} is held here. Now a protection officer signs in: the key goes under their passphrase.")
    print(
        "They print its sheets and type them once (Compartments). Then write an introduction anew and give it to every"
    )
    print("post that shall seal for it.")
    return 0


def _peer(name: str) -> Any:
    from safeconduct.foundation.exchange import queries

    found = [one for one in queries.peers() if name in (one.name, one.subject)]
    if len(found) != 1:
        raise NotFound("exchange.no_such_peer")
    return found[0]


def _act() -> Any:
    from safeconduct.foundation.access.roles import SYSTEM_ACTOR
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    return Act(id=new_id(), actor=SYSTEM_ACTOR, purpose="administration", place="node")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise NotFound("tool.no_such_file", file=path.name) from None
