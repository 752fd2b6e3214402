import pytest
from scipy.stats import ttest_ind

from toonbank.stats.money import MoneySums
from toonbank.stats.ratio import Return, return_on

TREATED, HOLDOUT = [0, 900, 0, 1500, 400, 0, 0, 800], [0, 0, 900, 0, 300]


def test_the_interval_is_welchs_times_the_customers_treated() -> None:
    found = return_on(MoneySums.of(TREATED), MoneySums.of(HOLDOUT), cost=500)
    expected = ttest_ind(TREATED, HOLDOUT, equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((8 * expected.low, 8 * expected.high))
    assert found.gained == pytest.approx(8 * (450 - 240))
    assert found.roi is not None
    assert found.roi[0] == pytest.approx((1680 - 500) / 500)


def test_without_a_hold_out_or_a_cost_there_is_no_return() -> None:
    assert return_on(MoneySums.of(TREATED), MoneySums(), 500) == Return(None, None, None, 500, None)
    assert return_on(MoneySums.of([0, 0]), MoneySums.of([0, 0]), 500) == Return(None, None, None, 500, None)
    assert return_on(MoneySums.of(TREATED), MoneySums.of(HOLDOUT), 0).roi is None
    with pytest.raises(ValueError, match="cannot cost -1"):
        return_on(MoneySums.of(TREATED), MoneySums.of(HOLDOUT), -1)
