"""A throw-away PostgreSQL: `python -m tests.postgres COMMAND …` runs COMMAND on it and removes it after."""

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
from types import FrameType
from typing import Any

from tests.processes import end, following, free_port

USER = "toonbank"
FAST_STOP = signal.SIGINT
# Quick because nothing has to survive; many connections because some tests race with threads.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, stop_tidily)
    with cluster() as url:
        environment = {**os.environ, "TOONBANK_DATABASE_URL": url}
        child = subprocess.Popen(command, env=environment, preexec_fn=following(signal.SIGTERM))
        try:
            return child.wait()
        finally:
            end(child, signal.SIGTERM)


def stop_tidily(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(143)


@contextmanager
def cluster() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="toonbank-postgres-"))
    try:
        owner = hand_over(folder)
        initialise(folder, owner)
        port = free_port()
        server = start(folder, port, owner)
        try:
            wait_until_ready(server, port)
            yield f"postgres://{USER}@127.0.0.1:{port}/postgres"
        finally:
            end(server, FAST_STOP)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def hand_over(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root lends it the account that Debian made for it."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def initialise(folder: Path, owner: dict[str, Any]) -> None:
    # A real shop's server sorts by language; code that leans on the order of bytes should show itself.
    command = [program("initdb"), "-D", str(folder / "data"), "-U", USER, "-A", "trust", "--no-sync"]
    command += ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=nl-NL"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **owner)
    if done.returncode:
        sys.exit(f"initdb failed: {done.stderr}")


def start(folder: Path, port: int, owner: dict[str, Any]) -> subprocess.Popen[bytes]:
    command = [program("postgres"), "-D", str(folder / "data"), "-p", str(port), "-k", str(folder)]
    command += ["-h", "127.0.0.1", *(part for setting in SETTINGS for part in ("-c", setting))]
    # A session of its own: Ctrl-C reaches the tests, which may still need the database to tidy up.
    session: dict[str, Any] = {"preexec_fn": following(FAST_STOP), "start_new_session": True}
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **session, **owner)


def wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    ready = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(300):
        if server.poll() is not None:
            break
        if subprocess.run(ready).returncode == 0:
            return
        time.sleep(0.1)
    sys.exit("PostgreSQL did not start")


def program(name: str) -> str:
    # Debian keeps them out of PATH, one folder per version.
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(versions[-1]) if versions else shutil.which(name)
    return found or sys.exit(f"{name} not found: run `make needs`")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
