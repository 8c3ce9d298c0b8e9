"""Tables of this room, written by the journal's projector alone; `projection` says what stands in them."""

from django.db import models

from safeconduct.foundation.journal.models import Projected, ProjectedPart


class Service(Projected):
    """A service of the directory. `search` is the folded text that find looks through, `type_key` its types in bars."""

    agency = models.TextField(db_index=True)
    types = models.JSONField()
    for_whom = models.JSONField()
    least_age = models.IntegerField(null=True)
    most_age = models.IntegerField(null=True)
    languages = models.JSONField()
    hours = models.JSONField()
    place_code = models.TextField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_discreet = models.BooleanField()
    is_listed = models.BooleanField(db_index=True)
    is_open = models.BooleanField()
    capacity = models.IntegerField(null=True)
    confirmed_on = models.TextField()
    name = models.TextField()
    description = models.TextField()
    place = models.TextField()
    address = models.TextField()
    eligibility = models.TextField()
    how_to_come = models.TextField()
    day_phone = models.TextField()
    night_phone = models.TextField()
    email = models.TextField()
    search = models.TextField()
    type_key = models.TextField()
    open_requests = models.IntegerField()
    is_partial = models.BooleanField()
    contested = models.JSONField()

    class Meta:
        db_table = "referrals_service"


class ServiceRecord(Projected):
    """What a partner's file said of a service, whole: for giving it back."""

    record = models.JSONField()

    class Meta:
        db_table = "referrals_service_record"


class ChangeRequest(ProjectedPart):
    """What an agency asked to be changed in its entry, and the answer; its id is the entry that asked."""

    agency = models.TextField()
    changes = models.JSONField()
    words = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    is_answered = models.BooleanField(db_index=True)
    is_accepted = models.BooleanField()
    answer = models.TextField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "referrals_change_request"


class Referral(Projected):
    """A referral as it stands. `holder` is the post that follows it up, `owner` the side whose move is awaited."""

    readers = models.TextField()
    agency = models.TextField(db_index=True)
    service = models.TextField()
    type = models.TextField()
    urgency = models.TextField()
    needs = models.JSONField()
    person = models.TextField(db_index=True)
    group = models.TextField(db_index=True)
    people = models.IntegerField()
    together = models.TextField(db_index=True)
    post = models.TextField()
    local_day = models.TextField()
    holder = models.TextField()
    is_holder_contested = models.BooleanField()
    channel = models.TextField()
    reason = models.TextField()
    who = models.TextField()
    reference = models.TextField(db_index=True)
    arrival_code = models.TextField(db_index=True)
    passphrase = models.TextField()
    service_name = models.TextField()
    post_name = models.TextField()
    call_back = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    recorded_at = models.DateTimeField()
    state = models.TextField()
    shown_state = models.TextField()
    is_contested = models.BooleanField()
    live_moves = models.JSONField()
    owner = models.TextField()
    state_since = models.DateTimeField()
    state_by = models.TextField()
    state_reason = models.TextField()
    state_words = models.TextField()
    appointment = models.DateTimeField(null=True)
    appointment_place = models.TextField()
    consent = models.TextField()
    consent_fields = models.JSONField()
    consent_by = models.TextField()
    consent_how = models.TextField()
    consent_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    basis = models.TextField()
    fields = models.JSONField()
    disclosed = models.JSONField()
    sent_channel = models.TextField()
    exceptions = models.JSONField()
    needs_review = models.BooleanField(db_index=True)
    was_refused = models.BooleanField()
    messages = models.IntegerField()
    unanswered_messages = models.IntegerField()
    last_message_at = models.DateTimeField(null=True)
    last_outcome = models.TextField()
    due_at = models.DateTimeField(null=True)
    coordinator_at = models.DateTimeField(null=True)
    oversight_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    is_open = models.BooleanField()
    is_erased = models.BooleanField()
    is_partial = models.BooleanField()

    class Meta:
        db_table = "referrals_referral"
        indexes = [
            models.Index(fields=["is_open", "holder", "due_at"], name="referrals_referral_due"),
            models.Index(fields=["is_open", "shown_state"], name="referrals_referral_state"),
            # All that sorting and counting the board asks for: no row of twenty thousand is read but those shown.
            models.Index(
                fields=[
                    "is_open",
                    "is_partial",
                    "holder",
                    "agency",
                    "type",
                    "shown_state",
                    "oversight_at",
                    "coordinator_at",
                    "due_at",
                    "subject",
                ],
                name="referrals_referral_board",
            ),
        ]


class Step(ProjectedPart):
    """One thing that was entered about a referral; its id is the entry."""

    clock = models.BigIntegerField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    place = models.TextField()
    is_in_effect = models.BooleanField()
    what = models.TextField()
    channel = models.TextField()
    code = models.TextField()
    by = models.TextField()
    words = models.TextField()
    fields = models.JSONField()
    appointment = models.DateTimeField(null=True)

    class Meta:
        db_table = "referrals_step"


class Complaint(Projected):
    """A complaint of an agency. `is_open` until an answer closes it."""

    agency = models.TextField(db_index=True)
    referral = models.TextField(db_index=True)
    about = models.TextField()
    by = models.TextField()
    post = models.TextField()
    words = models.TextField()
    reach = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.TextField()
    outcome = models.TextField()
    answer = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField()
    is_open = models.BooleanField(db_index=True)
    is_erased = models.BooleanField()

    class Meta:
        db_table = "referrals_complaint"
