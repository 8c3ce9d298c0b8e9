"""Rows of a post: the standing description."""

from collections.abc import Sequence

import msgspec

from safeconduct.foundation.places.facts import PostOpened
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import plain_values


def post_rows(held: Sequence[Held]) -> Rows:
    """One row a post."""
    opened = [one for one in held if isinstance(one.fact, PostOpened)]
    if not opened:
        return {}
    values = plain_values(opened, lambda fact: msgspec.structs.asdict(fact))
    return {"places_post": [{"id": opened[0].subject, **{name: value.printed for name, value in values.items()}}]}
