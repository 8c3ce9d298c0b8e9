"""A child counted alone at a post: the notice travels sealed in a file, and on the agency's node it gets a guardian."""

from typing import Any

import pytest

from safeconduct.domains.crossings.commands import CountMovements
from safeconduct.domains.protection import commands, queries
from safeconduct.domains.protection.rules import file_of
from safeconduct.domains.screening.queries import sealed_after
from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, open_here
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.exchange.files import read_file, write_files
from safeconduct.foundation.exchange.introduction import own_introduction
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places.commands import OpenPost
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound
from tests.foundation.exchange.two_nodes import AGENCY, AGENCY_CODE, POST, Machine, act, introduced

pytestmark = pytest.mark.django_db
BRIDGE, BILAL, ESTHER = derived_id("bridge"), derived_id("user", "bilal"), derived_id("user", "esther")


def by(who: str, place: str, **more: Any) -> Act:
    return Act(id=new_id(), actor=who, purpose="protection", place=place, **more)


def test_a_child_counted_alone_at_a_post_has_a_guardian_on_the_agencys_node(settings) -> None:
    post, agency = Machine(POST, "post"), Machine(AGENCY, "agency", AGENCY_CODE)
    with agency.sitting():
        register_compartment(
            act(), compartment="child_protection", agency=AGENCY_CODE, public=make_keys("child_protection")
        )
        card = own_introduction(address="127.0.0.1:8481")
    with post.sitting():
        peer = introduced(card)
        submit(
            act(),
            OpenPost(post=BRIDGE, name="Kadar Bridge", letter="B", zone="UTC", type="road"),
            CreateUser(user=BILAL, login="bilal", display_name="Bilal", roles=("border_officer",)),
        )
        count = CountMovements(
            post=BRIDGE,
            hour=ledger().clock.now(),
            direction="entry",
            sex="M",
            age_band="12-17",
            number=1,
            flags=("uasc",),
        )
        submit(by(BILAL, BRIDGE), count)
        ((_place, entry),) = sealed_after(0)
        with pytest.raises(NotFound, match=r"compartments\.not_held"):
            open_here(entry)
        files, greeting = write_files(peer), own_introduction(address="127.0.0.1:8480")
    settings.SAFECONDUCT_PROFILE = "agency"
    with agency.sitting():
        introduced(greeting)
        for file in (files.entries_file, files.keys_file):
            read_file(file)
        submit(act(), CreateUser(user=ESTHER, login="esther", display_name="Esther", roles=("protection_officer",)))
        child = _taken_in(entry)
        day = ledger().clock.now().date().isoformat()
        ruth, mandate = new_id(), new_id()
        commands.arrange_care(by(ESTHER, "node"), child=child, care="kinship", since=day, carer="Aunt Huda")
        commands.describe_guardian(
            by(ESTHER, "node"), guardian=ruth, sort="person", name="Ruth Amadi", capacity=20, vetted_on=day
        )
        commands.begin_mandate(
            by(ESTHER, "node"), child=child, mandate=mandate, guardian=ruth, appointer="court", scope="full",
            starts=day, ends="2026-12-31", checked=("not_border", "not_carer", "not_claimant"),
        )  # fmt: skip
        row = queries.child(child)
        assert (row.post_name, row.care, row.guardian, row.guardian_needed_since) == (
            "Kadar Bridge", "kinship", ruth, None,
        )  # fmt: skip


def _taken_in(entry: str) -> str:
    """The notice opened where it may be, and the child that was found for it."""
    content = open_here(entry)
    assert (content["children"], content["age_band"], "token" in content) == (1, "12-17", False)
    whole, same = file_of(content, entry)
    assert whole == same
    commands.take_notice(by(ESTHER, "node"), child=whole, whole=same, entry=entry, content=content)
    found = new_id()
    command = commands.OpenOneOf(child=found, whole=whole, about={"note": "red cap"})
    submit(by(ESTHER, "node"), command)
    assert not queries.child(whole).is_open
    return found
