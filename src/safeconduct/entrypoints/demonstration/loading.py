"""Loading the demonstration: a training node of its own, three weeks through the ordinary doors, and the sign-ins.

The clock is set to each event's time while it is loaded. What was left half loaded is thrown away and loaded anew.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from heapq import merge
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from safeconduct.desks.border_post.screening_seals import can_seal
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.entrypoints.demonstration.accountable import FOCAL_POINT
from safeconduct.entrypoints.demonstration.acts import Acting, Step, with_decisions
from safeconduct.entrypoints.demonstration.asking import with_askings
from safeconduct.entrypoints.demonstration.assessing import Signing
from safeconduct.entrypoints.demonstration.helping import agreeing, assessing, directory, referrals
from safeconduct.entrypoints.demonstration.holding import held
from safeconduct.entrypoints.demonstration.items import Officer, Post
from safeconduct.entrypoints.demonstration.material import DAYS, gazetteer, read_material
from safeconduct.entrypoints.demonstration.present import last_steps, until
from safeconduct.entrypoints.demonstration.scenario import Scenario, scenario
from safeconduct.entrypoints.demonstration.second_node import NAME, USERS
from safeconduct.entrypoints.demonstration.second_node import OPENER as SECOND_OPENER
from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.access.passphrases import make_verifier
from safeconduct.foundation.access.roles import (
    ADMINISTRATOR,
    BORDER_OFFICER,
    HEALTH_OFFICER,
    HUB_ANALYST,
    OVERSIGHT,
    PARTNER,
    POST_SUPERVISOR,
    PROTECTION_COORDINATOR,
    SYSTEM_ACTOR,
)
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.writer import TOGETHER, Waiting, commit_together, react
from safeconduct.foundation.exchange.introduction import introduce_peer, read_introduction
from safeconduct.foundation.nodes.backup import back_up
from safeconduct.foundation.nodes.home import Home
from safeconduct.foundation.nodes.opening import OpenNode, make_node, open_node
from safeconduct.foundation.places import gazetteers
from safeconduct.foundation.places.commands import OpenPost
from safeconduct.foundation.vault.durable_files import write_durably
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.clock import SimulatedClock
from safeconduct.kernel.ids import new_id

# Of everyone in the demonstration; the node is for training and holds no real person.
PASSPHRASE = "fictional border"  # noqa: S105
LIGHT = {"memory_kib": 1024, "iterations": 1, "lanes": 1}
NODE_NAME = "Demonstration (fictional)"
MARK = "demonstration.json"
BACKUPS = "backups"  # beside the node, as no real one should be
# Beyond the officers and supervisors of the posts: login, name, role.
OTHERS = (
    ("samira", "Samira", POST_SUPERVISOR),
    ("nour", "Nour", HEALTH_OFFICER),
    ("ines", "Ines", PROTECTION_COORDINATOR),
    ("hana", "Hana", HUB_ANALYST),
    ("adam", "Adam", ADMINISTRATOR),
    ("olga", "Olga", OVERSIGHT),
    ("dalia", "Dalia", PARTNER),
)

Making = Callable[[int, date], Scenario]
Say = Callable[[str], None]
Introduction = Callable[[], bytes | None]


@dataclass(frozen=True)
class Begun:
    """What a demonstration is made of, and the moment at which it is looked at."""

    seed: int
    now: datetime
    making: Making
    agency: Introduction


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in demonstration.json: that this folder is one, which, and whether it was loaded to the end."""

    seed: int
    complete: bool


