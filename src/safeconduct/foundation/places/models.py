"""Posts and batches of paper forms, as projected."""

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
