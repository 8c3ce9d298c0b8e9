"""Rules of liberty, by concern: what is decided for each command, and every refusal with its meaning."""

from safeconduct.domains.liberty.rules.alternatives import (
    decide_assess_alternatives,
    decide_end_alternative,
    decide_impose_alternative,
    decide_note_appeal,
    decide_record_breach,
    decide_review_alternative,
)
from safeconduct.domains.liberty.rules.deprivations import (
    CODES,
    LibertyState,
    decide_acknowledge_alarms,
    decide_correct_deprivation,
    decide_erase_liberty,
    decide_give_consular_notice,
    decide_move_deprivation,
    decide_record_consular_notice,
    decide_record_deprivation,
    decide_review_deprivation,
    decide_void_deprivation,
)
from safeconduct.domains.liberty.rules.refusals import REFUSALS

__all__ = [
    "CODES",
    "REFUSALS",
    "LibertyState",
    "decide_acknowledge_alarms",
    "decide_assess_alternatives",
    "decide_correct_deprivation",
    "decide_end_alternative",
    "decide_erase_liberty",
    "decide_give_consular_notice",
    "decide_impose_alternative",
    "decide_move_deprivation",
    "decide_note_appeal",
    "decide_record_breach",
    "decide_record_consular_notice",
    "decide_record_deprivation",
    "decide_review_alternative",
    "decide_review_deprivation",
    "decide_void_deprivation",
]
