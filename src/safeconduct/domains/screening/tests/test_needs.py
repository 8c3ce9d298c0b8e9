"""Needs by table: what is said gives what, how soon, and why; and a table that protects less is found out."""

from datetime import timedelta
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.domains.screening.rules.conditions import Said, When, atoms, cases, faults, fulfilled
from safeconduct.domains.screening.rules.derived import WG, Combination, derived, is_positive
from safeconduct.domains.screening.rules.needs import (
    PRIORITIES,
    CategoryRow,
    Row,
    categories_from,
    lowered,
    needs_from,
    table_faults,
)
from safeconduct.domains.screening.rules.released import shipped
from safeconduct.domains.screening.tests.entries import NOON
from safeconduct.foundation.codes import code_list

ROWS = msgspec.convert(shipped("needs")["rows"], list[Row])
CATEGORIES = msgspec.convert(shipped("specific_needs")["rows"], list[CategoryRow])
COMBINATIONS = msgspec.convert(shipped("combinations")["rows"], list[Combination])
SERVICES = frozenset(code_list("service_types"))
CHILD = {"minor": "yes"}
# Codes that were seen in the reference; anything else stands as a category without a code.
CONFIRMED = frozenset(
    {
        "CR-CP", "CR-CS", "CR-CC", "CR-TP", "CR-LW", "CR-LO", "CR-NE", "CR-SE", "CR-AF", "CR-CL", "SC-CH", "SC-IC",
        "SC-FC", "SM-MI", "SM-MN", "SM-CI", "SM-CC", "SM-OT", "FU-TR", "FU-FR", "LP-ND", "LP-AN", "LP-MD", "LP-MS",
        "LP-RR", "TR-PI", "TR-HO", "TR-WV", "SV-VA",
    }
)  # fmt: skip


def when(**parts):
    return msgspec.convert(parts, When)


def soonest(answers):
    return {one.need: one.priority for one in needs_from(ROWS, answers, NOON)}


# what was said -> need and priority; by hand, from the sources and not from the table
SAID = [
    ({**CHILD, "card": ["alone_child"]}, {"child_alone": "immediate"}),
    ({"minor": "maybe", "card": ["alone_child"]}, {"child_alone": "immediate"}),
    ({"minor": "no", "card": ["alone_child"]}, {}),
    ({"card": ["lost_family"]}, {"family_tracing": "72h"}),
    ({**CHILD, "card": ["lost_family"]}, {"family_tracing": "24h"}),
    ({"card": ["afraid_return"]}, {"asylum_information": "24h"}),
    ({"card": ["papers_debt_work"]}, {"trafficking_assessment": "24h"}),
    ({"card": ["not_safe_with"]}, {"safety_now": "immediate"}),
    ({"card": ["no_safe_place"]}, {"shelter_tonight": "immediate"}),
    ({"card": ["talk"]}, {"confidential_interview": "24h"}),
    ({"cues": ["nothing_with_them"]}, {"confidential_interview": "72h"}),
    ({"cues": ["watched"], "card": ["talk"]}, {"confidential_interview": "immediate"}),
    ({"cues": ["child_not_theirs"]}, {"child_safeguarding": "immediate"}),
    ({**CHILD, "with_whom": "alone"}, {"child_alone": "immediate"}),
    ({"minor": "no", "with_whom": "alone"}, {}),
    ({**CHILD, "with_whom": "relatives"}, {"child_separated": "24h"}),
    ({**CHILD, "with_whom": "other_adults", "tie_doubt": "not_sure"},
     {"child_separated": "24h", "child_safeguarding": "immediate"}),
    ({**CHILD, "with_whom": "parents"}, {}),
    ({**CHILD, "child_married": "prefer_not"}, {}),
    ({"urgent": ["bleeding"]}, {"medical_now": "immediate"}),
    ({"urgent": ["none"]}, {}),
    ({"medicine_left": "three_days"}, {"medicine": "24h"}),
    ({"muac": "below_115"}, {"nutrition": "24h"}),
    ({"muac": "115_125"}, {"nutrition": "72h"}),
    ({"muac": "above_125"}, {}),
    ({"distress": "suicide"}, {"suicide_risk": "immediate"}),
    ({"pregnant": "yes"}, {"pregnancy_care": "72h"}),
    ({"pregnant": "yes", "pregnancy_signs": ["bleeding"]}, {"pregnancy_care": "72h", "pregnancy_danger": "immediate"}),
    ({**CHILD, "pregnant": "yes"}, {"pregnancy_care": "24h"}),
    ({"older_alone": "yes"}, {"older_support": "2w"}),
    ({"older_alone": "yes", "older_cannot_care": "yes"}, {"older_support": "24h"}),
    ({"separated_from": ["child"]}, {"family_tracing": "24h"}),
    ({"separated_from": ["spouse"]}, {"family_tracing": "72h"}),
    ({"fear_return": "yes"}, {"asylum_information": "24h"}),
    ({"fear_return": "yes", "return_soon": "yes"}, {"asylum_information": "24h", "return_risk": "immediate"}),
    ({"return_soon": "yes"}, {}),
    ({"nationality_held": "never"}, {"statelessness": "2w"}),
    ({"papers": "held"}, {"trafficking_assessment": "24h"}),
    ({"papers": "lost"}, {"documents": "2w"}),
    ({"happened": ["sexual"], "happened_when": "under_72h"},
     {"survivor_care": "24h", "survivor_health": "immediate"}),
    ({"happened": ["sexual"], "happened_when": "longer"}, {"survivor_care": "24h"}),
    ({"happened": ["torture"]}, {"torture_care": "72h"}),
    ({"happened": ["torture"], "lasting_harm": "yes"}, {"torture_care": "24h"}),
    ({"happened": ["prefer_not"]}, {}),
    ({}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "expected"), SAID, ids=lambda value: str(value)[:60])
