"""What may have happened to a complaint. Words, names, ways to reach somebody and the code they carry are named."""

from datetime import datetime
from typing import ClassVar

from safeconduct.kernel.facts import Fact


class FocalPointNamed(Fact, frozen=True, kw_only=True):
    """Who receives complaints of misconduct: shown at every desk, so that anybody may go or call there directly."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "focal_point"
    NAMED: ClassVar[frozenset[str]] = frozenset({"name", "phone", "email", "hours"})

    name: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""


class OfPostComplaint(Fact, frozen=True, kw_only=True):
    """A fact of one ordinary complaint, in the register: no agency is given that stream."""

    AUDIENCE: ClassVar[str] = "register"
    KIND: ClassVar[str] = "post_complaint"


class PostComplaintMade(OfPostComplaint, frozen=True, kw_only=True):
    """Somebody complains of a service, a delay or a decision here. `code` is carried by who complains."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words", "reach", "code"})

    about: str = ""
    by: str = ""
    person: str = ""
    words: str = ""
    reach: str = ""
    code: str = ""


class PostComplaintAnswered(OfPostComplaint, frozen=True, kw_only=True):
    """What was found and done."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    outcome: str = ""
    words: str = ""


class PostComplaintErased(OfPostComplaint, frozen=True, kw_only=True):
    """What was said goes, because the person whom it was about was erased."""

    ERASES: ClassVar[bool] = True


class OfMisconduct(Fact, frozen=True, kw_only=True):
    """A fact of one case of misconduct, in the agency's own stream: it leaves for nobody."""

    AUDIENCE: ClassVar[str] = "confidential"
    KIND: ClassVar[str] = "misconduct"


class MisconductTaken(OfMisconduct, frozen=True, kw_only=True):
    """What was sealed at a post was opened here."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words", "who", "where", "reach", "code", "post_name"})

    about: str = ""
    by: str = ""
    told_at: datetime | None = None
    words: str = ""
    who: str = ""
    where: str = ""
    reach: str = ""
    code: str = ""
    post_name: str = ""


class MisconductAcknowledged(OfMisconduct, frozen=True, kw_only=True):
    """The focal point has taken it up, and told so where that is safe."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    words: str = ""


class MisconductStep(OfMisconduct, frozen=True, kw_only=True):
    """Something was done about it."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    step: str = ""
    words: str = ""


class MisconductClosed(OfMisconduct, frozen=True, kw_only=True):
    """It ended, with what was found."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    outcome: str = ""
    words: str = ""


class MisconductReopened(OfMisconduct, frozen=True, kw_only=True):
    """Something more is known: it goes on."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    words: str = ""


class MisconductErased(OfMisconduct, frozen=True, kw_only=True):
    """What was said goes, as who said it asked; that there was a case, and what came of it, stays."""

    ERASES: ClassVar[bool] = True


FACTS = (
    FocalPointNamed, PostComplaintMade, PostComplaintAnswered, PostComplaintErased, MisconductTaken,
    MisconductAcknowledged, MisconductStep, MisconductClosed, MisconductReopened, MisconductErased,
)  # fmt: skip
