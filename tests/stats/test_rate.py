import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom
from statsmodels.stats.proportion import proportion_confint

from toonbank.stats.rate import Interval, Rate, wilson

EXPECTED = Path(__file__).resolve().parents[3] / "shared" / "data" / "expected"
SUMS = st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_is_method_3_of_newcombe_1998a_table_i(hits: int, tries: int, low: float, high: float) -> None:
    interval = wilson(hits, tries)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-4)


def test_wilson_gives_the_known_answers_of_the_seed_shops() -> None:
    path = EXPECTED / "seed_examples.json"
    if not path.exists():
        pytest.skip("shared data absent")
    rows = [
        (row, wilson(row["bought"], row["offers"]))
        for group in json.loads(path.read_text()).values()
        for row in group.values()
        if isinstance(row, dict)
    ]
    assert len(rows) == 6
    for row, interval in rows:
        assert [interval.low, interval.high] == pytest.approx(row["wilson95"], abs=1e-9)


@given(SUMS, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_agrees_with_statsmodels(sums: tuple[int, int], level: float) -> None:
    hits, tries = sums
    if not tries:
        return
    interval = wilson(hits, tries, level)
    expected = proportion_confint(hits, tries, alpha=1 - level, method="wilson")
    assert (interval.low, interval.high) == pytest.approx(expected, abs=1e-9)


@given(SUMS)
def test_wilson_is_symmetric_and_holds_its_value(sums: tuple[int, int]) -> None:
    hits, tries = sums
    there, back = wilson(hits, tries).numbers, wilson(tries - hits, tries).numbers
    if there is None or back is None:
        assert tries == 0
        return
    assert there[1] <= there[0] <= there[2]
    assert there == pytest.approx((1 - back[0], 1 - back[2], 1 - back[1]), abs=1e-12)


def test_nothing_tried_is_an_answer_and_not_an_error() -> None:
    assert wilson(0, 0) == Interval(None, None, None)
    assert (wilson(0, 0).known, wilson(0, 0).width, wilson(0, 0).numbers) == (False, None, None)


@pytest.mark.parametrize(
    ("hits", "tries", "level"), [(-1, 4, 0.95), (5, 4, 0.95), (0, -1, 0.95), (1, 2, 1.0)]
)
def test_broken_sums_are_refused(hits: int, tries: int, level: float) -> None:
    with pytest.raises(ValueError, match="must lie between"):
        wilson(hits, tries, level)


@given(st.lists(SUMS, min_size=1, max_size=5), st.lists(SUMS, min_size=1, max_size=5))
def test_rates_add_up_in_any_grouping(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    parts = sum((Rate(*s) for s in first), Rate()) + sum((Rate(*s) for s in second), Rate())
    assert parts == Rate(sum(x for x, _ in first + second), sum(n for _, n in first + second))


def test_mean_coverage_over_rates_stays_in_the_band() -> None:
    tries = 112
    hits = np.arange(tries + 1)
    bounds = [wilson(int(x), tries) for x in hits]
    low = np.array([i.low for i in bounds], dtype=float)
    high = np.array([i.high for i in bounds], dtype=float)

    rates = np.linspace(0.02, 0.80, 400)
    inside = (low <= rates[:, None]) & (rates[:, None] <= high)
    coverage = (binom.pmf(hits, tries, rates[:, None]) * inside).sum(axis=1)
    assert 0.95 <= coverage.mean() <= 0.957


def test_the_counter_never_loads_scipy_or_numpy_for_a_plain_interval() -> None:
    code = (
        "import sys; from toonbank.stats.rate import wilson; from toonbank.stats.days import clustered; "
        "from toonbank.stats.difference import difference; from toonbank.stats.sequence import watched; "
        "difference(wilson(3, 9), wilson(1, 9)); watched(3, 9); "
        "print(sorted({'numpy', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
