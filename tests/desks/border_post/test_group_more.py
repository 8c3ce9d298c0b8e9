"""What is rare with a group: correcting it, moving people, splitting off, voiding, taking a decision back."""

from datetime import timedelta

import pytest

from safeconduct.domains.crossings import commands as crossing_commands
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.tokens import make_token
from tests.desks.border_post.scenes import Family, field, ok, sent, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def bilal(desk):
    return desk("bilal")


@pytest.fixture
def family(cast):
    return Family(cast)


@pytest.fixture
def url(family):
    return f"/post/register/{family.group}/"


GROUP = {"g-size": "2", "g-transport": "foot", "g-nationality": "SYR"}


def test_the_page_shows_members_histories_and_ways(bilal, family, url):
    page = words(ok(bilal.get(url + "more/")))
    for word in ("Move people to another group", "Amina Haddad", "History of the group", "Enters again"):
        assert word in page


def test_a_group_is_corrected_with_a_reason(bilal, family, url):
    seen = field(ok(bilal.get(url + "more/")), "seen")
    form = sent(**GROUP | {"g-size": "4", "g-destination": "Sarn"}, seen=seen)
    assert "Say in a few words" in words(ok(bilal.post(url + "correct/", form), 422))
    ok(bilal.post(url + "correct/", form | {"g-reason": "two more arrived"}), 302)
    group = queries.group(family.group).group
    assert (group.size, group.destination_shown) == (4, "Sarn")
    assert "two more arrived" in words(ok(bilal.get(url + "more/")))


def test_a_child_split_off_is_flagged_gets_a_token_and_is_counted_once(bilal, cast, family, url):
    seen = field(ok(bilal.get(url + "more/")), "seen")
    form = sent(persons=[family.yusuf], reason="family_divides", seen=seen)
    answer = ok(bilal.post(url + "move/", form), 302)
    new_group = answer.url.strip("/").split("/")[-1]
    assert queries.person(family.yusuf).group == new_group
    assert [flag.kind for flag in queries.flags_of(family.yusuf) if flag.open] == ["separation"]
    left, split = crossings.crossing(family.crossing), crossings.crossings_of_group(new_group)[0]
    assert (left.people, left.persons) == (1, [family.amina])
    assert (split.people, split.persons, split.known_token) == (1, [family.yusuf], left.token)
    assert crossings.counters(cast.post).people_entry == 2
    assert crossings.counters(cast.post).unique_persons == 2
    assert queries.group(family.group).group.size == 1
    assert verify(cast.ledger).sound
    again = ok(bilal.post(url + "move/", form), 302)
    assert again.url == answer.url


def test_people_are_moved_to_the_group_of_a_token(bilal, cast, family, url):
    other = Family(cast, name="other")
    token = crossings.crossing(other.crossing).token
    form = sent(persons=[family.amina], token=token.lower(), reason="family_found", relation="sibling")
    ok(bilal.post(url + "move/", form), 302)
    moved = queries.person(family.amina)
    assert (moved.group, moved.relation) == (other.group, "sibling")
    assert crossings.crossing(other.crossing).people == 3
    assert crossings.counters(cast.post).people_entry == 4
    assert [flag.kind for flag in queries.flags_of(family.yusuf) if flag.open] == ["separation"]


def test_who_was_admitted_together_stays_one_crossing(bilal, cast, family, url):
    crossing_commands.decide(cast.act(), crossing=family.crossing, decision="admit")
    ok(bilal.post(url + "move/", sent(persons=[family.yusuf], reason="care_arranged")), 302)
    assert crossings.crossing(family.crossing).people == 2
    assert crossings.counters(cast.post).people_entry == 2


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"reason": "own_wish"}, "Choose who goes"),
        ({"persons": ["amina"]}, "Choose why"),
        (
            {"persons": ["amina"], "reason": "own_wish", "token": make_token("B", 9999)},
            "No group stands behind this token",
        ),
    ],
)
def test_what_is_missing_for_a_move_is_said_and_nothing_moves(bilal, family, url, form, sentence):
    named = {"persons": [family.amina]} if "persons" in form else {}
    answer = ok(bilal.post(url + "move/", sent(**form | named)), 422)
    assert sentence in words(answer)
    assert queries.person(family.amina).group == family.group


