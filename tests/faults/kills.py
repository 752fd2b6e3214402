"""Tills that sell while the server is killed under them: each sends a ticket until it is acknowledged."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from tests.faults.served import Served, Till
from tests.processes import following

KNOWN_AT_ONCE = 2000
SAVED = (200, 201)


class Soak:
    """`seconds_between` kills on average, once the server is open."""

    def __init__(self, served: Served, clients: int, seconds_between: float) -> None:
        self.served, self.clients, self.seconds_between = served, clients, seconds_between
        self.kills, self.retries = 0, 0
        # Each ticket that was acknowledged, in whatever way: 201, or 200 on a second try.
        self.acknowledged: list[str] = []
        self.unexpected: list[tuple[int, object]] = []
        self._over = threading.Event()

    def run(self, enough: Callable[[], bool]) -> None:
        chance = random.Random(1)
        tills = [threading.Thread(target=self._sell, daemon=True) for _ in range(self.clients)]
        with nursery(self.served) as say:
            for till in tills:
                till.start()
            while not enough():
                say("start")
                self.served.wait_until_open()
                time.sleep(chance.uniform(0.2, 1.8) * self.seconds_between)
                say("kill")
                self.kills += 1
            # What is still on its way gets its answer: otherwise nobody knows whether it was stored.
            say("start")
            self._over.set()
            for till in tills:
                till.join()
            say("kill")
        assert self.unexpected == []

    def lost(self) -> list[str]:
        """Acknowledged, and not there."""
        till, missing = Till(self.served), []
        for start in range(0, len(self.acknowledged), KNOWN_AT_ONCE):
            asked = self.acknowledged[start : start + KNOWN_AT_ONCE]
            versions = [{"uuid": uuid, "revision": 1} for uuid in asked]
            missing += till.send("POST", "tickets/known", {"tickets": versions})[1]["missing"]
        return missing

    def _sell(self) -> None:
        till = Till(self.served)
        while not self._over.is_set():
            uuid, ticket = str(uuid4()), self.served.ticket()
            while not self._saved(till, uuid, ticket):
                self.retries += 1
                time.sleep(0.02)
            self.acknowledged.append(uuid)

    def _saved(self, till: Till, uuid: str, ticket: dict[str, object]) -> bool:
        try:
            status, answer = till.send("PUT", f"tickets/{uuid}", ticket)
        except OSError:
            return False
        if status not in (*SAVED, 503):
            self.unexpected.append((status, answer))
            return True
        return status in SAVED


@contextmanager
def nursery(served: Served) -> Iterator[Callable[[str], None]]:
    command = [sys.executable, "-m", "tests.faults.nursery", str(served.port)]
    with (
        served.log.open("ab") as log,
        subprocess.Popen(
            command,
            env=served.environment,
            cwd=served.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            preexec_fn=following(signal.SIGTERM),
        ) as process,
    ):
        assert process.stdin
        assert process.stdout

        def say(word: str) -> None:
            process.stdin.write(f"{word}\n".encode())  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            assert answer() == b"done\n"

        def answer() -> bytes:
            return process.stdout.readline()  # type: ignore[union-attr]

        assert answer() == b"ready\n", served.log.read_text()
        try:
            yield say
        finally:
            say("kill")
            process.stdin.close()
