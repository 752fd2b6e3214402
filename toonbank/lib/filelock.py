"""A lock between processes with a time limit: two flocks, so that who just had it cannot push in.

Whoever waits holds the `next` file; the one who let go has to queue there before taking the gate again.
flock knows no time limit, so we ask again and again: the one next in line often, the others now and then.
"""

import os
import time
from pathlib import Path

from .forks import watch

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NEXT_PAUSE, _GATE_PAUSE = 0.001, 0.0002


class FileLock:
    """For one thread at a time; the gate's queue sees to that."""

    def __init__(self, path: Path) -> None:
        self._next, self._gate = Path(f"{path}-next"), path
        self._handles: list[int] = []
        watch(self)

    def acquire(self, deadline: float) -> bool:
        if fcntl is None:
            return True
        if not self._lock(self._next, deadline, _NEXT_PAUSE):
            return False
        try:
            return self._lock(self._gate, deadline, _GATE_PAUSE)
        finally:
            self._unlock(0)

    def release(self) -> None:
        if self._handles:
            self._unlock(-1)

    def forget(self) -> None:
        """A child must neither keep the parent's lock alive nor end it."""
        while self._handles:
            os.close(self._handles.pop())

    def _lock(self, path: Path, deadline: float, pause: float) -> bool:
        self._handles.append(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660))
        locked = False
        try:
            while not (locked := _try(self._handles[-1])) and time.monotonic() < deadline:
                time.sleep(pause)
        finally:
            if not locked:
                os.close(self._handles.pop())
        return locked

    def _unlock(self, place: int) -> None:
        handle = self._handles.pop(place)
        # Closing alone would leave the lock with a child forked meanwhile.
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
