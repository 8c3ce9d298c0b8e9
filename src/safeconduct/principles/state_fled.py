"""Nothing goes to a State that people flee: no person, no count under ten, no place finer than its first-level area.

One place says what may be released. Doors that give to somebody are in the table; what is public reaches everyone, and
so is coarsened as long as people flee any State. A consulate is told when the person asks for it in writing.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.domains.assessments import queries as assessments
from safeconduct.domains.liberty.commands import GiveConsularNotice
from safeconduct.domains.liberty.states import ASKED_IN_WRITING
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.partners.commands import DescribeAgreement, MoveAgreement
from safeconduct.domains.partners.states import IN_FORCE
from safeconduct.domains.people import queries as people
from safeconduct.domains.referrals.commands import SendReferral
from safeconduct.foundation.exchange.commands import IntroducePeer
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused

LEAST_COUNT = 10  # assumption: as asked for; no count below it reaches a State that people flee
TRANSFER = "ICRC Handbook on Data Protection in Humanitarian Action, chapter 4; 1951 Convention, article 33"
VIENNA = "Vienna Convention on Consular Relations, article 36(1)(b); UNHCR Data Protection Policy, section 6"


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """A row: the door, and whether what it gives would go to one of these States."""

    code: str
    door: type[Command]
    source: str
    why: str | Promise
    goes: Callable[[Any, Any, frozenset[str]], bool]


TABLE = (
    # With a name or as a number alone: a referral says where how many people are.
    Release(code="referral", door=SendReferral, source=TRANSFER,
            goes=lambda command, state, fled: partners.state_of_authority(state.agency) in fled,
            why=_("Something of people, or how many are at a post, would be told to an authority of a State that they"
                  " flee.")),
    Release(code="agreement", door=MoveAgreement, source=TRANSFER,
            goes=lambda command, state, fled: (
                command.state == IN_FORCE and partners.state_of_authority(str(state.values.get("agency", ""))) in fled
            ),
            why=_("An agreement on sharing would begin with an authority of a State that people flee.")),
    Release(code="agreement_changed", door=DescribeAgreement, source=TRANSFER,
            goes=lambda command, state, fled: (
                state.state == IN_FORCE and partners.state_of_authority(command.agency) in fled
            ),
            why=_("An agreement in force with an authority of a State that people flee would be changed instead of"
                  " ended.")),
    Release(code="node", door=IntroducePeer, source=TRANSFER,
            goes=lambda command, state, fled: bool(_states_of_code(command.agency) & fled),
            why=_("A node of an authority of a State that people flee would be exchanged with.")),
    Release(code="consulate", door=GiveConsularNotice, source=VIENNA,
            goes=lambda command, state, fled: (
                state.consular != ASKED_IN_WRITING and bool(_nationalities(command.person) & fled)
            ),
            why=_("The consulate of a State that people flee would be told, and the person has not asked for it in"
                  " writing.")),
)  # fmt: skip


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What may be public: the least count that is shown, and whether places are shown coarser than by the post."""

    least_count: int
    is_coarse: bool


def limits(usual: int) -> Limits:
    """What holds now for everything public; `usual` is the least count where nobody flees any State."""
    fled = assessments.fled_states()
    return Limits(least_count=max(usual, LEAST_COUNT) if fled else usual, is_coarse=bool(fled))


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: do_no_harm.state_fled, do_no_harm.consulate_of_state_fled."""
    rows = [row for row in TABLE if type(command) is row.door]
    if not rows:
        return
    fled = assessments.fled_states()
    for row in rows:
        if row.goes(command, state, fled):
            raise Refused("do_no_harm.consulate_of_state_fled" if row.code == "consulate" else "do_no_harm.state_fled")


def may_be_given_to(node: str) -> bool:
    """Whether anything may be given to a node: it is assessed, and no authority of a State that people flee runs it."""
    if not assessments.may_be_given_to(node):
        return False
    runs = {partners.state_of_authority(agency) for agency in partners.agencies_on_node(node)}
    return not runs & assessments.fled_states()


def _states_of_code(code: str) -> set[str]:
    """The States of the authorities that have this code here."""
    found = {partners.state_of_authority(one.subject) for one in partners.agencies() if code and one.code == code}
    return found - {""}


def _nationalities(person: str) -> set[str]:
    found = people.persons([person]).get(person)
    return {found.nationality} - {""} if found is not None else set()
