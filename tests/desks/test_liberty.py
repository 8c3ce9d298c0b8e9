"""Deprivation of liberty through its pages: written down, reviewed, ended; a child alarms oversight at once."""

from datetime import timedelta

import pytest

from safeconduct.domains.liberty import queries
from safeconduct.domains.liberty.states import liberty_of
from safeconduct.foundation.journal.verify import verify
from tests.desks.border_post.scenes import Family, field, ok, sent, words
from tests.turning_away import Arrival, prepare

pytestmark = pytest.mark.django_db
SINCE = "2026-03-04T10:00"
SAID = {"ground": "identity", "authority": "border_guard", "facility": "post_room", "since": SINCE}


@pytest.fixture
def omar(cast):
    prepare(cast)
    return Arrival(cast)


def writes(client, status=302, **said):
    return ok(client.post("/liberty/new/", sent(**{**SAID, **said})), status)


def held(client, one, **said):
    """Written down by the number of the group; the address of the record."""
    found = ok(client.post("/liberty/new/", sent(then="find", token=token_of(one))))
    return writes(client, crossing=field(found, "crossing"), person=one.person, **said)["Location"]


def token_of(one):
    from safeconduct.domains.crossings.queries import crossing

    return crossing(one.crossing).token


def does(client, address, status=302, **what):
    page = ok(client.get(address))
    (row,) = [one for one in queries.deprivations_of(address.split("/")[2]) if one.is_open]
    return ok(client.post(address, sent(seen=field(page, "seen"), deprivation=row.id, **what)), status)


def test_the_pages_begin_empty_and_say_what_shows_there(desk):
    for who in ("samira", "petra"):
        assert "Nobody is held" in words(ok(desk(who).get("/liberty/")))
    assert "Nothing to look at" in words(ok(desk("olga").get("/liberty/watch/")))


def test_somebody_is_written_down_reviewed_and_released(desk, omar, cast):
    samira = desk("samira")
    address = held(samira, omar, told_reasons="yes", language="Arabic", told="Because of a missing passport")
    page = words(ok(samira.get(address)))
    assert "To establish who they are" in page
    assert "Omar" in page
    assert "Because of a missing passport" in page
    assert "UNHCR Detention Guidelines" in page
    does(samira, address, then="review", by="court", outcome="continued", why="The embassy has not answered")
    assert "The embassy has not answered" in words(ok(samira.get(address)))
    does(samira, address, then="move", move="released")
    assert "Not held now" in words(ok(samira.get(address)))
    assert "Released" in words(ok(samira.get("/liberty/?which=ended")))
    assert "Nobody is held" in words(ok(samira.get("/liberty/")))
    assert verify(cast.ledger).sound


def test_a_review_that_is_overdue_rises_at_three_desks(desk, omar, cast):
    samira, petra, olga = (desk(who) for who in ("samira", "petra", "olga"))
    address = held(samira, omar)
    assert "overdue" not in words(ok(petra.get("/liberty/"))).replace("review overdue", "").replace(
        "Review overdue", ""
    )
    cast.clock.pass_time(timedelta(hours=49))
    for client in (samira, petra):
        row = words(ok(client.get("/liberty/?which=overdue")))
        assert "overdue" in row
        assert "Omar" in row
    watched = words(ok(olga.get("/liberty/watch/")))
    assert "Reviews overdue" in watched
    assert "Held longer than the ground allows" in watched
    assert "Omar" not in watched
    assert "identity" not in watched
    does(samira, address, then="review", by="court", outcome="continued", why="Looked at")
    assert "Reviews overdue" not in words(ok(olga.get("/liberty/watch/")))


def test_a_child_alarms_oversight_at_once_until_it_says_what_was_done(desk, cast):
    family = Family(cast)
    family.person = family.yusuf
    held(desk("samira"), family, ground="removal")
    olga = desk("olga")
    page = ok(olga.get("/liberty/watch/"))
    assert "A child is held" in words(page)
    assert "Yusuf" not in words(page)
    alarm = {name: field(page, name) for name in ("person", "alarm", "seen")}
    assert "Say what was done" in words(ok(olga.post("/liberty/watch/", sent(**alarm)), 422))
    assert "A child is held" in words(ok(olga.get("/liberty/watch/")))
    ok(olga.post("/liberty/watch/", sent(**alarm, done=["child_protection_there", "release_asked"])), 302)
    answered = words(ok(olga.get("/liberty/watch/")))
    assert "Answered" in answered
    assert "Release asked for" in answered
    assert queries.open_alarms() == []
    assert "1 child is held" in words(ok(desk("petra").get("/liberty/")))


