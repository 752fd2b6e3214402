"""Many at once, and killed half-way: whole tickets, once, on a real database with real connections."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection, connections

from tests.world import NOW, World, build, uuid
from toonbank.catalog import snapshot
from toonbank.ledger.batch import record_batch
from toonbank.ledger.check import Tally, differences
from toonbank.ledger.document import Document
from toonbank.ledger.models import Entry, Offer, Source, Ticket
from toonbank.ledger.record import record_ticket
from toonbank.lib.errors import ToonbankError

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 50

# Records the batch of `tickets()`, three inserts for each of its two chunks, and kills itself before the next
# insert once it has made n of them, or at the end: after the last commit, before any answer.
VICTIM = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from tests.ledger.test_race import tickets
from tests.world import NOW, World
from toonbank.ledger.batch import record_batch
from toonbank.shops.access import Seat, TOKEN_SCOPES
from toonbank.shops.models import Shop

shop = Shop.objects.get(slug="utrecht")
left = int(sys.argv[1])

def deadly(execute, sql, params, many, context):
    global left
    left -= sql.startswith("INSERT")
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(deadly):
    record_batch(Seat(shop, frozenset(TOKEN_SCOPES)), tickets(shop), "api", NOW)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def open_world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(snapshot, "_kept", {})
    yield build()
    connections.close_all()


def test_fifty_times_the_same_at_once_is_one_ticket(open_world: World) -> None:
    document = open_world.document(open_world.offer("glass", "bought"))
    results = _at_once(open_world, [document] * AT_ONCE)
    assert Counter(results) == {"created": 1, "same": AT_ONCE - 1}
    assert (Ticket.objects.count(), Offer.objects.count(), Entry.objects.count()) == (1, 1, 1)


def test_fifty_different_ones_with_one_key_leave_one(open_world: World) -> None:
    document = open_world.document(open_world.offer("glass", "bought"))
    results = _at_once(open_world, [replace(document, total=number) for number in range(AT_ONCE)])
    assert Counter(results) == {"created": 1, "uuid_conflict": AT_ONCE - 1}
    assert (Ticket.objects.count(), Offer.objects.count(), Entry.objects.count()) == (1, 1, 1)


def test_versions_in_a_crowd_end_with_the_highest(open_world: World) -> None:
    document = open_world.document(open_world.offer("glass", "bought"))
    versions = [replace(document, revision=1 + number % 10, total=number % 10) for number in range(AT_ONCE)]
    results = _at_once(open_world, versions)
    assert Counter(results)["same"] == AT_ONCE - 10
    assert list(Ticket.objects.values_list("revision", "total")) == [(10, 9)]
    assert (Offer.objects.count(), Entry.objects.count()) == (1, 10)
    assert list(differences(Tally())) == []


def test_two_batches_with_the_same_tickets_at_once(open_world: World) -> None:
    documents = [open_world.document(open_world.offer("glass", "bought")) for _ in range(30)]
    seat = open_world.seat("owner")

    def send(_number: int) -> Counter[str]:
        try:
            return Counter(_word(one) for one in record_batch(seat, documents, Source.API, NOW))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        results = sum(pool.map(send, range(2)), Counter[str]())
    assert results == {"created": 30, "same": 30}
    assert (Ticket.objects.count(), Offer.objects.count(), Entry.objects.count()) == (30, 30, 30)


@pytest.mark.parametrize(("inserts", "stored"), [(1, 0), (2, 0), (3, 100), (5, 100), (99, 150)])
def test_killed_half_way_leaves_whole_tickets_and_a_retry_completes(
    open_world: World, inserts: int, stored: int
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", VICTIM, str(inserts)], env=_environment(), capture_output=True, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert (Ticket.objects.count(), Entry.objects.count(), Offer.objects.count()) == (stored, stored, stored)
    results = record_batch(open_world.seat("owner"), tickets(open_world.shop), Source.API, NOW)
    assert Counter(map(_word, results)) == Counter({"created": 150 - stored, "same": stored})
    assert (Ticket.objects.count(), Entry.objects.count(), Offer.objects.count()) == (150, 150, 150)


def tickets(shop: object) -> list[Document]:
    """The same hundred and fifty in the victim and here: one chunk and a half."""
    from toonbank.catalog.models import Addon
    from toonbank.ledger.document import Line

    addon = Addon.objects.filter(shop=shop).order_by("pk")[0]
    offers = (Line(addon.pk, "bought"),)
    return [Document(uuid(number), 1, NOW, offers=offers) for number in range(150)]


def _at_once(world: World, documents: list[Document]) -> list[str]:
    start, seat = Barrier(len(documents)), world.seat()

    def send(document: Document) -> str:
        start.wait()
        try:
            return record_ticket(seat, document, Source.COUNTER, NOW).result
        except ToonbankError as error:
            return error.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(documents)) as pool:
        return list(pool.map(send, documents))


def _word(result: object) -> str:
    return result.code if isinstance(result, ToonbankError) else str(getattr(result, "result", result))


def _environment() -> dict[str, str]:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        url = f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    ours = {
        "TOONBANK_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "toonbank.settings",
        "PYTHONPATH": os.getcwd(),
    }
    return {**os.environ, **ours}
