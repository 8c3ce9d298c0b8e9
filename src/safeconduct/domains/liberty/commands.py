"""The doors of this room. Each names one person and writes down what happened to them; none orders anybody held."""

from datetime import datetime

from safeconduct.kernel.acts import Command


class RecordDeprivation(Command, frozen=True, kw_only=True):
    """Somebody is held, or was. `is_registered` says whether `person` is in the register."""

    person: str
    deprivation: str
    post: str
    is_registered: bool = True
    crossing: str = ""
    ground: str = "none_given"
    authority: str = "not_known"
    facility: str = "not_known"
    since: datetime | None = None
    language: str = ""
    told_reasons: str = "not_known"
    told_rights: str = "not_known"
    lawyer: str = "not_offered"
    interpreter: str = "none"
    vulnerability: str = "not_known"
    seen_at_entry: tuple[str, ...] = ()
    minor: str = "not_known"
    consular: str = "not_asked"
    words: dict[str, str] = {}


class CorrectDeprivation(Command, frozen=True, kw_only=True):
    """It was otherwise: the fields that change, with the reason."""

    person: str
    deprivation: str
    changes: dict[str, str | tuple[str, ...]]
    since: datetime | None = None
    reason: str = ""
    words: dict[str, str] = {}


class VoidDeprivation(Command, frozen=True, kw_only=True):
    """It was not so, or is written down twice."""

    person: str
    deprivation: str
    reason: str


class ReviewDeprivation(Command, frozen=True, kw_only=True):
    """What a review of it said, and when the next one is due."""

    person: str
    deprivation: str
    review: str
    at: datetime | None
    by: str
    outcome: str
    next_at: datetime | None = None
    why: str = ""


class MoveDeprivation(Command, frozen=True, kw_only=True):
    """The person was released, brought elsewhere, got away, or died."""

    person: str
    deprivation: str
    move: str
    at: datetime | None
    facility: str = ""
    where: str = ""


class GiveConsularNotice(Command, frozen=True, kw_only=True):
    """Tell the consulate, because the person asked for it."""

    person: str
    deprivation: str
    whom: str


class RecordConsularNotice(Command, frozen=True, kw_only=True):
    """The consulate was told by others already."""

    person: str
    deprivation: str
    at: datetime | None
    whom: str


class AcknowledgeAlarms(Command, frozen=True, kw_only=True):
    """Say what was done about alarms, each by its name."""

    person: str
    alarms: tuple[str, ...]
    done: tuple[str, ...]
    remark: str = ""


class AssessAlternatives(Command, frozen=True, kw_only=True):
    """Look at one person before anything is asked of them: codes, and no number that adds them up."""

    person: str
    assessment: str
    identity: str
    ties: tuple[str, ...]
    needs: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    suited: tuple[str, ...] = ()
    remark: str = ""


class ImposeAlternative(Command, frozen=True, kw_only=True):
    """Ask something of one person instead of holding them; `lesser` says why each that asks less is not enough."""

    person: str
    alternative: str
    kind: str
    assessment: str
    ground: str
    until: datetime | None
    lesser: dict[str, str] = {}
    conditions: tuple[str, ...] = ()
    consent: str = "not_needed"
    family: str = "alone"
    order: str = ""


class ReviewAlternative(Command, frozen=True, kw_only=True):
    """It was looked at and goes on."""

    person: str
    alternative: str
    until: datetime | None
    why: str


class RecordBreach(Command, frozen=True, kw_only=True):
    """A condition was not kept; what the person says to it belongs to the record."""

    person: str
    alternative: str
    breach: str
    kind: str
    heard: str
    explanation: str = ""


class NoteAppeal(Command, frozen=True, kw_only=True):
    """The person appealed, or the appeal was answered."""

    person: str
    alternative: str
    appeal: str


class EndAlternative(Command, frozen=True, kw_only=True):
    """Nothing is asked of the person any more."""

    person: str
    alternative: str
    reason: str


class EraseLiberty(Command, frozen=True, kw_only=True):
    """Remove the words of a record; codes stay."""

    person: str
