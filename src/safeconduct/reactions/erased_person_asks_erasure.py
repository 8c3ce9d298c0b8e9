"""When a person is erased at a post, child protection is told, sealed: whether its file goes too is decided there."""

from safeconduct.domains.people.facts import PersonErased
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.reactions.child_notices import act_of_notice, erasure_notice

NAME = "erased_person_asks_erasure"
WHEN = (PersonErased,)


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The same for everyone who is erased, child or not, so that it says nothing of whom child protection knows."""
    commands = erasure_notice(held.subject)
    return (act_of_notice(NAME, held, held.place), commands) if commands else None
