"""Guardians and mandates at the agency's desk: appointed one by one or many in one act, renewed, ended; never beyond
what somebody can bear."""

from datetime import timedelta

import pytest

from safeconduct.domains.protection import queries
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import derived_id
from tests.desks.border_post.scenes import ok, sent, words
from tests.desks.protection.test_children import agency, arrives, do, the_child

pytestmark = pytest.mark.django_db
__all__ = ["agency"]
TERMS = {"scope": "full", "appointer": "court", "authority": "District court", "starts": "2026-03-04",
         "ends": "2026-09-04", "checked": ["not_border", "not_carer", "not_claimant"]}  # fmt: skip


def guardian(esther, name="Ruth Amadi", **more):
    form = {"name": name, "sort": "person", "capacity": "20", "district": "Sarn", "vetted_on": "2026-03-01", **more}
    ok(esther.post("/protection/guardians/new/", sent(**form)), 302)
    return next(one.guardian for one in queries.guardians() if one.guardian.name == name)


def test_an_empty_list_says_how_to_begin(desk, agency):
    assert "No guardian yet" in words(ok(desk("esther").get("/protection/guardians/")))


def test_a_child_gets_a_guardian_and_both_pages_say_so(desk, cast, agency):
    esther = desk("esther")
    ruth = guardian(esther)
    arrives(cast)
    child = the_child(esther)
    assert "nobody stands for this child since" in words(ok(esther.get(f"/protection/children/{child.subject}/")))
    do(esther, child, "guardian", guardian=ruth.subject, **TERMS)
    page = words(ok(esther.get(f"/protection/children/{child.subject}/")))
    for said in ("Ruth Amadi", "Full guardianship", "Court", "District court", "in force", "2026-09-04"):
        assert said in page
    assert "B-0163-M" in words(ok(esther.get(f"/protection/guardians/{ruth.subject}/")))
    assert "19 places free" in words(ok(esther.get("/protection/guardians/")))
    assert verify(cast.ledger).sound


