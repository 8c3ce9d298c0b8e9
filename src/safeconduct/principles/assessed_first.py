"""Nothing new begins to be told of people before somebody wrote down what it may do to them, and a second one signed.

The table says which doors that is true of. A row stands when its door is asked and no assessment in force covers it.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.domains.assessments import queries as assessments
from safeconduct.domains.assessments.queries import Coverage
from safeconduct.domains.assessments.rules import day_of
from safeconduct.domains.assessments.states import AGENCY, NODE, USE, names_people
from safeconduct.domains.partners.commands import DescribeAgreement, MoveAgreement
from safeconduct.domains.partners.states import IN_FORCE
from safeconduct.domains.referrals.commands import SendReferral
from safeconduct.domains.referrals.rules.code_lists import LIFE_THREATENING
from safeconduct.foundation.access.commands import RecordExport
from safeconduct.foundation.exchange.commands import IntroducePeer
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused

DPIA = "ICRC Handbook on Data Protection in Humanitarian Action, chapter 5 (impact assessments)"
TRANSFER = "ICRC Handbook, chapter 4 (international data sharing); IOM data protection principle 5 (transfer)"


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """A row: the door, what has to be assessed before it opens, and the purposes and fields that have to be covered."""

    code: str
    door: type[Command]
    kind: str
    source: str
    why: str | Promise
    about: Callable[[Any, Any], str]
    when: Callable[[Any, Any], bool] = lambda command, state: True
    purposes: Callable[[Any, Any], Iterable[str]] = lambda command, state: ()
    fields: Callable[[Any, Any], Iterable[str]] = lambda command, state: ()


TABLE = (
    Flow(code="agreement_begins", door=MoveAgreement, kind=AGENCY, source=TRANSFER,
         when=lambda command, state: command.state == IN_FORCE,
         about=lambda command, state: str(state.values.get("agency", "")),
         purposes=lambda command, state: state.values.get("purposes", ()),
         fields=lambda command, state: state.values.get("fields", ()),
         why=_("An agreement would come into force with an agency that no assessment covers.")),
    Flow(code="agreement_widens", door=DescribeAgreement, kind=AGENCY, source=TRANSFER,
         when=lambda command, state: state.state == IN_FORCE,
         about=lambda command, state: command.agency,
         purposes=lambda command, state: command.purposes, fields=lambda command, state: command.fields,
         why=_("An agreement in force would let be shared what no assessment of the agency covers.")),
    # Whose life is in danger is told of at once; a second person looks at it afterwards. Without an agreement nothing
    # is told anyway, and its own sentence says so.
    Flow(code="person_told", door=SendReferral, kind=AGENCY, source=DPIA,
         when=lambda command, state: (
             bool(command.fields) and command.basis != LIFE_THREATENING and state.agreed is not None
         ),
         about=lambda command, state: state.agency, fields=lambda command, state: command.fields,
         why=_("Something of a person would be told to an agency that no assessment covers.")),
    Flow(code="node_begins", door=IntroducePeer, kind=NODE, source=DPIA,
         when=lambda command, state: state.peer is None,  # whom one knows may have moved to another address
         about=lambda command, state: command.node,
         why=_("Another node would be exchanged with that no assessment covers, and no exception of an emergency.")),
    Flow(code="names_leave", door=RecordExport, kind=USE, source=DPIA,
         when=lambda command, state: names_people(command.what),
         about=lambda command, state: command.what,
         why=_("A file would leave that names people, or that is of a new kind, and no assessment covers it.")),
)  # fmt: skip


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: do_no_harm.agency_not_assessed, .node_not_assessed, .use_not_assessed, .beyond_assessment."""
    for row in TABLE:
        if type(command) is row.door and row.when(command, state):
            _check_row(row, command, state, day_of(here))


def _check_row(row: Flow, command: Command, state: Any, day: str) -> None:
    found = assessments.coverage(row.kind, row.about(command, state), day)
    if found is None:
        raise Refused(f"do_no_harm.{row.kind}_not_assessed")
    beyond = _beyond(row, command, state, found)
    if beyond:
        raise Refused("do_no_harm.beyond_assessment", field="fields", beyond=", ".join(beyond))


def _beyond(row: Flow, command: Command, state: Any, found: Coverage) -> list[str]:
    return sorted(set(row.purposes(command, state)) - found.purposes) + sorted(
        set(row.fields(command, state)) - found.fields
    )


def begins(command: Command) -> bool:
    """Whether a command lets something be told that was not told before: a gate that cannot decide stops it."""
    if isinstance(command, MoveAgreement):
        return command.state == IN_FORCE
    return isinstance(command, IntroducePeer) or (type(command) is RecordExport and names_people(command.what))
