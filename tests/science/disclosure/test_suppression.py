"""No hidden number can be worked out: suppression and its audit against enumeration of every possible table."""

from collections.abc import Iterator
from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from safeconduct.science.disclosure.suppression import audit, suppress, suppression_tool
from safeconduct.science.disclosure.tables import TOTAL, PublishedTable, Reason, Shown, Table

Numbers = dict[tuple, int]
MOST_FILLINGS = 20_000


def two_way(name, dimensions, counts):
    rows, columns = "abcdefgh", "uvwxyz"
    cells = {(rows[i], columns[j]): count for i, line in enumerate(counts) for j, count in enumerate(line)}
    return Table(name=name, dimensions=dimensions, cells=cells)


def one_way(name, counts, overlapping=False):
    cells = {(f"{name}{i}",): count for i, count in enumerate(counts)}
    return Table(name=name, dimensions=(name,), cells=cells, overlapping=overlapping)


def values(published):
    return {place: cell.value for place, cell in published.cells.items()}


# The oracle: a second, slow reading of the rules that shares no code with what it checks.


def number_key(table: Table | PublishedTable, place: tuple[str, ...]) -> tuple:
    return tuple(sorted((d, label) for d, label in zip(table.dimensions, place, strict=True) if label != TOTAL))


def is_under(place, want):
    return all(w in (TOTAL, p) for w, p in zip(want, place, strict=True))


def open_and_hidden(published) -> tuple[Numbers, set]:
    cells = [(number_key(t, place), cell.value) for t in published for place, cell in t.cells.items()]
    shown = {key: value for key, value in cells if value is not None}
    return shown, {key for key, _ in cells} - shown.keys()


def least_of(published, truth) -> Numbers:
    """0 for parts of a hidden total, or for all when a zero is hidden elsewhere; else a hidden number is at least 1."""
    _, hidden = open_and_hidden(published)
    parts_of_hidden = set()
    for table in published:
        for place in table.cells:
            for axis, label in enumerate(place):
                above = number_key(table, (*place[:axis], TOTAL, *place[axis + 1 :]))
                if label != TOTAL and above in hidden:
                    parts_of_hidden.add(number_key(table, place))
    kept = all(truth[key] or key in parts_of_hidden for key in hidden)
    return {key: 0 if key in parts_of_hidden or not kept else 1 for key in hidden}


def fillings(table: PublishedTable, shown: Numbers, least: Numbers, truth: Numbers, cap: int) -> Iterator[Numbers]:
    """Every way to fill this table by itself, numbers near the truth first."""
    inner = list(product(*table.labels))
    wants = [want for want in product(*[(*labels, TOTAL) for labels in table.labels]) if TOTAL in want]
    keys = [number_key(table, place) for place in inner]
    totals = [
        (number_key(table, want), [i for i, place in enumerate(inner) if is_under(place, want)]) for want in wants
    ]
    checks = [
        [(key, [i for i in under if i <= at], at == under[-1]) for key, under in totals if at in under]
        for at in range(len(inner))
    ]
    limit = min(shown.get((), cap), cap)

    def fits(filled: list[int], at: int) -> bool:
        for key, so_far, complete in checks[at]:
            count = sum(filled[i] for i in so_far)
            most = shown.get(key, limit)
            if count > most or (complete and count < shown.get(key, least.get(key, 0))):
                return False
        return True

    def fill(at: int, filled: list[int]) -> Iterator[list[int]]:
        if at == len(inner):
            yield filled
            return
        known, true = shown.get(keys[at]), truth[keys[at]]
        choices = range(least[keys[at]], limit + 1) if known is None else (known,)
        for choice in sorted(choices, key=lambda choice: abs(choice - true)):
            filled[at] = choice
            if fits(filled, at):
                yield from fill(at + 1, filled)

    for filled in fill(0, [0] * len(inner)):
        yield dict(zip(keys, filled, strict=True)) | {key: sum(filled[i] for i in under) for key, under in totals}


