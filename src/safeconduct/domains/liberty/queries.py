"""The doors out of this room: the only readers of its tables."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from django.db.models import F, Q, QuerySet

from safeconduct.domains.liberty.models import Alarm, Alternative, Assessment, Deprivation, LibertyRecord, Step
from safeconduct.domains.liberty.rules import LibertyState
from safeconduct.domains.liberty.states import ALARMS, is_child, liberty_of
from safeconduct.foundation.compartments.queries import compartments
from safeconduct.foundation.journal.seen import seen_of_all
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound

__all__ = ["seen_of_all"]
SHARED_WITH = "protection"  # the compartment whose agency reads screenings reads this too
OPEN, OVERDUE, OVER, ENDED, VOIDED = "open", "overdue", "over", "ended", "voided"
FILTERS = (OPEN, OVERDUE, OVER, ENDED, VOIDED)
MOST = 200


class Ports(msgspec.Struct, kw_only=True):
    """What other rooms know of a person: whether they may be a child, and whether protection has to hear them."""

    minor_of: Callable[[str], str] = lambda person: ""
    is_held_for_review: Callable[[str], bool] = lambda person: False


_ports = Ports()


def set_ports(*, minor_of: Callable[[str], str], is_held_for_review: Callable[[str], bool]) -> None:
    """Say where it is known who may be a child, and whom protection has to hear."""
    _ports.minor_of, _ports.is_held_for_review = minor_of, is_held_for_review


def record_or_none(person: str) -> LibertyRecord | None:
    """The record of a person, where there is one."""
    return LibertyRecord.objects.filter(subject=liberty_of(person)).first()


def record(person: str) -> LibertyRecord:
    """The record of a person. NotFound: liberty.no_record."""
    found = record_or_none(person)
    if found is None:
        raise NotFound("liberty.no_record")
    return found


def deprivations_of(person: str) -> list[Deprivation]:
    """Every time this person was held, the latest first."""
    return list(Deprivation.objects.filter(subject=liberty_of(person)).order_by("-since", "id"))


def deprivation(person: str, name: str) -> Deprivation:
    """One time of being held. NotFound: liberty.no_such_deprivation."""
    found = Deprivation.objects.filter(subject=liberty_of(person), id=name).first()
    if found is None:
        raise NotFound("liberty.no_such_deprivation")
    return found


def deprivations(now: datetime, *, which: str = OPEN, post: str = "", ground: str = "") -> "QuerySet[Deprivation]":
    """Those of a kind, at one post or everywhere; what has waited longest first."""
    rows = Deprivation.objects.all()
    rows = rows.filter(post=post) if post else rows
    rows = rows.filter(ground=ground) if ground else rows
    kinds = {
        OPEN: Q(is_open=True),
        OVERDUE: Q(is_open=True, review_due__lt=now),
        OVER: Q(is_open=True, over_at__lt=now),
        ENDED: Q(is_open=False, voided=""),
        VOIDED: ~Q(voided=""),
    }
    order = ("-since",) if which in (ENDED, VOIDED) else ("review_due",)
    return rows.filter(kinds.get(which, Q(is_open=True))).order_by(*order, "subject", "id")


def contested_deprivations() -> list[Deprivation]:
    """Those whose end is told in two ways."""
    return list(Deprivation.objects.filter(is_contested=True, voided="").order_by("-since", "id")[:MOST])


def open_children() -> list[Deprivation]:
    """Children, and those who may be, who are held now."""
    rows = Deprivation.objects.filter(is_open=True)
    return [one for one in rows.order_by("since", "id") if is_child(one.minor, tuple(one.seen_at_entry))]


def steps_of(person: str) -> dict[str, list[Step]]:
    """What happened, by deprivation and alternative, the latest first."""
    found: dict[str, list[Step]] = {}
    for one in Step.objects.filter(subject=liberty_of(person)).order_by("-at", "id"):
        found.setdefault(one.about, []).append(one)
    return found


def open_alarms() -> list[Alarm]:
    """What nobody of oversight has answered: alarms before warnings, the oldest first."""
    rows = list(Alarm.objects.filter(open=True).order_by("raised_at", "id")[:MOST])
    return sorted(rows, key=lambda one: one.kind not in ALARMS)


def answered_alarms() -> list[Alarm]:
    """What was answered, the latest first."""
    return list(Alarm.objects.filter(open=False).order_by("-done_at", "id")[:MOST])


def alarms_of(person: str) -> list[Alarm]:
    """Every alarm about a person, open ones first."""
    return list(Alarm.objects.filter(subject=liberty_of(person)).order_by("-open", "raised_at", "id"))


def assessments_of(person: str) -> list[Assessment]:
    """Every look at this person for alternatives, the latest first."""
    return list(Assessment.objects.filter(subject=liberty_of(person)).order_by("-at", "id"))


def alternatives_of(person: str) -> list[Alternative]:
    """What was asked of this person, the latest first."""
    return list(Alternative.objects.filter(subject=liberty_of(person)).order_by("-imposed_at", "id"))


def open_alternatives(*, post: str = "") -> "QuerySet[Alternative]":
    """What is asked of people now, what is to be looked at first on top."""
    rows = Alternative.objects.filter(is_open=True)
    return (rows.filter(post=post) if post else rows).order_by("until", "subject", "id")


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """How many are held, overdue for a look, held longer than the ground allows, and free under an alternative."""

    held: int
    overdue: int
    over: int
    alternatives: int
    children: int


def figures(now: datetime, *, post: str = "") -> Figures:
    """The numbers of a post, or of everywhere."""
    return Figures(
        held=deprivations(now, post=post).count(),
        overdue=deprivations(now, which=OVERDUE, post=post).count(),
        over=deprivations(now, which=OVER, post=post).count(),
        alternatives=open_alternatives(post=post).count(),
        children=sum(not post or one.post == post for one in open_children()),
    )


def counts(*, post: str = "") -> Counter[tuple[str, ...]]:
    """How many times people were held, by ground and by state now; what was voided does not count."""
    rows = Deprivation.objects.filter(voided="")
    rows = rows.filter(post=post) if post else rows
    return Counter(rows.values_list(F("ground"), F("state")))


def alternative_counts(*, post: str = "") -> Counter[tuple[str, ...]]:
    """How often something was asked of people instead, by kind, and whether it goes on."""
    rows = Alternative.objects.filter(post=post) if post else Alternative.objects.all()
    return Counter((kind, "open" if is_open else "ended") for kind, is_open in rows.values_list("kind", "is_open"))


def said_of(persons: Iterable[str]) -> dict[str, str]:
    """The description of those who are not registered, by the id they have here."""
    rows = Deprivation.objects.filter(person__in=set(persons)).values_list("person", "words")
    return {person: words["description"] for person, words in rows if words.get("description")}


def reads_alone() -> bool:
    """Whether this is an agency's node, where everything is read and nothing is written down."""
    return settings.SAFECONDUCT_PROFILE == "agency"


