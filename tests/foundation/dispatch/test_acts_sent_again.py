"""An act sent again: the same one gets its first receipt; another one under the same id is told so, and not lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from safeconduct.domains.crossings.commands import RecordCrossing
from safeconduct.domains.people.commands import RegisterPerson
from safeconduct.foundation.access.commands import SetPassphrase
from safeconduct.foundation.access.passphrases import make_verifier
from safeconduct.foundation.dispatch import receipt_of, submit
from safeconduct.foundation.dispatch.asking import BYTES, asked_by
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict
from tests.conftest import LIGHT


def person(**more):
    return RegisterPerson(**{"person": new_id(), "level": 2, "given_names": "Amina", "sex": "F", **more})


def test_the_same_form_sent_again_by_another_is_refused(cast):
    act, command = cast.act(), person()
    submit(act, command)
    with pytest.raises(Conflict, match=r"act\.id_used"):
        submit(cast.act("zainab", id=act.id), command)
    assert submit(act, command).repeated


def test_another_form_under_the_same_id_is_refused_and_nothing_is_said_to_be_saved(cast):
    act, command = cast.act(), person()
    first = submit(act, command)
    for other in (
        (msgspec.structs.replace(command, given_names="Fatima"),),
        (command, person()),
        (RecordCrossing(crossing=new_id(), post=cast.post, direction="entry", level=1),),
    ):
        with pytest.raises(Conflict, match=r"act\.id_used"):
            submit(act, *other)
    assert receipt_of(act.id).entries == first.entries


class Timed(Command, frozen=True, kw_only=True):
    """A command with moments inside."""

    at: datetime
    changes: dict[str, object]
    name: str = ""


def test_a_second_later_it_is_still_the_same_form(cast):
    now, act = datetime(2026, 3, 4, tzinfo=UTC), cast.act()
    later = now + timedelta(seconds=1)
    first = asked_by(cast.ledger, act, (Timed(at=now, changes={"at": now, "sex": "F"}),))
    assert asked_by(cast.ledger, act, (Timed(at=later, changes={"sex": "F", "at": later}),)) == first
    assert asked_by(cast.ledger, act, (Timed(at=now, changes={"at": now, "sex": "M"}),)) != first
    assert len(first) == BYTES


def test_the_salt_of_a_passphrase_does_not_make_it_another_form(cast):
    act = cast.act(purpose="administration", place="node")
    once, again = (
        SetPassphrase(user=act.actor, passphrase=make_verifier("six quiet words by the river", cost=LIGHT))
        for _ in range(2)
    )
    assert once != again
    assert asked_by(cast.ledger, act, (once,)) == asked_by(cast.ledger, act, (again,))


def test_names_cannot_be_tried_against_a_digest_without_the_secret_of_the_node(cast):
    act, command = cast.act(), person()
    elsewhere = replace(cast.ledger, signing_wrap=bytes(32))
    assert asked_by(cast.ledger, act, (command,)) != asked_by(elsewhere, act, (command,))
