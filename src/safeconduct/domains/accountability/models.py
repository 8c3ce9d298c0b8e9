"""Tables of complaints, as projected. Those of misconduct have rows on the agency's node alone."""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart


class FocalPoint(Projected):
    """Who receives complaints of misconduct, for the people at this node."""

    name = models.TextField()
    phone = models.TextField()
    email = models.TextField()
    hours = models.TextField()

    class Meta:
        db_table = "accountability_focal_point"


class PostComplaint(Projected):
    """An ordinary complaint; open until it is answered."""

    about = models.TextField()
    by = models.TextField()
    person = models.TextField(db_index=True)
    post = models.TextField()
    words = models.TextField()
    reach = models.TextField()
    code = models.TextField(db_index=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    outcome = models.TextField()
    answer = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField()
    is_open = models.BooleanField()
    is_erased = models.BooleanField()

    class Meta:
        db_table = "accountability_post_complaint"
        indexes = [models.Index(fields=["is_open", "made_at"], name="accountability_complaint_open")]


class Misconduct(Projected):
    """A case of misconduct. `due_at` is when it rises: not acknowledged, or nothing done for too long."""

    about = models.TextField()
    by = models.TextField()
    told_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    words = models.TextField()
    who = models.TextField()
    where = models.TextField()
    reach = models.TextField()
    code = models.TextField(db_index=True)
    post_name = models.TextField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.TextField()
    steps = models.IntegerField()
    outcome = models.TextField()
    finding = models.TextField()
    closed_at = models.DateTimeField(null=True)
    is_open = models.BooleanField()
    is_erased = models.BooleanField()
    due_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accountability_misconduct"
        indexes = [models.Index(fields=["is_open", "due_at"], name="accountability_misconduct_due")]

    @property
    def number(self) -> str:
        """What the case is called: says nothing of it."""
        return f"M-{int(self.subject[:12], 16) % 10**6:06d}"


class MisconductStep(ProjectedPart):
    """One thing that was done about it."""

    at = models.DateTimeField()
    by = models.TextField()
    what = models.TextField()
    words = models.TextField()

    class Meta:
        db_table = "accountability_step"
