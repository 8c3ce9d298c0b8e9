"""Reading compartments: which this node may seal for, which it holds, and what was sealed."""

from safeconduct.foundation.compartments.commands import PlaceSealed, RegisterCompartment
from safeconduct.foundation.compartments.models import Compartment, SealedEntry
from safeconduct.foundation.compartments.rules import Place, Registered, subject_of
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
