"""Two hundred people point at something private at a post; whoever takes the post's disk and knows its passphrase
learns nothing of it.

Looked through: every page of the database and of its log with the key, every table, every body that any key of the
post opens, the temporary folder, what was logged at its most talkative, and a node restored from a backup. The
agency's keys, which were never there, open all two hundred. Beside each of them somebody pointed at nothing: what
lies there of the two is the same in number and length.
"""

import base64
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.faults.everywhere import everywhere
from tests.faults.programs import command_line, tell
from tests.faults.workload import PASSPHRASE

pytestmark = [pytest.mark.fault, pytest.mark.slow]
HERE = "tests.faults.test_planted_cases"
CASES = 200
COMPARTMENTS = ("protection", "child_protection", "gbv", "health", "legal")
PRIVATE = ("lost_family", "afraid_return", "papers_debt_work", "not_safe_with", "no_safe_place")
CUES = ("spoken_for", "papers_held", "child_not_theirs")
WORDS = (*PRIVATE, *CUES)


def story(folder: Path, temporary: str, log: str) -> None:
    """Register, ask, look everywhere, open with the agency's keys; prints what was found."""
    import logging
    import tempfile

    tempfile.tempdir = temporary
    os.environ["SQLITE_TMPDIR"] = temporary
    logging.basicConfig(filename=log, level=logging.DEBUG, force=True)
    logging.getLogger("django").setLevel(logging.DEBUG)
    from django.db import connection

    from safeconduct.foundation.nodes.backup import back_up
    from tests.faults import workload

    workload.make(folder)
    node = workload.opened(folder)
    connection.force_debug_cursor = True  # every statement with its values goes into the log
    agency = _furnish()
    at_first = _found(folder)
    planted, others = _ask()
    said = {
        "at first": at_first,
        "left": _found(folder),
        "tracks": [_tracks(planted), _tracks(others)],
        "opened": _opened_by(agency),
        "open here": _opened_here(),
    }
    back_up(node, folder.parent / "backups", now=node.ledger.clock.now())
    print(json.dumps(said))
    node.close()


def looked_at(folder: Path) -> None:
    """A node that was restored from the backup."""
    from tests.faults import workload

    node = workload.opened(folder)
    print(json.dumps({**_found(folder), "open here": _opened_here()}))
    node.close()


def _furnish() -> dict[str, bytes]:
    """Compartments whose private keys, which are returned, the post never sees."""
    from safeconduct.entrypoints import wiring
    from safeconduct.foundation.compartments.commands import RegisterCompartment
    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.vault.compartments import new_compartment_keys
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    wiring.wire()
    agency = {}
    for code in COMPARTMENTS:
        agency[code], public = new_compartment_keys()
        act = Act(id=new_id(), actor="system", purpose="administration", place="node")
        submit(act, RegisterCompartment(compartment=code, agency="shelter", public=public))
    return agency


def _ask() -> tuple[list[str], list[str]]:
    """Pairs of people, both asked by the card, one pointing at something. Returns the acts of the two kinds."""
    from safeconduct.domains.screening.rules import screening_of
    from safeconduct.foundation.dispatch import submit
    from safeconduct.kernel.ids import new_id
    from tests.faults.workload import family

    client = _officer()
    acts: tuple[list[str], list[str]] = [], []
    for number in range(CASES):
        act, commands = family()
        submit(act, *commands)
        crossing = next(one for one in commands if hasattr(one, "crossing") and hasattr(one, "persons"))
        address = f"/post/screening/{screening_of(crossing.crossing)}"
        for place, person in enumerate(crossing.persons):
            points = place == number % 2
            form: dict[str, Any] = {"command_id": new_id(), "seen": "{}", "language": "en"}
            if points:
                form["item"] = [PRIVATE[number % len(PRIVATE)], *(["doctor"] if number % 7 == 0 else [])]
            answer = client.post(f"{address}/answer/{person}/", form)
            assert answer.status_code == 302, answer.content[:2000]
            acts[0 if points else 1].append(form["command_id"])
        seen = {"command_id": new_id(), "seen": "{}", "way": "spoken", "place": "second_line"}
        answer = client.post(f"{address}/finish/", {**seen, "cue": [CUES[number % len(CUES)]]})
        assert answer.status_code == 302, answer.content[:2000]
    return acts


def _officer() -> Any:
    from django.test import Client

    from safeconduct.foundation.access.sessions import POST, USER
    from safeconduct.kernel.ids import derived_id

    client = Client()
    session = client.session
    session[USER], session[POST] = derived_id("bilal"), derived_id("post")
    session.save()
    return client


def _found(folder: Path) -> dict[str, list[str]]:
    """Which of the words stand where, plainly or as the bytes of base64 or hex."""
    return {place: _words_in(content) for place, content in everywhere(folder).items()}


