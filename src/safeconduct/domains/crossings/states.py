"""What rules and projection must judge alike: the decision's states and their order, taking back, priority, waits."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from safeconduct.kernel.facts import Held
from safeconduct.kernel.transitions import Transitions, drawn

ADMIT, ADMIT_DEFERRED, SECOND_LINE, WAIT = "admit", "admit_deferred", "second_line", "wait"
DECISIONS = (ADMIT, ADMIT_DEFERRED, SECOND_LINE, WAIT)
ADMITTED = frozenset({ADMIT, ADMIT_DEFERRED})
UNDECIDED, CONTESTED, VOID = "undecided", "contested", "void"

_ANY = frozenset(DECISIONS)
# Nobody is un-admitted: an admission ends only by being taken back at once or voided as a mistake. A contested
# decision may become anything, because somebody has to settle it.
DECISION_TRANSITIONS: Transitions = {
    UNDECIDED: _ANY,
    WAIT: _ANY,
    SECOND_LINE: _ANY,
    CONTESTED: _ANY,
    ADMIT: frozenset(),
    ADMIT_DEFERRED: frozenset(),
}

# The higher is in force while decisions contradict each other. Admitting protects most: it puts the person out of
# danger, and what the others feared stays visible (contested, in the queue, flags up). The second line looks closer
# on this side of the line; waiting leaves the person where they are, so it is last. A deferred verification of a
# contested admission stays on its list, whatever is in force.
PROTECTIVENESS: Mapping[str, int] = {WAIT: 1, SECOND_LINE: 2, ADMIT_DEFERRED: 3, ADMIT: 4}

STEPS = ("registration", "second_line", "medical", "waiting_area", "onward")
FIRST_STEP, LAST_STEP = "registration", "onward"
# Likewise for the step, while moves contradict each other: care first, then whoever looks closer, then those who still
# have to be registered or wait; last what takes people off the queue.
STEP_PROTECTIVENESS: Mapping[str, int] = {
    "onward": 1, "waiting_area": 2, "registration": 3, "second_line": 4, "medical": 5
}  # fmt: skip
STEP_OF_DECISION: Mapping[str, str] = {
    ADMIT: "onward",
    ADMIT_DEFERRED: "onward",
    SECOND_LINE: "second_line",
    WAIT: "waiting_area",
}

UNDO_WITHIN = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=2)
OVERSIGHT_AFTER = timedelta(minutes=60)  # assumption: a supervisor has an hour to settle a wait that ran out

FIRST_NEEDS = frozenset({"doctor_now"})
NEXT_NEEDS = frozenset({"wheelchair", "child_care", "step_free"})


def decision_diagram() -> str:
    """The decision's transition table as a Mermaid state diagram, for the documentation."""
    undo_and_void = [f"    {state} --> {UNDECIDED}: taken back within 60 s" for state in DECISIONS]
    undo_and_void += [f"    {state} --> {VOID}: entered by mistake" for state in DECISION_TRANSITIONS]
    return "\n".join([drawn(DECISION_TRANSITIONS), *undo_and_void])


def is_taken_back(made: Held, undoing: Held) -> bool:
    """Whether an undo is in time and by the one who made the entry; recorded times decide, claimed ones do not."""
    return made.actor == undoing.actor and undoing.recorded_at - made.recorded_at <= UNDO_WITHIN


def priority_of(needs: Iterable[str], has_child_alone: bool) -> int:
    """0 first, then 1, then 2. The tier says nothing of its reason: three kinds of need and a child share one."""
    found = set(needs)
    if found & FIRST_NEEDS:
        return 0
    return 1 if has_child_alone or found & NEXT_NEEDS else 2


def wait_level(next_time: datetime, now: datetime) -> str | None:
    """Who must look at a wait: nobody yet, the `supervisor` once its time has passed, then `oversight`."""
    if now <= next_time:
        return None
    return "oversight" if now - next_time > OVERSIGHT_AFTER else "supervisor"


def is_in_queue(decision: str, step: str, *, contested: bool, voided: bool) -> bool:
    """Whether the people are still expected at this post: undecided, waiting, contested, or at a step before onward."""
    if voided:
        return False
    return contested or decision not in ADMITTED or step != LAST_STEP


def decision_state(decision: str | None, *, contested: bool) -> str:
    """The state from which the transition table is read."""
    return CONTESTED if contested else decision or UNDECIDED
