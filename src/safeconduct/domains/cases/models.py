"""Cases, as projected. Written by the journal's projector alone; only on the agency's node is there a row.

No column holds a word that was written: what is sealed stays sealed here. Text from facts has no length, since a fact
must never fail to be stored for its length.
"""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart

ID = 32
CODE = 32
DAY = 10  # a local day as ISO text


class Case(Projected):
    """One case as it stands. `due_what` is a code of what is next, `due_on` its day; empty once it is closed."""

    reference = models.TextField()
    compartment = models.CharField(max_length=CODE)
    status = models.CharField(max_length=CODE)
    priority = models.CharField(max_length=CODE)
    owner = models.CharField(max_length=ID)
    is_contested = models.BooleanField()
    supervisor = models.CharField(max_length=ID)
    consent = models.CharField(max_length=CODE)
    file = models.CharField(max_length=ID)
    child = models.CharField(max_length=ID)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    seen_on = models.CharField(max_length=DAY)
    next_visit_on = models.CharField(max_length=DAY)
    due_on = models.CharField(max_length=DAY)
    due_what = models.CharField(max_length=CODE)
    waits = models.IntegerField()
    offer = models.CharField(max_length=ID)
    offered_to = models.CharField(max_length=ID)
    closed = models.CharField(max_length=CODE)
    closed_at = models.DateTimeField(null=True)
    closings = models.JSONField()
    is_open = models.BooleanField()
    erased = models.BooleanField()

    class Meta:
        db_table = "cases_case"
        indexes = [
            models.Index(fields=["is_open", "due_on"], name="cases_case_due"),
            models.Index(fields=["owner", "is_open"], name="cases_case_owner"),
            models.Index(fields=["file"], name="cases_case_file"),
            models.Index(fields=["child"], name="cases_case_child"),
        ]


class CaseStep(ProjectedPart):
    """One line of a case's past; `sealed` holds its words for whoever has the compartment's key.

    `sign` says whether the supervisor's word is waited for, was given, or the step was given back.
    """

    what = models.CharField(max_length=64)
    kind = models.CharField(max_length=CODE)
    code = models.CharField(max_length=CODE)
    on = models.CharField(max_length=DAY)
    happened_at = models.DateTimeField()
    actor = models.CharField(max_length=ID)
    sealed = models.BinaryField()
    sealed_as = models.CharField(max_length=ID)
    sealed_to = models.CharField(max_length=ID)
    withdrawn = models.CharField(max_length=CODE)
    corrected_by = models.TextField()
    sign = models.CharField(max_length=CODE)
    signed_by = models.CharField(max_length=ID)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_step"


class CaseAction(ProjectedPart):
    """Something to be done in a case; `entry` is the step that holds its words."""

    by = models.CharField(max_length=CODE)
    due_on = models.CharField(max_length=DAY)
    outcome = models.CharField(max_length=CODE)
    settled_on = models.CharField(max_length=DAY)
    entry = models.TextField()

    class Meta:
        db_table = "cases_action"


class CaseVisit(ProjectedPart):
    """A visit planned or held; `entry` is the step that holds its words."""

    on = models.CharField(max_length=DAY)
    outcome = models.CharField(max_length=CODE)
    settled_on = models.CharField(max_length=DAY)
    entry = models.TextField()

    class Meta:
        db_table = "cases_visit"
        indexes = [models.Index(fields=["outcome", "on"], name="cases_visit_planned")]


class Caseworker(Projected):
    """How many cases a user bears."""

    user = models.CharField(max_length=ID)
    capacity = models.IntegerField()

    class Meta:
        db_table = "cases_caseworker"
