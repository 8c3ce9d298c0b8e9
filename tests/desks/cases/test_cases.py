"""Cases at the desk: opened, worked through and closed by two people; words for their compartment alone."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from safeconduct.domains.cases import queries
from safeconduct.domains.cases.commands import OpenCase
from safeconduct.domains.screening.commands import open_file
from safeconduct.foundation.access.models import Look
from safeconduct.foundation.compartments import sealing
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.vault import open_user_keys
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed, NotFound
from tests.conftest import PASSPHRASE
from tests.desks.border_post.scenes import ok, words
from tests.desks.cases.scenes import do, now, opens, waiting

pytestmark = pytest.mark.django_db
FILE = derived_id("a confidential file")


def page(client, case):
    return words(ok(client.get(f"/cases/{case.subject}/")))


def test_an_empty_list_says_what_will_appear(desk, agency):
    assert "No case here" in words(ok(desk("esther").get("/cases/")))


def test_a_case_is_led_from_a_confidential_file_to_its_closing_by_two_people(desk, cast, agency):
    esther, grace = desk("esther"), desk("grace")
    open_file(cast.act("esther", place="node"), file=FILE, about={"token": "B-0163-M"})
    case = opens(cast, esther, query=f"?file={FILE}", file=FILE)
    assert (case.file, case.owner, case.supervisor) == (FILE, cast.ids["esther"], cast.ids["grace"])
    do(esther, case, "note", text="She wants to see a doctor first")
    do(esther, case, "plan", goals="To be safe at night", what_1="Move to the women's shelter", by_1="caseworker",
       due_1="2026-03-06", what_2="Doctor on Friday", by_2="partner", due_2="2026-03-07")  # fmt: skip
    do(esther, case, "visit", on="2026-03-05", purpose="at the clinic")
    assert [(one.due_on, one.by) for one in queries.actions_of(case.subject)] == [
        ("2026-03-06", "caseworker"), ("2026-03-07", "partner"),
    ]  # fmt: skip
    assert (now(case).due_what, now(case).due_on) == ("visit", "2026-03-05")
    seen = page(esther, case)
    assert seen.index("Who Salma of tent nine") < seen.index("Situation threatened")
    for said in ("Salma of tent nine", "see a doctor first", "To be safe at night", "women's shelter", "at the clinic"):
        assert said in seen
    cast.clock.pass_time(timedelta(days=1))
    (visit,) = queries.visits_of(case.subject)
    do(esther, case, "visited", visit=visit.id, outcome="held", on="2026-03-05", remark="she is calmer")
    assert now(case).seen_on == "2026-03-05"
    do(esther, case, "close", reason="goals_reached", summary="She is in the shelter")
    assert (now(case).status, now(case).waits) == ("closing", 1)
    assert "Waits for your word" in words(ok(grace.get("/cases/")))
    do(grace, case, "sign", step=waiting(case).id, answer="granted", remark="well done")
    assert (now(case).status, now(case).closed, now(case).waits) == ("closed", "goals_reached", 0)
    assert "This case is closed" in words(do(esther, case, "note", 422, text="one more"))
    do(esther, case, "reopen")
    assert now(case).status == "open"
    assert verify(ledger()).sound


def test_the_file_shows_its_cases_and_opens_one(desk, cast, agency):
    esther = desk("esther")
    open_file(cast.act("esther", place="node"), file=FILE, about={})
    assert f"/cases/new/?file={FILE}" in ok(esther.get(f"/protection/files/{FILE}/")).content.decode()
    case = opens(cast, esther, file=FILE)
    assert case.reference in words(ok(esther.get(f"/protection/files/{FILE}/")))


def test_what_is_refused_is_said_and_nothing_typed_is_lost(desk, cast, agency):
    esther = desk("esther")
    answer = opens(cast, esther, 422, consent="life_in_danger", situation="found unconscious at the well")
    assert "An exception to consent needs its reason" in words(answer)
    assert "found unconscious at the well" in answer.content.decode()
    answer = opens(cast, esther, 422, supervisor=cast.ids["esther"])
    assert "Nobody supervises their own case" in words(answer)
    case = opens(cast, esther, supervisor="")
    assert "This needs a second person" in words(do(esther, case, "close", 422, reason="moved", summary="gone north"))


def test_nobody_signs_their_own_step_and_only_the_supervisor_signs(desk, cast, agency):
    esther, grace, leila = desk("esther"), desk("grace"), desk("leila")
    case = opens(cast, esther)
    do(grace, case, "safety-plan", risks="he knows the way")
    assert "You took this step yourself" in words(do(grace, case, "sign", 422, step=waiting(case).id, answer="granted"))
    assert "Only the supervisor" in words(do(leila, case, "sign", 422, step=waiting(case).id, answer="granted"))
    assert now(case).waits == 1
    do(esther, case, "safety-plan", risks="he knows the way", steps="go to the clinic at once")
    mine = next(one for one in queries.steps_of(case.subject) if one.actor == cast.ids["esther"] and one.sign)
    do(grace, case, "sign", step=mine.id, answer="returned", remark="name a second place")
    assert "given back" in page(esther, case)
    assert now(case).waits == 1  # Grace's own still waits for somebody else


def test_a_hand_over_counts_once_the_other_has_taken_it(desk, cast, agency):
    esther, leila = desk("esther"), desk("leila")
    case = opens(cast, esther)
    do(esther, case, "hand-over", to=cast.ids["leila"], note="speaks Tigrinya, fears men in uniform")
    assert (now(case).owner, now(case).offered_to) == (cast.ids["esther"], cast.ids["leila"])
    assert "Offered to you" in words(ok(leila.get("/cases/")))
    assert "waits for somebody else" in words(do(esther, case, "take-over", 422, answer="accepted"))
    do(leila, case, "take-over", answer="accepted")
    assert (now(case).owner, now(case).offer) == (cast.ids["leila"], "")
    assert "fears men in uniform" in page(leila, case)


def test_a_corrected_step_stays_and_a_withdrawn_one_loses_its_words(desk, cast, agency):
    esther = desk("esther")
    case = opens(cast, esther)
    do(esther, case, "note", text="Her brother is in Sarn")
    first = next(one for one in queries.steps_of(case.subject) if one.kind == "note")
    shown = ok(esther.get(f"/cases/{case.subject}/note/?corrects={first.id}")).content.decode()
    assert "Her brother is in Sarn" in shown
    do(esther, case, "note", text="Her cousin is in Sarn", corrects=first.id)
    seen = page(esther, case)
    assert "Her brother is in Sarn" in seen
    assert "corrected" in seen
    do(esther, case, "withdraw", step=first.id, reason="person_asked")
    seen = page(esther, case)
    assert "Her brother is in Sarn" not in seen
    assert "The person asked for it" in seen
    assert "Her cousin is in Sarn" in seen
    assert verify(ledger()).sound


def test_whoever_does_not_hold_the_key_sees_how_it_stands_and_no_word(desk, cast, agency, monkeypatch):
    esther = desk("esther")
    case = opens(cast, esther)
    do(esther, case, "plan", goals="To be safe", what_1="Shelter", by_1="partner", due_1="2026-03-06")

    def not_held(entry, fact):
        raise NotFound("compartments.not_held", compartment=fact.compartment)

    monkeypatch.setattr("safeconduct.domains.cases.words.opened", not_held)
    seen = page(esther, case)
    assert "You do not hold the key of this compartment" in seen
    for said in ("High", "2026-03-06", "Esther", case.reference):
        assert said in seen
    for said in ("Salma", "To be safe", "Shelter", "former partner"):
        assert said not in seen
    ok(esther.get(f"/cases/{case.subject}/action-done/"))


@pytest.fixture
def by_passphrase(monkeypatch):
    """Officers sign in at the door, and their keys lie under their passphrases."""
    monkeypatch.setattr(settings, "SAFECONDUCT_AGENCY", "shelter")
    monkeypatch.setattr(settings, "SAFECONDUCT_TRAINING", True)  # no second proof, and a light stretch

    def signed_in(login):
        client = Client()
        ok(client.post("/sign-in/", {"login": login, "passphrase": PASSPHRASE}), 302)
        return client

    yield signed_in
    open_user_keys.forget_all()


def test_only_the_holder_of_the_key_reads_and_a_key_that_is_locked_is_asked_for(cast, agency, by_passphrase):
    esther, grace = by_passphrase("esther"), by_passphrase("grace")  # Esther took the keys over, Grace was given none
    case = opens(cast, esther)
    do(grace, case, "note", text="Grace writes what she cannot read again")
    assert "threatened by a former partner" in page(esther, case)
    assert "Grace writes" in page(esther, case)
    hers = page(grace, case)
    assert "You do not hold the key of this compartment" in hers
    assert "Salma" not in hers
    assert not [one for one in (b"Salma", b"Grace writes") if one in everything_opened(case.subject)]
    open_user_keys.forget_all()
    answer = ok(esther.get(f"/cases/{case.subject}/"), 302)
    assert answer["Location"].startswith("/account/key/?next=/cases/")


def test_no_word_stands_in_the_database_in_plain_even_for_whoever_holds_every_other_key(desk, cast, agency):
    esther = desk("esther")
    case = opens(cast, esther, who="Zebrafinch Q", situation="marmalade skies")
    do(esther, case, "note", text="quagga at the ford")
    do(esther, case, "note", 422, text="")
    do(esther, case, "visit", on="2026-03-05", purpose="xylophone corner")
    ok(esther.post("/drafts/", {"name": f"note-{case.subject}", "content": "{}"}), 204)
    planted = (b"Zebrafinch", b"marmalade", b"quagga", b"xylophone")
    assert everything_opened(case.subject).count(b"C-") > 0  # the reference stands there, so the search finds things
    assert not [one for one in planted if one in everything_opened(case.subject)]
    assert sealing.held_here()  # and with the compartment's key the page reads all of it
    assert "quagga at the ford" in page(esther, case)


def everything_opened(subject):
    """All values of all tables, and every body of every entry opened with the keys of journal and person."""
    from safeconduct.foundation.journal.reading import held_facts

    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [value for row in cursor.fetchall() for value in row]
    found += [repr(one.fact) for one in held_facts(ledger().keyring, subject)]
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in found)


def test_an_erased_case_is_a_number_and_the_file_takes_its_cases_with_it(desk, cast, agency):
    esther = desk("esther")
    open_file(cast.act("esther", place="node"), file=FILE, about={})
    case = opens(cast, esther, file=FILE)
    other = opens(cast, esther, compartment="legal", who="Somebody else")
    ok(esther.post(f"/protection/files/{FILE}/erase/", {"command_id": new_id(), "reason": "person_asked"}), 302)
    assert (now(case).erased, now(case).reference, now(case).file, now(case).compartment) == (True, "", "", "gbv")
    assert not any(one.sealed for one in queries.steps_of(case.subject))
    assert not now(other).erased
    assert "1 erased" in words(ok(esther.get("/cases/")))
    assert verify(ledger()).sound


def test_filters_narrow_the_list(desk, cast, agency):
    esther, grace = desk("esther"), desk("grace")
    mine, hers = opens(cast, esther), opens(cast, esther, compartment="legal", owner=cast.ids["grace"], supervisor="")
    listed = words(ok(esther.get("/cases/")))
    assert mine.reference in listed
    assert hers.reference not in listed
    everyone = words(ok(esther.get("/cases/?owner=all")))
    assert mine.reference in everyone
    assert hers.reference in everyone
    assert mine.reference not in words(ok(esther.get("/cases/?owner=all&compartment=legal")))
    assert hers.reference in words(ok(esther.get(f"/cases/?text={hers.reference}")))
    assert mine.reference not in words(ok(esther.get("/cases/?owner=all&due=on")))
    cast.clock.pass_time(timedelta(days=2))
    assert mine.reference in words(ok(esther.get("/cases/?owner=all&due=on")))
    assert hers.reference in words(ok(grace.get("/cases/")))


def test_every_look_at_a_case_is_in_the_access_log(desk, cast, agency):
    esther = desk("esther")
    case = opens(cast, esther)
    page(esther, case)
    looks = Look.objects.filter(user=cast.ids["esther"], what="case")
    assert [(one.about, one.purpose) for one in looks] == [(case.subject, "protection")]


def test_a_form_sent_twice_opens_one_case(desk, cast, agency):
    esther, command = desk("esther"), new_id()
    first, second = (opens(cast, esther, command_id=command) for _ in range(2))
    assert first.subject == second.subject
    assert len(queries.cases()) == 1


def test_a_step_that_is_none_is_not_found(desk, cast, agency):
    esther = desk("esther")
    case = opens(cast, esther)
    ok(esther.get(f"/cases/{case.subject}/detain/"), 404)
    ok(esther.get(f"/cases/{derived_id('nobody')}/"), 404)


@pytest.mark.parametrize("who", ["dalia", "bilal", "petra", "adam", "olga", "chidi"])
def test_nobody_but_protection_officers_sees_cases(desk, cast, agency, who):
    case = opens(cast, desk("esther"))
    for address in ("/cases/", "/cases/new/", f"/cases/{case.subject}/", f"/cases/{case.subject}/note/"):
        ok(desk(who).get(address), 403)


def test_a_post_has_no_cases(desk, cast):
    ok(desk("esther").get("/cases/"), 403)
    with pytest.raises(NotAllowed, match=r"node\.no_such_door"):
        submit(
            cast.act("esther", place="node"),
            OpenCase(case=new_id(), compartment="gbv", priority="low", owner="", consent="consent", reference=""),
        )
