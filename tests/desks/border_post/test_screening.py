"""The screening pages: asked apart, sealed at once, one lane for a whole group; the officer learns a letter alone."""

import base64
import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.db import connection

from safeconduct.desks.border_post import screening_seals
from safeconduct.desks.border_post.screening_about import whose
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.domains.screening import queries
from safeconduct.domains.screening.rules import LanePlan, lanes_of_day, screening_of
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, open_here
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.statements import execute
from tests.desks.border_post.scenes import Family, field, ok, sent, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def training(monkeypatch):
    """Drafts of phrases may be shown; nothing is pending from another test."""
    monkeypatch.setattr(settings, "SAFECONDUCT_TRAINING", True)
    monkeypatch.setattr(screening_seals, "_pending", {})


@pytest.fixture
def agency(cast):
    """The agency's compartments, with the private keys here so that a test can look inside."""
    for code in ("protection", "child_protection", "legal"):
        act = cast.act("adam", place="node", purpose="administration")
        register_compartment(act, compartment=code, agency="shelter", public=make_keys(code))


@pytest.fixture
def family(cast):
    return Family(cast, language="ar")


def at(family, *more):
    return "/".join(["/post/screening", screening_of(family.crossing), *more, ""])


def point(client, family, person, *items, language="ar", **more):
    return client.post(at(family, "answer", person), sent(item=list(items), language=language, **more))


def done(client, family, *cues, **more):
    form = {"way": "spoken", "place": "second_line", "cue": list(cues), **more}
    return client.post(at(family, "finish"), sent(**form))


def letter(client, family):
    page = ok(client.get(at(family))).content.decode()
    return re.search(r'class="lane-large">([A-Z])<', page).group(1)


def private_letters(cast):
    day = crossings.crossing(next(iter(crossings.queue_of(cast.post))).subject).local_day
    by_lane = lanes_of_day(screening_seals.lane_secret(), cast.post, day, LanePlan())
    return {by_lane[1], by_lane[2]}


def opened(code):
    return [open_here(one.subject) for one in compartments.sealed_entries(code)]


def test_whoever_enters_is_on_the_list_and_on_the_board(desk, family):
    bilal = desk("bilal")
    page = words(ok(bilal.get("/post/screening/")))
    assert "2 of 2" in page
    assert "Arabic" in page
    assert "2 of 2 to ask" in words(ok(bilal.get("/post/queue/")))


def test_the_list_says_what_would_clear_it(desk, family, monkeypatch):
    monkeypatch.setattr(settings, "SAFECONDUCT_TRAINING", False)  # no reviewed card in Arabic: a mediator is needed
    page = words(ok(desk("bilal").get("/post/screening/")))
    assert "Mediators that would clear it in an hour: Arabic 1" in page


def test_an_empty_list_says_what_will_appear(desk, cast):
    assert "Everyone has been asked" in words(ok(desk("bilal").get("/post/screening/")))


def test_a_group_has_a_way_to_its_screening(desk, family):
    page = ok(desk("bilal").get(f"/post/register/{family.group}/")).content.decode()
    assert at(family) in page


def test_without_an_agency_no_card_is_offered_but_people_stay_on_the_list(desk, family):
    bilal = desk("bilal")
    assert "No protection agency" in words(ok(bilal.get(at(family))))
    form = sent(person=family.amina, language="ar", place="second_line")
    ok(bilal.post(at(family, "show"), form), 422)
    ok(point(bilal, family, family.amina), 302)
    assert queries.task(screening_of(family.crossing)).waiting == 2


def test_the_card_speaks_the_persons_language_and_shows_no_name(desk, family, agency):
    bilal = desk("bilal")
    form = sent(person=family.amina, language="ar", place="second_line")
    answer = ok(bilal.post(at(family, "show"), form), 302)
    assert answer["Location"] == at(family, "card", family.amina, "ar")
    page = ok(bilal.get(answer["Location"])).content.decode()
    assert 'dir="rtl"' in page
    assert "أخاف من العودة" in page
    assert "Haddad" not in page
    assert "data-draft-url" not in page  # nothing of it may be kept in a browser or a draft
    assert 'autocomplete="off"' in page


def test_the_picture_of_a_child_alone_is_shown_to_who_may_be_one(desk, family, agency):
    bilal = desk("bilal")
    grown = ok(bilal.get(at(family, "card", family.amina, "en"))).content.decode()
    child = ok(bilal.get(at(family, "card", family.yusuf, "en"))).content.decode()
    assert 'value="alone_child"' not in grown
    assert 'value="alone_child"' in child


