"""The database file while the server runs (rows 78, 79, 82, 83): full, not to be written, replaced."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.served import SETUP, TOONBANK, Served, counts

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
pytestmark = pytest.mark.one_database


def file_of(served: Served) -> Path:
    return served.folder / "toonbank.sqlite3"


def put(served: Served, uuid: str | None = None) -> tuple[int, str | None]:
    status, answer = served.send("PUT", f"tickets/{uuid or uuid4()}", served.ticket())
    return status, answer.get("code")


def health(served: Served) -> tuple[int, str | None]:
    status, answer = served.send("GET", "/health")
    return status, answer.get("problem")


def test_no_file_may_grow_and_then_it_may_again(running: Served) -> None:
    """As on a full disk, without one: the limit is set on the running server, and taken away."""
    assert put(running)[0] == 201
    before = counts(running)["ticket"]
    with no_room(running):
        answers = [put(running) for _ in range(3)]
        assert running.send("GET", "catalog")[0] == 200
    assert answers == [(503, "database_unavailable")] * 3
    assert counts(running)["ticket"] == before
    assert (put(running)[0], health(running)) == (201, (200, None))
    assert "Traceback" not in str(answers)


@contextmanager
def no_room(served: Served) -> Iterator[None]:
    pids = family(served)
    limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_soft, hard) in limits.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        for pid, limit in limits.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def family(served: Served) -> list[int]:
    assert served.process is not None
    pid = served.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def test_a_reader_that_takes_its_time_holds_up_nobody(running: Served) -> None:
    with closing(sqlite3.connect(file_of(running), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        (before,) = reader.execute("SELECT count(*) FROM toonbank_ticket").fetchone()
        assert [put(running)[0] for _ in range(5)] == [201] * 5
        assert reader.execute("SELECT count(*) FROM toonbank_ticket").fetchone() == (before,)


@pytest.mark.parametrize("what", ["log", "file"])
def test_removed_or_replaced_it_stops_writing_and_loses_nothing(running: Served, what: str) -> None:
    uuids = [str(uuid4()) for _ in range(5)]
    assert {put(running, uuid)[0] for uuid in uuids} == {201}
    file = file_of(running)
    if what == "log":
        file.with_name(f"{file.name}-wal").unlink()
    else:
        shutil.copy(file, file.with_name("copy"))
        file.rename(file.with_name("moved"))
        file.with_name("copy").rename(file)
    try:
        assert put(running) == put(running) == (503, "database_replaced")
        assert health(running) == (503, "database_replaced")
        assert "removed or replaced" in running.log.read_text()
    finally:
        running.stop(signal.SIGKILL)
        if what == "file":
            file.with_name("moved").rename(file)
    running.start()
    asked = {"tickets": [{"uuid": uuid, "revision": 1} for uuid in uuids]}
    assert running.send("POST", "tickets/known", asked) == (200, {"missing": []})
    assert (put(running)[0], health(running)) == (201, (200, None))


def test_a_gate_that_may_not_be_used(running: Served) -> None:
    """Somebody else's file: it says so, and what can be read is read."""
    gates = [file_of(running).with_name(f"toonbank.sqlite3.gate{end}") for end in ("", "-next")]
    for gate in gates:
        gate.unlink(missing_ok=True)
        gate.mkdir()
    try:
        assert put(running) == (503, "gate_unusable")
        assert health(running) == (503, "gate_unusable")
        assert running.send("GET", "catalog")[0] == 200
    finally:
        for gate in gates:
            gate.rmdir()
    assert put(running)[0] == 201


@pytest.mark.parametrize("what", ["file", "folder"])
def test_it_does_not_start_and_says_why(served: Served, what: str) -> None:
    """Read-only, or somebody else's."""
    served.stop()
    place = file_of(served) if what == "file" else served.folder
    mode = place.stat().st_mode
    place.chmod(mode & 0o555)
    try:
        done = subprocess.run(
            [str(TOONBANK), "serve", "--port", str(served.port)],
            env=served.environment,
            cwd=served.folder,
            capture_output=True,
            text=True,
            preexec_fn=like_anybody,
        )
    finally:
        place.chmod(mode)
    assert done.returncode == 1
    assert str(file_of(served)) in done.stderr
    assert "TOONBANK_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def like_anybody() -> None:
    """Root may write where it is forbidden; a shop's account may not."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def test_in_a_folder_that_is_copied_to_a_cloud_it_does_not_start(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    place = Served(tmp_path / "var", f"sqlite:///{tmp_path}/var/toonbank.sqlite3")
    place.folder.mkdir()
    place.python(SETUP)
    done = place.toonbank("serve", "--port", str(place.port))
    assert done.returncode == 1
    assert "Syncthing" in done.stderr
