"""Rows of tracing requests: who is looked for, what was done, what a person said of each possible match."""

from collections.abc import Sequence

from safeconduct.domains.protection.facts import (
    SharingSaid,
    TracingActed,
    TracingClosed,
    TracingErased,
    TracingJudged,
    TracingOpened,
)
from safeconduct.domains.protection.states import NOT_SAME
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import standing

SOUGHT = (
    "seeker", "contact", "sought", "sought_native", "birth", "mother", "father", "last_place", "circumstances",
)  # fmt: skip


def tracing_rows(held: Sequence[Held]) -> Rows:
    """The request, what was done and judged. Consent that somebody took back is taken back, whoever else said yes."""
    if not held:
        return {}
    opened = standing([one for one in held if isinstance(one.fact, TracingOpened)])
    first = opened[0].fact if opened else TracingOpened()
    words = standing([one for one in held if isinstance(one.fact, SharingSaid)])
    closed = standing([one for one in held if isinstance(one.fact, TracingClosed)])
    row: Row = {name: str(first.says.get(name, "")) for name in SOUGHT}
    row |= {
        "child": first.child,
        "relation": first.relation,
        "born_from": first.born_from,
        "born_to": first.born_to,
        "opened_at": min(one.happened_at for one in held),
        "shares": all(one.fact.shares for one in words) if words else first.shares,
        "closed": (closed[0].fact.outcome or "closed") if closed else "",
        "is_open": not closed,
        "erased": any(isinstance(one.fact, TracingErased) for one in held),
    }
    return {"protection_tracing": [row], "protection_tracing_act": _acts(held), "protection_match": _judged(held)}


def _acts(held: Sequence[Held]) -> list[Row]:
    acts = sorted((one for one in held if isinstance(one.fact, TracingActed)), key=lambda one: one.ref)
    return [
        {"id": one.ref, "way": one.fact.way, "outcome": one.fact.outcome, "remark": one.fact.remark,
         "happened_at": one.happened_at, "actor": one.actor}
        for one in acts
    ]  # fmt: skip


def _judged(held: Sequence[Held]) -> list[Row]:
    """What stands of each child; where people differ, it is not the same one until they agree."""
    judged = [one for one in held if isinstance(one.fact, TracingJudged) and one.fact.child]
    rows = []
    for child in sorted({one.fact.child for one in judged}):
        own = standing([one for one in judged if one.fact.child == child])
        verdicts = {one.fact.verdict for one in own}
        verdict = own[0].fact.verdict if len(verdicts) == 1 else NOT_SAME
        rows.append(
            {
                "id": child,
                "child": child,
                "verdict": verdict,
                "judged_at": own[0].happened_at,
                "judged_by": own[0].actor,
            }
        )
    return rows
