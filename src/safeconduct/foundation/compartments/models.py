"""Compartments and sealed entries, as projected."""

from django.db import models

from safeconduct.foundation.journal.models import Projected


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
