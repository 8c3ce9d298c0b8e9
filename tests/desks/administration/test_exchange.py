"""The page of the exchange: introducing a node, what waits, files in both directions, what was put aside, revoking."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safeconduct.foundation.access.models import Look
from safeconduct.foundation.compartments.commands import place_sealed
from safeconduct.foundation.compartments.sealing import seal_for
from safeconduct.foundation.exchange import introduction as introducing
from safeconduct.foundation.exchange import queries
from safeconduct.foundation.exchange.introduction import MAGIC, Introduction
from safeconduct.foundation.exchange.own import make_keys
from safeconduct.foundation.exchange.putting_aside import put_aside
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.vault.addressed import new_exchange_key, public_half
from safeconduct.foundation.vault.compartments import new_compartment_keys
from safeconduct.foundation.vault.signing import NodeIdentity, fingerprint
from safeconduct.kernel.codec import encode
from safeconduct.kernel.ids import derived_id, new_id
from tests.assessed import assessed
from tests.desks.border_post.scenes import words

IDENTITY = NodeIdentity.create()
LETTERS = fingerprint(IDENTITY.public_key)
NODE = derived_id("river aid")


def url(page, *parts):
    return reverse(f"administration:{page}", args=parts)


def introduction(**more):
    """The introduction file of an agency's node that is nowhere else in these tests."""
    said = Introduction(
        **{
            "node": NODE, "name": "River Aid", "profile": "agency", "agency": "river_aid",
            "signing_key": IDENTITY.public_key, "exchange_key": public_half(new_exchange_key()), "certificate": b"none",
            "address": "", "training": False, "compartments": (("legal", new_compartment_keys()[1]),), **more,
        }
    )  # fmt: skip
    data = encode(said)
    signed = introducing._File(data, IDENTITY.sign(data, purpose=introducing.PURPOSE))
    return SimpleUploadedFile("river.introduction", MAGIC + encode(signed))


def introduce(client, letters=LETTERS, **more):
    return client.post(
        url("exchange_introduce"), {"file": introduction(**more), "fingerprint": letters, "command_id": new_id()}
    )


@pytest.fixture
def adam(desk, cast):
    make_keys()
    assessed(cast, "node", NODE)
    return desk("adam")


def shown(client):
    answer = client.get(url("exchange"))
    assert answer.status_code == 200
    return answer


def test_an_empty_page_says_how_to_begin(adam):
    answer = shown(adam)
    assert answer.context["rows"] == []
    assert "reads the fingerprint out" in words(answer)
    assert fingerprint_of_this_node() in words(answer)


def fingerprint_of_this_node():
    return introducing.own_fingerprint()


def test_a_node_is_known_after_its_fingerprint_was_compared(adam, cast):
    assert introduce(adam)["Location"] == url("exchange")
    (row,) = shown(adam).context["rows"]
    assert (row["peer"].name, row["stands"].heard_at, row["waiting"].there) == ("River Aid", None, 0)
    page = words(adam.get(url("exchange_peer", NODE)))
    assert LETTERS in page
    assert "has not signed for anything yet" in page
    assert verify(cast.ledger).sound


def test_other_letters_than_those_in_the_file_are_refused_in_their_field(adam):
    answer = introduce(adam, fingerprint(bytes(32)))
    assert answer.status_code == 422
    assert answer.context["errors"][0][0] == "id_fingerprint"
    assert queries.peers() == []


OTHER = derived_id("hill aid")


def test_a_node_that_nobody_assessed_is_held_back_and_says_where_to_write(adam):
    answer = introduce(adam, node=OTHER, name="Hill Aid")
    assert answer.status_code == 422
    assert answer.context["errors"][0][0] == "id_provisional"
    assert f"/protection/assessments/new/?kind=node&amp;about={OTHER}" in answer.content.decode()
    assert queries.peers() == []


def test_in_an_emergency_a_reason_introduces_it_for_two_weeks_and_oversight_sees_it(adam, desk, cast):
    given = {"file": introduction(node=OTHER, name="Hill Aid"), "fingerprint": LETTERS, "command_id": new_id()}
    answer = adam.post(url("exchange_introduce"), {**given, "provisional": "The bridge is cut off"})
    assert answer["Location"] == url("exchange")
    page = words(desk("olga").get("/protection/assessments/"))
    for told in ("Hill Aid", "The bridge is cut off", "Adam", "2026-03-18", "not signed yet"):
        assert told in page
    cast.clock.pass_time(timedelta(days=15))
    assert "over, not signed" in words(desk("olga").get("/protection/assessments/"))
    assert "nothing is given to it" in words(desk("adam").get(url("exchange_peer", OTHER)))
    assert desk("adam").post(url("exchange_file", OTHER, "entries")).status_code == 422


