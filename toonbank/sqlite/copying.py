"""A copy of a database that is in use, looked at before anybody trusts it."""

from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused

PAGES_AT_ONCE = 1000
sqlite3 = import_module("sqlite3")


def copy(source: Path, target: Path, told: Callable[[int, int], None]) -> None:
    """As it was at one moment. Writers go on meanwhile: a reader of a write-ahead log holds up nobody."""
    with closing(_opened(source, "rw")) as live, closing(sqlite3.connect(target)) as goal:
        # Without a transaction of our own, every ticket that comes in would make the copy begin again.
        live.execute("BEGIN")
        live.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        live.backup(
            goal, pages=PAGES_AT_ONCE, progress=lambda _status, left, total: told(total - left, total)
        )
        # One file, that says all by itself.
        goal.execute("PRAGMA journal_mode = DELETE")


def whole(path: Path) -> bool:
    """Every page and every index, read."""
    try:
        with closing(_opened(path)) as database:
            return bool(database.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def ask(path: Path, statement: str) -> list[tuple[Any, ...]] | None:
    """None when it cannot be answered: no such table, or no database at all."""
    try:
        with closing(_opened(path)) as database:
            return list(database.execute(statement))
    except sqlite3.DatabaseError:
        return None


def change(path: Path, statements: list[str]) -> None:
    with closing(_opened(path, "rw")) as database:
        for statement in statements:
            database.execute(statement)


def _opened(path: Path, mode: str = "ro") -> Any:
    try:
        return sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=5
        )
    except sqlite3.OperationalError as error:
        message = _("The file {path} cannot be read: {reason}.")
        raise Refused("file_unreadable", message, path=path, reason=error) from error
