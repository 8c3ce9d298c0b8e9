"""A node under write load for the fault tests. Run as a program it writes in this thread and says each receipt.

python -m tests.faults.workload HOME NUMBER [careless]
    writes NUMBER acts; one line "ACK <act>" for each receipt; careless leaves the syncs of commits out
"""

import os
import sys
from pathlib import Path
from typing import Any

OPENER, PASSPHRASE = "Fault", "only for tests"


def prepare(folder: Path) -> None:
    """Load Django for the node in this folder."""
    os.environ["SAFECONDUCT_HOME"] = str(folder)
    from safeconduct.entrypoints.server import prepare as load

    load()


def make(folder: Path) -> None:
    """A node with one post and one officer, closed again."""
    from safeconduct.foundation.access.commands import CreateUser
    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import make_node
    from safeconduct.foundation.places.commands import OpenPost
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import derived_id

    make_node(Home(folder), name="Fault", openers=[(OPENER, PASSPHRASE)], training=True)
    node = opened(folder)
    submit(
        Act(id=derived_id("set up"), actor="system", purpose="administration", place="node"),
        OpenPost(post=derived_id("post"), name="Kadar Bridge", letter="B", zone="Europe/Chisinau", type="road"),
        CreateUser(user=derived_id("bilal"), login="bilal", display_name="Bilal", roles=("border_officer",)),
    )
    node.close()


def opened(folder: Path) -> Any:
    """The node, open for writing."""
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import open_node

    return open_node(Home(folder), opener=OPENER, passphrase=PASSPHRASE, writing=True)


def family() -> tuple[Any, list[Any]]:
    """An act of four commands: two persons, their group and its crossing."""
    from safeconduct.domains.crossings.commands import Decide, RecordCrossing
    from safeconduct.domains.people.commands import RegisterGroup, RegisterPerson
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import derived_id, new_id

    act = Act(id=new_id(), actor=derived_id("bilal"), purpose="border_control", place=derived_id("post"))
    group, crossing = new_id(), new_id()
    people = [new_id(), new_id()]
    commands: list[Any] = [
        RegisterPerson(person=one, level=2, group=group, given_names="Amina", family_name="Haddad", sex="F")
        for one in people
    ]
    commands += [
        RegisterGroup(group=group, level=2, size=2, focal_person=people[0]),
        RecordCrossing(crossing=crossing, post=derived_id("post"), direction="entry", level=2, group=group,
                       persons=tuple(people), number=2),
        Decide(crossing=crossing, decision="admit"),
    ]  # fmt: skip
    return act, commands


def missing_acts(acts: list[str]) -> list[str]:
    """Those acts of which the open node holds no entry."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT command FROM journal_entry")
        held = {row[0] for row in cursor.fetchall()}
    return [act for act in acts if act not in held]


def main(folder: Path, number: int, *, careless: bool = False) -> None:
    """Write, and say so after each receipt, with one system call."""
    prepare(folder)
    from django.db import connection

    from safeconduct.foundation.dispatch import submit

    if careless:
        connection.settings_dict["OPTIONS"]["init_command"] = "PRAGMA synchronous = NORMAL"
    node = opened(folder)
    os.write(1, b"READY\n")
    for _ in range(number):
        act, commands = family()
        submit(act, *commands)
        os.write(1, f"ACK {act.id}\n".encode())
    os.write(1, b"DONE\n")
    node.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), careless=sys.argv[3:] == ["careless"])
