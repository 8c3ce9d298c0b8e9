"""Users, as projected."""

from django.db import models

from safeconduct.foundation.journal.models import Projected


class User(Projected):
    """A person who works at this node. Credentials hold verifiers, never passphrases."""

    login = models.CharField(max_length=80, db_index=True)
    display_name = models.CharField(max_length=120)
    roles = models.JSONField()
    posts = models.JSONField()
    disabled = models.BooleanField()
    credentials = models.JSONField()

    class Meta:
        db_table = "access_user"
