"""One writer at a time: threads queue in order, processes meet at an flock beside the database.

SQLite's own waiting starves writers; whoever holds the gate finds the database free.
Windows has no flock: there the gate orders the threads of one process only.
"""

import errno
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import Busy, Misconfigured, ToonbankError, gettext_noop
from .filelock import FileLock
from .forks import watch
from .queue import Queue


class Gate:
    """`path` is a file of its own beside the database; a process keeps one Gate for each."""

    def __init__(self, path: str | Path) -> None:
        self._queue = Queue()
        self._file = FileLock(Path(path))
        self._depth = 0
        watch(self)

    @contextmanager
    def hold(self, timeout: float = 5.0) -> Iterator[None]:
        """Hold it around a write; a thread that holds it may take it again.
        Raises Busy when the turn does not come within `timeout` seconds."""
        if not self.held():
            self._enter(time.monotonic() + timeout)
        self._depth += 1
        try:
            yield
        finally:
            self._leave()

    def held(self) -> bool:
        """Whether this thread holds the gate."""
        return self._depth > 0 and self._queue.turn == threading.get_ident()

    def forget(self) -> None:
        self._depth = 0

    def _enter(self, deadline: float) -> None:
        if not self._queue.enter(deadline):
            raise _busy()
        locked = False
        try:
            locked = self._file.acquire(deadline)
        except OSError as error:
            raise _unusable(error) from error
        finally:
            if not locked:
                self._queue.leave()
        if not locked:
            raise _busy()

    def _leave(self) -> None:
        if not self._depth:
            return  # a forked child leaves the block its parent entered
        self._depth -= 1
        if not self._depth:
            self._file.release()
            self._queue.leave()


def _unusable(error: OSError) -> ToonbankError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Busy("disk_full", gettext_noop("The disk is full; nothing was saved."), retry_after=30)
    message = gettext_noop("The file {path} cannot be locked: {reason}.")
    hint = gettext_noop("Let this program write in that folder, on a disk of this computer.")
    return Misconfigured("gate_unusable", message, hint=hint, path=error.filename, reason=error.strerror)


def _busy() -> Busy:
    return Busy("busy", gettext_noop("Somebody else is saving; try again in a moment."))
