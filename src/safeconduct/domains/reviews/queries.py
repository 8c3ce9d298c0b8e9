"""The doors out of this room: the only readers of its tables."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings

from safeconduct.domains.reviews.models import Attempt, Clearance, Hold, Review, TurnBack
from safeconduct.domains.reviews.rules import NOT_AVAILABLE, Reader, ReportState, ReviewState
from safeconduct.domains.reviews.states import SECOND_LINE_LIMIT, review_of
from safeconduct.foundation.compartments.queries import compartments
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.foundation.journal.seen import seen_of_all
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound, Refused

__all__ = ["seen_of_all"]
AGENCY = "agency"
SHARED_WITH = "protection"  # the compartment whose agency reads screenings reads reviews too
MOST = 200
_REVIEW = Lookup(Review, "subject = %s")
_HOLDS = Lookup(Hold, "subject = %s", order="open DESC, raised_at, id")
_CLEARANCES = Lookup(Clearance, "subject = %s", order="given_at DESC, id")
_flags_of: list[Callable[[str], tuple[str, ...]]] = []


def set_flags_port(flags_of: Callable[[str], tuple[str, ...]]) -> None:
    """Say where the protective flags of a person come from, those up and those released."""
    _flags_of[:] = [flags_of]


def review(person: str) -> Review:
    """The review of a person. NotFound: reviews.nothing_asked."""
    found = review_or_none(person)
    if found is None:
        raise NotFound("reviews.nothing_asked")
    return found


def review_or_none(person: str) -> Review | None:
    """The review of a person, where there is one."""
    return _REVIEW.first(review_of(person))


def is_held(person: str) -> bool:
    """Whether protection has to hear this person."""
    row = review_or_none(person)
    return row is not None and row.open_holds > 0


def open_reviews(post: str = "") -> list[Review]:
    """What was asked and is not settled, the oldest first; at one post or everywhere."""
    rows = Review.objects.filter(is_open=True)
    rows = rows.filter(post=post) if post else rows
    return list(rows.order_by("requested_at", "subject")[:MOST])


def held_reviews() -> list[Review]:
    """Persons about whom a hold stands, asked about or not."""
    return list(Review.objects.filter(open_holds__gt=0).order_by("last_at", "subject")[:MOST])


def contested_reviews() -> list[Review]:
    """Decisions that had not seen a hold, or stand on no clearance that is held here."""
    return list(Review.objects.filter(is_contested=True).order_by("last_at", "subject")[:MOST])


def refusals() -> list[Review]:
    """Every refusal that was decided, the latest first."""
    return list(Review.objects.filter(refused_at__isnull=False).order_by("-refused_at", "subject")[:MOST])


def late_reviews(now: datetime) -> list[Review]:
    """Requests that the second line has kept for over four hours."""
    rows = Review.objects.filter(is_open=True, requested_at__lt=now - SECOND_LINE_LIMIT)
    return list(rows.order_by("requested_at", "subject")[:MOST])


def holds_of(person: str) -> list[Hold]:
    """Every hold, open ones first."""
    return _HOLDS.all(review_of(person))


def clearances_of(person: str) -> list[Clearance]:
    """Every clearance, the latest first."""
    return _CLEARANCES.all(review_of(person))


def attempts(*, limit: int = MOST) -> list[tuple[Attempt, str]]:
    """What gates stopped, the latest first, each with the person it was about."""
    rows = list(Attempt.objects.order_by("-happened_at", "id")[:limit])
    about = dict(Review.objects.filter(subject__in={one.subject for one in rows}).values_list("subject", "person"))
    return [(one, about.get(one.subject, "")) for one in rows]


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A post in a month: how many turned back its own records say, and how many others say."""

    post: str
    month: str
    recorded: int
    reported: int

    @property
    def unrecorded(self) -> int:
        """How many more others saw than were recorded: each of them was turned back without a record."""
        return max(0, self.reported - self.recorded)


def turn_backs(*, limit: int = MOST) -> list[TurnBack]:
    """What others reported, the latest day first, retracted ones too."""
    return list(TurnBack.objects.order_by("-day", "-reported_at", "subject")[:limit])


def compared_series() -> list[Series]:
    """Both series side by side, by post and month of its local day; the latest month first, what is unrecorded on
    top."""
    recorded: Counter[tuple[str, str]] = Counter()
    for post, at in Review.objects.values_list("post", "carried_out_at"):
        if at is not None:
            recorded[post, places.local_time(post, at).date().isoformat()[:7]] += 1
    reported: Counter[tuple[str, str]] = Counter()
    for report in TurnBack.objects.filter(retracted=""):
        reported[report.post, report.day[:7]] += report.people
    found = [
        Series(post=post, month=month, recorded=recorded[post, month], reported=reported[post, month])
        for post, month in recorded.keys() | reported.keys()
    ]
    return sorted(found, key=lambda one: (-int(one.month.replace("-", "") or 0), -one.unrecorded, one.post))


def report_state(command: Any, act: Act) -> ReportState:
    """The report as it stands, and the day at its post."""
    row = TurnBack.objects.filter(subject=command.report).first()
    post = row.post if row is not None else getattr(command, "post", "")
    known = any(one.subject == post for one in places.posts())
    today = places.local_time(post, ledger().clock.now()).date().isoformat() if known else ""
    return ReportState(exists=row is not None, stands=row is not None and not row.retracted, today=today)


def state_for_request_refusal(command: Any, act: Act) -> Reader:
    """With whom reviews are shared; nothing about the person, so that nothing about them can show in the answer."""
    return Reader(agency=_shared_with())


def review_state(command: Any, act: Act) -> ReviewState:
    """The review as it stands."""
    row = review_or_none(command.person)
    flags = _flags_of[0](command.person) if _flags_of else ()
    return state_of(
        row,
        holds_of(command.person) if row is not None else (),
        clearances_of(command.person) if row is not None else (),
        agency=(row.agency if row is not None else "") or _shared_with(),
        node=ledger().node,
        flags=flags,
    )


def state_of(
    row: Any, holds: Sequence[Any], clearances: Sequence[Any], *, agency: str, node: str, flags: tuple[str, ...] = ()
) -> ReviewState:
    """What rows say to the rules."""
    keeps = settings.SAFECONDUCT_PROFILE == AGENCY
    if row is None:
        return ReviewState(agency=agency, keeps_causes=keeps)
    return ReviewState(
        agency=agency,
        keeps_causes=keeps,
        exists=True,
        is_owner=row.owner == node,
        is_open=row.is_open,
        state=row.state,
        is_contested=row.is_contested,
        post=row.post,
        crossing=row.crossing,
        ground=row.ground,
        answer=row.answer,
        reviewed_by=row.reviewed_by,
        clearance=row.clearance,
        open_holds=frozenset(one.id for one in holds if one.open),
        clearances={one.id: one.given_by for one in clearances},
        flags=flags,
    )


def state_not_available(command: Any, act: Act) -> None:
    """Refused: reviews.not_available, before anything is read or any gate is asked: so that asking tells nothing."""
    raise Refused(NOT_AVAILABLE)


def _shared_with() -> str:
    return next((one.agency for one in compartments() if one.code == SHARED_WITH), "")
