"""Families stay together: a child who stands at the post alone, or was separated, is not told to wait alone."""

from typing import Any

from safeconduct.domains.crossings.commands import Decide
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: family_unity.child_waits_alone, when a wait is decided for a child without an adult.

    Source: Convention on the Rights of the Child, articles 9, 10 and 20.
    """
    if isinstance(command, Decide) and command.decision == "wait" and state.has_child_alone:
        raise Refused("family_unity.child_waits_alone")
