"""Children's files on the agency's node: opened by a post's notice, worked through by its officer alone."""

from datetime import timedelta

import pytest
from django.conf import settings

from safeconduct.domains.protection import queries
from safeconduct.domains.protection.commands import OpenChild
from safeconduct.foundation.access import drafts
from safeconduct.foundation.compartments.commands import place_sealed, register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed
from tests.desks.border_post.scenes import ok, sent, words

pytestmark = pytest.mark.django_db
YUSUF, LAYLA, CROSSING = (derived_id(name) for name in ("yusuf", "layla", "crossing"))


@pytest.fixture
def agency(cast, monkeypatch):
    """This node is the agency's, and holds its compartments."""
    monkeypatch.setattr(settings, "SAFECONDUCT_PROFILE", "agency")
    for code in ("protection", "child_protection"):
        act = cast.act("adam", place="node", purpose="administration")
        register_compartment(act, compartment=code, agency="shelter", public=make_keys(code))


def arrives(cast, **content):
    """A sealed notice as a post sends it."""
    base = {"form": "child_notice", "token": "B-0163-M", "post": cast.post, "post_name": "Kadar Bridge",
            "day": "2026-03-04", "person": YUSUF, "crossing": CROSSING, "group": derived_id("group"), "minor": "yes",
            "sex": "M", "age_band": "5-11", "grounds": ["adult_not_parent"], "at": cast.clock.now().isoformat(),
            "companions": [{"relation": "focal_point", "minor": "no", "sex": "M", "age_band": "18-59"}]}  # fmt: skip
    place_sealed(cast.act(), seal_for("child_protection", {**base, **content}))


def the_child(esther):
    ok(esther.get("/protection/children/"))
    return queries.children()[0]


def do(esther, child, step, answers=302, **form):
    return ok(esther.post(f"/protection/children/{child.subject}/{step}/", sent(**form)), answers)


def test_an_empty_list_says_what_will_appear(desk, agency):
    assert "No child is on the list" in words(ok(desk("esther").get("/protection/children/")))


def test_a_notice_becomes_a_file_with_its_reason_and_its_first_limit(desk, cast, agency):
    arrives(cast)
    page = words(ok(desk("esther").get("/protection/children/")))
    for said in ("B-0163-M", "With an adult who is no parent", "Safe care for the night", "Kadar Bridge"):
        assert said in page
    child = queries.children()[0]
    page = words(ok(desk("esther").get(f"/protection/children/{child.subject}/")))
    assert "Child without a name yet" in page
    assert "Focal point" in page  # whom it came with
    assert verify(cast.ledger).sound


def test_the_same_notice_again_and_a_second_reason_stay_one_file(desk, cast, agency):
    arrives(cast)
    arrives(cast, grounds=["separated"])
    child = the_child(desk("esther"))
    assert child.grounds == ["adult_not_parent", "separated"]
    assert len(queries.children()) == 1


def test_a_limit_that_passed_is_said_on_top(desk, cast, agency):
    arrives(cast)
    esther = desk("esther")
    ok(esther.get("/protection/children/"))
    cast.clock.pass_time(timedelta(hours=13))
    assert "1 is past its limit" in words(ok(esther.get("/protection/children/")))


def test_care_registration_and_visit_one_after_the_other(desk, cast, agency):
    esther = desk("esther")
    arrives(cast)
    child = the_child(esther)
    do(esther, child, "care", care="kinship", since="2026-03-04", carer="Aunt Huda", place="4 Mill Lane, Sarn")
    do(esther, child, "register", status="separated", given_names="Yusuf", birth="~9", wishes="to see my mother")
    child = queries.child(child.subject)
    assert (child.name, child.carer, child.next_step, child.status) == (
        "Yusuf",
        "Aunt Huda",
        "provisional",
        "separated",
    )
    do(esther, child, "visit", on="2026-03-04", finding="must_move", spoke_alone="on", remark="afraid of the uncle")
    page = words(ok(esther.get(f"/protection/children/{child.subject}/")))
    for said in ("Move the child to safety", "afraid of the uncle", "to see my mother", "Aunt Huda"):
        assert said in page
    assert verify(cast.ledger).sound


def test_what_is_refused_is_said_and_nothing_typed_is_lost(desk, cast, agency):
    esther = desk("esther")
    arrives(cast)
    child = the_child(esther)
    answer = do(esther, child, "care", 422, care="foster", since="2026-03-04", carer="Ion Rusu", remark="has a garden")
    assert "The child does not know this carer" in words(answer)
    assert "Ion Rusu" in answer.content.decode()
    assert "has a garden" in answer.content.decode()
    answer = do(esther, child, "register", 422, status="unclear", given_names="Yusuf", birth="next spring")
    assert "birth date cannot be read" in words(answer)
    assert 'value="next spring"' in answer.content.decode()
    assert queries.child(child.subject).care == ""
    assert esther.get(f"/protection/children/{child.subject}/dance/").status_code == 404


