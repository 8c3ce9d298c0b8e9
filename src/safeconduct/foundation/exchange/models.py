"""Peers, as projected; and ordinary tables: how it stands with each, what was put aside, where streams may be cut."""

from django.db import models

from safeconduct.foundation.journal.models import Projected


class Peer(Projected):
    """Another node that this one knows; the subject is its id."""

    name = models.CharField(max_length=120)
    profile = models.CharField(max_length=16)
    agency = models.CharField(max_length=24)
    signing_key = models.BinaryField()
    exchange_key = models.BinaryField()
    certificate = models.BinaryField()
    address = models.CharField(max_length=120)
    training = models.BooleanField()
    introduced_at = models.DateTimeField()
    revoked = models.BooleanField()
    revoked_reason = models.CharField(max_length=32)

    class Meta:
        db_table = "exchange_peer"


class Contact(models.Model):
    """How it stands with a peer: what it said last, and how the last attempt went."""

    node = models.CharField(max_length=32, primary_key=True)
    heard_ms = models.BigIntegerField(null=True)
    tried_ms = models.BigIntegerField(null=True)
    failures = models.IntegerField(default=0)
    trouble = models.CharField(max_length=80, default="")  # a code; empty where all is well
    said = models.BinaryField(default=b"")  # its last hello, as it was encoded

    class Meta:
        db_table = "exchange_contact"


class Aside(models.Model):
    """What a node sent and was not taken in, for a person to look at."""

    id = models.CharField(max_length=32, primary_key=True)  # of its bytes: the same again is the same row
    sender = models.CharField(max_length=32)
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=80)
    stream = models.CharField(max_length=80)
    put_ms = models.BigIntegerField()
    times = models.IntegerField()
    size = models.BigIntegerField()
    content = models.BinaryField(null=True)  # empty where it was too large to keep

    class Meta:
        db_table = "exchange_aside"
        indexes = [models.Index(fields=["put_ms"], name="exchange_aside_put")]


class KeysTaken(models.Model):
    """Up to which entry of a stream its giver's keys have come."""

    id = models.CharField(max_length=120, primary_key=True)  # giver|stream
    through = models.BigIntegerField()

    class Meta:
        db_table = "exchange_keys_taken"


class Cut(models.Model):
    """A place at which another node signed its stream: where it may be cut when it is passed on."""

    id = models.CharField(max_length=120, primary_key=True)  # stream:seq
    stream = models.CharField(max_length=80)
    seq = models.BigIntegerField()
    hash = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        db_table = "exchange_cut"
        indexes = [models.Index(fields=["stream", "seq"], name="exchange_cut_stream")]
