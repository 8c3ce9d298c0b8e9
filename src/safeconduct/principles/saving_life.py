"""Saving life comes first: whoever needs a doctor now is not told to wait."""

from typing import Any

from safeconduct.domains.crossings.commands import Decide
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: saving_life.doctor_first, when a wait is decided for people of whom one needs a doctor now.

    Source: SAR and IHR practice aside, Universal Declaration of Human Rights, article 3; ICCPR, article 6.
    """
    if isinstance(command, Decide) and command.decision == "wait" and "doctor_now" in state.needs:
        raise Refused("saving_life.doctor_first")
