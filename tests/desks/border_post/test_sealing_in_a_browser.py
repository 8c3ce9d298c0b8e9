"""Answers sealed in a real browser: the RFC's vectors pass there, what is pointed at leaves sealed, Python opens it."""

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from safeconduct.desks.border_post import screening_seals
from safeconduct.domains.screening.rules import screening_of
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, open_here
from safeconduct.kernel.codec import decode
from tests.conftest import furnished_cast
from tests.desks.border_post.scenes import Family

pytestmark = [pytest.mark.walk, pytest.mark.slow]
VECTORS = Path(__file__).parents[2] / "foundation" / "vault" / "rfc9180_base_x25519_aes256gcm.json"
V = {name: value for name, value in json.loads(VECTORS.read_text()).items() if isinstance(value, str)}
BY_THE_RFC = """async (v) => {
  const { schedule, seal, shared } = await import("/static/border_post/hpke.js");
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const x25519 = { name: "X25519" };
  const pkcs8 = bytes("302e020100300506032b656e04220420" + v.skEm);
  const ephemeral = {
    privateKey: await crypto.subtle.importKey("pkcs8", pkcs8, x25519, false, ["deriveBits"]),
    publicKey: await crypto.subtle.importKey("raw", bytes(v.enc), x25519, true, []),
  };
  const secret = await shared(ephemeral, bytes(v.enc), bytes(v.pkRm));
  const keys = await schedule(secret, bytes(v.info));
  return {
    secret: hex(secret), key: hex(keys.key), nonce: hex(keys.nonce),
    sealed: hex(await seal(bytes(v.pkRm), bytes(v.pt), bytes(v.info), ephemeral)),
  };
}"""
PACKED = """async (value) => {
  const { pack } = await import("/static/border_post/compartments.js");
  return [...pack(value)];
}"""
WITHOUT = "crypto.subtle.generateKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'))"


@pytest.fixture
def post(transactional_db: None, settings: Any, monkeypatch: Any) -> Iterator[Any]:
    settings.SAFECONDUCT_TRAINING = True
    monkeypatch.setattr(screening_seals, "_pending", {})
    for cast in furnished_cast():
        for code in ("protection", "child_protection", "legal"):
            act = cast.act("adam", place="node", purpose="administration")
            register_compartment(act, compartment=code, agency="shelter", public=make_keys(code))
        yield cast


@pytest.fixture
def sits(post: Any, browser: Any, live_server: Any, settings: Any) -> Iterator[Any]:
    """sits(script="") is a page as Bilal sees pages; complaints on its console fail the test."""
    session = importlib.import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({"officer": post.ids["bilal"], "post": post.post, "language": "en"})
    session.save()
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])

    def sat(script: str = "") -> Any:
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.sent = []
        page.on("request", lambda asked: page.sent.append(asked.post_data or "") if asked.method == "POST" else None)
        return page

    yield sat
    context.close()
    assert complaints == []


def opened(code: str) -> list[dict[str, Any]]:
    return [open_here(one.subject) for one in compartments.sealed_entries(code)]


def at(live_server: Any, family: Family, *more: str) -> str:
    return "/".join([live_server.url + "/post/screening", screening_of(family.crossing), *more, ""])


def test_the_rfcs_vectors_pass_in_the_browser_and_what_it_packs_is_read_here(post, sits, live_server):
    page = sits()
    page.goto(live_server.url + "/post/queue/")
    first = json.loads(VECTORS.read_text())["encryptions"][0]
    found = page.evaluate(BY_THE_RFC, {**V, "pt": first["pt"]})
    assert found["secret"] == V["shared_secret"]
    assert (found["key"], found["nonce"]) == (V["key"], V["base_nonce"])
    # The RFC's first message has associated data, which ours never has: the same bytes, another tag.
    assert found["sealed"].startswith(V["enc"] + first["ct"][:-32])
    for value in ({"a": [0, 127, 128, 4_000_000_000], "ب" * 40: None, "yes": True, "no": False, "long": "é" * 200}, []):
        assert decode(bytes(page.evaluate(PACKED, value))) == value


def test_what_is_pointed_at_leaves_the_browser_sealed(post, sits, live_server):
    family, page = Family(post, language="ar"), sits()
    page.goto(at(live_server, family, "card", family.yusuf, "ar"))
    page.wait_for_selector("form[data-seals=ready]")
    assert page.locator("[data-sealed-by=browser]").is_visible()
    for code in ("afraid_return", "lost_family", "doctor"):
        page.locator(f"input[value={code}]").check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(at(live_server, family))
    (sent,) = page.sent
    assert "afraid_return" not in sent
    assert "lost_family" not in sent
    assert "item=doctor" in sent
    pointed = ["lost_family", "afraid_return"]  # in the order of the card
    assert opened("protection")[0]["items"] == opened("child_protection")[0]["items"] == pointed
    assert opened("protection")[0]["person"] == family.yusuf
    assert opened("legal") == [{"form": "routine"}]
    page.wait_for_selector("#finish[data-seals=ready]")
    page.locator("input[value=papers_held]").check()
    page.locator("button[form=finish]").click()
    page.wait_for_selector(".lane-large")
    assert "papers_held" not in page.sent[-1]
    assert [one["cues"] for one in opened("protection") if "cues" in one] == [["papers_held"]]
    sizes = {
        one.size for code in ("protection", "child_protection", "legal") for one in compartments.sealed_entries(code)
    }
    assert sizes == {1024 + 49}


def test_a_browser_that_cannot_seal_says_so_and_the_node_seals(post, sits, live_server):
    family, page = Family(post, language="ar"), sits(WITHOUT)
    page.goto(at(live_server, family, "card", family.amina, "ar"))
    page.wait_for_selector("form[data-seals]")
    assert page.locator("[data-sealed-by=node]").is_visible()
    assert not page.locator("[data-sealed-by=browser]").is_visible()
    page.locator("input[value=talk]").check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(at(live_server, family))
    assert opened("protection")[0]["items"] == ["talk"]
