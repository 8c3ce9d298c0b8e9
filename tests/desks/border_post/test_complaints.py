"""Complaints at a post: misconduct is sealed and leaves nothing behind; the rest is answered, and told by its code."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from safeconduct.domains.accountability import queries
from safeconduct.domains.accountability.commands import NameFocalPoint
from safeconduct.domains.accountability.states import ANSWER_WITHIN
from safeconduct.domains.people import commands as people
from safeconduct.foundation.access.models import Look
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.models import SealedEntry
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.writer import react
from safeconduct.foundation.journal.reading import held_facts
from safeconduct.foundation.vault.compartments import new_compartment_keys
from tests.desks.border_post.scenes import Family, field, ok, sent, words

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "/post/complaint/"
SAID = "Captain Qvornak asked my sister for qvfavours behind the qvstore"
SECRETS = ("Qvornak", "qvfavours", "qvstore", "qvaunt", "qvnoon")


@pytest.fixture
def sealing(cast):
    """Agencies hold two compartments, the private halves of whose keys this node never saw."""
    for code in ("protection", "misconduct"):
        act = cast.act("adam", place="node", purpose="administration")
        register_compartment(act, compartment=code, agency="river_aid", public=new_compartment_keys()[1])


@pytest.fixture
def focal_point(cast):
    named = NameFocalPoint(name="Ines of River Aid", phone="+373 555 0100", hours="day and night")
    submit(cast.act("olga", place="node", purpose="oversight"), named)


def opened(client, about, person=""):
    return ok(client.post(NEW, {"step": "choose", "about": about, "person": person}))


def told(client, about, said=SAID, person="", **more):
    page = opened(client, about, person)
    form = {"command_id": field(page, "command_id"), "code": field(page, "code"), "step": "send", "about": about,
            "by": "anonymous", "words": said, "person": person, **more}  # fmt: skip
    return client.post(NEW, form), form


def everything(ledger):
    """All that stands in the tables, and all that opens with this node's keys."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [bytes(one) if isinstance(one, memoryview) else str(one).encode() for one in row]
        cursor.execute("SELECT DISTINCT subject FROM journal_entry")
        subjects = [row[0] for row in cursor.fetchall()]
    found += [repr(held_facts(ledger.keyring, subject)).encode() for subject in subjects]
    return b"\n".join(found)


@pytest.mark.parametrize("about", ["sexual_exploitation", "misconduct"])
def test_what_is_said_of_misconduct_is_nowhere_at_the_post(desk, cast, sealing, focal_point, about):
    client, looks = desk("bilal"), Look.objects.count()
    answer, form = told(client, about, who="Qvornak", where="qvnoon", reach="ask my qvaunt")
    page = words(ok(answer))
    assert form["code"] in page
    assert "Ines of River Aid" in page
    assert "+373 555 0100" in page
    held = everything(cast.ledger)
    assert b"Ines of River Aid" in held  # the search finds what is there
    for secret in (*SECRETS, form["code"]):
        assert secret.encode() not in held
        assert secret.casefold().encode() not in held.lower()
    assert Look.objects.count() == looks
    assert queries.complaints_at(cast.post) == []
    for who, where in (("samira", "/post/complaints/"), ("olga", "/oversight/log/")):
        shown = words(ok(desk(who).get(where)))
        assert not any(secret in shown for secret in SECRETS)


def test_every_compartment_gets_an_entry_of_one_size_whatever_it_is_about(desk, cast, sealing):
    for about, said in (("misconduct", SAID * 20), ("delay", "x" * 1500), ("misconduct", SAID)):
        before = {row.subject for row in SealedEntry.objects.all()}
        ok(told(desk("bilal"), about, said)[0])
        rows = [row for row in SealedEntry.objects.all() if row.subject not in before]
        assert sorted(row.compartment for row in rows) == ["misconduct", "protection"]
        assert len({row.size for row in rows}) == 1


def test_sent_twice_is_one_and_shows_the_same_code(desk, cast, sealing):
    client = desk("bilal")
    answer, form = told(client, "misconduct")
    again = ok(client.post(NEW, form))
    assert form["code"] in words(ok(answer))
    assert form["code"] in words(again)
    assert SealedEntry.objects.filter(compartment="misconduct").count() == 1


def test_where_nobody_can_open_it_nothing_is_written_and_the_focal_point_is_named(desk, cast, focal_point):
    client = desk("bilal")
    page = opened(client, "misconduct")
    assert "+373 555 0100" in words(page)
    assert 'name="words"' not in page.content.decode()
    form = sent(step="send", about="misconduct", by="person", words=SAID, code="ABCDEFGH23")
    assert "Call the focal point" in words(ok(client.post(NEW, form), 422))
    assert b"qvfavours" not in everything(cast.ledger)


