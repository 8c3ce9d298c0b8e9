"""Tables of assessments, written by the journal's projector alone."""

from django.db import models

from safeconduct.foundation.journal.models import Projected


class Assessment(Projected):
    """What was assessed, as it stands. `digest` is that of all its fields; a signature counts for it alone."""

    kind = models.TextField()
    about = models.TextField(db_index=True)
    about_name = models.TextField()
    purposes = models.JSONField()
    fields = models.JSONField()
    people = models.JSONField()
    necessity = models.TextField()
    proportionality = models.TextField()
    risks = models.JSONField()
    measures = models.TextField()
    heard = models.TextField()
    valid_until = models.TextField()
    renews = models.TextField()
    digest = models.TextField()
    state = models.TextField()
    authors = models.JSONField()
    written_at = models.DateTimeField()
    signed_by = models.TextField()
    signed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField()
    contested = models.JSONField()

    class Meta:
        db_table = "assessments_assessment"


class FledStates(Projected):
    """Which States people flee: `states` count now, `proposed` wait for a second signature under `proposal`."""

    context = models.TextField()
    states = models.JSONField()
    signed = models.JSONField()
    proposed = models.JSONField()
    proposal = models.TextField()
    proposed_by = models.JSONField()
    proposed_at = models.DateTimeField()
    reason = models.TextField()
    is_signed = models.BooleanField()
    signed_by = models.TextField()

    class Meta:
        db_table = "assessments_fled_states"


class Provisional(Projected):
    """An exception: a node that may be exchanged with before its assessment is signed."""

    about = models.TextField(db_index=True)
    about_name = models.TextField()
    until = models.TextField()
    reason = models.TextField()
    allowed_by = models.TextField()
    allowed_at = models.DateTimeField()

    class Meta:
        db_table = "assessments_provisional"
