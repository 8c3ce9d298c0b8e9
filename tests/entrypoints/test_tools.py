"""The tools of the command line, run as a person runs them: what they read, write and say when they cannot."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safeconduct.reporting.report_json import SCHEMA

HOUSE = Path(__file__).parents[2]
PASSPHRASE = "a bridge over quiet water"
FOUND = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from safeconduct.entrypoints.cli.opening import prepare
folder = prepare(Path(sys.argv[1]))
from safeconduct.domains.crossings.commands import CountMovements, ObserveHour
from safeconduct.entrypoints.founding import found_node
from safeconduct.foundation.access.commands import CreateUser
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.nodes.home import Home
from safeconduct.foundation.nodes.opening import open_node
from safeconduct.foundation.places.commands import OpenPost
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id, new_id
home = Home(folder)
found_node(home, name="Kadar", openers=[("Esther", sys.argv[2]), ("Bo", sys.argv[2])], training=True)
node = open_node(home, opener="Esther", passphrase=sys.argv[2], writing=True)
post, officer = derived_id("post", "B"), derived_id("user", "bilal")
submit(Act(id=new_id(), actor="system", purpose="administration", place="node"),
       OpenPost(post=post, name="Kadar Bridge", letter="B", zone="UTC", type="road"),
       CreateUser(user=officer, login="bilal", display_name="Bilal", roles=("border_officer",)))
hour = datetime.now(UTC).replace(hour=1, minute=0, second=0, microsecond=0) - timedelta(days=1)
act = Act(id=new_id(), actor=officer, purpose="border_control", place=post)
submit(act, CountMovements(post=post, hour=hour, direction="entry", sex="F", age_band="18-59", number=40),
       CountMovements(post=post, hour=hour, direction="entry", sex="M", age_band="60+", number=2),
       ObserveHour(post=post, hour=hour, minutes=60))
node.close()
"""


def run(*words: str, given: str = "", home: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(HOUSE / "src")}
    environment["DJANGO_SETTINGS_MODULE"] = "safeconduct.entrypoints.settings"
    if home:
        environment["SAFECONDUCT_HOME"] = str(home)
    environment.pop("SAFECONDUCT_DATABASE", None)
    command = [sys.executable, "-m", "safeconduct.entrypoints.cli", *words]
    return subprocess.run(command, input=given.encode(), capture_output=True, env=environment, timeout=120)


def test_mrz_reads_json_and_keeps_its_order() -> None:
    zone = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
    done = run("tool", "mrz", "-", given=json.dumps([{"lines": zone}, {"lines": ["nothing"]}]))
    first, second = json.loads(done.stdout)
    assert (first["format"], first["fields"]["surname"], first["checks"]["composite"]) == ("TD3", "ERIKSSON", True)
    assert (second["format"], second["valid"]) == (None, False)


def test_suppress_hides_a_small_count_and_its_cover() -> None:
    table = "table,dimension,label,count\nneeds,need,doctor,3\nneeds,need,wheelchair,30\nneeds,need,interpreter,9\n"
    rows = list(csv.DictReader(io.StringIO(run("tool", "suppress", "-", given=table).stdout.decode())))
    assert {row["label"]: row["suppressed"] for row in rows} == {
        "doctor": "yes", "wheelchair": "", "interpreter": "yes", "total": "",
    }  # fmt: skip
    assert all(row["count"] == "" for row in rows if row["suppressed"])


def test_parity_finds_a_difference_and_leaves_small_groups_out() -> None:
    head = "post,month,outcome,ground,group,number,of\n"
    table = head + "".join(f"B,2026-03,second_line,{row}\n" for row in ("sex,F,30,300", "sex,M,90,300", "age,0-4,3,9"))
    rows = list(csv.DictReader(io.StringIO(run("tool", "parity", "-", given=table).stdout.decode())))
    assert [row["finding"] for row in rows] == ["lower", "higher", "suppressed"]
    assert (rows[2]["number"], rows[2]["of"], rows[2]["rate"]) == ("", "", "")


def test_suppress_takes_and_gives_json(tmp_path: Path) -> None:
    table = [{"table": "needs", "dimension": "need", "label": "doctor", "count": 8}]
    done = run(
        "tool", "suppress", "-", "--threshold", "10", "--output", str(tmp_path / "out.json"), given=json.dumps(table)
    )
    assert done.returncode == 0
    assert [row["suppressed"] for row in json.loads((tmp_path / "out.json").read_text())] == ["yes", "yes"]


