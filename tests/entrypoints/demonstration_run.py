"""Loads the last two days of the demonstration in a process of its own, and says what came of it.

python -m tests.entrypoints.demonstration_run HOME SEED [STOP_AFTER]      STOP_AFTER lines of progress it dies
"""

import json
import os
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

NOW = datetime(2026, 5, 20, 15, 30, tzinfo=UTC)
OPENER = ("Esther", "only for tests")
SECOND = ("Kofi", "only for tests")


def two_days(seed: int, first_day: date) -> Any:
    """The scenario without what came before the last two days, and without what follows from that."""
    import msgspec

    from safeconduct.entrypoints.demonstration.items import ArrivingGroup, ShiftChange
    from safeconduct.entrypoints.demonstration.scenario import scenario

    whole = scenario(seed, first_day)
    begin = whole.end - timedelta(days=2)
    groups = {event.ref: event for event in whole.events if isinstance(event, ArrivingGroup)}
    late = [event for event in whole.events if event.at_utc >= begin]
    again = [event for event in late if isinstance(event, ArrivingGroup) and event.previous][:20]
    # Who crosses again was registered before: these come first, all in one minute.
    earlier = dict.fromkeys(event.previous for event in again)
    kept: list[Any] = [msgspec.structs.replace(groups[ref], at_utc=begin, vehicle=None) for ref in earlier]
    begun: set[str] = set()
    for event in late:
        if isinstance(event, ShiftChange) and event.post not in begun:
            event = msgspec.structs.replace(event, ends=None)
            begun.add(event.post)
        if _is_new(event, begin, groups) or event in again or isinstance(event, ShiftChange):
            kept.append(event)
    return msgspec.structs.replace(whole, events=tuple(kept))


def _is_new(event: Any, begin: datetime, groups: dict[str, Any]) -> bool:
    group = groups.get(getattr(event, "ref", "").partition("/")[0])
    return group is None or (group.at_utc >= begin and getattr(event, "previous", None) is None)


def found(folder: Path) -> dict[str, Any]:
    """What stands in the tables, without what differs from node to node."""
    from safeconduct.domains.crossings import queries as crossings
    from safeconduct.domains.crossings.models import Count, Crossing
    from safeconduct.domains.people import queries as people
    from safeconduct.domains.people.models import Person
    from safeconduct.foundation.journal.verify import verify
    from safeconduct.foundation.nodes.health import checks
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import open_node
    from safeconduct.foundation.places import queries as places

    node = open_node(Home(folder), opener=OPENER[0], passphrase=OPENER[1], writing=False)
    bridge = next(post.subject for post in places.posts() if post.letter == "B")
    crossing = (
        "subject",
        "token",
        "direction",
        "decision",
        "decided_at",
        "arrived_at",
        "step",
        "known_token",
        "in_queue",
    )
    person = ("subject", "given_names", "family_name", "name_native", "birth", "nationality", "group")
    verdict = verify(node.ledger)
    answer = {
        "training": node.card.training,
        "findings": [f"{one.code} {one.where}" for one in verdict.findings],
        "entries": verdict.entries,
        "queue": len(crossings.queue_of(bridge)),
        "waits_over": len(crossings.waits_over(NOW, post=bridge)),
        "called": sum(bool(one.counter) for one in crossings.queue_of(bridge)),
        "flags": people.count_open_flags(bridge),
        "open_shift": crossings.open_shift(bridge) is not None,
        "contested": Crossing.objects.filter(is_contested=True).count(),
        "after_now": Crossing.objects.filter(arrived_at__gt=NOW).count(),
        "crossings": [list(map(str, row)) for row in Crossing.objects.order_by("subject").values_list(*crossing)],
        "persons": [list(map(str, row)) for row in Person.objects.order_by("subject").values_list(*person)],
        "health": {one.code: one.state for one in checks(Home(folder))},
        "referrals": _referrals(),
        "counts": sum(Count.objects.values_list("number", flat=True)),
    }
    node.close()
    return answer


def _referrals() -> list[list[Any]]:
    """State, outcome, whether a family went together, and whether it is a child by the basis of what was told."""
    from safeconduct.domains.referrals.models import Referral

    rows = Referral.objects.order_by("subject").values_list("state", "together", "basis")
    return [list(row) for row in rows]


def main(folder: Path, seed: int, stop_after: int) -> None:
    """Load, perhaps die on the way, and print what was found."""
    os.environ["SAFECONDUCT_HOME"] = str(folder)
    from safeconduct.entrypoints.server import prepare

    prepare()
    from safeconduct.entrypoints.demonstration.loading import load_once
    from safeconduct.foundation.nodes.home import Home

    lines = []

    def said(text: str) -> None:
        lines.append(text)
        if len(lines) == stop_after:
            os._exit(9)

    load_once(Home(folder), seed=seed, openers=[OPENER, SECOND], now=NOW, making=two_days, say=said)
    print(json.dumps(found(folder) | {"said": len(lines)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
