"""The doors into the room of screening: at a post, and to an agency's files."""

from safeconduct.domains.screening.commands.files import (
    EraseFile,
    HoldInterview,
    OpenFile,
    ReassessNeeds,
    SettleNeed,
    TakeIn,
    erase_file,
    open_file,
    reassess_needs,
    settle_need,
    take_in,
)
from safeconduct.domains.screening.commands.line import (
    EndScreening,
    OpenScreening,
    RecordAttempt,
    ResumeScreening,
    SealedAnswers,
    end_screening,
    open_screening,
    record_attempt,
    resume_screening,
)

__all__ = [
    "EndScreening",
    "EraseFile",
    "HoldInterview",
    "OpenFile",
    "OpenScreening",
    "ReassessNeeds",
    "RecordAttempt",
    "ResumeScreening",
    "SealedAnswers",
    "SettleNeed",
    "TakeIn",
    "end_screening",
    "erase_file",
    "open_file",
    "open_screening",
    "reassess_needs",
    "record_attempt",
    "resume_screening",
    "settle_need",
    "take_in",
]
