"""A real server with a database of its own on the engine under test, to be killed at will."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection

from tests.processes import following, free_port
from toonbank.lib import addresses
from toonbank.management.backups.postgres_store import PostgresStore
from toonbank.management.backups.sqlite_store import SqliteStore
from toonbank.management.backups.store import Store

ROOT = Path(__file__).resolve().parents[2]
TOONBANK = Path(sys.executable).with_name("toonbank")
SETUP = "import django; django.setup(); from toonbank.management.schema import bring_up_to_date as up; up()"
# Makes the shop of tests/world.py and prints what a till needs to know.
SHOP = """
import django, json
django.setup()
from django.core.management import call_command
from toonbank.management.schema import bring_up_to_date
bring_up_to_date()
from tests.world import build
world = build()
print(json.dumps({"token": world.token("log", "read"), "slug": world.shop.slug,
                  "addons": [addon.pk for addon in world.addons.values()]}))
"""
Answer = tuple[int, Any]


@dataclass
class Served:
    folder: Path
    url: str
    port: int = field(default_factory=free_port)
    shop: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("TOONBANK_")}
        ours = {"TOONBANK_VAR": str(self.folder), "TOONBANK_DATABASE_URL": self.url, "PYTHONPATH": str(ROOT)}
        return {**others, **ours, "DJANGO_SETTINGS_MODULE": "toonbank.settings"}

    @property
    def log(self) -> Path:
        return self.folder / "serve.log"

    def python(self, program: str, *arguments: str) -> str:
        command = [sys.executable, "-c", program, *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, cwd=self.folder)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def toonbank(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(TOONBANK), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, cwd=self.folder)

    def start(self, threads: int = 8) -> None:
        command = [str(TOONBANK), "serve", "--port", str(self.port), "--threads", str(threads)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=self.environment,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=following(signal.SIGTERM),
            )
        self.wait_until_open()

    def wait_until_open(self) -> None:
        for _ in range(600):
            assert self.process is None or self.process.poll() is None, self.log.read_text()
            try:
                self.send("GET", "/health")
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """SIGKILL hits the server and its workers at one moment, as a power cut would."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        self.process.wait(timeout=30)
        self.process = None

    def send(self, method: str, address: str, body: Any = None, timeout: float = 30) -> Answer:
        """`address` below /api/v1/ unless it starts with a slash. OSError: nobody knows what became of it."""
        return Till(self, timeout).send(method, address, body)

    def ticket(self, **fields: Any) -> dict[str, Any]:
        """Three offers, the first of them bought."""
        outcomes = zip(self.shop["addons"], ("bought", "declined", "declined"), strict=False)
        offers = [{"addon": addon, "outcome": outcome} for addon, outcome in outcomes]
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return {"revision": 1, "started_at": now, "offers": offers, **fields}


class Till:
    """One connection that is kept, as a tablet does."""

    def __init__(self, served: Served, timeout: float = 30) -> None:
        self.served = served
        self.connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=timeout)

    def send(self, method: str, address: str, body: Any = None) -> Answer:
        path = address if address.startswith("/") else f"/api/v1/{address}"
        known = {"Authorization": f"Bearer {self.served.shop['token']}"} if self.served.shop else {}
        headers = {**known, "Content-Type": "application/json", "Accept-Language": "en"}
        try:
            self.connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = self.connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        except (http.client.HTTPException, ValueError) as error:
            self.connection.close()
            raise ConnectionError(str(error)) from error
        except OSError:
            self.connection.close()
            raise


@contextmanager
def prepared(folder: Path, like: dict[str, Any] | None = None) -> Iterator[Served]:
    """A shop, not served yet. `like`: the settings of the database under test."""
    settings = like or connection.settings_dict
    with database_url(folder, settings) as url:
        served = Served(folder, url)
        served.shop = json.loads(served.python(SHOP))
        try:
            yield served
        finally:
            served.stop(signal.SIGKILL)


@contextmanager
def database_url(folder: Path, settings: dict[str, Any]) -> Iterator[str]:
    if "sqlite" in settings["ENGINE"]:
        yield f"sqlite:///{folder / 'toonbank.sqlite3'}"
        return
    name = f"faults_{uuid4().hex[:12]}"
    server = f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as server_connection:
        server_connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        try:
            yield f"{server}/{name}"
        finally:
            found = server_connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}%"]
            )
            for (one,) in found.fetchall():
                server_connection.execute(f'DROP DATABASE "{one}" WITH (FORCE)')  # type: ignore[call-overload]


def store_of(served: Served) -> Store:
    """Its database, looked at from here: a command of its own would take a second for each question."""
    settings = addresses.database(served.url)
    return SqliteStore(settings) if "sqlite" in settings["ENGINE"] else PostgresStore(settings)


def counts(served: Served) -> dict[str, int]:
    contents = store_of(served).here()
    assert contents is not None
    return contents.counts
