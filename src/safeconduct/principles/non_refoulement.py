"""Nobody is turned away to danger, whatever their status: only on protection's positive clearance for this one person.

That no flag is known is never enough. Whoever cannot be cleared stays, and what was asked stays sent for review.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeconduct.domains.reviews.states import WHAT_IT_SAW
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.principles.turning_away import Row, check_table

RC51 = "1951 Convention, articles 1A(2) and 33; Protocol of 1967"
CAT = "Convention against Torture, article 3; ICCPR, articles 6 and 7 (General Comment 31)"
CRC = "Convention on the Rights of the Child, articles 6, 20 and 22; General Comment 6"
HEALTH = "ICESCR, article 12; International Health Regulations, article 32; CRC, article 24"
HEARD = "ICCPR, article 13; Protocol 4 ECHR, article 4; UNHCR ExCom Conclusion 8"
OHCHR = "OHCHR Recommended Principles and Guidelines at International Borders, guidelines 5 and 10"

TABLE = (
    Row(code="not_known", stands=lambda one, now: not (one.is_registered and one.is_whole), source=HEARD, files=False,
        why=_("This node does not hold the person's whole record: nobody can be judged from a part of it.")),
    Row(code="no_file", stands=lambda one, now: not one.has_file or one.interviews < 1, source=HEARD, files=True,
        why=_("Protection has not spoken with this person in confidence.")),
    Row(code="fear_said", stands=lambda one, now: one.said_fear, source=RC51, files=True,
        why=_("The person pointed at being afraid to return. That is a claim, and it is for the asylum authority.")),
    Row(code="needs_open", stands=lambda one, now: one.open_needs > 0, source=CAT, files=True,
        why=_("A protection need of this person is not settled.")),
    Row(code="held", stands=lambda one, now: one.open_holds > 0, source=RC51,
        why=_("Somebody heard or saw what protection has to look at, and protection has not released it.")),
    Row(code="flag_up", stands=lambda one, now: one.open_flags > 0, source=CRC, files=False,
        why=_("A protective flag of this person is up.")),
    Row(code="child_alone", files=False, source=CRC,
        stands=lambda one, now: one.said_alone or (one.minor != "no" and not one.has_adult),
        why=_("A child, or somebody who may be one, is here without an adult of its own.")),
    Row(code="medical", stands=lambda one, now: one.doctor or one.in_care, source=HEALTH, files=False,
        why=_("The person needs a doctor now, or is in the care of the health desk.")),
    Row(code="not_screened", stands=lambda one, now: not one.screened, source=OHCHR, files=False,
        why=_("The person has not been asked, in a language they understand, whether they need protection.")),
    Row(code="no_clearance", clears=False, source=RC51, files=None,
        stands=lambda one, now: one.clearance is None or not one.clearance.counts,
        why=_("There is no clearance of protection for this very person.")),
    Row(code="clearance_blind", clears=False, source=HEARD,
        stands=lambda one, now: one.clearance is not None and set(one.clearance.saw) != set(WHAT_IT_SAW),
        why=_("The clearance does not say that protection saw all it has to see.")),
    Row(code="clearance_used", clears=False, source=HEARD,
        stands=lambda one, now: one.clearance is not None and one.clearance.used,
        why=_("The clearance was used already: each decision needs its own.")),
    Row(code="clearance_over", clears=False, source=CAT,
        stands=lambda one, now: one.clearance is not None and one.clearance.valid_until < now,
        why=_("The clearance is older than 24 hours: what was true then may not be true now.")),
    Row(code="clearance_stale", clears=False, source=RC51,
        stands=lambda one, now: one.clearance is not None and (one.clearance.is_stale or one.clearance.flagged_since),
        why=_("Since the clearance was given something was raised or answered that it had not seen.")),
    Row(code="contested", clears=False, source=CAT,
        stands=lambda one, now: one.is_contested or one.unseen_flags,
        why=_("The decision had not seen what was raised elsewhere. It is contested and must not be carried out.")),
)  # fmt: skip


def check(command: Command, state: Any, here: Circumstances) -> None:
    """Refused: reviews.sent_for_review, when a row stands against turning somebody away or clearing the way to it."""
    check_table(TABLE, command, here)
