import json
from pathlib import Path

import pytest

from toonbank.stats.difference import Difference, difference
from toonbank.stats.rate import wilson

EXPECTED = Path(__file__).resolve().parents[3] / "shared" / "data" / "expected"


@pytest.mark.parametrize(
    ("sums", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_method_10_of_newcombe_1998b_table_ii(
    sums: tuple[int, int, int, int], low: float, high: float
) -> None:
    found = difference(wilson(*sums[:2]), wilson(*sums[2:]))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_the_wording_experiment_of_frederick_2009() -> None:
    path = EXPECTED / "opportunity_cost.json"
    if not path.exists():
        pytest.skip("shared data absent")
    expected = json.loads(path.read_text())["treatment_minus_control"]
    found = difference(wilson(41, 75), wilson(56, 75))
    assert [found.low, found.high] == pytest.approx(expected["newcombe95"], abs=1e-9)
    assert found.excludes_zero


def test_an_unknown_rate_leaves_the_difference_unknown() -> None:
    first, second = wilson(3, 9), wilson(0, 0)
    assert difference(first, second) == Difference(None, None, None, first, second)
    assert not difference(first, second).excludes_zero


def test_levels_must_agree() -> None:
    with pytest.raises(ValueError, match="levels differ"):
        difference(wilson(3, 9, 0.9), wilson(3, 9, 0.95))
