import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from toonbank.stats.money import MoneyMean, MoneySums, mean_per_ticket

AMOUNTS = st.lists(st.integers(-5_000, 500_000), min_size=2, max_size=60)


@given(AMOUNTS)
def test_sums_give_the_moments_of_the_tickets(amounts: list[int]) -> None:
    sums = MoneySums.of(amounts)
    assert sums.variance == pytest.approx(np.var(amounts, ddof=1))
    if len(set(amounts)) > 1:
        assert sums.skewness == pytest.approx(stats.skew(amounts), abs=1e-6)


@given(AMOUNTS, AMOUNTS)
def test_sums_add_up(first: list[int], second: list[int]) -> None:
    assert MoneySums.of(first) + MoneySums.of(second) == MoneySums.of(first + second)


@given(AMOUNTS)
def test_the_mean_is_the_mean_and_the_ends_are_in_order(amounts: list[int]) -> None:
    found = mean_per_ticket(MoneySums.of(amounts))
    assert found.value == pytest.approx(np.mean(amounts))
    assert (found.low is None) == (found.high is None) == (len(set(amounts)) == 1)
    assert found.low is None or found.high is None or found.low < found.high


def test_without_skew_it_is_student() -> None:
    amounts = [100, 200, 300, 400, 500, 600, 700, 800, 900]
    low, high = stats.t.interval(0.95, 8, np.mean(amounts), stats.sem(amounts))
    found = mean_per_ticket(MoneySums.of(amounts))
    assert (found.low, found.high) == pytest.approx((low, high))


def test_the_ends_solve_halls_cubic() -> None:
    # g(T) = T + a T²/3 + a² T³/27 + a/6 with a = skewness / √n must equal the Student quantile at each end.
    sums = MoneySums.of([0] * 60 + [800] * 9 + [2500] * 3)
    found, n = mean_per_ticket(sums), sums.tickets
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    a, error = sums.skewness / n**0.5, (sums.variance / n) ** 0.5
    for end, p in ((found.low, 0.975), (found.high, 0.025)):
        t = (found.value - end) / error
        assert t + a * t**2 / 3 + a**2 * t**3 / 27 + a / 6 == pytest.approx(stats.t.ppf(p, n - 1))


def test_too_little_to_say_is_an_answer() -> None:
    none, one, alike = MoneySums(), MoneySums.of([800]), MoneySums.of([0] * 30)
    assert mean_per_ticket(none) == MoneyMean(None, None, None, none)
    assert mean_per_ticket(one) == MoneyMean(800.0, None, None, one)
    assert mean_per_ticket(alike) == MoneyMean(0.0, None, None, alike)


def test_impossible_sums_are_refused() -> None:
    with pytest.raises(ValueError, match="no tickets have these sums"):
        mean_per_ticket(MoneySums(2, 10, 20, 0))


def test_84_tickets_of_which_nine_in_ten_hold_nothing_are_covered() -> None:
    draw, worlds, chance = np.random.default_rng(11), 1500, 0.10
    prices = np.array([800, 1500, 2500])
    amounts = np.where(draw.random((worlds, 84)) < chance, draw.choice(prices, (worlds, 84)), 0)
    means = [mean_per_ticket(MoneySums.of(row.tolist())) for row in amounts]
    inside = [m.low <= 160 <= m.high for m in means if m.low is not None and m.high is not None]
    assert len(inside) == worlds
    assert np.mean(inside) >= 0.93
