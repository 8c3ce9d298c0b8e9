"""Origin and destination: chosen from the gazetteer by name or code, typed freely where there is none."""

import pytest
from django.urls import reverse

from safeconduct.domains.people import queries as people
from safeconduct.entrypoints.demonstration.material import gazetteer
from safeconduct.foundation.places import gazetteers
from tests.desks.border_post.scenes import Family, ok, sent, words

PLACES = "/post/codes/places/"


@pytest.fixture
def loaded(cast):
    """The gazetteer of the fictional country."""
    tried = gazetteers.try_out(gazetteer(), version="1", source="fictional", by=cast.ids["adam"])
    gazetteers.take_up(one.id for one in tried)


def found(client, text, **more):
    return ok(client.post(PLACES, {"text": text}, **more)).json()["items"]


def register(client, **given):
    fields = sent(size=2, direction="entry", then="members", **given)
    answer = client.post(reverse("post:register"), fields)
    assert answer.status_code == 302, words(answer)
    return people.group(answer["Location"].rstrip("/").rsplit("/", 1)[1]).group


@pytest.mark.parametrize(
    ("typed", "code"),
    [("ta", "XV03"), ("bas", "XV0103"), ("وادي", "XV0603"), ("xv0401", "XV0401"), ("marismas", "XV0403")],
)
def test_two_letters_in_any_language_or_a_code_are_enough(desk, loaded, typed, code):
    assert found(desk("bilal"), typed)[0]["code"] == code


def test_an_answer_says_what_the_place_lies_in_in_the_language_of_the_page(desk, loaded):
    client = desk("bilal")
    assert found(client, "lower")[0] == {
        "code": "XV0103", "name": "Lower Marn", "within": "Orlenta · Veldania (fictional)",
    }  # fmt: skip
    answer = found(client, "lower", headers={"Accept-Language": "ar"})
    assert answer[0]["name"] == "مارن السفلى"


def test_at_most_ten_places_and_countries_follow(desk, loaded):
    client = desk("bilal")
    assert len(found(client, "xv")) == 10
    assert {"code": "DEU", "name": "Germany", "within": ""} in found(client, "germ")
    assert found(client, "m") == []


def test_the_question_is_never_in_an_address(desk, loaded):
    assert desk("bilal").get(PLACES + "?text=marn").status_code == 405


def test_a_chosen_place_is_kept_as_its_code_and_shown_by_its_name(desk, cast, loaded):
    client = desk("bilal")
    group = register(client, origin="Lower Marn", origin_code="XV0103", destination="xv0401")
    assert (group.origin, group.origin_text) == ("XV0103", "")
    assert group.destination == "XV0401"
    page = ok(client.get(reverse("post:group", args=[group.subject]))).content.decode()
    assert 'value="Lower Marn"' in page
    assert 'name="origin_code" value="XV0103"' in page


def test_words_in_no_list_stay_as_they_were_typed(desk, loaded):
    group = register(desk("bilal"), origin="the farms behind the mill", destination="Lower Marn, old school")
    assert (group.origin, group.origin_text) == ("", "the farms behind the mill")
    assert group.destination_text == "Lower Marn, old school"


def test_changed_words_do_not_keep_the_old_code(desk, loaded):
    group = register(desk("bilal"), origin="Lower Marn, old school", origin_code="XV0103")
    assert (group.origin, group.origin_text) == ("", "Lower Marn, old school")


def test_without_a_gazetteer_it_is_a_plain_field(desk, cast):
    client = desk("bilal")
    page = ok(client.get(reverse("post:register"))).content.decode()
    assert 'name="origin"' in page
    assert "data-lookup" not in page
    assert register(client, origin="Kirsova").origin_text == "Kirsova"


def test_a_person_shows_name_and_code(desk, cast, loaded):
    family = Family(cast)
    client = desk("bilal")
    correct = reverse("post:member_correct", args=[family.amina])
    values = {"given_names": "Amina", "family_name": "Haddad", "name_native": "أمينة حداد", "sex": "F",
              "born": "1992-05-14", "born_calendar": "gregorian", "nationality": "SYR", "relation": "focal_point",
              "origin": "Reedham", "origin_code": "XV0302", "reason": "She said so"}  # fmt: skip
    assert client.post(correct, sent(**values)).status_code == 302
    assert people.person(family.amina).origin == "XV0302"
    assert "Reedham (XV0302)" in words(client.get(reverse("post:member", args=[family.amina])))


@pytest.mark.parametrize("who", ["dalia", "adam", "olga"])
def test_who_does_not_register_is_refused(desk, loaded, who):
    assert desk(who).post(PLACES, {"text": "marn"}).status_code == 403
