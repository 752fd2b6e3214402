from itertools import combinations
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from bench.stats_trust import changes
from toonbank.stats.changepoint import Segment, segments
from toonbank.stats.rate import Rate

RATES = st.lists(
    st.integers(1, 30).flatmap(lambda n: st.builds(Rate, st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=7,
)


@settings(max_examples=40, deadline=None)
@given(RATES)
def test_no_other_split_costs_less(periods: list[Rate]) -> None:
    def cost(cuts: tuple[int, ...]) -> float:
        ends = [0, *cuts, len(periods)]
        parts = [sum(periods[a:b], Rate()) for a, b in zip(ends, ends[1:], strict=False)]
        held = [
            binom.logpmf(r.hits, r.tries, part.hits / part.tries)
            for part, a, b in zip(parts, ends, ends[1:], strict=False)
            for r in periods[a:b]
        ]
        return float(-2 * sum(held) + 3 * log(len(periods)) * len(cuts))

    places = range(1, len(periods))
    best = min(cost(cuts) for size in range(len(periods)) for cuts in combinations(places, size))
    found = segments(periods)
    assert cost(tuple(s.start for s in found[1:])) == pytest.approx(best, abs=1e-6)
    assert sum((s.rate for s in found), Rate()) == sum(periods, Rate())


def test_a_steady_rate_is_one_segment() -> None:
    assert segments([Rate(3, 10)] * 20) == [Segment(0, 20, Rate(60, 200))]
    assert segments([Rate(0, 0)] * 3) == [Segment(0, 3, Rate())]
    assert segments([]) == []


def test_changes_are_found_and_not_made_up() -> None:
    assert changes(150)[0] <= 0.08
    found, away = changes(150, shift=0.20)
    assert found >= 0.9
    assert away <= 1.5
