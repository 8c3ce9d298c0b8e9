"""Orders in which a room's entries may arrive, with some missing, bodies gone and false `seen`: differences in rows.

python -m benchmarks.arrival_orders      the rooms' own properties, with more examples than their tests take
"""

from collections.abc import Callable
from typing import Any

from benchmarks.figures import QUICK, Figure, report

ORDERS = 500 if QUICK else 10_000


def measure() -> list[Figure]:
    """One figure a room; a difference stops the property, and counts."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.entrypoints.settings")
    django.setup()
    from safeconduct.entrypoints import wiring

    wiring.wire()
    return [_figure("people", _people()), _figure("crossings", _crossings())]


def _figure(room: str, properties: list[Callable[[], None]]) -> Figure:
    each, differences = max(1, ORDERS // len(properties)), 0
    for check in properties:
        try:
            _many(each)(check)()
        except AssertionError:
            differences += 1
    return Figure(f"arrival orders of {room}, {each * len(properties):,} histories", differences, "differences",
                  "", "0", differences == 0)  # fmt: skip


def _many(examples: int) -> Callable[[Any], Any]:
    from hypothesis import HealthCheck, settings

    return settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def _people() -> list[Callable[[], None]]:
    from hypothesis import given
    from hypothesis import strategies as st

    from safeconduct.domains.people.tests import test_projection_properties as room

    inner = room.test_the_same_facts_give_the_same_rows_in_every_order.hypothesis.inner_test  # type: ignore[attr-defined]
    return [given(room.some_history, st.data())(_fresh(inner))]


def _crossings() -> list[Callable[[], None]]:
    from hypothesis import given
    from hypothesis import strategies as st

    from safeconduct.domains.crossings.tests import test_projection_properties as room

    inner = room.test_rows_do_not_depend_on_the_order_of_arrival.hypothesis.inner_test  # type: ignore[attr-defined]

    def of(kind: str, rows_of: Callable[..., Any]) -> Callable[[], None]:
        def check(data: Any) -> None:
            inner(kind, rows_of, (), data)

        return given(data=st.data())(check)

    return [of(kind, rows_of) for kind, rows_of, _ in room.PROJECTIONS]


def _fresh(inner: Callable[..., None]) -> Callable[..., None]:
    # The property's own settings stay with it: only what it checks is taken.
    def check(some: Any, data: Any) -> None:
        inner(some, data)

    return check


if __name__ == "__main__":
    report(measure)