def test_a_voided_group_takes_its_crossing_along_and_comes_back_within_a_minute(bilal, family, url):
    seen = field(ok(bilal.get(url + "more/")), "seen")
    ok(bilal.post(url + "void/", sent(reason="", seen=seen)), 422)
    ok(bilal.post(url + "void/", sent(reason="entered twice", seen=seen)), 302)
    assert queries.group(family.group).group.voided
    assert crossings.crossing(family.crossing).voided
    assert "Undo" in words(ok(bilal.get(url + "more/")))
    ok(bilal.post(url + "restore/", sent()), 302)
    assert not queries.group(family.group).group.voided


def crossing_form(page, **changes):
    html = page.content.decode()
    arrived = html.split('name="c-arrived_at"')[1].split('value="')[1].split('"')[0]
    base = {"c-direction": "entry", "c-transport": "foot", "c-number": "2", "c-arrived_at": arrived}
    return sent(**base | changes, seen=field(page, "seen"))


def test_a_crossing_is_corrected_in_the_time_of_the_post(bilal, family, url):
    page = ok(bilal.get(url + "more/"))
    assert 'value="2026-03-04 14:00:00"' in page.content.decode()
    form = crossing_form(page, **{"c-transport": "bus", "c-arrived_at": "2026-03-04T13:15"})
    ok(bilal.post(f"/post/crossing/{family.crossing}/correct/", form), 422)
    ok(bilal.post(f"/post/crossing/{family.crossing}/correct/", form | {"c-reason": "came by bus"}), 302)
    crossing = crossings.crossing(family.crossing)
    assert (crossing.transport, crossing.arrived_at.isoformat()) == ("bus", "2026-03-04T11:15:00+00:00")


def test_only_what_was_changed_of_a_crossing_is_said(bilal, family, url):
    form = crossing_form(ok(bilal.get(url + "more/")), **{"c-number": "3", "c-reason": "one more"})
    ok(bilal.post(f"/post/crossing/{family.crossing}/correct/", form), 302)
    assert [line.field for line in crossings.history_of(family.crossing) if line.what == "corrected"] == ["people"]


def test_a_crossing_is_voided_with_a_reason(bilal, family, url):
    ok(bilal.post(f"/post/crossing/{family.crossing}/void/", sent(reason="")), 422)
    ok(bilal.post(f"/post/crossing/{family.crossing}/void/", sent(reason="never came")), 302)
    assert crossings.crossing(family.crossing).voided
    assert not queries.group(family.group).group.voided


def test_a_decision_is_taken_back_within_a_minute_by_whoever_made_it(bilal, desk, cast, family, url):
    crossing_commands.decide(cast.act(), crossing=family.crossing, decision="admit")
    assert "Undo" in words(ok(bilal.get(url + "more/")))
    assert "Undo" not in words(ok(desk("zainab").get(url + "more/")))
    ok(bilal.post(f"/post/crossing/{family.crossing}/undo/", sent()), 302)
    assert crossings.crossing(family.crossing).decision == ""
    crossing_commands.decide(cast.act(), crossing=family.crossing, decision="admit")
    cast.clock.pass_time(timedelta(seconds=61))
    ok(bilal.post(f"/post/crossing/{family.crossing}/undo/", sent()), 422)


def test_dalia_is_refused(desk, family, url):
    client = desk("dalia")
    assert client.get(url + "more/").status_code == 403
    for page in ("correct/", "move/", "void/", "restore/"):
        assert client.post(url + page, sent()).status_code == 403
    for page in ("correct/", "void/", "undo/"):
        assert client.post(f"/post/crossing/{family.crossing}/{page}", sent()).status_code == 403
