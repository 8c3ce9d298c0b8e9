"""Cases of misconduct on the agency's node: opened once, taken up in time, followed up, closed with what was found."""

from datetime import timedelta

import pytest
from django.conf import settings

from safeconduct.domains.accountability import queries
from safeconduct.foundation.compartments.commands import place_sealed, register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, seal_for
from safeconduct.kernel.problems import Problem
from tests.desks.border_post.scenes import field, ok, sent, words

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "The guard asked for money"


@pytest.fixture
def agency(cast, monkeypatch):
    """This node is the agency's, and holds the compartment."""
    monkeypatch.setattr(settings, "SAFECONDUCT_PROFILE", "agency")
    act = cast.act("adam", place="node", purpose="administration")
    register_compartment(act, compartment="misconduct", agency="river_aid", public=make_keys("misconduct"))


def arrives(cast, **content):
    base = {"form": "misconduct", "v": 1, "about": "misconduct", "by": "family", "words": SAID, "who": "the guard",
            "where": "gate, noon", "reach": "", "code": "ABCDEFGH23", "post_name": "Kadar Bridge",
            "at": cast.clock.now().isoformat()}  # fmt: skip
    place_sealed(cast.act(), seal_for("misconduct", base | content))


def the_case(client):
    ok(client.get("/conduct/"))
    (row,) = queries.cases()
    return row


def done(client, row, move, **said):
    page = ok(client.get(f"/conduct/{row.subject}/"))
    return client.post(f"/conduct/{row.subject}/{move}/", sent(seen=field(page, "seen"), **said))


def test_a_case_goes_from_the_seal_to_its_finding(desk, cast, agency):
    client = desk("ines")
    assert "No case here" in words(ok(client.get("/conduct/")))
    arrives(cast)
    arrives(cast, form="routine")
    row = the_case(client)
    listed = words(ok(client.get("/conduct/")))
    assert row.number in listed
    assert SAID not in listed
    assert SAID in words(ok(client.get(f"/conduct/{row.subject}/")))
    assert done(client, row, "close", outcome="substantiated", words="so it was").status_code == 422
    assert done(client, row, "acknowledge", words="called the aunt").status_code == 302
    assert done(client, row, "step", step="heard", words="the aunt told it again").status_code == 302
    assert done(client, row, "close", outcome="substantiated", words="the guard is gone").status_code == 302
    closed = words(ok(client.get(f"/conduct/{row.subject}/")))
    assert "the guard is gone" in closed
    assert done(client, row, "reopen", words="another witness came").status_code == 302
    assert queries.case(row.subject).is_open
    csv = ok(client.get("/conduct/export.csv")).content.decode()
    assert row.number in csv
    assert SAID not in csv


def test_what_is_not_taken_up_or_followed_up_is_overdue(desk, cast, agency):
    arrives(cast, about="sexual_exploitation")
    client, now = desk("ines"), cast.clock.now()
    row = the_case(client)
    assert queries.overdue_cases(now + timedelta(hours=23)) == []
    assert [one.number for one in queries.overdue_cases(now + timedelta(hours=25))] == [row.number]
    assert done(client, row, "acknowledge", words="called").status_code == 302
    assert queries.overdue_cases(now + timedelta(days=13)) == []
    assert len(queries.overdue_cases(now + timedelta(days=15))) == 1


def test_who_complained_is_found_by_their_code_alone(desk, cast, agency):
    arrives(cast)
    row = the_case(desk("ines"))
    assert row.number in words(ok(desk("ines").get("/conduct/?code=abcde-fgh23")))
    assert row.number not in words(ok(desk("ines").get("/conduct/?code=ZZZZZZZZZZ")))


def test_what_was_said_is_erased_once_the_case_is_closed(desk, cast, agency):
    arrives(cast)
    client = desk("ines")
    row = the_case(client)
    assert done(client, row, "erase").status_code == 422
    done(client, row, "acknowledge", words="called")
    done(client, row, "close", outcome="taken_back", words="they asked for it")
    assert done(client, row, "erase").status_code == 302
    left = queries.case(row.subject)
    assert (left.words, left.who, left.code, left.outcome) == ("", "", "", "taken_back")
    assert SAID not in words(ok(client.get(f"/conduct/{row.subject}/")))


def test_what_a_post_sealed_badly_is_taken_in_all_the_same(desk, cast, agency):
    arrives(cast, about=7, by=None, words=["x"], at="yesterday", who="w" * 900)
    row = the_case(desk("ines"))
    assert (row.about, row.by, row.words, len(row.who)) == ("misconduct", "anonymous", "", 200)


@pytest.mark.parametrize("who", ["dalia", "adam", "olga", "esther", "chidi", "petra"])
def test_nobody_but_the_focal_point_sees_a_case(desk, cast, agency, who):
    arrives(cast)
    row = the_case(desk("ines"))
    for path in ("", f"{row.subject}/", "export.csv"):
        assert desk(who).get(f"/conduct/{path}").status_code == 403


def test_a_post_has_no_such_desk(desk, cast):
    assert "agency that receives them" in words(ok(desk("ines").get("/conduct/"), 403))


def test_a_move_that_does_not_exist_is_not_found(desk, cast, agency):
    arrives(cast)
    row = the_case(desk("ines"))
    assert done(desk("ines"), row, "forget").status_code == 404
    with pytest.raises(Problem):
        queries.case("0" * 32)
