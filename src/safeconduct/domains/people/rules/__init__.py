"""Rules of people and groups, by concern: what is decided for each command, and every refusal with its meaning.

Who is told apart from whom, and who crosses, is not decided here; nor is whether two records are one person.
"""

from safeconduct.domains.people.rules.documents import (
    decide_add_document,
    decide_take_photo,
    decide_withdraw_document,
)
from safeconduct.domains.people.rules.erasing import (
    ERASURE_REASONS,
    HOLD_BASES,
    decide_erase_person,
    decide_lift_legal_hold,
    decide_place_legal_hold,
    decide_propose_erasure,
)
from safeconduct.domains.people.rules.fields import LARGEST_GROUP, LEVELS, MOST_DOCUMENTS, day_of_reading
from safeconduct.domains.people.rules.groups import decide_correct_group, decide_register_group
from safeconduct.domains.people.rules.objecting import (
    OBJECTION_ABOUT,
    OBJECTION_BY,
    OBJECTION_LIMIT,
    OBJECTION_OUTCOMES,
    decide_answer_objection,
    decide_make_objection,
)
from safeconduct.domains.people.rules.people import decide_correct_person, decide_register_person
from safeconduct.domains.people.rules.refusals import REFUSALS
from safeconduct.domains.people.rules.removing import (
    decide_restore_group,
    decide_restore_person,
    decide_void_group,
    decide_void_person,
)
from safeconduct.domains.people.rules.separation import (
    MOVE_REASONS,
    decide_confirm_separation_release,
    decide_move_person,
    decide_propose_separation_release,
)

__all__ = [
    "ERASURE_REASONS",
    "HOLD_BASES",
    "LARGEST_GROUP",
    "LEVELS",
    "MOST_DOCUMENTS",
    "MOVE_REASONS",
    "OBJECTION_ABOUT",
    "OBJECTION_BY",
    "OBJECTION_LIMIT",
    "OBJECTION_OUTCOMES",
    "REFUSALS",
    "day_of_reading",
    "decide_add_document",
    "decide_answer_objection",
    "decide_confirm_separation_release",
    "decide_correct_group",
    "decide_correct_person",
    "decide_erase_person",
    "decide_lift_legal_hold",
    "decide_make_objection",
    "decide_move_person",
    "decide_place_legal_hold",
    "decide_propose_erasure",
    "decide_propose_separation_release",
    "decide_register_group",
    "decide_register_person",
    "decide_restore_group",
    "decide_restore_person",
    "decide_take_photo",
    "decide_void_group",
    "decide_void_person",
    "decide_withdraw_document",
]