def _words_in(content: bytes) -> list[str]:
    return [word for word in WORDS if any(form in content for form in _forms(word))]


def _forms(word: str) -> list[bytes]:
    raw = word.encode()
    # The middle of a word looks the same in base64 wherever it begins, for one of three beginnings.
    coded = [base64.b64encode(b"\0" * shift + raw)[4:-4] for shift in range(3)]
    return [raw, raw.hex().encode(), *coded]


def _tracks(acts: list[str]) -> list[list[Any]]:
    """What these acts left: of what type, how long each part is; how often."""
    from safeconduct.foundation.journal.entry import read_header
    from safeconduct.foundation.journal.statements import execute

    found: Counter[tuple[Any, ...]] = Counter()
    for act in acts:
        rows = execute("SELECT header, named, nameless FROM journal_entry WHERE command = %s", [act]).fetchall()
        kinds = sorted(
            (read_header(bytes(header)).type, len(bytes(named or b"")), len(bytes(nameless or b"")))
            for header, named, nameless in rows
        )
        found[tuple(kinds)] += 1
    return sorted([list(map(list, kinds)), number] for kinds, number in found.items())


def _opened_by(agency: dict[str, bytes]) -> dict[str, int]:
    """How many entries of each compartment open for the agency, and how many hold something pointed at or seen."""
    from safeconduct.foundation.compartments.facts import Sealed
    from safeconduct.foundation.compartments.queries import sealed_entries
    from safeconduct.foundation.compartments.sealing import sealing_info
    from safeconduct.foundation.journal.ledger import ledger
    from safeconduct.foundation.journal.reading import held_facts
    from safeconduct.foundation.vault.compartments import open_in_compartment
    from safeconduct.kernel.codec import decode

    counted: Counter[str] = Counter()
    for code, private in agency.items():
        for entry in sealed_entries(code, limit=10 * CASES):
            (fact,) = [one.fact for one in held_facts(ledger().keyring, entry.subject) if isinstance(one.fact, Sealed)]
            info = sealing_info(code, fact.key)
            content = dict(decode(open_in_compartment(private, fact.content, info=info, aad=entry.subject.encode())))
            counted[code] += 1
            counted[f"{code} lengths {len(fact.content)}"] += 1
            counted[f"{code} answers"] += bool(set(content.get("items", ())) & set(PRIVATE))
    return dict(counted)


def _opened_here() -> int:
    """How many sealed entries the post itself opens."""
    from safeconduct.foundation.compartments.queries import sealed_entries
    from safeconduct.foundation.compartments.sealing import open_here
    from safeconduct.kernel.problems import NotFound

    opened = 0
    for code in COMPARTMENTS:
        for entry in sealed_entries(code, limit=20):
            try:
                open_here(entry.subject)
                opened += 1
            except NotFound:
                continue
    return opened


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """What the story found, and the folder in which it happened."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "tmp").mkdir()
    said = tell(f"{HERE}:story", folder / "node", str(folder / "tmp"), str(folder / "node.log"), timeout=400)
    return json.loads(said.strip().splitlines()[-1]), folder


def test_the_agencys_keys_open_every_case(told):
    opened = told[0]["opened"]
    assert opened["protection answers"] == CASES
    assert told[0]["open here"] == 0


@pytest.mark.parametrize("place", ["pages", "log", "tables", "bodies"])
def test_nothing_of_it_lies_in_the_posts_database(told, place):
    assert told[0]["at first"][place] == []
    assert told[0]["left"][place] == []


def test_nothing_of_it_lies_in_a_file_of_the_post(told):
    """Neither in what was logged nor in what was left in a temporary folder, nor anywhere beside the database."""
    folder = told[1]
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert {"node.log", "safeconduct.db"} <= {one.name for one in files}
    assert {one.name: _words_in(one.read_bytes()) for one in files if _words_in(one.read_bytes())} == {}
    assert (folder / "node.log").stat().st_size > 10_000


def test_nothing_of_it_comes_back_from_a_backup(told):
    folder = told[1]
    (journal,) = (folder / "backups").glob("*.journal.scb")
    done = command_line(folder / "again", "restore", "--from", str(journal), passphrase=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    found = json.loads(tell(f"{HERE}:looked_at", folder / "again", timeout=300).strip().splitlines()[-1])
    assert found == {"pages": [], "log": [], "tables": [], "bodies": [], "open here": 0}


def test_number_and_length_of_what_is_sealed_tell_nobody_apart(told):
    with_a_case, without = told[0]["tracks"]
    assert with_a_case == without
    assert sum(number for _, number in with_a_case) == CASES
    lengths = {name for name in told[0]["opened"] if " lengths " in name}
    assert len({name.rpartition(" ")[2] for name in lengths}) == 1
    # Child protection hears of arrivals besides, whatever was pointed at.
    assert len({told[0]["opened"][code] for code in COMPARTMENTS if code != "child_protection"}) == 1
