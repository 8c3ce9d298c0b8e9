"""Nothing is told of a person to the authority of their own State: they may be fleeing from it. And nothing new begins
before its harm was assessed (`assessed_first`).

Where people want their consulate to know, that is theirs to ask for; while protection has to hear them, in writing.
"""

from typing import Any

from safeconduct.domains.liberty.commands import GiveConsularNotice, ImposeAlternative
from safeconduct.domains.liberty.states import ASKED_IN_WRITING
from safeconduct.domains.partners.queries import state_of_authority
from safeconduct.domains.people.queries import groups, members_of, persons
from safeconduct.domains.referrals.commands import SendReferral
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused
from safeconduct.principles import assessed_first, state_fled

may_be_given_to = state_fled.may_be_given_to


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: do_no_harm.state_of_origin; do_no_harm.consulate, where protection has to hear the person and they did
    not ask for it in writing; do_no_harm.surety_beyond_means; and what `state_fled` and
    `assessed_first` refuse.

    Sources: ICRC Handbook on Data Protection in Humanitarian Action (transfer to authorities of the country of
    origin); the registration of Rohingya in Bangladesh, whose data reached the State they had fled; Vienna Convention
    on Consular Relations, article 36(1)(b); UNHCR Detention Guidelines (2012), annex A.
    """
    if isinstance(command, GiveConsularNotice) and state.is_held_for_review and state.consular != ASKED_IN_WRITING:
        raise Refused("do_no_harm.consulate", field="whom")
    if isinstance(command, ImposeAlternative) and command.kind == "surety" and state.has_no_means:
        raise Refused("do_no_harm.surety_beyond_means", field="kind")
    _check_origin(command, state)
    state_fled.check(command, state, here)
    assessed_first.check(command, state, here)


def _check_origin(command: Command, state: Any) -> None:
    if not isinstance(command, SendReferral) or not command.fields:
        return
    authority = state_of_authority(state.agency)
    if authority and authority in nationalities_of(state.person, state.group):
        raise Refused("do_no_harm.state_of_origin")


def nationalities_of(person: str, group: str) -> set[str]:
    """The nationalities of a person, or of a group and its members."""
    people = list(persons([person]).values()) if person else []
    found = {one.nationality for one in people}
    if group:
        found |= {one.nationality for one in members_of([group]).get(group, [])}
        found |= {one.nationality for one in groups([group]).values()}
    return found - {""}
