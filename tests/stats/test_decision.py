from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta

from toonbank.stats.decision import Decision, Reason, decide, expected_regret, tolerated_regret

SUMS = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("al", "be", "margin", "cost"), [(3.0, 9.0, 800, 150), (13.0, 71.0, 1000, 150), (1.0, 3.0, 300, 150)]
)
def test_regret_is_the_integral_of_the_loss(al: float, be: float, margin: int, cost: int) -> None:
    t = cost / margin
    below = quad(lambda a: (t - a) * beta.pdf(a, al, be), 0, t)[0]
    above = quad(lambda a: (a - t) * beta.pdf(a, al, be), t, 1)[0]
    worth, regret = expected_regret(al, be, margin, cost, offers_per_week=7)
    assert worth == (al / (al + be) > t)
    assert regret == pytest.approx(min(below, above) * margin * 7, abs=1e-6)


@given(SUMS, st.integers(-200, 5000), st.floats(0, 60))
def test_regret_falls_when_the_same_rate_carries_more_weight(
    sums: tuple[int, int], margin: int, pace: float
) -> None:
    al, be = 1.0 + sums[0], 3.0 + sums[1] - sums[0]
    once, twice = (
        expected_regret(al, be, margin, 150, pace),
        expected_regret(2 * al, 2 * be, margin, 150, pace),
    )
    assert once[1] >= twice[1] - 1e-6 * (1 + once[1])
    assert once[0] == twice[0]


@pytest.mark.parametrize(
    ("args", "state", "reason", "worth"),
    [
        ({"hits": 0, "tries": 0}, "draft", Reason.NOTHING_TRIED, True),
        ({"hits": 3, "tries": 10}, "draft", Reason.REGRET_HIGH, True),
        ({"hits": 29, "tries": 78, "width": 0.21}, "act", Reason.REGRET_LOW_INTERVAL_WIDE, True),
        ({"hits": 37, "tries": 100, "width": 0.19}, "firm", Reason.REGRET_LOW_INTERVAL_NARROW, True),
        ({"hits": 0, "tries": 60, "width": 0.06}, "firm", Reason.REGRET_LOW_INTERVAL_NARROW, False),
        ({"hits": 5, "tries": 5, "margin": 150}, "act", Reason.REGRET_LOW_INTERVAL_WIDE, False),
        ({"hits": 5, "tries": 5, "margin": -20}, "act", Reason.REGRET_LOW_INTERVAL_WIDE, False),
        (
            {"hits": 29, "tries": 78, "width": 0.21, "margin": None},
            "draft",
            Reason.MARGIN_UNKNOWN_INTERVAL_WIDE,
            None,
        ),
        (
            {"hits": 12, "tries": 80, "width": 0.2, "margin": None},
            "firm",
            Reason.MARGIN_UNKNOWN_INTERVAL_NARROW,
            None,
        ),
        ({"hits": 0, "tries": 0, "margin": None}, "draft", Reason.NOTHING_TRIED, None),
    ],
)
def test_states(args: dict[str, Any], state: str, reason: Reason, worth: bool | None) -> None:
    found = decide(**{"margin": 800, "offers_per_week": 5, "width": None} | args)
    assert (found.state, found.reason, found.worth) == (state, reason, worth)


@given(
    SUMS,
    st.one_of(st.none(), st.integers(-100, 5000)),
    st.floats(0, 50),
    st.one_of(st.none(), st.floats(0, 1)),
)
def test_the_forecast_fits_the_state(
    sums: tuple[int, int], margin: int | None, pace: float, width: float | None
) -> None:
    found = decide(*sums, margin, pace, width)
    assert (found.weeks_until == 0) == (found.state != "draft")
    assert found.weeks_until is None or 0 <= found.weeks_until <= 520
    assert (found.regret is None) == (found.worth is None) == (margin is None)


def test_the_forecast_week_is_the_first_that_would_do() -> None:
    found = decide(3, 10, 800, 5, 0.45, prior=(1, 3))
    assert found.weeks_until == 2
    one, two = (expected_regret(4 * g, 10 * g, 800, 150, 5)[1] for g in (1 + 5 / 14, 1 + 10 / 14))
    assert one > 25 >= two


def test_nobody_offering_is_never() -> None:
    assert decide(3, 10, 800, 0, None, eps=0.0) == Decision(
        "act", Reason.REGRET_LOW_INTERVAL_WIDE, True, 0.0, 0
    )
    assert decide(3, 10, None, 0, 0.4).weeks_until is None


def test_a_tighter_tolerance_keeps_longer_in_draft() -> None:
    assert decide(3, 10, 800, 5, 0.45, eps=60).state == "act"
    assert decide(3, 10, 800, 5, 0.45, eps=1).state == "draft"


def test_tolerance_grows_with_the_shop() -> None:
    assert (tolerated_regret(0), tolerated_regret(5000), tolerated_regret(40_000)) == (25, 25, 200)


@pytest.mark.parametrize(
    "wrong", [{"offers_per_week": -1}, {"cost": -1}, {"prior": (0.0, 1.0)}, {"hits": 11}]
)
def test_broken_calls_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="out of range|between"):
        decide(**{"hits": 3, "tries": 10, "margin": 800, "offers_per_week": 5, "width": None} | wrong)


def test_it_beats_waiting_for_thirty() -> None:
    draw = np.random.default_rng(5)
    ours, thirty = [], []
    for _ in range(250):
        rate, margin = float(draw.beta(2, 6)), int(draw.lognormal(np.log(900), 0.5))
        pace = float(draw.lognormal(np.log(5), 0.6))
        steps = draw.poisson(pace, 26)
        hits, tries = draw.binomial(steps, rate).cumsum(), steps.cumsum()
        stakes = abs(rate * margin - 150) * pace / 100
        worth = rate * margin > 150
        weeks = [
            decide(int(x), int(n), margin, pace, None, prior=(2, 6)) for x, n in zip(hits, tries, strict=True)
        ]
        stop = next((w for w, d in enumerate(weeks) if d.state != "draft"), 25)
        ours.append((stakes * (weeks[stop].worth != worth), stop + 1))
        stop = next((w for w, n in enumerate(tries) if n >= 30), 25)
        thirty.append((stakes * (weeks[stop].worth != worth), stop + 1))
    regret, weeks_in_draft = np.mean(ours, axis=0)
    assert regret <= 0.20  # the band is 0.13; 250 add-ons leave ± 0.06
    assert weeks_in_draft <= 4.9
    assert weeks_in_draft < np.mean(thirty, axis=0)[1] - 2
