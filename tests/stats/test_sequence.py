import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaln

from toonbank.stats.rate import Interval, wilson
from toonbank.stats.sequence import watched


def test_the_ends_are_where_the_mixture_martingale_reaches_one_over_alpha() -> None:
    found = watched(29, 78)
    assert found.numbers is not None
    for p in found.numbers[1:]:
        log_martingale = betaln(29.5, 49.5) - betaln(0.5, 0.5) - 29 * np.log(p) - 49 * np.log(1 - p)
        assert log_martingale == pytest.approx(np.log(20), abs=1e-6)


@given(st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_is_wider_than_one_look(sums: tuple[int, int]) -> None:
    one, every = wilson(*sums).numbers, watched(*sums).numbers
    if one is None or every is None:
        assert sums[1] == 0
        return
    assert every[1] <= every[0] <= every[2]
    assert every[2] - every[1] >= one[2] - one[1]


def test_nothing_tried() -> None:
    assert watched(0, 0) == Interval(None, None, None, method="watched")


def test_all_and_none() -> None:
    assert (watched(0, 20).low, watched(20, 20).high) == (0.0, 1.0)


@pytest.mark.parametrize(("al", "be"), [(0.5, 0.5), (2.0, 6.0)])
def test_120_daily_looks_miss_in_at_most_one_of_twenty_shops(al: float, be: float) -> None:
    draw, shops, p = np.random.default_rng(3), 400, 0.25
    tries = np.cumsum(draw.poisson(4, (shops, 120)), axis=1)
    steps = np.diff(tries, prepend=0, axis=1)
    hits = np.cumsum(draw.binomial(steps, p), axis=1)
    log_martingale = (
        betaln(al + hits, be + tries - hits)
        - betaln(al, be)
        - hits * np.log(p)
        - (tries - hits) * np.log(1 - p)
    )
    missed = (log_martingale >= np.log(20)).any(axis=1)
    assert missed.mean() <= 0.05 + 2 * 0.011
    # The function itself says the same at the worst look of each of the first shops.
    for shop in range(40):
        look = int(log_martingale[shop].argmax())
        inside = _holds(watched(int(hits[shop, look]), int(tries[shop, look]), al=al, be=be), p)
        assert inside == (log_martingale[shop, look] < np.log(20))


def _holds(interval: Interval, truth: float) -> bool:
    return interval.numbers is None or interval.numbers[1] <= truth <= interval.numbers[2]
