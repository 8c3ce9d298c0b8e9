"""Tables of liberty, as projected. Written by the journal's projector alone. Words stand apart and go first."""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart


class LibertyRecord(Projected):
    """One person's record: how much of it is open."""

    person = models.TextField()
    agency = models.TextField()
    is_registered = models.BooleanField()
    held = models.IntegerField()
    alternatives = models.IntegerField()
    is_erased = models.BooleanField()

    class Meta:
        db_table = "liberty_record"


class Deprivation(ProjectedPart):
    """A time of being held. `state`: the move in force, `held` while there is none."""

    person = models.TextField()
    post = models.TextField()
    crossing = models.TextField()
    ground = models.TextField()
    authority = models.TextField()
    facility = models.TextField()
    since = models.DateTimeField()
    language = models.TextField()
    told_reasons = models.TextField()
    told_rights = models.TextField()
    lawyer = models.TextField()
    interpreter = models.TextField()
    vulnerability = models.TextField()
    seen_at_entry = models.JSONField()
    minor = models.TextField()
    consular = models.TextField()
    consulate_told = models.TextField()  # empty, here, by_others
    consulate_told_at = models.DateTimeField(null=True)
    state = models.TextField()
    is_contested = models.BooleanField()
    contested = models.JSONField()  # fields on which accounts differ
    is_open = models.BooleanField()
    ended_at = models.DateTimeField(null=True)
    reviews = models.IntegerField()
    reviewed_at = models.DateTimeField(null=True)
    review_due = models.DateTimeField()
    over_at = models.DateTimeField(null=True)  # when it is longer than its ground allows
    voided = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    words = models.JSONField()

    class Meta:
        db_table = "liberty_deprivation"
        indexes = [
            models.Index(fields=["is_open", "review_due"], name="liberty_depr_due"),
            models.Index(fields=["is_open", "over_at"], name="liberty_depr_over"),
            models.Index(fields=["post", "since"], name="liberty_depr_post"),
        ]


class Step(ProjectedPart):
    """What happened to a deprivation or an alternative, in order: reviews, moves, breaches, appeals."""

    about = models.TextField()
    what = models.TextField()
    code = models.TextField()
    detail = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    actor = models.TextField()
    words = models.JSONField()

    class Meta:
        db_table = "liberty_step"


class Alarm(ProjectedPart):
    """Something before oversight until it says what was done; its id is the flag's."""

    person = models.TextField()
    deprivation = models.TextField()
    kind = models.TextField()
    post = models.TextField()
    raised_at = models.DateTimeField()
    open = models.BooleanField()
    done = models.JSONField()
    done_by = models.TextField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "liberty_alarm"
        indexes = [models.Index(fields=["open", "raised_at"], name="liberty_alarm_open")]


class Assessment(ProjectedPart):
    """A look at one person for alternatives."""

    at = models.DateTimeField()
    actor = models.TextField()
    identity = models.TextField()
    ties = models.JSONField()
    needs = models.JSONField()
    risks = models.JSONField()
    suited = models.JSONField()
    words = models.JSONField()

    class Meta:
        db_table = "liberty_assessment"


class Alternative(ProjectedPart):
    """Something asked of one person instead of holding them."""

    person = models.TextField()
    post = models.TextField()
    kind = models.TextField()
    assessment = models.TextField()
    ground = models.TextField()
    lesser = models.JSONField()
    conditions = models.JSONField()
    consent = models.TextField()
    family = models.TextField()
    imposed_at = models.DateTimeField()
    imposed_by = models.TextField()
    until = models.DateTimeField()
    breaches = models.IntegerField()
    appeal = models.TextField()
    ended = models.TextField()
    is_open = models.BooleanField()
    words = models.JSONField()

    class Meta:
        db_table = "liberty_alternative"
        indexes = [models.Index(fields=["is_open", "until"], name="liberty_alt_open")]
