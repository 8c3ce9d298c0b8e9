"""The agency's files: what was sealed at a post is opened on the agency's node, by its officer, and nowhere else."""

from datetime import timedelta
from html import unescape

import msgspec
import pytest
from django.conf import settings

from safeconduct.domains.screening import queries
from safeconduct.domains.screening.commands import TakeIn
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import place_sealed, register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed
from tests.desks.border_post.scenes import ok, sent, words

pytestmark = pytest.mark.django_db
AMINA = derived_id("amina")


@pytest.fixture
def agency(cast, monkeypatch):
    """This node is the agency's, and holds its compartments."""
    monkeypatch.setattr(settings, "SAFECONDUCT_PROFILE", "agency")
    for code in ("protection", "child_protection"):
        act = cast.act("adam", place="node", purpose="administration")
        register_compartment(act, compartment=code, agency="shelter", public=make_keys(code))


def arrives(cast, code="protection", **content):
    """A sealed entry as a post sends it."""
    base = {"form": "screening", "token": "B-0163-M", "post": cast.post, "post_name": "Kadar Bridge",
            "day": "2026-03-04", "person": AMINA, "group": derived_id("group"), "minor": "no", "sex": "F",
            "age_band": "18-59", "language": "ar", "at": cast.clock.now().isoformat(), "items": []}  # fmt: skip
    content = content if content.get("form") == "routine" else {**base, **content}
    place_sealed(cast.act(), seal_for(code, content))


def the_file(esther):
    ok(esther.get("/protection/needs/"))
    (found,) = queries.files()
    return found


def interviewed(esther, file, **answers):
    form = sent(version="1", **answers)
    return esther.post(f"/protection/files/{file.subject}/interview/", form)


def test_an_empty_list_says_what_will_appear(desk, agency):
    assert "No need is open" in words(ok(desk("esther").get("/protection/needs/")))
    assert "No file yet" in words(ok(desk("esther").get("/protection/files/")))


def test_what_was_sealed_at_a_post_becomes_needs_with_limits_and_reasons(desk, cast, agency):
    arrives(cast, items=["afraid_return", "not_safe_with"])
    page = words(ok(desk("esther").get("/protection/needs/")))
    assert "B-0163-M" in page
    assert "Safety at once" in page
    assert "Pointed at: I am not safe with the people I travel with" in page
    assert page.index("Safety at once") < page.index("To be told how to ask for protection")


def test_an_entry_is_taken_in_once_however_often_one_looks(desk, cast, agency):
    arrives(cast, items=["talk"])
    for who in ("esther", "esther"):
        ok(desk(who).get("/protection/needs/"))
    queries.move_intake(0)
    ok(desk("esther").get("/protection/files/"))
    (file,) = queries.files()
    taken = execute("SELECT COUNT(*) FROM journal_entry WHERE subject = %s", [file.subject]).fetchone()[0]
    assert taken == 3  # opened, answers, needs
    assert verify(cast.ledger).sound


def test_routine_entries_leave_no_file(desk, cast, agency):
    arrives(cast, "child_protection", form="routine")
    ok(desk("esther").get("/protection/files/"))
    assert queries.files() == []
    assert len(compartments.sealed_entries("child_protection")) == 1


def test_two_entries_of_one_person_are_one_file(desk, cast, agency):
    arrives(cast, items=["lost_family"])
    arrives(cast, "child_protection", items=["talk"], minor="maybe")
    file = the_file(desk("esther"))
    assert file.card == ["lost_family", "talk"]


def test_an_entry_that_does_not_open_is_said_and_holds_up_nothing(desk, cast, agency):
    sealed = seal_for("protection", {"form": "screening", "items": []})
    place_sealed(cast.act(), msgspec.structs.replace(sealed, entry=new_id()))  # bound to another id: does not open
    arrives(cast, items=["talk"])
    page = words(ok(desk("esther").get("/protection/needs/")))
    assert "1 sealed entry does not open" in page
    assert "To be spoken to alone" in page


def test_a_post_opens_nothing(desk, cast, agency, monkeypatch):
    arrives(cast, items=["talk"])
    monkeypatch.setattr(settings, "SAFECONDUCT_PROFILE", "post")
    for path in ("needs/", "files/", "files/new/", f"files/{AMINA}/", f"files/{AMINA}/interview/"):
        assert desk("esther").get(f"/protection/{path}").status_code == 403
    command = TakeIn(file=new_id(), entry=new_id(), content={"items": ["talk"]})
    with pytest.raises(NotAllowed, match=r"node\.no_such_door"):
        submit(cast.act("esther", place="node", purpose="protection"), command)
    assert execute("SELECT COUNT(*) FROM screening_file").fetchone()[0] == 0


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "adam", "petra", "olga", "hana"])
def test_nobody_but_the_protection_officer_sees_a_file(desk, cast, agency, who):
    arrives(cast, items=["talk"])
    file = the_file(desk("esther"))
    for path in ("needs/", "files/", "files/new/", f"files/{file.subject}/", f"files/{file.subject}/interview/"):
        assert desk(who).get(f"/protection/{path}").status_code == 403
    for step in ("settle", "assess", "erase", "interview"):
        assert desk(who).post(f"/protection/files/{file.subject}/{step}/", sent(reason="unlawful")).status_code == 403
    assert not queries.file(file.subject).erased


