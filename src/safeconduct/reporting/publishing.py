"""Which number of a day may be shown: to the post every one, to the public what small-cell suppression leaves.

Both versions read their numbers through `Numbers`, so that no number reaches the public past the suppression.
"""

from collections.abc import Iterable, Sequence

from safeconduct.foundation.codes import code_list
from safeconduct.reporting.day_figures import Counts, DayFigures
from safeconduct.science.disclosure.suppression import THRESHOLD, suppress
from safeconduct.science.disclosure.tables import TOTAL, Table

BANDS = code_list("age_bands")
SEX_COLUMNS = {"F": "F", "M": "M"}  # every other sex is one column: few people, who would stand out
OTHER = "other"


class Numbers:
    """The numbers of a day under the names of their tables; `of` answers None for what the public may not see."""

    def __init__(self, figures: DayFigures, *, public: bool) -> None:
        self.public, self.threshold = public, figures.released.least_count
        self._tables = {table.name: table for table in tables_of(figures)}
        self._shown: dict[tuple[str, tuple[str, ...]], int | None] = {}
        if public:
            published = suppress([table for table in self._tables.values() if table.cells], threshold=self.threshold)
            self._shown = {(one.name, place): cell.value for one in published for place, cell in one.cells.items()}

    def of(self, table: str, *labels: str) -> int | None:
        """The count under these labels (TOTAL for a margin); None where it is hidden. A label never met counts 0."""
        found = self._tables[table]
        if self.public:
            return self._shown.get((table, labels)) if self._is_met(found, labels) else 0
        return sum(
            number
            for place, number in found.cells.items()
            if all(want in (TOTAL, label) for want, label in zip(labels, place, strict=True))
        )

    def labels(self, table: str, axis: int = 0) -> list[str]:
        """The labels of one dimension, in the order first met."""
        return list(dict.fromkeys(place[axis] for place in self._tables[table].cells))

    def _is_met(self, table: Table, labels: tuple[str, ...]) -> bool:
        return bool(table.cells) and all(
            label == TOTAL or label in self.labels(table.name, axis) for axis, label in enumerate(labels)
        )


def tables_of(figures: DayFigures) -> list[Table]:
    """All counts of a day that are ever printed, as linked tables: one population for each direction counted,
    one for the persons registered, one for crossings."""
    found = []
    for direction, tally in figures.movements.items():
        hours: Counts = {(hour.key,): getattr(hour, direction) for hour in figures.hours if hour.is_counted}
        found += [
            _table(f"hours.{direction}", ("hour",), hours, direction),
            _table(f"sex_and_age.{direction}", ("age", "sex"), merged_ages(tally.sex_and_age), direction),
            _table(f"nationality_groups.{direction}", ("group",), tally.nationality_groups, direction),
            _table(f"transports.{direction}", ("transport",), tally.transports, direction),
            _table(f"methods.{direction}", ("method",), tally.methods, direction),
            _table(f"flags.{direction}", ("flag",), tally.flags, direction, overlapping=True),
        ]
    registered = figures.registered
    found += [
        _table("sex_and_age.registered", ("age", "sex"), merged_ages(registered.sex_and_age), "registered"),
        _table("nationalities", ("nationality",), registered.nationalities, "registered"),
        _table("needs.registered", ("need",), registered.needs, "registered", overlapping=True),
        _table("crossings", ("all",), {("all",): figures.crossings}, "crossings"),
        _table("needs.crossings", ("need",), figures.crossing_needs, "crossings", overlapping=True),
    ]
    return found


def merged_ages(cells: Counts) -> dict[tuple[str, ...], int]:
    """Ages by F, M and everyone else."""
    found: dict[tuple[str, ...], int] = {}
    for (band, sex), number in sorted(cells.items(), key=lambda cell: _band_order(cell[0][0])):
        place = (band, SEX_COLUMNS.get(sex, OTHER))
        found[place] = found.get(place, 0) + number
    return found


def is_small(number: int, threshold: int = THRESHOLD) -> bool:
    """Whether so few could be recognised."""
    return 0 < number < threshold


def any_hidden(numbers: Iterable[int | None]) -> bool:
    """Whether one of the numbers is hidden."""
    return any(number is None for number in numbers)


def sum_shown(numbers: Sequence[int | None]) -> int | None:
    """A sum of numbers that are all shown; hidden where one of them is, so that it can never be worked out."""
    return None if any_hidden(numbers) else sum(number for number in numbers if number is not None)


def unique_persons(figures: DayFigures, numbers: Numbers) -> int | None:
    """How many different persons crossed; hidden when small, or when the persons registered are hidden."""
    hidden = (
        is_small(figures.unique_persons, numbers.threshold)
        or numbers.of("sex_and_age.registered", TOTAL, TOTAL) is None
    )
    return None if numbers.public and hidden else figures.unique_persons


def net_stock(figures: DayFigures, numbers: Numbers) -> int | None:
    """Persons entered less persons left. With the unique persons it tells both, so both must be large or nobody."""
    hidden = any(is_small(one, numbers.threshold) for one in (figures.persons_entry, figures.persons_exit))
    if numbers.public and (hidden or unique_persons(figures, numbers) is None):
        return None
    return figures.persons_entry - figures.persons_exit


def _table(name: str, dimensions: tuple[str, ...], cells: Counts, population: str, overlapping: bool = False) -> Table:
    return Table(name=name, dimensions=dimensions, cells=dict(cells), overlapping=overlapping, population=population)


def _band_order(band: str) -> tuple[int, str]:
    if band == "unknown":
        return (999, band)
    return (int(band.split("-")[0].rstrip("+")), band)
