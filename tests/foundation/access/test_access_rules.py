"""Rules and projection of access that no page shows: verifiers, totality, spent codes in any order, common words."""

import itertools

import pytest

from safeconduct.foundation.access import one_time_codes, passkeys
from safeconduct.foundation.access.facts import CodeSpent, CredentialSet, UserCreated, UserDisabled
from safeconduct.foundation.access.passphrases import check_new_passphrase, make_verifier, matches
from safeconduct.foundation.access.projection import look_rows, user_rows
from safeconduct.foundation.access.roles import PURPOSES, STAFF, purposes_of
from safeconduct.foundation.dispatch.house import PURPOSES as KNOWN_PURPOSES
from safeconduct.foundation.web.sentences import all_sentences
from safeconduct.kernel.facts import Held
from safeconduct.kernel.problems import Refused
from tests.conftest import LIGHT, START


def held(*facts, seen=None):
    return [
        Held(
            fact=fact, subject="u" * 32, stream="n.1.authority", seq=number, clock=number,
            seen={"n.1.authority": number - 1} if seen is None else seen,
            happened_at=START, recorded_at=START, actor="a" * 32, roles=frozenset({"administrator"}), place="node",
            rules=1,
        )
        for number, fact in enumerate(facts, 1)
    ]  # fmt: skip


@pytest.mark.pure
@pytest.mark.parametrize("bad", ["short", "password1234", "1234567890", "aaaaaaaaaaaaa", "Bilal.Bilal", "x" * 1025])
def test_a_passphrase_that_is_tried_first_is_refused(bad):
    with pytest.raises(Refused) as refused:
        check_new_passphrase(bad, "bilal", "Bilal.")
    assert refused.value.code in all_sentences()


@pytest.mark.pure
def test_a_passphrase_is_the_same_however_a_keyboard_composes_it():
    composed, decomposed = "caf\u00e9 over the bridge", "cafe\u0301 over the bridge"
    assert matches(decomposed, make_verifier(composed, cost=LIGHT))
    assert not matches("another", make_verifier(composed, cost=LIGHT))


@pytest.mark.pure
def test_a_spent_code_stays_spent_in_whatever_order_its_facts_arrive():
    secret = one_time_codes.verifier(("AAAA-BBBB-CCCC", "DDDD-EEEE-FFFF"))
    facts = held(
        UserCreated(roles=("border_officer",), login="bilal", display_name="Bilal"),
        CredentialSet(method="codes", credential="c", secret=secret),
        CodeSpent(credential="c", digest=secret["digests"][0]),
    )
    rows = [user_rows(order)["access_user"][0]["credentials"] for order in itertools.permutations(facts)]
    assert all(one == rows[0] for one in rows)
    assert rows[0][0]["secret"]["digests"] == secret["digests"][1:]


@pytest.mark.pure
def test_the_projection_is_total_over_any_subset_and_unreadable_bodies():
    facts = held(
        UserCreated(roles=("oversight",)),
        CredentialSet(method="codes", credential="c"),
        CodeSpent(credential="x", digest="y"),
        UserDisabled(),
        UserDisabled(disabled=False),
        seen={"n.1.authority": 99, "elsewhere": 7},
    )
    for number in range(len(facts) + 1):
        for some in itertools.combinations(facts, number):
            rows = user_rows(some)
            assert rows == {} or len(rows["access_user"]) == 1
    assert look_rows([]) == {"access_look": []}


@pytest.mark.pure
def test_every_role_with_a_desk_has_a_known_purpose():
    assert set(PURPOSES) == STAFF
    assert all(set(purposes) <= KNOWN_PURPOSES for purposes in PURPOSES.values())
    assert purposes_of(frozenset({"partner"})) == ()


@pytest.mark.pure
@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8470", "localhost"),
        ("127.0.0.1:8470", ""),
        ("[::1]:8470", ""),
        ("[::1]", ""),
        ("kadar.local", "kadar.local"),
    ],
)
def test_passkeys_belong_to_names_and_never_to_numbers(host, name):
    assert passkeys.name_of_host(host) == name
