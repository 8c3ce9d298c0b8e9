"""Referrals by keyboard, from the page of a person to feedback: at the post, at the coordinator's; Dalia refused."""

from datetime import timedelta

import pytest

from safeconduct.desks.referrals.printed_codes import new_codes, read_arrival_code, read_reference
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.commands import MoveReferral, SendReferral
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Refused
from tests.desks.border_post.scenes import Family, field, ok, sent, words
from tests.desks.protection.scenes import agency, referral, service

pytestmark = pytest.mark.django_db
DESK = "/referrals/"
NEED = {"type": "health", "urgency": "urgent", "language": "ar", "channel": "desk", "people": "2"}


@pytest.fixture(autouse=True)
def rows_agree_with_the_journal(cast):
    yield
    assert verify(cast.ledger).findings == ()


@pytest.fixture
def hope(cast):
    return agency(cast)


@pytest.fixture
def clinic(cast, hope):
    return service(cast, hope)


@pytest.fixture
def family(cast):
    return Family(cast, language="ar")


@pytest.fixture
def bilal(desk):
    return desk("bilal")


def opened(client, family, clinic, **more):
    form = sent(
        **{**NEED, "person": family.amina, "members": [family.amina], "service": clinic, "then": "open", **more}
    )
    answer = ok(client.post(f"{DESK}new/", form), 302)
    return answer["Location"].rstrip("/").split("/")[2]


def test_the_empty_board_says_how_to_begin(bilal):
    page = words(ok(bilal.get(DESK)))
    assert "No referral is open" in page
    assert "Refer somebody" in page


def test_services_are_offered_with_reasons_and_none_is_chosen(bilal, cast, hope, clinic, family):
    far = service(cast, hope, "Far clinic", latitude=48.0, longitude=29.0, languages=("en",), is_open=False)
    answer = ok(bilal.post(f"{DESK}new/", sent(**NEED, person=family.amina, position="47.1, 28.2", then="find")))
    page = words(answer)
    for reason in ("open now", "speaks Arabic", "km by road", "takes nobody now", "nobody there speaks Arabic"):
        assert reason in page
    html = answer.content.decode()
    assert html.index(clinic) < html.index(far)
    assert 'name="service" value="' in html
    assert not any("checked" in line for line in html.split("<input") if 'name="service"' in line)
    refused = ok(bilal.post(f"{DESK}new/", sent(**NEED, person=family.amina, then="open")), 422)
    assert "None is chosen for you" in words(refused)
    assert queries.referrals_of_person(family.amina) == []


def test_nothing_typed_is_lost_when_the_position_cannot_be_read(bilal, family, clinic):
    form = sent(**NEED, person=family.amina, reason="wound that does not heal", position="north", then="find")
    answer = ok(bilal.post(f"{DESK}new/", form), 422)
    assert "latitude" in words(answer)
    assert "wound that does not heal" in answer.content.decode()


