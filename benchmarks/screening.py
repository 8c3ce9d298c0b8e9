"""What preliminary screening adds to a registration's commit, and what asking one person costs.

python -m benchmarks.screening      SAFECONDUCT_BENCH=quick a smaller run

The same families, in blocks that take turns: with the reaction that opens a screening, and without it. Once as at a
post, through the writer thread and a moment apart, where the reaction follows the receipt; once back to back in one
thread, where its whole cost is waited for.
"""

import gc
import time
from typing import Any

from benchmarks import nodes
from benchmarks.figures import QUICK, Figure, most, quantile, report

BLOCK = 40
ROUNDS = 4 if QUICK else 12
PAUSE = 0.05  # seconds between two families of one desk, far less than anybody needs
ASKED = 100 if QUICK else 400
COMPARTMENTS = ("protection", "child_protection", "gbv", "health", "legal")


def measure() -> list[Figure]:
    """Registration with and without, at a post's pace and back to back; then attempts, sealed for every compartment."""
    with nodes.node() as node:
        _register(node, 1, 20)  # warm
        behind = _compared(node, 100_000, 0.0)
        from django.db import connection

        from safeconduct.foundation.dispatch.writer import start_writer, stop_writer

        connection.close()
        start_writer()
        try:
            served = _compared(node, 200_000, PAUSE)
        finally:
            stop_writer()
        return [
            *_added("family of five at a post's pace, receipt", *served),
            *_added("family of five back to back, the screening waited for", *behind, judged=False),
            *_asking(node),
        ]


def _added(what: str, with_it: list[float], without: list[float], *, judged: bool = True) -> list[Figure]:
    found = [Figure(f"{what}, p50", quantile(with_it, 0.5), "ms", f"without {quantile(without, 0.5):.1f} ms")]
    for share, name in ((0.5, "p50"), (0.95, "p95")):
        added = quantile(with_it, share) - quantile(without, share)
        met = most(added, 20) if judged else None
        found.append(Figure(f"  added by screening, {name}", added, "ms", "", "<= 20" if judged else "", met))
    return found


def _compared(node: Any, start: int, pause: float) -> tuple[list[float], list[float]]:
    from dataclasses import replace

    from safeconduct.foundation.dispatch.house import furnish, house

    usual = house()
    bare = replace(usual, reactions=[one for one in usual.reactions if one.name != "crossing_opens_screening"])
    took: dict[bool, list[float]] = {True: [], False: []}
    try:
        for round_ in range(ROUNDS):
            for is_screened in (True, False) if round_ % 2 else (False, True):
                furnish(usual if is_screened else bare)
                took[is_screened] += _register(node, start + (2 * round_ + is_screened) * BLOCK, BLOCK, pause)
    finally:
        furnish(usual)
    return took[True], took[False]


def _register(node: Any, start: int, count: int, pause: float = 0.0) -> list[float]:
    """Milliseconds until the receipt of each family."""
    from safeconduct.foundation.dispatch import submit

    prepared = list(nodes.families(start, count, node.ledger.clock))
    gc.collect()
    found = []
    for act, commands in prepared:
        begun = time.perf_counter()
        submit(act, *commands)
        found.append((time.perf_counter() - begun) * 1000)
        time.sleep(pause)
    return found


def _asking(node: Any) -> list[Figure]:
    from safeconduct.domains.screening.commands import RecordAttempt, SealedAnswers
    from safeconduct.domains.screening.queries import open_tasks
    from safeconduct.foundation.compartments.commands import register_compartment
    from safeconduct.foundation.compartments.sealing import make_keys, seal_for
    from safeconduct.foundation.dispatch import submit

    for code in COMPARTMENTS:
        register_compartment(_act("system", place="node", purpose="administration"), compartment=code,
                             agency="shelter", public=make_keys(code))  # fmt: skip
    people = [(task.subject, one) for task in open_tasks(nodes._id("post"), limit=ASKED) for one in task.persons]
    took = []
    for screening, person in people[:ASKED]:
        begun = time.perf_counter()
        sealed = [seal_for(code, {"form": "screening", "person": person, "items": []}) for code in COMPARTMENTS]
        given = tuple(
            SealedAnswers(entry=one.entry, compartment=one.compartment, key=one.key, content=one.content)
            for one in sealed
        )
        command = RecordAttempt(screening=screening, outcome="asked", way="card", persons=(person,), sealed=given)
        submit(_act("bilal"), command)
        took.append((time.perf_counter() - begun) * 1000)
    what = f"one person asked: sealed for {len(COMPARTMENTS)} compartments and committed"
    return [Figure(f"{what}, p50", quantile(took, 0.5), "ms"), Figure("  p95", quantile(took, 0.95), "ms")]


def _act(who: str, *, place: str = "", purpose: str = "border_control") -> Any:
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    actor = who if who == "system" else nodes._id(who)
    return Act(id=new_id(), actor=actor, purpose=purpose, place=place or nodes._id("post"))


if __name__ == "__main__":
    report(measure)
