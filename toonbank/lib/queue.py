"""Threads in a row: first come, first served, which threading.Lock does not promise."""

import threading
import time
from collections import deque

from .forks import watch

_Waiter = tuple[int, threading.Lock]


class Queue:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[_Waiter] = deque()
        self.turn: int | None = None  # the identity of the thread whose turn it is
        watch(self)

    def enter(self, deadline: float) -> bool:
        """True when it is this thread's turn; False when that did not happen before `deadline`."""
        with self._lock:
            if self.turn is None:
                self.turn = threading.get_ident()
                return True
            waiter = (threading.get_ident(), threading.Lock())
            waiter[1].acquire()
            self._waiting.append(waiter)
        try:
            return waiter[1].acquire(timeout=max(0.0, deadline - time.monotonic())) or self._late(waiter)
        except BaseException:
            # Ctrl-C while waiting: a turn nobody takes would stop everybody behind.
            if self._late(waiter):
                self.leave()
            raise

    def leave(self) -> None:
        with self._lock:
            self.turn = None
            if self._waiting:
                self.turn, waiting = self._waiting.popleft()
                waiting.release()

    def forget(self) -> None:
        # A forked child has one thread and none of the parent's waiters.
        self._lock = threading.Lock()
        self._waiting.clear()
        self.turn = None

    def _late(self, waiter: _Waiter) -> bool:
        with self._lock:
            if waiter not in self._waiting:
                return True  # the turn came between the time-out and here
            self._waiting.remove(waiter)
            return False
