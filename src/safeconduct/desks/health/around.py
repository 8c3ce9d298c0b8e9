"""Who works at the health desk, where they sit, and how people of a group are shown to them."""

from typing import Any

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.foundation.access.roles import HEALTH_OFFICER
from safeconduct.foundation.access.sessions import Officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.problems import NotAllowed, NotFound

DESK = (HEALTH_OFFICER,)


def post_of(who: Officer) -> str:
    """The post at which they sit. NotAllowed: access.choose_post."""
    if who.post is None:
        raise NotAllowed("access.choose_post")
    return who.post


def today_of(post: str) -> str:
    """The local day at a post (ISO)."""
    return places.local_time(post, ledger().clock.now()).date().isoformat()


def crossing_here(crossing_id: str, post: str) -> Any:
    """A group that came to this post. NotFound: health.no_such_group."""
    found = crossings.those([crossing_id]).get(crossing_id)
    if found is None or found.post != post:
        raise NotFound("health.no_such_group")
    return found


def people_of(crossing: Any) -> list[Any]:
    """The people of a group as this desk needs them: who can be told apart, whether a child."""
    held = people.persons(list(crossing.persons))
    return [held[one] for one in crossing.persons if one in held and not held[one].voided]


def may_be_child(person: Any) -> bool:
    """Whoever may be a child is treated as one."""
    return person is not None and person.minor != "no"


def tokens_of(rows: list[Any]) -> dict[str, str]:
    """The tokens of the groups that these rows are about, by crossing."""
    held = crossings.those({one.crossing for one in rows if one.crossing})
    return {crossing: one.token for crossing, one in held.items()}


def names_of(rows: list[Any]) -> dict[str, str]:
    """The names of the persons that these rows are about, and of who stays with them."""
    wanted = {one.person for one in rows} | {getattr(one, "companion", "") for one in rows}
    return {person: one.name for person, one in people.persons(sorted(wanted - {""})).items()}