@pytest.mark.parametrize("language", ["ar", "ps", "am", "fr"])
def test_an_unreviewed_card_is_not_offered_in_live_use(desk, family, agency, monkeypatch, language):
    monkeypatch.setattr(settings, "SAFECONDUCT_TRAINING", False)
    bilal = desk("bilal")
    ok(bilal.get(at(family, "card", family.amina, language)), 404)
    offered = re.search(
        r'name="language" id="id_language".*?</select>', ok(bilal.get(at(family))).content.decode(), re.S
    )
    assert re.findall(r'<option value="(\w+)"', offered.group()) == ["en"]
    ok(bilal.get(at(family, "card", family.amina, "en")))


def test_what_is_pointed_at_is_sealed_for_who_may_read_it_and_stands_nowhere_else(desk, family, agency):
    bilal = desk("bilal")
    ok(point(bilal, family, family.amina, "afraid_return", "talk"), 302)
    (content,) = opened("protection")
    assert content["items"] == ["afraid_return", "talk"]
    assert content["person"] == family.amina
    assert content["token"] == crossings.crossing(family.crossing).token
    assert opened("child_protection") == opened("legal") == [{"form": "routine"}]
    for page in (at(family), "/post/screening/", "/post/queue/", f"/post/register/{family.group}/"):
        assert "afraid_return" not in ok(bilal.get(page)).content.decode()
    for name in ("screening_task", "screening_person", "screening_attempt", "compartments_sealed", "access_session"):
        assert "afraid_return" not in str(execute(f"SELECT * FROM {name}").fetchall())


def test_a_childs_answers_go_to_child_protection_too(desk, family, agency):
    ok(point(desk("bilal"), family, family.yusuf, "lost_family"), 302)
    assert opened("child_protection")[0]["items"] == ["lost_family"]


def test_nothing_pointed_at_leaves_the_same_bytes_as_everything(desk, family, agency):
    bilal = desk("bilal")
    ok(point(bilal, family, family.amina), 302)
    ok(point(bilal, family, family.yusuf, *(item.code for item in queries.card_in_force().items), "made up"), 302)
    sizes = {
        one.size for code in ("protection", "child_protection", "legal") for one in compartments.sealed_entries(code)
    }
    assert len(sizes) == 1
    assert sum(len(compartments.sealed_entries(code)) for code in ("protection", "child_protection", "legal")) == 6
    assert not queries.task(screening_of(family.crossing)).is_open


def test_the_longest_answers_still_fit_the_one_size(desk, cast, agency):
    from safeconduct.foundation.places.commands import OpenPost

    setting_up = cast.act("adam", place="node", purpose="administration")
    submit(setting_up, OpenPost(post=cast.post, name="ق" * 120, letter="B", zone="Europe/Chisinau", type="road"))
    family = Family(cast, language="prs")
    ok(point(desk("bilal"), family, family.yusuf, *(item.code for item in queries.card_in_force().items)), 302)
    ok(done(desk("bilal"), family, *queries.card_in_force().cues), 302)
    assert list(queries.card_in_force().cues) in [one.get("cues") for one in opened("protection")]
    assert {one.size for one in compartments.sealed_entries("protection")} == {1024 + 49}


def test_sent_twice_it_is_done_once(desk, family, agency):
    bilal, form = desk("bilal"), sent(item=["talk"], language="ar")
    for _ in range(2):
        ok(bilal.post(at(family, "answer", family.amina), form), 302)
    assert len(compartments.sealed_entries("protection")) == 1


def test_a_doctor_is_no_secret(desk, family, agency):
    bilal = desk("bilal")
    ok(point(bilal, family, family.amina, "doctor", "talk"), 302)
    assert "A doctor is needed now" in words(ok(bilal.get(at(family))))
    assert people.needs_of([family.amina])[family.amina] == ["doctor_now"]
    assert crossings.crossing(family.crossing).needs == ["doctor_now"]
    assert opened("protection")[0]["items"] == ["talk"]


@pytest.mark.parametrize("outcome", ["no_privacy", "not_now", "no_common_language"])
def test_who_was_not_asked_stays_on_the_list(desk, family, outcome):
    bilal = desk("bilal")
    form = sent(person=family.amina, outcome=outcome, place="reception", language="ar")
    ok(bilal.post(at(family, "attempt"), form), 302)
    assert queries.persons_of(screening_of(family.crossing))[family.amina].outcome == outcome
    assert queries.task(screening_of(family.crossing)).waiting == 2


def test_a_person_must_be_chosen(desk, family, agency):
    assert "Choose a person first" in words(ok(desk("bilal").post(at(family, "attempt"), sent(outcome="not_now")), 422))
    assert "Choose a person first" in words(ok(desk("bilal").post(at(family, "show"), sent(language="ar")), 422))


