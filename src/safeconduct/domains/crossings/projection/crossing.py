"""Rows of a crossing: what was recorded and corrected, the decision in force, the place in the queue, its history."""

from collections.abc import Mapping, Sequence
from typing import Any

from safeconduct.domains.crossings.facts import (
    CrossingCorrected,
    CrossingRecorded,
    CrossingRestored,
    CrossingVoided,
    DecisionMade,
    DecisionUndone,
    NumberCalled,
    StepReached,
    VerificationCompleted,
)
from safeconduct.domains.crossings.projection.history import history_rows
from safeconduct.domains.crossings.projection.plain import contested_values, corrected_values, earliest, iso
from safeconduct.domains.crossings.states import (
    ADMIT_DEFERRED,
    FIRST_STEP,
    PROTECTIVENESS,
    STEP_OF_DECISION,
    STEP_PROTECTIVENESS,
    WAIT,
    is_in_queue,
    is_taken_back,
    priority_of,
)
from safeconduct.foundation.journal.entry import stream_node
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.merging import OwnedState, Value, is_by_owner, owned_state, plain_value, standing

CORRECTABLE = frozenset(
    {
        "direction", "level", "people", "transport", "vehicle", "arrived_at", "persons", "needs", "has_child_alone",
        "language", "routing",
    }
)  # fmt: skip
_NOTHING: Value = Value(None, ())


def crossing_rows(held: Sequence[Held]) -> Rows:
    """The crossing, its persons, its deferred verifications and its history; partly held, it is marked so."""
    if not held:
        return {}
    moves, undoing = _standing_moves(held)
    recorded = [one for one in held if isinstance(one.fact, CrossingRecorded)]
    state = owned_state(moves, target=lambda fact: str(fact.decision), rank=PROTECTIVENESS)
    taken_back = {ref for one in held if isinstance(one.fact, CrossingRestored) for ref in one.fact.voids}
    voidings = [one for one in held if isinstance(one.fact, CrossingVoided) and one.ref not in taken_back]
    row = _plain_columns(held, recorded)
    row |= _decision_columns(state, moves)
    row |= _queue_columns(held, moves)
    row["voided"] = bool(voidings)
    row["void_reason"] = plain_value(voidings, lambda fact: fact.reason, "").printed
    row["priority"] = priority_of(row["needs"], row["has_child_alone"])
    row["in_queue"] = is_in_queue(
        row["decision"], row["step"], contested=state.contested, voided=bool(voidings) or not recorded
    )
    row["owner"] = stream_node(earliest(recorded).stream) if recorded else ""
    live = {one.ref for one in state.live}
    idle = {one.ref for one in held if isinstance(one.fact, DecisionMade)} - live
    idle |= {one.ref for one in held if isinstance(one.fact, DecisionUndone)} - undoing
    idle |= taken_back
    return {
        "crossings_crossing": [row],
        "crossings_person": _person_rows(row),
        "crossings_verification": _verification_rows(held, state, row),
        "crossings_history": history_rows(held, idle),
    }


def _standing_moves(held: Sequence[Held]) -> tuple[list[Held], set[str]]:
    """Decisions that were not taken back in time, and the undoing entries that took effect."""
    made = {one.ref: one for one in held if isinstance(one.fact, DecisionMade) and one.fact.decision}
    undone, effective = set(), set()
    for one in held:
        named = made.get(one.fact.entry) if isinstance(one.fact, DecisionUndone) else None
        if named is None or (is_by_owner(named) and not is_by_owner(one)):
            continue  # what the owner decided, the owner takes back
        if is_taken_back(named, one):
            undone.add(named.ref)
            effective.add(one.ref)
    return [one for ref, one in made.items() if ref not in undone], effective


