"""Saving life comes first: whoever needs a doctor now is not told to wait."""

from typing import Any

from safeconduct.domains.crossings.commands import Decide
from safeconduct.domains.people.queries import needs_of
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused

DOCTOR = "doctor_now"


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: saving_life.doctor_first, when a wait is decided for people of whom one needs a doctor now.

    The need may stand on the crossing, on the group or on one of its members.
    Source: Universal Declaration of Human Rights, article 3; ICCPR, article 6.
    """
    if not isinstance(command, Decide) or command.decision != "wait":
        return
    concerned = [*state.persons, *filter(None, [state.group])]
    needs = {*state.needs, *(need for found in needs_of(concerned).values() for need in found)}
    if DOCTOR in needs:
        raise Refused("saving_life.doctor_first")
