"""The doors out of this room: the only readers of its tables."""

from safeconduct.domains.protection.queries.children import (
    child,
    children,
    children_of_group,
    count_erased,
    count_over,
    events_of,
    state_for_child,
    state_for_open_one_of,
    state_for_take_notice,
    steps_of,
)

__all__ = [
    "child",
    "children",
    "children_of_group",
    "count_erased",
    "count_over",
    "events_of",
    "state_for_child",
    "state_for_open_one_of",
    "state_for_take_notice",
    "steps_of",
]
