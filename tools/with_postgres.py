"""Run a command beside a PostgreSQL of its own: made in a temporary folder, reached by a socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def newest_programs() -> Path:
    """The folder with initdb and pg_ctl."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not found:
        sys.exit("PostgreSQL is missing: install the Debian package postgresql")
    return found[-1]


def main(command: list[str]) -> int:
    """Start, run, stop. Returns the command's exit code."""
    programs = newest_programs()
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-postgres-"))
    # PostgreSQL refuses to run as root: the Debian package's own user runs it then.
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o755)

    def run(*arguments: str) -> None:
        subprocess.run(
            arguments, check=True, stdout=subprocess.DEVNULL, user=account.pw_uid if account else None,
            group=account.pw_gid if account else None, cwd=folder,
        )  # fmt: skip

    data = str(folder / "data")
    try:
        run(str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "safeconduct", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {folder} -c listen_addresses='' -c fsync=on -c max_connections=60"
        run(str(programs / "pg_ctl"), "-D", data, "-o", options, "-w", "-l", str(folder / "log"), "start")
        try:
            where = f"postgresql://safeconduct@{str(folder).replace('/', '%2F')}/postgres"
            environment = {**os.environ, "SAFECONDUCT_DATABASE": where}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
