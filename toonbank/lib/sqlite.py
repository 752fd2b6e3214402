"""Which SQLite we run on: the bundled, newer one, before anything else loads another."""

import sys
from importlib import import_module

from .errors import Misconfigured, gettext_noop
from .places import network_filesystem

__all__ = ["network_filesystem", "use_bundled", "version", "wal_safe"]

_BACKEND = "django.db.backends.sqlite3.base"


def use_bundled() -> bool:
    """Lets every later `import sqlite3` find pysqlite3's newer library; False when that is not there."""
    try:
        bundled, dbapi2 = import_module("pysqlite3"), import_module("pysqlite3.dbapi2")
    except ImportError:
        return False
    if sys.modules.get("sqlite3") is not bundled and _BACKEND in sys.modules:
        # Two copies in one process drop each other's file locks.
        message = gettext_noop("The SQLite library was chosen too late.")
        hint = gettext_noop("Call use_bundled() before Django's database backend is loaded.")
        raise Misconfigured("sqlite_too_late", message, hint=hint)
    sys.modules["sqlite3"] = bundled
    sys.modules["sqlite3.dbapi2"] = dbapi2
    return True


def version() -> str:
    return str(import_module("sqlite3").sqlite_version)


def wal_safe(version: str) -> bool:
    """False from 3.7.0 up to 3.51.2, but for two repaired lines: there a reset of the write-ahead log
    can corrupt the file (https://sqlite.org/wal.html#walresetbug)."""
    number = tuple(map(int, version.split(".")))
    repaired = (3, 44, 6) <= number < (3, 45) or (3, 50, 7) <= number < (3, 51)
    return repaired or not (3, 7, 0) <= number <= (3, 51, 2)