def test_somebody_whom_nobody_registered_is_described_and_a_ground_outside_the_table_rises(desk, cast):
    samira = desk("samira")
    assert "Describe the person" in words(writes(samira, 422, ground="other"))
    address = writes(samira, description="Man, about thirty, green jacket", ground="other")["Location"]
    assert "green jacket" in words(ok(samira.get(address)))
    watched = words(ok(desk("olga").get("/liberty/watch/")))
    assert "No known legal basis" in watched
    assert "green jacket" not in watched


def test_what_cannot_be_true_is_refused_and_loses_nothing(desk, omar, cast):
    samira = desk("samira")
    for since in ("", "2026-03-09T10:00", "yesterday"):
        page = writes(samira, 422, description="A man by the door", since=since)
        assert "Give a day and time" in words(page)
        assert "A man by the door" in page.content.decode()
    assert "language is not in the list" in words(writes(samira, 422, description="x", language="Zzzzqq"))
    assert queries.figures(cast.clock.now()).held == 0


def test_the_state_is_told_only_if_they_ask_and_in_writing_while_protection_has_to_hear_them(desk, omar):
    samira, olga = desk("samira"), desk("olga")
    address = held(samira, omar, hold="yes")
    assert "Protection has to hear this person" in words(does(samira, address, 422, then="consulate", whom="Embassy"))
    corrected = f"{address}{queries.deprivations_of(omar.person)[0].id}/correct/"

    def says(consular):
        page = ok(samira.get(corrected))
        form = {**SAID, "minor": "no", "consular": consular, "correction": "Asked again"}
        ok(samira.post(corrected, sent(seen=field(page, "seen"), then="correct", **form)), 302)

    says("asked")
    assert "Protection has to hear this person" in words(does(samira, address, 422, then="consulate", whom="Embassy"))
    does(samira, address, then="told", whom="Embassy, by the police")
    assert "Their State was told" in words(ok(olga.get("/liberty/watch/")))
    says("asked_in_writing")
    does(samira, address, then="consulate", whom="Embassy")
    assert "Told" in words(ok(samira.get(address)))


def test_what_was_written_twice_does_not_count(desk, omar, cast):
    samira = desk("samira")
    address = held(samira, omar)
    page = f"{address}{queries.deprivations_of(omar.person)[0].id}/correct/"
    seen = field(ok(samira.get(page)), "seen")
    ok(samira.post(page, sent(seen=seen, then="void", reason="entered_twice")), 302)
    assert "Written down twice" in words(ok(samira.get(address)))
    assert queries.figures(cast.clock.now()).held == 0


def test_another_post_sees_nothing_of_it(desk, omar, cast):
    held(desk("samira"), omar)
    elsewhere = desk("tomas", cast.other_post)
    assert "Nobody is held" in words(ok(elsewhere.get("/liberty/")))
    assert elsewhere.get(f"/liberty/{omar.person}/").status_code == 404
    assert "Omar" in words(ok(desk("petra", cast.other_post).get("/liberty/")))


@pytest.mark.parametrize("who", ["dalia", "bilal", "hana", "adam", "nadia"])
def test_nobody_else_sees_who_is_held(desk, omar, who):
    held(desk("samira"), omar)
    one = desk(who)
    for page in ("/liberty/", "/liberty/new/", f"/liberty/{omar.person}/", "/liberty/watch/", "/liberty/counts.csv"):
        assert one.get(page).status_code == 403


def test_oversight_reads_no_name_and_the_others_answer_no_alarm(desk, omar):
    held(desk("samira"), omar)
    assert desk("olga").get("/liberty/").status_code == 403
    assert desk("olga").get(f"/liberty/{omar.person}/").status_code == 403
    assert desk("samira").get("/liberty/watch/").status_code == 403
    assert desk("petra").post("/liberty/watch/", sent()).status_code == 403


def test_numbers_leave_without_a_name_and_hide_what_is_small(desk, omar):
    held(desk("samira"), omar)
    answer = ok(desk("olga").get("/liberty/counts.csv"))
    text = answer.content.decode("utf-8-sig")
    assert "*" in text
    assert "Omar" not in text
    assert omar.person not in text
    assert all(line.rstrip().endswith(("*", "Number", ",0")) for line in text.splitlines())


def alternatives(client, one, status=302, **what):
    address = f"/liberty/{one.person}/alternatives/"
    return ok(client.post(address, sent(seen=field(ok(client.get(address)), "seen"), **what)), status)


LESSER = {f"lesser_{code}": "not_available_here" for code in ("registration", "case_management", "guarantor")}


