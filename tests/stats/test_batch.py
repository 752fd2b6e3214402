import pytest
from scipy.stats import binomtest

from toonbank.stats.batch import Batch, batch


@pytest.mark.parametrize(
    ("late", "tickets", "expected"), [(9, 12, 0.04), (2, 12, 0.04), (30, 30, 0.5), (1, 1, 0.0005)]
)
def test_the_chance_is_the_exact_binomial_test(late: int, tickets: int, expected: float) -> None:
    found = batch(late, tickets, expected)
    assert found.chance == pytest.approx(binomtest(late, tickets, expected, alternative="greater").pvalue)
    assert found.batched == (found.chance < 0.001)


def test_a_quiet_day_is_not_batched() -> None:
    assert batch(0, 0, 0.04) == Batch(False, 1.0, 0, 0, 0.04)


@pytest.mark.parametrize(("late", "tickets", "expected"), [(3, 2, 0.1), (-1, 2, 0.1), (1, 2, 1.5)])
def test_counts_that_cannot_be_are_refused(late: int, tickets: int, expected: float) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        batch(late, tickets, expected)
