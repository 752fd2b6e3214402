import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta

from bench.stats_addons import ranking
from toonbank.stats.prior import Posterior, Prior
from toonbank.stats.rank import Offered, better, rank
from toonbank.stats.rate import Rate

ITEMS = st.lists(
    st.tuples(
        st.integers(0, 90).flatmap(lambda n: st.builds(Rate, st.integers(0, n), st.just(n))),
        st.integers(-300, 4000),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("first", "m1", "second", "m2"),
    [
        (Posterior(30, 70), 100, Posterior(20, 80), 100),
        (Posterior(3, 9), 400, Posterior(200, 300), 150),
        (Posterior(2, 60), 2500, Posterior(9, 12), 150),
    ],
)
def test_better_is_the_integral(first: Posterior, m1: int, second: Posterior, m2: int) -> None:
    expected = quad(
        lambda a: beta.pdf(a, first.al, first.be) * beta.cdf(a * m1 / m2, second.al, second.be), 0, 1
    )
    assert better(first, m1, second, m2) == pytest.approx(expected[0], abs=2e-3)


def test_better_knows_margins_of_nothing() -> None:
    one = Posterior(3, 9)
    assert (better(one, 100, one, 0), better(one, 0, one, 100), better(one, 0, one, 0)) == (1.0, 0.0, 0.5)


def test_profit_counts_and_not_popularity() -> None:
    offers = [Offered("popular", Rate(300, 500), 100), Offered("dear", Rate(100, 500), 1500)]
    rows = rank(offers, Prior(2, 6))
    assert [(row.key, row.rank, row.tier) for row in rows] == [("dear", 1, 1), ("popular", 2, 2)]
    assert rows[0].profit == pytest.approx(102 / 508 * 1500)


def test_what_cannot_be_told_apart_shares_a_tier() -> None:
    offers = [Offered("b", Rate(3, 10), 500), Offered("a", Rate(3, 10), 500), Offered("c", Rate(1, 9), 500)]
    assert [(row.key, row.tier) for row in rank(offers)] == [("a", 1), ("b", 1), ("c", 1)]


@settings(max_examples=30, deadline=None)
@given(ITEMS)
def test_ranks_are_an_order_and_tiers_climb_by_one(items: list[tuple[Rate, int]]) -> None:
    rows = rank([Offered(str(i), rate, margin) for i, (rate, margin) in enumerate(items)])
    assert [row.rank for row in rows] == list(range(1, len(items) + 1))
    assert [row.profit for row in rows] == sorted((row.profit for row in rows), reverse=True)
    assert all(b.tier - a.tier in (0, 1) for a, b in zip(rows, rows[1:], strict=False))
    assert all(row.low <= row.high for row in rows)


def test_the_top_three_lose_less_than_by_raw_rates_and_intervals_hold() -> None:
    found = ranking(100)
    assert found["ours"] < found["raw"]
    assert found["coverage"] >= 0.92  # the band is 0.93; 100 shops leave ± 0.007
    assert found["wrong"] <= 0.05
    assert found["deaths"] > 2
