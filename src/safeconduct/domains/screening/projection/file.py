"""Rows of a file: how to find the person, all that is known, needs with their limits, categories pending review."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from safeconduct.domains.screening.facts import (
    AnswersTaken,
    FileErased,
    FileOpened,
    InterviewHeld,
    NeedSettled,
    NeedsFound,
)
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import plain_values, standing, union

ABOUT = ("token", "post", "post_name", "day", "person", "group", "minor", "sex", "age_band", "note")


def file_rows(held: Sequence[Held]) -> Rows:
    """The file, its needs and categories. After an erasure the file is a number."""
    if not held:
        return {}
    taken = [one for one in held if isinstance(one.fact, AnswersTaken)]
    interviews = [one for one in held if isinstance(one.fact, InterviewHeld)]
    found = next(iter(standing([one for one in held if isinstance(one.fact, NeedsFound)])), None)
    settled = [one for one in held if isinstance(one.fact, NeedSettled)]
    needs = _need_rows(found.fact.needs, settled, found.happened_at) if found else []
    row = _about([one for one in held if isinstance(one.fact, FileOpened)])
    row |= {
        "language": next((one.fact.language for one in standing(taken) if one.fact.language), ""),
        "card": union(taken, lambda fact: fact.card),
        "cues": union(taken, lambda fact: fact.cues),
        "answers": {name: value.printed for name, value in plain_values(interviews, lambda fact: fact.answers).items()},
        "opened_at": min(one.happened_at for one in held),
        "last_at": max(one.happened_at for one in held),
        "interviews": len(interviews),
        "versions": dict(found.fact.versions) if found else {},
        "erased": any(isinstance(one.fact, FileErased) for one in held),
    }
    row |= _most_urgent(needs)
    return {
        "screening_file": [row],
        "screening_need": needs,
        "screening_category": _category_rows(found.fact.categories if found else ()),
    }


def _about(opened: Sequence[Held]) -> Row:
    values = plain_values(opened, lambda fact: fact.about)
    return {name: str(values[name].printed) if name in values else "" for name in ABOUT}


def _need_rows(needs: Iterable[Any], settled: Sequence[Held], found_at: datetime) -> list[Row]:
    rows = []
    for name, need in {str(one.get("need", "")): one for one in needs}.items():
        own = standing([one for one in settled if one.fact.need == name])
        reasons = {str(reason.get("row", "")) for reason in need.get("reasons", ())}
        is_open = not own or bool(reasons - {row for one in own for row in one.fact.rows})
        latest = own[0] if own else None
        rows.append(
            {
                "id": name,
                "need": name,
                "service": str(need.get("service", "")),
                "priority": str(need.get("priority", "")),
                "due_at": _moment(need.get("due_at"), found_at),
                "reasons": list(need.get("reasons", ())),
                "is_open": is_open,
                "outcome": latest.fact.outcome if latest else "",
                "remark": latest.fact.remark if latest else "",
                "settled_at": latest.happened_at if latest else None,
                "settled_by": latest.actor if latest else "",
            }
        )
    return sorted(rows, key=lambda row: str(row["id"]))


def _moment(text: Any, otherwise: datetime) -> datetime:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return otherwise  # whatever a fact says, the file keeps its rows


def _most_urgent(needs: Sequence[Row]) -> Row:
    open_ones = sorted((row["due_at"], str(row["priority"])) for row in needs if row["is_open"])
    first = open_ones[0] if open_ones else (None, "")
    return {"open_needs": len(open_ones), "due_at": first[0], "priority": first[1]}


def _category_rows(categories: Iterable[Any]) -> list[Row]:
    return [
        {
            "id": str(one.get("category", "")),
            "category": str(one.get("category", "")),
            "code": str(one.get("code", "")),
            "sensitive": bool(one.get("sensitive", False)),
            "reasons": list(one.get("reasons", ())),
        }
        for one in {str(each.get("category", "")): each for each in categories}.values()
    ]
