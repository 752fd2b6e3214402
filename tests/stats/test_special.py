import pytest
from scipy import stats

from toonbank.stats import special


def test_they_are_the_distributions_they_say() -> None:
    assert special.student_quantile(0.9, 4) == pytest.approx(stats.t.ppf(0.9, 4))
    assert special.student_quantile(0.9, float("inf")) == pytest.approx(stats.norm.ppf(0.9))
    assert special.beta_cdf([0.1, 1.7], 2, 5) == pytest.approx(stats.beta.cdf([0.1, 1.7], 2, 5))
    assert special.beta_quantile([0.1, 0.9], 2, 5) == pytest.approx(stats.beta.ppf([0.1, 0.9], 2, 5))
    assert special.binomial_tail(3, 9, 0.2) == pytest.approx(stats.binom.sf(2, 9, 0.2))
    assert special.binomial_tail(0, 9, 0.2) == 1.0
