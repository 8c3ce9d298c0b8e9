"""Counts, crossings, shifts and vehicles, as projected. Written by the journal's projector alone."""

from django.db import models

from safeconduct.foundation.journal.models import Projected

ID = 32
CODE = 32
DAY = 10  # a local day as ISO text: it belongs to the post's zone, so it is never a moment
TEXT = 300


class Count(Projected):
    """Movements of one kind in one hour by one officer; movements, not persons."""

    post = models.CharField(max_length=ID)
    hour = models.DateTimeField()
    local_day = models.CharField(max_length=DAY)
    officer = models.CharField(max_length=ID)
    direction = models.CharField(max_length=CODE)
    sex = models.CharField(max_length=CODE)
    age_band = models.CharField(max_length=CODE)
    nationality_group = models.CharField(max_length=CODE)
    transport = models.CharField(max_length=CODE)
    method = models.CharField(max_length=CODE)
    number = models.IntegerField()

    class Meta:
        db_table = "crossings_count"
        indexes = [models.Index(fields=["post", "local_day"], name="crossings_count_day")]


class CountFlag(Projected):
    """How many of an hour's movements carried a flag: counted, never named."""

    post = models.CharField(max_length=ID)
    hour = models.DateTimeField()
    local_day = models.CharField(max_length=DAY)
    officer = models.CharField(max_length=ID)
    direction = models.CharField(max_length=CODE)
    flag = models.CharField(max_length=CODE)
    number = models.IntegerField()

    class Meta:
        db_table = "crossings_count_flag"
        indexes = [models.Index(fields=["post", "local_day"], name="crossings_flag_day")]


class Hour(Projected):
    """How long an hour was observed at a post."""

    post = models.CharField(max_length=ID)
    hour = models.DateTimeField()
    local_day = models.CharField(max_length=DAY)
    minutes = models.IntegerField()
    remark = models.CharField(max_length=CODE)
    is_contested = models.BooleanField()

    class Meta:
        db_table = "crossings_hour"
        indexes = [models.Index(fields=["post", "local_day"], name="crossings_hour_day")]
