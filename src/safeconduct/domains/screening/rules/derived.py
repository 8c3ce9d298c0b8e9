"""What follows from answers before any table is asked: disability by the Washington Group's cut-off, trafficking
dimensions by the combinations of their indicators, a child by doubt."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from safeconduct.domains.screening.rules.conditions import Answers

WG = ("wg_see", "wg_hear", "wg_walk", "wg_remember", "wg_care", "wg_communicate")
# Washington Group on Disability Statistics, short set: at least one function with "a lot of difficulty" or more.
WG_CUT_OFF = frozenset({"a_lot", "cannot"})
INDICATORS = "ind_"  # how questions of the interview begin that hold indicators
CHILD_BANDS = frozenset({"0-4", "5-11", "12-17", "5-17", "0-17"})


class Combination(msgspec.Struct, frozen=True, kw_only=True):
    """So many strong, medium and weak indicators make a dimension positive; `lesser` are medium or weak alike."""

    id: str
    strong: int = 0
    medium: int = 0
    weak: int = 0
    lesser: int = 0
    source: str = ""


def is_positive(strengths: Collection[str], combinations: Sequence[Combination]) -> Combination | None:
    """The combination that these indicators reach; a stronger one stands in for a weaker one. None for none."""
    found = Counter(strengths)
    strong, medium, weak = found["strong"], found["medium"], found["weak"]
    for one in combinations:
        if _reaches(strong, medium, weak, one):
            return one
    return None


def _reaches(strong: int, medium: int, weak: int, wanted: Combination) -> bool:
    """Whether the indicators suffice: what is left of the stronger kinds counts among the weaker ones."""
    strong -= wanted.strong
    medium += strong - wanted.medium
    weak += medium - wanted.weak
    return strong >= 0 and medium >= 0 and weak >= 0 and weak >= wanted.lesser


def derived(
    answers: Answers, *, strengths: Mapping[str, tuple[str, str]], combinations: Sequence[Combination]
) -> dict[str, Any]:
    """The answers and what follows from them. `strengths` maps an indicator to its dimension and strength."""
    found = {**answers, **_child(answers)}
    functions = [name for name in WG if answers.get(name) in WG_CUT_OFF]
    if functions:
        found["disability"] = "yes"
    for dimension, given in _by_dimension(_indicators(answers), strengths).items():
        if is_positive([strengths[one][1] for one in given], combinations) is not None:
            found[f"dimension_{dimension}"] = "positive"
    return found


def _child(answers: Answers) -> dict[str, str]:
    """Who may be a child is treated as one (CRC General Comment 6, paragraph 31)."""
    minor, band = answers.get("minor"), answers.get("age_band")
    if minor:
        return {}
    if band in CHILD_BANDS:
        return {"minor": "yes"}
    return {"minor": "no" if band in {"18-59", "60+", "18+"} else "maybe"}


def _indicators(answers: Answers) -> list[str]:
    """Every indicator that was marked, in whichever question of the interview."""
    return [one for name, given in answers.items() if name.startswith(INDICATORS) for one in given]


def _by_dimension(given: Collection[str], strengths: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for indicator in given:
        if indicator in strengths:
            found.setdefault(strengths[indicator][0], []).append(indicator)
    return found
