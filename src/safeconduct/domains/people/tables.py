"""Which projection fills which tables in this room."""

from safeconduct.domains.people.models import Change, Document, Flag, Group, Hold, Name, Need, Objection, Person, Photo
from safeconduct.domains.people.projection import group_rows, person_rows, photo_rows

PROJECTIONS = [
    ("person", person_rows, (Person, Name, Document, Need, Flag, Hold, Objection, Change)),
    ("group", group_rows, (Group, Need, Change)),
    ("photo", photo_rows, (Photo,)),
]