def test_a_person_is_referred_asked_and_sent(bilal, family, clinic):
    one = opened(bilal, family, clinic, reason="wound")
    page = ok(bilal.get(f"{DESK}{one}/send/"))
    assert "Amina Haddad" in words(page)
    assert 'name="fields" value="name" checked' not in page.content.decode()
    assert 'value="nationality"' not in page.content.decode()  # the agreement does not cover it
    form = sent(going=[one], fields=["name", "age", "reason"], basis="consent", how="spoken", channel="desk",
                seen=field(page, "seen"))  # fmt: skip
    assert "Say who was asked" in words(ok(bilal.post(f"{DESK}{one}/send/", form), 422))
    ok(bilal.post(f"{DESK}{one}/send/", {**form, **sent(), f"by-{one}": "self"}), 302)
    row = queries.referral(one)
    assert (row.state, row.fields, row.consent_by) == ("sent", ["age", "name", "reason"], "self")
    assert row.disclosed["name"] == "Amina Haddad"
    page = words(ok(bilal.get(f"{DESK}{one}/")))
    assert "Reason in words: wound" in page
    assert "Consent given" in page
    assert "Sent" in page


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"basis": ""}, "Choose why it may be told"),
        ({"going": []}, "Tick at least one person"),
        ({"fields": []}, "Tick what may be told"),
        ({"basis": "life_threatening", "words": "bleeding"}, "Only what is immediate or an emergency"),
        ({"basis": "child_best_interests", "words": "alone"}, "This is for children"),
        ({"happened_at": "yesterday"}, "cannot be read"),
        ({"fields": ["name", "nationality"]}, "The agreement with this agency does not cover: Nationality"),
    ],
)
def test_what_may_not_be_sent_is_said_and_nothing_is_lost(bilal, family, clinic, form, sentence):
    one = opened(bilal, family, clinic)
    given = sent(going=[one], fields=["name"], basis="consent", how="spoken", channel="desk", **{f"by-{one}": "self"})
    answer = ok(bilal.post(f"{DESK}{one}/send/", {**given, **form}), 422)
    assert sentence in words(answer)
    assert queries.referral(one).state == "proposed"
    if form.get("words"):
        assert form["words"] in answer.content.decode()


def test_without_an_agreement_a_number_alone_goes(bilal, cast, family):
    bare = service(cast, agency(cast, "Bare", agreed=None), "Bare clinic")
    one = opened(bilal, family, bare)
    page = ok(bilal.get(f"{DESK}{one}/send/"))
    assert "No agreement in force" in words(page)
    assert 'value="consent"' not in page.content.decode()
    ok(bilal.post(f"{DESK}{one}/send/", sent(going=[one], basis="nameless", channel="desk")), 302)
    assert queries.referral(one).basis == "nameless"
    assert "a number alone" in words(ok(bilal.get(f"{DESK}{one}/")))


def test_a_family_goes_in_one_act_or_not_at_all(bilal, family, clinic):
    one = opened(bilal, family, clinic, person="", group=family.group, members=[family.amina, family.yusuf])
    together = queries.referrals_of_group(family.group)
    assert {row.person for row in together} == {family.amina, family.yusuf}
    page = ok(bilal.get(f"{DESK}{one}/send/"))
    assert "may be a child" in words(page)
    child = next(row.subject for row in together if row.person == family.yusuf)
    mother = next(row.subject for row in together if row.person == family.amina)
    form = {"going": [mother, child], "fields": ["name"], "basis": "consent", "how": "spoken", "channel": "desk",
            f"by-{mother}": "self", f"by-{child}": "self"}  # fmt: skip
    assert "A child does not decide this alone" in words(ok(bilal.post(f"{DESK}{one}/send/", sent(**form)), 422))
    assert {row.state for row in queries.referrals_of_group(family.group)} == {"proposed"}
    ok(bilal.post(f"{DESK}{one}/send/", sent(**{**form, f"by-{child}": "caregiver"})), 302)
    assert {row.state for row in queries.referrals_of_group(family.group)} == {"sent"}


def test_a_referral_made_by_phone_is_entered_afterwards(bilal, cast, family, clinic):
    at = (cast.clock.now() - timedelta(hours=3)).isoformat()
    one = opened(bilal, family, clinic, channel="phone", happened_at=at, call_back="+373 22 1")
    form = sent(going=[one], fields=["name"], basis="consent", how="spoken", channel="phone", happened_at=at,
                accepted="on", **{f"by-{one}": "self"})  # fmt: skip
    ok(bilal.post(f"{DESK}{one}/send/", form), 302)
    row = queries.referral(one)
    assert (row.state, row.sent_channel, row.answered_at) == (
        "accepted",
        "phone",
        cast.clock.now() - timedelta(hours=3),
    )
    assert "entered" in words(ok(bilal.get(f"{DESK}{one}/")))


