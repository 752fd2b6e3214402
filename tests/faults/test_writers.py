"""Twenty tills at once: no error, and nobody is left behind. The long form is bench/soak_writers.py."""

from tests.faults.served import Served
from tests.faults.writers import at_once

TILLS, SECONDS = 20, 6.0


def test_nobody_gets_an_error_and_nobody_is_left_behind(running: Served) -> None:
    sold = at_once(running, TILLS, SECONDS)
    assert set(sold.statuses) == {201}
    assert min(sold.counts) >= max(sold.counts) / 2
