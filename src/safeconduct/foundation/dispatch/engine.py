"""The eight steps of the write path, inside one transaction that the writer opens."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from safeconduct.foundation.dispatch.asking import asked_by
from safeconduct.foundation.dispatch.house import Door, House, State
from safeconduct.foundation.dispatch.subjects import Subjects
from safeconduct.foundation.journal.append import Appending
from safeconduct.foundation.journal.entry import Header, read_header, stream_epoch, to_moment
from safeconduct.foundation.journal.erase import erase_named
from safeconduct.foundation.journal.ledger import Ledger, ledger
from safeconduct.foundation.journal.projector import Changes, project
from safeconduct.foundation.journal.recent import Known
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.journal.words import remove_words, words_to_remove
from safeconduct.kernel.acts import Act, Circumstances, Command, Effect, Receipt
from safeconduct.kernel.clock import NOT_BEFORE
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, Problem, Refused

CLOCK_LOST = "clock_lost"
CLAIM_AHEAD = timedelta(minutes=5)  # a claimed time may run this much ahead of the node's clock


def perform(house: House, ledger: Ledger, act: Act, commands: tuple[Command, ...]) -> Receipt:
    """Carry out an act. Raises a Problem and leaves the transaction to be rolled back to where it began.

    The same act again gives the first receipt. Conflict act.id_used: its id stands for another one already.
    """
    asked = asked_by(ledger, act, commands)
    earlier = _entries_of(ledger, act.id)
    if earlier:
        if any(one.asked != asked or one.actor != act.actor for one in earlier):
            raise Conflict("act.id_used")
        return _receipt(act.id, earlier)
    now = ledger.clock.now()
    here = Circumstances(
        actor=act.actor,
        roles=house.roles_of(act.actor, act.place),
        place=act.place,
        zone=house.zone_of(act.place),
        now=now,
        happened_at=act.happened_at or now,
    )
    doubts = _doubts_of_time(here)
    subjects = Subjects(ledger, commands)
    appending = Appending(ledger, act, here.roles, now, asked=asked, new=subjects.new)
    for door, together in _runs(house, commands):
        door.check_access(here.roles, act)
        decided: list[tuple[list[About], tuple[str, ...]]] = []
        for command, state in zip(together, door.states_of(together, act), strict=True):
            flags = (*doubts, *pass_gates(house, door, command, state, here))
            decided.append((door.decide(command, state, here), flags))
        _write(ledger, appending, decided, subjects)
    subjects.keep()
    return Receipt(act=act.id, entries=tuple(appending.written), recorded_at=now)


def _runs(house: House, commands: Sequence[Command]) -> Iterator[tuple[Door, list[Command]]]:
    """The commands in their order, each with its door; those that follow each other and are read together, together."""
    for kind, some in groupby(commands, key=type):
        door, run = house.doors[kind], list(some)
        if door.states is not None:
            yield door, run
        else:
            yield from ((door, [command]) for command in run)


def _doubts_of_time(here: Circumstances) -> tuple[str, ...]:
    """The flag of a true time told to a machine whose clock stands at 1970. Refused: act.in_the_future."""
    if here.happened_at <= here.now + CLAIM_AHEAD:
        return ()
    if here.now >= NOT_BEFORE:
        raise Refused("act.in_the_future")
    return (CLOCK_LOST,)


def pass_gates(house: House, door: Door, command: Command, state: State, here: Circumstances) -> tuple[str, ...]:
    """Ask every gate in order. A gate that cannot decide stops what is adverse and flags everything else."""
    undecided = []
    for gate in house.gates:
        try:
            gate.check(command, state, here)
        except Problem:
            raise
        except Exception as failure:
            if door.effect_on(command) is Effect.ADVERSE:
                raise Refused("gate.cannot_decide", gate=gate.name) from failure
            undecided.append(gate.name)
    return tuple(undecided)


def _write(
    ledger: Ledger, appending: Appending, decided: list[tuple[list[About], tuple[str, ...]]], subjects: Subjects
) -> None:
    abouts = [about for some, _ in decided for about in some]
    known = {about.subject: subjects.of(about.subject) for about in abouts}
    _check_kinds(abouts, known)
    fresh = [held for some, flags in decided for held in appending.append(some, flags=flags)]
    for held in fresh:
        known[held.subject].found.held.append(held)
        known[held.subject].found.number += 1
    for subject, kind in [(about.subject, about.fact.KIND) for about in abouts if about.fact.ERASES]:
        erase_named(ledger.keyring, subject, kind)
        known[subject] = subjects.read_again(subject)
    for held in fresh:
        if remove_words(held.subject, words_to_remove([held])):
            known[held.subject] = subjects.read_again(held.subject)
    refs = {held.ref for held in fresh}
    changes = Changes()
    for subject, one in known.items():
        rows = project(subject, one.found.held, fresh=refs, strict=one.foreign)
        changes.replace(subject, one.rows, rows)
        one.rows = rows
    changes.write()


def _check_kinds(abouts: list[About], known: Mapping[str, Known]) -> None:
    kinds: dict[str, str] = {}
    for about in abouts:
        for held in known[about.subject].found.held[:1]:
            kinds.setdefault(about.subject, type(held.fact).KIND)
        if kinds.setdefault(about.subject, about.fact.KIND) != about.fact.KIND:
            raise Conflict("journal.subject_of_another_kind")


def receipt_of(act_id: str) -> Receipt | None:
    """The receipt of an act that was carried out here before, read from its entries."""
    found = _entries_of(ledger(), act_id)
    return _receipt(act_id, found) if found else None


def _entries_of(own: Ledger, act_id: str) -> list[Header]:
    # What others wrote under this id is theirs. After a restore an act may stand in two epochs: one of them counts.
    rows = execute("SELECT stream, header FROM journal_entry WHERE command = %s ORDER BY part", [act_id]).fetchall()
    rows = [(stream_epoch(stream), header) for stream, header in rows if own.wrote(stream)]
    latest = max((epoch for epoch, _ in rows), default=0)
    return [read_header(bytes(header)) for epoch, header in rows if epoch == latest]


def _receipt(act_id: str, headers: list[Header]) -> Receipt:
    return Receipt(
        act=act_id,
        entries=tuple((one.stream, one.seq, one.type, one.subject) for one in headers),
        recorded_at=to_moment(headers[0].recorded_ms),
        repeated=True,
    )