def test_children_of_whom_only_a_number_is_known_are_found_one_by_one(desk, cast, agency):
    esther = desk("esther")
    arrives(cast, person="", children=2, grounds=["children_only"], companions=[])
    whole = the_child(esther)
    assert "2 children, not registered yet" in words(ok(esther.get(f"/protection/children/{whole.subject}/")))
    assert "number of these children" in words(do(esther, whole, "register", 422, status="unclear", given_names="x"))
    do(esther, whole, "each", note="red cap", sex="M", age_band="12-17")
    arrives(cast, person=LAYLA, grounds=["children_only"])
    ok(esther.get("/protection/children/"))
    assert not queries.child(whole.subject).is_open
    assert {one.note for one in queries.children()} == {"red cap", ""}
    assert "has a file already" in words(do(esther, whole, "each", 422, note="green cap"))


def test_a_child_who_came_to_the_agency(desk, cast, agency):
    esther = desk("esther")
    answer = ok(
        esther.post("/protection/children/new/", sent(note="waits at the gate", sex="F", age_band="12-17")), 302
    )
    page = words(ok(esther.get(answer["Location"])))
    assert "waits at the gate" in page
    assert "Came to the agency" in page


def test_an_erased_child_says_nothing_and_stays_as_a_number(desk, cast, agency):
    esther = desk("esther")
    arrives(cast)
    child = the_child(esther)
    do(esther, child, "register", status="separated", given_names="Unmistakable", birth="2015", family="a long story")
    drafts.save(cast.ids["esther"], f"care-{child.subject}", '{"carer": ["Aunt Huda"]}')
    place_sealed(cast.act(), seal_for("child_protection", {"form": "child_erased", "person": YUSUF}))
    assert "erased at the post" in words(ok(esther.get("/protection/children/")))
    do(esther, child, "erase", reason="person_asked")
    row = queries.child(child.subject)
    assert (row.erased, row.name, row.family, row.token, row.companions, row.born_from) == (True, "", "", "", [], "")
    assert {one.words for one in queries.events_of(child.subject)} == {""}
    assert drafts.names_of(cast.ids["esther"]) == []
    arrives(cast)
    page = words(ok(esther.get("/protection/children/")))
    assert "1 erased while open" in page
    assert queries.child(child.subject).token == ""
    assert verify(cast.ledger).sound


def test_names_stand_nowhere_in_the_clear(desk, cast, agency):
    esther = desk("esther")
    arrives(cast)
    child = the_child(esther)
    do(esther, child, "register", status="separated", given_names="Unmistakable", birth="2015")
    for column in ("header", "named", "nameless"):
        for (data,) in execute(f"SELECT {column} FROM journal_entry WHERE {column} IS NOT NULL").fetchall():
            assert b"Unmistakable" not in bytes(data)


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "adam", "petra", "chidi", "olga", "hana", "nadia"])
def test_nobody_but_the_protection_officer_sees_a_child(desk, cast, agency, who):
    arrives(cast)
    child = the_child(desk("esther"))
    for path in ("", "new/", f"{child.subject}/", f"{child.subject}/care/", f"{child.subject}/erase/"):
        assert desk(who).get(f"/protection/children/{path}").status_code == 403
        assert desk(who).post(f"/protection/children/{path}", sent(reason="unlawful")).status_code in (403, 405)
    assert not queries.child(child.subject).erased


def test_a_post_holds_no_childs_file(desk, cast, agency, monkeypatch):
    arrives(cast)
    monkeypatch.setattr(settings, "SAFECONDUCT_PROFILE", "post")
    assert desk("esther").get("/protection/children/").status_code == 403
    with pytest.raises(NotAllowed, match=r"node\.no_such_door"):
        submit(cast.act("esther", place="node", purpose="protection"), OpenChild(child=new_id(), about={}))
    assert execute("SELECT COUNT(*) FROM protection_child").fetchone()[0] == 0


def test_whoever_looks_at_a_child_is_in_the_access_log(desk, cast, agency):
    esther = desk("esther")
    arrives(cast)
    before = _looks()
    ok(esther.get(f"/protection/children/{the_child(esther).subject}/"))
    assert _looks() >= before + 2


def _looks():
    return execute("SELECT COUNT(*) FROM journal_entry WHERE stream LIKE %s", ["%.access"]).fetchone()[0]
