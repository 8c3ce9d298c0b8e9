"""What an opened screening or interview gives: derived facts, needs, specific needs; by the tables that stand."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.domains.screening.rules.conditions import Answers
from safeconduct.domains.screening.rules.derived import Combination, derived
from safeconduct.domains.screening.rules.needs import Category, CategoryRow, Need, Row, categories_from, needs_from
from safeconduct.domains.screening.rules.released import shipped

RULE_TABLES = ("needs", "specific_needs", "combinations", "indicators")


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """The tables in force, with the version of each."""

    needs: tuple[Row, ...]
    categories: tuple[CategoryRow, ...]
    combinations: tuple[Combination, ...]
    strengths: dict[str, tuple[str, str]]
    versions: dict[str, int]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """Needs and categories; nothing that sums a person up."""

    needs: tuple[Need, ...]
    categories: tuple[Category, ...]


def rules_from(tables: dict[str, dict[str, Any]]) -> Rules:
    """The rules of these tables. Raises msgspec.ValidationError for one that cannot be read."""
    return Rules(
        needs=tuple(msgspec.convert(tables["needs"]["rows"], list[Row])),
        categories=tuple(msgspec.convert(tables["specific_needs"]["rows"], list[CategoryRow])),
        combinations=tuple(msgspec.convert(tables["combinations"]["rows"], list[Combination])),
        strengths={row["id"]: (row["dimension"], row["strength"]) for row in tables["indicators"]["rows"]},
        versions={name: tables[name]["version"] for name in RULE_TABLES},
    )


def shipped_rules() -> Rules:
    """The rules as they came with this version."""
    return rules_from({name: shipped(name) for name in RULE_TABLES})


def outcome_of(rules: Rules, answers: Answers, said_at: datetime) -> Outcome:
    """What follows from everything known of a person."""
    facts = derived(answers, strengths=rules.strengths, combinations=rules.combinations)
    return Outcome(
        needs=tuple(needs_from(rules.needs, facts, said_at)), categories=tuple(categories_from(rules.categories, facts))
    )