def test_an_interview_adds_needs_and_keeps_the_sooner_limit(desk, cast, agency):
    esther = desk("esther")
    arrives(cast, items=["lost_family"])
    file = the_file(esther)
    before = {need.need: need.due_at for need in queries.needs_of_file(file.subject)}
    cast.clock.pass_time(timedelta(hours=20))
    ok(interviewed(esther, file, separated_from=["spouse"], wg_walk="cannot", consent_record="yes"), 302)
    needs = {need.need: need for need in queries.needs_of_file(file.subject)}
    assert needs["family_tracing"].due_at == before["family_tracing"]
    assert needs["disability_support"].due_at == cast.clock.now() + timedelta(hours=72)
    page = words(ok(esther.get(f"/protection/files/{file.subject}/")))
    assert "FU-TR" in page
    assert "no code" in page  # disability: UNHCR's older codes were replaced
    assert "a lot of difficulty, or more" in page
    assert queries.file(file.subject).interviews == 1


def test_the_form_asks_a_child_what_it_does_not_ask_the_grown(desk, cast, agency):
    esther = desk("esther")
    arrives(cast, items=["alone_child"], minor="yes", age_band="12-17")
    file = the_file(esther)
    page = ok(esther.get(f"/protection/files/{file.subject}/interview/")).content.decode()
    assert '{"ask":"minor","among":["yes","maybe"]}' in unescape(page)
    ok(interviewed(esther, file, with_whom="alone", older_alone="yes", child_assent="yes"), 302)
    assert queries.file(file.subject).answers == {"with_whom": "alone", "child_assent": "yes"}


def test_without_consent_nothing_of_an_interview_is_kept(desk, cast, agency):
    esther = desk("esther")
    arrives(cast)
    file = the_file(esther)
    answer = ok(interviewed(esther, file, consent_record="no", happened=["torture"]), 422)
    assert "does not agree that this interview is kept" in words(answer)
    assert queries.file(file.subject).interviews == 0
    assert queries.file(file.subject).answers == {}


def test_an_answer_that_is_none_loses_nothing_that_was_given(desk, cast, agency):
    esther = desk("esther")
    arrives(cast)
    page = ok(interviewed(esther, the_file(esther), safe_tonight="perhaps", wishes="to see my sister"), 422)
    assert "to see my sister" in page.content.decode()


def test_an_interview_that_says_nothing_is_not_recorded(desk, cast, agency):
    esther = desk("esther")
    arrives(cast)
    ok(interviewed(esther, the_file(esther)), 422)


def test_a_need_is_settled_and_opens_again_when_more_is_said(desk, cast, agency):
    esther = desk("esther")
    arrives(cast, items=["lost_family"])
    file = the_file(esther)
    where = f"/protection/files/{file.subject}/settle/"
    ok(esther.post(where, sent(need="family_tracing", outcome="referred", remark="Red Crescent")), 302)
    assert queries.open_needs() == []
    assert "Red Crescent" in words(ok(esther.get(f"/protection/files/{file.subject}/")))
    ok(interviewed(esther, file, separated_from=["child"]), 302)
    assert [one.need.need for one in queries.open_needs()] == ["family_tracing"]
    ok(esther.post(where, sent(need="family_tracing", outcome="forgotten")), 422)
    ok(esther.post(where, sent(need="money", outcome="referred")), 422)


def test_needs_are_listed_by_service(desk, cast, agency):
    esther = desk("esther")
    arrives(cast, items=["lost_family", "afraid_return"])
    page = words(ok(esther.get("/protection/needs/?service=asylum")))
    assert "To be told how to ask for protection" in page
    assert "Family to be found" not in page


def test_a_file_for_somebody_who_was_not_screened(desk, cast, agency):
    esther = desk("esther")
    form = sent(token="", note="red scarf, tent 4", minor="no", sex="F", age_band="60+")
    answer = ok(esther.post("/protection/files/new/", form), 302)
    file = queries.file(answer["Location"].split("/")[3])
    ok(interviewed(esther, file, older_alone="yes", older_cannot_care="yes"), 302)
    assert [one.need.priority for one in queries.open_needs()] == ["24h"]


def test_an_erased_file_says_nothing_and_is_not_brought_back(desk, cast, agency):
    esther = desk("esther")
    arrives(cast, items=["afraid_return"])
    file = the_file(esther)
    ok(interviewed(esther, file, wishes="a word of mine", fear_return="yes"), 302)
    ok(esther.post(f"/protection/files/{file.subject}/erase/", sent(reason="person_asked")), 302)
    assert queries.files() == []
    row = queries.file(file.subject)
    assert (row.erased, row.card, row.answers, row.token) == (True, [], {}, "")
    assert queries.needs_of_file(file.subject) == []
    arrives(cast, items=["talk"])
    ok(esther.get("/protection/needs/"))
    assert queries.file(file.subject).card == []
    assert verify(cast.ledger).sound


def test_answers_stand_nowhere_in_the_clear(desk, cast, agency):
    esther = desk("esther")
    arrives(cast, items=["papers_debt_work"])
    file = the_file(esther)
    ok(interviewed(esther, file, wishes="unmistakable words", papers="held"), 302)
    for column in ("header", "named", "nameless"):
        for (data,) in execute(f"SELECT {column} FROM journal_entry WHERE {column} IS NOT NULL").fetchall():
            assert b"unmistakable" not in bytes(data)
            assert b"papers_debt_work" not in bytes(data)


def test_whoever_looks_at_a_file_is_in_the_access_log(desk, cast, agency):
    esther = desk("esther")
    arrives(cast, items=["talk"])
    file = the_file(esther)
    ok(esther.get(f"/protection/files/{file.subject}/"))
    log = execute("SELECT COUNT(*) FROM journal_entry WHERE stream LIKE %s", ["%.access"]).fetchone()[0]
    assert log >= 2