@pytest.mark.parametrize(
    ("who", "terms", "said"),
    [
        ({"capacity": "1"}, {}, "stands for as many children as they can already: 1"),
        ({"ties": ["border_agency"]}, {}, "cannot stand for a child"),
        ({"vetted_on": ""}, {}, "Nobody has looked at this guardian"),
        ({}, {"ends": "2026-03-01", "starts": "2026-02-01"}, "would be over already"),
        ({}, {"checked": []}, "looked for conflicts of interest"),
        ({}, {"guardian": ""}, "Choose a guardian from the list"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(desk, cast, agency, who, terms, said):
    esther = desk("esther")
    ruth = guardian(esther, **who)
    if who.get("capacity") == "1":
        arrives(cast, person=derived_id("layla"))
        do(esther, the_child(esther), "guardian", guardian=ruth.subject, **TERMS)
    arrives(cast)
    ok(esther.get("/protection/children/"))
    child = next(one for one in queries.children() if not one.guardian)
    answer = do(esther, child, "guardian", 422, **{"guardian": ruth.subject, **TERMS, **terms})
    assert said in words(answer)
    assert "District court" in answer.content.decode()
    assert queries.child(child.subject).guardian == ""


def test_the_carer_cannot_be_the_guardian(desk, cast, agency):
    esther = desk("esther")
    ruth = guardian(esther)
    arrives(cast)
    child = the_child(esther)
    do(esther, child, "care", care="kinship", since="2026-03-04", carer="Ruth Amadi")
    assert "cares for the child" in words(do(esther, child, "guardian", 422, guardian=ruth.subject, **TERMS))


def test_an_expired_mandate_rises_and_is_renewed(desk, cast, agency):
    esther = desk("esther")
    ruth = guardian(esther)
    arrives(cast)
    child = the_child(esther)
    do(esther, child, "care", care="kinship", since="2026-03-04", carer="Aunt Huda")
    do(esther, child, "register", status="separated", given_names="Yusuf")
    do(esther, child, "guardian", guardian=ruth.subject, **{**TERMS, "ends": "2026-03-20"})
    cast.clock.pass_time(timedelta(days=20))
    page = words(ok(esther.get("/protection/children/")))
    assert "1 mandate is over" in page
    assert "over since" in page
    old = queries.mandates_of(child.subject)[0]
    do(esther, child, "guardian", guardian=ruth.subject, replaces=old.id, **{**TERMS, "starts": "2026-03-21"})
    assert "mandate is over" not in words(ok(esther.get("/protection/children/")))
    assert queries.bearing(ruth.subject).load == 1


def test_a_mandate_that_ends_puts_the_child_back_on_the_list(desk, cast, agency):
    esther = desk("esther")
    ruth = guardian(esther)
    arrives(cast)
    child = the_child(esther)
    do(esther, child, "guardian", guardian=ruth.subject, **TERMS)
    mandate = queries.mandates_of(child.subject)[0].id
    do(esther, child, "end-mandate", mandate=mandate, reason="resigned", on="2026-03-04", remark="ill")
    assert [one.subject for one in queries.without_guardian("2026-03-04")] == [child.subject]
    assert "Resigned" in words(ok(esther.get(f"/protection/children/{child.subject}/")))
    assert queries.bearing(ruth.subject).load == 0


def many(cast, esther, number):
    for one in range(number):
        arrives(cast, person=derived_id("child", str(one)), token=f"B-{100 + one}", group=derived_id("g", str(one)))
    ok(esther.get("/protection/children/"))
    return [one.subject for one in queries.without_guardian("2026-03-04")]


def test_many_children_in_one_act_shown_before_anything_is_written(desk, cast, agency):
    esther = desk("esther")
    ruth, ivo = guardian(esther, capacity="2"), guardian(esther, "Ivo Lindt", capacity="2", district="Lom")
    children = many(cast, esther, 5)
    chosen = {"child": children, "guardian": [ruth.subject, ivo.subject], **TERMS}
    page = ok(esther.post("/protection/children/assign/", sent(then="plan", **chosen)))
    assert "Nothing is written yet" in words(page)
    assert "For 1 child nobody" in words(page)
    assert len(queries.without_guardian("2026-03-04")) == 5
    pairs = [f"{child}|{(ruth if n < 2 else ivo).subject}" for n, child in enumerate(children[:4])]
    form = sent(then="assign", pair=pairs, **chosen)
    ok(esther.post("/protection/children/assign/", form), 302)
    ok(esther.post("/protection/children/assign/", form), 302)  # the same click again is the same act
    assert [queries.bearing(one.subject).load for one in (ruth, ivo)] == [2, 2]
    assert len(queries.without_guardian("2026-03-04")) == 1
    assert verify(cast.ledger).sound


def test_where_one_of_many_is_refused_nothing_is_written_and_all_that_was_chosen_stays(desk, cast, agency):
    esther = desk("esther")
    ruth = guardian(esther, capacity="1")
    children = many(cast, esther, 2)
    pairs = [f"{child}|{ruth.subject}" for child in children]
    answer = ok(
        esther.post(
            "/protection/children/assign/",
            sent(then="assign", pair=pairs, child=children, guardian=[ruth.subject], **TERMS),
        ),
        422,
    )
    assert "stands for as many children as they can already: 1" in words(answer)
    assert "District court" in answer.content.decode()
    assert queries.bearing(ruth.subject).load == 0
    assert "Choose at least one child" in words(ok(esther.post("/protection/children/assign/", sent(then="plan")), 422))


def test_a_guardian_is_retired_and_erased_only_without_children(desk, cast, agency):
    esther = desk("esther")
    ruth = guardian(esther, phone="+373 69 1")
    arrives(cast)
    child = the_child(esther)
    do(esther, child, "guardian", guardian=ruth.subject, **TERMS)
    where = f"/protection/guardians/{ruth.subject}"
    ok(esther.post(f"{where}/retire/", sent(reason="moved")), 302)
    assert "no new child" in words(ok(esther.get("/protection/guardians/")))
    assert "still stands for children" in words(ok(esther.post(f"{where}/erase/", sent(reason="person_asked")), 422))
    mandate = queries.mandates_of(child.subject)[0].id
    do(esther, child, "end-mandate", mandate=mandate, reason="resigned", on="2026-03-04")
    ok(esther.post(f"{where}/erase/", sent(reason="person_asked")), 302)
    row = queries.guardian(ruth.subject)
    assert (row.erased, row.name, row.phone, row.district) == (True, "", "", "")
    assert "Ruth" not in words(ok(esther.get(f"/protection/children/{child.subject}/")))
    assert verify(cast.ledger).sound


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "adam", "petra", "olga"])
def test_nobody_but_the_protection_officer_sees_guardians(desk, cast, agency, who):
    ruth = guardian(desk("esther"))
    paths = (
        "guardians/",
        "guardians/new/",
        f"guardians/{ruth.subject}/",
        f"guardians/{ruth.subject}/erase/",
        "children/assign/",
    )
    for path in paths:
        assert desk(who).get(f"/protection/{path}").status_code == 403
        assert desk(who).post(f"/protection/{path}", sent(reason="unlawful")).status_code in (403, 405)
    assert not queries.guardian(ruth.subject).erased