def test_what_the_agency_says_by_phone_moves_it_to_the_end(bilal, cast, clinic):
    one = sent_one(cast, clinic)
    told = f"{DESK}{one}/move/"
    assert "Say how the agency told you" in words(ok(bilal.post(f"{told}accepted/", sent()), 422))
    for state, more in (
        ("accepted", {}),
        ("arranged", {"appointment": "2026-03-06T10:00", "place": "Room 4"}),
        ("arrived", {}),
        ("given", {}),
    ):
        page = ok(bilal.get(f"{told}{state}/"))
        ok(bilal.post(f"{told}{state}/", sent(channel="phone", seen=field(page, "seen"), **more)), 302)
    assert "Choose a reason" in words(ok(bilal.post(f"{told}closed/", sent()), 422))
    seen = field(ok(bilal.get(f"{told}closed/")), "seen")
    ok(bilal.post(f"{told}closed/", sent(reason="helped", words="was seen at once", seen=seen)), 302)
    assert queries.referral(one).state == "closed"
    assert "Was helped was seen at once" in words(ok(bilal.get(f"{DESK}{one}/")))


def sent_one(cast, clinic, **more):
    one = referral(cast, clinic, **more)
    submit(cast.act(seen=queries.seen_of_all([one])), SendReferral(referral=one))
    return one


def test_a_refused_one_goes_to_another_service_in_one_act(bilal, cast, hope, clinic):
    one = sent_one(cast, clinic)
    ok(bilal.post(f"{DESK}{one}/move/refused/", sent(channel="phone", reason="full")), 302)
    page = ok(bilal.get(f"{DESK}new/?takes_up={one}"))
    assert "Takes up" in words(page)
    other = service(cast, hope, "Other clinic")
    found = ok(bilal.post(f"{DESK}new/", sent(**NEED, takes_up=one, who="Amal", then="find")))
    assert "refused this person before" in words(found)
    form = sent(**NEED, takes_up=one, who="Amal", service=other, then="open", seen=field(page, "seen"))
    ok(bilal.post(f"{DESK}new/", form), 302)
    (open_one,) = list(queries.open_referrals())
    assert open_one.service == other
    assert queries.referral(one).state == "closed"


def test_the_coordinator_chooses_where_the_post_cannot(desk, cast, family, clinic):
    bilal, petra = desk("bilal"), desk("petra")
    one = opened(bilal, family, "coordinator", type="", urgency="urgent")
    assert "no service chosen yet" in words(ok(petra.get(DESK)))
    assert f"{DESK}new/?takes_up={one}" in ok(petra.get(f"{DESK}{one}/")).content.decode()
    page = ok(petra.get(f"{DESK}new/?takes_up={one}"))
    form = sent(**NEED, takes_up=one, members=[family.amina], service=clinic, then="open", seen=field(page, "seen"))
    ok(petra.post(f"{DESK}new/", form), 302)
    assert queries.referral(one).state == "withdrawn"


def test_an_officer_is_shown_no_sensitive_service(desk, cast, hope):
    house = service(cast, hope, "Quiet house", types=("safe_house",))
    one = referral(cast, house, by="petra")
    bilal = desk("bilal")
    assert 'value="safe_house"' not in ok(bilal.get(f"{DESK}new/")).content.decode()
    assert one not in ok(bilal.get(DESK)).content.decode()
    ok(bilal.get(f"{DESK}{one}/"), 404)
    ok(desk("olga").get(f"{DESK}{one}/"))  # whoever reviews a telling without consent must be able to look
    assert one in ok(desk("petra").get(DESK)).content.decode()


def test_consent_taken_back_is_shown_and_stops_the_next_telling(bilal, cast, family, clinic):
    one = opened(bilal, family, clinic)
    form = sent(going=[one], fields=["name"], basis="consent", how="spoken", channel="desk", **{f"by-{one}": "self"})
    ok(bilal.post(f"{DESK}{one}/send/", form), 302)
    ok(bilal.post(f"{DESK}{one}/consent/", sent(by="self", words="changed her mind")), 302)
    page = words(ok(bilal.get(f"{DESK}{one}/")))
    assert "The person took the agreement back" in page
    assert queries.referral(one).state == "sent"
    assert "consent taken back" in words(ok(bilal.get(DESK)))