def test_what_is_said_gives_this_need_as_soon_as_that(answers, expected):
    assert soonest(answers) == expected


def fulfilling(condition):
    """Answers that make a condition hold, and no more."""
    if condition.all_:
        found = {}
        for one in condition.all_:
            found |= fulfilling(one)
        return found
    if condition.any_:
        return fulfilling(condition.any_[0])
    return {condition.ask: list(condition.has[:1]) if condition.has else condition.values[0]}


@pytest.mark.parametrize("row", [*ROWS, *CATEGORIES], ids=lambda row: row.id)
def test_every_row_applies_to_somebody_and_says_why(row):
    answers = fulfilling(row.when)
    found = needs_from(ROWS, answers, NOON) if isinstance(row, Row) else categories_from(CATEGORIES, answers)
    given = next(one for one in found if (one.need if isinstance(row, Row) else one.category) == row.gives)
    reason = next(one for one in given.reasons if one.row == row.id)
    assert {said.question for said in reason.said} <= answers.keys()
    assert reason.said
    assert reason.source == row.source
    # Take any one answer away: this row must not apply for it any more, or it was not needed.
    for question in {atom.ask for atom in atoms(row.when)} & answers.keys():
        less = {name: value for name, value in answers.items() if name != question}
        assert fulfilled(row.when, less) is None


def test_the_shipped_tables_have_no_fault_and_every_row_its_source():
    assert table_faults(ROWS, services=SERVICES) == []
    for row in (*ROWS, *CATEGORIES):
        assert row.source
        assert row.tag in ("V", "K", "R")
        assert faults(row.when) == []
    assert len({row.id for row in CATEGORIES}) == len(CATEGORIES)


def test_only_confirmed_codes_of_unhcr_are_used():
    assert {row.code for row in CATEGORIES} - {""} <= CONFIRMED
    assert not any(row.code.startswith(("DS", "WR", "ER", "SP")) for row in CATEGORIES)


def test_what_is_sensitive_is_marked():
    marked = {row.gives for row in CATEGORIES if row.sensitive}
    assert marked >= {"survivor_here", "torture_impairment", "mental_illness", "return_risk", "trafficking_indications"}