def test_a_group_is_announced_to_and_the_rest_is_asked_elsewhere(desk, family, agency):
    ok(done(desk("bilal"), family), 302)
    task = queries.task(screening_of(family.crossing))
    assert (task.outcome, task.place, task.waiting) == ("observed", "second_line", 2)
    assert opened("protection")[0]["cues"] == []


def test_a_whole_family_gets_one_letter_and_no_child_is_sent_elsewhere(desk, family, agency, cast):
    bilal = desk("bilal")
    ok(point(bilal, family, family.amina), 302)
    ok(point(bilal, family, family.yusuf, "lost_family"), 302)
    ok(done(bilal, family), 302)
    page = ok(bilal.get(at(family))).content.decode()
    assert page.count('class="lane-large"') == 1
    assert letter(bilal, family) in private_letters(cast)
    assert len({one.subject for one in people.members(family.group) if not one.open_flags}) == 2


def test_no_page_gives_a_lane_to_one_person(desk, family, agency):
    bilal = desk("bilal")
    for where in (at(family, "finish", family.yusuf), at(family, "lane", family.yusuf)):
        assert bilal.post(where, sent()).status_code == 404


def test_a_cue_alone_sends_the_group_to_a_confidential_lane_and_is_shown_nowhere(desk, family, agency, cast):
    bilal = desk("bilal")
    ok(done(bilal, family, "papers_held"), 302)
    assert letter(bilal, family) in private_letters(cast)
    assert opened("protection")[0]["cues"] == ["papers_held"]
    assert "checked" not in re.findall(
        r'<input type="checkbox" name="cue"[^>]*>', ok(bilal.get(at(family))).content.decode()
    )


def test_after_a_restart_a_group_that_was_asked_goes_to_a_confidential_lane(desk, family, agency, cast):
    bilal = desk("bilal")
    ok(point(bilal, family, family.amina, "talk"), 302)
    screening_seals._pending.clear()
    ok(done(bilal, family), 302)
    assert letter(bilal, family) in private_letters(cast)


def test_the_letter_is_kept_in_no_table(desk, family, agency, cast):
    bilal = desk("bilal")
    ok(done(bilal, family), 302)
    given = letter(bilal, family)
    kept = [name for name in connection.introspection.table_names() if name.startswith("screening")]
    assert kept
    for name in kept:
        assert f"'{given}'" not in str(execute(f"SELECT * FROM {name}").fetchall())


def test_people_seen_in_passing_are_put_on_the_list(desk, cast):
    bilal = desk("bilal")
    ok(bilal.post("/post/screening/point-out/", sent(people="4", language="so")), 302)
    assert "seen in passing" in words(ok(bilal.get("/post/screening/")))
    assert queries.open_figures(cast.post, cast.clock.now()).by_language == {"so": 4}
    assert "number" in words(ok(bilal.post("/post/screening/point-out/", sent(people="many")), 422))


def test_a_supervisor_ends_and_resumes(desk, family):
    samira = desk("samira")
    ok(samira.post(at(family, "end"), sent(then="end", reason="moved_on")), 302)
    assert "Moved on before anyone asked" in words(ok(samira.get(at(family))))
    ok(samira.post(at(family, "end"), sent(then="resume")), 302)
    assert queries.task(screening_of(family.crossing)).is_open
    ok(samira.post(at(family, "end"), sent(then="end", reason="tired")), 422)


def test_the_supervisor_hangs_up_todays_letters_and_the_officer_does_not_see_them(desk, cast):
    assert "lane 5" in words(ok(desk("samira").get("/post/screening/lanes/")))
    assert desk("bilal").get("/post/screening/lanes/").status_code == 403


def test_the_announcement_to_hang_up_speaks_fifteen_languages_and_more(desk, cast):
    page = ok(desk("bilal").get("/post/screening/posted/")).content.decode()
    assert len(re.findall(r'<div lang="', page)) == 16


def test_a_recording_is_played_where_there_is_one(desk, family, agency, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "HOME", tmp_path)
    bilal = desk("bilal")
    assert "data-plays" not in ok(bilal.get(at(family, "card", family.amina, "ar"))).content.decode()
    assert bilal.get("/post/screening/recording/ar/talk").status_code == 404
    (tmp_path / "audio" / "ar").mkdir(parents=True)
    (tmp_path / "audio" / "ar" / "talk.mp3").write_bytes(b"sound")
    assert "/post/screening/recording/ar/talk" in ok(bilal.get(at(family, "card", family.amina, "ar"))).content.decode()
    assert bilal.get("/post/screening/recording/ar/talk").content == b"sound"
    assert bilal.get("/post/screening/recording/..%2F..%2Fetc/passwd").status_code == 404


