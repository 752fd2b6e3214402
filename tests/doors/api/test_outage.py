"""A database that cannot be written: 503, nothing half, and well again without a restart."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.test import Client

from toonbank.ledger import record
from toonbank.ledger.models import Entry, Ticket
from toonbank.lib.errors import Busy

if TYPE_CHECKING:
    from tests.doors.api.conftest import Call

Body = Callable[..., dict[str, Any]]
PUT = "tickets/01931b1e-8a00-7000-8000-000000000001"


def test_read_only(call: Call, body: Body) -> None:
    with read_only():
        answer = call("PUT", PUT, body("glass"))
        assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert call("GET", "catalog").status_code == 200
        assert health() == (503, {"status": "red", "problem": "database"})
    assert health() == (200, {"status": "ok"})
    assert call("PUT", PUT, body("glass")).status_code == 201


# A file can be told to be full, a server cannot.
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_disk_full(call: Call, body: Body) -> None:
    with connection.cursor() as cursor:
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        statuses, number = [], 0
        while 503 not in statuses and number < 300:
            number += 1
            statuses.append(call("PUT", f"{PUT[:-4]}{number:04}", body("glass", "case", "help")).status_code)
        stored = statuses.count(201)
        assert (Ticket.objects.count(), Entry.objects.count()) == (stored, stored)
        cursor.execute("PRAGMA max_page_count = 1073741823")
    assert statuses == [201] * stored + [503]
    assert call("PUT", f"{PUT[:-4]}{number:04}", body("glass", "case", "help")).status_code == 201


def test_somebody_else_is_writing(call: Call, body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_sent: object) -> None:
        raise Busy("busy", "Somebody else is saving.", retry_after=3)

    monkeypatch.setattr(record, "_record", busy)
    answer = call("PUT", PUT, body())
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (503, "busy", "3")


def test_what_nobody_foresaw_says_nothing_of_itself(
    call: Call, body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_sent: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(record, "_record", broken)
    answer = call("PUT", PUT, body())
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert b"secret detail" not in answer.content


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.mark.one_database
def test_health_sees_a_disk_that_is_nearly_full(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9 - 1000, 1000))
    assert health() == (503, {"status": "red", "problem": "disk_full"})


def health() -> tuple[int, dict[str, str]]:
    answer = Client().get("/health")
    return answer.status_code, answer.json()


@contextmanager
def read_only() -> Iterator[None]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = 1")
            yield
            cursor.execute("PRAGMA query_only = 0")
        return
    # Rolling a savepoint back is the only way to make a transaction writable again.
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
        transaction.set_rollback(True)
