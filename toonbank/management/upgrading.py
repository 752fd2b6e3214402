"""Tables change all together or not at all, and one process at a time changes them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Busy
from toonbank.lib.filelock import FileLock

PATIENCE_SECONDS = 600
# Any number nobody else uses for a lock in this database.
ADVISORY_LOCK = 0x700_BA_2C


@contextmanager
def alone() -> Iterator[None]:
    """A second process waits here, and then finds nothing left to do."""
    with _file_lock() if connection.vendor == "sqlite" else _advisory_lock():
        yield


@contextmanager
def in_one_go() -> Iterator[None]:
    """Django commits each migration by itself and notes it down afterwards: killed in between, the next
    attempt would find tables it does not know of."""
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            yield
    finally:
        connection.enable_constraint_checking()


@contextmanager
def _file_lock() -> Iterator[None]:
    path = Path(str(connection.settings_dict["NAME"]))
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(Path(f"{path}.migrate"))
    if not lock.acquire(time.monotonic() + PATIENCE_SECONDS):
        raise Busy("busy", _("Another process is still changing the tables."))
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _advisory_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        # Whatever the shop's own connections may wait: an upgrade takes as long as it takes.
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
