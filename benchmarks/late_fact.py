"""A late fact on a subject that has many: what a correction costs as its person's facts grow.

python -m benchmarks.late_fact
"""

import time
from typing import Any

from benchmarks import nodes
from benchmarks.figures import QUICK, Figure, most, quantile, report

SIZES = {100: 3.0, 1000: 15.0}
ANCHORS = {100: "prototype 0.9 ms", 1000: "prototype 5 ms"}
SAMPLES = 20 if QUICK else 60


def measure() -> list[Figure]:
    """Corrections of one person, the last ones of each size timed."""
    with nodes.node() as node:
        person = _person(node)
        figures, held = [], 1
        for size, bound in SIZES.items():
            _correct(node, person, held, size - held)
            took = []
            for number in range(SAMPLES):
                took.append(_correct(node, person, size + number, 1))
            held = size + SAMPLES
            p50 = quantile(took, 0.5)
            figures.append(
                Figure(f"a late fact on a subject of {size:,} facts, p50", p50, "ms", ANCHORS[size],
                       f"<= {bound:.0f} ms", most(p50, bound))
            )  # fmt: skip
        return figures


def _person(node: Any) -> str:
    from safeconduct.foundation.dispatch import submit

    act, commands = nodes.family(1)
    submit(act, *commands)
    return str(commands[0].person)


def _correct(node: Any, person: str, start: int, count: int) -> float:
    from safeconduct.domains.people.commands import CorrectPerson
    from safeconduct.domains.people.queries import seen_of_all
    from safeconduct.foundation.dispatch import submit
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    took = 0.0
    for number in range(start, start + count):
        act = Act(id=new_id(), actor=nodes._id("bilal"), purpose="border_control", place=nodes._id("post"),
                  seen=seen_of_all([person]))  # fmt: skip
        command = CorrectPerson(person=person, changes={"onward_contact": f"house {number}"}, reason="moved")
        begun = time.perf_counter()
        submit(act, command)
        took = (time.perf_counter() - begun) * 1000
    return took


if __name__ == "__main__":
    report(measure)
