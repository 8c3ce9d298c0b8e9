"""Makes the node a walk works on: posts and cast through the ordinary doors. Run as a program, in a process of its own.

python -m tests.walks.furnish HOME            a training node with its posts and its people, empty
python -m tests.walks.furnish HOME --lively   the same with a day behind it, ending at `lively.NOW`
python -m tests.walks.furnish HOME --agency   a protection agency's node, to which a post told of a child
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


def make(folder: Path, profile: str = "post") -> None:
    """A training node with its vault, still without posts and people."""
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.kinds import Kind
    from safeconduct.foundation.nodes.opening import make_node

    make_node(Home(folder), name="Kadar Bridge", openers=[(OPENER, PASSPHRASE), ("Kofi", PASSPHRASE)], training=True,
              of=Kind(profile, "river_aid" if profile == "agency" else ""))  # fmt: skip


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


def tell_of_a_child() -> None:
    """The agency holds its compartments, and a notice of a child has come, as a post seals it."""
    from safeconduct.foundation.compartments.commands import RegisterCompartment
    from safeconduct.foundation.compartments.sealing import make_keys, seal_for
    from safeconduct.foundation.dispatch import submit
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import derived_id, new_id

    keys = {code: make_keys(code) for code in ("protection", "child_protection")}
    held = [RegisterCompartment(compartment=code, agency="river_aid", public=key) for code, key in keys.items()]
    submit(Act(id=new_id(), actor="system", purpose="administration", place="node"), *held)
    notice = {
        "form": "child_notice", "person": derived_id("yusuf"), "crossing": derived_id("crossing"),
        "token": "B-0163-M", "post": derived_id(*BRIDGE), "post_name": "Kadar Bridge", "day": "2026-03-04",
        "minor": "yes", "sex": "M", "age_band": "5-11", "relation": "not_related", "grounds": ["adult_not_parent"],
        "companions": [{"relation": "focal_point", "minor": "no", "sex": "M", "age_band": "18-59"}],
    }  # fmt: skip
    act = Act(id=new_id(), actor=derived_id("user", "bilal"), purpose="protection", place=derived_id(*BRIDGE))
    submit(act, seal_for("child_protection", notice))


def main(arguments: list[str]) -> None:
    """Make the node in the folder given."""
    folder = Path(arguments[0])
    prepare(folder)
    make(folder, "agency" if "--agency" in arguments else "post")
    if "--lively" in arguments:
        from tests.walks.lively import live

        live(folder)
        return
    node = opened(folder)
    set_up()
    if "--agency" in arguments:
        tell_of_a_child()
    node.close()


if __name__ == "__main__":
    main(sys.argv[1:])
