"""The best interests of the child come before any decision against it; no such determination exists here yet.

Nothing is asked of a child instead of holding it but what is care: a child is never held for where it comes from.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.problems import Refused
from safeconduct.principles.restricting import asked_of
from safeconduct.principles.turning_away import Row, check_table

TABLE = (
    Row(code="child", stands=lambda one, now: one.minor != "no",
        source="Convention on the Rights of the Child, article 3; UNHCR Best Interests Procedure Guidelines (2021)",
        why=_("The person is a child or may be one. A best-interests determination comes first, and none is made at a"
              " border post.")),
)  # fmt: skip


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: reviews.sent_for_review, for whoever is or may be a child; best_interests.child_restricted, where more
    than care is asked of one.

    Sources: CRC, article 37(b); CMW and CRC Committees, joint General Comment 4 and 23 (2017), paragraph 5.
    """
    check_table(TABLE, command, here)
    asked = asked_of(command, state)
    if asked is not None and not asked.is_care and state.minor in ("yes", "maybe"):
        raise Refused("best_interests.child_restricted", field="kind")
