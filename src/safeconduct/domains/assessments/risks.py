"""The risks to people that an assessment answers one by one, each with its source and the measures that meet it.

There is no score: how likely and how grave are words, and what may not be signed follows from the words alone.
"""

from collections.abc import Mapping

import msgspec

NONE, UNLIKELY, POSSIBLE, LIKELY = "none", "unlikely", "possible", "likely"
LIKELIHOODS = (NONE, UNLIKELY, POSSIBLE, LIKELY)
LIMITED, SERIOUS, GRAVE = "limited", "serious", "grave"
SEVERITIES = (LIMITED, SERIOUS, GRAVE)

TRANSFER = "ICRC Handbook on Data Protection in Humanitarian Action, chapter 4 (international data sharing)"
DPIA = "ICRC Handbook on Data Protection in Humanitarian Action, chapter 5 (impact assessments)"
IOM = "IOM Data Protection Manual, principle "


class Risk(msgspec.Struct, frozen=True):
    """One line of the table: what may happen to people, where it is written, and what is usually done against it."""

    code: str
    source: str
    measures: tuple[str, ...]


RISKS = (
    Risk("state_fled", f"{TRANSFER}; registration of Rohingya in Bangladesh, 2018 to 2021",
         ("no_onward", "no_origin", "coarser")),
    Risk("used_to_return", f"{DPIA}; 1951 Convention, article 33", ("purpose_bound", "no_onward", "withdraw_at_once")),
    Risk("armed_actors", f"{TRANSFER}", ("fewer_fields", "sealed", "no_onward")),
    Risk("traffickers", f"{DPIA}; Protocol to Prevent Trafficking in Persons, article 6",
         ("fewer_fields", "access_limited", "vetting")),
    Risk("family_left_behind", f"{TRANSFER}", ("fewer_fields", "no_onward")),
    Risk("stigma", f"{IOM}7 (confidentiality); ICRC Handbook, chapter 2 (sensitive data)",
         ("sealed", "fewer_fields", "training")),
    Risk("no_real_choice", f"{IOM}4 (consent); ICRC Handbook, chapter 3 (legal bases)",
         ("aid_without_consent", "own_language", "way_to_object")),
    Risk("kept_away", f"{DPIA}", ("aid_without_consent", "own_language")),
    Risk("other_purpose", f"{IOM}2 (specified and legitimate purpose)", ("purpose_bound", "written_terms", "audit")),
    Risk("passed_on", f"{IOM}5 (transfer to third parties)", ("written_terms", "no_onward", "audit")),
    Risk("recognised", f"{DPIA}", ("coarser", "fewer_fields")),
    Risk("lost_or_stolen", f"{IOM}8 (data security)", ("encrypted", "access_limited", "withdraw_at_once")),
    Risk("wrong_data", f"{IOM}3 (data quality); IOM principle 9 (access and correction)",
         ("way_to_object", "checked_by_person")),
    Risk("kept_too_long", f"{IOM}3 and 12 (retention, destruction)", ("deleted_after", "audit")),
)  # fmt: skip
BY_CODE: Mapping[str, Risk] = {risk.code: risk for risk in RISKS}


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What an assessment says of one risk, the measures being in place."""

    code: str
    likelihood: str = ""
    severity: str = ""
    measures: tuple[str, ...] = ()


def is_too_great(one: Answered) -> bool:
    """What stays likely and grave in spite of its measures is not begun (ICRC Handbook, chapter 5; GDPR article 36)."""
    return one.likelihood == LIKELY and one.severity == GRAVE


def is_unmet(one: Answered) -> bool:
    """What may happen and is more than limited needs something that is done against it."""
    return one.likelihood in (POSSIBLE, LIKELY) and one.severity in (SERIOUS, GRAVE) and not one.measures