def say(text: str) -> None:
    """One line of progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


def load_once(
    home: Home,
    *,
    seed: int,
    openers: Sequence[tuple[str, str]],
    now: datetime | None = None,
    making: Making = scenario,
    say: Say = say,
    agency: Introduction = lambda: None,
) -> None:
    """Load the demonstration into this folder, unless it is there. Conflict: vault.exists (a node of another kind).

    `agency` gives the introduction of the agency's node, for which the post seals from its first day.
    """
    mark = home.folder / MARK
    known = _read(mark)
    if known is not None and known.complete:
        return
    if known is not None:
        _throw_away(home)
    elif not home.exists():
        home.folder.mkdir(parents=True, exist_ok=True)
        write_durably(mark, msgspec.json.encode(Mark(seed=seed, complete=False)))
    make_node(home, name=NODE_NAME, openers=openers, training=True)
    begun = Begun(seed, now or datetime.now(UTC), making, agency)
    _load(home, begun, openers[0], say)
    write_durably(mark, msgspec.json.encode(Mark(seed=seed, complete=True)))


def print_welcome(port: int, second_port: int, *, folder: Path, openers: Sequence[tuple[str, str]]) -> None:
    """The addresses of both nodes and who may sign in at each."""
    bridge, *others = (shape.post for shape in read_material().posts)
    rows = [(bridge.officers[0], bridge.name), (bridge.supervisor, bridge.name)]
    rows += [(post.supervisor, post.name) for post in others]
    rows += [(Officer(login, name, role, ""), "") for login, name, role in OTHERS]
    print("Demonstration: everything and everyone is fictional. Two nodes, each with its own database and keys.")
    print(f"Passphrase of everyone: {PASSPHRASE}\n\n  The post's node: http://127.0.0.1:{port}/")
    for user, post in rows:
        print(f"  {user.login:<12}{user.role.replace('_', ' '):<18}{post}".rstrip())
    print(f"\n  The node of {NAME}: http://127.0.0.1:{second_port}/")
    for login, _name, role in USERS:
        print(f"  {login:<12}{role.replace('_', ' ')}")
    names = " or ".join(name for name, _passphrase in openers)
    print(f"\n  The nodes themselves are opened by {names} and by {SECOND_OPENER[0]} with “{openers[0][1]}”:")
    print(f"  safeconduct doctor --home {folder} --opener {openers[0][0]}")
    print(f"  safeconduct doctor --home {folder / 'agency'} --opener {SECOND_OPENER[0]}")
    print("\nStop with Ctrl+C.", flush=True)


def _read(mark: Path) -> Mark | None:
    try:
        return msgspec.json.decode(mark.read_bytes(), type=Mark)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _throw_away(home: Home) -> None:
    # Only what a node keeps, and only where the mark says that this was a demonstration that nobody has used yet.
    backups = (home.folder / BACKUPS).glob("*")
    database = home.folder.glob(f"{home.database.name}*")
    for path in chain((home.card_file, home.vault, home.backup_note_file), database, backups):
        path.unlink(missing_ok=True)


def _load(home: Home, begun: Begun, opener: tuple[str, str], say: Say) -> None:
    began, seed, now = time.monotonic(), begun.seed, begun.now
    first_post = read_material().posts[0].post
    today = now.astimezone(ZoneInfo(first_post.zone)).date()
    made = begun.making(seed, today - timedelta(days=DAYS - 1))
    bridge = made.posts[0]
    events = until(with_decisions(made.events), now, bridge)
    clock = SimulatedClock(min(events[0].at_utc, now) - timedelta(hours=1))
    node = open_node(home, opener=opener[0], passphrase=opener[1], writing=True, clock=clock)
    people.set_training(training=True)
    try:
        acting = Acting(seed, made.posts, open_at)
        _set_up(acting, made.posts, today)
        introduce_agency(begun.agency(), _signing(acting))
        events = with_askings(events, now, seed, made.posts, by_card=can_seal())
        say(f"Loading three weeks of a fictional crisis: {len(events):,} events at {len(made.posts)} posts")
        steps = merge(
            acting.steps(events),
            referrals(acting, events, bridge, now),
            held(acting, events, bridge, now),
            key=lambda step: step.at,
        )
        _carry_out(node, clock, steps, say)
        _carry_out(node, clock, last_steps(acting, events, bridge, now), say)
        back_up(node, home.folder / BACKUPS, now=now)
    finally:
        node.close()
    say(f"Loaded in {time.monotonic() - began:.0f} s")


def _signing(acting: Acting) -> Signing:
    return Signing(acting.id_of("user", "ines"), acting.id_of("user", "olga"))


def introduce_agency(
    introduction: bytes | None, signing: Signing | None = None, *, first: Sequence[Command] = ()
) -> None:
    """Make the agency's node known here; in the demonstration both are one's own, and nobody compares."""
    if introduction is None:
        return
    said = read_introduction(introduction)
    if signing is not None:
        signing.node(said.node, said.name)
    act = Act(id=new_id(), actor=SYSTEM_ACTOR, purpose="administration", place="node")
    introduce_peer(act, said, compared=said.fingerprint, first=first)


def open_at(post: str) -> tuple[int, int, int]:
    """What is open at a post: people queueing, deferred verifications, separation flags."""
    return (
        len(crossings.queue_of(post)),
        len(crossings.open_verifications(post)),
        people.count_open_flags(post),
    )


def _set_up(acting: Acting, posts: Sequence[Post], today: date) -> None:
    act = Act(id=acting.id_of("act", "set up"), actor=SYSTEM_ACTOR, purpose="administration", place="node")
    opening = [
        OpenPost(post=acting.id_of("post", post.code), name=post.name, letter=post.letter, zone=post.zone,
                 type=post.type, area=post.area, home_state=post.home_state)
        for post in posts
    ]  # fmt: skip
    submit(act, *opening, *_users(acting, posts), FOCAL_POINT)
    submit(msgspec.structs.replace(act, id=acting.id_of("act", "directory")), *directory(acting, today))
    assessing(acting, _signing(acting))
    submit(msgspec.structs.replace(act, id=acting.id_of("act", "agreements")), *agreeing(acting))
    tried = gazetteers.try_out(gazetteer(), version="1", source="Safeconduct, fictional", by=SYSTEM_ACTOR)
    gazetteers.take_up(one.id for one in tried)


def _users(acting: Acting, posts: Sequence[Post]) -> Iterator[CreateUser]:
    for post in posts:
        for user in (*post.officers, post.supervisor):
            role = BORDER_OFFICER if user.role == "border_officer" else POST_SUPERVISOR
            yield _user(acting, user.login, user.name, role, (acting.id_of("post", post.code),))
    for login, name, role in OTHERS:
        yield _user(acting, login, name, role, ())


def _user(acting: Acting, login: str, name: str, role: str, posts: tuple[str, ...]) -> CreateUser:
    return CreateUser(
        user=acting.id_of("user", login), login=login, display_name=name, roles=(role,), posts=posts,
        passphrase=make_verifier(PASSPHRASE, cost=LIGHT),
    )  # fmt: skip


class _AtItsTime(list[Waiting]):
    """Acts of one commit; the clock goes with them as they are taken up."""

    def __init__(self, clock: SimulatedClock, steps: Sequence[Step]) -> None:
        super().__init__(Waiting(_having_seen(step), step.commands) for step in steps)
        self._clock, self._moments = clock, [step.at for step in steps]

    def __iter__(self) -> Iterator[Waiting]:
        for moment, waiting in zip(self._moments, super().__iter__(), strict=True):
            self._clock.move_to(moment)
            yield waiting


def _having_seen(step: Step) -> Act:
    if not step.known:
        return step.act
    return msgspec.structs.replace(step.act, seen={subject: crossings.seen_of(subject) for subject in step.known})


def _carry_out(node: OpenNode, clock: SimulatedClock, steps: Iterable[Step], say: Say) -> None:
    day, acts = "", 0
    for batch in _batches(steps):
        waiting = _AtItsTime(clock, batch)
        commit_together(node.ledger, waiting)
        for one in waiting:
            one.answer.result()
        react()
        acts += len(batch)
        if batch[-1].at.date().isoformat() != day:
            day = batch[-1].at.date().isoformat()
            say(f"  {day}: {acts:,} acts")


def _batches(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Sixteen at most, and none that follows on another of its batch: an officer sees what was committed."""
    batch: list[Step] = []
    touched: set[str] = set()
    for step in steps:
        if len(batch) == TOGETHER or touched & (step.known | step.after):
            yield batch
            batch, touched = [], set()
        batch.append(step)
        touched |= step.subjects
    if batch:
        yield batch
