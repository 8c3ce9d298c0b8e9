"""Facts as a projection receives them."""

from datetime import UTC, datetime

import pytest

from safeconduct.kernel.facts import Held


@pytest.fixture
def held_of():
    """held_of(fact, clock=1) is the fact as held from some node."""

    def made(fact, *, clock=1, subject="f" * 32):
        moment = datetime(2026, 3, 4, tzinfo=UTC)
        return Held(
            fact=fact, subject=subject, stream=f"n{clock}.1.x", seq=1, seen={}, clock=clock, happened_at=moment,
            recorded_at=moment, actor="system", roles=frozenset({"system"}), place="node", rules=1,
        )  # fmt: skip

    return made
