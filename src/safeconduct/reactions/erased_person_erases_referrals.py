"""When a person is erased, their referrals name them no more, here and at the agencies they went to; nor do complaints
that were made about these."""

from safeconduct.domains.people.facts import PersonErased
from safeconduct.domains.referrals.commands import EraseComplaint, EraseReferral
from safeconduct.domains.referrals.queries import complaints_about, referrals_of_person
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NAME = "erased_person_erases_referrals"
WHEN = (PersonErased,)


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The erasing of every referral of the person, and of every complaint about one, that still says something."""
    theirs = referrals_of_person(held.subject)
    commands: list[Command] = [EraseReferral(referral=one.subject) for one in theirs if not one.is_erased]
    said = complaints_about(one.subject for one in theirs)
    commands += [EraseComplaint(complaint=one.subject) for one in said if not one.is_erased]
    if not commands:
        return None
    act = Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="protection", place=held.place)
    return act, commands
