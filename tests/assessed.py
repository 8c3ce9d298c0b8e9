"""An assessment as the cast makes one: written by one, signed by a second person."""

from collections.abc import Iterable
from typing import Any

from safeconduct.domains.assessments import queries
from safeconduct.domains.assessments.commands import AllowProvisionally, SignAssessment, WriteAssessment
from safeconduct.domains.assessments.risks import RISKS, Answered
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.ids import new_id

ANSWERS = tuple(Answered(code=risk.code, likelihood="unlikely", severity="serious") for risk in RISKS)
WORDS = {"necessity": "Without it nobody is helped.", "proportionality": "No more than the help needs.",
         "heard": "Women and men who wait at the bridge."}  # fmt: skip


def writing(kind: str, about: str, **more: Any) -> WriteAssessment:
    """A complete assessment of an agency, a node or a use, all purposes and fields."""
    says = {
        "assessment": new_id(), "kind": kind, "about": about, "about_name": "What it is called",
        "purposes": code_list("sharing_purposes"), "fields": code_list("shared_fields"),
        "people": ("everyone_registered",), "risks": ANSWERS, "valid_until": "", **WORDS,
    }  # fmt: skip
    return WriteAssessment(**{**says, **more})


def assessed(cast: Any, kind: str, about: str, **more: Any) -> str:
    """An assessment in force, written by Petra and signed by Olga."""
    command = writing(kind, about, **more)
    submit(cast.act("petra", purpose="protection"), command)
    row = queries.assessment(command.assessment)
    submit(cast.act("olga"), SignAssessment(assessment=row.subject, saw=row.digest))
    return row.subject


def provisionally(node: str) -> Iterable[AllowProvisionally]:
    """What goes before the introduction of a node in a story that is about something else."""
    return (AllowProvisionally(about=node, about_name="The other node", reason="Tried out in a test"),)
