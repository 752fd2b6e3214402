"""No write goes around the gate, and SQLite really runs with the settings that keep what it was told."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from tests.world import NOW, World
from toonbank.ledger.bulk import record_many
from toonbank.ledger.models import Source
from toonbank.lib.errors import Busy, Refused
from toonbank.shops.models import Chain
from toonbank.shops.setup import open_shop
from toonbank.sqlite import base

pytestmark = [pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def test_settings_read_back() -> None:
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    # 2 is FULL: what was acknowledged survives a power cut.
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_transaction_begins_as_a_write(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    execute = base.GatedCursor.execute
    monkeypatch.setattr(
        base.GatedCursor,
        "execute",
        lambda self, query, params=None: begun.append(query) or execute(self, query, params),
    )
    with transaction.atomic():
        Chain.objects.count()
    assert begun[0] == "BEGIN IMMEDIATE"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody else has the gate: a write that still succeeds went around it."""
    monkeypatch.setattr(base, "GATE_TIMEOUT_SECONDS", 0.05)
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        with base.gate_for(str(connection.settings_dict["NAME"])).hold(timeout=20):
            taken.set()
            done.wait()

    other = threading.Thread(target=hold)
    other.start()
    taken.wait()
    yield
    done.set()
    other.join()


def raw(statement: str) -> Callable[[], object]:
    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return write


def many() -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO toonbank_chain (name, slug) VALUES (%s, %s)", [("a", "a"), ("b", "b")]
        )


def in_transaction() -> None:
    with transaction.atomic():
        Chain.objects.create(name="a", slug="a")


def in_transaction_twice() -> None:
    with transaction.atomic():
        in_transaction()
        in_transaction()


WRITES: dict[str, Callable[[], object]] = {
    "create": lambda: Chain.objects.create(name="a", slug="a"),
    "update": lambda: Chain.objects.update(name="b"),
    "delete": lambda: Chain.objects.filter(name="a").delete(),
    "bulk_create": lambda: Chain.objects.bulk_create([Chain(name="a", slug="a")]),
    "get_or_create": lambda: Chain.objects.get_or_create(name="a", slug="a"),
    "a room": lambda: open_shop("A shop"),
    "a command": lambda: call_command("clearsessions"),
    "atomic": in_transaction,
    "executemany": many,
    "INSERT": raw("INSERT INTO toonbank_chain (name, slug) VALUES ('a', 'a')"),
    "small letters": raw("  update toonbank_chain set name = 'b'"),
    "a remark first": raw("-- a remark first\nDELETE FROM toonbank_chain"),
    "WITH": raw("WITH one AS (SELECT 'a' AS a) INSERT INTO toonbank_chain (name, slug) SELECT a, a FROM one"),
    "REPLACE": raw("REPLACE INTO toonbank_chain (name, slug) VALUES ('a', 'a')"),
    "CREATE": raw("CREATE TABLE another (a)"),
    "VACUUM": raw("VACUUM"),
}


@pytest.mark.parametrize("write", WRITES)
def test_no_write_goes_around_the_gate(held: None, write: str) -> None:
    with pytest.raises(Busy):
        WRITES[write]()
    assert Chain.objects.count() == 0


def test_no_transaction_is_begun_by_hand() -> None:
    with pytest.raises(TransactionManagementError):
        raw("BEGIN IMMEDIATE")()


@pytest.mark.parametrize(
    "statement", ["SELECT 1", "WITH one AS (SELECT 1) SELECT * FROM one", "PRAGMA user_version"]
)
def test_reading_waits_for_nobody(held: None, statement: str) -> None:
    raw(statement)()
    assert Chain.objects.count() == 0


def test_after_a_failure_the_gate_is_free(world: World) -> None:
    gate = base.gate_for(str(connection.settings_dict["NAME"]))
    first, again = world.document(), world.document(total=-1)
    with pytest.raises(Refused):
        record_many(world.seat("owner"), [first, again], Source.IMPORT, NOW)
    with pytest.raises(IntegrityError):
        in_transaction_twice()
    assert not gate.held()
