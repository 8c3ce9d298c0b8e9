"""Rules of screening, by concern: what is decided for each command, and every refusal with its meaning."""

from safeconduct.domains.screening.rules import files, releases, tasks
from safeconduct.domains.screening.rules.clearing import Clearing, clearing
from safeconduct.domains.screening.rules.files import (
    FileState,
    decide_erase_file,
    decide_hold_interview,
    decide_open_file,
    decide_reassess_needs,
    decide_settle_need,
    decide_take_in,
    file_of,
)
from safeconduct.domains.screening.rules.lanes import LanePlan, lane_letter, lanes_of_day
from safeconduct.domains.screening.rules.releases import (
    SIGNERS,
    TABLES,
    ProposalState,
    decide_propose_table,
    decide_refuse_table,
    decide_sign_table,
)
from safeconduct.domains.screening.rules.tasks import (
    INTAKE,
    ScreeningState,
    decide_end_screening,
    decide_open_screening,
    decide_record_attempt,
    decide_resume_screening,
    screening_of,
)

REFUSALS = {**tasks.REFUSALS, **files.REFUSALS, **releases.REFUSALS}

__all__ = [
    "INTAKE",
    "REFUSALS",
    "SIGNERS",
    "TABLES",
    "Clearing",
    "FileState",
    "LanePlan",
    "ProposalState",
    "ScreeningState",
    "clearing",
    "decide_end_screening",
    "decide_erase_file",
    "decide_hold_interview",
    "decide_open_file",
    "decide_open_screening",
    "decide_propose_table",
    "decide_reassess_needs",
    "decide_record_attempt",
    "decide_refuse_table",
    "decide_resume_screening",
    "decide_settle_need",
    "decide_sign_table",
    "decide_take_in",
    "file_of",
    "lane_letter",
    "lanes_of_day",
    "screening_of",
]
