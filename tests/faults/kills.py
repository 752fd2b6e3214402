"""Tills that sell while the server is killed under them: each sends a ticket until it is acknowledged."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections.abc import Callable
from uuid import uuid4

from tests.faults.served import Served, Till

KNOWN_AT_ONCE = 2000
SAVED = (200, 201)


class Soak:
    def __init__(self, served: Served, clients: int, seconds_between: float) -> None:
        self.served, self.clients, self.seconds_between = served, clients, seconds_between
        self.kills, self.retries = 0, 0
        # Each ticket that was acknowledged, in whatever way: 201, or 200 on a second try.
        self.acknowledged: list[str] = []
        self.unexpected: list[tuple[int, object]] = []
        self._over = threading.Event()

    def run(self, enough: Callable[[], bool]) -> None:
        """Ends with the server killed, in the middle of things."""
        chance = random.Random(1)
        tills = [threading.Thread(target=self._sell) for _ in range(self.clients)]
        for till in tills:
            till.start()
        while not enough():
            if self.served.process is None:
                self.served.start()
            time.sleep(chance.uniform(0.2, 1.8) * self.seconds_between)
            self.served.stop(signal.SIGKILL)
            self.kills += 1
        # What is still on its way gets its answer: otherwise nobody knows whether it was stored.
        self.served.start()
        self._over.set()
        for till in tills:
            till.join()
        self.served.stop(signal.SIGKILL)
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
