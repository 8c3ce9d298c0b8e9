"""Opening a node from the command line: which folder, who opens it, and the passphrase from a person or a file."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from safeconduct.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from safeconduct.foundation.nodes.opening import OpenNode

DEFAULT_HOME = Path.home() / ".safeconduct"


def add_home(command: argparse.ArgumentParser) -> None:
    """The options that say which node, and who opens it."""
    command.add_argument("--home", type=Path, default=None, help="folder of the node (default: ~/.safeconduct)")
    command.add_argument("--opener", default=None, help="name of the person who opens the node")
    command.add_argument(
        "--passphrase-file", type=Path, default=None, help="file with the passphrase (default: ask for it)"
    )


def prepare(folder: Path | None) -> Path:
    """Load Django for the node in this folder; the first thing every command on a node does."""
    home = (folder or Path(os.environ.get("SAFECONDUCT_HOME", DEFAULT_HOME))).resolve()
    os.environ["SAFECONDUCT_HOME"] = str(home)
    _check_driver()
    from safeconduct.entrypoints.server import prepare as load

    load()
    return home


def _check_driver() -> None:
    """Refused: node.no_driver, for a hub that was installed like a post."""
    if os.environ.get("SAFECONDUCT_DATABASE"):
        try:
            import psycopg  # noqa: F401 - what is missing shows here, before anything is loaded
        except ImportError:
            # The sentence is said by the same pages, which ask Django for no more than a database of another kind.
            del os.environ["SAFECONDUCT_DATABASE"]
            raise Refused("node.no_driver") from None


@contextmanager
def opened(options: argparse.Namespace, *, writing: bool) -> "Iterator[OpenNode]":
    """The open node; closed at the end."""
    folder = prepare(options.home)
    from safeconduct.domains.people import queries as people
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import open_node

    home = Home(folder)
    home.card()
    opener, passphrase = credentials(options)
    node = open_node(home, opener=opener, passphrase=passphrase, writing=writing)
    people.set_training(node.card.training)
    try:
        yield node
    finally:
        node.close()


def credentials(options: argparse.Namespace) -> tuple[str, str]:
    """Name and passphrase, asked for where they were not given."""
    try:
        opener = options.opener or input("Name of the person who opens the node: ").strip()
    except EOFError:
        raise Refused("cli.nobody_answers") from None
    if options.passphrase_file:
        return opener, options.passphrase_file.read_text(encoding="utf-8").strip("\r\n")
    if not sys.stdin.isatty():
        return opener, sys.stdin.readline().rstrip("\r\n")
    return opener, getpass.getpass("Passphrase: ")


def explain(problem: Problem) -> str:
    """The sentence of a problem; a tool that worked on a file alone has not loaded the rooms that hold them yet."""
    from safeconduct.entrypoints.server import prepare as load
    from safeconduct.foundation.web.texts import sentence_of

    load()
    return str(sentence_of(problem.code, problem.details))
