"""What may have happened in a preliminary screening: who was asked, who was not. What was answered is sealed apart.

Every field has a default, so that a body without its key stays a fact. No field here says what anybody answered.
"""

from datetime import datetime
from typing import Any, ClassVar

from safeconduct.kernel.facts import Fact


class ScreeningOpened(Fact, frozen=True, kw_only=True):
    """People came to a post and are to be asked. `persons` are those registered one by one, `people` all of them."""

    KIND: ClassVar[str] = "screening"

    post: str = ""
    local_day: str = ""
    crossing: str = ""  # none where only movements were counted
    level: int = 0
    persons: tuple[str, ...] = ()
    people: int = 0
    language: str = ""
    due_at: datetime | None = None


class ScreeningWidened(Fact, frozen=True, kw_only=True):
    """More people, or more of them by name, belong to those to be asked. `people` and `level` are the new numbers."""

    KIND: ClassVar[str] = "screening"

    persons: tuple[str, ...] = ()
    people: int = 0
    level: int = 0


class ScreeningAttempted(Fact, frozen=True, kw_only=True):
    """Somebody tried to ask. `persons` are those concerned (none: the group as a whole), `number` how many of those
    without a record were asked. What keeps the task open has a new place and a new limit.

    How long it took is not kept: who points at nothing is quick, and the seconds would tell it.
    """

    KIND: ClassVar[str] = "screening"

    persons: tuple[str, ...] = ()
    number: int = 0
    outcome: str = ""
    way: str = ""
    language: str = ""
    place: str = ""
    due_at: datetime | None = None


class ScreeningEnded(Fact, frozen=True, kw_only=True):
    """Nobody will ask any more; `reason` is a code."""

    KIND: ClassVar[str] = "screening"

    reason: str = ""


class ScreeningResumed(Fact, frozen=True, kw_only=True):
    """The end was taken back; `ends` names the entries that no longer count."""

    KIND: ClassVar[str] = "screening"

    ends: tuple[str, ...] = ()


CONFIDENTIAL = "confidential"  # an agency's own stream: no table of the exchange names it, so it leaves for nobody


class FileOpened(Fact, frozen=True, kw_only=True):
    """The agency knows of somebody. `about` says how to find them, never more than the post's card did."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "protection_file"
    NAMED: ClassVar[frozenset[str]] = frozenset({"about"})

    about: dict[str, Any] = {}


class AnswersTaken(Fact, frozen=True, kw_only=True):
    """A sealed entry was opened here: what was pointed at, and what was seen of the group."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "protection_file"
    NAMED: ClassVar[frozenset[str]] = frozenset({"card", "cues", "language"})

    entry: str = ""
    card: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    language: str = ""


class InterviewHeld(Fact, frozen=True, kw_only=True):
    """Somebody was interviewed in confidence; `answers` by question. `version` is that of the instrument."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "protection_file"
    NAMED: ClassVar[frozenset[str]] = frozenset({"answers"})

    version: int = 0
    setting: str = ""
    mediation: str = ""
    answers: dict[str, Any] = {}


class NeedsFound(Fact, frozen=True, kw_only=True):
    """What followed from everything known by the tables of these versions, each need with its reasons."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "protection_file"
    NAMED: ClassVar[frozenset[str]] = frozenset({"needs", "categories"})

    versions: dict[str, int] = {}
    needs: tuple[dict[str, Any], ...] = ()
    categories: tuple[dict[str, Any], ...] = ()


class NeedSettled(Fact, frozen=True, kw_only=True):
    """A need was seen to, or the person declined. `rows` are the reasons settled; a new one opens the need again."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "protection_file"
    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    need: str = ""
    outcome: str = ""
    rows: tuple[str, ...] = ()
    remark: str = ""


class FileErased(Fact, frozen=True, kw_only=True):
    """What the file says was removed; that there was one, and how it ended, stays as numbers."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "protection_file"
    ERASES: ClassVar[bool] = True

    reason: str = ""


class TableProposed(Fact, frozen=True, kw_only=True):
    """Somebody proposes another content for a table of rules or words. It is about nobody, so it stands nameless."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "table_proposal"
    NAMED: ClassVar[frozenset[str]] = frozenset({"why"})

    name: str = ""
    content: dict[str, Any] = {}
    base: int = 0  # the version that stood when it was proposed
    why: str = ""


class TableSigned(Fact, frozen=True, kw_only=True):
    """One of two signatures, with what the change takes from people as it was computed and shown."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "table_proposal"

    is_authority: bool = False
    lowers: tuple[dict[str, Any], ...] = ()


class TableReleased(Fact, frozen=True, kw_only=True):
    """The table is in force."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "table_proposal"

    version: int = 0


class TableRefused(Fact, frozen=True, kw_only=True):
    """It will not be released."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "table_proposal"
    NAMED: ClassVar[frozenset[str]] = frozenset({"why"})

    why: str = ""


FACTS = (
    ScreeningOpened, ScreeningWidened, ScreeningAttempted, ScreeningEnded, ScreeningResumed,
    FileOpened, AnswersTaken, InterviewHeld, NeedsFound, NeedSettled, FileErased,
    TableProposed, TableSigned, TableReleased, TableRefused,
)  # fmt: skip
