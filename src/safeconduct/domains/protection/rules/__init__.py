"""Rules of children and families, by concern: what is decided for each command, and every refusal with its meaning."""

from safeconduct.domains.protection.rules.assigning import Free, Plan, Waiting, plan
from safeconduct.domains.protection.rules.children import (
    ChildState,
    child_of,
    decide_arrange_care,
    decide_ask_erasure,
    decide_describe_child,
    decide_erase_child,
    decide_open_child,
    decide_open_one_of,
    decide_take_notice,
    decide_visit_care,
    file_of,
)
from safeconduct.domains.protection.rules.guardians import (
    GuardianState,
    MandateState,
    conflict_of,
    decide_begin_mandate,
    decide_describe_guardian,
    decide_end_mandate,
    decide_erase_guardian,
    decide_retire_guardian,
)
from safeconduct.domains.protection.rules.noticing import Present, children_counted, grounds_for
from safeconduct.domains.protection.rules.refusals import REFUSALS

__all__ = [
    "REFUSALS",
    "ChildState",
    "Free",
    "GuardianState",
    "MandateState",
    "Plan",
    "Present",
    "Waiting",
    "child_of",
    "children_counted",
    "conflict_of",
    "decide_arrange_care",
    "decide_ask_erasure",
    "decide_begin_mandate",
    "decide_describe_child",
    "decide_describe_guardian",
    "decide_end_mandate",
    "decide_erase_child",
    "decide_erase_guardian",
    "decide_open_child",
    "decide_open_one_of",
    "decide_retire_guardian",
    "decide_take_notice",
    "decide_visit_care",
    "file_of",
    "grounds_for",
    "plan",
]
