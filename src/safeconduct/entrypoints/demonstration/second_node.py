"""The agency's node of the demonstration: its own folder, database, keys, process and ports.

python -m safeconduct.entrypoints.demonstration.second_node introduce FOLDER LISTENS FILE
    makes the node where there is none, and writes its introduction
python -m safeconduct.entrypoints.demonstration.second_node serve FOLDER LISTENS PORT POST_INTRODUCTION
    serves it until its standard input ends: the demonstration that started it is gone then, however it went
"""

import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safeconduct.entrypoints.demonstration.assessing import Signing
    from safeconduct.foundation.nodes.opening import OpenNode
    from safeconduct.kernel.acts import Act

NAME, AGENCY = "River Aid (fictional)", "river_aid"
OPENER = ("Chidi", "demonstration only")
MARK = "agency.json"  # written when the node is complete
EVERY = 3.0  # seconds: who tries two nodes on one machine wants to see it
COMPARTMENTS = ("protection", "child_protection", "gbv", "trafficking", "health", "legal", "misconduct")
# login, name, role: everyone with the passphrase of the demonstration
USERS = (
    ("chidi", "Chidi", "referral_officer"),
    ("esther", "Esther", "protection_officer"),
    ("iris", "Iris", "focal_point"),
    ("grace", "Grace", "protection_officer"),
    ("leila", "Leila", "protection_officer"),
    ("adam", "Adam", "administrator"),
    ("olga", "Olga", "oversight"),
    ("dalia", "Dalia", "partner"),
)


def introduce(folder: Path, listens: str, file: Path) -> None:
    """Write the introduction of the agency's node, made first where there is none."""
    node = _opened(folder)
    try:
        from safeconduct.foundation.exchange.introduction import own_introduction
        from safeconduct.foundation.vault.durable_files import write_durably

        write_durably(file, own_introduction(address=listens))
    finally:
        node.close()


def serve(folder: Path, listens: str, port: int, introduction: Path) -> None:
    """Serve the node until standard input ends."""
    node = _opened(folder)
    try:
        from safeconduct.entrypoints.server import serve as serve_pages
        from safeconduct.foundation.exchange.exchanging import Exchanger
        from safeconduct.foundation.exchange.introduction import introduce_peer, read_introduction

        said = read_introduction(introduction.read_bytes())
        _signing().node(said.node, said.name)
        introduce_peer(_act(), said, compared=said.fingerprint)
        threading.Thread(target=_stop_with_the_other, daemon=True).start()
        serve_pages(address="127.0.0.1", port=port, exchange=Exchanger(listens, every=EVERY))
    finally:
        node.close()


def _stop_with_the_other() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _opened(folder: Path) -> "OpenNode":
    from safeconduct.entrypoints.cli.opening import prepare

    prepare(folder)
    from safeconduct.domains.people import queries as people
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import open_node

    home = Home(folder)
    if not (folder / MARK).exists():
        _make(home.folder)
    node = open_node(home, opener=OPENER[0], passphrase=OPENER[1], writing=True)
    people.set_training(node.card.training)
    return node


def _make(folder: Path) -> None:
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.kinds import Kind
    from safeconduct.foundation.nodes.opening import make_node, open_node
    from safeconduct.foundation.vault.durable_files import write_durably

    home = Home(folder)
    # What was left half made is of this demonstration, and nobody has used it yet.
    for path in (home.card_file, home.vault, *home.folder.glob(f"{home.database.name}*")):
        path.unlink(missing_ok=True)
    make_node(home, name=NAME, openers=[OPENER], training=True, of=Kind("agency", AGENCY))
    node = open_node(home, opener=OPENER[0], passphrase=OPENER[1], writing=True)
    try:
        _furnish()
    finally:
        node.close()
    write_durably(folder / MARK, b"{}\n")


def _furnish() -> None:
    from safeconduct.entrypoints.demonstration.leading import lead_cases
    from safeconduct.entrypoints.demonstration.loading import LIGHT, PASSPHRASE
    from safeconduct.foundation.access.commands import CreateUser
    from safeconduct.foundation.access.passphrases import make_verifier
    from safeconduct.foundation.compartments.commands import RegisterCompartment
    from safeconduct.foundation.compartments.sealing import make_keys
    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.journal.ledger import ledger
    from safeconduct.kernel.ids import derived_id

    users = [
        CreateUser(
            user=derived_id("demonstration", AGENCY, login), login=login, display_name=name, roles=(role,),
            passphrase=make_verifier(PASSPHRASE, cost=LIGHT),
        )
        for login, name, role in USERS
    ]  # fmt: skip
    holding = [RegisterCompartment(compartment=code, agency=AGENCY, public=make_keys(code)) for code in COMPARTMENTS]
    submit(_act(), *users, *holding)
    owner, supervisor, other = (derived_id("demonstration", AGENCY, login) for login in ("esther", "grace", "leila"))
    lead_cases(owner, supervisor, other, ledger().clock.now())


def _signing() -> "Signing":
    from safeconduct.entrypoints.demonstration.assessing import Signing
    from safeconduct.kernel.ids import derived_id

    return Signing(*(derived_id("demonstration", AGENCY, login) for login in ("esther", "olga")))


def _act() -> "Act":
    from safeconduct.foundation.access.roles import SYSTEM_ACTOR
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    return Act(id=new_id(), actor=SYSTEM_ACTOR, purpose="administration", place="node")


if __name__ == "__main__":
    os.umask(0o077)
    what, home_folder, address, *more = sys.argv[1:]
    if what == "introduce":
        introduce(Path(home_folder), address, Path(more[0]))
    else:
        serve(Path(home_folder), address, int(more[0]), Path(more[1]))
