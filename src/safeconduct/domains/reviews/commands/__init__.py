"""The doors of reviews: at a post, where protection sits, and those that lead nowhere yet."""

from safeconduct.domains.reviews.commands.moving import ReadmitPerson, ReturnPerson, TransferPerson
from safeconduct.domains.reviews.commands.post import (
    CarryOutRefusal,
    RefuseEntry,
    RequestRefusal,
    ReviewAtSecondLine,
    WithdrawRefusal,
)
from safeconduct.domains.reviews.commands.protecting import GiveClearance, NoteAttempt, RaiseHold, ReleaseHold
from safeconduct.domains.reviews.commands.watching import ReportTurnBack, RetractTurnBack

__all__ = [
    "CarryOutRefusal",
    "GiveClearance",
    "NoteAttempt",
    "RaiseHold",
    "ReadmitPerson",
    "RefuseEntry",
    "ReleaseHold",
    "ReportTurnBack",
    "RequestRefusal",
    "RetractTurnBack",
    "ReturnPerson",
    "ReviewAtSecondLine",
    "TransferPerson",
    "WithdrawRefusal",
]