def test_two_who_moved_it_apart_are_both_shown(bilal, cast, clinic):
    one = sent_one(cast, clinic)
    before = queries.seen_of_all([one])
    submit(cast.act(seen=before), MoveReferral(referral=one, state="accepted", channel="phone"))
    submit(cast.act("zainab", seen=before), MoveReferral(referral=one, state="withdrawn", reason="moved_on"))
    page = words(ok(bilal.get(f"{DESK}{one}/")))
    assert "Contradictory: both stand" in page
    assert "Accepted" in page
    assert "Withdrawn : Has moved on" in page


def test_a_call_without_answer_is_logged_and_counted(bilal, desk, cast, clinic):
    one = sent_one(cast, clinic, urgency="immediate")
    assert "Choose from the list" in words(ok(bilal.post(f"{DESK}{one}/message/", sent(words="rang twice")), 422))
    ok(bilal.post(f"{DESK}{one}/message/", sent(channel="phone", direction="out", outcome="no_answer")), 302)
    cast.clock.pass_time(timedelta(hours=6))
    page = words(ok(bilal.get(f"{DESK}answers/")))
    assert "1 without an answer in time" in page
    assert "Hope International 1 0 0 1 1 1" in page
    assert ok(bilal.get(f"{DESK}answers/?form=xlsx"))["Content-Type"].endswith("sheet")
    assert "overdue, with oversight" in words(ok(bilal.get(DESK)))


def test_another_post_follows_it_up(bilal, desk, cast, clinic):
    one = sent_one(cast, clinic)
    assert "Choose the post" in words(ok(bilal.post(f"{DESK}{one}/over/", sent()), 422))
    ok(bilal.post(f"{DESK}{one}/over/", sent(holder=cast.other_post)), 302)
    assert one not in ok(bilal.get(DESK)).content.decode()
    assert one in ok(desk("bilal", cast.other_post).get(DESK)).content.decode()


def test_a_telling_without_consent_waits_for_a_second_person(desk, cast, family, clinic):
    bilal, petra, olga = desk("bilal"), desk("petra"), desk("olga")
    one = opened(bilal, family, clinic, urgency="immediate")
    form = sent(going=[one], fields=["name"], basis="life_threatening", words="unconscious", channel="desk")
    ok(bilal.post(f"{DESK}{one}/send/", form), 302)
    page = ok(petra.get(f"{DESK}reviews/"))
    assert "unconscious" in words(page)
    entry = field(page, "entry")
    given = {"referral": one, "entry": entry, "answer": "upheld"}
    assert "Say in a few words why" in words(ok(petra.post(f"{DESK}reviews/", sent(**given)), 422))
    ok(olga.post(f"{DESK}reviews/", sent(**given, words="rightly")), 302)
    assert queries.to_review() == []
    ok(bilal.get(f"{DESK}reviews/"), 403)


def test_the_arrival_code_of_the_sealed_page_is_an_arrival(bilal, cast, clinic):
    one = sent_one(cast, clinic)
    row = queries.referral(one)
    assert "belongs to no referral" in words(ok(bilal.post(f"{DESK}arrival/", sent(code="00000-00000")), 422))
    typed = new_codes()["arrival_code"]
    assert "belongs to no referral" in words(ok(bilal.post(f"{DESK}arrival/", sent(code=typed)), 422))
    assert row.state == "sent"


def test_codes_are_read_as_they_are_typed():
    drawn = new_codes()
    assert read_reference(drawn["reference"].lower().replace("-", " ")) == drawn["reference"]
    assert read_arrival_code(drawn["arrival_code"].lower().replace("-", "")) == drawn["arrival_code"]
    assert read_reference("R-00000-00000") == ""
    with pytest.raises(Refused, match=r"referrals\.arrival_code"):
        read_arrival_code(drawn["reference"][2:])


