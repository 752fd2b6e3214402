import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.stats_addons import SELECTION, quick_win_coverage
from toonbank.stats.prior import Posterior
from toonbank.stats.quickwin import QuickWin, Seller, quick_win

TEAM = st.lists(st.builds(Seller, st.floats(0, 80), st.floats(0, 1)), max_size=6)


def test_the_product_agrees_with_simulation() -> None:
    draw = np.random.default_rng(4)
    attach, kappa = draw.beta(31, 55, 400_000), draw.normal(0.7, 0.25, 400_000)
    kept = (kappa >= 0) & (kappa <= 1.5)
    sales = (attach * kappa)[kept] * 15 * 1200
    win = quick_win([Seller(40, 0.9), Seller(30, 0.3)], 0.8, Posterior(31, 55), 1200)
    assert win.expected == pytest.approx(sales.mean(), rel=5e-3)
    assert (win.low, win.high) == pytest.approx(np.quantile(sales, [0.025, 0.975]), rel=0.03)
    assert win.if_alike == pytest.approx(31 / 86 * 15 * 1200)


def test_who_is_above_the_target_adds_nothing() -> None:
    assert quick_win([Seller(40, 0.9)], 0.8, Posterior(3, 5), 1200) == QuickWin(0.0, 0.0, 0.0, 0.0, 0.0)
    assert quick_win([], 0.8, Posterior(3, 5), 1200).extra_offers == 0


@settings(max_examples=30, deadline=None)
@given(TEAM, st.floats(0, 1), st.integers(0, 4000))
def test_the_expected_amount_lies_inside_and_below_the_naive_one(
    team: list[Seller], target: float, margin: int
) -> None:
    win = quick_win(team, target, Posterior(4, 9), margin)
    assert 0 <= win.low <= win.expected <= win.high
    assert win.expected <= win.if_alike


@pytest.mark.parametrize(("team", "target"), [([Seller(5, 1.2)], 0.5), ([Seller(-1, 0.2)], 0.5), ([], 1.5)])
def test_broken_rates_are_refused(team: list[Seller], target: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quick_win(team, target, Posterior(4, 9), 800)


@pytest.mark.parametrize("selection", SELECTION.values(), ids=SELECTION)
def test_the_range_holds_however_staff_chose_whom_to_ask(selection: float) -> None:
    assert quick_win_coverage(120, selection) >= 0.87  # the band is 0.90; 120 shops leave ± 0.03
