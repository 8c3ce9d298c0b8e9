"""What can be done for a child, one form each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeconduct.desks.protection.deciding_steps import DECIDING
from safeconduct.desks.protection.family_steps import CHILD_FAMILY
from safeconduct.desks.protection.guardian_steps import END_MANDATE, MANDATE
from safeconduct.desks.protection.step_forms import BIRTH, BOX, Asked, StepForm, Values
from safeconduct.domains.protection import commands
from safeconduct.domains.protection.states import CARE, ERASURE_REASONS, FINDINGS, SIBLINGS, STATUSES
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import derived_id

SAYS = (
    "given_names", "family_name", "name_native", "nickname", "mother", "father", "origin", "language", "family",
    "wishes",
)  # fmt: skip


def _describe(child: str, act: Act, values: Values) -> list[Command]:
    says = {name: values[name] for name in SAYS}
    return [
        commands.DescribeChild(
            child=child, status=values["status"], says=says, birth=values["birth"],
            calendar=values["birth_calendar"],
        )
    ]  # fmt: skip


def _given_to(kind: Any) -> Any:
    return lambda child, act, values: [kind(child=child, **values)]


def _one_of_them(whole: str, act: Act, values: Values) -> list[Command]:
    """A file of its own for one of the children who were only counted."""
    return [commands.OpenOneOf(child=found_by(act.id), whole=whole, about=values)]


def found_by(act: str) -> str:
    """The file that this act opens; none without one."""
    return derived_id("child", act) if act else ""


DESCRIBE = StepForm(
    title=_("Register the child"),
    why=_("With its own words, in its own language, with somebody it trusts. Nothing but the first line is needed."),
    button=_("Save"),
    fields=(
        Asked("status", _("Came"), "select", "child_status", STATUSES),
        Asked("given_names", _("Given names")),
        Asked("family_name", _("Family name")),
        Asked("name_native", _("Name as written")),
        Asked("nickname", _("Called at home")),
        Asked("birth", _("Born"), BIRTH, hint=_("day, month or year; or ~12")),
        Asked("language", _("Language")),
        Asked("origin", _("Village or street, and the next larger place"), wide="double"),
        Asked("mother", _("Mother's name")),
        Asked("father", _("Father's name")),
        Asked("family", _("What it tells of its family, and how they were parted"), "textarea", wide="wide"),
        Asked("wishes", _("What it wishes"), "textarea", wide="wide"),
    ),
    command=_describe,
)
CARE_FORM = StepForm(
    title=_("Arrange care"),
    why=_("Family first, brothers and sisters together. No night with strangers nobody looked at."),
    button=_("Arrange"),
    fields=(
        Asked("care", _("Kind of care"), "select", "child_care", CARE),
        Asked("since", _("From"), "date"),
        Asked("carer", _("Who cares for the child")),
        Asked("organisation", _("Organisation, if any")),
        Asked("place", _("Where"), wide="double"),
        Asked("district", _("District")),
        Asked("with_siblings", _("Brothers and sisters"), "select", "child_siblings", SIBLINGS),
        Asked("is_checked", _("The carer was looked at: identity, past, home, who else lives there"), BOX, wide="wide"),
        Asked("remark", _("Remark"), "textarea", wide="wide"),
    ),
    command=_given_to(commands.ArrangeCare),
)  # fmt: skip
VISIT = StepForm(
    title=_("Visit"),
    why=_("See the child where it stays, and speak with it alone."),
    button=_("Save"),
    fields=(
        Asked("on", _("Day"), "date"),
        Asked("finding", _("Finding"), "select", "visit_finding", FINDINGS),
        Asked("spoke_alone", _("Spoke with the child alone"), BOX),
        Asked("remark", _("Remark"), "textarea", wide="wide"),
    ),
    command=_given_to(commands.VisitCare),
)
ONE_OF_THEM = StepForm(
    title=_("One of them was found"),
    why=_("Opens a file for this child. The others stay on the list until each has one."),
    button=_("Open the file"),
    fields=(
        Asked("note", _("How to find it again"), wide="wide"),
        Asked("token", _("Token, if it has one")),
        Asked("sex", _("Sex"), "segments", "sex_word"),
        Asked("age_band", _("Age"), "segments", "age_band", ("0-4", "5-11", "12-17", "unknown")),
    ),
    command=_one_of_them,
)
ERASE = StepForm(
    title=_("Erase what names the child"),
    why=_("Names, places and every word go for good. That there was a case, and how it stood, stays as a number."),
    button=_("Erase"),
    fields=(Asked("reason", _("Why"), "select", "erasure_reason", ERASURE_REASONS),),
    command=_given_to(commands.EraseChild),
    is_dangerous=True,
)
EACH = "each"
STEPS: dict[str, StepForm] = {
    "register": DESCRIBE, "care": CARE_FORM, "visit": VISIT, EACH: ONE_OF_THEM, "erase": ERASE,
    "guardian": MANDATE, "end-mandate": END_MANDATE, **DECIDING, **CHILD_FAMILY,
}  # fmt: skip
# Where a step of the list is done.
DONE_BY = {"move": "care", "provisional": "guardian", "renew": "guardian"}
