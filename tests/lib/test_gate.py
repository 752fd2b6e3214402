import errno
import multiprocessing
import os
import threading
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from toonbank.lib.errors import Busy, Misconfigured
from toonbank.lib.gate import Gate

FORK = multiprocessing.get_context("fork")


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate(tmp_path / "db.gate")


def keep(path: Path, taken: Event, let_go: Event) -> None:
    with Gate(path).hold():
        taken.set()
        let_go.wait(30)


def add_one(path: Path, counter: Path, times: int) -> None:
    gate = Gate(path)
    for _ in range(times):
        with gate.hold(timeout=30):
            counter.write_text(str(int(counter.read_text()) + 1))


def in_thread(act: object) -> threading.Thread:
    assert callable(act)
    thread = threading.Thread(target=act)
    thread.start()
    return thread


def test_only_the_holding_thread_holds(gate: Gate) -> None:
    seen = []
    assert not gate.held()
    with gate.hold():
        assert gate.held()
        in_thread(lambda: seen.append(gate.held())).join()
    assert (gate.held(), seen) == (False, [False])


def test_a_holder_may_take_it_again_and_leave_in_any_order(gate: Gate) -> None:
    first, second = gate.hold(), gate.hold(timeout=0)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gate.held()
    second.__exit__(None, None, None)
    assert not gate.held()
    with gate.hold(timeout=0):
        pass


def test_an_error_inside_gives_the_gate_back(gate: Gate) -> None:
    with pytest.raises(ZeroDivisionError), gate.hold():
        _ = 1 / 0
    with gate.hold(timeout=0):
        assert gate.held()


def test_threads_are_served_in_the_order_they_came(gate: Gate) -> None:
    served: list[int] = []

    def wait(number: int) -> None:
        with gate.hold():
            served.append(number)

    with gate.hold():
        threads = []
        for number in range(8):
            threads.append(in_thread(lambda number=number: wait(number)))
            while len(gate._queue._waiting) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert served == list(range(8))


def test_a_thread_that_waits_too_long_is_told_and_forgotten(gate: Gate) -> None:
    errors: list[Busy] = []

    def wait() -> None:
        try:
            with gate.hold(timeout=0.05):
                pass
        except Busy as busy:
            errors.append(busy)

    with gate.hold():
        in_thread(wait).join()
    assert [error.code for error in errors] == ["busy"]
    with gate.hold(timeout=0):
        assert gate.held()


def test_another_process_is_waited_for_until_the_time_is_over(gate: Gate, tmp_path: Path) -> None:
    taken, let_go = FORK.Event(), FORK.Event()
    other = FORK.Process(target=keep, args=(tmp_path / "db.gate", taken, let_go))
    other.start()
    assert taken.wait(10)
    start = time.monotonic()
    with pytest.raises(Busy), gate.hold(timeout=0.2):
        pass
    assert 0.2 <= time.monotonic() - start < 2
    let_go.set()
    with gate.hold(timeout=10):
        assert gate.held()
    other.join()


def test_a_killed_holder_gives_way(gate: Gate, tmp_path: Path) -> None:
    taken, never = FORK.Event(), FORK.Event()
    other = FORK.Process(target=keep, args=(tmp_path / "db.gate", taken, never))
    other.start()
    assert taken.wait(10)
    other.kill()
    with gate.hold(timeout=10):
        assert gate.held()
    other.join()


def test_waiting_for_a_process_costs_little(gate: Gate, tmp_path: Path) -> None:
    taken, never = FORK.Event(), FORK.Event()
    other = FORK.Process(target=keep, args=(tmp_path / "db.gate", taken, never))
    other.start()
    assert taken.wait(10)
    before = time.process_time()
    with pytest.raises(Busy), gate.hold(timeout=1):
        pass
    assert time.process_time() - before < 0.3
    other.kill()
    other.join()


def test_no_two_hold_it_at_once_over_processes_and_threads(tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")

    def work() -> None:
        for thread in [in_thread(lambda: add_one(tmp_path / "db.gate", counter, 50)) for _ in range(2)]:
            thread.join()

    workers = [FORK.Process(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (counter.read_text(), [worker.exitcode for worker in workers]) == ("400", [0] * 4)


def test_a_child_forked_inside_has_nothing_and_takes_nothing_away(gate: Gate) -> None:
    with gate.hold():
        child = os.fork()
        if child == 0:  # pragma: no cover - the child reports by its exit code
            os._exit(child_inside(gate))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert gate.held()
        assert not free(gate)
    assert free(gate)


def child_inside(gate: Gate) -> int:
    if gate.held():
        return 1
    try:
        with gate.hold(timeout=0.05):
            return 2
    except Busy:
        gate._leave()  # what the end of the parent's block does in a child
        return 0


def test_a_child_that_lives_on_does_not_keep_the_gate(gate: Gate) -> None:
    with gate.hold():
        child = os.fork()
        if child == 0:  # pragma: no cover
            time.sleep(30)
            os._exit(0)
    assert free(gate)
    os.kill(child, 9)
    os.waitpid(child, 0)


def free(gate: Gate) -> bool:
    """As another process sees it."""
    path = gate._file._gate
    other = FORK.Process(target=try_once, args=(path,))
    other.start()
    other.join()
    return other.exitcode == 0


def try_once(path: Path) -> None:
    with Gate(path).hold(timeout=0.1):
        pass


def test_an_impossible_place_says_so_each_time_and_keeps_nothing(tmp_path: Path) -> None:
    gate = Gate(tmp_path / "missing" / "db.gate")
    for _ in range(2):
        with pytest.raises(Misconfigured, match=r"missing/db\.gate.*: No such file.* Let this program"):
            gate._enter(0)
    (tmp_path / "missing").mkdir()
    with gate.hold(timeout=0):
        assert gate.held()


def test_a_full_disk_is_busy_and_passes(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("toonbank.lib.filelock.os.open", full)
        with pytest.raises(Busy) as caught:
            gate._enter(0)
    assert (caught.value.code, caught.value.retry_after) == ("disk_full", 30)
    with gate.hold(timeout=0):
        assert gate.held()


def test_the_slowest_client_gets_half_of_the_fastest_at_least(tmp_path: Path) -> None:
    counts = FORK.Array("i", 4)

    def client(number: int) -> None:
        gate, end = Gate(tmp_path / "db.gate"), time.monotonic() + 2
        while time.monotonic() < end:
            with gate.hold(timeout=30):
                time.sleep(0.001)
            counts[number] += 1

    clients = [FORK.Process(target=client, args=(number,)) for number in range(4)]
    for process in clients:
        process.start()
    for process in clients:
        process.join()
    assert min(counts[:]) >= max(counts[:]) / 2 > 0
