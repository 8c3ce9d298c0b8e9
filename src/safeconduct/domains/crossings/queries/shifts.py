"""Reading shifts and vehicles."""

from safeconduct.domains.crossings.models import Shift, Vehicle
from safeconduct.domains.crossings.queries.days import Day
from safeconduct.kernel.problems import NotFound


def open_shift(post: str) -> Shift | None:
    """The shift that is open at a post; the latest, where other nodes opened one as well."""
    return Shift.objects.filter(post=post, is_closed=False).order_by("-opened_at", "subject").first()


def shift(shift_id: str) -> Shift:
    """One shift. NotFound: crossings.no_such_shift."""
    found = Shift.objects.filter(subject=shift_id).first()
    if found is None:
        raise NotFound("crossings.no_such_shift")
    return found


def shift_history(post: str, *, limit: int = 30) -> list[Shift]:
    """The latest shifts of a post, the latest first."""
    return list(Shift.objects.filter(post=post).order_by("-opened_at", "subject")[:limit])


def vehicle(vehicle_id: str) -> Vehicle:
    """One vehicle. NotFound: crossings.no_such_vehicle."""
    found = Vehicle.objects.filter(subject=vehicle_id).first()
    if found is None:
        raise NotFound("crossings.no_such_vehicle")
    return found


def vehicles_of_day(post: str, day: Day) -> list[Vehicle]:
    """The vehicles of a local day, the latest first."""
    return list(Vehicle.objects.filter(post=post, local_day=str(day)).order_by("-recorded_at", "subject"))
