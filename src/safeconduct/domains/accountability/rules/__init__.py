"""Rules of complaints: what is taken down, who answers what, and that nothing ends without having been looked at.

Refused: unknown_code, broken_id, broken_code, words_missing, name_missing, phone_missing, text.*. NotFound:
unknown_complaint, unknown_case. Conflict: already_made, answered, erased, acknowledged, not_acknowledged, closed,
not_closed (all `accountability.`).
"""

from safeconduct.domains.accountability.rules.misconduct import (
    Case,
    case_of,
    decide_acknowledge_misconduct,
    decide_close_misconduct,
    decide_erase_misconduct,
    decide_note_misconduct_step,
    decide_reopen_misconduct,
    decide_take_misconduct,
)
from safeconduct.domains.accountability.rules.post_complaint import (
    Complained,
    decide_answer_post_complaint,
    decide_erase_post_complaint,
    decide_make_post_complaint,
    decide_name_focal_point,
    focal_point_subject,
)

__all__ = [
    "Case",
    "Complained",
    "case_of",
    "decide_acknowledge_misconduct",
    "decide_answer_post_complaint",
    "decide_close_misconduct",
    "decide_erase_misconduct",
    "decide_erase_post_complaint",
    "decide_make_post_complaint",
    "decide_name_focal_point",
    "decide_note_misconduct_step",
    "decide_reopen_misconduct",
    "decide_take_misconduct",
    "focal_point_subject",
]
