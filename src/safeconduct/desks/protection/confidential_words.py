"""Words of needs and specific needs, and how reasons and answers read on a page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.desks.protection.words import own_language
from safeconduct.domains.screening import queries
from safeconduct.domains.screening.rules.instrument import Instrument, word
from safeconduct.foundation.web.labels import LABELS, label, register_labels

register_labels(
    "need_priority",
    {
        "immediate": pgettext_lazy("need priority", "Now"),
        "24h": pgettext_lazy("need priority", "24 hours"),
        "72h": pgettext_lazy("need priority", "72 hours"),
        "2w": pgettext_lazy("need priority", "2 weeks"),
    },
)
register_labels(
    "need_outcome",
    {
        "provided": pgettext_lazy("need outcome", "Provided"),
        "referred": pgettext_lazy("need outcome", "Referred"),
        "declined": pgettext_lazy("need outcome", "The person declined"),
        "not_needed": pgettext_lazy("need outcome", "Not needed"),
        "not_reached": pgettext_lazy("need outcome", "The person was not reached"),
    },
)
register_labels("access_what", {"file": _("A protection file")})
register_labels(
    "protection_need",
    {
        **LABELS["need"],
        "armed_group": _("Child who was with an armed group"),
        "asylum_information": _("To be told how to ask for protection"),
        "best_interests": _("Best interests of the child to be looked at"),
        "caregiver_support": _("Help for who cares for children alone"),
        "child_alone": _("Child alone"),
        "child_carer": _("Child who carries a grown-up's load"),
        "child_labour": _("Child who works"),
        "child_marriage": _("Child who is married or promised"),
        "child_safeguarding": _("Child whose safety is in doubt"),
        "child_separated": _("Child without its parents"),
        "community_protection": _("Protection where they stay"),
        "confidential_interview": _("To be spoken to alone"),
        "disability_support": _("Support with a disability"),
        "documents": _("Documents"),
        "durable_plan": _("A plan for the time after"),
        "family_tracing": _("Family to be found"),
        "health_assessment": _("To be seen by health staff"),
        "legal_counsel": _("Legal advice"),
        "livelihood": _("Income"),
        "medical_now": _("Medical help at once"),
        "medicine": _("Medicine"),
        "nutrition": _("Nutrition"),
        "older_support": _("Support of an older person"),
        "pregnancy_care": _("Care in pregnancy"),
        "pregnancy_danger": _("Danger in pregnancy"),
        "psychosocial_support": _("Mental health support"),
        "return_risk": _("Risk of being sent back into danger"),
        "safety_now": _("Safety at once"),
        "schooling": _("School"),
        "shelter_tonight": _("A safe place tonight"),
        "statelessness": _("Nationality to be cleared up"),
        "suicide_risk": _("Risk of suicide"),
        "survivor_care": _("Care of a survivor"),
        "survivor_health": _("Medical care of a survivor, against the clock"),
        "torture_care": _("Care after torture"),
        "trafficking_assessment": _("Trafficking to be looked into"),
        "violence_care": _("Care after violence"),
    },
)
register_labels(
    "specific_need",
    {
        "child_parent": _("Child who is a parent"),
        "child_spouse": _("Child spouse"),
        "child_carer": _("Child carer"),
        "teenage_pregnancy": _("Teenage pregnancy"),
        "worst_child_labour": _("Worst forms of child labour"),
        "other_child_labour": _("Other child labour"),
        "not_in_school": _("At risk of not attending school"),
        "special_education": _("Special education need"),
        "child_armed_group": _("Child associated with an armed force or group"),
        "child_conflict_law": _("Child in conflict with the law"),
        "child_headed_household": _("Child-headed household"),
        "child_institution": _("Child in institutional care"),
        "child_foster": _("Child in foster care"),
        "unaccompanied_child": _("Unaccompanied child"),
        "separated_child": _("Separated child"),
        "woman_at_risk": _("Woman at risk"),
        "older_at_risk": _("Older person at risk"),
        "single_caregiver": _("Single parent or caregiver"),
        "disability": _("Disability"),
        "mental_illness": _("Mental illness"),
        "malnutrition": _("Malnutrition"),
        "chronic_illness": _("Chronic illness"),
        "critical_illness": _("Critical medical condition"),
        "difficult_pregnancy": _("Difficult pregnancy"),
        "tracing": _("Tracing required"),
        "reunification": _("Family reunification required"),
        "no_documents": _("No legal documentation"),
        "violence_abuse": _("Violence, abuse or neglect"),
        "displaced_before": _("Multiple displacements"),
        "marginalised": _("Marginalised from community"),
        "return_risk": _("At risk of refoulement"),
        "torture_impairment": _("Impaired by torture or violence"),
        "forced_acts": _("Forced to egregious acts"),
        "witnessed_violence": _("Witness of violence to others"),
        "survivor_here": _("Survivor of gender-based violence in country of asylum"),
        "survivor_elsewhere": _("Survivor of gender-based violence elsewhere"),
        "stateless": _("Stateless, or nationality in doubt"),
        "trafficking_indications": _("Indications of trafficking"),
    },
)
BEFORE = {
    "card": _("Pointed at"),
    "cues": _("Seen"),
    "minor": _("Child or adult"),
    "sex": _("Sex"),
    "age_band": _("Age band"),
    "disability": _("Functioning"),
}
WORDS_OF = {"minor": "minor", "sex": "sex_word", "age_band": "age_band", "cues": "screening_cue"}


def reasons_shown(reasons: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """Each reason: what was said, in words, and what the row rests on."""
    instrument = queries.instrument_in_force()
    return [
        {
            "row": str(reason["row"]),
            "said": "; ".join(said_in_words(instrument, one["question"], one["answer"]) for one in reason["said"]),
            "source": str(reason["source"]),
        }
        for reason in reasons
    ]


def said_in_words(instrument: Instrument, question: str, answer: str) -> str:
    """A question and its answer as one reads them: `Pointed at: I am afraid to go back`."""
    return f"{question_in_words(instrument, question)}: {answer_in_words(instrument, question, answer)}"


DIMENSION = "dimension_"


def question_in_words(instrument: Instrument, name: str) -> str:
    """A question in the reader's language; what follows from several reads like the one they come from."""
    if name.startswith(DIMENSION):
        name = f"ind_{name.removeprefix(DIMENSION)}"
    found = next((one for one in instrument.questions if one.name == name), None)
    return word(found.label, own_language()) if found else str(BEFORE.get(name, name))