def test_dalia_and_the_analyst_are_refused(desk, family, agency):
    for who in ("dalia", "hana"):
        client = desk(who)
        for where in (
            "/post/screening/",
            at(family),
            at(family, "card", family.amina, "ar"),
            "/post/screening/posted/",
        ):
            assert client.get(where).status_code == 403
        for where in ("show", "attempt", "finish", "end"):
            assert client.post(at(family, where), sent()).status_code == 403
        assert point(client, family, family.amina).status_code == 403


def test_the_seen_field_is_not_needed_for_a_doctor(desk, family, agency):
    page = ok(desk("bilal").get(f"/post/register/{family.group}/"))
    assert field(page, "seen")
    ok(point(desk("zainab"), family, family.amina, "doctor"), 302)
    assert not crossings.crossing(family.crossing).contested_values


def by_browser(family, person, *items, **more):
    """What a browser sends that sealed by itself, as its script does it; here the node's own hands seal."""
    task = queries.task(screening_of(family.crossing))
    content = {**whose(task, people.persons([person])[person]), "items": list(items), "language": "ar"}
    made = [
        {"entry": one.entry, "compartment": one.compartment, "key": one.key,
         "content": base64.b64encode(one.content).decode()}
        for one in screening_seals.seal_answers(content, child=False)
    ]  # fmt: skip
    return sent(sealed=json.dumps(made), confidential="1" if items else "0", language="ar", **more)


def test_what_a_browser_sealed_is_kept_as_it_came_and_the_lane_follows_one_bit(desk, family, agency, cast):
    bilal = desk("bilal")
    form = by_browser(family, family.amina, "afraid_return")
    ok(bilal.post(at(family, "answer", family.amina), form), 302)
    assert opened("protection")[0]["items"] == ["afraid_return"]
    assert opened("child_protection") == opened("legal") == [{"form": "routine"}]
    assert {one.size for one in compartments.sealed_entries("protection")} == {1024 + 49}
    ok(point(bilal, family, family.yusuf), 302)
    ok(done(bilal, family), 302)
    assert letter(bilal, family) in private_letters(cast)


def test_a_doctor_is_called_from_a_sealed_card_too(desk, family, agency):
    bilal = desk("bilal")
    form = by_browser(family, family.amina, "talk", item=["doctor"])
    ok(bilal.post(at(family, "answer", family.amina), form), 302)
    assert people.needs_of([family.amina])[family.amina] == ["doctor_now"]
    assert opened("protection")[0]["items"] == ["talk"]


@pytest.mark.parametrize("spoil", ["not json", "[]", '[{"entry": "x"}]', "bytes", "twice"])
def test_what_is_not_sealed_for_every_compartment_is_refused_and_the_person_stays(desk, family, agency, spoil):
    bilal, form = desk("bilal"), by_browser(family, family.amina, "talk")
    parts = json.loads(form["sealed"])
    spoilt = {"bytes": json.dumps([{**one, "content": "QUJD"} for one in parts]), "twice": json.dumps(parts + parts)}
    form["sealed"] = spoilt.get(spoil, spoil)
    ok(bilal.post(at(family, "answer", family.amina), form), 302)
    assert "The answers could not be sealed" in words(ok(bilal.get(at(family))))
    assert compartments.sealed_entries("protection") == []
    assert queries.task(screening_of(family.crossing)).waiting == 2


def test_a_bit_that_is_not_clearly_no_leads_to_a_confidential_lane(desk, family, agency, cast):
    bilal, form = desk("bilal"), by_browser(family, family.amina)
    del form["confidential"]
    ok(bilal.post(at(family, "answer", family.amina), form), 302)
    ok(done(bilal, family), 302)
    assert letter(bilal, family) in private_letters(cast)


def test_the_card_gives_the_browser_public_keys_and_a_fresh_id_for_every_compartment(desk, family, agency):
    page = ok(desk("bilal").get(at(family, "card", family.yusuf, "en"))).content.decode()
    told = json.loads(unescape(re.search(r'data-sealing="([^"]*)"', page).group(1)))
    assert [one["code"] for one in told["compartments"]] == ["child_protection", "legal", "protection"]
    assert [one["reads"] for one in told["compartments"]] == [True, False, True]
    assert len({one["entry"] for one in told["compartments"]}) == 3
    assert "doctor" not in told["private"]
    assert "Haddad" not in json.dumps(told["content"])
