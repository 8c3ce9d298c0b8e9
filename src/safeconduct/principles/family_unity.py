"""Families stay together: a child who stands at the post alone, or was separated, is not told to wait alone; and
nobody is turned away out of a group without their own consent or a reason of protection."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeconduct.domains.crossings.commands import Decide
from safeconduct.domains.liberty.commands import ImposeAlternative
from safeconduct.domains.people.queries import members_of, persons
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused
from safeconduct.principles.restricting import asked_of, has_others
from safeconduct.principles.turning_away import Row, check_table

TABLE = (
    Row(code="parts_group", clears=False,
        stands=lambda one, now: one.others_in_group > 0 and (one.clearance is None or not one.clearance.splits),
        source="ICCPR, articles 17 and 23; Convention on the Rights of the Child, articles 9 and 10",
        why=_("Others of the registration group would stay behind, and the clearance names neither the person's own"
              " consent nor a reason of protection.")),
)  # fmt: skip


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: family_unity.child_waits_alone, when a wait is decided for a child without an adult;
    reviews.sent_for_review, when somebody would be turned away out of a group; family_unity.parted_by_alternative,
    when somebody would be sent to live apart from those they came with.

    A child is alone where the crossing says so, where a separation flag is open, or where everybody registered in
    the group may be a child. Source: Convention on the Rights of the Child, articles 9, 10 and 20.
    """
    check_table(TABLE, command, here)
    asked = asked_of(command, state)
    if asked is not None and asked.parts and isinstance(command, ImposeAlternative):
        said_alone = command.family == "alone" and has_others(command.person)
        if command.family == "parted" or said_alone:
            raise Refused("family_unity.parted_by_alternative", field="family")
    if not isinstance(command, Decide) or command.decision != "wait":
        return
    people = list(persons(state.persons).values())
    if state.group:
        people += members_of([state.group]).get(state.group, [])
    flagged = any(one.open_flags for one in people)
    only_children = bool(people) and all(one.minor == "yes" for one in people)
    if state.has_child_alone or flagged or only_children:
        raise Refused("family_unity.child_waits_alone")
