"""The best interests of the child come before any decision against it; no such determination exists here yet."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.principles.turning_away import Row, check_table

TABLE = (
    Row(code="child", stands=lambda one, now: one.minor != "no",
        source="Convention on the Rights of the Child, article 3; UNHCR Best Interests Procedure Guidelines (2021)",
        why=_("The person is a child or may be one. A best-interests determination comes first, and none is made at a"
              " border post.")),
)  # fmt: skip


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: reviews.sent_for_review, for whoever is or may be a child."""
    check_table(TABLE, command, here)
