"""Keys of compartments on an agency's node: under each holder's passphrase, given with a reason, kept on paper too."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from safeconduct.desks.protection.sealed_notices import UNOPENED
from safeconduct.domains.screening import queries as screening
from safeconduct.foundation.access import commands as access_commands
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access import reset_codes
from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.access.passphrases import make_verifier
from safeconduct.foundation.compartments import holding
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import place_sealed, register_compartment
from safeconduct.foundation.compartments.holding import opened_pair
from safeconduct.foundation.compartments.rules import DRILL_EVERY, DRILL_WARNS, EMERGENCY, key_id
from safeconduct.foundation.compartments.sealing import held_here, make_keys, open_here, seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.rebuild import rebuild
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.nodes.health import key_checks
from safeconduct.foundation.vault import open_user_keys
from safeconduct.foundation.vault.escrow_set import make_sheets, sheet_lines
from safeconduct.foundation.vault.user_keys import public_half
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed, NotFound
from tests.conftest import LIGHT, PASSPHRASE
from tests.desks.border_post.scenes import ok, sent, words

pytestmark = pytest.mark.django_db
WHY = "She is on duty at night."


class Agency:
    """An agency's node with one compartment, and officers who sign in as people do."""

    def __init__(self, cast):
        self.cast = cast
        act = cast.act("adam", place="node", purpose="administration")
        public = make_keys("protection")
        self.key = key_id(public)
        register_compartment(act, compartment="protection", agency="shelter", public=public)
        self.ruth = derived_id("user", "ruth")
        ruth = CreateUser(
            user=self.ruth, login="ruth", display_name="Ruth", roles=("protection_officer",),
            passphrase=make_verifier(PASSPHRASE, cost=LIGHT),
        )  # fmt: skip
        submit(Act(id=new_id(), actor="system", purpose="administration", place="node"), ruth)
        self.esther = cast.ids["esther"]

    def in_(self, login, passphrase=PASSPHRASE):
        """A client signed in through the door."""
        client = Client()
        answer = client.post(reverse("entrance:sign_in"), {"login": login, "passphrase": passphrase})
        assert answer.status_code == 302, words(answer)
        return client

    def sealed(self, **content):
        """A screening as it arrives from a post."""
        base = {"form": "screening", "token": "B-0163-M", "person": derived_id("amina"), "minor": "no",
                "items": ["not_safe_with"], "at": self.cast.clock.now().isoformat()}  # fmt: skip
        placed = seal_for("protection", {**base, **content})
        place_sealed(self.cast.act(), placed)
        return placed.entry

    def later(self, by):
        self.cast.clock.move_to(self.cast.clock.now() + by)

    def page(self, what="", **arguments):
        return reverse(f"protection:compartment{what}", args=[self.key], **arguments)

    def on_paper(self, client, monkeypatch, needed=2, made=3):
        """Print sheets, and read them from the paper: as the test sees them on their way to the printer."""
        import safeconduct.desks.protection.custody as desk

        printed = []
        monkeypatch.setattr(desk, "make_sheets", lambda *a, **k: printed.append(make_sheets(*a, **k)) or printed[-1])
        answer = ok(client.post(self.page("_sheets"), sent(needed=needed, made=made)))
        assert answer.content.startswith(b"%PDF")
        return ["\n".join(sheet_lines(one)) for one in printed[-1]]

    def drilled(self, client, monkeypatch):
        papers = self.on_paper(client, monkeypatch)
        answer = client.post(self.page("_drill"), sent(sheet_1=papers[0], sheet_2=papers[2]))
        assert answer.status_code == 302, words(answer)
        return papers


@pytest.fixture
def agency(cast, monkeypatch):
    monkeypatch.setattr(settings, "SAFECONDUCT_PROFILE", "agency")
    monkeypatch.setattr(settings, "SAFECONDUCT_AGENCY", "shelter")
    monkeypatch.setattr(settings, "SAFECONDUCT_TRAINING", True)  # no second proof, and a light stretch
    yield Agency(cast)
    open_user_keys.forget_all()


