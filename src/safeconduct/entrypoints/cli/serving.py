"""`setup` makes a node, `serve` runs it."""

import argparse
import sys
from typing import Any

from safeconduct.entrypoints.cli.opening import add_home, explain, opened, prepare


def add_commands(commands: Any) -> None:
    """setup, serve."""
    setup = commands.add_parser("setup", help="make a new node in an empty folder")
    setup.add_argument("--home", default=None, help="folder of the node (default: ~/.safeconduct)")
    setup.add_argument("--name", required=True, help="name of the node, such as the post's")
    setup.add_argument("--opener", action="append", default=[], help="a person who may open the node; give two")
    setup.add_argument("--training", action="store_true", help="a training node: marked, never exchanged")
    setup.set_defaults(run=run_setup)
    serve = commands.add_parser("serve", help="open the node and serve its pages")
    add_home(serve)
    serve.add_argument("--port", type=int, default=8470, help="port on this machine (default: 8470)")
    serve.set_defaults(run=run_serve)


def run_setup(options: argparse.Namespace) -> int:
    """Make the node and its first administrator; prints what to do next."""
    from pathlib import Path

    folder = prepare(Path(options.home) if options.home else None)
    from safeconduct.entrypoints.founding import found_node
    from safeconduct.foundation.nodes.home import Home

    openers = [(name, _new_passphrase(name, training=options.training)) for name in options.opener]
    found_node(Home(folder), name=options.name, openers=openers, training=options.training)
    print(f"Made in {folder}. Next: safeconduct recovery --home {folder}; then safeconduct serve --home {folder}")
    return 0


def _new_passphrase(name: str, *, training: bool) -> str:
    """A passphrase typed twice where a person types; checked at once."""
    import getpass

    from safeconduct.foundation.nodes.opening import rules_for
    from safeconduct.foundation.vault.passphrases import check_passphrase
    from safeconduct.kernel.problems import Refused

    rules = rules_for(training=training)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    print(f"{name}: at least {rules.minimum_letters} characters, for example four unrelated words.")
    while True:
        typed = getpass.getpass(f"Passphrase of {name}: ")
        try:
            check_passphrase(typed, rules)
        except Refused as refused:
            print(explain(refused))
            continue
        if typed == getpass.getpass("The same again: "):
            return typed
        print("These two are not the same. Type them again.")


def run_serve(options: argparse.Namespace) -> int:
    """Serve on 127.0.0.1 until told to stop."""
    with opened(options, writing=True) as node:
        from safeconduct.entrypoints.server import serve

        print(f"Safeconduct: {node.card.name} at http://127.0.0.1:{options.port}/", flush=True)
        serve(address="127.0.0.1", port=options.port)
    return 0
