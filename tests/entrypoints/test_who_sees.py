"""Who sees what about a person: every address, as every role, for every purpose of the role, beside a planted person.

`SAFECONDUCT_WRITE=1 pytest tests/entrypoints/test_who_sees.py` writes docs/who-sees.md anew.
"""

import html
import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from safeconduct.foundation.access import looks
from safeconduct.foundation.access.roles import PURPOSES
from safeconduct.foundation.access.sessions import POST, PURPOSE, USER
from tests.conftest import PEOPLE
from tests.entrypoints.planted_fields import AT_A_POST, AT_AN_AGENCY, Planted, at_a_post, at_an_agency

pytestmark = [pytest.mark.slow]
SEES = Path(__file__).parents[2] / "docs" / "who-sees.md"
WHO = {PEOPLE[who][1][0]: who for who in PEOPLE if who not in ("zainab", "tomas", "dalia")}
WORLDS = {"At a post": ("post", AT_A_POST), "On a protection agency's node": ("agency", AT_AN_AGENCY)}
# Whose pages these are, or that show nothing but a picture of themselves.
NOT_WALKED = ("sign-out/", "lock/", "static/")
# Said of a group or a shift, on lists that name nobody.
OF_NOBODY = {"place of the wait", "remarks of the shift"}
Sight = dict[str, dict[str, set[str]]]  # field -> role -> purposes


def addresses(known: dict[str, str], patterns: Any = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address with the planted ids in place of its parts, and what answers there."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(known, one.url_patterns, route)
        elif isinstance(one, URLPattern):
            part = r"<(?:\w+:)?(\w+)>"
            yield "/" + re.sub(part, lambda found: known.get(found.group(1), "0" * 32), route), one.callback


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every act of writing into the access log, by the user who looks."""
    found: list[str] = []

    def spied(user: str, *about: str) -> str:
        found.append(user)
        return looks_of(user, *about)

    looks_of = looks.looks_of
    monkeypatch.setattr(looks, "looks_of", spied)
    return found


def seen_by(who: str, role: str, purpose: str, planted: Planted, words: dict[str, str]) -> set[str]:
    """The fields that any page, list or file shows to this role for this purpose; none without an entry in the log."""
    client = Client(raise_request_exception=False)
    session = client.session
    session.update({USER: planted.cast.ids[who], POST: planted.cast.post, PURPOSE: purpose})
    session.save()
    found: set[str] = set()
    for address, page in addresses(planted.ids):
        allowed = getattr(page, "allowed_roles", None)
        if (allowed is not None and role not in allowed) or address[1:].startswith(NOT_WALKED):
            continue
        before = len(planted.logged)
        answer = client.get(address)
        shown = fields_in(_content(answer), words) if answer.status_code == 200 else set()
        if shown - OF_NOBODY and len(planted.logged) == before:
            planted.unlogged.add((page.__module__, address, *sorted(shown)))
        found |= shown
    for query in (words.get("family name"), words.get("document number")):
        if query:
            found |= fields_in(_content(client.post("/post/find/", {"q": query})), words, besides=query)
    return found


def _content(answer: Any) -> bytes:
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if raw[:2] == b"PK":
        parts = zipfile.ZipFile(io.BytesIO(raw))
        return b"\n".join(parts.read(name) for name in parts.namelist())
    if raw[:4] == b"%PDF":
        return b""  # a print is made from the page from which it is asked for, by the same roles
    return html.unescape(raw.decode("utf-8", "replace")).encode() if b"\xff\xd8" not in raw[:2] else raw


def fields_in(content: bytes, words: dict[str, str], *, besides: str = "") -> set[str]:
    """The fields whose word stands there, whatever the capitals and the gaps."""
    low = content.lower()
    forms = {name: {word.lower(), re.sub(r"\s+", "", word.lower())} for name, word in words.items() if word != besides}
    return {name for name, some in forms.items() if any(one.encode() in low for one in some)}


def sight(planted: Planted, words: dict[str, str]) -> Sight:
    """For each field, which roles are shown it, and for which purposes."""
    found: Sight = {name: {} for name in words}
    for role, who in WHO.items():
        for purpose in PURPOSES[role]:
            for name in seen_by(who, role, purpose, planted, words):
                found[name].setdefault(role, set()).add(purpose)
    return found


def table(title: str, found: Sight) -> str:
    """A row for each field, a column for each role that is shown anything."""
    roles = [role for role in WHO if any(role in row for row in found.values())]
    lines = [f"## {title}", "", f"| field | {' | '.join(roles).replace('_', ' ')} |", "|---" * (len(roles) + 1) + "|"]
    for name, row in found.items():
        cells = [", ".join(sorted(row.get(role, ()))).replace("_", " ") for role in roles]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def check(title: str, found: Sight) -> None:
    """The table in the documents is of this code."""
    page, made = SEES.read_text(encoding="utf-8"), table(title, found)
    if os.environ.get("SAFECONDUCT_WRITE"):
        begins, ends = f"<!-- {WORLDS[title][0]} -->\n", f"<!-- end of {WORLDS[title][0]} -->"
        head, _, rest = page.partition(begins)
        page = f"{head}{begins}{made}{ends}{rest.partition(ends)[2]}"
        SEES.write_text(page, encoding="utf-8")
    assert made in page


def test_who_may_ask_what_stands_in_the_documents() -> None:
    from tools.who_may import PAGE, written

    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page


def test_at_a_post(cast: Any, logged: list[str]) -> None:
    planted = at_a_post(cast)
    planted.logged = logged
    found = sight(planted, AT_A_POST)
    assert planted.unlogged == set()
    check("At a post", found)
    assert all("border_officer" in found[name] for name in ("given names", "photo", "document number"))
    assert not any({"hub_analyst", "administrator"} & row.keys() for row in found.values())


def test_at_an_agency(cast: Any, settings: Any, logged: list[str]) -> None:
    settings.SAFECONDUCT_PROFILE = "agency"
    planted = at_an_agency(cast)
    planted.logged = logged
    found = sight(planted, AT_AN_AGENCY)
    assert planted.unlogged == set()
    check("On a protection agency's node", found)
    assert found["child's name"] == {"protection_officer": {"protection"}}
