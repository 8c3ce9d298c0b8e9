"""Makes the node a walk works on: posts and cast through the ordinary doors. Run as a program, in a process of its own.

python -m tests.walks.furnish HOME            a training node with its posts and its people, empty
python -m tests.walks.furnish HOME --lively   the same with a day behind it, ending at `lively.NOW`
"""

import os
import sys
from pathlib import Path
from typing import Any

from tests.conftest import LIGHT, PASSPHRASE, PEOPLE

OPENER = "Esther"
BRIDGE, RAIL = ("post", "B"), ("post", "R")


def prepare(folder: Path) -> None:
    """Load Django for the node in this folder."""
    os.environ["SAFECONDUCT_HOME"] = str(folder)
    from safeconduct.entrypoints.server import prepare as load

    load()


def opened(folder: Path, clock: Any = None) -> Any:
    """The node, open for writing."""
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import open_node

    return open_node(Home(folder), opener=OPENER, passphrase=PASSPHRASE, writing=True, clock=clock)


def make(folder: Path) -> None:
    """A training node with its vault, still without posts and people."""
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import make_node

    make_node(Home(folder), name="Kadar Bridge", openers=[(OPENER, PASSPHRASE), ("Kofi", PASSPHRASE)], training=True)


def set_up() -> None:
    """Two posts and the cast. The passphrases cost little here: walks sign in often."""
    from safeconduct.foundation.access.commands import CreateUser
    from safeconduct.foundation.access.passphrases import make_verifier
    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.places.commands import OpenPost
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import derived_id, new_id

    verifier = make_verifier(PASSPHRASE, cost=LIGHT)
    submit(
        Act(id=new_id(), actor="system", purpose="administration", place="node"),
        OpenPost(post=derived_id(*BRIDGE), name="Kadar Bridge", letter="B", zone="Europe/Chisinau", type="road",
                 area="Northern province", home_state="XKD"),
        OpenPost(post=derived_id(*RAIL), name="Sarn Rail", letter="R", zone="Europe/Chisinau", type="rail"),
        *(
            CreateUser(user=derived_id("user", login), login=login, display_name=name, roles=roles, passphrase=verifier)
            for login, (name, roles) in PEOPLE.items()
        ),
    )  # fmt: skip


def main(arguments: list[str]) -> None:
    """Make the node in the folder given."""
    folder = Path(arguments[0])
    prepare(folder)
    make(folder)
    if "--lively" in arguments:
        from tests.walks.lively import live

        live(folder)
        return
    node = opened(folder)
    set_up()
    node.close()


if __name__ == "__main__":
    main(sys.argv[1:])
