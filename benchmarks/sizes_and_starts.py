"""Weights of pages, shell and installation, cold start, a fresh machine's first registration, and the slip.

python -m benchmarks.sizes_and_starts
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import served
from benchmarks.figures import QUICK, Figure, most, report
from benchmarks.processes import ROOT, run, say

SHELL_KB, PAGE_KB, FRESH_SECONDS, INSTALLED_MB = 120, 60, 120, 250
NOT_OURS = ("pip", "setuptools", "pkg_resources", "_distutils_hack")  # what `python -m venv` puts there
PAGES = ("/post/register/", "/post/headcount/", "/post/queue/", "/post/today/")
FORM = {"size": 5, "given_names": "Amina", "family_name": "Haddad", "nationality": "UKR", "language": "uk",
        "transport": "car", "direction": "entry", "then": "members"}  # fmt: skip


def measure() -> list[Figure]:
    """All of them on one node; fresh machine and installation in full runs only, since they install anew."""
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-bench-"))
    try:
        run("benchmarks.sizes_and_starts", "make", str(folder))
        begun = time.perf_counter()
        with served.serving(folder) as port:
            served.Desk(port).get("/sign-in/")
            cold = time.perf_counter() - begun
            desk = served.Desk(port)
            desk.sign_in("desk0")
            figures = [Figure("cold start to the first page", cold, "s", "", "<= 3", most(cold, 3)), *_weights(desk)]
            figures += [_slip(desk)]
        return figures if QUICK else [*figures, _fresh_machine(), _installed()]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _weights(desk: served.Desk) -> list[Figure]:
    found = []
    shell: set[str] = set()
    for path in PAGES:
        page = desk.get(path)
        weight = _gzipped(page.encode())
        found.append(Figure(f"page {path}", weight, "kB gzipped", "peer applications: megabytes", f"<= {PAGE_KB}",
                            most(weight, PAGE_KB)))  # fmt: skip
        shell |= set(re.findall(r'(?:src|href)="(/static/[^"?]+)"', page))
    weight = sum(_gzipped(desk.get(path).encode()) for path in sorted(shell) if path.endswith((".js", ".css")))
    found.append(Figure("scripts and styles of these pages together", weight, "kB gzipped", "", f"<= {SHELL_KB}",
                        most(weight, SHELL_KB)))  # fmt: skip
    return found


def _gzipped(data: bytes) -> float:
    return len(gzip.compress(data, 6)) / 1000


def _slip(desk: served.Desk) -> Figure:
    desk.get("/post/register/")
    page = desk.get(desk.post("/post/register/", FORM))
    found = re.search(r"/post/crossing/[0-9a-f]{32}/", page)
    if found is None:
        raise SystemExit("the group's page names no crossing")
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        desk.get(found[0] + "slip.pdf")
        took.append((time.perf_counter() - begun) * 1000)
    return Figure("slip as PDF, set anew each time", sorted(took)[2], "ms")


def _fresh_machine() -> Figure:
    """`make demo` in a clone, until a person is registered; packages come from the local cache."""
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-fresh-"))
    begun = time.perf_counter()
    try:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder / "clone")], check=True)
        environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
        subprocess.run(["make", ".venv/core.ready"], cwd=folder / "clone", env=environment, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        program = folder / "clone" / ".venv" / "bin" / "python"
        code = "from benchmarks.sizes_and_starts import first_registration; first_registration()"
        subprocess.run([str(program), "-c", code], cwd=folder / "clone", env=environment, check=True)
        seconds = time.perf_counter() - begun
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Figure("fresh machine to the first registration", seconds, "s", "peers: tens of minutes, 4 to 13 containers",
                  f"<= {FRESH_SECONDS}", most(seconds, FRESH_SECONDS))  # fmt: skip


def _installed() -> Figure:
    """What a post has on its disk: locked packages and our wheel, with bytecode, in an environment of its own."""
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-installed-"))
    try:
        building, post = _environment(folder / "building"), _environment(folder / "post")
        locked = ["--require-hashes", "--no-deps", "-r"]
        _pip(building, "install", *locked, "requirements/build.txt")
        _pip(building, "wheel", "--no-build-isolation", "--no-deps", "-w", str(folder), str(ROOT))
        _pip(post, "install", *locked, "requirements/core.txt")
        _pip(post, "install", "--no-deps", *map(str, folder.glob("*.whl")))
        (packages,) = post.glob("lib/*/site-packages")
        size = sum(_on_disk(one) for one in packages.iterdir() if not one.name.startswith(NOT_OURS))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Figure("core install with bytecode, without pip", size, "MiB", "", f"<= {INSTALLED_MB}",
                  most(size, INSTALLED_MB))  # fmt: skip


def _environment(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return folder


def _pip(environment: Path, *words: str) -> None:
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    command = [str(environment / "bin" / "python"), "-m", "pip", "-q", *words]
    subprocess.run(command, cwd=ROOT, env=quiet, check=True, stdout=subprocess.DEVNULL)


def _on_disk(path: Path) -> float:
    """MiB of the blocks of 4 KiB that files and folders take, as `du` counts them on an ordinary disk."""
    files = (0 if one.is_dir() else one.lstat().st_size for one in (path, *path.rglob("*")))
    return sum(max(1, -(-size // 4096)) for size in files) / 256


def first_registration() -> None:
    """A new node, served, and one group registered on its page."""
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-bench-"))
    try:
        run("benchmarks.sizes_and_starts", "make", str(folder))
        with served.serving(folder) as port:
            desk = served.Desk(port)
            desk.sign_in("desk0")
            desk.get("/post/register/")
            desk.post("/post/register/", FORM)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        served.make(Path(sys.argv[2]), 1)
        say()
    else:
        report(measure)
