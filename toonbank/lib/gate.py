"""One writer at a time: threads queue in order, processes meet at an flock beside the database.

SQLite's own waiting starves writers; whoever holds the gate finds the database free.
Windows has no flock: there the gate orders the threads of one process only.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from .errors import Busy, gettext_noop
from .filelock import FileLock
from .queue import Queue


class Gate:
    """`path` is the database; the locks are the files next to it, path-gate and path-next."""

    def __init__(self, path: str | Path) -> None:
        self._queue = Queue()
        self._file = FileLock(Path(path))

    @contextmanager
    def hold(self, timeout: float = 5.0) -> Iterator[None]:
        """Hold it around a write; a thread that holds it may take it again.
        Raises Busy when the turn does not come within `timeout` seconds."""
        if self.held():
            yield
            return
        deadline = time.monotonic() + timeout
        if not self._queue.enter(deadline):
            raise _busy()
        try:
            if not self._file.acquire(deadline):
                raise _busy()
            try:
                yield
            finally:
                self._file.release()
        finally:
            self._queue.leave()

    def held(self) -> bool:
        """Whether this thread holds the gate."""
        return self._file.held and self._queue.turn_of() == threading.get_ident()


@lru_cache
def gate_for(path: Path) -> Gate:
    """The one gate of this process for a database: a second object would wait for the first."""
    return Gate(path)


def _busy() -> Busy:
    return Busy("busy", gettext_noop("Somebody else is saving; try again in a moment."))
