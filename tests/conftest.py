"""The node that tests work on, and the named cast: Amina crosses, Bilal is the officer, Chidi takes referrals, Dalia
has no access."""

import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import settings

from safeconduct.foundation.vault import open_database_key
from tests.chromium import browser, playwright

# The database of the tests is encrypted like every other; this key guards nothing.
open_database_key.set(bytes(range(32)))
os.environ.setdefault("SAFECONDUCT_TEST", "1")
# Playwright runs a loop in the thread of the tests; no page of ours does.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine is slow, not wrong: how long an example takes says nothing about what is right.
settings.register_profile("safeconduct", deadline=None)
settings.load_profile("safeconduct")

__all__ = ["browser", "playwright"]
START = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
LIGHT = {"memory_kib": 64, "iterations": 1, "lanes": 1}
PASSPHRASE = "a bridge over quiet water"
LOOPBACK = ("127.0.0.1", "127.0.0.2", "::1", "localhost")  # the second stands for the local network
PEOPLE = {
    "bilal": ("Bilal", ("border_officer",)),
    "zainab": ("Zainab", ("border_officer",)),
    "samira": ("Samira", ("post_supervisor",)),
    "tomas": ("Tomas", ("post_supervisor",)),
    "hana": ("Hana", ("hub_analyst",)),
    "adam": ("Adam", ("administrator",)),
    "olga": ("Olga", ("oversight",)),
    "petra": ("Petra", ("protection_coordinator",)),
    "chidi": ("Chidi", ("referral_officer",)),
    "esther": ("Esther", ("protection_officer",)),
    "nadia": ("Nadia", ("health_officer",)),
    "ines": ("Ines", ("focal_point",)),
    "dalia": ("Dalia", ("partner",)),
}


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """Side by side, each worker has a PostgreSQL database of its own; SQLCipher's is in its memory anyway."""
    from django.db import connection

    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker and connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = f"test_safeconduct_{worker}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as pure what asks for no database: a second run on another database need not repeat it."""
    for item in items:
        asks = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if not asks and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.pure)


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests reach nothing but this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise OSError(f"tests stay on this machine: {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@dataclass
class Cast:
    """A founded node with one post and its people, in memory; `clock` is moved by hand."""

    clock: Any
    ledger: Any
    post: str
    other_post: str
    ids: dict[str, str]

    def act(self, who: str = "bilal", **more: Any) -> Any:
        """A new act of one of the cast, for the usual purpose of their role, at the post."""
        from safeconduct.foundation.access.roles import purposes_of
        from safeconduct.kernel.acts import Act
        from safeconduct.kernel.ids import new_id

        usual = next(iter(purposes_of(frozenset(PEOPLE[who][1]))), "border_control")
        base = {"id": new_id(), "actor": self.ids[who], "purpose": usual, "place": self.post}
        return Act(**{**base, **more})


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The cast on a fresh database."""
    yield from furnished_cast()


def furnished_cast() -> Iterator[Cast]:
    """Open a ledger with a simulated clock and create the posts and people through the ordinary doors."""
    from safeconduct.entrypoints import wiring
    from safeconduct.foundation.access.commands import CreateUser
    from safeconduct.foundation.access.passphrases import make_verifier
    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.journal.ledger import close_ledger, open_ledger
    from safeconduct.foundation.nodes.opening import ledger_of
    from safeconduct.foundation.places import queries as places
    from safeconduct.foundation.places.commands import OpenPost
    from safeconduct.foundation.vault.derived_keys import RootKey
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.clock import SimulatedClock
    from safeconduct.kernel.ids import derived_id, new_id

    wiring.wire()
    clock = SimulatedClock(START)
    ledger = ledger_of(derived_id("test node"), RootKey(bytes(range(32))), clock, make=True)
    open_ledger(ledger)
    places.forget_zones()
    verifier = make_verifier(PASSPHRASE, cost=LIGHT)
    ids = {login: derived_id("user", login) for login in PEOPLE}
    post, other = derived_id("post", "B"), derived_id("post", "R")
    setting_up = Act(id=new_id(), actor="system", purpose="administration", place="node")
    submit(
        setting_up,
        OpenPost(
            post=post,
            name="Kadar Bridge",
            letter="B",
            zone="Europe/Chisinau",
            type="road",
            area="Northern province",
            home_state="XKD",
        ),
        OpenPost(post=other, name="Sarn Rail", letter="R", zone="Europe/Chisinau", type="rail"),
        *(
            CreateUser(user=ids[login], login=login, display_name=name, roles=roles, passphrase=verifier)
            for login, (name, roles) in PEOPLE.items()
        ),
    )
    yield Cast(clock, ledger, post, other, ids)
    close_ledger()
    places.forget_zones()