def test_a_limit_counts_from_when_it_was_said_and_the_soonest_comes_first():
    found = needs_from(ROWS, {"card": ["lost_family", "not_safe_with"], "papers": "none"}, NOON)
    assert [one.priority for one in found] == ["immediate", "72h", "2w"]
    assert [one.due_at - NOON for one in found] == [timedelta(hours=1), timedelta(hours=72), timedelta(weeks=2)]


def test_several_rows_for_one_need_are_all_reasons():
    found = needs_from(ROWS, {**CHILD, "card": ["lost_family"], "separated_from": ["parent"]}, NOON)
    (tracing,) = found
    assert {reason.row for reason in tracing.reasons} == {"P02", "P03", "F01", "F02"}
    assert Said("card", "lost_family") in tracing.reasons[0].said


def test_a_need_carries_no_number_for_a_person():
    for one in needs_from(ROWS, {"card": ["talk"], "urgent": ["fits"]}, NOON):
        assert not [value for value in msgspec.structs.asdict(one).values() if isinstance(value, int | float)]


@pytest.mark.parametrize("level", ["a_lot", "cannot"])
@pytest.mark.parametrize("function", WG)
def test_disability_begins_at_a_lot_of_difficulty(function, level):
    assert derived({function: level}, strengths={}, combinations=()).get("disability") == "yes"
    assert "disability" not in derived({function: "some"}, strengths={}, combinations=())


def test_who_may_be_a_child_is_treated_as_one():
    for known, expected in (({"age_band": "12-17"}, "yes"), ({"age_band": "18-59"}, "no"), ({}, "maybe"),
                            ({"minor": "no", "age_band": "12-17"}, "no")):  # fmt: skip
        assert derived(known, strengths={}, combinations=())["minor"] == expected


def by_the_source(strong, medium, weak):
    """In its own words: two strong; one strong and a medium or weak; three medium; two medium and a weak."""
    return strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)


@pytest.mark.parametrize(("strong", "medium", "weak"), list(product(range(4), range(5), range(5))))
def test_indicators_combine_as_the_source_says(strong, medium, weak):
    given_ = ["strong"] * strong + ["medium"] * medium + ["weak"] * weak
    assert (is_positive(given_, COMBINATIONS) is not None) == by_the_source(strong, medium, weak)


def test_dimensions_are_judged_apart():
    strengths = {"a": ("exploitation", "strong"), "b": ("exploitation", "weak"), "c": ("coercion", "strong")}
    found = derived(
        {"ind_exploitation": ["a", "b", "unknown"], "ind_coercion": ["c"]},
        strengths=strengths,
        combinations=COMBINATIONS,
    )
    assert found["dimension_exploitation"] == "positive"
    assert "dimension_coercion" not in found


def changed(row_id, **values):
    return [msgspec.structs.replace(row, **values) if row.id == row_id else row for row in ROWS]


def test_the_same_table_lowers_nothing():
    assert lowered(ROWS, ROWS) == []
    assert lowered(ROWS, [msgspec.structs.replace(row, source="another", id=f"X{row.id}") for row in ROWS]) == []


def test_a_row_left_out_is_a_lowering_unless_others_say_the_same():
    (found,) = lowered(ROWS, [row for row in ROWS if row.id != "P07"])
    assert (found.need, found.before, found.after) == ("safety_now", "immediate", "")
    assert found.answers["card"] == ("not_safe_with",)
    assert lowered(ROWS, [row for row in ROWS if row.id != "H12"]) != []
    doubled = [*ROWS, msgspec.structs.replace(ROWS[0], id="again")]
    assert lowered(doubled, ROWS) == []


def test_a_later_limit_is_a_lowering_and_a_sooner_one_is_not():
    (found,) = lowered(ROWS, changed("P04", priority="72h"))
    assert (found.need, found.before, found.after) == ("asylum_information", "24h", "72h")
    assert lowered(ROWS, changed("P04", priority="immediate")) == []


