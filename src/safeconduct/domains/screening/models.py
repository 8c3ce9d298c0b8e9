"""Screening tasks and attempts, as projected. Written by the journal's projector alone.

No column says what anybody answered.
"""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart

ID = 32
CODE = 32
DAY = 10


class Task(Projected):
    """People of one crossing who are to be asked: how many, how many were, and by when the rest should be."""

    post = models.CharField(max_length=ID)
    local_day = models.CharField(max_length=DAY)
    crossing = models.CharField(max_length=ID)
    level = models.IntegerField()
    persons = models.JSONField()
    people = models.IntegerField()
    asked = models.IntegerField()
    waiting = models.IntegerField()  # still to be asked; 0 once it is ended
    language = models.CharField(max_length=CODE)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=CODE)  # of the latest attempt
    place = models.CharField(max_length=CODE)  # where the rest is to be asked
    attempts = models.IntegerField()
    ended = models.CharField(max_length=CODE)
    is_open = models.BooleanField()
    is_partial = models.BooleanField()  # the entry that opened it is not held here

    class Meta:
        db_table = "screening_task"
        indexes = [
            models.Index(fields=["post", "is_open", "due_at"], name="screening_task_open"),
            models.Index(fields=["post", "local_day"], name="screening_task_day"),
        ]


class TaskPerson(ProjectedPart):
    """Where the asking of one person stands; ids only."""

    person = models.CharField(max_length=ID)
    post = models.CharField(max_length=ID)
    asked = models.BooleanField()
    outcome = models.CharField(max_length=CODE)
    outcome_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "screening_person"
        indexes = [models.Index(fields=["person"], name="screening_person_person")]


class Attempt(ProjectedPart):
    """One attempt to ask, for the history."""

    entry = models.CharField(max_length=120)
    happened_at = models.DateTimeField()
    actor = models.CharField(max_length=ID)
    post = models.CharField(max_length=ID)
    persons = models.JSONField()
    number = models.IntegerField()
    outcome = models.CharField(max_length=CODE)
    way = models.CharField(max_length=CODE)
    language = models.CharField(max_length=CODE)
    place = models.CharField(max_length=CODE)

    class Meta:
        db_table = "screening_attempt"


class File(Projected):
    """What an agency knows of one screened person. Only on the agency's node is there ever a row."""

    token = models.CharField(max_length=CODE)
    post = models.CharField(max_length=ID)
    post_name = models.TextField()
    day = models.CharField(max_length=DAY)
    person = models.CharField(max_length=ID)
    group = models.CharField(max_length=ID)
    minor = models.CharField(max_length=CODE)
    sex = models.CharField(max_length=CODE)
    age_band = models.CharField(max_length=CODE)
    language = models.TextField()
    note = models.TextField()
    card = models.JSONField()
    cues = models.JSONField()
    answers = models.JSONField()
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    interviews = models.IntegerField()
    open_needs = models.IntegerField()
    priority = models.CharField(max_length=CODE)  # of the most urgent open need; empty where none is open
    due_at = models.DateTimeField(null=True)
    versions = models.JSONField()
    erased = models.BooleanField()

    class Meta:
        db_table = "screening_file"
        indexes = [
            models.Index(fields=["due_at"], name="screening_file_due"),
            models.Index(fields=["group"], name="screening_file_group"),
        ]


class FileNeed(ProjectedPart):
    """One need of a file with its limit and reasons."""

    need = models.CharField(max_length=CODE)
    service = models.CharField(max_length=CODE)
    priority = models.CharField(max_length=CODE)
    due_at = models.DateTimeField()
    reasons = models.JSONField()
    is_open = models.BooleanField()
    outcome = models.CharField(max_length=CODE)
    remark = models.TextField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=ID)

    class Meta:
        db_table = "screening_need"
        indexes = [models.Index(fields=["is_open", "due_at"], name="screening_need_due")]


class FileCategory(ProjectedPart):
    """A specific need pending review."""

    category = models.CharField(max_length=CODE)
    code = models.CharField(max_length=CODE)
    sensitive = models.BooleanField()
    reasons = models.JSONField()

    class Meta:
        db_table = "screening_category"


class Proposal(Projected):
    """A proposal for a table, from the first word to its release; content as it would stand or stands."""

    name = models.CharField(max_length=CODE)
    content = models.JSONField()
    base = models.IntegerField()
    why = models.TextField()
    proposed_by = models.CharField(max_length=ID)
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=CODE)
    signatures = models.JSONField()
    lowers = models.JSONField()
    version = models.IntegerField()  # 0 until it is released
    released_at = models.DateTimeField(null=True)
    refused_by = models.CharField(max_length=ID)
    refused_why = models.TextField()

    class Meta:
        db_table = "screening_proposal"
        indexes = [models.Index(fields=["name", "version"], name="screening_proposal_version")]


class IntakePlace(models.Model):
    """Up to which place of its journal an agency's node has looked at sealed entries. No record of anybody."""

    id = models.IntegerField(primary_key=True)
    position = models.BigIntegerField()

    class Meta:
        db_table = "screening_intake"


class UnopenedEntry(models.Model):
    """A sealed entry for a compartment of this node that nobody has opened yet. No record of anybody."""

    entry = models.CharField(max_length=ID, primary_key=True)
    compartment = models.CharField(max_length=24)
    key = models.CharField(max_length=32)
    position = models.BigIntegerField()  # in the journal: they are opened in the order in which they came
    arrived_at = models.DateTimeField()

    class Meta:
        db_table = "screening_unopened"
        indexes = [models.Index(fields=["arrived_at"], name="screening_unopened_at")]
