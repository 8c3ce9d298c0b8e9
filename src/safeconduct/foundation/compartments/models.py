"""Compartments and sealed entries, as projected."""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart


class Compartment(Projected):
    """A compartment this node may seal for."""

    code = models.CharField(max_length=24)
    agency = models.CharField(max_length=24)
    key = models.CharField(max_length=32)
    public = models.BinaryField()

    class Meta:
        db_table = "compartments_compartment"


class SealedEntry(Projected):
    """That something was sealed, and when; its content stays in the journal."""

    compartment = models.CharField(max_length=24)
    key = models.CharField(max_length=32)
    size = models.IntegerField()
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "compartments_sealed"
        indexes = [models.Index(fields=["compartment", "sealed_at"], name="compartments_sealed_at")]


class Custody(Projected):
    """How the key of a compartment is looked after: the sheets printed last, and the drill passed last."""

    compartment = models.CharField(max_length=24)
    key = models.CharField(max_length=32)
    set_id = models.CharField(max_length=16)
    needed = models.IntegerField()
    made = models.IntegerField()
    printed_at = models.DateTimeField(null=True)
    drilled_set = models.CharField(max_length=16)
    drilled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "compartments_custody"


class CustodyEvent(ProjectedPart):
    """What happened to a key: who gave it to whom and why, sheets, drills."""

    compartment = models.CharField(max_length=24)
    at = models.DateTimeField()
    actor = models.CharField(max_length=32)
    what = models.CharField(max_length=16)  # given, taken, printed, drilled
    how = models.CharField(max_length=16)
    user = models.CharField(max_length=32)
    reason = models.TextField()
    number = models.IntegerField()  # sheets printed or typed

    class Meta:
        db_table = "compartments_custody_event"


class Emergency(Projected):
    """Somebody read without holding the key, and what another person said of it."""

    compartment = models.CharField(max_length=24)
    key = models.CharField(max_length=32)
    user = models.CharField(max_length=32)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.TextField()
    sheets = models.JSONField()
    verdict = models.CharField(max_length=16)  # empty: not reviewed; justified, not_justified
    words = models.TextField()
    reviewed_by = models.CharField(max_length=32)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "compartments_emergency"
