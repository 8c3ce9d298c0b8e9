"""A card answered at a post, carried by a file, opened on the agency's node; the post has bytes and nothing more."""

from typing import Any

import pytest
from django.db import connection

from safeconduct.domains.screening import queries
from safeconduct.domains.screening.commands import TakeIn
from safeconduct.domains.screening.rules import file_of
from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, open_here
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.exchange.files import read_file, write_files
from safeconduct.foundation.exchange.introduction import own_introduction
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import NotFound
from tests.foundation.exchange.two_nodes import AGENCY, AGENCY_CODE, POST, Machine, act, introduced, seal

pytestmark = pytest.mark.django_db
ESTHER = derived_id("user", "esther")
CONTENT = {"form": "screening", "token": "B-0163-M", "minor": "yes", "items": ["alone_child"], "at": ""}


def test_what_a_child_pointed_at_reaches_the_agency_and_nobody_on_the_way() -> None:
    post, agency = Machine(POST, "post"), Machine(AGENCY, "agency", AGENCY_CODE)
    with agency.sitting():
        register_compartment(act(), compartment="protection", agency=AGENCY_CODE, public=make_keys("protection"))
        card = own_introduction(address="127.0.0.1:8481")
    with post.sitting():
        peer = introduced(card)
        entry = seal("protection", CONTENT)
        with pytest.raises(NotFound, match=r"compartments\.not_held"):
            open_here(entry)
        assert b"alone_child" not in _everything()
        files, greeting = write_files(peer), own_introduction(address="127.0.0.1:8480")
    with agency.sitting():
        introduced(greeting)
        for file in (files.entries_file, files.keys_file):
            read_file(file)
        submit(act(), CreateUser(user=ESTHER, login="esther", display_name="Esther", roles=("protection_officer",)))
        ((_place, arrived),) = queries.sealed_after(0)
        content = open_here(arrived)
        submit(
            act(actor=ESTHER, purpose="protection"),
            TakeIn(file=file_of(content, arrived), entry=arrived, content=content),
        )
        (need,) = queries.open_needs()
        assert (need.file.token, need.need.need, need.need.priority) == ("B-0163-M", "child_alone", "immediate")


def _everything() -> bytes:
    """Every byte of every row of the journal."""
    found: list[Any] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT header, named, nameless FROM journal_entry")
        for row in cursor.fetchall():
            found += [bytes(part) for part in row if part is not None]
    return b"".join(found)
