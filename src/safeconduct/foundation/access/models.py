"""Users and looks, as projected; and the ordinary tables of this room: sessions, drafts, preferences, attempts.

What stands in an ordinary table is no record: it may be lost without anything about people being lost.
"""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart


class User(Projected):
    """A person who works at this node. Credentials hold verifiers, never passphrases."""

    login = models.CharField(max_length=80, db_index=True)
    display_name = models.CharField(max_length=120)
    roles = models.JSONField()
    posts = models.JSONField()
    disabled = models.BooleanField()
    credentials = models.JSONField()
    reset_proposal = models.CharField(max_length=120)
    reset_proposed_by = models.CharField(max_length=32)
    reset_second_factor = models.BooleanField()

    class Meta:
        db_table = "access_user"


class Look(ProjectedPart):
    """Who was shown what, when and for what purpose; who signed in, exported, printed."""

    user = models.CharField(max_length=32)
    at = models.DateTimeField()
    event = models.CharField(max_length=16)
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=32)
    purpose = models.CharField(max_length=32)
    place = models.CharField(max_length=32)
    number = models.IntegerField()

    class Meta:
        db_table = "access_look"
        indexes = [
            models.Index(fields=["at", "id"], name="access_look_at"),
            models.Index(fields=["about"], name="access_look_about"),
        ]


class Session(AbstractBaseSession):
    """A signed-in browser; its user and moments stand beside the data so that sessions can be listed and ended."""

    user = models.CharField(max_length=32, db_index=True)
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    post = models.CharField(max_length=32)

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        db_table = "access_session"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Where sessions are kept."""
        from safeconduct.foundation.access.session_store import SessionStore

        return SessionStore


class Draft(models.Model):
    """What somebody was typing. Deleted where the command is accepted, and after some days."""

    user = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    content = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "web_draft"
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="web_draft_user_name")]


class NodeSetting(models.Model):
    """What the band says of an area: activation state, the order in force and when it lapses. Area "": all others."""

    area = models.CharField(max_length=120, primary_key=True)
    activation_state = models.CharField(max_length=16)
    order_text = models.CharField(max_length=120, blank=True)
    order_lapses = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "web_setting"


class Preference(models.Model):
    """How one user likes the pages."""

    user = models.CharField(max_length=32, primary_key=True)
    language = models.CharField(max_length=8, blank=True)
    theme = models.CharField(max_length=8, blank=True)
    tables = models.JSONField(default=dict)  # how they arranged each table, by its name

    class Meta:
        db_table = "access_preference"


class Attempt(models.Model):
    """Wrong proofs in a row for one sign-in name, known or not; the name itself is never kept."""

    name = models.CharField(max_length=64, primary_key=True)  # keyed digest of what was typed
    failures = models.IntegerField()
    failed_at = models.DateTimeField()

    class Meta:
        db_table = "access_attempt"


class AuthenticatorClock(models.Model):
    """How far a user's authenticator is from this node's clock, and the last step of it that was used."""

    user = models.CharField(max_length=32, primary_key=True)
    drift_steps = models.IntegerField()
    last_step = models.BigIntegerField()

    class Meta:
        db_table = "access_authenticator_clock"


class IntegrityCheck(models.Model):
    """When the journal was last verified from the pages, and what was found: codes and places, nothing of records."""

    at = models.DateTimeField()
    user = models.CharField(max_length=32)
    entries = models.BigIntegerField()
    subjects = models.BigIntegerField()
    rows = models.BigIntegerField()
    findings = models.JSONField()

    class Meta:
        db_table = "access_integrity_check"
