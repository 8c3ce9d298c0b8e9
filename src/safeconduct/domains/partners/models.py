"""Tables of partners, written by the journal's projector alone; `projection.py` says what stands in them."""

from django.db import models

from safeconduct.foundation.journal.models import Projected


class Agency(Projected):
    """An organisation that people are referred to, or that information is exchanged with."""

    name = models.TextField()
    short_name = models.TextField()
    type = models.TextField()
    state = models.TextField()
    code = models.TextField(db_index=True)
    is_active = models.BooleanField()
    phone = models.TextField()
    email = models.TextField()
    website = models.TextField()
    record = models.JSONField()
    contested = models.JSONField()

    class Meta:
        db_table = "partners_agency"

    @property
    def shown(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Contact(Projected):
    """A focal point or a deputy."""

    agency = models.TextField(db_index=True)
    part = models.TextField()
    languages = models.JSONField()
    valid_until = models.TextField()
    name = models.TextField()
    function = models.TextField()
    phone = models.TextField()
    night_phone = models.TextField()
    email = models.TextField()
    has_ended = models.BooleanField()
    contested = models.JSONField()

    class Meta:
        db_table = "partners_contact"


class Agreement(Projected):
    """What may be shared with an agency, for which purposes, from when until when."""

    agency = models.TextField(db_index=True)
    purposes = models.JSONField()
    fields = models.JSONField()
    signed_on = models.TextField()
    valid_from = models.TextField()
    valid_until = models.TextField()
    title = models.TextField()
    reference = models.TextField()
    state = models.TextField()
    is_state_contested = models.BooleanField()
    moved_at = models.DateTimeField(null=True)
    reason = models.TextField()
    is_partial = models.BooleanField()
    contested = models.JSONField()

    class Meta:
        db_table = "partners_agreement"
