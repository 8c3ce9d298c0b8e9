"""What is decided about a child, one form each: whose it is, what is in its interest, how old it is, the end."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeconduct.desks.protection import deciding_words
from safeconduct.desks.protection.step_forms import BOX, MANY, Asked, StepForm, Values
from safeconduct.domains.protection import commands, queries
from safeconduct.domains.protection.states import (
    ASSESSED,
    CLOSINGS,
    CONCERNS,
    CONCLUSIONS,
    CONSENTS,
    DETERMINED,
    DOUBTS,
    EVIDENCE,
    LEAST_MARGIN,
    METHODS,
    RELATIONS,
    WEIGHED,
)
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import derived_id


def claims_to_choose(child: str) -> list[tuple[str, Any]]:
    """Who claims this child."""
    return [(one.id, f"{one.claimant} · {label('relation', one.relation)}") for one in queries.claims_of(child)]


def decisions_to_confirm(child: str) -> list[tuple[str, Any]]:
    """Decisions that wait for a second person."""
    return [
        (one.id, f"{label('decision_outcome', one.outcome)} · {one.decided_at:%Y-%m-%d}")
        for one in queries.decisions_of(child)
        if not one.confirmed_by
    ]


def _new(kind: Any, name: str, *numbers: str) -> Any:
    """The command with a new id of its own; numbers that are none count as nothing."""

    def command(child: str, act: Act, values: Values) -> list[Command]:
        given = {**values, **{one: _number(values[one]) for one in numbers}}
        return [kind(child=child, **{name: derived_id(name, act.id)}, **given)]

    return command


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _to(kind: Any) -> Any:
    return lambda child, act, values: [kind(child=child, **values)]


__all__ = ["DECIDING", "DEFAULTS", "deciding_words"]

REMARK = Asked("remark", _("Remark"), "textarea", wide="wide")
HEARD = Asked("child_heard", _("The child was heard, alone and in its language"), BOX, wide="wide")

CLAIM = StepForm(
    title=_("Somebody claims the child"),
    why=_("Write down who and on what ground. Nobody is given a child, or kept from one, before it was looked at."),
    button=_("Save"),
    fields=(
        Asked("claimant", _("Name")),
        Asked("relation", _("Says to be"), "select", "relation", RELATIONS),
        Asked("contact", _("How to reach them")),
        REMARK,
    ),
    command=_new(commands.ClaimRelationship, "claim"),
)
CHECK = StepForm(
    title=_("Look at a claim"),
    why=_("Ask both apart about the same things. Two kinds of evidence, nothing that worries, and the child heard."),
    button=_("Save"),
    fields=(
        Asked("claim", _("Who"), "select", options=claims_to_choose, wide="double"),
        Asked("evidence", _("Speaks for it"), MANY, "claim_evidence", EVIDENCE, wide="wide"),
        Asked("concerns", _("Worries"), MANY, "claim_concern", CONCERNS, wide="wide"),
        HEARD,
        Asked("conclusion", _("What follows"), "select", "claim_conclusion", CONCLUSIONS),
        REMARK,
    ),
    command=_to(commands.CheckRelationship),
)
ASSESS = StepForm(
    title=_("Best-interests assessment"),
    why=_("What is best for this child now, weighed as a whole, with the child's own view."),
    button=_("Save"),
    fields=(
        Asked("weighed", _("Weighed"), MANY, "interest_weighed", WEIGHED, wide="wide"),
        HEARD,
        Asked("conclusion", _("What follows"), "select", "interest_assessed", ASSESSED),
        Asked("plan", _("Plan: who does what until when"), "textarea", wide="wide"),
        REMARK,
    ),
    command=_to(commands.AssessInterests),
)
DETERMINE = StepForm(
    title=_("Best-interests determination"),
    why=_(
        "A panel decides what lasts: family, care, parting from a carer. It counts once a second person confirms it."
    ),
    button=_("Record"),
    fields=(
        Asked("outcome", _("Decided"), "select", "decision_outcome", DETERMINED),
        Asked("members", _("Members of the panel"), "number"),
        Asked("panel", _("Who"), hint=_("names and functions"), wide="wide"),
        HEARD,
        Asked("guardian_heard", _("The guardian was heard"), BOX),
        Asked("remark", _("Reasons"), "textarea", wide="wide"),
    ),
    command=_new(commands.DetermineInterests, "decision", "members"),
)
AGE = StepForm(
    title=_("Age determination"),
    why=_("Only where there is serious doubt, the least intrusive way first. The doubt is the child's benefit."),
    button=_("Record"),
    fields=(
        Asked("doubt", _("Why it is doubted"), "select", "age_doubt", DOUBTS, wide="double"),
        Asked("methods", _("How, the least intrusive first"), MANY, "age_method", METHODS, wide="wide"),
        Asked("child_consents", _("The child, told in its language, agrees"), "segments", "age_consent", CONSENTS),
        Asked("guardian_consents", _("The guardian agrees"), BOX),
        Asked("estimate", _("Estimated age in years"), "number"),
        Asked("margin", _("Margin in years, each way"), "number"),
        REMARK,
    ),
    command=_new(commands.DetermineAge, "decision", "estimate", "margin"),
)
CONFIRM = StepForm(
    title=_("Confirm a decision"),
    why=_("By a second person who has read the reasons. Until then it does not count."),
    button=_("Confirm"),
    fields=(Asked("decision", _("Decision"), "select", options=decisions_to_confirm, wide="double"),),
    command=_to(commands.ConfirmDecision),
)
CLOSE = StepForm(
    title=_("Close the case"),
    why=_("Only with a guardian, a caregiver or a hand-over. A child without any of these stays on the list."),
    button=_("Close"),
    fields=(
        Asked("outcome", _("With what"), "select", "child_closing", CLOSINGS, wide="double"),
        Asked("to", _("Handed over to"), hint=_("agency or authority")),
        Asked("received_by", _("Received by")),
        REMARK,
    ),
    command=_to(commands.CloseChild),
)
REOPEN = StepForm(
    title=_("Open the case again"),
    why=_("Everything the file says is there still."),
    button=_("Open again"),
    fields=(),
    command=_to(commands.ReopenChild),
)
DECIDING: dict[str, StepForm] = {
    "claim": CLAIM, "check": CHECK, "assess": ASSESS, "determine": DETERMINE, "age": AGE, "confirm": CONFIRM,
    "close": CLOSE, "reopen": REOPEN,
}  # fmt: skip
DEFAULTS = {"margin": LEAST_MARGIN, "child_consents": "not_asked"}
