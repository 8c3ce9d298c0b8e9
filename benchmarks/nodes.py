"""The node that is measured: a post, an officer, and families of five that differ from each other."""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

OPENER, PASSPHRASE = "Bench", "only for measuring"
START = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
FAMILIES_A_DAY = 2000  # of one post; the token of a day is asked for at each crossing
ENTRIES, PERSONS = 7, 5

GIVEN = ("Amina", "Layla", "Omar", "Yusuf", "Oksana", "Ivan", "Mariam", "Hassan", "Olena", "Taras", "Grace", "Moussa")
NATIVE = ("أمينة", "ليلى", "عمر", "يوسف", "Оксана", "Іван", "مريم", "حسن", "Олена", "Тарас", "Grace", "Moussa")
FAMILY = ("Haddad", "Khoury", "Mansour", "Kovalenko", "Bondarchuk", "Diallo", "Keita", "Popescu", "Saleh", "Melnyk")
FAMILY_NATIVE = ("حداد", "خوري", "منصور", "Коваленко", "Бондарчук", "Diallo", "Keita", "Popescu", "صالح", "Мельник")
RELATIONS = ("focal_point", "spouse", "son", "daughter", "son")


@contextmanager
def node(*, simulated: bool = True) -> Iterator[Any]:
    """An open node in a folder of its own, with its post and its officer; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-bench-", dir=os.environ.get("SAFECONDUCT_BENCH_DIR")))
    try:
        with node_in(folder, simulated=simulated) as opened:
            yield opened
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def node_in(folder: Path, *, simulated: bool = True, furnished: bool = True) -> Iterator[Any]:
    """An open node in this folder; made where there is none, and furnished with a post and an officer."""
    prepare(folder)
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import make_node, open_node
    from safeconduct.kernel.clock import SimulatedClock

    home, is_new = Home(folder), not Home(folder).exists()
    if is_new:
        make_node(home, name="Bench", openers=[(OPENER, PASSPHRASE), ("Second", PASSPHRASE)], training=True)
    clock = SimulatedClock(START) if simulated else None
    opened = open_node(home, opener=OPENER, passphrase=PASSPHRASE, writing=True, clock=clock)
    try:
        if is_new and furnished:
            set_up()
        yield opened
    finally:
        opened.close()


def prepare(folder: Path) -> None:
    """Load Django for the node in this folder; before anything else of the project is imported."""
    os.environ["SAFECONDUCT_HOME"] = str(folder)
    from safeconduct.entrypoints.server import prepare as load

    load()


def set_up() -> None:
    """The post and the officer, through their doors."""
    from safeconduct.foundation.access.commands import CreateUser
    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.places.commands import OpenPost
    from safeconduct.kernel.acts import Act

    submit(
        Act(id=_id("set up"), actor="system", purpose="administration", place="node"),
        OpenPost(post=_id("post"), name="Kadar Bridge", letter="B", zone="Europe/Chisinau", type="road"),
        CreateUser(user=_id("bilal"), login="bilal", display_name="Bilal", roles=("border_officer",)),
    )


def family(number: int, *, moment: datetime | None = None) -> tuple[Any, tuple[Any, ...]]:
    """One act of seven commands, so seven entries: five persons with names in two scripts and a passport each,
    their group, and its crossing with a token."""
    from safeconduct.domains.crossings.commands import RecordCrossing
    from safeconduct.domains.people.commands import BirthDateGiven, DocumentGiven, RegisterGroup, RegisterPerson
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    drawn = random.Random(number)
    group, people = new_id(), [new_id() for _ in range(PERSONS)]
    surname = drawn.randrange(len(FAMILY))
    commands: list[Any] = []
    for place, person in enumerate(people):
        given = drawn.randrange(len(GIVEN))
        year = drawn.randint(1960, 1998) if place < 2 else drawn.randint(2010, 2024)
        commands.append(
            RegisterPerson(
                person=person, level=2, group=group, relation=RELATIONS[place], given_names=GIVEN[given],
                family_name=FAMILY[surname], name_native=f"{NATIVE[given]} {FAMILY_NATIVE[surname]}",
                sex="F" if given % 2 else "M", nationality="UKR", language="uk",
                birth=BirthDateGiven(kind="date", year=year, month=drawn.randint(1, 12), day=drawn.randint(1, 28)),
                documents=(
                    DocumentGiven(id=new_id(), type="passport", number=f"FB{number:07d}{place}", issuer="UKR",
                                  expiry="2031-05-01"),
                ),
            )
        )  # fmt: skip
    commands += [
        RegisterGroup(group=group, level=2, size=PERSONS, nationality="UKR", language="uk", origin="UKR",
                      destination="POL", transport="car", focal_person=people[0]),
        RecordCrossing(crossing=new_id(), post=_id("post"), direction="entry", level=2, group=group,
                       persons=tuple(people), number=PERSONS, transport="car", language="uk"),
    ]  # fmt: skip
    act = Act(id=new_id(), actor=_id("bilal"), purpose="border_control", place=_id("post"), happened_at=moment)
    return act, tuple(commands)


def families(start: int, count: int, clock: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Families whose days go on as their numbers do, so that no day grows without end."""
    for number in range(start, start + count):
        day, rest = divmod(number, FAMILIES_A_DAY)
        clock.move_to(START + timedelta(days=day, seconds=20 * rest))
        yield family(number)


def fill(opened: Any, start: int, count: int) -> None:
    """Register that many families, sixteen in a commit."""
    from safeconduct.foundation.dispatch.writer import TOGETHER, Waiting

    batch: list[Any] = []
    for act, commands in families(start, count, opened.ledger.clock):
        batch.append(Waiting(act, commands))
        if len(batch) == TOGETHER:
            _commit(opened, batch)
            batch = []
    if batch:
        _commit(opened, batch)


def _commit(opened: Any, batch: list[Any]) -> None:
    from safeconduct.foundation.dispatch.writer import commit_together

    commit_together(opened.ledger, batch)
    for waiting in batch:
        waiting.answer.result()


def _id(name: str) -> str:
    from safeconduct.kernel.ids import derived_id

    return derived_id("bench", name)
