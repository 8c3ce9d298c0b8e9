"""The node's certificate: when it is kept, when renewed, when the authority is made anew, what health says of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from safeconduct.foundation.nodes import health
from safeconduct.foundation.nodes.own_certificate import certificate_for, held
from safeconduct.foundation.vault.derived_keys import new_root_key
from safeconduct.foundation.web.sentences import all_sentences
from safeconduct.kernel.problems import Refused

NAME = "kadar-bridge.local"
NOW = datetime(2027, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LOST = datetime(1970, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return new_root_key()


@pytest.fixture
def made(root):
    """The certificate as it stands after the first serving."""
    certificate_for(root, NAME, ["192.168.7.5"], now=NOW)
    return held()


def again(root, *, addresses=("192.168.7.5",), name=NAME, now=NOW, renew=""):
    _, new = certificate_for(root, name, addresses, now=now, renew=renew)
    return held(), new


def test_a_node_that_was_never_served_there_has_none(root):
    assert held() is None
    assert health.certificate(NOW).code == "health.no_certificate"


def test_it_is_kept_from_one_start_to_the_next(root, made):
    assert again(root, now=NOW + 100 * DAY) == (made, False)


@pytest.mark.parametrize("addresses", [[], ["192.168.7.5"]])
def test_an_address_that_went_changes_nothing(root, made, addresses):
    assert again(root, addresses=addresses) == (made, False)


@pytest.mark.parametrize(
    "change",
    [
        {"addresses": ["192.168.7.5", "10.0.0.9"]},
        {"now": NOW + 370 * DAY},
        {"now": NOW + 500 * DAY},
        {"renew": "certificate"},
    ],
    ids=["a new address", "nearly over", "over", "asked for"],
)
def test_it_is_renewed_and_devices_keep_their_trust(root, made, change):
    now, new = again(root, **change)
    assert new
    assert now.authority == made.authority
    assert now.certificate != made.certificate


@pytest.mark.parametrize("change", [{"name": "other.local"}, {"renew": "authority"}])
def test_another_name_or_a_wish_makes_another_authority(root, made, change):
    now, new = again(root, **change)
    assert new
    assert now.fingerprint != made.fingerprint
    assert now.name == change.get("name", NAME)


@pytest.mark.parametrize("clock", [LOST, NOW - 40 * DAY])
def test_a_clock_that_went_back_throws_nothing_away(root, made, clock):
    assert again(root, now=clock) == (made, False)
    check = health.certificate(clock)
    assert check.state == health.LOOK
    assert check.code == "health.certificate_not_yet"
    assert check.details["now"] == f"{clock:%Y-%m-%d}"


def test_a_machine_without_a_clock_makes_one_that_is_valid_when_the_clock_is_set(root):
    made, _ = again(root, now=LOST)
    assert made.starts < datetime(2026, 1, 1, tzinfo=UTC) < made.ends
    assert health.certificate(datetime(2026, 3, 1, tzinfo=UTC)).code == "health.certificate"


def test_an_authority_at_its_end_is_not_signed_for_without_end(root, made):
    end = made.authority.not_valid_after_utc
    last, new = again(root, now=end - 10 * DAY)
    assert new
    assert last.ends == end
    assert again(root, now=end - 5 * DAY) == (last, False)
    assert again(root, now=end + DAY)[1] is False
    assert health.certificate(end + DAY).state == health.STOP


def test_health_says_until_when(root, made):
    good = health.certificate(NOW)
    assert (good.state, good.details["until"]) == (health.GOOD, "2028-06-04")
    assert health.certificate(made.ends + DAY).code == "health.certificate_over"
    assert {check.code for check in (good, health.certificate(made.ends + DAY))} <= all_sentences().keys()


def test_no_private_key_lies_in_the_table_and_another_vault_opens_none(root, made):
    issued, _ = certificate_for(root, NAME, ["192.168.7.5"], now=NOW)
    scalar = issued.key.private_numbers().private_value.to_bytes(32, "big")
    with connection.cursor() as cursor:
        cursor.execute("SELECT certificate, private FROM nodes_certificate")
        kept = [bytes(value) for row in cursor.fetchall() for value in row]
    assert len(kept) == 4
    assert not any(scalar in value for value in kept)
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        certificate_for(new_root_key(), NAME, ["192.168.7.5"], now=NOW)
