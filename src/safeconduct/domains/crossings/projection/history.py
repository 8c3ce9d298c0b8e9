"""The history of a crossing or a vehicle: a line for everything that was entered, also what was taken back."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from safeconduct.domains.crossings.facts import (
    CrossingCorrected,
    CrossingErased,
    CrossingRecorded,
    CrossingRestored,
    CrossingVoided,
    CrossingWordsErased,
    DecisionMade,
    DecisionUndone,
    NumberCalled,
    StepReached,
    VehicleCorrected,
    VehicleErased,
    VehicleRecorded,
    VerificationCompleted,
)
from safeconduct.domains.crossings.projection.plain import told
from safeconduct.kernel.facts import Fact, Held, Row
from safeconduct.kernel.ids import derived_id

# fact -> what it is called, the field that says it in one word, the field with a person's own words
_LINES: dict[type[Fact], tuple[str, str, str]] = {
    CrossingRecorded: ("recorded", "direction", ""),
    VehicleRecorded: ("recorded", "kind", ""),
    DecisionMade: ("decided", "decision", ""),
    DecisionUndone: ("decision_undone", "", ""),
    VerificationCompleted: ("verification_completed", "outcome", "remark"),
    NumberCalled: ("called", "counter", ""),
    StepReached: ("step_reached", "step", ""),
    CrossingVoided: ("voided", "", "reason"),
    CrossingRestored: ("restored", "", ""),
    CrossingErased: ("erased", "", ""),
    CrossingWordsErased: ("erased", "", ""),
    VehicleErased: ("erased", "", ""),
}


def history_rows(held: Sequence[Held], without_effect: Collection[str] = ()) -> list[Row]:
    """Rows of `crossings_history`; `without_effect` names entries that stand no longer or never did."""
    rows = [
        {
            "id": derived_id(one.ref, field),
            "entry": one.ref,
            "clock": one.clock,
            "happened_at": one.happened_at,
            "recorded_at": one.recorded_at,
            "actor": one.actor,
            "what": what,
            "field": field,
            "value": value,
            "reason": reason,
            "is_in_effect": one.ref not in without_effect,
        }
        for one in held
        for what, field, value, reason in _lines(one.fact)
    ]
    return sorted(rows, key=lambda row: str(row["id"]))


def _lines(fact: Any) -> Iterator[tuple[str, str, str, str]]:
    if isinstance(fact, CrossingCorrected | VehicleCorrected):
        for field in sorted(set(fact.fields)):
            yield "corrected", field, told(getattr(fact, field, "")), fact.reason
        return
    line = _LINES.get(type(fact))
    if line is not None:
        what, value, reason = line
        yield what, "", told(getattr(fact, value, "")), str(getattr(fact, reason, ""))
