"""The journal's own tables. Only `append`, `accept` and `erase` write them; nothing here knows any room."""

from django.db import models


class Entry(models.Model):
    """One entry: header and two encrypted bodies. `position` is the order in which this node took it in."""

    position = models.BigIntegerField(primary_key=True)
    stream = models.CharField(max_length=80)
    seq = models.BigIntegerField()
    subject = models.CharField(max_length=32)
    command = models.CharField(max_length=32)
    part = models.IntegerField()
    hash = models.BinaryField()
    header = models.BinaryField()
    named = models.BinaryField(null=True)
    nameless = models.BinaryField(null=True)
    received_ms = models.BigIntegerField(null=True)  # empty for entries written here

    class Meta:
        db_table = "journal_entry"
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="journal_entry_stream_seq"),
            models.UniqueConstraint(fields=["command", "part", "stream"], name="journal_entry_command_part"),
        ]
        indexes = [models.Index(fields=["subject", "position"], name="journal_entry_subject")]


class Head(models.Model):
    """The signed end of a stream as this node holds it."""

    stream = models.CharField(max_length=80, primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        db_table = "journal_head"


class NodeKey(models.Model):
    """A node's public signing key, by node and epoch; the node's own private key stands beside it, wrapped."""

    node = models.CharField(max_length=32, primary_key=True)
    epoch = models.IntegerField()
    public = models.BinaryField()
    private = models.BinaryField(null=True)

    class Meta:
        db_table = "journal_node_key"


class SubjectKey(models.Model):
    """The key of one subject's `named` bodies, wrapped; deleting it is what erases."""

    subject = models.CharField(max_length=32, primary_key=True)
    wrapped = models.BinaryField()

    class Meta:
        db_table = "journal_subject_key"


class AudienceKey(models.Model):
    """The key of an audience's `nameless` bodies in one month, wrapped."""

    id = models.CharField(max_length=96, primary_key=True)  # audience@month
    wrapped = models.BinaryField()

    class Meta:
        db_table = "journal_audience_key"


class Secret(models.Model):
    """Any other key that only this node holds, such as that of a compartment, wrapped and bound to its name."""

    id = models.CharField(max_length=120, primary_key=True)
    wrapped = models.BinaryField()

    class Meta:
        db_table = "journal_secret"


class Dirty(models.Model):
    """A subject whose rows are older than the entries held."""

    subject = models.CharField(max_length=32, primary_key=True)

    class Meta:
        db_table = "journal_dirty"


class Stuck(models.Model):
    """An entry left out of its subject's rows, or a subject that could not be projected, for a person to look at."""

    id = models.CharField(max_length=120, primary_key=True)  # stream:seq, or the subject
    subject = models.CharField(max_length=32)
    kind = models.CharField(max_length=32)
    code = models.CharField(max_length=80)

    class Meta:
        db_table = "journal_stuck"


class PeerReceipt(models.Model):
    """Another node's signed word that it holds a stream up to an entry."""

    id = models.CharField(max_length=120, primary_key=True)  # node|stream
    node = models.CharField(max_length=32)
    stream = models.CharField(max_length=80)
    seq = models.BigIntegerField()
    hash = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        db_table = "journal_peer_receipt"


class Erasure(models.Model):
    """A subject whose named bodies were erased; what arrives later for it is dropped on arrival."""

    subject = models.CharField(max_length=32, primary_key=True)
    dropped = models.IntegerField(default=0)  # named bodies that came afterwards and were not kept

    class Meta:
        db_table = "journal_erasure"


class ErasedWords(models.Model):
    """An entry of a subject that others share, whose words were removed; they are not taken again on arrival."""

    pk = models.CompositePrimaryKey("subject", "id")
    subject = models.CharField(max_length=32)
    id = models.CharField(max_length=120)  # stream:seq

    class Meta:
        db_table = "journal_erased_words"


class Cursor(models.Model):
    """How far a reaction has read the journal; moved in the same transaction as what it does."""

    reaction = models.CharField(max_length=80, primary_key=True)
    position = models.BigIntegerField()

    class Meta:
        db_table = "journal_cursor"


class PassedOver(models.Model):
    """An entry from which a reaction could not follow, and why, for a person to look at."""

    id = models.CharField(max_length=110, primary_key=True)  # reaction|position
    reaction = models.CharField(max_length=80)
    position = models.BigIntegerField()
    code = models.CharField(max_length=80)

    class Meta:
        db_table = "journal_passed_over"


class Projected(models.Model):
    """What every projected table carries: the subject a row belongs to. Here a subject has one row."""

    subject = models.CharField(max_length=32, primary_key=True)

    class Meta:
        abstract = True


class ProjectedPart(models.Model):
    """The same where a subject has several rows: each has an id within its subject, which comes from facts.

    Kept in the order of the key, so that a subject's rows lie together and need no second index.
    """

    pk = models.CompositePrimaryKey("subject", "id")
    subject = models.CharField(max_length=32)
    id = models.TextField()

    class Meta:
        abstract = True