def state_of(command: Any, act: Act) -> LibertyState:
    """The record as it stands, with the deprivation and the alternative that the command names."""
    subject, row = liberty_of(command.person), record_or_none(command.person)
    held = Deprivation.objects.filter(subject=subject, id=getattr(command, "deprivation", "")).first()
    asked = Alternative.objects.filter(subject=subject, id=getattr(command, "alternative", "")).first()
    looks = {one.id: one for one in Assessment.objects.filter(subject=subject)}
    named = looks.get(getattr(command, "assessment", ""))
    minors = Deprivation.objects.filter(subject=subject).values_list("minor", flat=True)
    return LibertyState(
        agency=(row.agency if row is not None else "") or _shared_with(),
        exists=row is not None,
        is_registered=row is None or row.is_registered,
        is_erased=row is not None and row.is_erased,
        deprivation=held is not None,
        is_open=held is not None and held.is_open,
        counts=held is not None and not held.voided,
        since=held.since if held is not None else None,
        consular=held.consular if held is not None else "",
        minor=_minor([_ports.minor_of(command.person), *minors]),
        is_held_for_review=_ports.is_held_for_review(command.person),
        alarms=frozenset(one.id for one in Alarm.objects.filter(subject=subject, open=True)),
        assessments=frozenset(looks),
        has_no_means=named is not None and "no_means" in named.needs,
        alternative=asked.kind if asked is not None else "",
        alternative_open=asked is not None and asked.is_open,
    )


def _minor(said: Iterable[str]) -> str:
    """Whoever may be a child by any account is taken for one."""
    found = set(said)
    return next((one for one in ("yes", "maybe", "no") if one in found), "")


def _shared_with() -> str:
    return next((one.agency for one in compartments() if one.code == SHARED_WITH), "")
