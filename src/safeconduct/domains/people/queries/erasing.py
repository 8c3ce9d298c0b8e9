"""What goes with a person when they are erased: their photos, and the words about a group that had no one else."""

from safeconduct.domains.people.models import Change, Group, Person, Photo


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