def test_staffing_plans_each_row_and_says_what_one_may_not_be() -> None:
    table = "post,persons_peak_hour,seconds_per_person\nB,120,60\nR,-4,60\n"
    rows = list(csv.DictReader(io.StringIO(run("tool", "staffing", "-", given=table).stdout.decode())))
    assert (rows[0]["post"], rows[0]["lanes"], rows[0]["officers"]) == ("B", "3", "11")
    assert (rows[1]["lanes"], rows[1]["problem_field"], rows[1]["allowed_from"]) == ("", "persons_peak_hour", "0")


@pytest.mark.parametrize(
    ("words", "given", "sentence"),
    [
        (("mrz", "/no/such/file.json"), "", "There is no file file.json."),
        (("mrz", "-"), "[1]", "must be an object"),
        (("suppress", "-"), "", "It is empty."),
        (("suppress", "-"), "table,dimension,label,count\na,b,c,many\n", "row 1: count must be a whole number"),
        (("suppress", "-"), '{"table": 1}', "must be a list of objects"),
        (("staffing", "-"), "a,b\n1,2,3\n", "Row 1 has more cells"),
        (("report", "B", "4 March"), "", "is not a day"),
        (("report", "B", "2026-03-04", "--output", "day.doc"), "", ".pdf, .xlsx or .json"),
        (("report", "B", "2026-03-04", "--home", "/nowhere"), "", "There is no node"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: tuple[str, ...], given: str, sentence: str) -> None:
    done = run("tool", *words, given=given)
    assert (done.returncode, done.stdout) == (1, b"")
    assert sentence in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node with one post, and 42 movements counted there yesterday."""
    folder = tmp_path_factory.mktemp("node") / "home"
    environment = {**os.environ, "PYTHONPATH": str(HOUSE / "src"), "SAFECONDUCT_HOME": str(folder)}
    environment.pop("SAFECONDUCT_DATABASE", None)
    command = [sys.executable, "-c", FOUND, str(folder), PASSPHRASE]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    (folder.parent / "passphrase").write_text(PASSPHRASE)
    return folder


def report(home: Path, *more: str, post: str = "b", day: str = "") -> subprocess.CompletedProcess[bytes]:
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    opening = ("--home", str(home), "--opener", "Esther", "--passphrase-file", str(home.parent / "passphrase"))
    return run("tool", "report", post, day or yesterday, *opening, *more, home=home)


@pytest.mark.slow
class TestReport:
    """`tool report` on a node of its own."""

    def test_json_has_the_documented_keys(self, home: Path) -> None:
        data = json.loads(report(home).stdout)
        assert (data["schema"], data["audience"]) == (SCHEMA, "internal")
        assert data["movements"]["entry"]["total"] == 42
        assert data["movements"]["entry"]["sex_and_age"] == {"18-59": {"F": 40, "M": 0}, "60+": {"F": 0, "M": 2}}
        assert data["hours"][1] | {"starts": ""} == {
            "starts": "", "entry": 42, "exit": 0, "is_counted": True, "minutes_observed": 60, "remark": "",
        }  # fmt: skip
        documented = (HOUSE / "docs" / "tools.md").read_text()
        assert all(f"`{key}`" in documented for key in data)

    def test_public_json_hides_the_two(self, home: Path) -> None:
        data = json.loads(report(home, "--public", post="Kadar Bridge").stdout)
        assert data["movements"]["entry"]["sex_and_age"]["60+"]["M"] is None
        assert data["movements"]["entry"]["sex_and_age"]["18-59"]["F"] is None
        assert "waits" not in data

    @pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
    def test_page_and_workbook_are_written(self, home: Path, tmp_path: Path, kind: str, begins: bytes) -> None:
        done = report(home, "--output", str(tmp_path / f"day.{kind}"), "--language", "ar")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / f"day.{kind}").read_bytes().startswith(begins)

    def test_unknown_post_and_day_to_come_are_refused(self, home: Path) -> None:
        assert b"There is no post" in report(home, post="Z").stderr
        assert b"has not begun" in report(home, day="2999-01-01").stderr

    def test_public_version_of_today_is_refused(self, home: Path) -> None:
        today = datetime.now(UTC).date().isoformat()
        assert b"once the day is over" in report(home, "--public", day=today).stderr
