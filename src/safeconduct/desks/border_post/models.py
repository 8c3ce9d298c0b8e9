"""The one table of this desk: files that wait for their import. Not journalled: what is imported is."""

from django.db import models


class WaitingFile(models.Model):
    """A file that passed its dry run. `content` is what was sent, packed; it goes when the last row was tried.

    `done_before` are places of acts that an earlier import carried out; `next` is the first act not yet tried.
    """

    id = models.CharField(max_length=32, primary_key=True)
    user = models.CharField(max_length=32)
    post = models.CharField(max_length=32)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    content = models.BinaryField()
    kept_at = models.DateTimeField()
    acts = models.IntegerField()
    people = models.IntegerField()
    done_before = models.JSONField()
    next = models.IntegerField(default=0)
    new = models.IntegerField(default=0)
    repeated = models.IntegerField(default=0)
    failed = models.JSONField(default=list)
    is_finished = models.BooleanField(default=False)

    class Meta:
        db_table = "border_post_waiting_file"