def test_a_file_that_is_no_introduction_and_none_at_all_are_said(adam):
    for given in ({"file": SimpleUploadedFile("x.introduction", b"hello")}, {}):
        answer = adam.post(url("exchange_introduce"), {**given, "fingerprint": LETTERS})
        assert answer.status_code == 422
        assert answer.context["errors"][0][0] == "id_file"


def test_this_nodes_introduction_is_a_file_that_others_can_read(adam):
    answer = adam.post(url("exchange_introduction"))
    said = introducing.read_introduction(answer.content)
    assert said.fingerprint == fingerprint_of_this_node()
    assert "node.introduction" in answer["Content-Disposition"]


def test_what_waits_is_counted_and_written_into_two_files(adam, cast):
    introduce(adam)
    place_sealed(cast.act(), seal_for("legal", {"note": 1}), seal_for("legal", {"note": 2}))
    assert shown(adam).context["rows"][0]["waiting"].there == 2
    files = [adam.post(url("exchange_file", NODE, what)) for what in ("entries", "keys")]
    assert [file["Content-Disposition"] for file in files] == [
        'attachment; filename="river-aid.exchange"', 'attachment; filename="river-aid.keys.exchange"',
    ]  # fmt: skip
    assert all(file.content.startswith(b"SCEXFILE") for file in files)
    assert set(Look.objects.values_list("what", flat=True)) >= {"exchange_file", "exchange_keys"}


def test_a_file_for_another_node_is_refused_in_words_and_nothing_else_happens(adam, cast):
    introduce(adam)
    place_sealed(cast.act(), seal_for("legal", {"note": 1}))
    file = adam.post(url("exchange_file", NODE, "entries")).content
    for content, sentence in ((file, "for another node"), (b"hello", "not a file of the exchange")):
        answer = adam.post(url("exchange_read"), {"files": [SimpleUploadedFile("a.exchange", content)]}, follow=True)
        assert sentence in words(answer)
    assert adam.post(url("exchange_read")).status_code == 422


def test_a_node_that_does_not_answer_is_said_and_shown(adam):
    introduce(adam, address="127.0.0.1:9", certificate=b"none")
    answer = adam.post(url("exchange_now"), follow=True)
    assert "does not answer" in words(answer)
    (row,) = answer.context["rows"]
    assert row["stands"].failures == 1
    assert row["trouble"]
    assert "does not answer" in words(adam.get(url("exchange_nodes")))


def test_revoking_needs_a_reason_and_stands(adam, cast):
    introduce(adam)
    assert adam.post(url("exchange_revoke", NODE), {"reason": ""}).status_code == 422
    answer = adam.post(url("exchange_revoke", NODE), {"reason": "stolen", "command_id": new_id()}, follow=True)
    assert answer.context["rows"][0]["peer"].revoked
    assert "Stolen" in words(adam.get(url("exchange_peer", NODE)))
    assert adam.post(url("exchange_file", NODE, "entries")).status_code == 422
    assert introduce(adam).status_code == 422
    assert verify(cast.ledger).sound


def aside(cast, code="exchange.unknown_peer"):
    from safeconduct.foundation.dispatch import in_writer

    in_writer(lambda here: put_aside(here, b"a message", sender=NODE, kind="bundle", code=code))
    (row,) = queries.aside()
    return row.id


def test_what_was_put_aside_is_shown_with_its_reason_and_let_go_by_a_named_person(adam, cast):
    item = aside(cast)
    assert "nobody has introduced here" in words(shown(adam))
    adam.post(url("exchange_aside", item), {"do": "remove", "command_id": new_id()})
    assert queries.aside() == []
    assert verify(cast.ledger).sound


def test_trying_again_what_is_still_no_message_is_said(adam, cast):
    item = aside(cast)
    answer = adam.post(url("exchange_aside", item), {"do": "again"})
    assert answer.status_code == 422
    assert len(queries.aside()) == 1


def test_an_item_or_a_node_that_is_not_there_is_not_found(adam):
    assert adam.get(url("exchange_peer", "f" * 32)).status_code == 404
    assert adam.post(url("exchange_aside", "f" * 32), {"do": "again"}).status_code == 404
    assert adam.post(url("exchange_aside", "f" * 32), {"do": "remove"}).status_code == 404


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "hana", "olga"])
def test_nobody_but_the_administrator_comes_here(desk, who):
    client = desk(who)
    assert client.get(url("exchange")).status_code == 403
    assert client.post(url("exchange_now")).status_code == 403
    assert client.post(url("exchange_revoke", NODE), {"reason": "stolen"}).status_code == 403
