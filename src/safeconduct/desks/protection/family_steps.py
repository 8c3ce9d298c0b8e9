"""Looking for families and going back to them, one form each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeconduct.desks.protection import family_words
from safeconduct.desks.protection.step_forms import BIRTH, BOX, MANY, Asked, StepForm, Values
from safeconduct.domains.protection import commands, queries
from safeconduct.domains.protection.states import (
    CONDITIONS,
    CONFIRMED,
    CONSENTERS,
    DESTINATION_FOUND,
    DESTINATION_LOOKED,
    ERASURE_REASONS,
    FINDINGS,
    RELATIONS,
    TRACED,
    TRACED_BY,
    TRACING_ENDS,
)
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import derived_id

__all__ = ["CHILD_FAMILY", "REUNIFICATION_STEPS", "SEEK", "TRACING_STEPS", "family_words"]

SAYS = (
    "seeker", "contact", "sought", "sought_native", "mother", "father", "last_place", "circumstances",
)  # fmt: skip
SHARES = Asked("shares", _("Agrees that other organisations are told, to find them"), BOX, wide="wide")
LAST = (
    Asked("last_place", _("Last seen where"), wide="double"),
    Asked("circumstances", _("How they were parted"), "textarea", wide="wide"),
)


def _open(request: str, child: str, values: Values) -> list[Command]:
    return [
        commands.OpenTracing(
            request=request, child=child, relation=values["relation"], shares=values["shares"],
            says={name: values.get(name, "") for name in SAYS}, birth=values["birth"],
            calendar=values["birth_calendar"],
        )
    ]  # fmt: skip


SEEK = StepForm(
    title=_("A relative looks for a child"),
    why=_("Who looks, and who is looked for. What is possible is shown; a person judges whether it is the same child."),
    button=_("Save"),
    fields=(
        Asked("seeker", _("Who looks")),
        Asked("relation", _("Is the child's"), "select", "relation", RELATIONS),
        Asked("contact", _("How to reach them")),
        Asked("sought", _("Full name of the child")),
        Asked("sought_native", _("Name as written")),
        Asked("birth", _("Born"), BIRTH, hint=_("day, month or year; or ~12")),
        Asked("mother", _("Mother's name")),
        Asked("father", _("Father's name")),
        *LAST,
        SHARES,
    ),
    command=lambda request, act, values: _open(request, "", values),
)
TRACE = StepForm(
    title=_("Look for the family"),
    why=_("What the child knows of them. Nothing is told to anybody unless the child and its guardian agree."),
    button=_("Begin"),
    fields=(
        Asked("sought", _("Full name of whom the child misses")),
        Asked("sought_native", _("Name as written")),
        Asked("relation", _("Is the child's"), "select", "relation", RELATIONS),
        Asked("birth", _("Born"), BIRTH, hint=_("day, month or year; or ~40")),
        *LAST,
        SHARES,
    ),
    command=lambda child, act, values: _open(derived_id("tracing", act.id), child, values),
)


def confirmed_relatives(child: str) -> list[tuple[str, Any]]:
    """Relatives of a child who were confirmed."""
    found = [one for one in queries.claims_of(child) if one.conclusion == CONFIRMED]
    return [(one.id, f"{one.claimant} · {label('relation', one.relation)}") for one in found]


REUNITE = StepForm(
    title=_("Begin a reunification"),
    why=_("With a relative who was confirmed. Consent of all, the authority and the journey come next."),
    button=_("Begin"),
    fields=(
        Asked("claim", _("With whom"), "select", options=confirmed_relatives, wide="double"),
        Asked("where", _("Where"), wide="double"),
    ),
    command=lambda child, act, values: [
        commands.OpenReunification(reunification=derived_id("reunification", act.id), child=child, **values)
    ],
)
CHILD_FAMILY = {"trace": TRACE, "reunite": REUNITE}


def _to(kind: Any, name: str) -> Any:
    def command(subject: str, act: Act, values: Values) -> list[Command]:
        return [kind(**{name: subject}, **values)]

    return command


REMARK = Asked("remark", _("Remark"), "textarea", wide="wide")
TRACING_STEPS = {
    "act": StepForm(
        title=_("Something was done to find them"),
        why=_("Ways by which others are told need the consent of who asks."),
        button=_("Save"),
        fields=(
            Asked("way", _("How"), "select", "tracing_way", TRACED_BY),
            Asked("outcome", _("With what"), "select", "tracing_outcome", TRACED),
            REMARK,
        ),
        command=_to(commands.ActOnTracing, "request"),
    ),
    "sharing": StepForm(
        title=_("May others be told?"),
        why=_("Can be taken back at any time; then nobody else is told from now on."),
        button=_("Save"),
        fields=(SHARES,),
        command=_to(commands.SaySharing, "request"),
    ),
    "close": StepForm(
        title=_("Stop looking"),
        why=_("What was found and done stays in the file."),
        button=_("Close"),
        fields=(Asked("outcome", _("Why"), "select", "tracing_end", TRACING_ENDS),),
        command=_to(commands.CloseTracing, "request"),
    ),
    "erase": StepForm(
        title=_("Erase what names anybody in it"),
        why=_("Names, places and every word go for good. That there was a request stays as a number."),
        button=_("Erase"),
        fields=(Asked("reason", _("Why"), "select", "erasure_reason", ERASURE_REASONS),),
        command=_to(commands.EraseTracing, "request"),
        is_dangerous=True,
    ),
}
REUNIFICATION_STEPS = {
    "consent": StepForm(
        title=_("Consent"),
        why=_("Of the child, its guardian and who receives it. Each may take it back until the child has arrived."),
        button=_("Save"),
        fields=(
            Asked("who", _("Who"), "segments", "consenter", CONSENTERS),
            Asked("is_given", _("Agrees. Left empty: does not agree, or takes it back"), BOX, wide="wide"),
            REMARK,
        ),
        command=_to(commands.SayReunificationConsent, "reunification"),
    ),
    "authority": StepForm(
        title=_("The authority"),
        why=_("The authority that may decide where the child lives."),
        button=_("Save"),
        fields=(
            Asked("authority", _("Which court or authority")),
            Asked("basis", _("Decision or law"), hint=_("number and date")),
            Asked("is_allowed", _("Agrees. Left empty: refuses"), BOX, wide="wide"),
        ),
        command=_to(commands.AllowReunification, "reunification"),
    ),
    "destination": StepForm(
        title=_("Safe where it goes?"),
        why=_("Two people look, each alone. Whoever finds fear of harm stops the journey until they take it back."),
        button=_("Save"),
        fields=(
            Asked("found", _("What you found"), "segments", "destination_found", DESTINATION_FOUND, wide="wide"),
            Asked("looked", _("Looked at"), MANY, "destination_looked", DESTINATION_LOOKED, wide="wide"),
            REMARK,
        ),
        command=_to(commands.LookAtDestination, "reunification"),
    ),
    "travel": StepForm(
        title=_("The journey"),
        why=_("A child never travels alone."),
        button=_("Save"),
        fields=(
            Asked("on", _("Day"), "date"),
            Asked("way", _("How")),
            Asked("escort", _("With whom"), wide="double"),
            Asked("conditions", _("Looked at"), MANY, "travel_condition", CONDITIONS, wide="wide"),
        ),
        command=_to(commands.PlanTravel, "reunification"),
    ),
    "arrival": StepForm(
        title=_("The child has arrived"),
        why=_("From then on its family cares for it."),
        button=_("Save"),
        fields=(Asked("on", _("Day"), "date"), Asked("received_by", _("Received by"))),
        command=_to(commands.RecordArrival, "reunification"),
    ),
    "follow_up": StepForm(
        title=_("See the child at home"),
        why=_("After a week, a month and three months. Speak with the child alone."),
        button=_("Save"),
        fields=(
            Asked("on", _("Day"), "date"),
            Asked("finding", _("Finding"), "select", "visit_finding", FINDINGS),
            REMARK,
        ),
        command=_to(commands.FollowUp, "reunification"),
    ),
}