def test_a_later_limit_that_another_row_makes_good_is_none():
    # Every child who lost family has 24 hours by P03; what P02 says of them does not matter.
    narrowed = when(all=[{"ask": "minor", "among": ["no"]}, {"ask": "card", "has": ["lost_family"]}])
    (found,) = lowered(ROWS, changed("P02", when=narrowed))
    assert found.answers["minor"] not in (("yes",), ("maybe",), ("no",))  # only those whose age nobody put down


def test_a_narrower_condition_is_a_lowering_and_a_wider_one_is_not():
    (found,) = lowered(ROWS, changed("H01", when=when(ask="urgent", has=["bleeding"])))
    assert found.need == "medical_now"
    assert "bleeding" not in found.answers["urgent"]
    assert lowered(ROWS, changed("H01", when=when(any=[{"ask": "urgent", "has": [*ROWS_URGENT, "burns"]}]))) == []


ROWS_URGENT = next(row for row in ROWS if row.id == "H01").when.has


def test_a_change_too_large_to_see_through_counts_as_lowering():
    wide = when(ask="a", has=[f"v{number}" for number in range(20)])
    (row,) = [msgspec.structs.replace(ROWS[0], when=wide)]
    assert cases([wide]) is None
    assert lowered([row], [msgspec.structs.replace(row, when=when(ask="a", has=list(wide.has[:-1])))])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"priority": "soon"}, "row.priority"),
        ({"service": "prison"}, "row.service"),
        ({"source": " "}, "row.source"),
        ({"when": when()}, "condition.kind"),
        ({"when": when(ask="a")}, "condition.values"),
        ({"when": when(ask="a", all=[{"ask": "b", "is": "c"}])}, "condition.kind"),
        ({"when": when(all=[{"ask": "a", "is": "b", "has": ["c"]}])}, "condition.values"),
    ],
)
def test_a_table_that_cannot_be_read_is_found_before_it_is_released(row, fault):
    broken = msgspec.structs.replace(ROWS[0], **row)
    assert (broken.id, fault) in table_faults([broken], services=SERVICES)
    assert ("P01", "row.twice") in table_faults([ROWS[0], ROWS[0]], services=SERVICES)


codes = st.sampled_from(["a", "b", "c"])
single = st.builds(lambda q, v: when(ask=q, **{"is": v}), st.sampled_from(["q", "r"]), codes)
several = st.builds(lambda v: when(ask="m", has=v), st.lists(codes, min_size=1, max_size=2, unique=True))
conditions = st.recursive(
    single | several,
    lambda inner: st.builds(
        lambda kind, parts: when(**{kind: msgspec.to_builtins(parts)}),
        st.sampled_from(["all", "any"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)
rows_of = st.lists(
    st.builds(
        lambda condition, priority: msgspec.structs.replace(ROWS[0], when=condition, priority=priority),
        conditions,
        st.sampled_from(list(PRIORITIES)),
    ),
    max_size=3,
)
answered = st.fixed_dictionaries(
    {},
    optional={"q": codes | st.just("z"), "r": codes, "m": st.lists(st.sampled_from(["a", "b", "c", "z"]), unique=True)},
)


@given(old=rows_of, new=rows_of, answers=answered)
def test_nobody_is_worse_off_by_a_change_that_is_called_harmless(old, new, answers):
    if lowered(old, new):
        return
    before, after = needs_from(old, answers, NOON), needs_from(new, answers, NOON)
    assert {one.need for one in before} <= {one.need for one in after}
    for one in before:
        now = next(other for other in after if other.need == one.need)
        assert now.due_at <= one.due_at


@given(old=rows_of, new=rows_of)
def test_every_lowering_names_answers_that_show_it(old, new):
    for one in lowered(old, new):
        answers = {name: list(values) if name == "m" else values[0] for name, values in one.answers.items() if values}
        was = {need.need: need.priority for need in needs_from(old, answers, NOON)}
        now = {need.need: need.priority for need in needs_from(new, answers, NOON)}
        assert was[one.need] == one.before
        assert now.get(one.need, "") == one.after
