"""Saving life comes first: whoever needs a doctor now is not told to wait, nor anything else asked of them."""

from typing import Any

from safeconduct.domains.crossings.commands import Decide
from safeconduct.domains.people.queries import needs_of
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused
from safeconduct.principles.restricting import asked_of, needs_doctor

DOCTOR = "doctor_now"


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: saving_life.doctor_first, when a wait is decided for people of whom one needs a doctor now;
    saving_life.doctor_before_conditions, when more than care is asked of one who does.

    The need may stand on the crossing, on the group or on one of its members.
    Source: Universal Declaration of Human Rights, article 3; ICCPR, article 6.
    """
    asked = asked_of(command, state)
    if asked is not None and not asked.is_care and needs_doctor(getattr(command, "person", ""), DOCTOR):
        raise Refused("saving_life.doctor_before_conditions", field="kind")
    if not isinstance(command, Decide) or command.decision != "wait":
        return
    concerned = [*state.persons, *filter(None, [state.group])]
    needs = {*state.needs, *(need for found in needs_of(concerned).values() for need in found)}
    if DOCTOR in needs:
        raise Refused("saving_life.doctor_first")
