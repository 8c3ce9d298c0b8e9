"""Rows of assessments and exceptions. A signature counts when it is a second person's, of a role that may, and for
exactly what stands; a withdrawal counts whatever else is said."""

from collections.abc import Sequence

from safeconduct.domains.assessments.facts import (
    AllowedProvisionally,
    AssessmentSigned,
    AssessmentWithdrawn,
    AssessmentWritten,
    FledStatesProposed,
    FledStatesSigned,
)
from safeconduct.domains.assessments.states import DRAFT, FIELDS, SIGNED, SIGNERS, WITHDRAWN, digest_of
from safeconduct.kernel.described import columns
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import standing


def assessment_rows(held: Sequence[Held]) -> Rows:
    """One row an assessment, once something was written."""
    written = [one for one in held if isinstance(one.fact, AssessmentWritten)]
    if not written:
        return {}
    row, _values = columns(written, FIELDS)
    row["digest"] = digest_of(row)
    row["authors"] = sorted({one.actor for one in written})
    row["written_at"] = max(one.recorded_at for one in written)
    is_whole = all(one.readable for one in written)
    signatures = [one for one in held if is_whole and _signs(one, row["digest"], row["authors"])]
    signature = standing(signatures)[0] if signatures else None
    row["signed_by"] = signature.actor if signature else ""
    row["signed_at"] = signature.recorded_at if signature else None
    withdrawals = standing([one for one in held if isinstance(one.fact, AssessmentWithdrawn)])
    row["withdrawn_at"] = withdrawals[0].recorded_at if withdrawals else None
    row["reason"] = withdrawals[0].fact.reason if withdrawals else ""
    row["state"] = WITHDRAWN if withdrawals else SIGNED if signature else DRAFT
    return {"assessments_assessment": [row]}


def _signs(one: Held, digest: str, authors: Sequence[str]) -> bool:
    if not isinstance(one.fact, AssessmentSigned):
        return False
    return one.fact.saw == digest and one.actor not in authors and bool(one.roles & SIGNERS)


def provisional_rows(held: Sequence[Held]) -> Rows:
    """One row an exception: of several, the one that ends first."""
    allowed = [one for one in held if isinstance(one.fact, AllowedProvisionally)]
    if not allowed:
        return {}
    first = min(allowed, key=lambda one: (one.fact.until, one.clock, one.ref))
    return {
        "assessments_provisional": [
            {
                "about": first.fact.about,
                "about_name": first.fact.about_name,
                "until": first.fact.until,
                "reason": first.fact.reason,
                "allowed_by": first.actor,
                "allowed_at": first.recorded_at,
            }
        ]
    }


def fled_rows(held: Sequence[Held]) -> Rows:
    """One row a context. A State counts as soon as anybody names it; it counts no more when a second person has signed
    a list without it. Of lists that were proposed apart, all count until one that has seen them is signed."""
    proposals = [one for one in held if isinstance(one.fact, FledStatesProposed)]
    if not proposals:
        return {}
    signatures = [(_signed_by(one, held), one) for one in proposals]
    signed = standing([one for signer, one in signatures if signer])
    latest = standing(proposals)
    counting = {state for one in (*signed, *latest) for state in one.fact.states}
    first, signer = latest[0], {one.ref: name for name, one in signatures}[latest[0].ref]
    return {
        "assessments_fled_states": [
            {
                "context": first.fact.context,
                "states": sorted(counting),
                "signed": sorted(signed[0].fact.states) if signed else [],
                "proposed": sorted(first.fact.states),
                "proposal": first.ref,
                "proposed_by": sorted({one.actor for one in latest}),
                "proposed_at": first.recorded_at,
                "reason": first.fact.reason,
                "is_signed": bool(signer) and len(latest) == 1,
                "signed_by": signer,
            }
        ]
    }


def _signed_by(proposal: Held, held: Sequence[Held]) -> str:
    """Who signed a list, if it was somebody else and of a role that may."""
    found = [
        one.actor
        for one in held
        if isinstance(one.fact, FledStatesSigned)
        and one.fact.proposal == proposal.ref
        and one.actor != proposal.actor
        and one.roles & SIGNERS
    ]
    return min(found, default="")