def test_a_key_left_by_an_earlier_build_goes_under_the_passphrase_of_who_signs_in(agency):
    entry = agency.sealed()
    assert holding.unwrapped() == [("protection", agency.key)]
    esther = agency.in_("esther")
    assert holding.unwrapped() == []
    assert holding.holders_of("protection") == [agency.esther]
    assert held_here() == ["protection"]
    assert "B-0163-M" in words(ok(esther.get("/protection/needs/")))
    with pytest.raises(NotFound, match=r"compartments\.not_given"):
        open_here(entry)
    assert "taken over when signing in" in words(ok(esther.get(agency.page())))


def test_nothing_that_lies_on_the_disk_opens_without_a_holders_passphrase(agency):
    agency.in_("esther")
    entry = agency.sealed()
    open_user_keys.forget_all()
    other = opened_pair(agency.ruth, PASSPHRASE)
    for reader in (None, open_user_keys.OpenKeys(agency.ruth, other), open_user_keys.OpenKeys(agency.esther)):
        with open_user_keys.read_by(reader), pytest.raises((NotFound, NotAllowed)):
            open_here(entry)
    # Even her own wrap opens with nothing but her own pair, and her pair with nothing but her passphrase.
    assert opened_pair(agency.esther, "not her passphrase") is None
    with open_user_keys.read_by(open_user_keys.OpenKeys(agency.esther, opened_pair(agency.esther, PASSPHRASE))):
        assert open_here(entry)["token"] == "B-0163-M"


def test_no_secret_of_the_node_contains_the_key(agency):
    """Whoever opens the node reads every secret in it: none of them, nor any part of one, is the key."""
    agency.in_("esther")
    public, keyring = bytes(compartments.compartment("protection").public), agency.cast.ledger.keyring
    names = keyring.secret_names("")
    assert len(names) >= 2  # her pair, and the key wrapped for it
    for name in names:
        secret = keyring.secret(name)
        parts = (secret[at : at + 32] for at in range(len(secret) - 31))
        assert public not in {public_half(part) for part in parts}, name


def test_lock_sign_out_and_restart_drop_the_key_and_the_passphrase_brings_it_back_once(agency):
    esther = agency.in_("esther")
    for lose in (
        lambda: esther.post("/lock/") and esther.post("/lock/open/", {"passphrase": PASSPHRASE}),
        lambda: open_user_keys.forget_all(),
    ):
        lose()
    agency.sealed()
    asked = esther.get("/protection/needs/")
    assert asked.status_code == 302
    assert asked["Location"] == "/account/key/?next=/protection/needs/"
    page = ok(esther.get(asked["Location"]))
    assert "Something sealed waits" in words(page)
    wrong = esther.post("/account/key/", {"passphrase": "wrong", "next": "/protection/needs/"})
    assert wrong.status_code == 422
    right = esther.post("/account/key/", {"passphrase": PASSPHRASE, "next": "/protection/needs/"})
    assert right["Location"] == "/protection/needs/"
    assert "B-0163-M" in words(ok(esther.get("/protection/needs/")))
    esther.post("/sign-out/")
    assert open_user_keys._open == {}


def test_a_pin_opens_the_screen_and_not_the_key(agency):
    esther = agency.in_("esther")
    assert esther.post("/account/pin/", {"pin": "482916"}).status_code == 302
    esther.post("/lock/")
    assert open_user_keys._open == {}
    assert esther.post("/lock/open/", {"pin": "482916"}).status_code == 302
    assert ok(esther.get("/protection/files/"))  # nothing waits: nobody is asked
    agency.sealed()
    assert esther.get("/protection/files/")["Location"].startswith("/account/key/")


