"""About whom sealed answers are, and how who opens them finds these people: never a name."""

from typing import Any

from safeconduct.desks.border_post.screening_seals import about
from safeconduct.domains.crossings import queries as crossings
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places


def whose(task: Any, person: Any) -> dict[str, Any]:
    """What goes with the answers of a person, or of somebody of the group."""
    crossing = crossings.those([task.crossing]).get(task.crossing) if task.crossing else None
    return about(
        screening=task.subject,
        post=task.post,
        post_name=places.post(task.post).name,
        day=task.local_day,
        token=crossing.token if crossing else "",
        group=(crossing.group or "") if crossing else "",
        person=person.subject if person else "",
        minor=person.minor if person else "",
        age_band=person.age_band if person else "",
        sex=person.sex if person else "",
        relation=person.relation if person else "",
        people=task.people,
        at=ledger().clock.now(),
    )


def observed(task: Any) -> dict[str, Any]:
    """What goes with what was seen of a group, without asking anybody."""
    return {**whose(task, None), "items": [], "language": ""}
