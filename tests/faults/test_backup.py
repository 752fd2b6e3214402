"""`toonbank backup` and `restore` (rows 84 and 85): what comes back, and all that is refused before."""

from __future__ import annotations

import json
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.faults.served import Served, Till, counts, store_of
from toonbank.lib.errors import Refused
from toonbank.management.backups import postgres_tools
from toonbank.management.backups.make import make, put_back

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def quietly(_done: int, _total: int) -> None: ...


def backup(served: Served, name: str = "backup.zip") -> Path:
    done = served.toonbank("backup", name, "--json")
    assert done.returncode == 0, done.stderr
    assert (served.folder / name).stat().st_size == json.loads(done.stdout)["bytes"]
    return served.folder / name


def manifest(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return found


def log(served: Served, count: int) -> list[dict[str, Any]]:
    tickets = [served.ticket(uuid=str(uuid4())) for _ in range(count)]
    _status, answer = served.send("POST", "tickets/batch", {"tickets": tickets})
    assert [one["http"] for one in answer["results"]] == [201] * count
    return tickets


def test_a_restore_and_the_tablets_bring_back_everything_once(running: Served) -> None:
    before = counts(running)["ticket"]
    older = log(running, 10)
    file = backup(running)
    newer = log(running, 5)
    # A tablet has the list of this version; after the restore that number must not mean another list.
    _status, catalog = running.send("GET", "catalog")
    refused = running.toonbank("restore", file.name)
    assert (refused.returncode, counts(running)["ticket"]) == (1, before + 15)
    assert "Toonbank" in refused.stderr
    assert "Traceback" not in refused.stderr

    running.stop()
    done = running.toonbank("restore", file.name, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["contents"]["counts"]["ticket"] == before + 10
    assert answer["kept"] is not None
    running.start()
    asked = {"tickets": [{"uuid": one["uuid"], "revision": 1} for one in older + newer]}
    _status, known = running.send("POST", "tickets/known", asked)
    assert known == {"missing": [one["uuid"] for one in newer]}
    _status, again = running.send("POST", "tickets/batch", {"tickets": older + newer})
    assert [one["http"] for one in again["results"]] == [200] * 10 + [201] * 5
    assert counts(running)["ticket"] == before + 15
    assert running.send("GET", "catalog")[1]["version"] > catalog["version"]
    assert running.toonbank("check").returncode == 0


def test_a_backup_while_tickets_come_in_is_of_one_moment(running: Served) -> None:
    statuses: list[int] = []
    enough = threading.Event()

    def sell() -> None:
        till = Till(running)
        while not enough.is_set():
            statuses.append(till.send("PUT", f"tickets/{uuid4()}", running.ticket())[0])

    tills = [threading.Thread(target=sell) for _ in range(2)]
    for till in tills:
        till.start()
    found = [
        make(running.folder / f"{number}.zip", store_of(running), NOW, quietly).contents.counts
        for number in range(3)
    ]
    enough.set()
    for till in tills:
        till.join()
    assert set(statuses) == {201}
    assert found[2]["ticket"] > found[0]["ticket"]
    assert [(one["offer"], one["entry"]) for one in found] == [
        (3 * one["ticket"], one["ticket"]) for one in found
    ]


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-2000])


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x55
    file.write_bytes(content)


def encrypted(file: Path) -> None:
    file.write_bytes(b"-----BEGIN PGP MESSAGE-----\n" + bytes(range(256)) * 40)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def rewritten(file: Path, **changed: Any) -> None:
    found = manifest(file)
    with zipfile.ZipFile(file) as archive:
        database = archive.read("database")
    contents = {**found["contents"], **changed.pop("contents", {})}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps({**found, **changed, "contents": contents}))
        archive.writestr("database", database)


def other_content(file: Path) -> None:
    rewritten(file, sha256="0" * 64)


def newer_schema(file: Path) -> None:
    known = manifest(file)["contents"]["migrations"]
    rewritten(file, toonbank="9.0", contents={"migrations": [*known, "toonbank.9999_later"]})


def newer_format(file: Path) -> None:
    rewritten(file, format=2)


def other_engine(file: Path) -> None:
    rewritten(file, engine="Paper")


def other_shop(file: Path) -> None:
    rewritten(file, contents={"installation": "2020-01-01 00:00:00.000001"})


def other_key(file: Path) -> None:
    rewritten(file, key="0" * 32)


REFUSED = {
    cut_off: "backup_damaged",
    flipped: "backup_damaged",
    other_content: "backup_damaged",
    encrypted: "not_a_backup",
    emptied: "not_a_backup",
    newer_schema: "backup_newer",
    newer_format: "backup_newer",
    other_engine: "other_engine",
    other_shop: "other_installation",
    other_key: "other_key",
}


@pytest.fixture(scope="module")
def good(served: Served) -> bytes:
    return backup(served, "good.zip").read_bytes()


@pytest.fixture
def key(served: Served, settings: Any) -> None:
    settings.SECRET_KEY = (served.folder / "secret_key").read_text()


@pytest.mark.parametrize("spoil", REFUSED)
def test_refused_before_anything_is_replaced(
    served: Served, good: bytes, key: None, tmp_path: Path, spoil: Any
) -> None:
    served.stop()
    before, beside = counts(served), {path.name for path in served.folder.iterdir()}
    file = tmp_path / "backup.zip"
    file.write_bytes(good)
    spoil(file)
    with pytest.raises(Refused) as refused:
        put_back(file, store_of(served), NOW, other_key=False, told=quietly)
    assert refused.value.code == REFUSED[spoil]
    assert counts(served) == before
    assert {path.name for path in served.folder.iterdir()} == beside


def test_what_is_no_backup_is_never_written_over(served: Served, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear customer")
    with pytest.raises(Refused) as refused:
        make(letter, store_of(served), NOW, quietly)
    assert (refused.value.code, letter.read_text()) == ("file_taken", "Dear customer")


@pytest.mark.one_database
def test_into_an_empty_place(served: Served, good: bytes, key: None, tmp_path: Path) -> None:
    """A new machine: the backup, and the key that belongs to it."""
    (tmp_path / "backup.zip").write_bytes(good)
    place = Served(tmp_path, f"sqlite:///{tmp_path}/toonbank.sqlite3")
    restored = put_back(tmp_path / "backup.zip", store_of(place), NOW, other_key=False, told=quietly)
    assert (restored.kept, counts(place)) == (None, restored.manifest.contents.counts)


@pytest.mark.one_database
def test_a_damaged_database_makes_way_and_its_log_goes_with_it(
    served: Served, good: bytes, key: None, tmp_path: Path
) -> None:
    (tmp_path / "backup.zip").write_bytes(good)
    for name in ("toonbank.sqlite3", "toonbank.sqlite3-wal"):
        (tmp_path / name).write_bytes(b"rust" * 5000)
    place = Served(tmp_path, f"sqlite:///{tmp_path}/toonbank.sqlite3")
    restored = put_back(tmp_path / "backup.zip", store_of(place), NOW, other_key=False, told=quietly)
    assert restored.kept is not None
    assert Path(restored.kept).read_bytes() == Path(f"{restored.kept}-wal").read_bytes() == b"rust" * 5000
    assert counts(place) == restored.manifest.contents.counts


def test_without_its_program_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres_tools, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused) as refused:
        postgres_tools.path_of("pg_dump")
    assert (refused.value.code, "postgresql-client" in refused.value.hint) == ("program_missing", True)
