"""Signing in: passphrase, second proof, pauses, and that unknown names are like wrong passphrases."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.foundation.access import commands, one_time_codes, queries, totp
from safeconduct.foundation.access.models import Attempt
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import new_id
from tests.conftest import PASSPHRASE

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WRONG = "another bridge entirely"


def own_act(cast, who: str) -> Act:
    user = cast.ids[who]
    return cast.act(who, place="node", purpose="administration", seen={user: queries.seen_of(user)}, id=new_id())


def with_totp(cast, who: str = "bilal") -> None:
    commands.set_credential(own_act(cast, who), user=cast.ids[who], method="totp", secret={"secret": SECRET})


def with_codes(cast, who: str = "bilal") -> tuple[str, ...]:
    made = one_time_codes.new_codes()
    commands.set_credential(
        own_act(cast, who),
        user=cast.ids[who],
        method="codes",
        credential=new_id(),
        secret=one_time_codes.verifier(made),
    )
    return made


def give(client: Client, login: str = "bilal", passphrase: str = PASSPHRASE, **more):
    return client.post(reverse("entrance:sign_in"), {"login": login, "passphrase": passphrase, **more})


def second(client: Client, **fields):
    return client.post(reverse("entrance:second_proof"), fields)


def is_in(client: Client) -> bool:
    return client.get(reverse("entrance:account")).status_code == 200


def test_passphrase_and_authenticator_let_in_and_are_recorded(cast, client):
    with_totp(cast)
    assert give(client, next="/account/")["Location"] == reverse("entrance:second_proof")
    assert not is_in(client)
    answer = second(client, method="totp", code=totp.code_at(SECRET, cast.clock.now()))
    assert answer["Location"] == "/account/"
    assert is_in(client)
    [look] = queries.looks(user=cast.ids["bilal"])
    assert (look.event, look.what) == ("signed_in", "totp")


def test_a_code_is_good_once(cast, client):
    with_totp(cast)
    code = totp.code_at(SECRET, cast.clock.now())
    give(client)
    second(client, method="totp", code=code)
    other = Client()
    give(other)
    assert second(other, method="totp", code=code).status_code == 422
    assert not is_in(other)


def test_digits_of_another_script_are_digits(cast, client):
    with_totp(cast)
    code = totp.code_at(SECRET, cast.clock.now()).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    give(client)
    assert second(client, method="totp", code=code).status_code == 302


@pytest.mark.parametrize("off", [timedelta(hours=-20), timedelta(minutes=-10), timedelta(hours=3), timedelta(hours=23)])
def test_two_codes_in_a_row_are_good_on_a_node_whose_clock_is_off_by_hours(cast, client, off):
    with_totp(cast)
    phone = cast.clock.now() + off
    give(client)
    one, two = totp.code_at(SECRET, phone), totp.code_at(SECRET, phone + timedelta(seconds=30))
    assert second(client, method="totp", code=one).status_code == 422
    assert second(client, method="totp", code=one, second_code=two).status_code == 302
    # From now on the drift is known and one code is enough, also once the clock was set right.
    for later, clock_says in ((timedelta(hours=1), timedelta(hours=1)), (timedelta(hours=2), timedelta(hours=2) + off)):
        cast.clock.move_to(phone - off + clock_says)
        again = Client()
        give(again)
        assert second(again, method="totp", code=totp.code_at(SECRET, phone + later)).status_code == 302


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_clock_gone_mad_locks_nobody_out_who_has_a_sheet(cast, client, year):
    with_totp(cast)
    made = with_codes(cast)
    cast.clock.move_to(cast.clock.now().replace(year=year))
    give(client)
    assert second(client, method="totp", code="000000").status_code == 422
    assert second(client, method="codes", printed_code=made[0].lower()).status_code == 302
    assert is_in(client)


def test_a_printed_code_is_good_once_and_stays_spent_after_a_rebuild(cast, client):
    from safeconduct.foundation.journal.rebuild import rebuild

    made = with_codes(cast)
    give(client)
    assert second(client, method="codes", printed_code=made[3]).status_code == 302
    rebuild(cast.ledger)
    other = Client()
    give(other)
    assert second(other, method="codes", printed_code=made[3]).status_code == 422
    assert second(other, method="codes", printed_code=made[4].replace("-", " ")).status_code == 302
    assert one_time_codes.left(queries.credentials_of(queries.known_user(cast.ids["bilal"]), "codes")) == 8


def test_a_new_sheet_ends_the_old_one(cast, client):
    old, new = with_codes(cast), with_codes(cast)
    give(client)
    assert second(client, method="codes", printed_code=old[0]).status_code == 422
    assert second(client, method="codes", printed_code=new[0]).status_code == 302


def test_an_unknown_name_and_a_wrong_passphrase_read_the_same(cast, client):
    known, unknown = give(client, passphrase=WRONG), give(Client(), login="nobody", passphrase=WRONG)
    assert known.status_code == unknown.status_code == 422
    assert known.context["sentence"] == unknown.context["sentence"]


def test_an_unknown_name_costs_the_same_derivation(cast, client, monkeypatch):
    from safeconduct.desks.entrance import signing_in

    asked = []
    monkeypatch.setattr(signing_in, "matches", lambda passphrase, verifier: asked.append(verifier) or False)
    give(client, passphrase=WRONG)
    give(client, login="nobody", passphrase=WRONG)
    assert [sorted(verifier) for verifier in asked] == [sorted(asked[0])] * 2


def test_wrong_tries_make_this_name_wait_and_nobody_else(cast, client):
    with_totp(cast, "zainab")
    for _ in range(3):
        assert give(client, passphrase=WRONG).status_code == 422
    refused = give(client)
    assert refused.status_code == 429
    assert "5" in refused.context["sentence"]
    assert give(Client(), login="zainab").status_code == 302
    cast.clock.pass_time(timedelta(seconds=6))
    assert give(client).status_code == 302


def test_pauses_grow_to_a_limit_for_unknown_names_too(cast, client):
    waits = []
    for _ in range(14):
        while (answer := give(client, login="nobody", passphrase=WRONG)).status_code == 429:
            seconds = next(int(word) for word in answer.context["sentence"].split() if word.isdigit())
            waits.append(seconds)
            cast.clock.pass_time(timedelta(seconds=seconds))
    assert waits == sorted(waits)
    assert waits[:3] == [5, 10, 20]
    assert waits[-1] == 300


def test_a_clock_set_back_does_not_make_the_pause_last_for_years(cast, client):
    for _ in range(3):
        give(client, passphrase=WRONG)
    cast.clock.move_to(cast.clock.now() - timedelta(days=900))
    assert give(client).status_code == 429
    cast.clock.pass_time(timedelta(seconds=6))
    assert give(client).status_code == 302


def test_what_was_typed_as_a_name_is_kept_nowhere(cast, client):
    give(client, login=PASSPHRASE, passphrase="bilal")
    [row] = Attempt.objects.all()
    assert PASSPHRASE not in row.name
    assert len(row.name) == 64
    assert not queries.looks(event="failed").exists()


def test_a_wrong_try_for_a_known_user_is_recorded_without_what_was_typed(cast, client):
    give(client, passphrase=WRONG)
    [look] = queries.looks(event="failed")
    assert (look.user, look.what) == (cast.ids["bilal"], "passphrase")


def test_a_disabled_user_reads_the_same_sentence(cast, client):
    commands.disable_user(cast.act("adam", place="node"), user=cast.ids["bilal"], disabled=True)
    assert give(client).context["sentence"] == give(Client(), login="nobody").context["sentence"]


def test_whoever_has_no_second_proof_sets_one_up_before_anything_else(cast, client):
    assert give(client)["Location"] == reverse("entrance:set_up")
    assert not is_in(client)
    page = client.get(reverse("entrance:set_up_authenticator"))
    code = totp.code_at(page.context["secret"], cast.clock.now())
    assert client.post(reverse("entrance:set_up_authenticator"), {"code": "000000"}).status_code == 422
    assert client.post(reverse("entrance:set_up_authenticator"), {"code": code}).status_code == 302
    assert is_in(client)


def test_the_sheet_of_codes_is_set_up_by_typing_its_first_code_which_stays_good(cast, client):
    cast.clock.move_to(cast.clock.now().replace(microsecond=123456))
    give(client)
    made = client.get(reverse("entrance:set_up_codes")).context["codes"]
    pdf = client.get(reverse("entrance:set_up_codes_pdf"))
    assert pdf.content.startswith(b"%PDF")
    assert client.post(reverse("entrance:set_up_codes"), {"first_code": made[1]}).status_code == 422
    assert client.post(reverse("entrance:set_up_codes"), {"first_code": made[0]}).status_code == 302
    other = Client()
    give(other)
    assert second(other, method="codes", printed_code=made[0]).status_code == 302


def test_setting_up_is_closed_to_who_has_a_proof_already(cast, client):
    with_totp(cast)
    give(client)
    assert client.get(reverse("entrance:set_up_authenticator")).status_code == 403
    assert client.post(reverse("entrance:set_up_codes"), {"first_code": "x"}).status_code == 403


def test_in_training_a_second_proof_may_be_left_out(cast, client, settings):
    settings.SAFECONDUCT_TRAINING = True
    give(client)
    assert is_in(client)
    with_totp(cast, "samira")
    other = Client()
    assert give(other, login="samira")["Location"] == reverse("entrance:second_proof")


def test_signing_in_leads_to_no_other_host(cast, client, settings):
    settings.SAFECONDUCT_TRAINING = True
    assert give(client, next="https://elsewhere.example/")["Location"] == "/"
    assert give(Client(), next="//elsewhere.example/")["Location"] == "/"


def test_signing_in_makes_a_new_session_and_ends_after_twelve_hours(cast, client, settings):
    settings.SAFECONDUCT_TRAINING = True
    settings.SAFECONDUCT_IDLE_SECONDS = 24 * 3600
    client.get(reverse("entrance:sign_in"))
    before = client.session.session_key
    give(client)
    assert client.session.session_key != before
    cast.clock.pass_time(timedelta(hours=11, minutes=59))
    assert is_in(client)
    cast.clock.pass_time(timedelta(minutes=2))
    assert client.get(reverse("entrance:account"))["Location"].startswith("/sign-in/")


def test_the_sign_in_page_says_which_node_it_is(cast, client, settings):
    settings.SAFECONDUCT_NODE_NAME = "Kadar Bridge laptop 2"
    assert "Kadar Bridge laptop 2" in client.get(reverse("entrance:sign_in")).content.decode()
