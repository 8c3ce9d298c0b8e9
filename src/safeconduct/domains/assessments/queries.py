"""Reading assessments: one, all of them, and what covers an agency, a node or a use on a day."""

from datetime import UTC, timedelta
from typing import Any, NamedTuple

from safeconduct.domains.assessments.fled import FledKnown, fled_of
from safeconduct.domains.assessments.models import Assessment, FledStates, Provisional
from safeconduct.domains.assessments.rules import Known, provisional_of
from safeconduct.domains.assessments.states import (
    DRAFT,
    EXPIRING,
    FIELDS,
    IN_FORCE,
    LAPSED,
    NODE,
    SIGNED,
    covers_on,
    standing_on,
)
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound

RISES = (LAPSED, EXPIRING, DRAFT)


class Coverage(NamedTuple):
    """What assessments in force cover together: purposes and fields, and up to which day; or an exception."""

    purposes: frozenset[str]
    fields: frozenset[str]
    until: str
    is_provisional: bool = False


def assessment(assessment_id: str) -> Assessment:
    """One assessment. Raises NotFound assessments.unknown."""
    found = Assessment.objects.filter(subject=assessment_id).first()
    if found is None:
        raise NotFound("assessments.unknown")
    return found


def standing_of(row: Assessment, day: str) -> str:
    """How an assessment stands on a day (ISO)."""
    return standing_on(day, state=row.state, valid_until=row.valid_until)


def assessments(day: str) -> list[tuple[Assessment, str]]:
    """All of them with how they stand on a day: what wants somebody first, then by the last day."""
    rows = [(row, standing_of(row, day)) for row in Assessment.objects.all()]
    renewed = {row.renews for row, standing in rows if standing not in (DRAFT, LAPSED)}

    def order(pair: tuple[Assessment, str]) -> tuple[int, str, str]:
        row, standing = pair
        if standing in RISES and row.subject not in renewed:
            return (RISES.index(standing), row.valid_until, row.subject)
        return (len(RISES) + (standing != IN_FORCE), row.valid_until, row.subject)

    return sorted(rows, key=order)


def coverage(kind: str, about: str, day: str) -> Coverage | None:
    """What covers an agency, a node or a use on a day (ISO); None where nothing does."""
    rows = [
        row
        for row in Assessment.objects.filter(about=about, kind=kind, state=SIGNED)
        if covers_on(day, state=row.state, valid_until=row.valid_until)
    ]
    if rows:
        return Coverage(
            frozenset(code for row in rows for code in row.purposes),
            frozenset(code for row in rows for code in row.fields),
            max(row.valid_until for row in rows),
        )
    allowed = Provisional.objects.filter(about=about, until__gte=day).first() if kind == NODE else None
    return Coverage(frozenset(), frozenset(), allowed.until, is_provisional=True) if allowed else None


def may_be_given_to(node: str) -> bool:
    """Whether an assessment, or the exception of an emergency, lets this node give to that one today."""
    return coverage(NODE, node, ledger().clock.now().astimezone(UTC).date().isoformat()) is not None


def provisional(*, since: timedelta | None = None) -> list[Provisional]:
    """Exceptions, the one that ends first in front; `since`: only those that did not end longer ago."""
    rows = Provisional.objects.order_by("until", "subject")
    if since is None:
        return list(rows)
    return list(rows.filter(until__gte=(ledger().clock.now() - since).date().isoformat()))


def provisional_or_none(node: str) -> Provisional | None:
    """The exception that was made for a node, over or not."""
    return Provisional.objects.filter(subject=provisional_of(node)).first()


def latest_about(kind: str, about: str) -> Assessment | None:
    """The assessment written last about something, whatever came of it."""
    return Assessment.objects.filter(kind=kind, about=about).order_by("-written_at", "subject").first()


def state_for_assessment(command: Any, act: Act) -> Known:
    """The assessment as it stands."""
    row = Assessment.objects.filter(subject=command.assessment).first()
    if row is None:
        return Known()
    return Known(
        is_known=True, values={name: getattr(row, name) for name in FIELDS}, contested=frozenset(row.contested),
        state=row.state, digest=row.digest, authors=frozenset(row.authors),
    )  # fmt: skip


def state_for_allow_provisionally(command: Any, act: Act) -> bool:
    """Whether this node had its exception."""
    return provisional_or_none(command.about) is not None


def fled_lists() -> list[FledStates]:
    """The lists of States that people flee, one a context."""
    return list(FledStates.objects.order_by("context"))


def fled_states() -> frozenset[str]:
    """Every State that people flee who come to any post of this node."""
    return frozenset(code for states in FledStates.objects.values_list("states", flat=True) for code in states)


def state_for_fled(command: Any, act: Act) -> FledKnown:
    """The list of a context as it stands."""
    row = FledStates.objects.filter(subject=fled_of(command.context)).first()
    if row is None:
        return FledKnown()
    return FledKnown(
        proposed=tuple(row.proposed), proposal=row.proposal, proposed_by=frozenset(row.proposed_by),
        is_signed=row.is_signed,
    )  # fmt: skip
