"""`toonbank serve`: what it refuses beforehand, and a real server: small, ended by a signal."""

import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.server import Server, prepared, wait_until_healthy
from tests.processes import end, following, free_port
from toonbank.lib.errors import Refused
from toonbank.management import serving
from toonbank.management.serving import Place, checked

MOST_MEGABYTES = 200


def test_the_command_line_of_the_web_server() -> None:
    words = serving.command(Place(port=8765, threads=2))
    assert words[:3] == [sys.executable, "-m", "granian"]
    options = dict(zip(words[3:-2:2], words[4:-2:2], strict=True))
    assert options == {
        "--interface": "wsgi",
        "--host": "127.0.0.1",
        "--port": "8765",
        "--workers": "1",
        "--blocking-threads": "2",
        "--blocking-threads-idle-timeout": "600",
        "--workers-kill-timeout": "10",
        "--log-level": "warning",
    }
    assert words[-2:] == ["--respawn-failed-workers", "toonbank.wsgi:application"]


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (Place(), "http://127.0.0.1:8000/"),
        (Place("::1", 80), "http://[::1]:80/"),
        (Place("winkel.lan", 443, certificate="c", key="k"), "https://winkel.lan:443/"),
    ],
)
def test_the_address_people_type(place: Place, address: str) -> None:
    assert place.address == address


def test_a_port_in_use_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Refused) as refused:
            checked(Place(port=taken.getsockname()[1]))
    assert refused.value.code == "address_taken"


def test_a_certificate_and_its_key(tmp_path: Path) -> None:
    certificate, key, old = (tmp_path / name for name in ("c.pem", "k.pem", "old.pem"))
    certificate.write_text("-----BEGIN CERTIFICATE-----\n")
    key.write_text("-----BEGIN PRIVATE " + "KEY-----\n")
    old.write_text("-----BEGIN RSA PRIVATE " + "KEY-----\n")
    port = free_port()
    good = Place(port=port, certificate=str(certificate), key=str(key))
    assert checked(good) == good
    assert ["--ssl-certificate", str(certificate), "--ssl-keyfile", str(key)] == serving.command(good)[19:23]
    for place, code in (
        (Place(port=port, certificate=str(certificate)), "certificate_alone"),
        (Place(port=port, certificate=str(certificate), key=str(tmp_path / "none")), "file_unreadable"),
        (Place(port=port, certificate=str(certificate), key=str(old)), "key_form"),
    ):
        with pytest.raises(Refused) as refused:
            checked(place)
        assert refused.value.code == code


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Server:
    return prepared(tmp_path_factory.mktemp("installation"))


@pytest.mark.one_database
def test_a_real_server_is_small_and_ends_when_told(installation: Server) -> None:
    with installation.log.open("wb") as log:
        process = subprocess.Popen(
            installation.serve_command,
            env=installation.environment,
            stdout=log,
            stderr=log,
            preexec_fn=following(signal.SIGTERM),
        )
        try:
            wait_until_healthy(installation, process)
            megabytes = sum(map(proportional_megabytes, family(process.pid)))
        finally:
            end(process, signal.SIGTERM)
    assert 20 < megabytes <= MOST_MEGABYTES
    assert process.returncode in (0, -signal.SIGTERM)
    assert installation.url in installation.log.read_text()


@pytest.mark.one_database
def test_a_newer_database_is_refused_and_left_alone(installation: Server, tmp_path: Path) -> None:
    shutil.copytree(installation.folder, tmp_path / "var")
    newer = Server(tmp_path / "var", free_port())
    database = sqlite3.connect(newer.folder / "toonbank.sqlite3")
    database.execute(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('toonbank', '9999_later', '2030-01-01')"
    )
    database.commit()
    database.close()
    before = (newer.folder / "toonbank.sqlite3").read_bytes()
    done = subprocess.run(
        newer.serve_command, env=newer.environment, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "toonbank.9999_later" in done.stderr
    assert "Traceback" not in done.stderr
    assert (newer.folder / "toonbank.sqlite3").read_bytes() == before


@pytest.mark.one_database
def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    nothing = Server(tmp_path, free_port())
    command = nothing.serve_command
    done = subprocess.run(command, env=nothing.environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "toonbank setup --shop" in done.stderr
    assert not (tmp_path / "toonbank.sqlite3").exists()


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def proportional_megabytes(pid: int) -> float:
    """Memory that is shared counts for each process in part."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
