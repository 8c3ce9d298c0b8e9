"""Counts, crossings, shifts and vehicles, as projected. Written by the journal's projector alone."""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart

ID = 32
CODE = 32
DAY = 10  # a local day as ISO text: it belongs to the post's zone, so it is never a moment
TEXT = 300


class Count(ProjectedPart):
    """Movements of one kind in one hour by one officer; movements, not persons."""

    post = models.CharField(max_length=ID)
    hour = models.DateTimeField()
    local_day = models.CharField(max_length=DAY)
    officer = models.CharField(max_length=ID)
    direction = models.CharField(max_length=CODE)
    sex = models.CharField(max_length=CODE)
    age_band = models.CharField(max_length=CODE)
    nationality_group = models.CharField(max_length=CODE)
    transport = models.CharField(max_length=CODE)
    method = models.CharField(max_length=CODE)
    number = models.IntegerField()

    class Meta:
        db_table = "crossings_count"
        indexes = [models.Index(fields=["post", "local_day"], name="crossings_count_day")]


class CountFlag(ProjectedPart):
    """How many of an hour's movements carried a flag: counted, never named."""

    post = models.CharField(max_length=ID)
    hour = models.DateTimeField()
    local_day = models.CharField(max_length=DAY)
    officer = models.CharField(max_length=ID)
    direction = models.CharField(max_length=CODE)
    flag = models.CharField(max_length=CODE)
    number = models.IntegerField()

    class Meta:
        db_table = "crossings_count_flag"
        indexes = [models.Index(fields=["post", "local_day"], name="crossings_flag_day")]


class Hour(Projected):
    """How long an hour was observed at a post."""

    post = models.CharField(max_length=ID)
    hour = models.DateTimeField()
    local_day = models.CharField(max_length=DAY)
    minutes = models.IntegerField()
    remark = models.CharField(max_length=CODE)
    is_contested = models.BooleanField()

    class Meta:
        db_table = "crossings_hour"
        indexes = [models.Index(fields=["post", "local_day"], name="crossings_hour_day")]


class Crossing(Projected):
    """People who stand or stood at a post, their token, the decision in force and their place in the queue."""

    post = models.CharField(max_length=ID)
    local_day = models.CharField(max_length=DAY)
    token_number = models.IntegerField()
    token = models.CharField(max_length=CODE)
    direction = models.CharField(max_length=CODE)
    level = models.IntegerField()
    group = models.CharField(max_length=ID, null=True)
    persons = models.JSONField()
    people = models.IntegerField()
    transport = models.CharField(max_length=CODE)
    vehicle = models.CharField(max_length=ID, null=True)
    arrived_at = models.DateTimeField()
    needs = models.JSONField()
    has_child_alone = models.BooleanField()
    language = models.CharField(max_length=CODE)
    known_token = models.CharField(max_length=CODE)
    routing = models.CharField(max_length=CODE)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=ID)
    contested_values = models.JSONField()  # field -> all standing values, where they differ
    is_partial = models.BooleanField()  # the entry that recorded it is not held here
    is_nameless = models.BooleanField()  # a named body could not be read: erased, or its key is elsewhere
    voided = models.BooleanField()
    void_reason = models.CharField(max_length=TEXT)
    decision = models.CharField(max_length=CODE)  # in force; empty while undecided
    owner = models.CharField(max_length=ID)  # the node whose decision and step count; empty where it is not known
    is_contested = models.BooleanField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=ID)
    decision_place = models.CharField(max_length=TEXT)
    decision_reason = models.CharField(max_length=CODE)
    deadline = models.DateTimeField(null=True)
    next_time = models.DateTimeField(null=True)
    waits = models.IntegerField()  # how often they were told to wait
    live_decisions = models.JSONField()
    step = models.CharField(max_length=CODE)
    is_step_contested = models.BooleanField()
    step_since = models.DateTimeField()
    counter = models.CharField(max_length=CODE)  # empty unless called and not yet there
    called_at = models.DateTimeField(null=True)
    priority = models.IntegerField()  # 0 first; never shown to the public
    in_queue = models.BooleanField()

    class Meta:
        db_table = "crossings_crossing"
        indexes = [
            models.Index(fields=["post", "local_day", "token_number"], name="crossings_crossing_day"),
            models.Index(fields=["post", "in_queue"], name="crossings_crossing_queue"),
            models.Index(fields=["token", "local_day"], name="crossings_crossing_token"),
            models.Index(fields=["group"], name="crossings_crossing_group"),
        ]


class CrossingPerson(ProjectedPart):
    """A person registered one by one in a crossing; ids only."""

    person = models.CharField(max_length=ID)
    post = models.CharField(max_length=ID)
    local_day = models.CharField(max_length=DAY)
    direction = models.CharField(max_length=CODE)
    arrived_at = models.DateTimeField()
    voided = models.BooleanField()

    class Meta:
        db_table = "crossings_person"
        indexes = [
            models.Index(fields=["person"], name="crossings_person_person"),
            models.Index(fields=["post", "local_day"], name="crossings_person_day"),
        ]


class Verification(ProjectedPart):
    """A verification deferred by an admission, open until its outcome is entered."""

    entry = models.CharField(max_length=120)
    post = models.CharField(max_length=ID)
    place = models.CharField(max_length=TEXT)
    deadline = models.DateTimeField(null=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=ID)
    outcome = models.CharField(max_length=CODE)
    remark = models.CharField(max_length=TEXT)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.CharField(max_length=ID)
    is_open = models.BooleanField()

    class Meta:
        db_table = "crossings_verification"
        indexes = [models.Index(fields=["post", "is_open"], name="crossings_verification_open")]


class History(ProjectedPart):
    """A line of the history of a crossing or a vehicle."""

    entry = models.CharField(max_length=120)
    clock = models.BigIntegerField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=ID)
    what = models.CharField(max_length=CODE)
    field = models.CharField(max_length=CODE)
    value = models.TextField()
    reason = models.CharField(max_length=TEXT)
    is_in_effect = models.BooleanField()

    class Meta:
        db_table = "crossings_history"


class Shift(Projected):
    """A shift at a post, with what was open when it was handed over."""

    post = models.CharField(max_length=ID)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=ID)
    officers = models.JSONField()
    lanes = models.IntegerField()
    is_closed = models.BooleanField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=ID)
    handed_to = models.CharField(max_length=ID)
    open_queue = models.IntegerField()
    open_verifications = models.IntegerField()
    open_flags = models.IntegerField()
    remarks = models.CharField(max_length=TEXT)
    is_contested = models.BooleanField()

    class Meta:
        db_table = "crossings_shift"
        indexes = [models.Index(fields=["post", "is_closed"], name="crossings_shift_open")]


class Vehicle(Projected):
    """A vehicle or boat with its driver and the people aboard."""

    post = models.CharField(max_length=ID)
    local_day = models.CharField(max_length=DAY)
    kind = models.CharField(max_length=CODE)
    plate = models.CharField(max_length=TEXT)
    driver_name = models.CharField(max_length=TEXT)
    driver_contact = models.CharField(max_length=TEXT)
    seats = models.IntegerField()
    aboard = models.IntegerField()
    children_with_non_relatives = models.IntegerField()
    destination = models.CharField(max_length=TEXT)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=ID)
    contested_values = models.JSONField()
    is_partial = models.BooleanField()

    class Meta:
        db_table = "crossings_vehicle"
        indexes = [models.Index(fields=["post", "local_day"], name="crossings_vehicle_day")]
