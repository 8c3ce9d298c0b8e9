"""Reading compartments: which this node may seal for, what was sealed, and how the keys it holds are looked after."""

from datetime import datetime
from typing import Any

from safeconduct.foundation.compartments import holding
from safeconduct.foundation.compartments.commands import PlaceSealed, RegisterCompartment, ReviewEmergency
from safeconduct.foundation.compartments.models import Compartment, Custody, CustodyEvent, SealedEntry
from safeconduct.foundation.compartments.models import Emergency as EmergencyRow
from safeconduct.foundation.compartments.rules import (
    Emergency,
    Keeping,
    Place,
    Registered,
    check_enrolment,
    custody_of,
    subject_of,
)
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.foundation.journal.statements import first
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound

_ALL = Lookup(Compartment, "1 = 1", order="code")


def compartments(*, agency: str = "") -> list[Compartment]:
    """All compartments by code, or those of one agency."""
    return [one for one in _ALL.all() if agency in ("", one.agency)]


def compartment(code: str) -> Compartment:
    """One compartment. Raises NotFound compartments.unknown."""
    found = Compartment.objects.filter(subject=subject_of(code)).first()
    if found is None:
        raise NotFound("compartments.unknown", compartment=code)
    return found


def sealed_entries(code: str, *, limit: int = 100) -> list[SealedEntry]:
    """What was sealed for a compartment, the latest first."""
    return list(SealedEntry.objects.filter(compartment=code).order_by("-sealed_at", "subject")[:limit])


def state_for_register_compartment(command: RegisterCompartment, act: Act) -> Registered | None:
    """The compartment as it stands, if it does."""
    return _registered(command.compartment)


def state_for_place_sealed(command: PlaceSealed, act: Act) -> Place:
    """The compartment, and whether the id is in use."""
    used = first("SELECT 1 FROM journal_entry WHERE subject = %s", [command.entry])
    return Place(_registered(command.compartment), used is not None)


def _registered(code: str) -> Registered | None:
    row = first("SELECT agency, key FROM compartments_compartment WHERE subject = %s", [subject_of(code)])
    return Registered(*row) if row else None


def custody(key: str) -> Custody | None:
    """How a key is looked after, as far as anything was written of it."""
    return Custody.objects.filter(subject=custody_of(key)).first()


def custody_events(key: str) -> list[CustodyEvent]:
    """What happened to a key, the latest first."""
    return list(CustodyEvent.objects.filter(subject=custody_of(key)).order_by("-at", "-id"))


def keys_known() -> list[tuple[str, str]]:
    """(compartment, key) of every key of this node, also of one that nobody holds any more and only paper gives."""
    written = Custody.objects.values_list("compartment", "key")
    return sorted({*holding.keys_here(), *((str(code), str(key)) for code, key in written)})


def keeping(code: str, key: str) -> Keeping:
    """How a key is looked after, as rules see it."""
    row = custody(key)
    return Keeping(
        holders=frozenset(holding.holders_of(code, key)),
        ready=holding.users_with_pair(),
        unwrapped=(code, key) in holding.unwrapped(),
        set_id=row.set_id if row else "",
        drilled_set=row.drilled_set if row else "",
        drilled_at=row.drilled_at if row else None,
    )


def check_posts_may_be_enrolled(agency: str, now: datetime) -> None:
    """Before this node's introduction, by which posts seal for its compartments, is given out.

    Refused: compartments.drill_first, compartments.drill_over.
    """
    here = set(keys_known())
    for one in compartments(agency=agency) if agency else []:
        if (one.code, one.key) in here:
            check_enrolment(keeping(one.code, one.key), one.code, now)


def emergencies(*, open_only: bool = False, compartments: list[str] | None = None) -> list[EmergencyRow]:
    """Who read without holding a key, the latest first; those not reviewed yet, of some compartments."""
    found = EmergencyRow.objects.order_by("-opened_at", "subject")
    if open_only:
        found = found.filter(verdict="")
    return list(found if compartments is None else found.filter(compartment__in=compartments))


def emergency(emergency_id: str) -> EmergencyRow:
    """One of them. NotFound: compartments.no_such_emergency."""
    found = EmergencyRow.objects.filter(subject=emergency_id).first()
    if found is None:
        raise NotFound("compartments.no_such_emergency")
    return found


def state_for_keeping(command: Any, act: Act) -> Keeping:
    """How the key that a command concerns is looked after."""
    return keeping(command.compartment, command.key)


def state_for_review_emergency(command: ReviewEmergency, act: Act) -> Emergency | None:
    """The emergency as it stands, if there is one."""
    row = EmergencyRow.objects.filter(subject=command.emergency).first()
    return Emergency(row.user, bool(row.verdict)) if row else None
