"""The demonstration's cases go through the real doors, in several states, and every page of them opens."""

import pytest

from safeconduct.domains.cases import queries
from safeconduct.entrypoints.demonstration.leading import CASES, lead_cases
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.verify import verify
from tests.desks.border_post.scenes import ok, words
from tests.desks.cases.scenes import HELD

pytestmark = pytest.mark.django_db


def test_the_cases_of_the_demonstration_show_every_state(desk, cast, agency):
    for code in {one[0] for one in CASES} - set(HELD):
        act = cast.act("adam", place="node", purpose="administration")
        register_compartment(act, compartment=code, agency="shelter", public=make_keys(code))
    lead_cases(cast.ids["esther"], cast.ids["grace"], cast.ids["leila"], cast.clock.now())
    rows, today = queries.cases(), "2026-03-04"
    assert {one.compartment for one in rows} == {"child_protection", "gbv", "trafficking", "health", "legal"}
    assert {one.status for one in rows} == {"open", "closed"}
    assert [one.offered_to for one in rows if one.offered_to] == [cast.ids["leila"]]
    assert sum(one.waits for one in rows) == 1
    assert any(one.is_open and one.due_on < today for one in rows)
    assert "(fictional)" in words(ok(desk("esther").get(f"/cases/{rows[0].subject}/")))
    assert "Overdue" in words(ok(desk("esther").get("/cases/calendar/")))
    assert verify(ledger()).sound
