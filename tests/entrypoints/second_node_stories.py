"""A small post beside the agency's node of the demonstration.

python -m tests.entrypoints.second_node_stories FOLDER PORT LISTENS POST_LISTENS
    says the process of the agency's node, again when it was started anew; seals when told to, and says when it is there
"""

import sys
import threading
import time
from pathlib import Path
from typing import Any

from tests.faults import workload

SEALED = ("protection", "child_protection", "health")


def main(folder: Path, port: int, listens: int, post_listens: int) -> None:
    """Begin, and do as one is told."""
    workload.prepare(folder / "post")
    from safeconduct.entrypoints.demonstration.beside import Introducing, Place, SecondNode
    from safeconduct.entrypoints.demonstration.loading import introduce_agency
    from safeconduct.foundation.dispatch.writer import start_writer
    from safeconduct.foundation.exchange.exchanging import Exchanger
    from safeconduct.foundation.exchange.introduction import own_introduction, read_introduction
    from tests.assessed import provisionally

    place = Place(folder / "agency", port, f"127.0.0.1:{listens}")
    introducing = Introducing(place)
    workload.make(folder / "post")
    workload.opened(folder / "post")
    introduction = introducing.introduction()
    introduce_agency(introduction, first=provisionally(read_introduction(introduction).node))
    place.posts_introduction.write_bytes(own_introduction(address=f"127.0.0.1:{post_listens}"))
    start_writer()
    with Exchanger(f"127.0.0.1:{post_listens}", every=0.5), SecondNode(place) as second:
        print(second.process, flush=True)
        threading.Thread(target=_say_when_started_anew, args=(second,), daemon=True).start()
        sys.stdin.readline()
        _seal()
        while _receipted() < len(SEALED):
            time.sleep(0.2)
        print(f"{_receipted()} receipted", flush=True)
        time.sleep(600)


def _say_when_started_anew(second: Any) -> None:
    first = second.process
    while second.process == first:
        time.sleep(0.05)
    print(second.process, flush=True)


def _seal() -> None:
    from safeconduct.foundation.compartments.sealing import seal_for
    from safeconduct.foundation.dispatch import submit
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import derived_id, new_id

    act = Act(id=new_id(), actor=derived_id("bilal"), purpose="border_control", place=derived_id("post"))
    submit(act, *(seal_for(code, {"for": code}) for code in SEALED))


def _receipted() -> int:
    from safeconduct.foundation.journal.models import PeerReceipt

    return sum(PeerReceipt.objects.filter(stream__contains=".sealed.").values_list("seq", flat=True))


def opened(folder: Path) -> None:
    """Print what the agency's node opens."""
    from safeconduct.entrypoints.demonstration.second_node import OPENER
    from safeconduct.foundation.compartments.queries import sealed_entries
    from safeconduct.foundation.compartments.sealing import open_here
    from safeconduct.foundation.exchange.taking_in import project_what_waits
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import open_node

    node = open_node(Home(folder), opener=OPENER[0], passphrase=OPENER[1], writing=True)
    project_what_waits()
    found = [open_here(one.subject)["for"] for code in SEALED for one in sealed_entries(code)]
    node.close()
    print(*found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
