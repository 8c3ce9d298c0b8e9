"""On what ground somebody may be said to be deprived of liberty, for how long at the most, and what may do instead.

Each row names its source. A ground that is in no row may be recorded all the same: what was done is written down.
"""

from collections.abc import Mapping
from datetime import timedelta

import msgspec

DG = "UNHCR Detention Guidelines (2012)"
CCPR = "ICCPR, article 9; Human Rights Committee, General Comment 35"


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """A ground, its source, and after how long it alarms (None: the judgment says)."""

    source: str
    longest: timedelta | None = None


# Where `longest` has no figure in the source, it is an assumption: a bound after which somebody has to look.
BASES: Mapping[str, Basis] = {
    "identity": Basis(source=f"{DG}, guideline 4.1.1", longest=timedelta(hours=48)),  # assumption
    "elements_of_claim": Basis(source=f"{DG}, guideline 4.1.1", longest=timedelta(hours=48)),  # assumption
    "absconding": Basis(source=f"{DG}, guideline 4.1.1", longest=timedelta(days=30)),  # assumption
    "accelerated": Basis(source=f"{DG}, guideline 4.1.1", longest=timedelta(days=30)),  # assumption
    "public_health": Basis(source=f"{DG}, guideline 4.1.2", longest=timedelta(days=21)),  # assumption
    "national_security": Basis(source=f"{DG}, guideline 4.1.3", longest=timedelta(days=30)),  # assumption
    "criminal_charge": Basis(source=f"{CCPR}, paragraph 33", longest=timedelta(hours=48)),
    "sentence": Basis(source=f"{CCPR}, paragraphs 11 and 20"),
    "refused_entry": Basis(source="ECHR, article 5(1)(f)", longest=timedelta(hours=48)),  # assumption
    "removal": Basis(source="ECHR, article 5(1)(f); Directive 2008/115/EC, article 15(5)", longest=timedelta(days=182)),
}
# What the table does not know: written down, and before oversight at once.
OTHER_GROUND, NO_GROUND = "other", "none_given"
GROUNDS = (*BASES, OTHER_GROUND, NO_GROUND)

# UNHCR Detention Guidelines, guideline 7, paragraph 47: looked at by a court or an independent body within 24 to 48
# hours, then every seven days until a month has passed, then each month.
FIRST_REVIEW, EARLY_REVIEW, LATER_REVIEW = timedelta(hours=48), timedelta(days=7), timedelta(days=30)
MONTH = timedelta(days=30)


def longest_of(ground: str) -> timedelta | None:
    """After how long this ground alarms; what no row knows alarms at once for another reason."""
    row = BASES.get(ground)
    return row.longest if row is not None else None


def review_within(held_for: timedelta) -> timedelta:
    """How long after a look at it the next one is due at the latest."""
    return EARLY_REVIEW if held_for < MONTH else LATER_REVIEW


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """Something that leaves people free. `rank`: how much it asks of them; `needs_consent`, `parts`: whether it works
    only with them, and whether it may part a family; `is_care`: whether it is care and may be for a child."""

    source: str
    rank: int
    needs_consent: bool = False
    parts: bool = False
    is_care: bool = False


ANNEX = f"{DG}, annex A"
CAP = "IDC, There are alternatives (2015), chapter 5"
# assumption: the order by how much is asked; the sources name the kinds and say that the least intrusive comes first.
ALTERNATIVES: Mapping[str, Alternative] = {
    "registration": Alternative(source=CAP, rank=1, is_care=True),
    "case_management": Alternative(source=f"{ANNEX}; {CAP}", rank=2, needs_consent=True, is_care=True),
    "guarantor": Alternative(source=ANNEX, rank=3, needs_consent=True),
    "documents": Alternative(source=ANNEX, rank=4),
    "open_centre": Alternative(source=ANNEX, rank=5, parts=True),
    "reporting": Alternative(source=ANNEX, rank=6),
    "directed_residence": Alternative(source=ANNEX, rank=7, parts=True),
    "surety": Alternative(source=ANNEX, rank=8),
}
# Named so that nobody looks for them: guideline 4.3 calls electronic monitoring harsh and stigmatising.
NOT_ALTERNATIVES = ("electronic_monitoring", "house_arrest", "closed_centre")
WHY_NOT = ("not_available_here", "cannot_keep_it", "did_not_hold", "does_not_meet_the_risk", "chose_another")
LONGEST_ALTERNATIVE = timedelta(days=30)  # assumption: then it is looked at anew, or it lapses


def lesser_than(kind: str) -> tuple[str, ...]:
    """What asks less of people than this, the least first."""
    own = ALTERNATIVES[kind].rank
    return tuple(code for code, one in ALTERNATIVES.items() if one.rank < own)
