"""Rates side by side: a real difference is found, chance is not, and a small group shows nowhere."""

from random import Random

import pytest

from safeconduct.science.parity.watch import COLUMNS, Rate, parity_tool, watch

BASE = {"post": "B", "month": "2026-03", "outcome": "second_line"}


def rate(group, number, of, ground="sex", **more):
    return Rate(**{**BASE, "ground": ground, "group": group, "number": number, "of": of, **more})


def test_a_group_sent_to_the_second_line_three_times_as_often_is_found():
    found = watch([rate("F", 30, 300), rate("M", 90, 300)])
    assert [one.finding for one in found] == ["lower", "higher"]


def test_the_same_share_is_no_finding():
    assert {one.finding for one in watch([rate("F", 30, 300), rate("M", 31, 300)])} == {"no"}


def test_groups_under_ten_are_shown_nowhere_and_count_in_no_other():
    small, big, other = rate("a", 9, 9, "language"), rate("b", 20, 200, "language"), rate("c", 21, 200, "language")
    with_small, without = watch([small, big, other]), watch([big, other])
    assert with_small[0].finding == "suppressed"
    assert (with_small[0].interval, with_small[0].p) == (None, None)
    assert [(one.others, one.p) for one in with_small[1:]] == [(one.others, one.p) for one in without]
    (row, *_) = parity_tool([{**BASE, "ground": "language", "group": "a", "number": "9", "of": "9"}])
    assert {name: row[name] for name in ("number", "of", "rate", "low", "high", "p")} == dict.fromkeys(
        ("number", "of", "rate", "low", "high", "p"), ""
    )


def test_a_group_alone_has_an_interval_and_no_comparison():
    (one,) = watch([rate("F", 3, 30)])
    assert one.finding == "not_compared"
    assert one.interval is not None


def test_many_groups_raise_the_bar():
    """A difference that one comparison would call rare is ordinary among a hundred."""
    pair = [rate("x", 10, 100, "nationality"), rate("y", 22, 100, "nationality")]
    assert watch(pair)[0].finding == "lower"
    many = [rate(f"{number}{end}", 15, 100, f"ground {number}") for number in range(50) for end in "ab"]
    assert watch([*pair, *many])[0].finding == "no"


def test_where_nothing_differs_few_months_give_a_finding():
    """Four hundred months of chance: at most the share that was asked for, with room for chance itself."""
    random, false = Random(7), 0
    for _ in range(400):
        rates = [
            rate(group, sum(random.random() < 0.15 for _ in range(80)), 80, ground)
            for ground, groups in (("sex", "FM"), ("age", "abc"), ("language", "uvwx"))
            for group in groups
        ]
        false += any(one.finding in ("higher", "lower") for one in watch(rates))
    assert false <= 400 * 0.05


def test_months_and_posts_are_families_of_their_own():
    rates = [rate("F", 10, 100), rate("M", 22, 100), rate("F", 10, 100, month="2026-04"), rate("M", 22, 100, post="R")]
    assert [one.finding for one in watch(rates)] == ["lower", "higher", "not_compared", "not_compared"]


def test_tool_keeps_order_and_columns():
    rows = [{**BASE, "ground": "sex", "group": group, "number": number, "of": "300"}
            for group, number in (("M", "90"), ("F", "30"))]  # fmt: skip
    out = parity_tool(rows)
    assert [row["group"] for row in out] == ["M", "F"]
    assert tuple(out[0]) == COLUMNS
    assert out[0]["finding"] == "higher"
    assert out[0]["rate"] == "0.3"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"group": ""}, "row 1: group is empty"),
        ({"number": "x"}, "row 1: number must be a whole number"),
        ({"number": "7", "of": "3"}, "row 1: number is larger than of"),
        ({"of": "²"}, "row 1: of must be a whole number"),
    ],
)
def test_tool_names_the_row_that_cannot_be_read(change, says):
    with pytest.raises(ValueError, match=says):
        parity_tool([{**BASE, "ground": "sex", "group": "F", "number": "1", "of": "20", **change}])


def test_a_group_that_stands_twice_is_refused():
    row = {**BASE, "ground": "sex", "group": "F", "number": "1", "of": "20"}
    with pytest.raises(ValueError, match="twice"):
        parity_tool([row, row])
