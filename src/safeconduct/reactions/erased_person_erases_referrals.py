"""When a person is erased, what names them in their referrals is erased too: here, and at the agencies they went to."""

from safeconduct.domains.people.facts import PersonErased
from safeconduct.domains.referrals.commands import EraseReferral
from safeconduct.domains.referrals.queries import referrals_of_person
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NAME = "erased_person_erases_referrals"
WHEN = (PersonErased,)


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The erasing of every referral of the person that still names them."""
    named = [one.subject for one in referrals_of_person(held.subject) if not one.is_erased]
    if not named:
        return None
    act = Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="protection", place=held.place)
    return act, [EraseReferral(referral=referral) for referral in named]
