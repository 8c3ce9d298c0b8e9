"""Run a command beside a PostgreSQL of its own: made in a temporary folder, reached by a socket, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Cluster:
    """A PostgreSQL in a folder; `url` is what SAFECONDUCT_DATABASE takes."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder, self._data = programs, folder, str(folder / "data")
        # PostgreSQL refuses to run as root: the Debian package's own user runs it then.
        self._account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self._account:
            os.chown(folder, self._account.pw_uid, self._account.pw_gid)
            folder.chmod(0o755)
        self.url = f"postgresql://safeconduct@{str(folder).replace('/', '%2F')}/postgres"
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "safeconduct", "-E", "UTF8", "--locale=C.UTF-8")

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-k {self._folder} -c listen_addresses='' -c fsync=on -c max_connections=60"
        self._run("pg_ctl", "-D", self._data, "-o", options, "-w", "-l", str(self._folder / "log"), "start")

    def stop(self) -> None:
        """Stop at once."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill the postmaster with -9, and wait until its children have followed it."""
        postmaster = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        children = [int(pid) for pid in _children(postmaster)]
        os.kill(postmaster, signal.SIGKILL)
        while any(Path(f"/proc/{pid}").exists() and not _is_zombie(pid) for pid in children):
            time.sleep(0.02)
        # Where nobody reaps the dead, their numbers look alive to the next start.
        for name in ("data/postmaster.pid", ".s.PGSQL.5432.lock"):
            (self._folder / name).unlink(missing_ok=True)

    def _run(self, program: str, *arguments: str) -> None:
        account = self._account
        subprocess.run(
            [str(self._programs / program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd=self._folder,
            user=account.pw_uid if account else None, group=account.pw_gid if account else None,
        )  # fmt: skip


def _children(parent: int) -> list[str]:
    return Path(f"/proc/{parent}/task/{parent}/children").read_text().split()


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except OSError:
        return True


def newest_programs() -> Path:
    """The folder with initdb and pg_ctl."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not found:
        sys.exit("PostgreSQL is missing: install the Debian package postgresql")
    return found[-1]


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running PostgreSQL, for as long as the block lasts."""
    programs = newest_programs()
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-postgres-"))
    try:
        made = Cluster(programs, folder)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Start, run, stop. Returns the command's exit code."""
    with cluster() as made:
        environment = {**os.environ, "SAFECONDUCT_DATABASE": made.url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
