"""Another program holds the lock (row 80): an answer within seconds, and no tale of our insides."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from uuid import uuid4

import psycopg

from tests.faults.served import Served

# Five, and what a busy machine takes for an answer.
MOST_SECONDS = 8


@contextmanager
def held(served: Served) -> Iterator[None]:
    if served.url.startswith("sqlite"):
        with closing(sqlite3.connect(served.folder / "toonbank.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with psycopg.connect(served.url) as other_server:
        other_server.execute("LOCK TABLE toonbank_entry IN ACCESS EXCLUSIVE MODE")
        yield
        other_server.rollback()


def test_the_ticket_is_refused_in_time_and_accepted_later(running: Served) -> None:
    address, ticket = f"tickets/{uuid4()}", running.ticket()
    assert running.send("PUT", f"tickets/{uuid4()}", ticket)[0] == 201
    with held(running):
        began = time.monotonic()
        status, answer = running.send("PUT", address, ticket)
        assert time.monotonic() - began < MOST_SECONDS
        assert (status, answer["code"] in ("busy", "database_unavailable")) == (503, True)
        assert "Traceback" not in str(answer)
        assert running.send("GET", "catalog")[0] == 200
    assert running.send("PUT", address, ticket)[0] == 201
