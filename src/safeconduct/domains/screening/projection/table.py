"""Rows of a proposal: what it says, who signed, and whether it is in force since."""

from collections.abc import Sequence

from safeconduct.domains.screening.facts import TableProposed, TableRefused, TableReleased, TableSigned
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import standing

PROPOSED, SIGNED, RELEASED, REFUSED = "proposed", "signed", "released", "refused"


def proposal_rows(held: Sequence[Held]) -> Rows:
    """One row a proposal. What was released stays so, whoever refused it without knowing."""
    proposed = standing([one for one in held if isinstance(one.fact, TableProposed)])
    if not proposed:
        return {}
    first = proposed[0]
    signed = sorted((one for one in held if isinstance(one.fact, TableSigned)), key=lambda one: (one.clock, one.ref))
    released = [one for one in held if isinstance(one.fact, TableReleased)]
    refused = standing([one for one in held if isinstance(one.fact, TableRefused)])
    state = RELEASED if released else REFUSED if refused else SIGNED if signed else PROPOSED
    row = {
        "name": first.fact.name,
        "content": first.fact.content,
        "base": first.fact.base,
        "why": first.fact.why,
        "proposed_by": first.actor,
        "proposed_at": first.happened_at,
        "state": state,
        "signatures": [
            {"by": one.actor, "at": one.happened_at.isoformat(), "is_authority": one.fact.is_authority}
            for one in signed
        ],
        "lowers": list(signed[-1].fact.lowers) if signed else [],
        "version": max((one.fact.version for one in released), default=0),
        "released_at": min((one.happened_at for one in released), default=None),
        "refused_by": refused[0].actor if refused else "",
        "refused_why": refused[0].fact.why if refused else "",
    }
    return {"screening_proposal": [row]}
