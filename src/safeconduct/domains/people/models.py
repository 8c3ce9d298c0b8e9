"""Tables of people and groups, written by the journal's projector alone; `projection.py` says what stands in them.

Text that comes from facts has no length here: a fact from elsewhere must never fail to be stored for its length.
"""

import json
from typing import Any

import msgspec
from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart
from safeconduct.science.calendars import BirthDate, shown


class Standing(Projected):
    """What a person and a group have in common. `contested` is JSON: field -> all values that stand beside each other.

    `partial`: the registration itself is not held here. `unreadable`: some of it cannot be opened, or was erased.
    `registered_at` is when it is said to have happened, `recorded_at` when a node wrote it.
    """

    level = models.IntegerField()
    nationality = models.TextField()
    language = models.TextField()
    origin = models.TextField()
    origin_text = models.TextField()
    destination = models.TextField()
    destination_text = models.TextField()
    place = models.TextField()
    registered_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)
    registered_by = models.TextField()
    ref = models.TextField()
    voided = models.BooleanField()
    erased = models.BooleanField()
    unreadable = models.BooleanField()
    partial = models.BooleanField()
    contested = models.TextField()

    class Meta:
        abstract = True

    @property
    def contested_values(self) -> dict[str, list[Any]]:
        """Field -> all standing values, for the fields on which people who did not know of each other differ."""
        return dict(json.loads(self.contested)) if self.contested else {}

    @property
    def origin_shown(self) -> str:
        """The code, or the words where there is no code."""
        return self.origin or self.origin_text

    @property
    def destination_shown(self) -> str:
        """The code, or the words where there is no code."""
        return self.destination or self.destination_text


class Person(Standing):
    """A person as they say and show it. `birth` is the JSON of a science.calendars BirthDate, or empty."""

    group = models.TextField()
    relation = models.TextField()
    given_names = models.TextField()
    family_name = models.TextField()
    name_native = models.TextField()
    sex = models.TextField()
    birth = models.TextField()
    age_band = models.TextField()
    minor = models.TextField()  # yes, no, maybe
    interpreter_needed = models.BooleanField()
    purpose = models.TextField()
    onward_contact = models.TextField()
    no_document = models.BooleanField()
    photo = models.TextField()  # subject of the photo
    photo_refused = models.BooleanField()
    group_set_at = models.DateTimeField(null=True)
    group_set_by = models.TextField()
    open_flags = models.IntegerField()

    class Meta:
        db_table = "people_person"
        indexes = [
            models.Index(fields=["group"], name="people_person_group"),
            models.Index(fields=["place", "registered_at"], name="people_person_day"),
        ]

    @property
    def name(self) -> str:
        """The Latin name in one line, or the native one."""
        return " ".join(filter(None, (self.given_names, self.family_name))) or self.name_native

    @property
    def birth_date(self) -> BirthDate:
        """The birth date as it was given."""
        return msgspec.json.decode(self.birth, type=BirthDate) if self.birth else BirthDate()

    @property
    def birth_shown(self) -> str:
        """The birth date in its compact form, in no language; empty if nothing is known."""
        return shown(self.birth_date) if self.birth else ""

    @property
    def treated_as_minor(self) -> bool:
        """Whether the person is or may be under eighteen."""
        return self.minor != "no"

    @property
    def may_be_adult(self) -> bool:
        """Whether the person is or may be eighteen or older."""
        return self.minor != "yes"


class Name(ProjectedPart):
    """One word of a person's name, folded, and its Latin rendering: what find looks through."""

    word = models.TextField(db_index=True)

    class Meta:
        db_table = "people_name"


class Document(ProjectedPart):
    """A document of a person. `number_key` is the number as find compares it."""

    type = models.TextField()
    number = models.TextField()
    number_key = models.TextField(db_index=True)
    issuer = models.TextField()
    expiry = models.TextField()
    condition = models.TextField()
    read_by = models.TextField()
    repaired = models.BooleanField()
    added_at = models.DateTimeField()
    withdrawn = models.BooleanField()

    class Meta:
        db_table = "people_document"


class Need(ProjectedPart):
    """A functional need of a person or of a whole group; its id is the entry that found it, and the code."""

    code = models.TextField()
    added_at = models.DateTimeField()
    withdrawn = models.BooleanField()

    class Meta:
        db_table = "people_need"


class Flag(ProjectedPart):
    """A protective flag of a person. It is open until a release by a second supervisor names it."""

    kind = models.TextField()
    open = models.BooleanField()
    raised_at = models.DateTimeField()
    raised_by = models.TextField()
    place = models.TextField()
    reason = models.TextField()
    from_group = models.TextField()
    to_group = models.TextField()
    proposed_by = models.TextField()
    proposal = models.TextField()
    proposed_reason = models.TextField()
    released_by = models.TextField()
    released_at = models.DateTimeField(null=True)
    release = models.TextField()

    class Meta:
        db_table = "people_flag"
        indexes = [models.Index(fields=["place", "open"], name="people_flag_open")]


class Hold(ProjectedPart):
    """A legal hold on a person's record: while it is open, the record is not erased."""

    open = models.BooleanField()
    basis = models.TextField()
    reason = models.TextField()
    review_on = models.TextField()  # a local day
    place = models.TextField()
    placed_at = models.DateTimeField()
    placed_by = models.TextField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.TextField()
    lifted_reason = models.TextField()

    class Meta:
        db_table = "people_hold"
        indexes = [models.Index(fields=["place", "open"], name="people_hold_open")]


class Objection(ProjectedPart):
    """An objection of a person to a statement or a use of their record; open until a supervisor's answer names it."""

    open = models.BooleanField()
    about = models.TextField()
    entry = models.TextField()
    by = models.TextField()
    words = models.TextField()
    place = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.TextField()
    outcome = models.TextField()
    reason = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField()

    class Meta:
        db_table = "people_objection"
        indexes = [models.Index(fields=["open", "made_at"], name="people_objection_open")]


class Group(Standing):
    """A registration group. `composition` is the JSON of "sex/age band" -> number."""

    size = models.IntegerField()
    composition = models.TextField()
    transport = models.TextField()
    focal_person = models.TextField()
    form_serial = models.TextField()
    note = models.TextField()

    class Meta:
        db_table = "people_group"
        indexes = [
            models.Index(fields=["place", "registered_at"], name="people_group_day"),
            models.Index(fields=["form_serial"], name="people_group_form"),
        ]

    @property
    def composition_numbers(self) -> dict[str, int]:
        """Number of people by "sex/age band"."""
        return dict(json.loads(self.composition)) if self.composition else {}


class Photo(Projected):
    """One photo. `jpeg` is empty once it was erased or where it cannot be opened."""

    person = models.TextField(db_index=True)
    jpeg = models.BinaryField()
    taken_at = models.DateTimeField()
    erased = models.BooleanField()

    class Meta:
        db_table = "people_photo"


class Change(ProjectedPart):
    """One line of the history of a person or group after its registration.

    `has_effect` is False for what is kept and shown, but changes nothing: a release by one who might not.
    """

    event = models.TextField()
    field = models.TextField()
    before = models.TextField()
    value = models.TextField()
    reason = models.TextField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.TextField()
    place = models.TextField()
    clock = models.BigIntegerField()
    ref = models.TextField()
    has_effect = models.BooleanField()

    class Meta:
        db_table = "people_change"
        indexes = [models.Index(fields=["event", "happened_at"], name="people_change_event")]
