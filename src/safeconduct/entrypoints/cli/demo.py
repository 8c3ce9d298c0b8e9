"""`demo`: a fictional crisis on two nodes of its own, the post's and an agency's, then the pages of both."""

import argparse
from pathlib import Path
from typing import Any

from safeconduct.entrypoints.cli.opening import prepare

DEMO_OPENERS = [(name, "demonstration only") for name in ("Esther", "Kofi")]
WIRE = 10  # the nodes reach each other this many ports above their pages


def add_commands(commands: Any) -> None:
    """demo."""
    demo = commands.add_parser("demo", help="a fictional crisis to try everything on; no real data")
    demo.add_argument("--home", type=Path, default=Path(".demo"), help="folder of the demonstration (default: .demo)")
    demo.add_argument("--port", type=int, default=8470, help="port on this machine (default: 8470)")
    demo.add_argument("--second-port", type=int, default=8472, help="port of the agency's node (default: 8472)")
    demo.add_argument("--seed", type=int, default=2022, help="which demonstration (default: 2022)")
    demo.add_argument("--load-only", action="store_true", help="load and stop, without serving")
    demo.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    """Make and load the demonstration once, then serve both nodes; a second call serves what is there."""
    folder = prepare(options.home)
    from safeconduct.domains.people import queries as people
    from safeconduct.entrypoints.demonstration.beside import Introducing, Place, SecondNode
    from safeconduct.entrypoints.demonstration.loading import introduce_agency, load_once, print_welcome
    from safeconduct.entrypoints.demonstration.second_node import EVERY
    from safeconduct.entrypoints.server import serve
    from safeconduct.foundation.exchange.exchanging import Exchanger
    from safeconduct.foundation.exchange.introduction import own_introduction
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import open_node

    home, listens = Home(folder), f"127.0.0.1:{options.port + WIRE}"
    beside = Place(folder / "agency", options.second_port, f"127.0.0.1:{options.second_port + WIRE}")
    introducing = Introducing(beside)
    load_once(home, seed=options.seed, openers=DEMO_OPENERS, agency=introducing.introduction)
    if options.load_only:
        return 0
    opener, passphrase = DEMO_OPENERS[0]
    node = open_node(home, opener=opener, passphrase=passphrase, writing=True)
    people.set_training(node.card.training)
    try:
        introduce_agency(introducing.introduction())
        beside.posts_introduction.write_bytes(own_introduction(address=listens))
        with SecondNode(beside):
            print_welcome(options.port, options.second_port, folder=options.home, openers=DEMO_OPENERS)
            serve(address="127.0.0.1", port=options.port, exchange=Exchanger(listens, every=EVERY))
    finally:
        node.close()
    return 0
