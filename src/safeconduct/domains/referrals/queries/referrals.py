"""Reading referrals: one with its steps, those of a person or group, the board of open ones, what agencies answer."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When

from safeconduct.domains.referrals.models import Referral, Step
from safeconduct.domains.referrals.referral_states import SENT
from safeconduct.kernel.problems import NotFound

# What a list shows; what was told of a person only because an agency knows nobody by another name.
LISTED = (
    "subject", "agency", "service", "type", "urgency", "person", "group", "people", "together", "holder", "reference",
    "state", "shown_state", "is_contested", "state_since", "appointment", "due_at", "coordinator_at", "oversight_at",
    "expires_at", "who", "unanswered_messages", "needs_review", "consent", "is_open", "post", "opened_at", "readers",
    "post_name", "service_name", "disclosed", "is_erased",
)  # fmt: skip


class Board(NamedTuple):
    """Numbers above the list: how many are open in each state, and how many have risen how far."""

    by_state: dict[str, int]
    overdue: int
    for_coordinator: int
    for_oversight: int

    @property
    def open(self) -> int:
        """All that are open."""
        return sum(self.by_state.values())


class Answers(NamedTuple):
    """What an agency made of what it was sent in a time."""

    agency: str
    sent: int
    answered: int
    refused: int
    waiting: int
    overdue: int
    unanswered_messages: int
    median_hours: float | None


def referral(referral_id: str) -> Referral:
    """One referral. Raises NotFound referrals.unknown_referral."""
    found = Referral.objects.filter(subject=referral_id, is_partial=False).first()
    if found is None:
        raise NotFound("referrals.unknown_referral")
    return found


def steps_of(referral_id: str) -> list[Step]:
    """Everything that was entered about a referral, the latest first."""
    return list(Step.objects.filter(subject=referral_id).order_by("-clock", "-id"))


def referrals_by_id(referral_ids: Iterable[str]) -> dict[str, Referral]:
    """Several referrals by id; those not held here are missing."""
    return {row.subject: row for row in Referral.objects.filter(subject__in=list(referral_ids))}


def referrals_of_person(person: str) -> list[Referral]:
    """Every referral of a person, the latest first."""
    return list(Referral.objects.filter(person=person).order_by("-opened_at", "subject")) if person else []


def referrals_of_group(group: str) -> list[Referral]:
    """Every referral of a group and of those who were referred with it, the latest first."""
    return list(Referral.objects.filter(group=group).order_by("-opened_at", "subject")) if group else []


def referrals_together(together: str) -> list[Referral]:
    """Those who were referred in one act, and what took a referral up, the earliest first."""
    return list(Referral.objects.filter(together=together).order_by("opened_at", "subject")) if together else []


def by_arrival_code(code: str) -> Referral | None:
    """The referral whose sealed page bears this code, or None."""
    return Referral.objects.filter(arrival_code=code, is_partial=False).first() if code else None


def by_reference(reference: str) -> Referral | None:
    """The referral whose card bears this reference, or None."""
    return Referral.objects.filter(reference=reference, is_partial=False).first() if reference else None


def open_referrals(
    *, holder: str = "", agency: str = "", states: Collection[str] = (), besides_types: Collection[str] = ()
) -> QuerySet[Referral]:
    """Open referrals, those that have risen furthest first, then by their limit. `besides_types` are left out."""
    rows = Referral.objects.filter(is_open=True, is_partial=False)
    if holder:
        rows = rows.filter(holder=holder)
    if agency:
        rows = rows.filter(agency=agency)
    if states:
        rows = rows.filter(shown_state__in=list(states))
    if besides_types:
        rows = rows.exclude(type__in=list(besides_types))
    return rows.only(*LISTED)


def risen_first(rows: QuerySet[Referral], now: datetime) -> QuerySet[Referral]:
    """The order of the board: risen to oversight, to the coordinator, overdue, and the nearest limit in each."""
    level = Case(
        When(oversight_at__lt=now, then=Value(3)),
        When(coordinator_at__lt=now, then=Value(2)),
        When(due_at__lt=now, then=Value(1)),
        default=Value(0),
    )
    return rows.annotate(level=level).order_by("-level", "due_at", "subject")


def subjects_in_order(rows: QuerySet[Referral], now: datetime) -> QuerySet[Referral, str]:
    """The subjects in the order of the board, read from its index alone; `listed` reads the few that are shown."""
    return risen_first(rows, now).values_list("subject", flat=True)


def listed(subjects: Iterable[str]) -> list[Referral]:
    """What a list shows of these referrals, in this order."""
    wanted = list(subjects)
    held = {row.subject: row for row in Referral.objects.filter(subject__in=wanted).only(*LISTED)}
    return [held[one] for one in wanted if one in held]


def board_of(rows: QuerySet[Referral], now: datetime) -> Board:
    """The numbers above a list."""
    by_state = dict(rows.order_by().values_list("shown_state").annotate(Count("subject")))
    late = rows.order_by().aggregate(
        overdue=Count("subject", filter=Q(due_at__lt=now)),
        coordinator=Count("subject", filter=Q(coordinator_at__lt=now)),
        oversight=Count("subject", filter=Q(oversight_at__lt=now)),
    )
    return Board(by_state, late["overdue"], late["coordinator"], late["oversight"])


def to_review() -> list[Referral]:
    """Referrals that were sent without consent and that nobody has reviewed, the oldest first."""
    return list(Referral.objects.filter(needs_review=True, is_partial=False).order_by("sent_at", "subject"))


def expirable(now: datetime, *, holder: str = "") -> list[Referral]:
    """Open referrals that have been waiting longer than they are good for."""
    return list(_expirable(now, holder).order_by("expires_at", "subject"))


def count_expirable(now: datetime, *, holder: str = "") -> int:
    """How many those are."""
    return _expirable(now, holder).count()


def _expirable(now: datetime, holder: str) -> QuerySet[Referral]:
    rows = Referral.objects.filter(is_open=True, is_partial=False, is_contested=False, expires_at__lte=now)
    rows = rows.filter(state__in=("proposed", "sent", "accepted", "arranged", "reopened"))
    return rows.filter(holder=holder) if holder else rows


def load_of(services: Iterable[str]) -> dict[str, int]:
    """How many people are on their way to each service: sent, accepted, arranged or arrived, and not yet helped."""
    rows = Referral.objects.filter(service__in=list(services), is_open=True)
    rows = rows.filter(state__in=(SENT, "accepted", "arranged", "arrived")).order_by()
    return dict(rows.values_list("service").annotate(Sum("people")))


def answers_by_agency(begins: datetime, ends: datetime, now: datetime) -> list[Answers]:
    """What each agency made of what it was sent in a time: most unanswered first."""
    rows = Referral.objects.filter(sent_at__gte=begins, sent_at__lt=ends, is_partial=False).values_list(
        "agency", "state", "sent_at", "answered_at", "was_refused", "due_at", "unanswered_messages", "is_contested"
    )
    by_agency: dict[str, list[tuple[object, ...]]] = {}
    for agency, *rest in rows:
        by_agency.setdefault(agency, []).append(tuple(rest))
    found = [_answers(agency, lines, now) for agency, lines in by_agency.items()]
    return sorted(found, key=lambda one: (-one.overdue, -one.waiting, one.agency))


def _answers(agency: str, lines: list[tuple[object, ...]], now: datetime) -> Answers:
    hours = sorted(
        (answered - sent).total_seconds() / 3600
        for _state, sent, answered, *_rest in lines
        if isinstance(sent, datetime) and isinstance(answered, datetime)
    )
    waiting = [line for line in lines if line[0] == SENT and not line[6]]
    return Answers(
        agency=agency,
        sent=len(lines),
        answered=len(hours),
        refused=sum(bool(line[3]) for line in lines),
        waiting=len(waiting),
        overdue=sum(isinstance(line[4], datetime) and line[4] < now for line in waiting),
        unanswered_messages=sum(line[5] for line in lines if isinstance(line[5], int)),
        median_hours=_median(hours),
    )


def _median(numbers: list[float]) -> float | None:
    if not numbers:
        return None
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2
