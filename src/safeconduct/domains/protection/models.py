"""Children's files, as projected. Written by the journal's projector alone; only on the agency's node is there a row.

Text that comes from facts has no length here: a fact must never fail to be stored for its length.
"""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart

ID = 32
CODE = 32
DAY = 10  # a local day as ISO text


class Child(Projected):
    """One child, or the children of one crossing who are not registered one by one (`each` False).

    `next_step` is the first of what is to be done, `due_at` its limit; empty where nothing is left.
    """

    crossing = models.CharField(max_length=ID)
    children = models.IntegerField()
    apart = models.IntegerField()  # how many of them have a file of their own
    each = models.BooleanField()
    token = models.TextField()
    post = models.TextField()
    post_name = models.TextField()
    day = models.TextField()
    person = models.TextField()
    group = models.TextField()
    minor = models.TextField()
    sex = models.TextField()
    age_band = models.TextField()
    relation = models.TextField()
    note = models.TextField()
    companions = models.JSONField()
    grounds = models.JSONField()
    noticed_at = models.DateTimeField()
    last_at = models.DateTimeField()
    status = models.CharField(max_length=CODE)
    given_names = models.TextField()
    family_name = models.TextField()
    name_native = models.TextField()
    nickname = models.TextField()
    birth = models.TextField()
    born_from = models.CharField(max_length=DAY)
    born_to = models.CharField(max_length=DAY)
    mother = models.TextField()
    father = models.TextField()
    origin = models.TextField()
    language = models.TextField()
    family = models.TextField()
    wishes = models.TextField()
    described_at = models.DateTimeField(null=True)
    care = models.CharField(max_length=CODE)
    care_since = models.CharField(max_length=DAY)
    carer = models.TextField()
    organisation = models.TextField()
    place = models.TextField()
    district = models.TextField()
    is_checked = models.BooleanField()
    visited_on = models.CharField(max_length=DAY)
    finding = models.CharField(max_length=CODE)
    guardian = models.CharField(max_length=ID)
    guardian_scope = models.CharField(max_length=CODE)
    guardian_until = models.CharField(max_length=DAY)
    guardian_needed_since = models.DateTimeField(null=True)
    assessed_at = models.DateTimeField(null=True)
    assessment = models.CharField(max_length=CODE)
    plan = models.TextField()
    is_adult = models.BooleanField()
    closed = models.CharField(max_length=CODE)
    closed_at = models.DateTimeField(null=True)
    closings = models.JSONField()
    handed_to = models.TextField()
    received_by = models.TextField()
    next_step = models.CharField(max_length=CODE)
    due_at = models.DateTimeField(null=True)
    is_open = models.BooleanField()
    erasure_asked = models.BooleanField()
    erased = models.BooleanField()

    class Meta:
        db_table = "protection_child"
        indexes = [
            models.Index(fields=["is_open", "due_at"], name="protection_child_due"),
            models.Index(fields=["group"], name="protection_child_group"),
            models.Index(fields=["crossing"], name="protection_child_crossing"),
        ]

    @property
    def name(self) -> str:
        """The Latin name in one line, or the native one."""
        return " ".join(filter(None, (self.given_names, self.family_name))) or self.name_native


class ChildStep(ProjectedPart):
    """Something to be done for a child, with its limit; `done_at` is empty while it is not."""

    step = models.CharField(max_length=CODE)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "protection_child_step"


class ChildEvent(ProjectedPart):
    """One line of a child's past: what happened, a code about it, and the words that were written."""

    what = models.CharField(max_length=64)
    code = models.CharField(max_length=CODE)
    words = models.TextField()
    happened_at = models.DateTimeField()
    actor = models.CharField(max_length=ID)

    class Meta:
        db_table = "protection_child_event"


class Mandate(ProjectedPart):
    """A guardian's mandate for a child (`subject`): over when its last day has passed, ended when somebody said so."""

    guardian = models.CharField(max_length=ID)
    appointer = models.CharField(max_length=CODE)
    authority = models.TextField()
    basis = models.TextField()
    scope = models.CharField(max_length=CODE)
    starts = models.CharField(max_length=DAY)
    ends = models.CharField(max_length=DAY)
    checked = models.JSONField()
    replaces = models.CharField(max_length=ID)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=ID)
    is_standing = models.BooleanField()
    ended_on = models.CharField(max_length=DAY)
    ended = models.CharField(max_length=CODE)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "protection_mandate"
        indexes = [
            models.Index(fields=["guardian", "is_standing"], name="protection_mandate_guardian"),
            models.Index(fields=["is_standing", "ends"], name="protection_mandate_ends"),
        ]


