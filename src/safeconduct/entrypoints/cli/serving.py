"""`setup` makes a node, `serve` runs it."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from safeconduct.entrypoints.cli.opening import add_home, explain, opened, prepare
from safeconduct.kernel.problems import Refused

if TYPE_CHECKING:
    from safeconduct.entrypoints.lan_door import LanDoor
    from safeconduct.foundation.nodes.opening import OpenNode

LAN_PORT = 8471


def add_commands(commands: Any) -> None:
    """setup, serve."""
    setup = commands.add_parser("setup", help="make a new node in an empty folder")
    setup.add_argument("--home", default=None, help="folder of the node (default: ~/.safeconduct)")
    setup.add_argument("--name", required=True, help="name of the node, such as the post's")
    setup.add_argument("--opener", action="append", default=[], help="a person who may open the node; give two")
    setup.add_argument("--training", action="store_true", help="a training node: marked, exchanges with its like alone")
    setup.add_argument("--profile", default="post", help="post (default), or agency: decides which desks it has")
    setup.add_argument("--agency", default="", help="code of the agency whose node it is, such as river_aid")
    setup.add_argument("--listens", default="", help="where other nodes reach it, such as 127.0.0.1:8480")
    setup.set_defaults(run=run_setup)
    serve = commands.add_parser("serve", help="open the node and serve its pages")
    add_home(serve)
    serve.add_argument("--port", type=int, default=8470, help="port on this machine (default: 8470)")
    serve.add_argument(
        "--exchange-every", type=float, default=15.0, help="seconds between exchanges with other nodes (default: 15)"
    )
    _add_lan(serve)
    serve.set_defaults(run=run_serve)


def _add_lan(serve: argparse.ArgumentParser) -> None:
    serve.add_argument(
        "--lan",
        nargs="?",
        const="",
        default=None,
        metavar="ADDRESS",
        help="serve over HTTPS on the local network as well: on all of them, or on the one with this address",
    )
    serve.add_argument("--name", default="", help="name of the node on the network (default: NODE.local)")
    serve.add_argument("--lan-port", type=int, default=None, help="port on the local network (default: 8471)")
    serve.add_argument(
        "--renew",
        choices=("certificate", "authority"),
        default="",
        help="make the certificate anew; with “authority” every device has to fetch it again",
    )


def run_setup(options: argparse.Namespace) -> int:
    """Make the node and its first administrator; prints what to do next."""
    from pathlib import Path

    folder = prepare(Path(options.home) if options.home else None)
    from safeconduct.entrypoints.founding import found_node
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.kinds import Kind, check_kind

    check_kind(Kind(options.profile, options.agency, options.listens))  # before anybody types a passphrase
    openers = [(name, _new_passphrase(name, training=options.training)) for name in options.opener]
    of = Kind(options.profile, options.agency, options.listens)
    found_node(Home(folder), name=options.name, openers=openers, training=options.training, of=of)
    print(f"Made in {folder}. Next: safeconduct recovery --home {folder}; then safeconduct serve --home {folder}")
    return 0


def _new_passphrase(name: str, *, training: bool) -> str:
    """A passphrase typed twice where a person types; checked at once."""
    import getpass

    from safeconduct.foundation.nodes.opening import rules_for
    from safeconduct.foundation.vault.passphrases import check_passphrase

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
    """Serve on 127.0.0.1, and on the local network where that is wished, until told to stop."""
    if options.lan is None and (options.name or options.renew or options.lan_port):
        raise Refused("lan.only_with_lan")
    with opened(options, writing=True) as node:
        from safeconduct.entrypoints.server import serve
        from safeconduct.foundation.exchange.exchanging import Exchanger

        door = _lan_door(node, options) if options.lan is not None else None
        print(f"Safeconduct: {node.card.name} at http://127.0.0.1:{options.port}/", flush=True)
        exchange = Exchanger(node.card.listens, every=options.exchange_every)
        serve(address="127.0.0.1", port=options.port, lan=door, exchange=exchange)
    return 0


def _lan_door(node: "OpenNode", options: argparse.Namespace) -> "LanDoor":
    """The door to the local network, still shut; says how devices find it, and what stands in their way."""
    from safeconduct.entrypoints.lan_door import LanDoor, Wish
    from safeconduct.foundation.nodes.health import GOOD, certificate
    from safeconduct.foundation.web.texts import sentence_of

    wish = Wish(options.lan_port or LAN_PORT, options.name, options.lan, options.renew)
    door = LanDoor(node, wish)
    presence, shown = door.presence, door.certificates
    at = ", ".join(presence.addresses) or sentence_of("lan.no_address")
    print(f"On the local network: {presence.address()} ({at})")
    print(f"Its authority's fingerprint (SHA-256): {shown.fingerprint}")
    print(f"How a device joins: {presence.address()}join/, or “Local network” under administration")
    check = certificate(door.now())
    if check.state != GOOD:
        print(sentence_of(check.code, check.details))
    return door
