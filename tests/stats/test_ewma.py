import pytest

from bench.stats_trust import signals
from toonbank.stats.ewma import Chart, Point, ewma
from toonbank.stats.rate import Rate

USUAL = [Rate(12, 40), Rate(10, 40), Rate(14, 40), Rate(12, 40)] * 2


def test_two_periods_by_hand() -> None:
    # p = 96/320 = 0.3; chi² = 4·4/(40·0.21)·... < 7, so φ = 1; z = (20 - 12)/√8.4 = 2.7603
    chart = ewma(USUAL, [Rate(20, 40), Rate(20, 40)])
    assert (chart.rate, chart.overdispersion) == (0.3, 1.0)
    first, second = chart.points
    assert first.value == pytest.approx(0.2 * 8 / 8.4**0.5)
    assert first.limit == pytest.approx(3 * (0.2**2 + (0.2 * (40 / 320) ** 0.5) ** 2) ** 0.5)
    assert second.value == pytest.approx(0.36 * 8 / 8.4**0.5)
    assert second.limit == pytest.approx(3 * (0.2**2 + 0.16**2 + (0.36 * (1 / 8) ** 0.5) ** 2) ** 0.5)


def test_weeks_that_differ_widen_the_chart() -> None:
    wild = [Rate(2, 40), Rate(22, 40)] * 4
    chart = ewma(wild, [Rate(26, 40)] * 3)
    assert chart.overdispersion is not None
    assert chart.overdispersion > 10
    assert not any(point.signal for point in chart.points)


def test_a_closed_week_leaves_the_line_where_it_was() -> None:
    chart = ewma(USUAL, [Rate(20, 40), Rate(0, 0)])
    assert chart.points[1] == chart.points[0]


@pytest.mark.parametrize("baseline", [[], USUAL[:7], [Rate(0, 40)] * 9, [Rate(40, 40)] * 9])
def test_too_little_baseline_gives_no_chart(baseline: list[Rate]) -> None:
    assert ewma(baseline, USUAL) == Chart((), None, None)


def test_a_signal_is_outside_on_either_side() -> None:
    assert [Point(v, 0.5).signal for v in (-0.6, -0.5, 0.0, 0.5, 0.6)] == [True, False, False, False, True]


def test_it_stays_silent_in_a_steady_shop_and_speaks_in_a_changed_one() -> None:
    assert signals(150) <= 0.10
    assert signals(150, shift=0.15) >= 0.80
