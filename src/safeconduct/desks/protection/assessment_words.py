"""Words of assessments: risks, how likely and how grave, measures, whom they affect, and how they stand."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

from safeconduct.domains.assessments.risks import RISKS
from safeconduct.foundation.web.labels import choices, label, register_labels

register_labels(
    "assessed_kind",
    {
        "agency": pgettext_lazy("assessment", "An agency and its agreement"),
        "node": pgettext_lazy("assessment", "Another node or device"),
        "use": pgettext_lazy("assessment", "A file that leaves"),
    },
)
register_labels(
    "assessed_use",
    {
        "registered": pgettext_lazy("assessed use", "Everyone registered on a day, with names"),
        "crossings": pgettext_lazy("assessed use", "Crossings by token"),
        "headcount": pgettext_lazy("assessed use", "The headcount"),
        "report": pgettext_lazy("assessed use", "A report in numbers"),
        "directory": pgettext_lazy("assessed use", "The service directory"),
        "referrals": pgettext_lazy("assessed use", "Referrals by reference"),
        "objections": pgettext_lazy("assessed use", "Objections by token"),
        "liberty_counts": pgettext_lazy("assessed use", "Deprived of liberty, in numbers"),
        "access_log": pgettext_lazy("assessed use", "The access log"),
        "referral": pgettext_lazy("assessed use", "A referral, sealed for one agency"),
        "exchange_file": pgettext_lazy("assessed use", "Entries for another node"),
        "exchange_keys": pgettext_lazy("assessed use", "Keys for another node"),
    },
)
register_labels(
    "assessed_people",
    {
        "everyone_registered": pgettext_lazy("assessed people", "Everyone who is registered"),
        "children": pgettext_lazy("assessed people", "Children"),
        "children_alone": pgettext_lazy("assessed people", "Children alone"),
        "families_apart": pgettext_lazy("assessed people", "Families that are looking for each other"),
        "survivors": pgettext_lazy("assessed people", "Survivors of violence"),
        "patients": pgettext_lazy("assessed people", "Patients"),
        "asylum_seekers": pgettext_lazy("assessed people", "Asylum-seekers and refugees"),
        "left_behind": pgettext_lazy("assessed people", "Relatives who stayed behind"),
        "staff": pgettext_lazy("assessed people", "Staff, interpreters and volunteers"),
    },
)
register_labels(
    "assessed_risk",
    {
        "state_fled": pgettext_lazy("assessed risk", "It reaches the State that people flee"),
        "used_to_return": pgettext_lazy("assessed risk", "It is used to detain people or send them back"),
        "armed_actors": pgettext_lazy("assessed risk", "It reaches a party to the conflict or another armed group"),
        "traffickers": pgettext_lazy("assessed risk", "Traffickers learn who is alone, and where"),
        "family_left_behind": pgettext_lazy("assessed risk", "Relatives who stayed behind are harmed"),
        "stigma": pgettext_lazy("assessed risk", "People are shunned or treated worse for what is known of them"),
        "no_real_choice": pgettext_lazy("assessed risk", "People agree because they think they must"),
        "kept_away": pgettext_lazy("assessed risk", "People stay away from help out of fear for their data"),
        "other_purpose": pgettext_lazy("assessed risk", "It is used for something else later"),
        "passed_on": pgettext_lazy("assessed risk", "It is passed on to others"),
        "recognised": pgettext_lazy("assessed risk", "Somebody is recognised in numbers or places without a name"),
        "lost_or_stolen": pgettext_lazy("assessed risk", "A device, a file or a paper is lost, stolen or taken"),
        "wrong_data": pgettext_lazy("assessed risk", "Something wrong is believed and decided on"),
        "kept_too_long": pgettext_lazy("assessed risk", "It is kept longer than it is needed"),
    },
)
register_labels(
    "risk_likelihood",
    {
        "none": pgettext_lazy("likelihood", "Cannot happen"),
        "unlikely": pgettext_lazy("likelihood", "Unlikely"),
        "possible": pgettext_lazy("likelihood", "Possible"),
        "likely": pgettext_lazy("likelihood", "Likely"),
    },
)
register_labels(
    "risk_severity",
    {
        "limited": pgettext_lazy("severity", "Limited"),
        "serious": pgettext_lazy("severity", "Serious"),
        "grave": pgettext_lazy("severity", "Grave"),
    },
)
register_labels(
    "risk_measure",
    {
        "no_onward": pgettext_lazy("measure", "Passing on is forbidden in writing"),
        "no_origin": pgettext_lazy("measure", "Nothing to the State people flee"),
        "coarser": pgettext_lazy("measure", "Coarser places and no small numbers"),
        "purpose_bound": pgettext_lazy("measure", "Bound to its purpose in writing"),
        "withdraw_at_once": pgettext_lazy("measure", "Access can be cut at once"),
        "fewer_fields": pgettext_lazy("measure", "Fewer fields"),
        "sealed": pgettext_lazy("measure", "Sealed for one reader"),
        "access_limited": pgettext_lazy("measure", "Few named people have access"),
        "vetting": pgettext_lazy("measure", "Staff are vetted and sign a code of conduct"),
        "training": pgettext_lazy("measure", "Staff are trained"),
        "aid_without_consent": pgettext_lazy("measure", "Help does not depend on agreeing"),
        "own_language": pgettext_lazy("measure", "Explained in people's own language"),
        "way_to_object": pgettext_lazy("measure", "A way to see, correct and object"),
        "written_terms": pgettext_lazy("measure", "Written terms"),
        "audit": pgettext_lazy("measure", "Looked over by somebody from outside"),
        "encrypted": pgettext_lazy("measure", "Encrypted, keys kept apart"),
        "checked_by_person": pgettext_lazy("measure", "A person checks before anything follows"),
        "deleted_after": pgettext_lazy("measure", "Deleted on a named day"),
    },
)
register_labels(
    "assessment_standing",
    {
        "draft": pgettext_lazy("assessment standing", "Waits for a signature"),
        "in_force": pgettext_lazy("assessment standing", "In force"),
        "expiring": pgettext_lazy("assessment standing", "In force, ends soon"),
        "lapsed": pgettext_lazy("assessment standing", "Over: renew it"),
        "withdrawn": pgettext_lazy("assessment standing", "Withdrawn"),
        "missing": pgettext_lazy("assessment standing", "Not written"),
        "provisional": pgettext_lazy("assessment standing", "Exception of an emergency"),
    },
)
STANDING_COLOURS = {
    "in_force": "green", "expiring": "amber", "draft": "blue", "lapsed": "red", "withdrawn": "", "missing": "red",
    "provisional": "amber",
}  # fmt: skip


def tag_of(standing: str) -> tuple[str, Any]:
    """The colour and the word of a standing."""
    return STANDING_COLOURS[standing], label("assessment_standing", standing)


def risk_lines(answers: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The table of risks in its order, with what was answered, for a page."""
    given = {one["code"]: one for one in answers}
    return [
        {
            "risk": risk,
            "word": label("assessed_risk", risk.code),
            "answer": given.get(risk.code, {}),
            "measures": choices("risk_measure", risk.measures),
        }
        for risk in RISKS
    ]
