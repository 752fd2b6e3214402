"""The bar: late, on a terminal only, and gone afterwards."""

from io import StringIO

import pytest

from toonbank.management import progress
from toonbank.management.progress import WIDTH, Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time is what the test says it is."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_silent_when_it_is_no_terminal(clock: list[float]) -> None:
    stream = StringIO()
    with Progress(stream) as tell:
        clock[0] += 60
        tell(1, 2)
    assert stream.getvalue() == ""


def test_silent_for_two_seconds(clock: list[float]) -> None:
    stream = Terminal()
    with Progress(stream) as tell:
        clock[0] += 1.9
        tell(1, 2)
    assert stream.getvalue() == ""


def test_shown_then_and_gone_afterwards(clock: list[float]) -> None:
    stream = Terminal()
    with Progress(stream) as tell:
        clock[0] += 2.1
        tell(1, 2)
        tell(2, 3)
        clock[0] += 0.3
        tell(4, 4)
    half, all_of_it = "#" * (WIDTH // 2) + "." * (WIDTH // 2), "#" * WIDTH
    gone = "\r" + " " * (WIDTH + 8) + "\r"
    assert stream.getvalue() == f"\r[{half}]  50 %\r[{all_of_it}] 100 %{gone}"


def test_of_nothing(clock: list[float]) -> None:
    stream = Terminal()
    tell = Progress(stream)
    clock[0] += 3
    tell(0, 0)
    assert stream.getvalue() == f"\r[{'.' * WIDTH}]   0 %"
