"""Rules of cases, by concern: what is decided for each command, and every refusal with its meaning."""

from safeconduct.domains.cases.rules.gbvims import TABLE as GBVIMS
from safeconduct.domains.cases.rules.opening import (
    decide_direct_case,
    decide_erase_case,
    decide_open_case,
    decide_print_case,
    decide_propose_closing,
    decide_reopen_case,
)
from safeconduct.domains.cases.rules.owning import (
    Free,
    Placed,
    Waiting,
    decide_answer_hand_over,
    decide_offer_hand_over,
    decide_reassign_case,
    decide_say_capacity,
    plan_moves,
    worker_of,
)
from safeconduct.domains.cases.rules.refusals import REFUSALS
from safeconduct.domains.cases.rules.standing import CaseState, Taken
from safeconduct.domains.cases.rules.stepping import (
    decide_plan_action,
    decide_plan_visit,
    decide_settle_action,
    decide_settle_visit,
    decide_sign_off,
    decide_take_step,
    decide_withdraw_step,
)
from safeconduct.domains.cases.rules.wording import WORDS, checked_opening, checked_words

__all__ = [
    "GBVIMS",
    "REFUSALS",
    "WORDS",
    "CaseState",
    "Free",
    "Placed",
    "Taken",
    "Waiting",
    "checked_opening",
    "checked_words",
    "decide_answer_hand_over",
    "decide_direct_case",
    "decide_erase_case",
    "decide_offer_hand_over",
    "decide_open_case",
    "decide_plan_action",
    "decide_plan_visit",
    "decide_print_case",
    "decide_propose_closing",
    "decide_reassign_case",
    "decide_reopen_case",
    "decide_say_capacity",
    "decide_settle_action",
    "decide_settle_visit",
    "decide_sign_off",
    "decide_take_step",
    "decide_withdraw_step",
    "plan_moves",
    "worker_of",
]
