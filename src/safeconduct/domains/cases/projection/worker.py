"""Rows of caseworkers: how many cases each bears, where somebody said so."""

from collections.abc import Sequence

from safeconduct.domains.cases.facts import CapacitySaid
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import standing


def worker_rows(held: Sequence[Held]) -> Rows:
    """One row a caseworker. Where two words stand, the smaller number: nobody is overloaded by a merge."""
    said = standing([one for one in held if isinstance(one.fact, CapacitySaid)])
    if not said:
        return {}
    capacity = min(one.fact.capacity for one in said)
    return {"cases_caseworker": [{"user": said[0].fact.user, "capacity": capacity}]}