def possible(published, truth: Numbers, cap: int) -> dict[tuple, set[int]]:
    """The values of every hidden number over every filling of all tables together, for grand totals up to `cap`.

    Tables are matched by the numbers they have in common with any other table. Cases with too many are passed over.
    """
    shown, hidden = open_and_hidden(published)
    least = least_of(published, truth)
    additive = [table for table in published if not table.overlapping]
    own = [{number_key(table, place) for place in table.cells} for table in additive]
    shared = sorted(key for key in truth if sum(key in keys for keys in own) > 1) or [()]
    matched: list[dict[tuple, dict[tuple, set[int]]]] = []
    effort = 0
    for table in additive:
        by_shared: dict[tuple, dict[tuple, set[int]]] = {}
        for numbers in fillings(table, shown, least, truth, cap):
            effort += 1
            assume(effort < MOST_FILLINGS)
            seen = by_shared.setdefault(tuple(numbers.get(key) for key in shared), {})
            for key in hidden & numbers.keys():
                seen.setdefault(key, set()).add(numbers[key])
            seen.setdefault(("people",), set()).add(numbers[()])
        matched.append(by_shared)
    assume(prod(map(len, matched)) < MOST_FILLINGS)
    found: dict[tuple, set[int]] = {key: set() for key in hidden}
    for together in product(*matched):
        if all(len({part[i] for part in together} - {None}) <= 1 for i in range(len(shared))):
            for part, by_shared in zip(together, matched, strict=True):
                for key, seen in by_shared[part].items():
                    found.setdefault(key, set()).update(seen)
    most = max(found.pop(("people",), {cap}))
    for table in published:
        for place in table.cells if table.overlapping else ():
            if (key := number_key(table, place)) in hidden:
                found[key].update(range(least[key], most + 1))
    return found


def truth_of(tables) -> Numbers:
    numbers = {}
    for table in tables:
        labels = [dict.fromkeys(place[axis] for place in table.cells) for axis in range(len(table.dimensions))]
        for want in product(*[(*axis, TOTAL) for axis in labels]):
            under = [
                n for place, n in table.cells.items() if all(w in (TOTAL, p) for w, p in zip(want, place, strict=True))
            ]
            if not table.overlapping or TOTAL not in want:
                numbers[number_key(table, want)] = sum(under)
    return numbers


counts = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 6])


