"""Reading guardians and mandates: who has places where, whose mandate is over, and what the rules are told."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.db.models import Count

from safeconduct.domains.protection.commands import BeginMandate, EndMandate
from safeconduct.domains.protection.models import Child, Claim, Guardian, Mandate
from safeconduct.domains.protection.queries.children import state_of
from safeconduct.domains.protection.rules import GuardianState, MandateState, conflict_of
from safeconduct.domains.protection.states import CONFIRMED, NEVER
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound


class Bearing(msgspec.Struct, frozen=True):
    """A guardian and for how many children they stand."""

    guardian: Guardian
    load: int

    @property
    def places(self) -> int:
        """How many more children they can stand for; none once they retired."""
        return 0 if self.guardian.retired else max(0, self.guardian.capacity - self.load)


class DistrictPlaces(msgspec.Struct, frozen=True):
    """What the guardians of a district bear together."""

    district: str
    load: int
    capacity: int


def guardian(guardian_id: str) -> Guardian:
    """One guardian. NotFound: protection.no_such_guardian."""
    found = Guardian.objects.filter(subject=guardian_id).first()
    if found is None:
        raise NotFound("protection.no_such_guardian")
    return found


def guardians() -> list[Bearing]:
    """Every guardian by district and name, with their load; retired ones last."""
    loads = _loads()
    rows = Guardian.objects.filter(erased=False)
    found = [Bearing(one, loads.get(one.subject, 0)) for one in rows]
    return sorted(found, key=lambda one: (bool(one.guardian.retired), one.guardian.district, one.guardian.name))


def bearing(guardian_id: str) -> Bearing:
    """One guardian with their load. NotFound: protection.no_such_guardian."""
    return Bearing(guardian(guardian_id), _loads([guardian_id]).get(guardian_id, 0))


def _loads(of: Iterable[str] | None = None) -> dict[str, int]:
    rows = Mandate.objects.filter(is_standing=True)
    if of is not None:
        rows = rows.filter(guardian__in=list(of))
    return dict(rows.values_list("guardian").annotate(Count("subject", distinct=True)))


def places_by_district(found: Iterable[Bearing]) -> list[DistrictPlaces]:
    """Load and capacity of each district, retired guardians left out of what can be borne."""
    sums: dict[str, tuple[int, int]] = {}
    for one in found:
        load, capacity = sums.get(one.guardian.district, (0, 0))
        sums[one.guardian.district] = (
            load + one.load,
            capacity + (0 if one.guardian.retired else one.guardian.capacity),
        )
    return [DistrictPlaces(district, *numbers) for district, numbers in sorted(sums.items())]


def names_of_guardians(ids: Iterable[str]) -> dict[str, str]:
    """Names by id; of those erased nothing."""
    rows = Guardian.objects.filter(subject__in={one for one in ids if one})
    return {one.subject: one.name for one in rows}


def mandates_of(child_id: str) -> list[Mandate]:
    """The mandates of a child, those that stand first, the latest first."""
    return list(Mandate.objects.filter(subject=child_id).order_by("-is_standing", "-starts", "id"))


def children_of_guardian(guardian_id: str) -> list[tuple[Mandate, Child]]:
    """For whom a guardian stands, the mandate that ends first on top."""
    mandates = list(Mandate.objects.filter(guardian=guardian_id, is_standing=True).order_by("ends", "subject"))
    held = {one.subject: one for one in Child.objects.filter(subject__in={one.subject for one in mandates})}
    return [(one, held[one.subject]) for one in mandates if one.subject in held]


def count_expired(today: str) -> int:
    """How many mandates are over and were neither renewed nor ended."""
    return Mandate.objects.filter(is_standing=True, ends__lt=today).count()


def without_guardian(today: str, *, limit: int = 300) -> list[Child]:
    """Open cases for whom nobody stands, or only under a mandate that is over; the longest without first."""
    rows = Child.objects.filter(is_open=True, erased=False, each=True)
    none, over = rows.filter(guardian=""), rows.exclude(guardian="").filter(guardian_until__lt=today)
    found = [
        *none.order_by("guardian_needed_since", "subject")[:limit],
        *over.order_by("guardian_until", "subject")[:limit],
    ]
    return found[:limit]


def state_of_guardian(command: Any, act: Act) -> GuardianState:
    """The guardian as they stand."""
    return _guardian_state(command.guardian)


def _guardian_state(guardian_id: str) -> GuardianState:
    row = Guardian.objects.filter(subject=guardian_id).first()
    if row is None:
        return GuardianState()
    return GuardianState(
        exists=True, retired=bool(row.retired), erased=row.erased, name=row.name, organisation=row.organisation,
        ties=frozenset(row.ties), is_vetted=bool(row.vetted_on), capacity=row.capacity,
        load=_loads([row.subject]).get(row.subject, 0),
    )  # fmt: skip


def state_for_begin_mandate(command: BeginMandate, act: Act) -> MandateState:
    """The child with its carer and mandates, and the guardian with their load."""
    return msgspec.structs.replace(_mandates(command.child), guardian=state_of_guardian(command, act))


def conflict_with(child_id: str, guardian_id: str) -> str:
    """What is known against this guardian for this child, as the rule would say it; empty where nothing is."""
    guardian = _guardian_state(guardian_id)
    if guardian.ties & NEVER:
        return "protection.guardian_of_the_border"
    return conflict_of(msgspec.structs.replace(_mandates(child_id), guardian=guardian))


def state_for_end_mandate(command: EndMandate, act: Act) -> MandateState:
    """The child and its mandates."""
    return _mandates(command.child)


def _mandates(child_id: str) -> MandateState:
    mandates = mandates_of(child_id)
    row = Child.objects.filter(subject=child_id).first()
    return MandateState(
        child=state_of(child_id),
        standing={one.id: one.guardian for one in mandates if one.is_standing},
        known=frozenset(one.id for one in mandates),
        carer=row.carer if row else "",
        carer_organisation=row.organisation if row else "",
        claimants=frozenset(
            Claim.objects.filter(subject=child_id).exclude(conclusion=CONFIRMED).values_list("claimant", flat=True)
        ),
    )