def test_what_others_hold_the_key_of_waits_for_them(agency):
    esther = agency.in_("esther")
    ruth = agency.in_("ruth")
    agency.sealed()
    assert "B-0163-M" not in words(ok(ruth.get("/protection/needs/")))
    assert "B-0163-M" in words(ok(esther.get("/protection/needs/")))
    assert "B-0163-M" in words(ok(ruth.get("/protection/needs/")))  # opened by who may, it is a file like others


def test_before_the_drill_nobody_else_gets_the_key_and_no_post_is_introduced(agency, desk, monkeypatch):
    esther = agency.in_("esther")
    agency.in_("ruth")
    giving = {"user": agency.ruth, "reason": WHY}
    refused = ok(esther.post(agency.page("_give"), sent(**giving)), 422)
    assert "First print the sheets of protection" in words(refused)
    introduction = reverse("administration:exchange_introduction")
    assert "First print the sheets" in words(ok(desk("adam").post(introduction), 422))
    assert holding.holders_of("protection") == [agency.esther]
    agency.drilled(esther, monkeypatch)
    assert esther.post(agency.page("_give"), sent(**giving)).status_code == 302
    assert holding.holders_of("protection") == sorted([agency.esther, agency.ruth])
    assert ok(desk("adam").post(introduction))["Content-Disposition"].startswith("attachment")
    agency.later(DRILL_EVERY)
    assert "was due on" in words(ok(desk("adam").post(introduction), 422))


def test_who_gets_the_key_reads_and_who_loses_it_reads_no_more(agency, monkeypatch):
    esther, ruth = agency.in_("esther"), agency.in_("ruth")
    agency.drilled(esther, monkeypatch)
    assert esther.post(agency.page("_give"), sent(user=agency.ruth, reason=WHY)).status_code == 302
    agency.sealed(token="B-0164-K")
    assert "B-0164-K" in words(ok(ruth.get("/protection/needs/")))
    history = words(ok(ruth.get(agency.page())))
    assert WHY in history
    taking = sent(user=agency.ruth, why="")
    assert "Say why" in words(ok(esther.post(agency.page("_take"), taking), 422))
    assert esther.post(agency.page("_take"), sent(user=agency.ruth, why="Works elsewhere now.")).status_code == 302
    entry = agency.sealed(token="B-0165-L", person=derived_id("bahar"))
    assert "B-0165-L" not in words(ok(ruth.get("/protection/needs/")))
    reading = open_user_keys.read_by(open_user_keys.OpenKeys(agency.ruth, opened_pair(agency.ruth, PASSPHRASE)))
    with reading, pytest.raises(NotFound, match=r"compartments\.not_given"):
        open_here(entry)


def test_the_coordinator_takes_away_and_gives_nothing(agency, desk, monkeypatch):
    esther = agency.in_("esther")
    agency.drilled(esther, monkeypatch)
    petra = desk("petra")
    assert "Esther" in words(ok(petra.get(reverse("protection:compartments"))))
    assert petra.post(agency.page("_give"), sent(user=agency.ruth, reason=WHY)).status_code == 403
    assert petra.post(agency.page("_take"), sent(user=agency.esther, why="On leave for a year.")).status_code == 302
    assert holding.holders_of("protection") == []


def test_who_is_no_officer_any_more_is_named_so_that_the_key_is_taken_away(agency, monkeypatch):
    esther, _ruth = agency.in_("esther"), agency.in_("ruth")
    agency.drilled(esther, monkeypatch)
    esther.post(agency.page("_give"), sent(user=agency.ruth, reason=WHY))
    gone = "No longer protection officers here"
    assert gone not in words(ok(esther.get(agency.page())))
    seen = {agency.ruth: access.seen_of(agency.ruth)}
    act = agency.cast.act("adam", place="node", purpose="administration", seen=seen)
    access_commands.disable_user(act, user=agency.ruth, disabled=True)
    assert f"{gone}, but the key is still wrapped for them. Take it away: Ruth" in words(ok(esther.get(agency.page())))


