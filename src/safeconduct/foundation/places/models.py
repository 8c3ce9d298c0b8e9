"""Posts and batches of paper forms, as projected; and the gazetteers, which are reference data: an ordinary table."""

from django.db import models

from safeconduct.foundation.journal.models import Projected


class Post(Projected):
    """A border crossing point or another place where people are registered."""

    name = models.CharField(max_length=120)
    letter = models.CharField(max_length=2)
    zone = models.CharField(max_length=64)
    type = models.CharField(max_length=32)
    area = models.CharField(max_length=120)
    home_state = models.CharField(max_length=3)

    class Meta:
        db_table = "places_post"


class FormBatch(Projected):
    """Blank forms printed for a post: `count` serials from `first`."""

    post = models.CharField(max_length=32)
    first = models.IntegerField()
    count = models.IntegerField()
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "places_form_batch"
        indexes = [models.Index(fields=["post", "first"], name="places_form_batch_post")]


class Gazetteer(models.Model):
    """The places of one country with their P-codes, from one file. `content` is packed by `gazetteers.py`.

    A tried one waits for the word of the administrator; one put away still names the codes of older records.
    """

    country = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    version = models.CharField(max_length=40)
    source = models.CharField(max_length=120)
    state = models.CharField(max_length=8)  # tried, used, away
    places = models.IntegerField()
    levels = models.JSONField()  # how many places of each level, the country first
    content = models.BinaryField()
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=32)

    class Meta:
        db_table = "places_gazetteer"
