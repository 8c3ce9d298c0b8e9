"""A case on paper for its holder: every page says across it who printed it, when, and why."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.foundation.documents import moments, typesetting
from safeconduct.foundation.documents.labels import Labels
from safeconduct.foundation.documents.letterhead import Letterhead


class CaseLabels(Labels, frozen=True, kw_only=True):
    """The words of the paper in one language; `confidential` is the sentence that binds whoever holds it."""

    title: str
    printed_by: str
    reason: str
    confidential: str
    training: str


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the case: what it was, on which day, by whom, and what was written, word by word."""

    title: str
    at: str
    by: str
    lines: tuple[tuple[str, str], ...]


class CasePaper(msgspec.Struct, frozen=True, kw_only=True):
    """The case as it stands, its steps in the order of time. `printed_at` carries the zone."""

    letterhead: Letterhead
    labels: CaseLabels
    reference: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[Said, ...]
    printed_by: str
    reason: str
    printed_at: datetime
    training: bool = False


def case_paper_pdf(paper: CasePaper) -> bytes:
    """A4 pages with the mark of whoever printed them."""
    labels = paper.labels
    data: dict[str, Any] = {
        "letterhead": paper.letterhead,
        "labels": labels.for_page(),
        "reference": paper.reference,
        "facts": paper.facts,
        "steps": paper.steps,
        "printed_by": paper.printed_by,
        "reason": paper.reason,
        "printed_at": moments.stamp_text(paper.printed_at),
        "training": labels.training if paper.training else None,
    }
    return typesetting.pdf("case_paper", data, made_at=paper.printed_at)
