"""The bad-input table: at the doors (commands) and at the form, every field; a message beside it, or one success."""

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from django.db import connection

from safeconduct.domains.people import queries as people
from safeconduct.domains.people.commands import BirthDateGiven, CorrectPerson, RegisterGroup, RegisterPerson
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.reading import held_facts
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Refused
from tests.desks.border_post.scenes import ok, sent, words

NAMES = ("given_names", "family_name", "name_native")
TEXTS = (*NAMES, "origin", "destination", "onward_contact")
GROUP_TEXTS = ("given_names", "family_name", "name_native", "origin", "destination", "note")

PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # with a non-joiner, as it is spelt
SINHALA = "\u0dc1\u0dca\u200d\u0dbb\u0dd3"  # with a joiner, as it is spelt
DECOMPOSED = "Rene\u0301e"

REFUSED = [
    ("x" * 301, "text.too_long"),
    ("x" * 5000, "text.too_long"),
    ("Ami\u0000na", "text.control"),
    ("Ami\u001bna", "text.control"),
    ("Ami\u009fna", "text.control"),
    *[(f"Ami{sign}na", "text.direction") for sign in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"],
    ("Ami\ufdd0na", "text.broken"),
]  # fmt: skip


@pytest.fixture
def bilal(desk):
    return desk("bilal")


def stored(subject):
    """What stands in the row, and what was given beside it."""
    return people.person(subject)


def register(cast, **fields):
    subject = new_id()
    submit(cast.act(), RegisterPerson(person=subject, level=3, **fields))
    return stored(subject)


def typed(cast, subject):
    """What the journal keeps as it was typed, where it is not what is stored."""
    return held_facts(cast.ledger.keyring, subject)[0].fact.originals


def entries():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_entry")
        return cursor.fetchone()[0]


# At the doors


@pytest.mark.parametrize("field", TEXTS)
def test_what_no_field_takes_is_refused_by_its_code_and_nothing_is_written(cast, field):
    count = entries()
    for value, code in REFUSED:
        with pytest.raises(Refused) as refused:
            register(cast, **{field: value})
        assert (refused.value.code, refused.value.details["field"]) == (code, field), ascii(value[:20])
    assert entries() == count


@pytest.mark.parametrize("count", [301, 302, 1200])
def test_what_is_too_long_is_refused_with_its_count(cast, count):
    with pytest.raises(Refused) as refused:
        register(cast, given_names="x" * count)
    assert str(count) in str(sentence_of(refused.value.code, refused.value.details))
    assert "300" in str(sentence_of(refused.value.code, refused.value.details))


def test_three_hundred_characters_fit(cast):
    assert register(cast, given_names="x" * 300).given_names == "x" * 300


@pytest.mark.parametrize("name", [PERSIAN, SINHALA])
@pytest.mark.parametrize("field", NAMES)
def test_joiners_are_kept_as_languages_need_them(cast, field, name):
    assert getattr(register(cast, **{field: name}), field) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("emoji", ["🙂", "👨‍👩‍👧", "🇸🇾", "☎️", "❤️"])
def test_pictures_are_refused_in_names_and_kept_in_notes(cast, emoji):
    for field in NAMES:
        with pytest.raises(Refused, match=r"text\.emoji"):
            register(cast, **{field: f"Amina {emoji}"})
    group = new_id()
    submit(cast.act(), RegisterGroup(group=group, level=1, size=2, note=f"Bus {emoji} broken"))
    assert people.group(group).group.note == f"Bus {emoji} broken"


def test_the_composed_form_is_stored_and_what_was_typed_is_kept(cast):
    person = register(cast, given_names=DECOMPOSED)
    assert person.given_names == "Renée"
    assert typed(cast, person.subject) == {"given_names": DECOMPOSED}
    assert verify(cast.ledger).sound


IMPOSSIBLE = [
    BirthDateGiven(kind="date", year=2020, month=2, day=31, original="31.2.2020"),
    BirthDateGiven(kind="date", year=2021, month=13, original="13/2021"),
    BirthDateGiven(kind="date", year=2025, month=0, day=1, original="1.0.2025"),
    BirthDateGiven(kind="date", year=2027, month=1, day=1, original="1.1.2027"),
    BirthDateGiven(kind="date", year=1700, original="1700"),
    BirthDateGiven(kind="date", calendar="hijri", year=1447, month=12, day=31, original="31.12.1447"),
    BirthDateGiven(kind="date", calendar="ethiopian", year=2015, month=13, day=7, original="7.13.2015"),
    BirthDateGiven(kind="date", calendar="persian", year=1404, month=12, day=30, original="30.12.1404"),
    BirthDateGiven(kind="age", age=121, original="121"),
    BirthDateGiven(kind="age", age=-1, original="-1"),
    BirthDateGiven(kind="date", original=""),
    BirthDateGiven(kind="date", calendar="mayan", year=5, original="5"),
]


@pytest.mark.parametrize("birth", IMPOSSIBLE, ids=lambda birth: f"{birth.calendar} {birth.original or 'nothing'}")
def test_an_impossible_birth_date_is_refused(cast, birth):
    with pytest.raises(Refused, match=r"birth|code"):
        register(cast, given_names="Amina", birth=birth)


@pytest.mark.parametrize(("age", "band", "minor"), [(0, "0-4", "yes"), (120, "60+", "no"), (17, "12-17", "yes")])
def test_ages_from_nought_to_a_hundred_and_twenty(cast, age, band, minor):
    person = register(cast, given_names="Amina", birth=BirthDateGiven(kind="age", age=age, original=str(age)))
    assert (person.age_band, person.minor) == (band, minor)


@pytest.mark.parametrize("size", [1, 60])
def test_the_smallest_and_the_largest_group(cast, size):
    group = new_id()
    submit(cast.act(), RegisterGroup(group=group, level=1, size=size))
    assert people.group(group).group.size == size


@pytest.mark.parametrize(
    ("size", "code"),
    [
        (0, "people.group_too_small"),
        (-3, "people.group_too_small"),
        (61, "people.group_too_large"),
        (10**9, "people.group_too_large"),
    ],
)
def test_a_group_of_nobody_or_of_more_than_sixty_is_refused(cast, size, code):
    with pytest.raises(Refused, match=code):
        submit(cast.act(), RegisterGroup(group=new_id(), level=1, size=size))


def test_a_correction_is_held_to_the_same_table(cast):
    person = register(cast, given_names="Amina")
    for value, code in REFUSED:
        with pytest.raises(Refused) as refused:
            submit(cast.act(), CorrectPerson(person=person.subject, changes={"given_names": value}, reason="misheard"))
        assert refused.value.code == code
        if code != "text.direction":
            continue
        with pytest.raises(Refused, match=code):
            submit(cast.act(), CorrectPerson(person=person.subject, changes={"sex": "F"}, reason=f"mis{value}"))
    assert stored(person.subject).given_names == "Amina"


# At the form

GROUP = {"size": "3", "direction": "entry", "transport": "foot", "nationality": "SYR", "then": "members"}
SENTENCES = {
    "text.too_long": r"\d{3,4}", "text.control": "", "text.direction": "direction", "text.broken": "",
}  # fmt: skip


def new_group(client, **more):
    return client.post("/post/register/", sent(**{**GROUP, **more}))


def beside(answer, name):
    """The words of the error beside a field."""
    page = ok(answer, 422).content.decode()
    found = re.search(rf'id="id_{name}-error"[^>]*>(.*?)</', page, re.DOTALL)
    assert found, f"nothing stands beside {name}: {words(answer)[:600]}"
    return re.sub(r"<[^>]+>|\s+", " ", found.group(1))


@pytest.mark.parametrize("name", GROUP_TEXTS)
def test_the_form_says_beside_the_field_what_it_does_not_take(bilal, name):
    count = entries()
    for value, code in REFUSED:
        assert re.search(SENTENCES[code], beside(new_group(bilal, **{name: value}), name)), ascii(value[:20])
    assert entries() == count


@pytest.mark.parametrize("name", NAMES)
def test_the_form_refuses_pictures_in_names_and_keeps_what_else_was_typed(bilal, name):
    answer = new_group(bilal, **{name: "Amina 🙂", "note": "two suitcases"})
    assert "Pictures" in beside(answer, name)
    assert "two suitcases" in answer.content.decode()


def test_the_form_keeps_joiners_composes_and_keeps_the_original(bilal, cast):
    answer = ok(new_group(bilal, given_names=DECOMPOSED, name_native=PERSIAN, note="Bus 🙂\r\nsecond line"), 302)
    found = people.group(answer.url.strip("/").split("/")[-1])
    assert (found.members[0].given_names, found.members[0].name_native) == ("Renée", PERSIAN)
    assert typed(cast, found.members[0].subject) == {"given_names": DECOMPOSED}
    assert found.group.note == "Bus 🙂\nsecond line"


@pytest.mark.parametrize(
    "born", ["31.02.2020", "2021-13-01", "~121", "-4", "1.1.2099", "yesterday", "🙂", "00.00.0000"]
)
def test_the_member_form_says_what_is_wrong_with_a_birth_date(bilal, born):
    url = ok(new_group(bilal), 302).url
    assert beside(bilal.post(url, sent(given_names="Amina", born=born, sex="F")), "born").strip()


@pytest.mark.parametrize(("born", "band"), [("~0", "0-4"), ("~120", "60+"), ("1992", "18-59"), ("", "unknown")])
def test_the_member_form_takes_every_age_and_none(bilal, born, band):
    url = ok(new_group(bilal), 302).url
    ok(bilal.post(url, sent(given_names="Amina", born=born, sex="F")), 302)
    assert [one.age_band for one in people.group(url.strip("/").split("/")[-1]).members] == [band]


def test_a_machine_that_believes_it_is_1970_takes_a_birth_of_1985(bilal, cast):
    cast.clock.move_to(datetime(1970, 1, 1, 0, 5, tzinfo=UTC))
    url = ok(new_group(bilal), 302).url
    ok(bilal.post(url, sent(given_names="Amina", born="3.2.1985", sex="F")), 302)
    assert [one.age_band for one in people.group(url.strip("/").split("/")[-1]).members] == ["18-59"]


# Sent more than once


def test_a_form_sent_twice_a_slow_double_click_and_the_back_button_write_once(bilal, cast):
    form = sent(**GROUP, given_names="Amina")
    first = ok(bilal.post("/post/register/", form), 302)
    count = entries()
    assert ok(bilal.post("/post/register/", form), 302).url == first.url
    cast.clock.pass_time(cast.clock.now() - cast.clock.now().replace(hour=0))
    assert ok(bilal.post("/post/register/", form), 302).url == first.url
    changed = {**form, "size": "9", "given_names": "Layla"}
    assert "already saved with other content" in words(ok(bilal.post("/post/register/", changed), 422))
    assert entries() == count
    found = people.group(first.url.strip("/").split("/")[-1])
    assert (found.group.size, found.members[0].given_names) == (3, "Amina")
    assert verify(cast.ledger).sound


def test_a_member_form_sent_again_with_other_content_changes_nothing_and_says_so(bilal, cast):
    url = ok(new_group(bilal), 302).url
    form = sent(given_names="Yusuf", sex="M", born="~9")
    ok(bilal.post(url, form), 302)
    ok(bilal.post(url, form), 302)
    assert "already saved with other content" in words(ok(bilal.post(url, {**form, "given_names": "Sami"}), 422))
    assert [one.given_names for one in people.group(url.strip("/").split("/")[-1]).members] == ["Yusuf"]
    assert verify(cast.ledger).sound


def test_a_command_id_that_is_none_is_replaced_and_never_an_error(bilal):
    for given in ("", "x", "../../etc/passwd", "0" * 5000, "🙂"):
        ok(bilal.post("/post/register/", {**GROUP, "command_id": given}), 302)
