"""Is the file we write in still the file that lies there? A file or log that was removed or replaced by hand
still takes writes, and they are gone when the process ends: so we stop writing instead."""

import contextlib
import logging
import os
from threading import Lock
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Busy
from toonbank.sqlite import presence

log = logging.getLogger("toonbank.sqlite")
RETRY_AFTER_SECONDS = 60
Identity = tuple[int, int] | None


class Guard:
    """One for each database file in this process. Once it has stopped, only a new start helps."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._lock = Lock()
        self._present: int | None = None
        self._file: Identity = None
        self._stopped = False

    def before_opening(self) -> None:
        if self._stopped:
            raise _replaced()
        with self._lock:
            if self._present is None:
                self._present = presence.show(self._database)

    def opened(self) -> Identity:
        """The log a new connection writes in; refuses one that finds another file than the first one did."""
        with self._lock:
            self._file = self._file or identity(self._database)
        if identity(self._database) != self._file:
            self._stop()
        return self._log()

    def before_write(self, connection: Any, write_ahead_log: Identity) -> None:
        """`write_ahead_log` is the one that opened() gave for this connection."""
        if self._stopped:
            raise _replaced()
        if identity(self._database) == self._file and write_ahead_log == self._log():
            return
        # What was promised so far is only in the log: the open file takes it now, or nobody ever will.
        with contextlib.suppress(Exception):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._stop()

    def _log(self) -> Identity:
        return identity(f"{self._database}-wal")

    def _stop(self) -> None:
        self._stopped = True
        log.critical("%s was removed or replaced while in use: nothing is written any more", self._database)
        raise _replaced()


_guards: dict[str, Guard] = {}


def guard_for(database: str) -> Guard:
    if database not in _guards:
        _guards.setdefault(database, Guard(database))
    return _guards[database]


def identity(path: str) -> Identity:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _replaced() -> Busy:
    message = _(
        "The database file was removed or replaced while Toonbank was running; nothing is written any more."
    )
    hint = _("Stop Toonbank, put the file back, and start it again.")
    return Busy("database_replaced", message, hint=hint, retry_after=RETRY_AFTER_SECONDS)
