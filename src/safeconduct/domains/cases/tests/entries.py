"""Facts as a projection receives them, a case as the rules see it, and the people of these tests."""

from datetime import UTC, datetime, timedelta

import msgspec

from safeconduct.domains.cases.facts import CaseOpened
from safeconduct.domains.cases.rules import CaseState, Taken
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
CASE, ESTHER, GRACE, LEILA, DALIA = (derived_id(one) for one in ("case", "esther", "grace", "leila", "dalia"))
HERE = Circumstances(
    actor=ESTHER, roles=frozenset({"protection_officer"}), place="node", zone="UTC", now=NOON, happened_at=NOON
)
STREAM, OTHER = "river/1/confidential", "other/1/confidential"
SEALED = {"sealed": bytes([1]) + bytes((1 << 10) + 48), "sealed_as": derived_id("entry"), "sealed_to": derived_id("k")}
OPENED = CaseOpened(compartment="gbv", priority="high", owner=ESTHER, supervisor=GRACE, consent="consent",
                    reference="C-1", file=derived_id("file"), **SEALED)  # fmt: skip
OPEN = CaseState(
    exists=True, compartment="gbv", priority="high", owner=ESTHER, supervisor=GRACE, consent="consent",
    workers=frozenset({ESTHER, GRACE, LEILA}),
    steps={"s:2": Taken("note", ESTHER, "", True), "s:3": Taken("safety_plan", ESTHER, "waits", True),
           "s:4": Taken("close", ESTHER, "waits", False)},
    actions={derived_id("waits"): "", derived_id("done"): "done"},
    visits={derived_id("waits"): "", derived_id("held"): "held"},
)  # fmt: skip


def by(actor):
    """The same moment with somebody else acting."""
    return msgspec.structs.replace(HERE, actor=actor)


def state(**more):
    """The open case with something else about it."""
    return msgspec.structs.replace(OPEN, **more)


def entry(fact, seq=1, *, after=0.0, seen=None, actor=ESTHER, stream=STREAM):
    """The fact as the entry of this number, so many hours after noon; it has seen all before it on its own stream."""
    moment = NOON + timedelta(hours=after)
    return Held(
        fact=fact, subject=CASE, stream=stream, seq=seq, seen={stream: seq - 1} if seen is None else seen, clock=seq,
        happened_at=moment, recorded_at=moment, actor=actor, roles=frozenset({"protection_officer"}), place="node",
        rules=1,
    )  # fmt: skip
