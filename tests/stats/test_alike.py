"""Like with like: against Newcombe, against exact fractions, and in worlds where promotions move."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toonbank.stats.alike import alike
from toonbank.stats.difference import difference
from toonbank.stats.rate import Interval, wilson

NOTHING = Interval(None, None, None)
rates = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda n: (min(n), max(n)))


@given(rates, rates)
def test_one_kind_of_day_is_newcombe(a: tuple[int, int], b: tuple[int, int]) -> None:
    found, plain = alike([(wilson(*a), wilson(*b))]), difference(wilson(*a), wilson(*b))
    assert (found.value, found.low, found.high) == pytest.approx((plain.value, plain.low, plain.high))


@given(st.lists(st.tuples(rates, rates), min_size=1, max_size=4))
def test_the_difference_in_exact_fractions(strata: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Mantel–Haenszel's risk difference as the books have it: Σ (a·n2 − c·n1)/N ÷ Σ n1·n2/N."""
    above = sum(Fraction(x * m - y * n, n + m) for (x, n), (y, m) in strata)
    below = sum(Fraction(n * m, n + m) for (_x, n), (_y, m) in strata)
    found = alike([(wilson(*a), wilson(*b)) for a, b in strata])
    assert found.value == pytest.approx(float(above / below))
    assert found.low is not None
    assert found.high is not None
    assert found.low <= float(above / below) <= found.high


def test_a_kind_of_day_that_only_one_has_falls_out() -> None:
    plain = alike([(wilson(30, 100), wilson(28, 90))])
    for other in ((wilson(90, 100), NOTHING), (NOTHING, wilson(90, 100)), (NOTHING, NOTHING)):
        assert alike([(wilson(30, 100), wilson(28, 90)), other]) == plain


def test_nothing_shared_is_nothing_said() -> None:
    found = alike([(wilson(3, 10), NOTHING), (NOTHING, wilson(3, 10))])
    assert (found.first, found.value, found.low, found.shared) == (None, None, None, 0)
    assert alike([]).shared == 0


def test_levels_must_agree() -> None:
    with pytest.raises(ValueError, match="levels"):
        alike([(wilson(1, 2), wilson(1, 2, 0.9))])


def world(chance: Random, ordinary: float, promoted: float, shares: tuple[float, float]) -> tuple[bool, bool]:
    """Nothing changed but how many days had a promotion: is a difference called, like with like and crude?"""
    sums: list[list[list[int]]] = [[[0, 0], [0, 0]], [[0, 0], [0, 0]]]
    for period, share in enumerate(shares):
        for _offer in range(150):
            kind = int(chance.random() < share)
            cell = sums[period][kind]
            cell[1] += 1
            cell[0] += chance.random() < (promoted if kind else ordinary)
    pairs = [(wilson(*sums[0][kind]), wilson(*sums[1][kind])) for kind in (0, 1)]
    found = alike(pairs)
    crude = difference(*(wilson(sum(k[0] for k in one), sum(k[1] for k in one)) for one in sums))
    return (found.low or 0) > 0 or (found.high or 0) < 0, crude.excludes_zero


def test_a_promotion_is_not_taken_for_a_change() -> None:
    """Ordinary days sell 25 %, promoted ones 55 %; one period has four times as many of them."""
    chance = Random(11)
    told = [world(chance, 0.25, 0.55, (0.6, 0.15)) for _ in range(400)]
    wrong, crude = (sum(one[at] for one in told) / 400 for at in (0, 1))
    assert wrong <= 0.08  # 0.05 is the band; 400 worlds are ± 0.022
    assert crude >= 0.5


def test_a_change_is_still_found() -> None:
    chance = Random(12)

    def called() -> bool:
        pairs = []
        for now, before in ((0.45, 0.25), (0.75, 0.55)):
            hits = [sum(chance.random() < rate for _ in range(90)) for rate in (now, before)]
            pairs.append((wilson(hits[0], 90), wilson(hits[1], 90)))
        return (alike(pairs).low or 0) > 0

    assert sum(called() for _ in range(200)) / 200 >= 0.9
