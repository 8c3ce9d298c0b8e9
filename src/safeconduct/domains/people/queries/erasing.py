"""What goes with a person when they are erased, what names them, and what an erasure waits for."""

from collections import Counter
from typing import NamedTuple

from safeconduct.domains.people.history import MOVED_AS_CORRECTION
from safeconduct.domains.people.models import Change, Document, Flag, Group, Hold, Person, Photo
from safeconduct.domains.people.rules.separation import MOVE_REASONS

NAMES = ("given_names", "family_name", "name_native")


class FirstWord(NamedTuple):
    """A supervisor's proposal to erase a person whose flag is up."""

    person: str
    by: str
    ref: str
    grounds: str


def subjects_to_erase_with(person: str) -> list[str]:
    """Subjects whose named bodies name this person too."""
    return [*photos_of(person), *words_to_erase_with(person)]


def photos_of(person: str) -> list[str]:
    """Every photo ever taken of a person, also those whose bytes have not arrived here yet."""
    named = Change.objects.filter(subject=person, event="photo_kept").values_list("value", flat=True)
    held = Photo.objects.filter(person=person).values_list("subject", flat=True)
    return sorted({*named, *held} - {""})


def words_to_erase_with(person: str) -> list[str]:
    """The person's group, if nobody else in it (or in the form behind it) keeps its note and form serial."""
    row = Person.objects.filter(subject=person).only("group").first()
    if row is None or not row.group:
        return []
    others = Person.objects.filter(group=row.group, erased=False).exclude(subject=person)
    group = Group.objects.filter(subject=row.group, erased=False).first()
    if group is None or group.size > 1 or others.exists():
        return []
    return [row.group]


def what_names(person: str) -> Counter[str]:
    """How much of what names or describes a person stands here, by what it is; what there is none of is left out."""
    row = Person.objects.filter(subject=person).first()
    if row is None or row.erased:
        return Counter()
    worded = Change.objects.filter(subject=person).exclude(reason="").exclude(event="erasure_proposed")
    worded = worded.exclude(event__in=("moved", MOVED_AS_CORRECTION), reason__in=MOVE_REASONS)
    found = Counter(
        names=sum(bool(getattr(row, name)) for name in NAMES),
        birth_dates=int(bool(row.birth)),
        contacts=int(bool(row.onward_contact)),
        places=int(bool(row.origin_text)) + int(bool(row.destination_text)),
        documents=Document.objects.filter(subject=person).count(),
        photos=len(photos_of(person)),
        reasons=worded.values("ref").distinct().count(),
        group_words=len(words_to_erase_with(person)),
    )
    return +found  # without what there is none of


def holds_of(person: str) -> list[Hold]:
    """The legal holds of a person, those that stand first."""
    return list(Hold.objects.filter(subject=person).order_by("-open", "placed_at", "id"))


def open_holds(place: str) -> list[Hold]:
    """The legal holds placed at a post that stand, the next review first."""
    return list(Hold.objects.filter(open=True, place=place).order_by("review_on", "placed_at", "id"))


def first_words(*, person: str = "", place: str = "") -> list[FirstWord]:
    """Proposals to erase that count, of one person or made at one post, the oldest first; the erased are left out."""
    rows = Change.objects.filter(event="erasure_proposed", has_effect=True).order_by("clock", "ref")
    rows = rows.filter(subject=person) if person else rows.filter(place=place)
    words = [FirstWord(row.subject, row.by, row.ref, row.reason) for row in rows]
    erased = set(
        Person.objects.filter(subject__in={one.person for one in words}, erased=True).values_list("subject", flat=True)
    )
    return [one for one in words if one.person not in erased]


def erasures(place: str, *, limit: int = 50) -> list[Change]:
    """The erasures done at a post, the latest first: when, by whom, on which grounds."""
    rows = Change.objects.filter(event="erased", place=place, field="removed").order_by("-happened_at", "-clock")
    return list(rows[:limit])


def flags_up(person: str) -> int:
    """How many protective flags of a person are up."""
    return Flag.objects.filter(subject=person, open=True).count()