@st.composite
def report(draw):
    """A two-way table with, now and then, a one-way table of the same people and an overlapping one."""
    rows, columns = draw(st.sampled_from([(2, 2), (2, 3), (3, 2)]))
    grid = draw(st.lists(st.lists(counts, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    tables = [two_way("grid", ("hour", "direction"), grid)]
    total = sum(map(sum, grid))
    if draw(st.booleans()):
        cuts = sorted(draw(st.lists(st.integers(0, total), min_size=2, max_size=2)))
        tables.append(one_way("nationality", [cuts[0], cuts[1] - cuts[0], total - cuts[1]]))
    if draw(st.booleans()):
        tables.append(one_way("need", draw(st.lists(st.integers(0, total), min_size=1, max_size=2)), overlapping=True))
    return tables


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(tables=report(), threshold=st.sampled_from([3, 4, 5]))
def test_no_hidden_number_can_be_recovered_or_narrowed_below_the_width(tables, threshold):
    published = suppress(tables, threshold=threshold)
    truth = truth_of(tables)
    shown, hidden = open_and_hidden(published)
    assert all(truth[key] == value for key, value in shown.items())
    assert not [key for key, value in shown.items() if 1 <= value < threshold]
    found = possible(published, truth, cap=max(truth[()], 1) + threshold - 2)
    for key in hidden:
        doubt = {n for n in found[key] if 1 <= n < threshold} if 1 <= truth[key] < threshold else found[key]
        assert truth[key] in doubt
        assert max(doubt) - min(doubt) >= threshold - 2, (key, truth[key], found[key])


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(tables=report(), data=st.data())
def test_audit_finds_exactly_what_enumeration_finds(tables, data):
    """Any pattern of hidden numbers, safe or not, as long as the grand total is open."""
    whole = [PublishedTable(**{f: getattr(t, f) for f in PublishedTable.__struct_fields__}) for t in suppress(tables)]
    truth = truth_of(tables)
    keys = [key for key in truth if key != ()]
    hide = set(data.draw(st.lists(st.sampled_from(keys), unique=True)))
    published = [with_hidden(table, truth, hide) for table in whole]
    found = possible(published, truth, cap=truth[()])
    expected = {}
    for key, value in truth.items():
        small = 1 <= value < 5
        spread = found[key] if key in hide else {value}
        doubt = {n for n in spread if 1 <= n < 5} if small else spread
        if (key in hide or small) and max(doubt) - min(doubt) < 3:
            expected[key] = (min(spread), max(spread))
    got = {breach.key[1]: (breach.lowest, breach.highest) for breach in audit(tables, published)}
    printed = {key: ends for key, ends in got.items() if not any(label.startswith("not ") for _, label in key)}
    assert printed == expected


def with_hidden(table: PublishedTable, truth: Numbers, hide: set) -> PublishedTable:
    cells = {
        place: Shown(None, Reason.PRIMARY)
        if number_key(table, place) in hide
        else Shown(truth[number_key(table, place)])
        for place in table.cells
    }
    return PublishedTable(
        name=table.name, dimensions=table.dimensions, labels=table.labels, cells=cells, overlapping=table.overlapping
    )


@settings(max_examples=25, deadline=None)
@given(cube=st.lists(st.integers(0, 4), min_size=8, max_size=8))
@example([0, 3, 1, 0, 0, 1, 1, 1])  # its corners are fractional: without branching the audit cries wolf
def test_three_tables_that_share_their_totals_in_a_ring_stay_safe(cube):
    """The margins of one cube: tables that are no network, where fractional corners occur."""
    people = dict(zip(product("ab", "uv", "xy"), cube, strict=True))

    def margin(first, second):
        cells: dict = {}
        for place, count in people.items():
            at = (place[first], place[second])
            cells[at] = cells.get(at, 0) + count
        return Table(name=f"{first}{second}", dimensions=(f"d{first}", f"d{second}"), cells=cells)

    tables = [margin(0, 1), margin(1, 2), margin(0, 2)]
    published = suppress(tables)
    truth = truth_of(tables)
    assert audit(tables, published) == []
    if truth[()] <= 12 and published[0].cells[TOTAL, TOTAL].value is not None:
        found = possible(published, truth, cap=truth[()])
        assert all(max(spread) - min(spread) >= 3 for spread in found.values())


def test_lone_small_cell_hides_a_partner_in_its_row_and_column():
    (table,) = suppress([two_way("sex_age", ("sex", "age"), [[20, 3, 40], [30, 50, 60]])])
    hidden = {place for place, value in values(table).items() if value is None}
    assert ("a", "v") in hidden
    assert len(hidden) == 4  # one rectangle, no total
    assert table.cells["a", "v"].reason is Reason.PRIMARY
    assert [cell.reason for cell in table.cells.values()].count(Reason.COMPLEMENTARY) == 3


def test_table_without_small_numbers_is_published_whole():
    (table,) = suppress([two_way("sex_age", ("sex", "age"), [[20, 0, 40], [30, 50, 5]])])
    assert None not in values(table).values()
    assert values(table)["a", "v"] == 0
    assert values(table)[TOTAL, TOTAL] == 145


def test_small_grand_total_hides_everything_that_is_not_nobody():
    published = suppress([two_way("hour", ("hour", "direction"), [[2, 0], [1, 0]]), one_way("nationality", [3, 0])])
    assert all(value is None for table in published for value in values(table).values())


def test_day_without_anyone_is_published_as_zero():
    (table,) = suppress([two_way("hour", ("hour", "direction"), [[0, 0], [0, 0]])])
    assert set(values(table).values()) == {0}


def test_two_small_cells_that_fill_their_total_do_not_give_each_other_away():
    (table,) = suppress([one_way("nationality", [4, 1, 60])])
    assert values(table) == {("nationality0",): None, ("nationality1",): None, ("nationality2",): 60, (TOTAL,): 65}


def test_small_number_without_a_need_is_protected_too():
    """Everyone but two needs an interpreter: printing 48 of 50 would tell of the two."""
    tables = [one_way("nationality", [30, 20]), one_way("need", [48, 20], overlapping=True)]
    _, needs = suppress(tables)
    assert values(needs) == {("need0",): None, ("need1",): 20}


def test_zero_that_everyone_can_work_out_is_shown_and_costs_its_neighbour_nothing():
    (table,) = suppress([two_way("hour", ("hour", "direction"), [[10, 0], [20, 1], [15, 1]])])
    assert table.cells[TOTAL, "v"].value is None
    assert (values(table)["a", "u"], values(table)["a", "v"], values(table)["a", TOTAL]) == (10, 0, 10)


def test_hidden_number_in_one_table_is_not_printed_in_another():
    grid = two_way("hour", ("hour", "direction"), [[30, 2], [20, 1]])
    directions = Table(name="direction", dimensions=("direction",), cells={("u",): 50, ("v",): 3})
    hours, alone = suppress([grid, directions])
    assert hours.cells[TOTAL, "v"].value is None
    assert alone.cells["v",].value is None


def test_busy_day_keeps_its_totals_and_most_of_its_cells():
    rng = Random(7)
    hours = {(f"{h:02}", d): 0 for h in range(24) for d in ("entry", "exit")}
    ages = {(s, a): 0 for s in ("F", "M") for a in ("0-4", "5-11", "12-17", "18-59", "60+")}
    nations = {(f"N{i}",): 0 for i in range(12)}
    for _ in range(800):
        hours[f"{min(23, int(rng.random() ** 0.6 * 24)):02}", "entry" if rng.random() < 0.85 else "exit"] += 1
        ages["F" if rng.random() < 0.6 else "M", rng.choice(("0-4", "5-11", "12-17", "18-59", "60+"))] += 1
        nations[f"N{int(rng.random() ** 4 * 12)}",] += 1
    tables = [
        Table(name="hours", dimensions=("hour", "direction"), cells=hours),
        Table(name="ages", dimensions=("sex", "age"), cells=ages),
        Table(name="nations", dimensions=("nationality",), cells=nations),
    ]
    published = suppress(tables)
    assert audit(tables, published) == []
    everything = [cell for table in published for cell in table.cells.values()]
    assert sum(cell.value is None for cell in everything) < len(everything) / 3
    assert published[0].cells[TOTAL, TOTAL].value == 800
    assert published == suppress(tables)


def test_audit_reports_primary_suppression_alone_as_a_breach():
    tables = [two_way("sex_age", ("sex", "age"), [[20, 3, 40], [30, 50, 60]])]
    (safe,) = suppress(tables)
    truth = truth_of(tables)
    naive = with_hidden(safe, truth, {(("age", "v"), ("sex", "a"))})
    (breach,) = audit(tables, [naive])
    assert (breach.lowest, breach.highest, breach.needed_width) == (3, 3, 3)


def test_audit_refuses_tables_that_show_a_wrong_number():
    tables = [one_way("nationality", [10, 20])]
    (table,) = suppress(tables)
    wrong = PublishedTable(
        name=table.name,
        dimensions=table.dimensions,
        labels=table.labels,
        cells={**table.cells, ("nationality0",): Shown(11)},
    )
    with pytest.raises(ValueError, match="not the true count"):
        audit(tables, [wrong])
    with pytest.raises(ValueError, match="not in what was published"):
        audit(tables, [])


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ([one_way("n", [-1])], "whole number"),
        ([one_way("n", [1.5])], "whole number"),
        ([one_way("n", [3]), one_way("m", [4])], "another table"),
        ([Table(name="n", dimensions=("a", "b", "c"), cells={})], "one dimension or two"),
        ([Table(name="n", dimensions=("a",), cells={(TOTAL,): 3})], "none 'total'"),
        ([Table(name="n", dimensions=("a",), cells={("x", "y"): 3})], "1 label"),
        ([one_way("n", [3]), one_way("need", [4], overlapping=True)], "more than the 3"),
    ],
)
def test_tables_that_cannot_be_true_are_refused(tables, message):
    with pytest.raises(ValueError, match=message):
        suppress(tables)


@pytest.mark.parametrize(("threshold", "width"), [(2, None), (5, 0), (5, 4)])
def test_threshold_and_width_outside_their_range_are_refused(threshold, width):
    with pytest.raises(ValueError, match="must be"):
        suppress([one_way("n", [9])], threshold=threshold, protection_width=width)


def test_other_population_is_not_linked():
    registered = Table(name="registered", dimensions=("nationality",), cells={("UKR",): 6}, population="registered")
    counted, apart = suppress([one_way("nationality", [30, 40]), registered])
    assert values(counted)[TOTAL,] == 70
    assert values(apart)[TOTAL,] == 6


def rows_of(*lines):
    names = ("table", "dimension", "label", "dimension_2", "label_2", "count", "overlapping")
    return [dict(zip(names, line, strict=True)) for line in lines]


def test_tool_writes_every_number_and_no_reason():
    rows = rows_of(
        ("ages", "sex", "F", "age", "0-4", "20", ""),
        ("ages", "sex", "F", "age", "60+", "3", ""),
        ("ages", "sex", "M", "age", "0-4", "30", ""),
        ("ages", "sex", "M", "age", "60+", "50", "no"),
        ("needs", "need", "doctor", "", "", "7", "yes"),
    )
    written = suppression_tool(rows)
    marks = {(row["table"], row["label"], row["label_2"]): (row["count"], row["suppressed"]) for row in written}
    assert marks["ages", "F", "60+"] == ("", "yes")
    assert marks["ages", TOTAL, TOTAL] == ("103", "")
    assert marks["needs", "doctor", ""] == ("7", "")
    assert len(written) == 10
    assert "primary" not in str(written)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (("", "sex", "F", "", "", "3", ""), "row 1: table is empty"),
        (("t", "sex", "F", "age", "", "3", ""), "row 1: dimension_2 or label_2 is empty"),
        (("t", "sex", "F", "", "", "few", ""), "row 1: count must be"),
        (("t", "sex", "F", "", "", "٣", ""), "row 1: count must be"),
        (("t", "sex", "F", "", "", "3", "maybe"), "row 1: overlapping must be"),
    ],
)
def test_tool_names_the_row_it_cannot_read(line, message):
    with pytest.raises(ValueError, match=message):
        suppression_tool(rows_of(line))


def test_tool_refuses_labels_counted_twice():
    line = ("t", "sex", "F", "", "", "9", "")
    with pytest.raises(ValueError, match="row 2: these labels"):
        suppression_tool(rows_of(line, line))
