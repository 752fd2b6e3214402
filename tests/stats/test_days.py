"""Day clusters: against the definition in floating point, by hand, and by simulation."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toonbank.stats.days import DaySums, clustered, wilson_clustered
from toonbank.stats.rate import Interval, wilson

DAY = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
DAYS = st.lists(DAY, max_size=30)


def test_nothing_tried_is_an_answer_and_not_an_error() -> None:
    assert wilson_clustered([], []) == Interval(None, None, None)
    assert wilson_clustered([0] * 9, [0] * 9) == Interval(None, None, None)
    assert clustered(DaySums()) == Interval(None, None, None)


@given(DAYS)
def test_deff_from_sums_is_the_one_from_days(days: list[tuple[int, int]]) -> None:
    tried = np.array([day for day in days if day[1]], dtype=float).reshape(-1, 2)
    hits, tries = tried[:, 0].sum(), tried[:, 1].sum()
    if len(tried) < 2 or hits in (0, tries):
        assert DaySums.of(days).deff == 1
        return
    p = hits / tries
    between = len(tried) / (len(tried) - 1) * ((tried[:, 0] - p * tried[:, 1]) ** 2).sum()
    assert DaySums.of(days).deff == pytest.approx(max(1.0, between / (tries * p * (1 - p))))


@given(DAYS, st.integers(0, 30))
def test_days_add_up_in_any_grouping(days: list[tuple[int, int]], cut: int) -> None:
    assert DaySums.of(days[:cut]) + DaySums.of(days[cut:]) == DaySums.of(days)


@given(DAYS)
def test_the_interval_holds_its_value_and_plain_wilson(days: list[tuple[int, int]]) -> None:
    sums = DaySums.of(days)
    found, plain = clustered(sums), wilson(sums.hits, sums.tries)
    if found.numbers is None or plain.numbers is None:
        assert not sums.tries
        return
    ends = (
        0.0,
        found.numbers[1],
        plain.numbers[1],
        found.numbers[0],
        plain.numbers[2],
        found.numbers[2],
        1.0,
    )
    assert all(low <= high + 1e-12 for low, high in pairwise(ends))


def test_ten_years_of_days_lose_no_digit() -> None:
    days = [(2_000_000 + day % 3, 5_000_000) for day in range(3_650)]
    found = clustered(DaySums.of(days))
    assert (found.deff, found.df) == (1.0, 3_649)


def test_days_of_unequal_number_are_refused() -> None:
    with pytest.raises(ValueError, match="3 days of hits but 2"):
        wilson_clustered([1, 2, 3], [4, 4])


def test_few_days_fall_back_to_plain_wilson() -> None:
    assert wilson_clustered([0, 4] * 3, [4] * 6) == wilson(12, 24)


def test_days_without_tries_are_not_days() -> None:
    hits, tries = [1, 3, 0, 2, 4, 1, 0, 3, 2], [4] * 9
    assert wilson_clustered([*hits, 0], [*tries, 0]) == wilson_clustered(hits, tries)


def test_design_effect_is_the_linearised_ratio_variance() -> None:
    # By hand: x = 3, 0, 2 of n = 4, 2, 4; p = 1/2; residuals 1, -1, 0; v = 3/2 * 2 / 100 = 0.03
    # binomial p(1-p)/10 = 0.025; deff = 1.2
    assert DaySums.of([(3, 4), (0, 2), (2, 4)]).deff == pytest.approx(1.2)
    assert DaySums.of([(0, 4), (0, 2)]).deff == DaySums.of([(4, 4)]).deff == 1.0


def test_clustered_days_are_covered_where_plain_wilson_fails() -> None:
    draw, worlds, p, rho = np.random.default_rng(7), 1500, 0.25, 0.10
    weight = 1 / rho - 1
    days = draw.beta(p * weight, (1 - p) * weight, (worlds, 28))
    hits = draw.binomial(4, days)
    inside = [_holds(wilson_clustered([int(x) for x in row], [4] * 28), p) for row in hits]
    plain = [_holds(wilson(int(row.sum()), 112), p) for row in hits]
    assert np.mean(inside) >= 0.925  # 0.935 is the band; 1,500 worlds are ± 0.012
    assert np.mean(plain) < 0.92


def _holds(interval: Interval, truth: float) -> bool:
    assert interval.numbers is not None
    return interval.numbers[1] <= truth <= interval.numbers[2]