class Guardian(Projected):
    """Somebody who may stand for children: where, for how many, and what may bind them."""

    sort = models.CharField(max_length=CODE)
    name = models.TextField()
    organisation = models.TextField()
    district = models.TextField()
    phone = models.TextField()
    languages = models.TextField()
    note = models.TextField()
    capacity = models.IntegerField()
    ties = models.JSONField()
    vetted_on = models.CharField(max_length=DAY)
    retired = models.CharField(max_length=CODE)
    erased = models.BooleanField()

    class Meta:
        db_table = "protection_guardian"


class Claim(ProjectedPart):
    """Somebody says that a child (`subject`) is theirs, and what was found about it."""

    claimant = models.TextField()
    relation = models.CharField(max_length=CODE)
    contact = models.TextField()
    claimed_at = models.DateTimeField()
    conclusion = models.CharField(max_length=CODE)
    evidence = models.JSONField()
    concerns = models.JSONField()
    remark = models.TextField()
    checked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "protection_claim"


class Decision(ProjectedPart):
    """A determination about a child (`subject`): of its interest, or of its age."""

    kind = models.CharField(max_length=CODE)
    outcome = models.CharField(max_length=CODE)
    doubt = models.CharField(max_length=CODE)
    methods = models.JSONField()
    estimate = models.IntegerField(null=True)
    margin = models.IntegerField(null=True)
    panel = models.TextField()
    remark = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=ID)
    confirmed_by = models.CharField(max_length=ID)
    confirmed_at = models.DateTimeField(null=True)
    is_in_force = models.BooleanField()

    class Meta:
        db_table = "protection_decision"


class Tracing(Projected):
    """A tracing request: a relative looks for a child, or a child here (`child`) for its family."""

    child = models.CharField(max_length=ID)
    relation = models.CharField(max_length=CODE)
    seeker = models.TextField()
    contact = models.TextField()
    sought = models.TextField()
    sought_native = models.TextField()
    birth = models.TextField()
    born_from = models.CharField(max_length=DAY)
    born_to = models.CharField(max_length=DAY)
    mother = models.TextField()
    father = models.TextField()
    last_place = models.TextField()
    circumstances = models.TextField()
    opened_at = models.DateTimeField()
    shares = models.BooleanField()
    closed = models.CharField(max_length=CODE)
    is_open = models.BooleanField()
    erased = models.BooleanField()

    class Meta:
        db_table = "protection_tracing"
        indexes = [
            models.Index(fields=["is_open", "opened_at"], name="protection_tracing_open"),
            models.Index(fields=["child"], name="protection_tracing_child"),
        ]


class TracingAct(ProjectedPart):
    """Something that was done for a tracing request."""

    way = models.CharField(max_length=CODE)
    outcome = models.CharField(max_length=CODE)
    remark = models.TextField()
    happened_at = models.DateTimeField()
    actor = models.CharField(max_length=ID)

    class Meta:
        db_table = "protection_tracing_act"


class JudgedMatch(ProjectedPart):
    """What a person said of a possible match of a request."""

    child = models.CharField(max_length=ID)
    verdict = models.CharField(max_length=CODE)
    judged_at = models.DateTimeField()
    judged_by = models.CharField(max_length=ID)

    class Meta:
        db_table = "protection_match"
        indexes = [models.Index(fields=["child"], name="protection_match_child")]


class Reunification(Projected):
    """A child on its way back to its family; `step` is what comes next, `is_held` that somebody took consent back."""

    child = models.CharField(max_length=ID)
    claim = models.CharField(max_length=ID)
    relation = models.CharField(max_length=CODE)
    with_whom = models.TextField()
    where = models.TextField()
    opened_at = models.DateTimeField()
    is_allowed = models.BooleanField(null=True)
    authority = models.TextField()
    basis = models.TextField()
    destination = models.JSONField(default=dict)
    planned_on = models.CharField(max_length=DAY)
    way = models.TextField()
    escort = models.TextField()
    arrived_on = models.CharField(max_length=DAY)
    received_by = models.TextField()
    followed_up = models.IntegerField()
    due_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=CODE)
    is_held = models.BooleanField()
    erased = models.BooleanField()

    class Meta:
        db_table = "protection_reunification"
        indexes = [models.Index(fields=["child"], name="protection_reunion_child")]


class Consent(ProjectedPart):
    """The latest word of somebody whose consent a reunification needs."""

    who = models.CharField(max_length=CODE)
    is_given = models.BooleanField()
    remark = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        db_table = "protection_consent"
