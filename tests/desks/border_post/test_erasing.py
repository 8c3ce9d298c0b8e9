"""Erasing on the page: what goes and stays is said, a number is typed, a hold stops it, paper confirms it."""

import pytest
from django.db import connection

from safeconduct.domains.people import commands, queries
from safeconduct.kernel.ids import derived_id
from tests.desks.border_post.scenes import Family, field, ok, sent, words
from tests.foundation.documents.samples import text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def family(cast):
    return Family(cast)


def url(person, rest="erase/"):
    return f"/post/member/{person}/{rest}"


def chosen(client, person, reason="person_asked"):
    """The second page: the grounds are chosen, the number is asked for."""
    form = sent(seen=field(client.get(url(person)), "seen"), step="choose", reason=reason)
    return ok(client.post(url(person), form))


def erased(client, person, typed="B-0001", reason="person_asked"):
    page = chosen(client, person, reason)
    form = sent(seen=field(page, "seen"), step="erase", reason=reason, typed=typed)
    return client.post(url(person), form)


def hold(cast, person):
    commands.place_legal_hold(
        cast.act("samira"), person=person, basis="court_order", reason="file 41", review_on="2026-06-01"
    )


def flagged(cast, family):
    commands.register_group(cast.act(), group=derived_id("group", "other"), level=2, size=1)
    commands.move_person(
        cast.act(), person=family.yusuf, from_group=family.group, to_group=derived_id("group", "other"),
        relation="", reason="care_arranged",
    )  # fmt: skip


def test_the_way_to_it_is_on_the_page_of_the_person_and_for_supervisors_alone(desk, family):
    assert f'href="{url(family.amina)}"' in ok(desk("samira").get(f"/post/member/{family.amina}/")).content.decode()
    assert "Erase…" not in words(ok(desk("bilal").get(f"/post/member/{family.amina}/")))


def test_the_page_counts_what_goes_and_what_stays(desk, cast, family):
    commands.correct_person(cast.act(), person=family.amina, changes={"sex": "X"}, reason="she said so")
    page = words(ok(desk("samira").get(url(family.amina))))
    assert "Names 3" in page
    assert "Date of birth 1" in page
    assert "Documents 1" in page
    assert "Reasons and explanations 1" in page
    assert "Crossings with their decisions 1" in page
    assert "It cannot be taken back" in page


def test_grounds_come_first_and_are_codes(desk, family):
    client = desk("samira")
    form = sent(step="choose", reason="Amina wants it")
    answer = ok(client.post(url(family.amina), form), 422)
    assert "Choose one from the list" in words(answer)
    assert "Type the number to erase" in words(chosen(client, family.amina))


@pytest.mark.parametrize("typed", ["", "B-0002", "yes", "0001"])
def test_another_number_erases_nobody(desk, family, typed):
    answer = ok(erased(desk("samira"), family.amina, typed), 422)
    assert "Nothing was erased" in words(answer)
    assert "B-0001" in words(answer)
    assert queries.person(family.amina).name == "Amina Haddad"


def test_the_number_typed_as_people_type_it_erases_for_good(desk, family):
    client = desk("samira")
    number = words(chosen(client, family.amina)).split("Number ")[1].split()[0]
    answer = ok(erased(client, family.amina, number.lower().replace("-", " ")), 302)
    assert answer["Location"] == url(family.amina, "erased/")
    done = words(ok(client.get(answer["Location"])))
    for said in ("The person is erased", "final", "The person asked for it", "Samira", "Names 3", "Still to be done"):
        assert said in done
    assert "Amina" not in done
    assert queries.person(family.amina).name == ""
    history = words(ok(client.get(f"/post/member/{family.amina}/")))
    assert "Erased: Removed" in history
    assert "Confirmation of erasure" in history
    assert ok(client.get(url(family.amina)), 302)["Location"] == url(family.amina, "erased/")


def test_who_never_crossed_has_a_number_of_their_own(desk, cast):
    person = derived_id("somebody")
    commands.register_person(cast.act(), person=person, level=2, given_names="Omar")
    client = desk("samira")
    number = words(chosen(client, person)).split("Number ")[1].split()[0]
    assert number.isdecimal()
    assert len(number) == 6
    ok(erased(client, person, number), 302)
    assert queries.person(person).erased


def test_the_paper_names_nobody(desk, family, tmp_path):
    client = desk("samira")
    ok(client.get(url(family.amina, "erased.pdf")), 404)
    number = words(chosen(client, family.amina)).split("Number ")[1].split()[0]
    ok(erased(client, family.amina, number), 302)
    answer = ok(client.get(url(family.amina, "erased.pdf")))
    assert answer["Content-Type"] == "application/pdf"
    text = text_of(answer.content, tmp_path)
    for said in ("Confirmation of erasure", "Kadar Bridge", "The person asked for it", "Decided by 1 supervisor"):
        assert said in text
    for never in ("Amina", "Haddad", number, family.amina, family.group, "Samira"):
        assert never not in text


def test_a_hold_stops_it_until_it_is_lifted(desk, cast, family):
    hold(cast, family.amina)
    client = desk("tomas")
    page = words(ok(client.get(url(family.amina))))
    assert "A legal hold stands: Order of a court" in page
    assert "Type the number" not in page
    assert "Go on" not in page
    form = sent(step="erase", reason="person_asked", typed="B-0001")
    ok(client.post(url(family.amina), form), 422)
    assert not queries.person(family.amina).erased
    (standing,) = queries.holds_of(family.amina)
    ok(client.post(url(family.amina, "hold/lift/"), sent(hold=standing.id, why="")), 422)
    ok(client.post(url(family.amina, "hold/lift/"), sent(hold=standing.id, why="case is closed")), 302)
    assert "lifted" in words(ok(client.get(url(family.amina, "hold/"))))
    assert "Go on" in words(ok(client.get(url(family.amina))))


