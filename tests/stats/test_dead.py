import pytest
from scipy.stats import beta

from toonbank.stats.dead import Dead, dead
from toonbank.stats.prior import Prior
from toonbank.stats.rate import Rate


def test_the_probability_is_that_of_the_posterior() -> None:
    found = dead(Rate(4, 50), 900, Prior(2, 6), cost=150)
    assert found.probability == pytest.approx(beta.cdf(150 / 900, 6, 52))
    assert found.dead


def test_too_few_offers_are_no_death() -> None:
    assert not dead(Rate(0, 5), 800, Prior(2, 6)).dead
    assert not dead(Rate(0, 0), 800, Prior(2, 6)).dead


def test_no_margin_is_certain() -> None:
    assert dead(Rate(9, 10), 0, Prior(2, 6)) == Dead(True, 1.0)
    assert dead(Rate(9, 10), 100, Prior(2, 6), cost=100) == Dead(True, 1.0)


def test_free_offers_never_die() -> None:
    assert dead(Rate(0, 500), 100, Prior(2, 6), cost=0) == Dead(False, 0.0)
    with pytest.raises(ValueError, match="cannot cost -1"):
        dead(Rate(0, 5), 100, Prior(2, 6), cost=-1)