def test_nothing_of_the_form_is_kept_by_drafts_or_by_the_browser(desk, sealing):
    page = opened(desk("bilal"), "sexual_exploitation").content.decode()
    form = page[page.index('id="complaint"') : page.index("</form>", page.index('id="complaint"'))]
    assert 'data-draft="' not in page
    assert 'autocomplete="off"' in form


def test_a_mistake_loses_nothing_that_was_typed(desk, sealing):
    answer, _form = told(desk("bilal"), "misconduct", SAID, by="")
    assert SAID in words(ok(answer, 422))


def test_a_complaint_of_a_delay_is_answered_and_told_by_its_code(desk, cast, sealing):
    bilal, samira = desk("bilal"), desk("samira")
    answer, form = told(bilal, "delay", "We stood for nine hours")
    assert form["code"] in words(ok(answer))
    listed = ok(samira.get("/post/complaints/"))
    assert "A delay" in words(listed)
    assert "nine hours" not in words(listed)
    (row,) = queries.complaints_at(cast.post)
    page = ok(samira.get(f"/post/complaints/{row.subject}/"))
    assert "nine hours" in words(page)
    assert "open" in words(ok(bilal.post("/post/complaints/code/", {"code": form["code"].lower()})))
    said = sent(seen=field(page, "seen"), outcome="upheld", words="A second counter was opened")
    assert samira.post(f"/post/complaints/{row.subject}/", said).status_code == 302
    assert "A second counter was opened" in words(ok(bilal.post("/post/complaints/code/", {"code": form["code"]})))
    csv = ok(samira.get("/post/complaints/export.csv")).content.decode()
    assert "A delay" in csv
    assert "nine hours" not in csv


def test_a_code_of_another_kind_is_told_alike_whether_there_is_one_or_not(desk, sealing, focal_point):
    client = desk("bilal")
    _answer, form = told(client, "misconduct")
    known = words(ok(client.post("/post/complaints/code/", {"code": form["code"]}))).replace(form["code"], "")
    unknown = words(ok(client.post("/post/complaints/code/", {"code": "ZZZZZZZZZZ"}))).replace("ZZZZZZZZZZ", "")
    assert known == unknown
    assert "asks the focal point" in known


def test_what_nobody_answers_rises_to_oversight(desk, cast, sealing):
    ok(told(desk("bilal"), "delay", "Nine hours")[0])
    assert queries.overdue_complaints(cast.clock.now()) == []
    assert len(queries.overdue_complaints(cast.clock.now() + ANSWER_WITHIN + timedelta(hours=1))) == 1


def test_words_about_a_person_go_with_the_person(desk, cast, sealing):
    family = Family(cast)
    ok(told(desk("bilal"), "decision", "They wrote qvwrong of me", person=family.amina)[0])
    assert b"qvwrong" in everything(cast.ledger)
    people.erase_person(cast.act("samira"), person=family.amina, reason="person_asked")
    react()
    assert b"qvwrong" not in everything(cast.ledger)
    (row,) = queries.complaints_at(cast.post)
    assert (row.about, row.is_erased, row.code) == ("decision", True, "")


def test_the_read_back_names_the_focal_point(desk, cast, focal_point):
    family = Family(cast)
    assert "+373 555 0100" in words(ok(desk("bilal").get(f"/post/member/{family.amina}/read-back/")))


def test_oversight_names_the_focal_point_and_nobody_else_does(desk):
    client = desk("olga")
    page = ok(client.get("/oversight/focal-point/"))
    form = sent(seen=field(page, "seen"), name="Ines", phone="")
    assert "who cannot read calls" in words(ok(client.post("/oversight/focal-point/", form), 422))
    assert client.post("/oversight/focal-point/", sent(name="Ines", phone="112")).status_code == 302
    assert re.search("Ines.*112", words(ok(desk("bilal").get(NEW))))
    for who in ("dalia", "adam", "samira", "bilal"):
        assert desk(who).get("/oversight/focal-point/").status_code == 403


@pytest.mark.parametrize("who", ["dalia", "adam", "olga", "hana"])
def test_nobody_else_takes_complaints_down_or_answers(desk, who):
    for path in (NEW, "/post/complaints/", "/post/complaints/code/"):
        assert desk(who).get(path).status_code == 403
    assert desk("bilal").get("/post/complaints/").status_code == 403