def test_a_reference_or_a_token_leads_to_the_referral(bilal, family, clinic):
    from safeconduct.domains.crossings import queries as crossings

    one = opened(bilal, family, clinic)
    reference = queries.referral(one).reference
    assert ok(bilal.post(f"{DESK}find/", sent(text=reference.lower())), 302)["Location"] == f"{DESK}{one}/"
    token = crossings.crossing(family.crossing).token
    assert ok(bilal.post(f"{DESK}find/", sent(text=token)), 302)["Location"] == f"{DESK}{one}/"
    assert "Nothing here bears this number" in words(ok(bilal.post(f"{DESK}find/", sent(text="R-123")), 404))


def test_the_board_is_filtered_and_taken_out_without_names(bilal, cast, family, clinic):
    one = opened(bilal, family, clinic)
    assert one in ok(bilal.get(f"{DESK}?state=proposed")).content.decode()
    assert "No referral fits" in words(ok(bilal.get(f"{DESK}?state=sent")))
    file = ok(bilal.get(f"{DESK}board.xlsx"))
    assert file.content[:2] == b"PK"
    import io

    from openpyxl import load_workbook

    cells = [cell for row in load_workbook(io.BytesIO(file.content)).active.iter_rows(values_only=True) for cell in row]
    assert queries.referral(one).reference in cells
    assert not any("Amina" in str(cell) for cell in cells)


@pytest.mark.parametrize("who", ["dalia", "hana", "adam", "nadia"])
def test_nobody_else_sees_a_referral(desk, cast, clinic, who):
    one = referral(cast, clinic)
    for page in ("", "new/", f"{one}/", f"{one}/send/", f"{one}/move/accepted/", "answers/", "reviews/", "arrival/"):
        ok(desk(who).get(f"{DESK}{page}"), 403)


def test_a_referral_officer_sits_at_the_agencys_node_alone(desk, cast, clinic, settings):
    one = sent_one(cast, clinic)
    assert "on the agency's own node" in words(ok(desk("chidi").get(DESK), 403))
    settings.SAFECONDUCT_PROFILE, settings.SAFECONDUCT_AGENCY = "agency", queries.referral(one).readers
    chidi = desk("chidi")
    page = ok(chidi.get(DESK))
    assert "Incoming referrals" in words(page)
    assert one in page.content.decode()
    assert "Amal" not in words(page)  # a number alone was sent
    for state, more in (
        ("accepted", {}),
        ("arranged", {"appointment": "2026-03-06T10:00"}),
        ("arrived", {}),
        ("given", {}),
    ):
        seen = field(ok(chidi.get(f"{DESK}{one}/move/{state}/")), "seen")
        ok(chidi.post(f"{DESK}{one}/move/{state}/", sent(seen=seen, **more)), 302)
    assert queries.referral(one).state == "given"
    ok(chidi.get(f"{DESK}{one}/move/closed/"), 409)
    ok(chidi.get(f"{DESK}new/"), 403)
    settings.SAFECONDUCT_AGENCY = "another"
    ok(chidi.get(f"{DESK}{one}/"), 404)


def test_the_command_of_a_form_is_done_once(bilal, family, clinic):
    form = sent(**NEED, person=family.amina, members=[family.amina], service=clinic, then="open", command_id=new_id())
    first = ok(bilal.post(f"{DESK}new/", form), 302)["Location"]
    assert ok(bilal.post(f"{DESK}new/", form), 302)["Location"] == first
    assert len(queries.referrals_of_person(family.amina)) == 1


def test_the_board_is_sorted_and_counted_from_its_index_alone(cast, clinic):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("the plan is SQLite's")
    now = cast.clock.now()
    for rows in (queries.open_referrals(), queries.open_referrals(states=["sent"], besides_types=["survivors"])):
        plan = queries.subjects_in_order(rows, now).explain()
        assert "COVERING INDEX referrals_referral_board" in plan, plan
