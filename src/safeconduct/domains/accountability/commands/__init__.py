"""The doors into the room of complaints: at a post, on the agency's node, and on both."""

from safeconduct.domains.accountability.commands.agency import (
    AcknowledgeMisconduct,
    CloseMisconduct,
    EraseMisconduct,
    NoteMisconductStep,
    ReopenMisconduct,
    TakeMisconduct,
)
from safeconduct.domains.accountability.commands.naming import NameFocalPoint
from safeconduct.domains.accountability.commands.post import (
    AnswerPostComplaint,
    ErasePostComplaint,
    MakePostComplaint,
)

__all__ = [
    "AcknowledgeMisconduct",
    "AnswerPostComplaint",
    "CloseMisconduct",
    "EraseMisconduct",
    "ErasePostComplaint",
    "MakePostComplaint",
    "NameFocalPoint",
    "NoteMisconductStep",
    "ReopenMisconduct",
    "TakeMisconduct",
]
