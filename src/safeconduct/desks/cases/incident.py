"""The form of one incident of gender-based violence, made from the table of its minimal data set."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeconduct.desks.cases.forms import worded
from safeconduct.desks.cases.incident_words import ASKED
from safeconduct.desks.protection.step_forms import MANY, Asked, StepForm, Values
from safeconduct.domains.cases import commands, queries
from safeconduct.domains.cases.rules import GBVIMS
from safeconduct.domains.cases.states import INCIDENT
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.acts import Act, Command


def _command(case: str, act: Act, values: Values) -> list[Command]:
    sealed = worded(queries.case(case).compartment, case, INCIDENT, values, act)
    return [commands.TakeStep(case=case, kind=INCIDENT, corrects=values["corrects"], **sealed)]


def _field(name: str, codes: tuple[str, ...], many: bool) -> Asked:
    word, code_list = ASKED[name]
    return Asked(name, word, MANY if many else "select", code_list, codes, wide="wide" if many else "")


FORM = StepForm(
    title=_("Incident"),
    why=_(
        "The minimal data set (GBVIMS). Ask only what the survivor wants to tell; never write who did it by name."
        " Medical help is most urgent within 72 hours."
    ),
    button=_("Save"),
    fields=(
        Asked("incident_on", _("When it happened"), hint=_("day, month or year, such as 2026-03-04 or 2026-03")),
        Asked("reported_on", _("When it was told"), "date"),
        *(_field(one.name, one.codes, one.many) for one in GBVIMS),
        Asked("account", _("In the survivor's words, as far as they want"), "textarea", wide="wide"),
        Asked("corrects", "", "hidden"),
    ),
    command=_command,
)


def answers(words: dict[str, Any]) -> list[tuple[Any, str]]:
    """What the data set of an incident says: each question with the word for its answer; none for other steps."""
    found: list[tuple[Any, str]] = []
    if "incident_on" in words:
        found = [(_("When it happened"), str(words["incident_on"])), (_("When it was told"), str(words["reported_on"]))]
    for field in GBVIMS:
        word, code_list = ASKED[field.name]
        given = words.get(field.name)
        said = [given] if isinstance(given, str) else list(given or ())
        if said and "incident_on" in words:
            found.append((word, ", ".join(str(label(code_list, one)) for one in said)))
    return found
