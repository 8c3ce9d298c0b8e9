"""Every page of the product, as a role that may open it: no serious finding of axe in either direction of writing.

The pages are those the resolver knows; a new page is looked at without being named here.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from tests.walks.keyboard import Desk
from tests.walks.lively import HADDAD
from tests.walks.nodes import Node

pytestmark = [pytest.mark.walk, pytest.mark.slow]
Sit = Callable[..., Desk]

# Contrast 7:1 is the house's own rule, beyond what axe asks for by itself.
AXE = {"rules": {"color-contrast-enhanced": {"enabled": True}}, "resultTypes": ["violations"]}
WHO = {
    "border_officer": "bilal", "post_supervisor": "samira", "administrator": "adam", "oversight": "olga",
}  # fmt: skip
# What does not show a page to whoever is signed in: answers to scripts, files, and steps of signing in.
NOT_PAGES = ("json", "pdf", "bin", "xlsx", "csv", "jpg", "svg", "ico", "txt")


def subjects() -> dict[str, str]:
    """Subjects of the lively day for the addresses that ask for one."""
    from safeconduct.kernel.ids import derived_id

    return {
        "group_id": derived_id(*HADDAD),
        "person_id": derived_id("lively person", "haddad", "Yusuf"),
        "crossing_id": derived_id("lively crossing", "haddad"),
        "vehicle_id": derived_id("lively vehicle", "KDR 4471"),
        "shift_id": derived_id("shift", "day"),
        "post_id": derived_id("post", "B"),
        "user_id": derived_id("user", "zainab"),
        "post": derived_id("post", "B"),
        "user": derived_id("user", "zainab"),
        "day": date(2026, 3, 4).isoformat(),
    }


def pages() -> Iterator[tuple[str, str]]:
    """(who, address) of every page that is shown by GET and whose parts the lively day can fill."""
    from django.urls import URLPattern, get_resolver

    known = subjects()

    def patterns(resolver: Any, before: str) -> Iterator[tuple[str, Any]]:
        for one in resolver.url_patterns:
            route = before + str(one.pattern)
            if isinstance(one, URLPattern):
                yield route, one
            else:
                yield from patterns(one, route)

    for route, pattern in patterns(get_resolver(), ""):
        roles = getattr(pattern.callback, "allowed_roles", None)
        address = "/" + route
        for converter in pattern.pattern.converters:
            for kind in ("str", "slug", "uuid", "int"):
                address = address.replace(f"<{kind}:{converter}>", known.get(converter, "?"))
        if "?" in address or "<" in address or address.rstrip("/").rsplit(".", 1)[-1] in NOT_PAGES:
            continue
        yield next((who for role, who in WHO.items() if roles and role in roles), "nobody"), address


def look(desk: Desk, address: str, direction: str, answers: set[int]) -> list[Any]:
    """Serious findings on the page at this address, none where it is no page; `answers`: the statuses it may have."""
    from axe_playwright_python.sync_playwright import Axe

    asked = desk.page.context.request.get(desk.address + address)
    assert asked.status in answers, f"{address}: {asked.status}"
    is_whole = "html" in asked.headers["content-type"] and asked.text().lstrip()[:9].lower() == "<!doctype"
    if asked.status != 200 or not is_whole:
        return []  # a file, or a part that a page fetches
    desk.page.goto(desk.address + address)
    desk.ready()
    assert desk.page.get_attribute("html", "dir") == direction
    return [
        (address, found["id"], found["nodes"][0]["html"][:160], found["nodes"][0]["failureSummary"][:240])
        for found in Axe().run(desk.page, options=AXE).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


def choose(desk: Desk, **chosen: str) -> None:
    """Language and theme of who sits here, as the menu would set them."""
    token = next(kept["value"] for kept in desk.page.context.cookies() if "csrftoken" in kept["name"])
    for name, value in chosen.items():
        form = {name: value, "csrfmiddlewaretoken": token, "next": "/sign-in/"}
        answer = desk.page.context.request.post(
            f"{desk.address}/sign-in/{name}/", form=form, headers={"Referer": desk.address}, max_redirects=0
        )
        assert answer.status == 302


def test_every_role_has_pages() -> None:
    assert {who for who, _ in pages()} == {"nobody", *WHO.values()}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("who", ["nobody", *WHO.values()])
def test_no_page_has_a_serious_finding(sit: Sit, busy_node: Node, who: str, language: str) -> None:
    desk = sit(busy_node)
    if who == "nobody":
        desk.open("/sign-in/")
    else:
        desk.sign_in(who)
    choose(desk, language=language, theme="day")
    mine = [address for owner, address in pages() if owner == who and "sign-out" not in address]
    # Steps of signing in refuse who has not taken the step before; whoever is signed in is refused nothing of theirs.
    answers = {200, 204, 404, 405} | ({403} if who == "nobody" else set())
    direction = "rtl" if language == "ar" else "ltr"
    assert [finding for address in mine for finding in look(desk, address, direction, answers)] == []
