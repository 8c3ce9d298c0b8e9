"""Every address of the project, asked by everyone: nobody without a role sees a page, and new pages are covered."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from safeconduct.entrypoints.shell import HELP_TOPICS, NAVIGATION
from safeconduct.entrypoints.signed_in import OPEN
from safeconduct.foundation.access.roles import PARTNER, ROLES, STAFF
from safeconduct.foundation.access.sessions import POST, USER

WITHOUT_A_PERSON = {"healthz", "public/"}  # say nothing about the node but a number and a counter
ROLE_OF = {
    "bilal": "border_officer",
    "samira": "post_supervisor",
    "hana": "hub_analyst",
    "adam": "administrator",
    "olga": "oversight",
    "petra": "protection_coordinator",
    "chidi": "referral_officer",
    "esther": "protection_officer",
    "nadia": "health_officer",
    "ines": "focal_point",
    "dalia": "partner",
}


def pages(patterns=None, prefix: str = "") -> Iterator[tuple[str, Callable]]:
    """Every address with something in place of its parts, and what answers there."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield re.sub(r"<[^>]+>", "0" * 32, route), pattern.callback


PAGES = dict(pages())
PATHS = sorted(PAGES)


@pytest.fixture
def sitting(cast) -> Callable[[str], Client]:
    def signed_in(who: str) -> Client:
        client = Client(raise_request_exception=False)
        session = client.session
        session[USER], session[POST] = cast.ids[who], cast.post
        session.save()
        return client

    return signed_in


def is_open(path: str) -> bool:
    return ("/" + path).startswith(OPEN)


def test_every_page_says_who_may_see_it():
    silent = [path for path, page in PAGES.items() if not hasattr(page, "allowed_roles") and not _is_public(path)]
    assert silent == []
    assert all(page.allowed_roles is None or page.allowed_roles <= STAFF for page in _guarded())


def _is_public(path: str) -> bool:
    return any(path.startswith(start) for start in WITHOUT_A_PERSON)


def _guarded():
    return [page for path, page in PAGES.items() if hasattr(page, "allowed_roles")]


def test_no_page_is_for_the_partner():
    assert not any(page.allowed_roles and PARTNER in page.allowed_roles for page in _guarded())
    assert set(ROLE_OF.values()) == set(ROLES)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_who_has_not_signed_in_sees_a_page(cast, method):
    client = Client(raise_request_exception=False)
    for path in PATHS:
        if is_open(path):
            continue
        answer = getattr(client, method)("/" + path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/sign-in/"), path


@pytest.mark.slow
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", sorted(ROLE_OF))
def test_everyone_is_refused_where_their_role_is_not_named(sitting, who, method):
    client = sitting(who)
    asked = 0
    for path in PATHS:
        allowed = getattr(PAGES[path], "allowed_roles", None)
        if allowed is None or ROLE_OF[who] in allowed:
            continue
        asked += 1
        assert getattr(client, method)("/" + path).status_code == 403, path
    assert asked > 10


@pytest.mark.slow
def test_dalia_is_refused_on_every_page_behind_the_entrance(sitting):
    client = sitting("dalia")
    for path in PATHS:
        if not is_open(path):
            for method in (client.get, client.post):
                assert method("/" + path).status_code in (403, 405), path


@pytest.mark.slow
def test_a_locked_screen_shows_nothing(sitting):
    client = sitting("samira")
    assert client.post("/lock/").status_code == 302
    for path in PATHS:
        if not is_open(path):
            answer = client.get("/" + path)
            assert answer.status_code == 302, path
            assert answer["Location"].startswith("/lock/"), path


def test_every_entry_of_the_navigation_leads_somewhere():
    missing = []
    for _section, _name, page, _key, roles in NAVIGATION:
        url = reverse(page)
        allowed = PAGES[url.lstrip("/")].allowed_roles
        if not roles <= allowed:
            missing.append((page, roles - allowed))
    assert missing == []


def test_no_key_of_the_navigation_means_two_pages_for_one_role():
    for role in STAFF:
        keys = [key for *_, key, roles in NAVIGATION if key and role in roles]
        assert len(keys) == len(set(keys)), role
    assert HELP_TOPICS
