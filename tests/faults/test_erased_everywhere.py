"""Some forty words are planted through doors and pages for one person; after the erasure none is left to be found.

Looked through: every page of the database and of its log with the key, every table, every body that any key opens, the
files beside it, the temporary folder, what was logged, and a backup made afterwards. Each word is found before.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.faults.everywhere import everywhere
from tests.faults.programs import command_line, tell
from tests.faults.workload import PASSPHRASE

pytestmark = [pytest.mark.fault, pytest.mark.slow]
HERE = "tests.faults.test_erased_everywhere"
GIVEN, FAMILY, NATIVE = "Qarvelinda", "Zumbrowicz", "قرفليندا"
NAME = f"{GIVEN} {FAMILY}"
PICTURE = b"picture of qvphoto one of a kind"
WORDS = {  # where it is typed: what
    "given": GIVEN, "family": FAMILY, "native": NATIVE, "birth": "qvborn", "origin": "Qvorigin mill",
    "destination": "Qvdestination yard", "contact": "+373 555 9127 741", "passport": "QVP7719043",
    "card": "QVC5520817", "given again": "Qarvelina", "why corrected": "qvcorrected by ear",
    "why withdrawn": "qvwithdrawn twice", "why voided": "qvvoided in error", "group note": "qvnote limps",
    "group origin": "Qvgroup origin", "group destination": "Qvgroup destination", "why group": "qvgroup reason",
    "why group void": "qvgroup void", "moved": "qvmoved with her aunt", "why crossing": "qvcrossing reason",
    "why crossing again": "qvcrossing second", "wait place": "Qvhall nine", "check place": "Qvtown hall",
    "remark": "qvremark by phone", "plate": "QVK 4471", "driver contact": "+373 555 8128 002",
    "vehicle destination": "Qvport", "why vehicle": "qvvehicle reason", "shift": "qvshift remark",
    "draft": "qvdraft typed", "other draft": "qvhalf typed", "import": "Qvimported", "hold": "qvhold file 41",
    "lift": "qvlift settled", "proposed": "qvrelease proposed", "confirmed": "qvrelease confirmed",
    "other crossing": "qvother reason", "photo": PICTURE.decode(),
}  # fmt: skip


def story(folder: Path, temporary: str, log: str) -> None:
    """Plant, look, erase, look again; prints what was found where, before and after."""
    import logging
    import tempfile

    tempfile.tempdir = temporary
    os.environ["SQLITE_TMPDIR"] = temporary
    logging.basicConfig(filename=log, level=logging.DEBUG, force=True)
    from safeconduct.foundation.nodes.backup import back_up
    from tests.faults import workload

    workload.make(folder)
    node = workload.opened(folder)
    planting = Planting()
    planting.plant()
    before = look(folder, planting.keys)
    number = planting.erase()
    after = look(folder, [*planting.keys, number])
    back_up(node, folder.parent / "backups", now=node.ledger.clock.now())
    from safeconduct.foundation.journal.verify import verify

    said = {"before": before, "after": after, "sound": [str(one) for one in verify(node.ledger).findings]}
    print(json.dumps({**said, "further": [*planting.keys, number]}))
    node.close()


def looked_at(folder: Path, *further: str) -> None:
    """A node that was restored from the backup."""
    from tests.faults import workload

    node = workload.opened(folder)
    print(json.dumps(look(folder, list(further))))
    node.close()


class Planting:
    """The doors and pages through which the words go in, and the way out. `keys` are the wrapped keys to be gone."""

    def __init__(self) -> None:
        from safeconduct.entrypoints import wiring
        from safeconduct.foundation.access.commands import CreateUser
        from safeconduct.foundation.dispatch import submit
        from safeconduct.kernel.acts import Act
        from safeconduct.kernel.ids import derived_id, new_id

        wiring.wire()
        self.new_id, self.post = new_id, derived_id("post")
        self.person, self.other = new_id(), new_id()
        self.group, self.second = new_id(), new_id()
        self.keys: list[str] = []
        setting_up = Act(id=new_id(), actor="system", purpose="administration", place="node")
        people = [("samira", "post_supervisor"), ("tomas", "post_supervisor")]
        submit(
            setting_up,
            *(
                CreateUser(user=derived_id(name), login=name, display_name=name.title(), roles=(role,))
                for name, role in people
            ),
        )

    def submit(self, *commands: Any, who: str = "bilal", sees: tuple[str, ...] = ()) -> None:
        """One act at the post, on pages drawn just now."""
        from safeconduct.foundation.dispatch import submit
        from safeconduct.foundation.journal.seen import seen_of
        from safeconduct.kernel.acts import Act
        from safeconduct.kernel.ids import derived_id

        seen = {subject: seen_of(subject) for subject in sees}
        act = Act(id=self.new_id(), actor=derived_id(who), purpose="border_control", place=self.post, seen=seen)
        submit(act, *commands)

    def page(self, who: str) -> Any:
        """A browser of one of them, at the post."""
        from django.test import Client

        from safeconduct.foundation.access.sessions import POST, USER
        from safeconduct.kernel.ids import derived_id

        client = Client()
        session = client.session
        session[USER], session[POST] = derived_id(who), self.post
        session.save()
        return client

    def plant(self) -> None:
        """Every word once."""
        self._register()
        self._cross()
        self._correct()
        self._drive_and_hand_over()
        self._leave_behind()
        self._hold_and_release()

    def _register(self) -> None:
        from safeconduct.domains.people import commands as ask

        self.submit(
            ask.RegisterGroup(group=self.group, level=2, size=2, note=WORDS["group note"]),
            ask.RegisterPerson(
                person=self.person, level=3, group=self.group, given_names=GIVEN, family_name=FAMILY,
                name_native=NATIVE, origin=WORDS["origin"], destination=WORDS["destination"],
                onward_contact=WORDS["contact"],
                birth=ask.BirthDateGiven(kind="age", age=9, as_of="2026-03-04", original=WORDS["birth"]),
                documents=(ask.DocumentGiven(id=self.new_id(), type="passport", number=WORDS["passport"]),),
            ),
            ask.RegisterPerson(
                person=self.other, level=2, group=self.group, given_names="Omar", family_name="Said",
                birth=ask.BirthDateGiven(kind="age", age=40, as_of="2026-03-04"),
            ),
        )  # fmt: skip
        card = self.new_id()
        self.submit(ask.AddDocument(person=self.person, document=ask.DocumentGiven(
            id=card, type="identity_card", number=WORDS["card"])))  # fmt: skip
        self.submit(ask.WithdrawDocument(person=self.person, document=card, reason=WORDS["why withdrawn"]))
        jpeg = bytes.fromhex("ffd8ffe0") + PICTURE + bytes.fromhex("ffd9")
        self.submit(ask.TakePhoto(person=self.person, jpeg=jpeg))

    def _cross(self) -> None:
        from datetime import timedelta

        from safeconduct.domains.crossings import commands as ask
        from safeconduct.foundation.journal.ledger import ledger

        self.alone, self.shared, self.theirs = self.new_id(), self.new_id(), self.new_id()
        base = {"post": self.post, "direction": "entry", "level": 2}
        self.submit(ask.RecordCrossing(crossing=self.alone, persons=(self.person,), **base))
        together = (self.person, self.other)
        self.submit(ask.RecordCrossing(crossing=self.shared, persons=together, number=2, group=self.group, **base))
        self.submit(ask.RecordCrossing(crossing=self.theirs, persons=(self.other,), **base))
        soon = ledger().clock.now() + timedelta(hours=1)
        wait = ask.Decide(
            crossing=self.shared, decision="wait", place=WORDS["wait place"], reason="post_full", next_time=soon
        )
        self.submit(wait, sees=(self.shared,))
        later = soon + timedelta(days=1)
        defer = ask.Decide(crossing=self.shared, decision="admit_deferred", place=WORDS["check place"], deadline=later)
        self.submit(defer, sees=(self.shared,))
        done = ask.CompleteVerification(crossing=self.shared, outcome="verified", remark=WORDS["remark"])
        self.submit(done, sees=(self.shared,))

    def _correct(self) -> None:
        from safeconduct.domains.crossings import commands as crossing
        from safeconduct.domains.people import commands as ask

        change = ask.CorrectPerson(
            person=self.person, changes={"given_names": WORDS["given again"]}, reason=WORDS["why corrected"]
        )
        self.submit(change, sees=(self.person,))
        again = ask.CorrectPerson(person=self.person, changes={"given_names": GIVEN}, reason="as before")
        self.submit(again, sees=(self.person,))
        self.submit(ask.VoidPerson(person=self.person, reason=WORDS["why voided"]), sees=(self.person,))
        self.submit(ask.RestorePerson(person=self.person), sees=(self.person,))
        self.submit(
            ask.CorrectGroup(group=self.group, changes={"transport": "bus"}, reason=WORDS["why group"]),
            sees=(self.group,),
        )
        self.submit(ask.VoidGroup(group=self.group, reason=WORDS["why group void"]), sees=(self.group,))
        self.submit(ask.RestoreGroup(group=self.group), sees=(self.group,))
        for name, reason in ((self.alone, "why crossing"), (self.shared, "why crossing again")):
            self.submit(
                crossing.CorrectCrossing(crossing=name, changes={"level": 3}, reason=WORDS[reason]), sees=(name,)
            )
        said = f"{WORDS['other crossing']} with {NAME}"
        self.submit(
            crossing.CorrectCrossing(crossing=self.theirs, changes={"level": 3}, reason=said), sees=(self.theirs,)
        )

    def _drive_and_hand_over(self) -> None:
        from safeconduct.domains.crossings import commands as ask

        vehicle, shift = self.new_id(), self.new_id()
        self.submit(
            ask.RecordVehicle(
                vehicle=vehicle, post=self.post, kind="car", plate=WORDS["plate"], driver_name=NAME,
                driver_contact=WORDS["driver contact"], destination=WORDS["vehicle destination"],
            )
        )  # fmt: skip
        change = ask.CorrectVehicle(vehicle=vehicle, changes={"seats": 4}, reason=WORDS["why vehicle"])
        self.submit(change, sees=(vehicle,))
        self.submit(ask.OpenShift(shift=shift, post=self.post), who="samira")
        remarks = f"{WORDS['shift']}: {NAME} waits"
        end = {"open_queue": 1, "open_verifications": 0, "open_flags": 0}
        from safeconduct.kernel.ids import derived_id

        self.submit(ask.HandOverShift(shift=shift, to=derived_id("tomas"), remarks=remarks, **end), who="samira")

    def _leave_behind(self) -> None:
        """Drafts, a file that waits, a search, what the form keeps for the next group."""
        from datetime import timedelta

        from django.core.files.uploadedfile import SimpleUploadedFile

        from safeconduct.foundation.access import drafts
        from safeconduct.foundation.journal.ledger import ledger
        from safeconduct.kernel.ids import derived_id

        bilal, samira = self.page("bilal"), self.page("samira")
        bilal.post("/drafts/", {"name": "group", "content": json.dumps({"note": [f"{WORDS['draft']} {NAME}"]})})
        typed = json.dumps({"given_names": [GIVEN], "family_name": [FAMILY], "remark": [WORDS["other draft"]]})
        drafts.save(derived_id("bilal"), f"member-{self.group}", typed)
        answer = bilal.post("/post/find/", {"q": NAME})
        assert answer.status_code == 200
        bilal.get(f"/post/member/{self.person}/")
        day = (ledger().clock.now() - timedelta(days=1)).date().isoformat()
        head = "group,arrived_on,arrived_at,direction,size,given_names,family_name,sex,born"
        line = f"1,{day},10:15,entry,1,{GIVEN},{WORDS['import']},F,1990"
        file = SimpleUploadedFile("people.csv", f"{head}\n{line}\n".encode())
        tried = samira.post("/post/files/import/", {"kind": "registration", "file": file})
        assert "No mistakes were found" in tried.content.decode()

    def _hold_and_release(self) -> None:
        from datetime import timedelta

        from safeconduct.domains.people import commands as ask
        from safeconduct.domains.people import queries
        from safeconduct.foundation.journal.ledger import ledger

        places = {"origin": WORDS["group origin"], "destination": WORDS["group destination"]}
        self.submit(ask.RegisterGroup(group=self.second, level=2, size=1, **places))
        self.submit(
            ask.MovePerson(person=self.person, from_group=self.group, to_group=self.second, relation="",
                           reason="care_arranged", explanation=WORDS["moved"]),
            sees=(self.person, self.group),
        )  # fmt: skip
        (flag,) = queries.flags_of(self.person)
        propose = ask.ProposeSeparationRelease(person=self.person, flag=flag.id, reason=WORDS["proposed"])
        self.submit(propose, who="samira", sees=(self.person,))
        confirm = ask.ConfirmSeparationRelease(person=self.person, flag=flag.id, reason=WORDS["confirmed"])
        self.submit(confirm, who="tomas", sees=(self.person,))
        review = (ledger().clock.now() + timedelta(days=30)).date().isoformat()
        place = ask.PlaceLegalHold(person=self.person, basis="claim", reason=WORDS["hold"], review_on=review)
        self.submit(place, who="samira")
        (hold,) = queries.holds_of(self.person)
        self.submit(ask.LiftLegalHold(person=self.person, hold=hold.id, reason=WORDS["lift"]), who="tomas")
        self.keys = [key_of(subject) for subject in (self.person, self.second, self.alone)]

    def erase(self) -> str:
        """By the page of the supervisor. Returns the token that led to the person."""
        samira = self.page("samira")
        url = f"/post/member/{self.person}/erase/"
        from safeconduct.desks.border_post.erasing import number_of
        from safeconduct.domains.crossings import queries as crossings

        token = crossings.crossing(self.alone).token
        form = {"command_id": self.new_id(), "seen": "{}", "step": "erase", "reason": "person_asked"}
        answer = samira.post(url, {**form, "typed": number_of(self.person)})
        assert answer.status_code == 302, answer.content.decode()[:3000]
        page = samira.get(answer["Location"]).content.decode()
        assert "log not yet empty" not in page
        assert samira.get(f"/post/member/{self.person}/erased.pdf").status_code == 200
        return token


def key_of(subject: str) -> str:
    """The wrapped key of a subject, as letters that stand in no text."""
    from safeconduct.foundation.journal.statements import first

    row = first("SELECT wrapped FROM journal_subject_key WHERE subject = %s", [subject])
    return bytes(row[0]).hex() if row else "none"


def look(folder: Path, further: list[str]) -> dict[str, list[str]]:
    """What is found, by where: the pages of the file and of its log, every table, every body that opens."""
    return {place: found(content, further) for place, content in everywhere(folder).items()}


def found(content: bytes, further: list[str]) -> list[str]:
    """Which of the words stand in it, whatever the capitals; keys and tokens too."""
    low = content.lower()
    names = [name for name, word in WORDS.items() if _forms(word) & {form for form in _forms(word) if form in low}]
    hexed = content.hex() if any(len(one) > 60 for one in further) else ""
    return names + [one for one in further if one != "none" and (one in hexed or one.encode() in content)]


def _forms(word: str) -> set[bytes]:
    bare = "".join(sign for sign in word if sign.isalnum())
    return {word.lower().encode(), bare.lower().encode(), json.dumps(word.lower()).strip('"').encode()}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """What the story found, and the folder in which it happened."""
    folder = tmp_path_factory.mktemp("erased")
    (folder / "tmp").mkdir()
    said = tell(f"{HERE}:story", folder / "node", str(folder / "tmp"), str(folder / "node.log"), timeout=300)
    return json.loads(said.strip().splitlines()[-1]), folder


@pytest.fixture(scope="module")
def restored(told: tuple[dict[str, Any], Path]) -> dict[str, Any]:
    """What is found in a node made from the backup, opened with every key that the backup holds."""
    said, folder = told
    (journal,) = (folder / "backups").glob("*.journal.scb")
    done = command_line(folder / "again", "restore", "--from", str(journal), passphrase=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    again = tell(f"{HERE}:looked_at", folder / "again", *said["further"], timeout=300)
    return json.loads(again.strip().splitlines()[-1])


def test_every_word_was_there_before(told):
    before = told[0]["before"]
    everywhere = {name for names in before.values() for name in names}
    assert len(WORDS) >= 30
    assert sorted(set(WORDS) - everywhere) == []
    assert len(everywhere - set(WORDS)) == 3  # the wrapped keys


@pytest.mark.parametrize("place", ["pages", "log", "tables", "bodies"])
def test_none_of_it_is_left(told, place):
    assert told[0]["after"][place] == []


@pytest.mark.parametrize("place", ["pages", "log", "tables", "bodies"])
def test_none_of_it_comes_back_from_a_backup_made_afterwards(restored, place):
    assert restored[place] == []


def test_the_journal_is_sound_afterwards(told):
    assert told[0]["sound"] == []


def test_no_file_beside_the_database_and_nothing_that_was_logged_holds_any(told):
    folder = told[1]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert folder / "node.log" in files
    for path in files:
        assert found(path.read_bytes(), []) == [], path.name
