"""An incident of gender-based violence: the minimal data set as its table says, under the seal, in its compartment."""

import pytest

from safeconduct.desks.cases.incident_words import ASKED
from safeconduct.domains.cases.rules import GBVIMS, checked_words
from safeconduct.foundation.web.labels import LABELS
from safeconduct.kernel.problems import Problem
from tests.desks.border_post.scenes import ok, words
from tests.desks.cases.scenes import do, now, opens

SAID = {field.name: field.codes[:1] if field.many else field.codes[0] for field in GBVIMS}
SAID |= {"incident_on": "2026-03-01", "reported_on": "2026-03-04", "account": "on the road to the well"}


def test_every_field_has_a_question_and_every_code_a_word():
    assert [field.name for field in GBVIMS] == list(ASKED)
    for field in GBVIMS:
        assert set(field.codes) <= LABELS[ASKED[field.name][1]].keys(), field.name


def test_nothing_in_the_table_could_hold_a_name_or_an_origin():
    names = {field.name for field in GBVIMS}
    assert not names & {"nationality", "country_of_origin", "religion", "ethnicity", "perpetrator_name", "address"}
    assert all(field.codes for field in GBVIMS)


@pytest.mark.parametrize(("more", "code"), [
    ({"type": ""}, "unknown_code"), ({"type": "theft"}, "unknown_code"), ({"perpetrators": "Ahmed"}, "unknown_code"),
    ({"vulnerable": ("tall",)}, "unknown_code"), ({"incident_on": ""}, "not_a_day"),
    ({"incident_on": "2026-03-05"}, "day_ahead"), ({"incident_on": "2026-04"}, "day_ahead"),
    ({"incident_on": "2027"}, "day_ahead"), ({"reported_on": "today"}, "not_a_day"),
])  # fmt: skip
def test_what_an_incident_refuses(more, code):
    with pytest.raises(Problem, match=rf"cases\.{code}"):
        checked_words("incident", {**SAID, **more}, "2026-03-04")


@pytest.mark.parametrize("when", ["2026", "2026-03", "2026-03-04"])
def test_a_month_or_a_year_is_enough(when):
    assert checked_words("incident", {**SAID, "incident_on": when, "account": ""}, "2026-03-04")["incident_on"] == when


@pytest.mark.django_db
def test_an_incident_is_shown_in_words_and_corrected(desk, cast, agency):
    esther = desk("esther")
    case = opens(cast, esther)
    do(esther, case, "incident", **SAID)
    seen = words(ok(esther.get(f"/cases/{case.subject}/")))
    for said in (
        "Type: the first that fits",
        "Rape",
        "Intimate partner",
        "on the road to the well",
        "Physical disability",
    ):
        assert said in seen
    answer = do(esther, case, "incident", 422, **{**SAID, "type": ""})
    assert "This value is not in the list" in words(answer)
    assert "on the road to the well" in answer.content.decode()
    assert now(case).status == "open"


@pytest.mark.django_db
def test_an_incident_belongs_to_its_compartment(desk, cast, agency):
    esther = desk("esther")
    case = opens(cast, esther, compartment="legal")
    assert "Open one for it" in words(do(esther, case, "incident", 422, **SAID))
