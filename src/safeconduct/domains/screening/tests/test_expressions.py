"""Conditions as text: what is read back is what was written, and what says more is refused from where it begins."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.domains.screening.rules.conditions import When, fulfilled
from safeconduct.domains.screening.rules.expressions import read, simplified, written
from safeconduct.domains.screening.rules.instrument import read_instrument
from safeconduct.domains.screening.rules.reading import shipped_rules
from safeconduct.domains.screening.rules.released import shipped
from safeconduct.kernel.problems import Refused


def when(**parts):
    return msgspec.convert(parts, When)


LOST, HELD = {"ask": "papers", "is": "lost"}, {"ask": "papers", "is": "held"}
TALK = {"ask": "card", "has": ["talk"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${papers} = 'lost'", LOST),
        (' ${papers}="lost" ', LOST),
        ("selected(${card}, 'talk')", TALK),
        ('SELECTED( ${card} ,"talk" )', TALK),
        ("${papers} = 'lost' and selected(${card}, 'talk')", {"all": [LOST, TALK]}),
        ("${papers} = 'lost' or selected(${card}, 'talk')", {"any": [LOST, TALK]}),
        ("${papers} = 'lost' or ${papers} = 'held'", {"ask": "papers", "among": ["lost", "held"]}),
        ("selected(${card}, 'talk') or selected(${card}, 'hurt')", {"ask": "card", "has": ["talk", "hurt"]}),
        ("((${papers} = 'lost'))", LOST),
        (
            "${a} = '1' or ${b} = '2' and ${c} = '3'",
            {"any": [{"ask": "a", "is": "1"}, {"all": [{"ask": "b", "is": "2"}, {"ask": "c", "is": "3"}]}]},
        ),
        (
            "(${a} = '1' or ${b} = '2') and ${c} = '3'",
            {"all": [{"any": [{"ask": "a", "is": "1"}, {"ask": "b", "is": "2"}]}, {"ask": "c", "is": "3"}]},
        ),
        ("${and_so} = 'or'", {"ask": "and_so", "is": "or"}),
    ],
)
def test_a_text_says_this_condition(text, expected):
    assert read(text) == when(**expected)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("", ""),
        ("not(selected(${a}, 'b'))", "not(selected"),
        ("${age} > 18", "${age} > 18"),
        ("${a} != 'b'", "${a} != 'b'"),
        ("${a} = 3", "${a} = 3"),
        ("${a} = 'b' and", ""),
        ("${a} = 'b' ${c} = 'd'", "${c} = 'd'"),
        ("(${a} = 'b'", ""),
        ("${a} = 'b')", ")"),
        ("and ${a} = 'b'", "and ${a}"),
        ("count-selected(${a}) = 2", "count-selected"),
        ("true()", "true()"),
        ("pulldata('x', 'y', 'z', ${a})", "pulldata"),
        ("(" * 60 + "${a} = 'b'" + ")" * 60, "((("),
    ],
)
def test_what_says_more_is_refused_from_where_it_begins(text, rest):
    with pytest.raises(Refused, match=r"expression\.not_understood") as refused:
        read(text)
    assert refused.value.details["rest"].startswith(rest)


def every_condition():
    instrument, rules = read_instrument(shipped("interview")), shipped_rules()
    found = [row.when for row in (*rules.needs, *rules.categories)]
    return found + [one.relevant for one in (*instrument.sections, *instrument.questions) if one.relevant]


def test_every_condition_of_the_shipped_tables_comes_back_as_it_was():
    conditions = every_condition()
    assert len(conditions) > 120
    for one in conditions:
        assert read(written(one)) == simplified(one)


names, codes = st.sampled_from(["a", "b", "c_d"]), st.sampled_from(["x", "y", "or"])
leaves = st.one_of(
    st.builds(lambda n, v: when(ask=n, **{"is": v}), names, codes),
    st.builds(lambda n, v: when(ask=n, among=v), names, st.lists(codes, min_size=1, max_size=3, unique=True)),
    st.builds(lambda v: when(ask="m", has=v), st.lists(codes, min_size=1, max_size=3, unique=True)),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda kind, parts: when(**{kind: msgspec.to_builtins(parts)}),
        st.sampled_from(["all", "any"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
answers = st.fixed_dictionaries({}, optional={"a": codes, "b": codes, "c_d": codes, "m": st.lists(codes, unique=True)})


@given(condition=conditions, given_=answers)
def test_written_and_read_again_it_holds_for_the_same_answers(condition, given_):
    again = read(written(condition))
    assert again == simplified(condition)
    assert (fulfilled(again, given_) is None) == (fulfilled(condition, given_) is None)
    assert read(written(again)) == again
