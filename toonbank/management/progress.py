"""A bar on stderr for work of more than two seconds; silent when nobody watches."""

import time
from types import TracebackType
from typing import TextIO

PATIENCE, PAUSE, WIDTH = 2.0, 0.2, 40


class Progress:
    """Called with how much is done of how much; the line is gone when the work is."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.next = time.monotonic() + PATIENCE if stream.isatty() else None
        self.shown = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            self.stream.write("\r" + " " * (WIDTH + 8) + "\r")
            self.stream.flush()

    def __call__(self, done: int, total: int) -> None:
        if self.next is None or (now := time.monotonic()) < self.next:
            return
        full = WIDTH * done // max(total, 1)
        self.stream.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {100 * done // max(total, 1):3d} %")
        self.stream.flush()
        self.next, self.shown = now + PAUSE, True
