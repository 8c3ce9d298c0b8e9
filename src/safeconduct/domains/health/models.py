"""Tables of the health desk, as projected. Written by the journal's projector alone. No column says what anybody
answered."""

from django.db import models

from safeconduct.foundation.journal.models import Projected

ID = 32
CODE = 32
DAY = 10


class Event(Projected):
    """Something that everyone who comes is asked about."""

    post = models.CharField(max_length=ID)
    disease = models.CharField(max_length=CODE)
    name = models.TextField()
    basis = models.TextField()
    signs = models.JSONField()
    exposures = models.JSONField()
    rule = models.CharField(max_length=CODE)
    days = models.IntegerField()
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=ID)
    until = models.DateTimeField()
    ended = models.CharField(max_length=CODE)

    class Meta:
        db_table = "health_event"
        indexes = [models.Index(fields=["post", "ended", "until"], name="health_event_stands")]


class Check(Projected):
    """Somebody was asked."""

    event = models.CharField(max_length=ID)
    post = models.CharField(max_length=ID)
    local_day = models.CharField(max_length=DAY)
    crossing = models.CharField(max_length=ID)
    person = models.CharField(max_length=ID)
    result = models.CharField(max_length=CODE)
    is_danger = models.BooleanField()
    happened_at = models.DateTimeField()
    actor = models.CharField(max_length=ID)

    class Meta:
        db_table = "health_check"
        indexes = [
            models.Index(fields=["post", "event", "happened_at"], name="health_check_event"),
            models.Index(fields=["crossing"], name="health_check_crossing"),
        ]


class Isolation(Projected):
    """Somebody stays apart."""

    event = models.CharField(max_length=ID)
    post = models.CharField(max_length=ID)
    crossing = models.CharField(max_length=ID)
    person = models.CharField(max_length=ID)
    companion = models.CharField(max_length=ID)
    at = models.CharField(max_length=CODE)
    basis = models.CharField(max_length=CODE)
    order = models.TextField()
    begun_at = models.DateTimeField()
    until = models.DateTimeField()
    reviews = models.IntegerField()
    ended = models.CharField(max_length=CODE)
    ended_at = models.DateTimeField(null=True)
    is_open = models.BooleanField()

    class Meta:
        db_table = "health_isolation"
        indexes = [models.Index(fields=["post", "is_open", "until"], name="health_isolation_open")]


class Ambulance(Projected):
    """An ambulance on its way."""

    post = models.CharField(max_length=ID)
    local_day = models.CharField(max_length=DAY)
    crossing = models.CharField(max_length=ID)
    person = models.CharField(max_length=ID)
    called_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    where = models.TextField()
    step = models.CharField(max_length=CODE)
    is_open = models.BooleanField()

    class Meta:
        db_table = "health_ambulance"
        indexes = [models.Index(fields=["post", "is_open"], name="health_ambulance_open")]


class Notice(Projected):
    """What the authority was told."""

    event = models.CharField(max_length=ID)
    post = models.CharField(max_length=ID)
    checked = models.IntegerField()
    suspected = models.IntegerField()
    since = models.DateTimeField(null=True)
    way = models.CharField(max_length=CODE)
    whom = models.TextField()
    happened_at = models.DateTimeField()
    actor = models.CharField(max_length=ID)

    class Meta:
        db_table = "health_notice"
        indexes = [models.Index(fields=["post", "event", "happened_at"], name="health_notice_event")]
