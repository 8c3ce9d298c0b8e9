"""Rules of the queue: calling a number to a counter, and the step that people have reached."""

import re

from safeconduct.domains.crossings.commands import CallNumber, ReachStep
from safeconduct.domains.crossings.facts import NumberCalled, StepReached
from safeconduct.domains.crossings.rules.crossing import CrossingState, check_stands, move_of
from safeconduct.domains.crossings.rules.limits import check_code
from safeconduct.domains.crossings.states import STEPS
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Refused

REFUSALS = {"crossings.counter_shape": "a counter is a number or a few letters and digits"}

# The counter stands on the public screen, so it can be no more than a number or a letter or two.
_COUNTER = re.compile(r"[0-9A-Z]{1,4}")


def decide_call_number(command: CallNumber, state: CrossingState, here: Circumstances) -> list[About]:
    """Call a token. Refused: counter_shape. NotFound, Conflict: as for every crossing."""
    check_stands(state, here)
    counter = command.counter.strip().upper()
    if not _COUNTER.fullmatch(counter):
        raise Refused("crossings.counter_shape")
    return [About(command.crossing, NumberCalled(counter=counter))]


def decide_reach_step(command: ReachStep, state: CrossingState, here: Circumstances) -> list[About]:
    """Move on in the queue, in any order: people come back from every step. Refused: unknown_code."""
    check_stands(state, here)
    check_code("step", command.step, STEPS)
    return [About(command.crossing, StepReached(by=move_of(state), step=command.step))]