def test_an_alternative_is_asked_of_one_person_after_a_look_the_least_first(desk, omar, cast):
    samira = desk("samira")
    page = words(ok(samira.get(f"/liberty/{omar.person}/alternatives/")))
    assert "Look at this person" in page
    assert "Ask it of them" not in page
    alternatives(samira, omar, then="assess", identity="documented", ties=["address", "family_here"])
    impose = {"then": "impose", "kind": "documents", "ground": "identity", "until": "2026-03-20", "order": "Number 12"}
    refused = words(alternatives(samira, omar, 422, **impose))
    assert "asks less comes first" in refused
    assert "Number 12" in alternatives(samira, omar, 422, **impose).content.decode()
    alternatives(samira, omar, **impose, **LESSER, conditions=["hand_in_document"])
    shown = words(ok(samira.get(f"/liberty/{omar.person}/alternatives/")))
    assert "Documents handed in" in shown
    assert "UNHCR Detention Guidelines" in shown
    assert "Documents handed in" in words(ok(samira.get("/liberty/")))
    (row,) = queries.alternatives_of(omar.person)
    assert "Write down what the person says" in words(
        alternatives(samira, omar, 422, then="breach", alternative=row.id, breach="other", heard="explained")
    )
    alternatives(samira, omar, then="breach", alternative=row.id, breach="missed_report", heard="explained",
                 explanation="The bus did not come")  # fmt: skip
    alternatives(samira, omar, then="appeal", alternative=row.id, appeal="made")
    shown = words(ok(samira.get(f"/liberty/{omar.person}/alternatives/")))
    assert "The bus did not come" in shown
    assert "Appealed" in shown
    alternatives(desk("petra"), omar, then="end", alternative=row.id, reason="no_longer_needed")
    assert not queries.alternatives_of(omar.person)[0].is_open
    assert verify(cast.ledger).sound


def test_what_holds_people_is_no_alternative_and_a_gate_says_what_to_do(desk, cast):
    prepare(cast)
    from tests.turning_away import CHILD

    child = Arrival(cast, "child", births=(CHILD,))
    samira = desk("samira")
    alternatives(samira, child, then="assess", identity="documented", ties=["none_known"])
    impose = {"then": "impose", "ground": "identity", "until": "2026-03-20", "order": "Number 12", **LESSER}
    assert "holds people too" in words(alternatives(samira, child, 422, kind="electronic_monitoring", **impose))
    assert "Nothing is asked of a child but what is care" in words(
        alternatives(samira, child, 422, kind="documents", **impose)
    )
    assert "Give a last day within" in words(
        alternatives(samira, child, 422, kind="registration", **{**impose, "until": "2026-05-20"})
    )
    alternatives(samira, child, kind="registration", **impose)
    assert queries.alternatives_of(child.person)[0].is_open


@pytest.mark.parametrize("who", ["dalia", "bilal", "olga"])
def test_nobody_else_sees_what_is_asked_of_people(desk, omar, who):
    assert desk(who).get(f"/liberty/{omar.person}/alternatives/").status_code == 403


def test_the_person_gets_a_paper_in_their_language_with_their_rights(desk, omar, cast):
    from safeconduct.desks.liberty.paper import paper_of

    samira = desk("samira")
    address = held(samira, omar, language="Arabic", hold="yes")
    answer = ok(samira.get(f"{address}paper.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    told = paper_of(omar.person, cast.post, "")
    assert told.labels.language == "ar"
    english = paper_of(omar.person, cast.post, "en")
    said = " ".join(f"{one.label} {one.value} {one.note}" for group in english.sheets[0].groups
                    for one in group.statements)  # fmt: skip
    assert "To establish who they are" in said
    assert "It is told only if you ask for it" in said
    assert "2026-03-06 10:00" in said  # the post's clock, 48 hours after it began
    assert "Protection" not in said
    assert desk("bilal").get(f"{address}paper.pdf").status_code == 403


def test_from_a_persons_page_they_are_found_already(desk, omar):
    samira = desk("samira")
    assert "Liberty…" in words(ok(samira.get(f"/post/member/{omar.person}/")))
    page = ok(samira.get(f"/liberty/new/?person={omar.person}"))
    assert field(page, "crossing") == omar.crossing
    assert f'value="{omar.person}" selected' in page.content.decode()


def test_an_agency_that_reads_screenings_reads_who_is_held_and_writes_nothing(desk, omar, settings):
    """Codes go in its stream and words stay at the post; no door of this room stands on its node."""
    held(desk("samira"), omar, facility_name="Unmistakable House")
    receipts = queries.seen_of_all([liberty_of(omar.person)])[liberty_of(omar.person)]
    audiences = {stream.split(".", 2)[2] for stream in receipts}
    assert audiences == {"referral.river_aid", "register"}
    settings.SAFECONDUCT_PROFILE = "agency"
    esther = desk("esther")
    page = words(ok(esther.get("/liberty/")))
    assert "To establish who they are" in page
    assert "Somebody is held" not in page
    assert "Write the review down" not in words(ok(esther.get(f"/liberty/{omar.person}/")))
    assert esther.post(f"/liberty/{omar.person}/", sent(then="move", move="released")).status_code == 403
    assert esther.get("/liberty/new/").status_code == 403
