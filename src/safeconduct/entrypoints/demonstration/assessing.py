"""The assessments of the demonstration, by the same commands as everyone's: one writes, a second person signs."""

from safeconduct.domains.assessments import queries
from safeconduct.domains.assessments.commands import SignAssessment, WriteAssessment
from safeconduct.domains.assessments.risks import RISKS, Answered
from safeconduct.domains.assessments.states import AGENCY, NODE, USE
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id

WORDS = {
    "necessity": "Without it nobody could be helped beyond the post (fictional).",
    "proportionality": "Only the fields that the help needs, each agreed to by the person (fictional).",
    "heard": "Women and men in the waiting hall, interpreters, the child protection officer (fictional).",
}
MORE_LIKELY = ("lost_or_stolen", "passed_on")


class Signing:
    """Who writes and who signs at one node: ids of two of its people."""

    def __init__(self, author: str, second: str) -> None:
        self._author, self._second = author, second

    def agency(self, agency: str, name: str, fields: tuple[str, ...]) -> None:
        """Of an agency that referrals go to."""
        self._make(AGENCY, agency, name, purposes=("referral",), fields=fields)

    def node(self, node: str, name: str) -> None:
        """Of another node."""
        self._make(NODE, node, name, purposes=("referral",), fields=tuple(code_list("shared_fields")))

    def use(self, use: str, name: str) -> None:
        """Of a file that names people."""
        self._make(USE, use, name, purposes=(), fields=())

    def _make(self, kind: str, about: str, name: str, *, purposes: tuple[str, ...], fields: tuple[str, ...]) -> None:
        assessment = derived_id("demonstration assessment", kind, about)
        if queries.latest_about(kind, about) is not None:
            return
        writing = WriteAssessment(
            assessment=assessment, kind=kind, about=about, about_name=name, purposes=purposes, fields=fields,
            people=("everyone_registered", "children"), risks=tuple(map(_answer, (risk.code for risk in RISKS))),
            valid_until="", **WORDS,
        )  # fmt: skip
        submit(self._act("write", assessment, self._author, "protection"), writing)
        saw = queries.assessment(assessment).digest
        signing = SignAssessment(assessment=assessment, saw=saw)
        submit(self._act("sign", assessment, self._second, "oversight"), signing)

    def _act(self, what: str, assessment: str, actor: str, purpose: str) -> Act:
        return Act(id=derived_id("demonstration", what, assessment), actor=actor, purpose=purpose, place="node")


def _answer(code: str) -> Answered:
    measures = next(risk.measures for risk in RISKS if risk.code == code)
    likelihood = "possible" if code in MORE_LIKELY else "unlikely"
    return Answered(code=code, likelihood=likelihood, severity="serious", measures=measures)
