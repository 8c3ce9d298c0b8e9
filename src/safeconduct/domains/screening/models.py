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