def test_what_is_to_be_done_about_many_keys_is_one_line(agency):
    act = agency.cast.act("adam", place="node", purpose="administration")
    register_compartment(act, compartment="legal", agency="shelter", public=make_keys("legal"))
    page = ok(agency.in_("esther").get("/protection/needs/"))
    assert "No sheets of the key of International protection, Legal help are printed" in words(page)
    assert page.content.decode().count('class="notice red"') == 1


def test_a_new_passphrase_opens_the_same_key(agency):
    esther = agency.in_("esther")
    chosen = "nine kites above the ridge"
    form = {"present": PASSPHRASE, "chosen": chosen, "again": chosen}
    assert esther.post(reverse("entrance:change_passphrase"), sent(**form)).status_code == 302
    agency.sealed()
    assert "B-0163-M" in words(ok(agency.in_("esther", chosen).get("/protection/needs/")))
    assert opened_pair(agency.esther, PASSPHRASE) is None


def reset(agency, chosen):
    """Two persons reset Esther's passphrase; she comes in by the printed start code."""
    cast, user = agency.cast, agency.esther
    seen = {user: access.seen_of(user)}
    access_commands.propose_reset(
        cast.act("adam", place="node", purpose="administration", seen=seen), user=user, second_factor=False
    )
    code, verifier = reset_codes.new_reset()
    proposal = access.known_user(user).reset_proposal
    seen = {user: access.seen_of(user)}
    second = cast.act("samira", purpose="administration", seen=seen)
    access_commands.answer_reset(second, user=user, proposal=proposal, granted=True, reset=verifier)
    client = Client()
    form = {"login": "esther", "code": code, "chosen": chosen, "again": chosen}
    assert client.post(reverse("entrance:start_code"), form).status_code == 302
    return client


def test_a_forgotten_passphrase_loses_the_key_and_says_who_gives_it_anew(agency, monkeypatch):
    esther, _ruth = agency.in_("esther"), agency.in_("ruth")
    agency.drilled(esther, monkeypatch)
    esther.post(agency.page("_give"), sent(user=agency.ruth, reason=WHY))
    again = reset(agency, "nine kites above the ridge")
    assert holding.holders_of("protection") == [agency.ruth]
    agency.sealed()
    page = words(ok(again.get("/protection/needs/")))
    assert "you lost the key of International protection. Ruth can give it to you anew" in page
    assert "B-0163-M" not in page
    assert agency.in_("ruth").post(agency.page("_give"), sent(user=agency.esther, reason=WHY)).status_code == 302
    assert "B-0163-M" in words(ok(again.get("/protection/needs/")))


def test_where_nobody_holds_it_any_more_the_sheets_give_it_back(agency, monkeypatch):
    esther = agency.in_("esther")
    papers = agency.drilled(esther, monkeypatch)
    again = reset(agency, "nine kites above the ridge")
    agency.sealed()
    assert "Its printed sheets give it back" in words(ok(again.get("/protection/needs/")))
    form = sent(sheet_1=papers[1], sheet_2=papers[2], reason="All holders forgot their passphrase.")
    answer = again.post(agency.page("_emergency"), form)
    assert answer.status_code == 302, words(answer)
    assert holding.holders_of("protection") == [agency.esther]
    assert "B-0163-M" in words(ok(again.get("/protection/needs/")))


