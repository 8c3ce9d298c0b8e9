"""Tables that leave the node as files: crossings by token, the headcount, and the registration list of a day.

The list with names is of one post and one day, whole and in the order of registration. It has no nationality,
origin, status or document: nobody can be picked out of it by what they are. Who exports is logged by the desk.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.foundation.documents.spreadsheets import Cell, Column, Sheet
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label

ALL = 1_000_000

# IOM DTM, Flow Monitoring Registry: what a row of the registry says, in its age groups. Names are stable.
FMR_AGES = ("0_4", "5_17", "18_59", "60_plus")
FMR_AGE_OF = {"0-4": "0_4", "5-11": "5_17", "12-17": "5_17", "5-17": "5_17", "18-59": "18_59", "60+": "60_plus"}
FMR_SEX_OF = {"F": "female", "M": "male"}
FMR_COUNTS = tuple(f"{sex}_{age}" for sex in ("female", "male") for age in FMR_AGES)
FMR_KEY = ("direction", "transport", "nationality_group", "method")
FMR_COLUMNS = (
    Column("date", "date"), Column("time_from"), Column("time_zone"), Column("fmp_id"), Column("fmp_name"),
    Column("fmp_type"), Column("flow_direction"), Column("transport_mode"), Column("nationality_group"),
    Column("count_method"), *(Column(name, "integer") for name in FMR_COUNTS),
    Column("unknown_sex_or_age", "integer"), Column("total", "integer"), Column("minutes_observed", "integer"),
)  # fmt: skip


def crossings_sheet(post: str, day: date) -> Sheet:
    """Every crossing of a post's local day by token, in order, voided ones marked; no name, no nationality."""
    zone = places.zone_of(post)
    columns = (
        Column(_("Token")), Column(_("Arrived ({zone})").format(zone=zone), "datetime"), Column(_("Direction")),
        Column(_("People"), "integer"), Column(_("Level")), Column(_("Transport")), Column(_("Needs")),
        Column(_("Language")), Column(_("Decision")), Column(_("Decided ({zone})").format(zone=zone), "datetime"),
        Column(_("Step")), Column(_("Void")),
    )  # fmt: skip
    rows = crossings.crossings_of_day(post, day, size=ALL).rows
    return Sheet(
        title=_("Crossings {day}").format(day=day.isoformat()),
        columns=columns,
        rows=[_crossing_row(post, row) for row in reversed(rows)],
        language=get_language() or "en",
    )


def _crossing_row(post: str, row: Any) -> tuple[Cell, ...]:
    return (
        row.token,
        _local(post, row.arrived_at),
        str(label("direction", row.direction)),
        row.people,
        str(label("level_code", row.level)),
        str(label("transport", row.transport)) if row.transport else None,
        ", ".join(str(label("need", need)) for need in row.needs) or None,
        row.language or None,
        str(label("decision_made", row.decision)) if row.decision else None,
        _local(post, row.decided_at),
        str(label("step", row.step)) if row.step else None,
        _("void") if row.voided else None,
    )


def headcount_sheet(post: str, day: date) -> Sheet:
    """The headcount of a post's local day in the columns of DTM's Flow Monitoring Registry; movements, not persons.

    One row an hour, direction, transport, nationality group and method. Codes, not words: other programs read it.
    """
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    for cell in crossings.headcount_of_day(post, day):
        row = found.setdefault((cell["hour"], *(cell[key] for key in FMR_KEY)), {})
        name = _fmr_column(cell)
        row[name] = row.get(name, 0) + cell["number"]
    return Sheet(title=f"FMR {day.isoformat()}", columns=FMR_COLUMNS, rows=list(_fmr_rows(post, day, found)))


def _fmr_column(cell: Mapping[str, Any]) -> str:
    sex, age = FMR_SEX_OF.get(cell["sex"]), FMR_AGE_OF.get(cell["age_band"])
    return f"{sex}_{age}" if sex and age else "unknown_sex_or_age"


def _fmr_rows(post: str, day: date, found: dict[tuple[Any, ...], dict[str, int]]) -> Iterator[tuple[Cell, ...]]:
    described = places.post(post)
    observed = {row.hour: row.minutes for row in crossings.observed_hours(post, day)}
    for (hour, *kind), counts in sorted(found.items()):
        yield (
            day, f"{places.local_time(post, hour):%H:%M}", described.zone, described.letter, described.name,
            described.type, *kind, *(counts.get(name, 0) for name in FMR_COUNTS),
            counts.get("unknown_sex_or_age", 0), sum(counts.values()), observed.get(hour),
        )  # fmt: skip


def registration_sheet(post: str, day: date) -> Sheet:
    """Everyone registered at a post on its local day, with names, by group in the order of registration."""
    zone = places.zone_of(post)
    persons = [one for one in people.persons_of_day(post, day, zone) if not one.voided and not one.erased]
    tokens = _tokens(post, day)
    order = {group: place for place, group in enumerate(dict.fromkeys(one.group for one in persons), start=1)}
    registered = _("Registered ({zone})").format(zone=zone)
    columns = (
        Column(_("Token")), Column(_("Group"), "integer"), Column(registered, "datetime"),
        Column(_("Given names")), Column(_("Family name")), Column(_("Name as written")), Column(_("Sex")),
        Column(_("Born")), Column(_("Relation")),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (tokens.get(one.subject) or tokens.get(one.group), order[one.group], _local(post, one.registered_at),
         one.given_names, one.family_name, one.name_native, str(label("sex_word", one.sex)), one.birth_shown,
         str(label("relation", one.relation)) if one.relation else None)
        for one in sorted(persons, key=lambda one: order[one.group])
    ]  # fmt: skip
    title = _("Registered {day}").format(day=day.isoformat())
    return Sheet(title=title, columns=columns, rows=rows, language=get_language() or "en")


def rules_sheet(post: str, day: date, *, by: str, at: datetime) -> Sheet:
    """The second sheet of a list with names: who took it when, and what binds whoever holds it."""
    lines = (
        (_("Post"), places.post(post).name), (_("Day"), day.isoformat()), (_("Taken by"), by),
        (_("Taken at"), f"{places.local_time(post, at):%Y-%m-%d %H:%M} {places.zone_of(post)}"),
        (_("Rule"), _("Confidential. For the work of this post only; not to be passed on. Destroy it after use.")),
    )  # fmt: skip
    return Sheet(title=_("Read first"), columns=(Column(_("About this file")), Column("")), rows=lines,
                 language=get_language() or "en")  # fmt: skip


def _tokens(post: str, day: date) -> dict[str, str]:
    """Token by group and by person, of the crossings of the day."""
    found: dict[str, str] = {}
    for row in crossings.crossings_of_day(post, day, size=ALL, with_voided=False).rows:
        found |= dict.fromkeys(filter(None, (row.group, *row.persons)), row.token)
    return found


def _local(post: str, moment: datetime | None) -> datetime | None:
    return None if moment is None else places.local_time(post, moment).replace(second=0, microsecond=0)