def _plain_columns(held: Sequence[Held], recorded: Sequence[Held]) -> Row:
    values = corrected_values(held, CrossingRecorded, CrossingCorrected, CORRECTABLE)
    first = earliest(recorded or held)

    def printed(name: str, default: Any) -> Any:
        value = values.get(name, _NOTHING).printed
        return default if value is None else value

    persons = _joined(values, "persons")
    return {
        "post": printed("post", "") or first.place,
        "local_day": printed("local_day", ""),
        "token_number": printed("token_number", 0),
        "token": printed("token", ""),
        "direction": printed("direction", ""),
        "level": printed("level", 0),
        "group": printed("group", None),
        "persons": persons,
        "people": max(printed("people", 0), len(persons)),
        "transport": printed("transport", ""),
        "vehicle": printed("vehicle", None),
        "arrived_at": printed("arrived_at", first.happened_at),
        # Where two officers differ about a need or a child alone, the protective answer holds.
        "needs": _joined(values, "needs"),
        "has_child_alone": any(values.get("has_child_alone", _NOTHING).all),
        "language": printed("language", ""),
        "known_token": printed("known_token", ""),
        "routing": printed("routing", ""),
        "recorded_at": first.recorded_at,
        "recorded_by": first.actor,
        "contested_values": contested_values(values),
        "is_partial": not recorded,
        "is_nameless": any(not one.readable for one in held),
    }


def _joined(values: Mapping[str, Value], name: str) -> list[str]:
    return list(dict.fromkeys(item for value in values.get(name, _NOTHING).all for item in value))


def _decision_columns(state: OwnedState, moves: Sequence[Held]) -> Row:
    in_force = next((one for one in state.live if one.fact.decision == state.value), None)
    fact = in_force.fact if in_force is not None else DecisionMade()
    return {
        "decision": state.value or "",
        "is_contested": state.contested,
        "decided_at": in_force.happened_at if in_force is not None else None,
        "decided_by": in_force.actor if in_force is not None else "",
        "decision_place": fact.place,
        "decision_reason": fact.reason,
        "deadline": fact.deadline,
        "next_time": fact.next_time,
        "waits": sum(one.fact.decision == WAIT for one in moves),
        "live_decisions": [_move(one) for one in state.live],
    }


def _move(one: Held) -> dict[str, Any]:
    fact = one.fact
    return {
        "entry": one.ref,
        "decision": fact.decision,
        "actor": one.actor,
        "happened_at": iso(one.happened_at),
        "recorded_at": iso(one.recorded_at),
        "by_owner": is_by_owner(one),
        "place": fact.place,
        "reason": fact.reason,
        "deadline": iso(fact.deadline),
        "next_time": iso(fact.next_time),
    }


def _queue_columns(held: Sequence[Held], decisions: Sequence[Held]) -> Row:
    moves = [*decisions, *(one for one in held if isinstance(one.fact, StepReached) and one.fact.step)]
    state = owned_state(moves, target=_step_of, rank=STEP_PROTECTIVENESS)
    in_force = next((one for one in state.live if _step_of(one.fact) == state.value), None)
    calls = [one for one in held if isinstance(one.fact, NumberCalled) and one.fact.counter]
    # A call holds until the people reach a step or a decision; whoever moves them has seen the call.
    called = next((one for one in standing([*moves, *calls])[:1] if isinstance(one.fact, NumberCalled)), None)
    return {
        "step": state.value or FIRST_STEP,
        "is_step_contested": state.contested,
        "step_since": (in_force or earliest(held)).happened_at,
        "counter": called.fact.counter if called is not None else "",
        "called_at": called.happened_at if called is not None else None,
    }


def _step_of(move: Any) -> str:
    return str(move.step) if isinstance(move, StepReached) else STEP_OF_DECISION.get(move.decision, FIRST_STEP)


def _person_rows(crossing: Row) -> list[Row]:
    shared = {name: crossing[name] for name in ("post", "local_day", "direction", "arrived_at", "voided")}
    return [{"id": str(place), "person": person, **shared} for place, person in enumerate(crossing["persons"])]


def _verification_rows(held: Sequence[Held], state: OwnedState, crossing: Row) -> list[Row]:
    rows = []
    for one in state.live:
        if one.fact.decision != ADMIT_DEFERRED:
            continue
        completions = standing(
            [done for done in held if isinstance(done.fact, VerificationCompleted) and one.ref in done.fact.entries]
        )
        done = completions[0] if completions else None
        rows.append(
            {
                "id": derived_id("verification", one.ref),
                "entry": one.ref,
                "post": crossing["post"],
                "place": one.fact.place,
                "deadline": one.fact.deadline,
                "decided_at": one.happened_at,
                "decided_by": one.actor,
                "outcome": done.fact.outcome if done is not None else "",
                "remark": done.fact.remark if done is not None else "",
                "completed_at": done.happened_at if done is not None else None,
                "completed_by": done.actor if done is not None else "",
                "is_open": done is None and not crossing["voided"],
            }
        )
    return sorted(rows, key=lambda row: str(row["id"]))
