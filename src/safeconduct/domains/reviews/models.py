"""Tables of reviews, as projected. Written by the journal's projector alone. No column says what anybody fears."""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart

ID = 32
CODE = 32
ENTRY = 120


class Review(Projected):
    """One person's review. `state` is the move in force, empty while there is none."""

    person = models.TextField()
    agency = models.TextField()
    post = models.TextField()
    crossing = models.TextField()
    ground = models.TextField()
    requests = models.IntegerField()
    requested_at = models.DateTimeField(null=True)
    requested_by = models.TextField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.TextField()
    answer = models.TextField()
    state = models.TextField()
    is_contested = models.BooleanField()
    is_open = models.BooleanField()  # asked for, and neither refused nor withdrawn
    open_holds = models.IntegerField()
    refused_at = models.DateTimeField(null=True)
    refused_by = models.TextField()
    carried_out_at = models.DateTimeField(null=True)
    owner = models.TextField()  # the node that refused
    clearance = models.TextField()  # the one that the refusal used
    flags = models.JSONField()  # those the refusal knew of
    attempts = models.IntegerField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "reviews_review"
        indexes = [
            models.Index(fields=["is_open", "requested_at"], name="reviews_review_open"),
            models.Index(fields=["is_contested"], name="reviews_review_contested"),
        ]


class Hold(ProjectedPart):
    """A hold; open until protection releases it by its entry."""

    raised_at = models.DateTimeField()
    raised_by = models.TextField()
    post = models.TextField()
    cause = models.TextField()  # on the agency's node alone
    open = models.BooleanField()
    released_by = models.TextField()

    class Meta:
        db_table = "reviews_hold"


class Clearance(ProjectedPart):
    """A clearance. `is_stale`: a hold came that it had not seen. `counts`: a role gave it that may."""

    given_at = models.DateTimeField()
    given_by = models.TextField()
    valid_until = models.DateTimeField()
    saw = models.JSONField()
    splits = models.TextField()
    used = models.BooleanField()
    is_stale = models.BooleanField()
    counts = models.BooleanField()

    class Meta:
        db_table = "reviews_clearance"


class TurnBack(Projected):
    """A report that people were turned back; `retracted` says why it does not count."""

    post = models.TextField()
    day = models.TextField()
    people = models.IntegerField()
    source = models.TextField()
    reported_at = models.DateTimeField()
    reported_by = models.TextField()
    retracted = models.TextField()

    class Meta:
        db_table = "reviews_turn_back"
        indexes = [models.Index(fields=["day"], name="reviews_turn_back_day")]


class Attempt(ProjectedPart):
    """Something adverse that a gate stopped."""

    happened_at = models.DateTimeField()
    actor = models.TextField()
    place = models.TextField()
    what = models.TextField()
    principle = models.TextField()
    rows = models.JSONField()

    class Meta:
        db_table = "reviews_attempt"
