"""Rows of a post: the standing description. Rows of a batch of forms: its serials."""

from collections.abc import Sequence

import msgspec

from safeconduct.foundation.places.facts import FormsIssued, PostOpened
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import plain_values


def post_rows(held: Sequence[Held]) -> Rows:
    """One row a post."""
    opened = [one for one in held if isinstance(one.fact, PostOpened)]
    if not opened:
        return {}
    values = plain_values(opened, lambda fact: msgspec.structs.asdict(fact))
    return {"places_post": [{name: value.printed for name, value in values.items()}]}


def form_batch_rows(held: Sequence[Held]) -> Rows:
    """One row a batch."""
    issued = [one for one in held if isinstance(one.fact, FormsIssued)]
    if not issued:
        return {}
    first = issued[0]
    row = {**msgspec.structs.asdict(first.fact), "issued_at": first.recorded_at}
    return {"places_form_batch": [row]}
