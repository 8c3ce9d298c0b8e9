"""The eight steps of the write path, inside one transaction that the writer opens."""

from datetime import timedelta

from safeconduct.foundation.dispatch.asking import asked_by
from safeconduct.foundation.dispatch.house import Door, House, State
from safeconduct.foundation.journal.append import Appending
from safeconduct.foundation.journal.entry import Header, read_header, stream_epoch, to_moment
from safeconduct.foundation.journal.erase import erase_named
from safeconduct.foundation.journal.ledger import Ledger, ledger
from safeconduct.foundation.journal.projector import project
from safeconduct.foundation.journal.reading import Found, found_of
from safeconduct.foundation.journal.statements import execute
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
    appending = Appending(ledger, act, here.roles, now, asked=asked)
    known: dict[str, Found] = {}
    for command in commands:
        door = house.doors[type(command)]
        door.check_access(here.roles, act)
        state = door.state(command, act)
        flags = (*doubts, *pass_gates(house, door, command, state, here))
        abouts = door.decide(command, state, here)
        _write(ledger, appending, abouts, known, flags)
    return Receipt(act=act.id, entries=tuple(appending.written), recorded_at=now)


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
    ledger: Ledger, appending: Appending, abouts: list[About], known: dict[str, Found], flags: tuple[str, ...]
) -> None:
    is_new = {}
    for about in abouts:
        if about.subject not in known:
            known[about.subject] = found_of(ledger.keyring, about.subject)
        is_new[about.subject] = not known[about.subject].number
    _check_kinds(abouts, known)
    fresh = appending.append(abouts, flags=flags)
    for held in fresh:
        known[held.subject].held.append(held)
        known[held.subject].number += 1
    for subject in [about.subject for about in abouts if about.fact.ERASES]:
        erase_named(ledger.keyring, subject)
        known[subject] = found_of(ledger.keyring, subject)
    refs = {held.ref for held in fresh}
    for subject, new in is_new.items():
        held_now = known[subject].held
        is_strict = not all(ledger.wrote(one.stream) for one in held_now)  # others may send what fits no column
        project(subject, held_now, is_new=new, fresh=refs, strict=is_strict)


def _check_kinds(abouts: list[About], known: dict[str, Found]) -> None:
    kinds: dict[str, str] = {}
    for about in abouts:
        for held in known[about.subject].held[:1]:
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
