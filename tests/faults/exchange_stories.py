"""Stories of two nodes that exchange over a wire, each told in a process of its own by `tests.faults.programs`."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults import workload

COMPARTMENT = "child_protection"


def make_agency(folder: Path, listens: str, introduction: str) -> None:
    """The agency's node; it holds a compartment and writes its introduction."""
    from safeconduct.foundation.compartments.commands import register_compartment
    from safeconduct.foundation.compartments.sealing import make_keys
    from safeconduct.foundation.exchange.introduction import own_introduction
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.kinds import Kind
    from safeconduct.foundation.nodes.opening import make_node

    openers = [(workload.OPENER, workload.PASSPHRASE)]
    make_node(Home(folder), name="River Aid", openers=openers, training=True, of=Kind("agency", "river_aid", listens))
    node = workload.opened(folder)
    register_compartment(_act(), compartment=COMPARTMENT, agency="river_aid", public=make_keys(COMPARTMENT))
    Path(introduction).write_bytes(own_introduction(address=listens))
    node.close()


def make_post(folder: Path, listens: str, introduction: str, agency: str) -> None:
    """The post's node; it knows the agency's and writes its introduction."""
    from safeconduct.foundation.exchange.introduction import own_introduction

    workload.make(folder)
    node = workload.opened(folder)
    Path(introduction).write_bytes(own_introduction(address=listens))
    _introduce(agency)
    node.close()


def introduce(folder: Path, other: str) -> None:
    """Make the node of this introduction known here."""
    node = workload.opened(folder)
    _introduce(other)
    node.close()


def seal(folder: Path, number: str) -> None:
    """So many entries sealed for the agency, three an act."""
    from safeconduct.foundation.compartments.sealing import seal_for
    from safeconduct.foundation.dispatch import submit
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import derived_id, new_id

    node = workload.opened(folder)
    for _ in range(int(number) // 3):
        act = Act(id=new_id(), actor=derived_id("bilal"), purpose="border_control", place=derived_id("post"))
        submit(act, *(seal_for(COMPARTMENT, {"part": part}) for part in range(3)))
    node.close()


def serve(folder: Path, listens: str, every: str, most: str) -> None:
    """Exchange until somebody types a line, or kills the process."""
    from safeconduct.foundation.dispatch.writer import start_writer, stop_writer
    from safeconduct.foundation.exchange import conversation
    from safeconduct.foundation.exchange.exchanging import Exchanger
    from safeconduct.foundation.exchange.gathering import Most, gather

    conversation.gather = partial(gather, most=Most(entries=int(most)))  # type: ignore[assignment]
    node = workload.opened(folder)
    start_writer()
    with Exchanger(listens, every=float(every)):
        print("OPEN", flush=True)
        sys.stdin.readline()
    stop_writer()
    node.close()


def say(folder: Path) -> None:
    """What the node holds of the sealed stream: entries, rows, those that open; and what does not agree."""
    from django.db import connection

    from safeconduct.foundation.compartments.queries import sealed_entries
    from safeconduct.foundation.compartments.sealing import held_here, open_here
    from safeconduct.foundation.exchange.taking_in import project_what_waits
    from safeconduct.foundation.journal.verify import verify

    node = workload.opened(folder)
    project_what_waits()
    rows = sealed_entries(COMPARTMENT, limit=100_000)
    opened = sum(open_here(one.subject)["part"] in (0, 1, 2) for one in rows[:50]) if held_here() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_entry WHERE stream LIKE %s", [f"%.sealed.{COMPARTMENT}"])
        entries = cursor.fetchone()[0]
        cursor.execute("SELECT COUNT(*) FROM exchange_aside")
        aside = cursor.fetchone()[0]
    findings = [finding.code for finding in verify(node.ledger).findings]
    node.close()
    print(entries, len(rows), opened, aside, findings or "sound")


def _introduce(path: str) -> None:
    from safeconduct.foundation.exchange.introduction import introduce_peer, read_introduction
    from tests.assessed import provisionally

    said = read_introduction(Path(path).read_bytes())
    introduce_peer(_act(), said, compared=said.fingerprint, first=provisionally(said.node))


def _act() -> Any:
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    return Act(id=new_id(), actor="system", purpose="administration", place="node")
