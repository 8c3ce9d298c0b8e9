"""Tables of this room, written by the journal's projector alone; `projection` says what stands in them."""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart


class Service(Projected):
    """A service of the directory. `search` is the folded text that find looks through, `type_key` its types in bars."""

    agency = models.TextField(db_index=True)
    types = models.JSONField()
    for_whom = models.JSONField()
    least_age = models.IntegerField(null=True)
    most_age = models.IntegerField(null=True)
    languages = models.JSONField()
    hours = models.JSONField()
    place_code = models.TextField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_discreet = models.BooleanField()
    is_listed = models.BooleanField(db_index=True)
    is_open = models.BooleanField()
    capacity = models.IntegerField(null=True)
    confirmed_on = models.TextField()
    name = models.TextField()
    description = models.TextField()
    place = models.TextField()
    address = models.TextField()
    eligibility = models.TextField()
    how_to_come = models.TextField()
    day_phone = models.TextField()
    night_phone = models.TextField()
    email = models.TextField()
    search = models.TextField()
    type_key = models.TextField()
    open_requests = models.IntegerField()
    is_partial = models.BooleanField()
    contested = models.JSONField()

    class Meta:
        db_table = "referrals_service"


class ServiceRecord(Projected):
    """What a partner's file said of a service, whole: for giving it back."""

    record = models.JSONField()

    class Meta:
        db_table = "referrals_service_record"


class ChangeRequest(ProjectedPart):
    """What an agency asked to be changed in its entry, and the answer; its id is the entry that asked."""

    agency = models.TextField()
    changes = models.JSONField()
    words = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    is_answered = models.BooleanField(db_index=True)
    is_accepted = models.BooleanField()
    answer = models.TextField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "referrals_change_request"