def test_a_drill_opens_nothing_and_says_which_line_is_wrong(agency, monkeypatch):
    esther = agency.in_("esther")
    papers = agency.on_paper(esther, monkeypatch)
    lines = papers[1].splitlines()
    slip = "\n".join([*lines[:3], lines[3][:-1] + ("A" if lines[3][-1] != "A" else "B"), lines[4]])
    wrong = ok(esther.post(agency.page("_drill"), sent(sheet_1=papers[0], sheet_2=slip)), 422)
    assert "Line 4 has a wrong letter" in words(wrong)
    assert lines[0] in wrong.content.decode()  # nothing typed is lost
    assert compartments.custody(agency.key).drilled_at is None
    too_few = ok(esther.post(agency.page("_drill"), sent(sheet_1=papers[0], sheet_2="")), 422)
    assert "2 sheets of the recovery set are needed" in words(too_few)
    ruth = agency.in_("ruth")  # who holds no key may type them all the same, and reads nothing by it
    assert ruth.post(agency.page("_drill"), sent(sheet_1=papers[0], sheet_2=papers[1])).status_code == 302
    agency.sealed()
    assert "B-0163-M" not in words(ok(ruth.get("/protection/needs/")))


def test_a_new_set_of_sheets_makes_the_old_ones_useless_and_a_drill_necessary(agency, monkeypatch):
    esther = agency.in_("esther")
    old = agency.drilled(esther, monkeypatch)
    agency.on_paper(esther, monkeypatch, needed=3, made=4)
    again = ok(esther.post(agency.page("_drill"), sent(sheet_1=old[0], sheet_2=old[1])), 422)
    assert "These sheets are of an older set" in words(again)
    assert compartments.keeping("protection", agency.key).state(agency.cast.clock.now()) == "first"


def emergency(agency, monkeypatch):
    """Ruth reads with two sheets."""
    esther, ruth = agency.in_("esther"), agency.in_("ruth")
    papers = agency.drilled(esther, monkeypatch)
    agency.sealed()
    unexplained = sent(sheet_1=papers[0], sheet_2=papers[1], reason="")
    assert "Say why" in words(ok(ruth.post(agency.page("_emergency"), unexplained), 422))
    form = sent(sheet_1=papers[0], sheet_2=papers[1], reason="Esther is ill; a woman may be in danger tonight.")
    assert ruth.post(agency.page("_emergency"), form).status_code == 302
    return esther, ruth


def test_in_an_emergency_sheets_open_for_some_hours_and_every_look_is_flagged(agency, monkeypatch):
    _esther, ruth = emergency(agency, monkeypatch)
    page = words(ok(ruth.get("/protection/needs/")))
    assert "B-0163-M" in page
    assert "Everything you look at is written down" in page
    (one,) = compartments.emergencies(open_only=True)
    (file,) = screening.files()
    ok(ruth.get(f"/protection/files/{file.subject}/"))
    ok(ruth.get(f"/protection/files/{file.subject}/"))
    flagged = list(access.looks(about=one.subject))
    assert [look.what for look in flagged] == ["emergency"] * 3
    assert access.looks(about=file.subject).filter(what="emergency").count() == 2
    agency.later(EMERGENCY)
    ruth = agency.in_("ruth")
    agency.sealed(token="B-0166-N", person=derived_id("cem"))
    assert "B-0166-N" not in words(ok(ruth.get("/protection/needs/")))


def test_an_emergency_ends_after_its_hours_in_the_same_session_too(agency, monkeypatch):
    _esther, ruth = emergency(agency, monkeypatch)
    ok(ruth.get("/protection/needs/"))
    agency.later(EMERGENCY - timedelta(minutes=21))
    agency.sealed(token="B-0167-P", person=derived_id("cem"))
    ruth.cookies, session = ruth.cookies, ruth.session
    session["seen"] = agency.cast.clock.now().isoformat()
    session.save()
    assert "B-0167-P" in words(ok(ruth.get("/protection/needs/")))
    agency.later(timedelta(minutes=21))
    agency.sealed(token="B-0168-Q", person=derived_id("dina"))
    assert "B-0168-Q" not in words(ok(ruth.get("/protection/needs/")))


