"""How fairly the write gate serves 8 processes and 8 threads, with and without SQLite behind it.

Prints, per set-up, holds a second, slowest ÷ fastest client, the longest wait and CPU seconds per second.
"""

import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.queues import SimpleQueue
from pathlib import Path

from toonbank.lib.gate import Gate

CLIENTS, SECONDS = 8, float(os.environ.get("SECONDS", 4))
Result = tuple[int, float]


def main() -> int:
    print(f"{'set-up':34}{'holds/s':>9}{'slowest/fastest':>17}{'longest wait':>14}{'CPU':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for name, work in (
            ("nothing in the gate", nothing),
            ("1 ms", sleep),
            ("SQLite commit, FULL", commit),
        ):
            for kind, run in (
                ("processes", in_processes),
                ("threads", in_threads),
                ("8 × 2 threads", in_both),
            ):
                started, cpu = time.perf_counter(), os.times()
                report(f"{name}, {kind}", run(Path(folder), work), cpu, time.perf_counter() - started)
    return 0


def report(name: str, results: list[Result], before: os.times_result, seconds: float) -> None:
    counts = [count for count, _ in results]
    now = os.times()
    cpu = sum(now[:4]) - sum(before[:4])
    print(
        f"{name:34}{sum(counts) / SECONDS:9.0f}{min(counts) / max(counts):17.2f}"
        f"{max(wait for _, wait in results) * 1000:11.0f} ms{cpu / seconds:7.2f}"
    )


def in_processes(folder: Path, work: Callable[[Path], Callable[[], None]], threads: int = 1) -> list[Result]:
    context = multiprocessing.get_context("fork")
    results: SimpleQueue[list[Result]] = context.SimpleQueue()
    workers = [
        context.Process(target=lambda: results.put(in_threads(folder, work, threads))) for _ in range(CLIENTS)
    ]
    for worker in workers:
        worker.start()
    found = [result for _ in workers for result in results.get()]
    for worker in workers:
        worker.join()
    return found


def in_both(folder: Path, work: Callable[[Path], Callable[[], None]]) -> list[Result]:
    return in_processes(folder, work, threads=2)


def in_threads(
    folder: Path, work: Callable[[Path], Callable[[], None]], threads: int = CLIENTS
) -> list[Result]:
    gate, results = Gate(folder / "gate"), list[Result]()
    clients = [
        threading.Thread(target=lambda: results.append(client(gate, work(folder)))) for _ in range(threads)
    ]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    return results


def client(gate: Gate, act: Callable[[], None]) -> Result:
    time.sleep(0.3)  # so that nobody starts while others are still being made
    count, longest, end = 0, 0.0, time.monotonic() + SECONDS
    while (asked := time.monotonic()) < end:
        with gate.hold(timeout=60):
            longest = max(longest, time.monotonic() - asked)
            act()
        count += 1
    return count, longest


def nothing(folder: Path) -> Callable[[], None]:
    return lambda: None


def sleep(folder: Path) -> Callable[[], None]:
    return lambda: time.sleep(0.001)


def commit(folder: Path) -> Callable[[], None]:
    import sqlite3

    database = sqlite3.connect(
        folder / "bench.sqlite3", timeout=20, isolation_level=None, check_same_thread=False
    )
    database.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS t (a TEXT)"
    )

    def save() -> None:
        for step in ("BEGIN IMMEDIATE", "INSERT INTO t VALUES ('x')", "COMMIT"):
            database.execute(step)

    return save


if __name__ == "__main__":
    sys.exit(main())