def answer_in_words(instrument: Instrument, question: str, answer: str) -> str:
    """One answer of a question in the reader's language."""
    if question.startswith(DIMENSION):
        return str(_("enough indicators"))
    if question == "disability":
        return str(_("a lot of difficulty, or more"))
    if question == "card":
        phrase = queries.card_in_force().phrases.get(answer)
        words = phrase.texts.get(own_language()) or phrase.texts.get("en") if phrase else None
        return words.text if words else answer
    if question in WORDS_OF:
        return str(label(WORDS_OF[question], answer))
    found = next((one for one in instrument.questions if one.name == question), None)
    choice = next((one for one in instrument.choices(found) if one.code == answer), None) if found else None
    return word(choice.label, own_language()) if choice else answer


def answers_shown(instrument: Instrument, file: Any) -> list[tuple[str, str]]:
    """All that is known of a person, question by question, in the order of the interview."""
    before = [(name, getattr(file, name)) for name in ("card", "cues") if getattr(file, name)]
    asked = [(one.name, file.answers[one.name]) for one in instrument.questions if one.name in file.answers]
    return [
        (
            question_in_words(instrument, name),
            "; ".join(answer_in_words(instrument, name, one) for one in ([given] if isinstance(given, str) else given)),
        )
        for name, given in (*before, *asked)
    ]