def test_holders_and_oversight_are_told_at_once_and_another_person_reviews(agency, desk, monkeypatch):
    esther, ruth = emergency(agency, monkeypatch)
    told = "1 time sealed content was read in an emergency"
    for page in (
        esther.get("/protection/needs/"),
        desk("olga").get("/oversight/log/"),
        desk("petra").get("/", follow=True),
    ):
        assert told in words(ok(page))
    (one,) = compartments.emergencies()
    review = {"emergency": one.subject, "justified": "yes", "words": "Nobody else could be found that night."}
    assert "Nobody reviews their own" in words(ok(ruth.post("/protection/emergencies/review/", sent(**review)), 422))
    silent = desk("olga").post("/protection/emergencies/review/", sent(**{**review, "words": "ok"}))
    assert "Say why" in words(ok(silent, 422))
    undecided = desk("olga").post("/protection/emergencies/review/", sent(**{**review, "justified": ""}))
    assert "Say whether it was justified" in words(ok(undecided, 422))
    assert desk("olga").post("/protection/emergencies/review/", sent(**review)).status_code == 302
    assert told not in words(ok(esther.get("/protection/needs/")))
    page = words(ok(esther.get("/protection/emergencies/")))
    assert "Nobody else could be found that night." in page
    assert "a woman may be in danger tonight" in page


def test_what_waits_unopened_alarms_by_number_and_without_content(agency, desk):
    esther = agency.in_("esther")
    for number in range(3):
        agency.sealed(token=f"B-017{number}-A", person=derived_id("waiting", number))
    agency.later(UNOPENED)
    assert "unopened" not in words(ok(desk("olga").get("/oversight/log/")))
    agency.later(timedelta(seconds=1))
    for page in (
        desk("olga").get("/oversight/log/"),
        desk("petra").get("/", follow=True),
        desk("chidi").get("/referrals/"),
    ):
        text = words(ok(page))
        assert "3 sealed items unopened for more than 4 h." in text
        assert "B-017" not in text
    esther = agency.in_("esther")
    ok(esther.get("/protection/needs/"))
    assert screening.count_unopened(agency.cast.clock.now()) == 0
    assert "unopened" not in words(ok(desk("olga").get("/oversight/log/")))


@pytest.mark.parametrize(
    ("before_due", "state", "said"),
    [
        (DRILL_WARNS + timedelta(days=1), "good", ""),
        (DRILL_WARNS, "soon", "is due on"),
        (timedelta(), "over", "was due on"),
    ],
)
def test_the_next_drill_is_told_two_weeks_before(agency, desk, monkeypatch, before_due, state, said):
    esther = agency.in_("esther")
    agency.drilled(esther, monkeypatch)
    agency.later(DRILL_EVERY - before_due)
    assert [one.code for one in key_checks(agency.cast.clock.now())] == [f"health.key_{state}"]
    page = words(ok(desk("petra").get("/", follow=True)))
    assert (said in page) if said else ("half-yearly drill" not in page)


def test_nobody_else_comes_near_the_keys(agency, desk):
    for who in ("dalia", "bilal", "adam", "chidi", "olga"):
        for page in (
            reverse("protection:compartments"),
            agency.page(),
            agency.page("_drill"),
            agency.page("_emergency"),
        ):
            assert desk(who).get(page).status_code == 403, (who, page)
    assert desk("dalia").get("/protection/emergencies/").status_code == 403
    assert desk("dalia").get("/account/key/").status_code == 403


def test_the_journal_stays_whole_and_reasons_are_under_a_key_of_their_own(agency, monkeypatch):
    emergency(agency, monkeypatch)
    (before,) = compartments.emergencies()
    assert verify(agency.cast.ledger).sound
    rebuild(agency.cast.ledger)
    (after,) = compartments.emergencies()
    assert (after.reason, after.until) == (before.reason, before.until)
    assert compartments.custody(agency.key).drilled_at is not None


def test_no_page_shows_a_key(agency, monkeypatch):
    esther = agency.in_("esther")
    agency.drilled(esther, monkeypatch)
    page = ok(esther.get(agency.page())).content.decode()
    assert agency.key not in re.sub(r"/compartments/[0-9a-f]{32}/", "", page)
