"""The form of a deprivation: its lists of choices, and the commands that it becomes."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from safeconduct.desks.liberty.around import language_from, language_name, moment_from
from safeconduct.domains.liberty.bases import BASES
from safeconduct.domains.liberty.commands import CorrectDeprivation, RecordDeprivation
from safeconduct.domains.liberty.rules import CODES
from safeconduct.foundation.web.labels import choices, label

LISTS = {
    "ground": "held_ground", "authority": "held_authority", "facility": "held_facility", "told_reasons": "held_answer",
    "told_rights": "held_answer", "lawyer": "held_lawyer", "interpreter": "held_interpreter",
    "vulnerability": "held_answer", "minor": "held_minor", "consular": "held_consular",
}  # fmt: skip
WORDS = ("description", "facility_name", "authority_name", "lawyer_name", "told")
DEFAULTS = {
    "ground": "none_given", "authority": "not_known", "facility": "not_known", "told_reasons": "not_known",
    "told_rights": "not_known", "lawyer": "not_offered", "interpreter": "none", "vulnerability": "not_known",
    "minor": "not_known", "consular": "not_asked",
}  # fmt: skip


def choices_of_form() -> dict[str, Any]:
    """Every list of the form, and the grounds with their law and source."""
    return {
        "lists": {name: choices(code_list) for name, code_list in LISTS.items()},
        "seen_at_entry": choices("held_seen"),
        "bases": [
            {"name": label("held_ground", code), "law": label("held_ground_law", code), "source": row.source,
             "days": row.longest}
            for code, row in BASES.items()
        ],
    }  # fmt: skip


def values_of(row: Any) -> dict[str, Any]:
    """A deprivation as the form shows it."""
    said = {name: getattr(row, name) for name in LISTS}
    said |= {name: row.words.get(name, "") for name in WORDS}
    return {**said, "language": language_name(row.language), "seen_at_entry": row.seen_at_entry}


def given_values(given: QueryDict) -> dict[str, Any]:
    """What was typed, as the form shows it again."""
    return {**DEFAULTS, **given.dict(), "seen_at_entry": given.getlist("seen_at_entry")}


def recording(given: QueryDict, **ids: Any) -> RecordDeprivation:
    """The command of a new record. Refused: liberty.when, liberty.language."""
    return RecordDeprivation(
        **ids, **_codes(given), since=moment_from(given.get("since", ""), "since"),
        language=language_from(given.get("language", "")), seen_at_entry=tuple(given.getlist("seen_at_entry")),
        words=_words(given),
    )  # fmt: skip


def correcting(given: QueryDict, row: Any) -> CorrectDeprivation:
    """The command of a correction: what differs from the record. Refused: liberty.when, liberty.language."""
    said: Mapping[str, Any] = {
        **_codes(given), "language": language_from(given.get("language", "")),
        "seen_at_entry": tuple(given.getlist("seen_at_entry")),
    }  # fmt: skip
    held = {name: getattr(row, name) for name in said} | {"seen_at_entry": tuple(row.seen_at_entry)}
    changes = {name: value for name, value in said.items() if _same(value) != _same(held[name])}
    words = {name: text for name, text in _words(given).items() if text != row.words.get(name, "")}
    since = moment_from(given.get("since", ""), "since")
    # The form shows minutes: who left them as they stood changes nothing.
    unchanged = since is None or since == row.since.replace(second=0, microsecond=0)
    return CorrectDeprivation(
        person=row.person, deprivation=row.id, changes=changes, since=None if unchanged else since,
        reason=given.get("correction", ""), words=words,
    )  # fmt: skip


def _same(value: Any) -> Any:
    """What several marks say, in whichever order."""
    return frozenset(value) if isinstance(value, tuple) else value


def _codes(given: QueryDict) -> dict[str, Any]:
    return {name: given.get(name, "") or DEFAULTS[name] for name in CODES}


def _words(given: QueryDict) -> dict[str, str]:
    return {name: str(given[name]) for name in WORDS if given.get(name)}
