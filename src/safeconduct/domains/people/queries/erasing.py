"""What goes with a person when they are erased, what names them, and what an erasure waits for."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from safeconduct.domains.people.history import MOVED_AS_CORRECTION
from safeconduct.domains.people.models import Change, Document, Flag, Group, Hold, Objection, Person, Photo
from safeconduct.domains.people.names import folded, number_key
from safeconduct.domains.people.rules.separation import MOVE_REASONS
from safeconduct.domains.people.rules.states import SharedGroup
from safeconduct.foundation.journal.words import named_entries
from safeconduct.kernel.facts import Going

SHORTEST_SIGN = 5  # assumption: a shorter number stands in many texts that speak of somebody else
NAMES = ("given_names", "family_name", "name_native")


class FirstWord(NamedTuple):
    """A supervisor's proposal to erase a person whose flag is up."""

    person: str
    by: str
    ref: str
    grounds: str


Elsewhere = Callable[[str, Mapping[str, bool], Callable[[str], bool]], list[Going]]
_elsewhere: list[Elsewhere] = []
KEPT = ("form_serial", "origin_text", "destination_text")  # said of everyone in a group


def set_elsewhere_port(*rooms: Elsewhere) -> None:
    """Say what other rooms keep about a person: each is asked with the person, their groups (and whether nobody else is
    left in them), and a test whether a text names them."""
    _elsewhere[:] = rooms


def subjects_to_erase_with(person: str) -> list[str]:
    """Subjects of this room whose named bodies name this person too, and nobody else."""
    return [*photos_of(person), *groups_of_alone(person)]


def photos_of(person: str) -> list[str]:
    """Every photo ever taken of a person, also those whose bytes have not arrived here yet."""
    named = Change.objects.filter(subject=person, event="photo_kept").values_list("value", flat=True)
    held = Photo.objects.filter(person=person).values_list("subject", flat=True)
    return sorted({*named, *held} - {""})


def _groups_of(person: str) -> list[Group]:
    """Every group the person is or was in, those erased left out."""
    row = Person.objects.filter(subject=person).only("group").first()
    moved = Change.objects.filter(subject=person, field="group").values_list("before", "value")
    ids = {row.group if row else "", *(group for pair in moved for group in pair)}
    return list(Group.objects.filter(subject__in=ids - {""}, erased=False).order_by("subject"))


def groups_of_alone(person: str) -> list[str]:
    """The person's groups, if nobody else in them (or in the form behind them) keeps their note and form serial."""
    return [group.subject for group in _groups_of(person) if _is_alone(group, person)]


def _is_alone(group: Group, person: str) -> bool:
    others = Person.objects.filter(group=group.subject, erased=False).exclude(subject=person)
    return group.size <= 1 and not others.exists()


def shared_groups(person: str) -> list[SharedGroup]:
    """The person's groups in which others are left, if there are remarks or reasons about them: those go."""
    return [
        SharedGroup(
            group.subject,
            tuple(named_entries(group.subject)),
            {name: value for name in KEPT if (value := getattr(group, name))},
        )
        for group in _groups_of(person)
        if not _is_alone(group, person) and _has_words(group)
    ]


def _has_words(group: Group) -> bool:
    lines = Change.objects.filter(subject=group.subject)
    return bool(group.note) or lines.exclude(reason="").exists() or lines.filter(field="note").exists()


def going_elsewhere(person: str) -> list[Going]:
    """What other rooms keep about a person."""
    groups = {group.subject: _is_alone(group, person) for group in _groups_of(person)}
    names_them = naming(person)
    return [going for room in _elsewhere for going in room(person, groups, names_them)]


def naming(person: str) -> Callable[[str], bool]:
    """Whether a text names this person: by their whole name in any spelling, a document's number, or their contact."""
    row = Person.objects.filter(subject=person).first()
    if row is None:
        return lambda text: False
    names = [folded(f"{row.given_names} {row.family_name}"), folded(row.name_native)]
    spellings = [frozenset(words) for name in names if len(words := name.split()) > 1]
    single = {name for name in names if len(name.split()) == 1}  # too common to be looked for inside a text
    numbers = Document.objects.filter(subject=person).values_list("number_key", flat=True)
    signs = {key for key in (*numbers, number_key(row.onward_contact)) if len(key) >= SHORTEST_SIGN}

    def names_them(text: str) -> bool:
        if not text:
            return False
        plain = folded(text)
        words = frozenset(plain.split())
        bare = number_key(text)
        return plain in single or any(one <= words for one in spellings) or any(sign in bare for sign in signs)

    return names_them


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
        objections=Objection.objects.filter(subject=person).count(),
        reasons=worded.values("ref").distinct().count(),
        group_words=len(groups_of_alone(person)) + len(shared_groups(person)),
    )
    found.update(going.what for going in going_elsewhere(person))
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
