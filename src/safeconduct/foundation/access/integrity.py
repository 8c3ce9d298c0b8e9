"""Verifying the journal from the pages, and remembering what was found last."""

from safeconduct.foundation.access.models import IntegrityCheck
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.verify import verify

KEPT = 20  # assumption: checks remembered
MOST_FINDINGS = 200  # listed of one check; all of them come from the command line


def check_now(user: str) -> IntegrityCheck:
    """Replay everything this node holds; reads only, and takes its time on a large node."""
    verdict = verify(ledger())
    findings = [[finding.code, finding.where] for finding in verdict.findings[:MOST_FINDINGS]]
    made = IntegrityCheck(
        at=ledger().clock.now(),
        user=user,
        entries=verdict.entries,
        subjects=verdict.subjects,
        rows=verdict.rows,
        findings=findings,
    )
    in_turn(lambda: _keep(made))
    return made


def _keep(made: IntegrityCheck) -> None:
    made.save()
    kept = IntegrityCheck.objects.order_by("-id").values_list("id", flat=True)[:KEPT]
    IntegrityCheck.objects.exclude(id__in=list(kept)).delete()


def last_checks() -> list[IntegrityCheck]:
    """The checks remembered, the latest first."""
    return list(IntegrityCheck.objects.order_by("-id")[:KEPT])
