"""Reading crossings: one, those of a day, by token, of a group or of persons; their history and open verifications."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from safeconduct.domains.crossings.models import Crossing, CrossingPerson, History, Verification
from safeconduct.domains.crossings.queries.days import Day
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.foundation.journal.statements import execute, first
from safeconduct.kernel.problems import NotFound
from safeconduct.kernel.tokens import FormCode, is_code, read_code, read_token

PAGE = 50
_CROSSING = Lookup(Crossing, "subject = %s")
_THOSE = Lookup(Crossing, "subject IN {many}")
_OF_GROUP = Lookup(Crossing, '"group" = %s', order="arrived_at DESC, subject")
_OF_PERSONS = Lookup(
    Crossing,
    "subject IN (SELECT subject FROM crossings_person WHERE person IN {many})",
    order="arrived_at DESC, subject",
)
_OF_DAY = Lookup(Crossing, "post = %s AND local_day = %s", order="token_number DESC, subject")
_COUNT_OF_DAY = "SELECT COUNT(*) FROM crossings_crossing WHERE post = %s AND local_day = %s"
_STANDING_OF_DAY = Lookup(Crossing, "post = %s AND local_day = %s AND NOT voided", order="token_number DESC, subject")
_DAYS = "SELECT DISTINCT local_day FROM crossings_crossing WHERE post = %s AND local_day >= %s ORDER BY local_day DESC"
_REGISTERED = (
    "SELECT COUNT(*) FROM crossings_crossing WHERE post = %s AND local_day = %s AND NOT voided AND NOT is_partial"
)


class CrossingPage(msgspec.Struct, frozen=True):
    """A page of crossings; `total` counts all of them, `pages` is at least 1."""

    rows: list[Crossing]
    total: int
    page: int
    pages: int


class OpenVerification(msgspec.Struct, frozen=True):
    """A deferred verification with the crossing it belongs to, for the list to work off."""

    crossing: Crossing
    place: str
    deadline: datetime | None
    decided_at: datetime
    decided_by: str


def crossing(crossing_id: str) -> Crossing:
    """One crossing. NotFound: crossings.no_such_crossing."""
    found = _CROSSING.first(crossing_id)
    if found is None:
        raise NotFound("crossings.no_such_crossing")
    return found


def crossings_of_day(post: str, day: Day, *, page: int = 1, size: int = PAGE, with_voided: bool = True) -> CrossingPage:
    """The crossings of a local day, the latest token first, a page of them. A page beyond the last is the last."""
    total = number_of_day(post, day, with_voided=with_voided)
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    lookup = _OF_DAY if with_voided else _STANDING_OF_DAY
    return CrossingPage(lookup.all(post, str(day), at_most=size, start=(page - 1) * size), total, page, pages)


def number_of_day(post: str, day: Day, *, with_voided: bool = True) -> int:
    """How many crossings of a local day there are to list."""
    standing = "" if with_voided else " AND NOT voided"
    return int(first(_COUNT_OF_DAY + standing, [post, str(day)])[0])


def registered_today(post: str, day: Day) -> int:
    """How many crossings a post recorded on a local day, those voided not among them."""
    return int(first(_REGISTERED, [post, str(day)])[0])


def crossing_by_token(text: str, day: Day | None = None) -> Crossing | None:
    """The crossing of a token as typed, or of a slip's code as scanned; the latest day that has it, unless given.

    A slip's code carries its own day. Refused: the codes of kernel.tokens. None where this node holds no such token.
    """
    if is_code(text):
        code = read_code(text)
        if isinstance(code, FormCode):
            return None
        token, day = code.token.text, code.day
    else:
        token = read_token(text).text
    found = Crossing.objects.filter(token=token)
    if day is not None:
        found = found.filter(local_day=str(day))
    return found.order_by("voided", "-local_day", "-recorded_at").first()


def crossings_of_group(group: str) -> list[Crossing]:
    """All crossings of a registration group, the latest first, voided ones among them."""
    return _OF_GROUP.all(group)


def those(crossing_ids: Collection[str]) -> dict[str, Crossing]:
    """Several crossings by id; those not held here are missing."""
    return {row.subject: row for row in _THOSE.among(list(crossing_ids))}


def crossings_of_persons(persons: Collection[str]) -> list[Crossing]:
    """All crossings in which one of these persons was registered, the latest first, voided ones among them."""
    return _OF_PERSONS.among(list(persons))


def crossings_to_tell(since: datetime, *, looked_at: int) -> list[Crossing]:
    """Standing crossings since a moment with a child said to be alone, and so many of the latest others: in these a
    child may be alone without anybody having said so."""
    rows = Crossing.objects.filter(voided=False, arrived_at__gte=since)
    others = list(rows.filter(has_child_alone=False).order_by("-arrived_at", "subject")[:looked_at])
    return [*rows.filter(has_child_alone=True).order_by("arrived_at", "subject"), *others]


ADMITTED = ("admit", "admit_deferred")


def has_crossed(group_ids: Collection[str], person_ids: Collection[str]) -> bool:
    """Whether any of these groups or persons has been admitted; standing at the post is not yet crossing."""
    admitted = Crossing.objects.filter(voided=False, decision__in=ADMITTED)
    if group_ids and admitted.filter(group__in=list(group_ids)).exists():
        return True
    if not person_ids:
        return False
    crossings = CrossingPerson.objects.filter(person__in=list(person_ids), voided=False).values("subject")
    return admitted.filter(subject__in=crossings).exists()


def open_verifications(post: str) -> list[OpenVerification]:
    """Deferred verifications of a post that are not worked off, the nearest deadline first."""
    rows = list(Verification.objects.filter(post=post, is_open=True).order_by("deadline", "id"))
    crossings = {
        one.subject: one for one in Crossing.objects.filter(subject__in={row.subject for row in rows}).iterator()
    }
    return [
        OpenVerification(crossings[row.subject], row.place, row.deadline, row.decided_at, row.decided_by)
        for row in rows
        if row.subject in crossings
    ]


def verifications_of(crossing_id: str) -> list[Verification]:
    """Every verification of one crossing's standing decisions, open or worked off."""
    return list(Verification.objects.filter(subject=crossing_id).order_by("decided_at", "id"))


def history_of(subject: str) -> list[History]:
    """Everything entered about a crossing or a vehicle, in the order of the hybrid clock."""
    return list(History.objects.filter(subject=subject).order_by("clock", "entry", "field"))


def days_with_crossings(post: str, since: Day) -> list[str]:
    """The local days from `since` on which the post recorded crossings, the latest first."""
    return [day for (day,) in execute(_DAYS, [post, str(since)]).fetchall()]
