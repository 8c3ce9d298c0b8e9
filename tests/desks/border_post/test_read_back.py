"""Read-back: what is told to a person in their language, what is not, how they object, and that it is recorded."""

import pytest

from safeconduct.domains.people import commands, queries
from safeconduct.foundation.access.models import Look
from safeconduct.kernel.ids import derived_id, new_id
from tests.desks.border_post.scenes import Family, field, ok, sent, words
from tests.foundation.documents.samples import text_of

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "I am thirty-three, and my name ends in d"


@pytest.fixture
def family(cast):
    return Family(cast)


def url(person, rest="read-back/"):
    return f"/post/member/{person}/{rest}"


def objected(client, person, **more):
    page = ok(client.get(url(person, "object/")))
    form = sent(seen=field(page, "seen"), about="birth", by="self", words=WORDS, **more)
    return client.post(url(person, "object/"), form)


def test_a_person_hears_what_is_recorded_who_wrote_it_and_what_they_may_do(desk, cast, family):
    commands.correct_person(cast.act("samira"), person=family.amina, changes={"sex": "X"}, reason="she said so")
    page = words(ok(desk("bilal").get(url(family.amina))))
    for told in ("Amina", "Syria", "N0128413", "1992-05-14", "Border officer", "Post supervisor", "Kadar Bridge",
                 "B-0001", "Your rights", "Nothing that names you was told", "No photo is kept"):  # fmt: skip
        assert told in page, told
    assert {one.about for one in Look.objects.filter(what="read_back")} == {family.amina}


@pytest.mark.parametrize(
    ("language", "title", "direction"),
    [
        ("fr", "Qui vous êtes", "ltr"),
        ("ar", "من أنت", "rtl"),
        ("es", "Quién es usted", "ltr"),
        ("en", "Who you are", "ltr"),
    ],
)
def test_the_person_reads_their_language_and_the_officer_their_own(desk, family, language, title, direction):
    page = ok(desk("bilal").get(url(family.amina) + f"?language={language}"))
    assert title in words(page)
    assert f'lang="{language}" dir="{direction}"' in page.content.decode()
    assert "Print and hand over" in words(page)


def test_a_language_that_is_not_shipped_falls_back_to_one_that_is(desk, family):
    assert "Who you are" in words(ok(desk("bilal").get(url(family.amina) + "?language=tlh")))


def test_what_is_sealed_is_said_alike_of_everybody(desk, cast, family):
    alone = words(ok(desk("bilal").get(url(family.yusuf))))
    group = derived_id("group", "other")
    commands.register_group(cast.act(), group=group, level=2, size=1)
    commands.move_person(cast.act(), person=family.yusuf, from_group=family.group, to_group=group, relation="",
                         reason="care_arranged")  # fmt: skip
    apart = words(ok(desk("bilal").get(url(family.yusuf))))
    sentence = "this sentence is the same for everybody"
    assert sentence in alone
    assert sentence in apart
    assert "eparat" not in apart.split("Who you are")[1].split("What this post cannot show")[0]


def test_the_paper_has_the_zone_of_the_post_and_is_recorded(desk, family, tmp_path):
    answer = ok(desk("bilal").get(url(family.amina, "read-back.pdf") + "?language=en"))
    told = text_of(answer.content, tmp_path)
    assert "What is recorded about you" in told
    assert "UTC+" in told.replace(" ", "")
    assert "Gregorian" in told
    assert Look.objects.filter(what="read_back", event="printed", about=family.amina).count() == 1


def test_a_family_has_a_sheet_for_each_member(desk, family, tmp_path):
    page = words(ok(desk("bilal").get(f"/post/register/{family.group}/read-back/")))
    assert "Amina Haddad" in page
    assert "Yusuf Haddad" in page
    paper = text_of(ok(desk("bilal").get(f"/post/register/{family.group}/read-back.pdf?language=ar")).content, tmp_path)
    assert "Yusuf" in paper
    printed = Look.objects.filter(what="read_back", event="printed").values_list("about", flat=True)
    assert set(printed) == {family.amina, family.yusuf}


def test_an_objection_marks_the_record_and_a_supervisor_answers_it(desk, cast, family):
    bilal, samira = desk("bilal"), desk("samira")
    assert objected(bilal, family.amina).status_code == 302
    assert "objected to" in words(ok(bilal.get(f"/post/member/{family.amina}/")))
    assert "objection open" in words(ok(bilal.get(f"/post/register/{family.group}/")))
    assert "You object to this" in words(ok(bilal.get(url(family.amina))))
    listed = words(ok(samira.get("/post/objections/")))
    assert "B-0001" in listed
    assert WORDS not in listed
    page = ok(samira.get(url(family.amina, "objections/")))
    assert WORDS in words(page)
    (one,) = queries.objections_of(family.amina)
    form = {"seen": field(page, "seen"), "objection": one.id, "outcome": "upheld"}
    assert "Say in a few words why" in words(ok(samira.post(url(family.amina, "objections/"), sent(**form)), 422))
    form |= {"reason": "the passport says so", "command_id": new_id()}
    assert samira.post(url(family.amina, "objections/"), form).status_code == 302
    assert "objected to" not in words(ok(bilal.get(f"/post/member/{family.amina}/")))
    assert "the passport says so" in words(ok(samira.get(url(family.amina, "objections/"))))
    assert "Amina" not in ok(samira.get("/post/objections/export.csv")).content.decode()


def test_words_that_are_missing_lose_nothing(desk, family):
    page = ok(desk("bilal").get(url(family.amina, "object/")))
    form = sent(seen=field(page, "seen"), about="photo", by="self", words=" ")
    answer = ok(desk("bilal").post(url(family.amina, "object/"), form), 422)
    assert "Write down what the person objects to" in words(answer)
    assert 'value="photo" checked' in " ".join(answer.content.decode().split())


@pytest.mark.parametrize("who", ["dalia", "adam", "olga", "hana"])
def test_nobody_else_reads_a_person_back(desk, family, who):
    for rest in ("read-back/", "read-back.pdf", "object/", "objections/"):
        assert desk(who).get(url(family.amina, rest)).status_code == 403
    assert desk("bilal").get(url(family.amina, "objections/")).status_code == 403


def test_an_erased_person_is_not_read_back(desk, cast, family):
    commands.erase_person(cast.act("samira"), person=family.amina, reason="person_asked")
    assert desk("samira").get(url(family.amina)).status_code == 409
