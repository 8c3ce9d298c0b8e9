"""What goes of crossings, vehicles and shifts when a person is erased: tokens, places, remarks and reasons about them.

A crossing is of everyone in it. Where somebody else is left, the token stays theirs and the words go: nobody can say
of free text whom it names. Whoever still has a check to be worked off keeps the place where it is done.
"""

from collections.abc import Callable, Iterator, Mapping

from django.db.models import Q

from safeconduct.domains.crossings.facts import (
    CrossingErased,
    CrossingWordsErased,
    ShiftRemarksErased,
    VehicleErased,
)
from safeconduct.domains.crossings.models import Crossing, CrossingPerson, History, Shift, Vehicle, Verification
from safeconduct.foundation.journal.erase import is_erased
from safeconduct.foundation.journal.words import named_entries
from safeconduct.kernel.facts import About, Going

NamesThem = Callable[[str], bool]


def words_about(person: str, groups: Mapping[str, bool], names_them: NamesThem) -> list[Going]:
    """What this room keeps in words about a person; `names_them` says whether a text names them.

    `groups` are those the person is or was in, and whether nobody else is left in them.
    """
    subjects = CrossingPerson.objects.filter(person=person).values_list("subject", flat=True).distinct()
    mine = Q(subject__in=list(subjects)) | Q(group__in=list(groups))
    own = [one for one in Crossing.objects.filter(mine).order_by("subject") if not is_erased(one.subject)]
    alone = {one.subject for one in own if _is_alone(one, person, groups)}
    found: list[Going] = []
    for crossing in own:
        found += _of_crossing(crossing, person, is_alone=crossing.subject in alone)
    found += _of_vehicles(own, alone, person, names_them)
    found += _of_others(person, {one.subject for one in own}, names_them)
    found += _of_shifts(person, names_them)
    return found


def _of_crossing(crossing: Crossing, person: str, *, is_alone: bool) -> Iterator[Going]:
    if is_alone:
        yield Going("tokens", About(crossing.subject, CrossingErased(), (person,)))
        return
    still_needed = Verification.objects.filter(subject=crossing.subject, is_open=True).values_list("entry", flat=True)
    entries = _words_of(crossing.subject, besides=set(still_needed))
    if entries:
        yield Going("crossing_words", About(crossing.subject, CrossingWordsErased(entries=entries), (person,)))


def _is_alone(crossing: Crossing, person: str, groups: Mapping[str, bool]) -> bool:
    others = [one for one in crossing.persons if one != person and not is_erased(one)]
    if not crossing.persons and not groups.get(crossing.group or "", False):
        return False
    return not others and crossing.people <= max(1, len(crossing.persons))


def _words_of(subject: str, *, besides: set[str]) -> tuple[str, ...]:
    recorded = set(History.objects.filter(subject=subject, what="recorded").values_list("entry", flat=True))
    return tuple(ref for ref in named_entries(subject) if ref not in recorded | besides)


def _of_vehicles(own: list[Crossing], alone: set[str], person: str, names_them: NamesThem) -> Iterator[Going]:
    theirs = {
        one.vehicle
        for one in own
        if one.vehicle
        and one.subject in alone
        and not Crossing.objects.filter(vehicle=one.vehicle).exclude(subject=one.subject).exists()
    }
    for post, day in {(one.post, one.local_day) for one in own}:
        for vehicle in Vehicle.objects.filter(post=post, local_day=day):
            if names_them(vehicle.driver_name) or names_them(vehicle.driver_contact):
                theirs.add(vehicle.subject)
    for subject in sorted(one for one in theirs if one and not is_erased(one)):
        yield Going("vehicles", About(subject, VehicleErased(), (person,)))


def _of_others(person: str, own: set[str], names_them: NamesThem) -> Iterator[Going]:
    """Reasons and remarks on other people's crossings that name this person."""
    crossings: dict[str, list[str]] = {}
    lines = History.objects.filter(what__in=("corrected", "voided", "verification_completed")).exclude(reason="")
    for subject, entry, reason in lines.values_list("subject", "entry", "reason").order_by("clock", "entry").distinct():
        if subject not in own and names_them(reason) and entry not in crossings.get(subject, ()):
            crossings.setdefault(subject, []).append(entry)
    known = set(Crossing.objects.filter(subject__in=list(crossings)).values_list("subject", flat=True))
    for subject in sorted(known):
        yield Going("crossing_words", About(subject, CrossingWordsErased(entries=tuple(crossings[subject])), (person,)))


def _of_shifts(person: str, names_them: NamesThem) -> Iterator[Going]:
    for shift in Shift.objects.exclude(remarks="").order_by("subject"):
        if names_them(shift.remarks):
            fact = ShiftRemarksErased(entries=tuple(named_entries(shift.subject)))
            yield Going("shift_remarks", About(shift.subject, fact, (person,)))
