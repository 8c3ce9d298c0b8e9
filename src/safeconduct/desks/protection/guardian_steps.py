"""What can be done about guardianship, one form each: a mandate for a child, and who guardians are."""

from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from safeconduct.desks.protection.step_forms import MANY, Asked, StepForm, Values
from safeconduct.domains.protection import commands, queries
from safeconduct.domains.protection.states import (
    APPOINTERS,
    CHECKS,
    ERASURE_REASONS,
    MANDATE_ENDS,
    RETIRED,
    SCOPES,
    SORTS,
    TIES,
)
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import derived_id


def guardians_to_choose(_child: str) -> list[tuple[str, Any]]:
    """Guardians with places, by district; each says how many."""
    return [("", "–")] + [
        (
            one.guardian.subject,
            f"{one.guardian.name} · {one.guardian.district or '–'} · {one.load}/{one.guardian.capacity}",
        )
        for one in queries.guardians()
        if not one.guardian.retired
    ]


def standing_mandates(child: str) -> list[tuple[str, Any]]:
    """The mandates of a child that were not ended."""
    found = [one for one in queries.mandates_of(child) if one.is_standing]
    names = queries.names_of_guardians(one.guardian for one in found)
    words = [f"{names.get(one.guardian) or '–'} · {label('mandate_scope', one.scope)} · {one.ends}" for one in found]
    return [(one.id, text) for one, text in zip(found, words, strict=True)]


def _or_none(child: str) -> list[tuple[str, Any]]:
    return [("", now_("none")), *standing_mandates(child)]


TERMS = (
    Asked("scope", _("For what"), "select", "mandate_scope", SCOPES),
    Asked("appointer", _("Appointed by"), "select", "mandate_appointer", APPOINTERS),
    Asked("authority", _("Which court or authority")),
    Asked("basis", _("Decision or law"), hint=_("number and date"), wide="double"),
    Asked("starts", _("From"), "date"),
    Asked("ends", _("Last day"), "date"),
    Asked("checked", _("Conflicts of interest that were looked for"), MANY, "mandate_check", CHECKS, wide="wide"),
)


def _begin(child: str, act: Act, values: Values) -> list[Command]:
    return [commands.BeginMandate(child=child, mandate=derived_id("mandate", act.id, child), **values)]


MANDATE = StepForm(
    title=_("Appoint a guardian"),
    why=_("A guardian stands for the child alone, from a day to a day, named by somebody who may."),
    button=_("Appoint"),
    fields=(
        Asked("guardian", _("Guardian"), "select", options=guardians_to_choose, wide="double"),
        Asked("replaces", _("Follows this mandate"), "select", options=_or_none),
        *TERMS,
    ),
    command=_begin,
)
END_MANDATE = StepForm(
    title=_("End a mandate"),
    why=_("The child stays on the list until somebody else stands for it."),
    button=_("End the mandate"),
    fields=(
        Asked("mandate", _("Mandate"), "select", options=standing_mandates, wide="double"),
        Asked("reason", _("Why"), "select", "mandate_end", MANDATE_ENDS),
        Asked("on", _("Day"), "date"),
        Asked("remark", _("Remark"), "textarea", wide="wide"),
    ),
    command=lambda child, act, values: [commands.EndMandate(child=child, **values)],
    is_dangerous=True,
)


def _describe(guardian: str, act: Act, values: Values) -> list[Command]:
    number = values["capacity"]
    capacity = int(number) if number.isdecimal() and len(number) < 6 else 0
    return [commands.DescribeGuardian(guardian=guardian, **{**values, "capacity": capacity})]


DESCRIBE_GUARDIAN = StepForm(
    title=_("Guardian"),
    why=_("Who stands for children, in which district, for how many at most."),
    button=_("Save"),
    fields=(
        Asked("name", _("Name")),
        Asked("sort", _("Person or organisation"), "segments", "guardian_sort", SORTS),
        Asked("organisation", _("Organisation, if any")),
        Asked("district", _("District")),
        Asked("capacity", _("Children at most"), "number"),
        Asked("phone", _("Telephone")),
        Asked("languages", _("Languages")),
        Asked("vetted_on", _("Looked at on"), "date", hint=_("police record, references, home")),
        Asked("ties", _("What may bind them"), MANY, "guardian_tie", TIES, wide="wide"),
        Asked("note", _("Remark"), "textarea", wide="wide"),
    ),
    command=_describe,
)
RETIRE = StepForm(
    title=_("Give this guardian no new child"),
    why=_("Those they stand for stay theirs until each has somebody else."),
    button=_("Save"),
    fields=(Asked("reason", _("Why"), "select", "guardian_retired", RETIRED),),
    command=lambda guardian, act, values: [commands.RetireGuardian(guardian=guardian, **values)],
    is_dangerous=True,
)
ERASE_GUARDIAN = StepForm(
    title=_("Erase what names the guardian"),
    why=_("Name, numbers and words go for good. That a child had a guardian, and when, stays."),
    button=_("Erase"),
    fields=(Asked("reason", _("Why"), "select", "erasure_reason", ERASURE_REASONS),),
    command=lambda guardian, act, values: [commands.EraseGuardian(guardian=guardian, **values)],
    is_dangerous=True,
)
GUARDIAN_STEPS = {"change": DESCRIBE_GUARDIAN, "retire": RETIRE, "erase": ERASE_GUARDIAN}
