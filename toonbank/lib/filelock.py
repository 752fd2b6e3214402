"""A lock between processes with a time limit: two flocks, so that who just had it cannot push in.

Whoever waits holds the `next` file; the one who let go has to queue there before taking the gate again.
"""

import os
import time
from pathlib import Path

from .forks import watch

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_SHORTEST, _LONGEST = 0.0002, 0.002


class FileLock:
    """For one thread at a time; the gate's queue sees to that."""

    def __init__(self, path: Path) -> None:
        self._gate, self._next = path, Path(f"{path}-next")
        self._handle: int | None = None
        watch(self)

    def acquire(self, deadline: float) -> bool:
        if fcntl is None:
            return True
        turn = _locked(self._next, deadline)
        if turn is None:
            return False
        try:
            self._handle = _locked(self._gate, deadline)
        finally:
            _unlock(turn)
        return self._handle is not None

    def release(self) -> None:
        if self._handle is not None:
            _unlock(self._handle)
            self._handle = None

    def forget(self) -> None:
        """A child must neither keep the parent's lock alive nor end it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _locked(path: Path, deadline: float) -> int | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    pause = _SHORTEST
    while not _try(handle):
        if time.monotonic() >= deadline:
            os.close(handle)
            return None
        time.sleep(pause)
        pause = min(pause * 1.5, _LONGEST)
    return handle


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _unlock(handle: int) -> None:
    # Closing alone would leave the lock with a child forked meanwhile.
    fcntl.flock(handle, fcntl.LOCK_UN)
    os.close(handle)
