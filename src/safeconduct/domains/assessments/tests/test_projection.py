"""Rows of assessments: total, and a signature counts for a second person, a role that may, and what stands alone."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.domains.assessments import facts
from safeconduct.domains.assessments.facts import AssessmentSigned, AssessmentWithdrawn, AssessmentWritten
from safeconduct.domains.assessments.projection import assessment_rows, provisional_rows
from safeconduct.domains.assessments.risks import Answered
from safeconduct.domains.assessments.tables import PROJECTIONS
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id
from tests.held_histories import NOON, SUBJECT, histories

STREAMS = ("north.1.authority", "south.1.authority")
CODES = st.sampled_from(["", "agency", "none", "2026-12-31", *map(derived_id, "ab")])
RISKS = st.lists(st.builds(Answered, code=CODES, likelihood=CODES), max_size=2).map(tuple)
WRITTEN = AssessmentWritten(
    kind="agency", about=derived_id("agency"), about_name="Hope", purposes=("referral",), fields=("name",),
    people=("children",), risks=(Answered(code="stigma", likelihood="none"),), valid_until="2027-03-04",
    necessity="n", proportionality="p", heard="h", measures="", renews="",
)  # fmt: skip


def held(seq, fact, actor, *roles, readable=True):
    return Held(
        fact=fact, subject=SUBJECT, stream=STREAMS[0], seq=seq, seen={STREAMS[0]: seq - 1}, clock=seq,
        happened_at=NOON, recorded_at=NOON + timedelta(minutes=seq), actor=actor, roles=frozenset(roles), place="node",
        rules=1, readable=readable,
    )  # fmt: skip


def row(*entries):
    return assessment_rows(entries)["assessments_assessment"][0]


FIRST = held(1, WRITTEN, "petra", "protection_coordinator")
SAW = row(FIRST)["digest"]


def signing(saw=SAW, actor="olga", role="oversight"):
    return held(2, AssessmentSigned(saw=saw), actor, role)


@pytest.mark.parametrize("role", ["oversight", "protection_coordinator", "protection_officer"])
def test_a_second_person_of_protection_or_oversight_signs(role):
    found = row(FIRST, signing(role=role))
    assert (found["state"], found["signed_by"], found["authors"]) == ("signed", "olga", ["petra"])


@pytest.mark.parametrize(
    "signature",
    [signing(actor="petra"), signing(role="administrator"), signing(role="border_officer"), signing(saw="0" * 32)],
    ids=["own hand", "administrator", "officer", "something else was seen"],
)
def test_every_other_signature_counts_for_nothing(signature):
    assert row(FIRST, signature)["state"] == "draft"


def test_what_was_written_anew_after_the_signature_is_not_signed():
    later = held(3, AssessmentWritten(fields=("name", "nationality")), "petra", "protection_coordinator")
    assert row(FIRST, signing(), later)["state"] == "draft"


def test_what_cannot_be_read_covers_nothing():
    unread = held(1, AssessmentWritten(kind="agency", about=WRITTEN.about), "petra", readable=False)
    found = row(unread)
    assert row(unread, signing(saw=found["digest"]))["state"] == "draft"


def test_a_withdrawal_stands_before_and_after_every_signature():
    taken_back = held(3, AssessmentWithdrawn(reason="The agency left"), "olga", "oversight")
    for entries in ((FIRST, signing(), taken_back), (taken_back, FIRST, signing())):
        assert (row(*entries)["state"], row(*entries)["reason"]) == ("withdrawn", "The agency left")


def test_of_two_exceptions_the_one_that_ends_first_counts():
    one = facts.AllowedProvisionally(about="a", until="2026-03-18", about_name="River", reason="flood")
    two = facts.AllowedProvisionally(about="a", until="2026-03-11", about_name="River", reason="fire")
    for order in ((held(1, one, "adam"), held(2, two, "adam")), (held(1, two, "adam"), held(2, one, "adam"))):
        (found,) = provisional_rows(order)["assessments_provisional"]
        assert (found["until"], found["reason"]) == ("2026-03-11", "fire")


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "rows_of", "models"), PROJECTIONS, ids=[kind for kind, _, _ in PROJECTIONS])
@settings(max_examples=100)
@given(data=st.data())
def test_rows_are_a_total_function_of_what_is_held(kind, rows_of, models, data):
    kinds = [one for one in facts.FACTS if kind == one.KIND]
    entries = data.draw(histories(kinds, STREAMS, {"risks": RISKS}, CODES))
    assert rows_of(data.draw(st.permutations(entries))) == rows_of(entries)
    tables = {model._meta.db_table: Table(model) for model in models}
    part = data.draw(st.lists(st.sampled_from(entries), unique_by=lambda one: one.ref))
    for name, rows in rows_of(part).items():
        for one in rows:
            tables[name].values(one, SUBJECT)