def test_a_hold_is_placed_on_its_page_with_everything_it_needs(desk, family):
    client = desk("samira")
    page = ok(client.get(url(family.amina, "hold/")))
    assert "Place a hold" in words(page)
    given = {"basis": "complaint", "reason": "of her brother, no. 7", "review_on": "2026-06-01"}
    for name, value, sentence in [
        ("basis", "", "Choose one from the list"),
        ("reason", " ", "Say in a few words"),
        ("review_on", "yesterday", "as year, month and day"),
        ("review_on", "2036-01-01", "within 366 days"),
    ]:
        answer = ok(client.post(url(family.amina, "hold/"), sent(**{**given, name: value})), 422)
        assert sentence in words(answer)
        assert name == "reason" or "of her brother, no. 7" in answer.content.decode()
    ok(client.post(url(family.amina, "hold/"), sent(seen=field(page, "seen"), **given)), 302)
    assert [(one.basis, one.open) for one in queries.holds_of(family.amina)] == [("complaint", True)]
    assert "legal hold" in words(ok(client.get(f"/post/member/{family.amina}/")))
    listed = words(ok(client.get("/post/erasures/")))
    assert "B-0001" in listed
    assert "Complaint" in listed
    assert "Amina" not in listed


def test_a_review_that_is_due_is_marked(desk, cast, family):
    from datetime import timedelta

    hold(cast, family.amina)
    assert "due" not in words(ok(desk("samira").get("/post/erasures/"))).split("Look again on")[1][:80]
    cast.clock.pass_time(timedelta(days=100))
    assert "due" in words(ok(desk("samira").get("/post/erasures/")))
    assert "due" in words(ok(desk("samira").get(url(family.amina, "hold/"))))


def test_where_a_flag_is_up_one_proposes_and_another_erases(desk, cast, family):
    flagged(cast, family)
    samira, tomas = desk("samira"), desk("tomas")
    page = words(ok(samira.get(url(family.yusuf))))
    assert "1 flag is up" in page
    assert "Propose the erasure" in page
    ok(samira.post(url(family.yusuf), sent(step="erase", reason="person_asked", typed="B-0001")), 422)
    ok(samira.post(url(family.yusuf), sent(step="propose", reason="person_asked")), 302)
    assert "Another supervisor looks and erases" in words(ok(samira.get(url(family.yusuf))))
    assert "another supervisor erases" in words(ok(samira.get("/post/erasures/")))
    assert "Look and erase" in words(ok(tomas.get("/post/erasures/")))
    assert "Samira has proposed it" in words(ok(tomas.get(url(family.yusuf))))
    number = words(chosen(tomas, family.yusuf)).split("Number ")[1].split()[0]
    ok(erased(tomas, family.yusuf, number), 302)
    done = words(ok(tomas.get(url(family.yusuf, "erased/"))))
    assert "Protective flags that are up 1" in done
    assert "1 flag is up" in words(ok(tomas.get("/post/separations/")))
    text_now = words(ok(samira.get("/post/erasures/")))
    assert "Tomas" in text_now
    assert "Nothing waits" in text_now


def test_empty_lists_say_what_will_appear(desk, cast):
    page = words(ok(desk("samira").get("/post/erasures/")))
    for said in ("No hold stands", "Nothing waits", "Nobody was erased at this post"):
        assert said in page


def test_while_somebody_reads_the_log_nothing_is_called_final_and_no_paper_is_given(desk, family):
    if connection.vendor != "sqlite":
        pytest.skip("the log is SQLite's")
    client, reader = desk("samira"), connection.copy()
    number = words(chosen(client, family.amina)).split("Number ")[1].split()[0]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    try:
        with reader.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT COUNT(*) FROM people_person")  # from now on the log is needed
            ok(erased(client, family.amina, number), 302)
            page = words(ok(client.get(url(family.amina, "erased/"))))
            assert "log not yet empty" in page
            assert "Print the confirmation" not in page
            assert "still being emptied" in words(ok(client.get(url(family.amina, "erased.pdf")), 422))
            cursor.execute("ROLLBACK")
    finally:
        reader.close()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 10000")
    assert "final" in words(ok(client.get(url(family.amina, "erased/"))))
    ok(client.get(url(family.amina, "erased.pdf")))


def test_the_same_form_twice_erases_once(desk, family):
    client = desk("samira")
    number = words(chosen(client, family.amina)).split("Number ")[1].split()[0]
    form = sent(seen="{}", step="erase", reason="person_asked", typed=number)
    ok(client.post(url(family.amina), form), 302)
    ok(client.post(url(family.amina), form), 302)
    assert len([one for one in queries.history_of(family.amina) if one.event == "erased"]) == 1


@pytest.mark.parametrize("who", ["bilal", "dalia", "adam", "olga", "hana"])
def test_everyone_but_a_supervisor_is_refused(desk, cast, family, who):
    client = desk(who)
    for path in ("erase/", "erased/", "erased.pdf", "hold/"):
        assert client.get(url(family.amina, path)).status_code == 403
    for path in ("erase/", "hold/", "hold/lift/"):
        form = sent(step="erase", reason="person_asked", typed="B-0001", basis="claim", review_on="2026-06-01")
        assert client.post(url(family.amina, path), form).status_code == 403
    assert client.get("/post/erasures/").status_code == 403
    assert not queries.person(family.amina).erased
    assert queries.holds_of(family.amina) == []
