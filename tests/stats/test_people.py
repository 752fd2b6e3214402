import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import norm

from bench.stats_people import milliseconds, rates
from toonbank.stats.logistic import BASE_SD, PEOPLE_SD, WORK_SD, fit
from toonbank.stats.people import Cell, Comparison, compare, pairwise
from toonbank.stats.rate import Rate

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def test_each_mode_is_the_top_of_its_penalised_likelihood() -> None:
    design = np.array([[1, 1, 0, 1, 0], [1, 1, 0, 0, 1], [1, 0, 1, 1, 0], [1, 0, 1, 0, 1]], dtype=float)
    hits, tries = np.array([9.0, 3.0, 20.0, 1.0]), np.array([12.0, 30.0, 45.0, 4.0])
    found = fit(design, hits, tries, works=2, people=2)
    for grid, (tau, om) in {0: (PEOPLE_SD[0], WORK_SD[0]), 22: (PEOPLE_SD[5], WORK_SD[2])}.items():
        sd = np.array([BASE_SD, om, om, tau, tau])

        def loss(theta: np.ndarray, sd: np.ndarray = sd) -> float:
            logit = design @ theta
            return float(
                (tries * np.logaddexp(0, logit) - hits * logit).sum() + ((theta / sd) ** 2).sum() / 2
            )

        assert loss(found.modes[grid]) <= minimize(loss, np.zeros(5), method="BFGS").fun + 1e-7
    assert found.weights.sum() == pytest.approx(1)


def test_eighteen_batters_shrink_as_efron_and_morris_found() -> None:
    path = DATA / "efron_morris_1975" / "EfronMorris.csv"
    if not path.exists():
        pytest.skip("shared data absent")
    with path.open() as lines:
        rows = list(csv.DictReader(lines))
    found = compare([Cell(row["name"], "bat", Rate(int(row["r"]), 45)) for row in rows])
    later = {row["name"]: float(row["p"]) for row in rows}
    raw = sum((int(row["r"]) / 45 - float(row["p"])) ** 2 for row in rows)
    ours = sum((s.value - later[s.employee]) ** 2 for s in found.standings)
    assert raw == pytest.approx(0.0753, abs=1e-4)
    assert ours <= 0.0245
    assert all(s.best <= 6 and s.worst >= 13 for s in found.standings)


def test_pairs_are_opposite_and_the_diagonal_is_even() -> None:
    found = compare(
        [Cell(e, s, Rate(x, 20)) for e, s, x in (("a", "p", 9), ("b", "p", 4), ("b", "q", 6), ("c", "q", 7))]
    )
    better = np.array(found.better)
    assert np.allclose(better + better.T, 1)
    assert np.allclose(np.diag(better), 0.5)


def test_pairwise_is_the_normal_probability() -> None:
    covariance = np.array([[[0.5, 0.1], [0.1, 0.3]]])
    expected = norm.cdf((0.7 - 0.2) / np.sqrt(0.5 + 0.3 - 0.2))
    assert pairwise(np.ones(1), np.array([[0.7, 0.2]]), covariance)[0][1] == pytest.approx(expected)


def test_an_employee_with_the_hard_work_is_not_punished_for_it() -> None:
    cells = [
        Cell("An", "easy", Rate(120, 200)), Cell("An", "hard", Rate(4, 20)),
        Cell("Bo", "easy", Rate(12, 20)), Cell("Bo", "hard", Rate(40, 200)),
    ]  # fmt: skip
    found = compare(cells)
    assert [round(s.raw.value or 0, 2) for s in found.standings] == [0.56, 0.24]
    assert abs(found.standings[0].value - found.standings[1].value) < 0.02
    assert [(s.best, s.worst) for s in found.standings] == [(1, 2), (1, 2)]


def test_a_noted_week_is_set_apart() -> None:
    normal = [Cell("An", "repair", Rate(30, 100)), Cell("Bo", "repair", Rate(30, 100))]
    promoted = [Cell("An", "repair", Rate(80, 100), context="promotion")]
    apart, mixed = compare(normal + promoted), compare([*normal, Cell("An", "repair", Rate(80, 100))])
    assert apart.better[0][1] < 0.65
    assert mixed.better[0][1] > 0.95


def test_nobody_tried_anything() -> None:
    assert compare([]) == compare([Cell("An", "repair", Rate())]) == Comparison((), (), 0.0)
    with pytest.raises(ValueError, match="level"):
        compare([], level=1.0)


def test_names_and_order_of_the_cells_do_not_matter() -> None:
    cells = [
        Cell(e, s, Rate(x, 20)) for e, s, x in (("a", "p", 9), ("b", "p", 4), ("b", "q", 6), ("c", "q", 7))
    ]
    there, back = compare(cells), compare(cells[::-1])
    assert [s.value for s in there.standings] == pytest.approx([s.value for s in back.standings])


def test_the_comparison_is_nearer_the_truth_than_raw_rates() -> None:
    found = rates(60)
    assert found["error"] <= 0.50
    assert 0.90 <= found["coverage"] <= 0.98  # the band is 0.91-0.97; 480 intervals leave ± 0.01


def test_equals_are_not_told_apart() -> None:
    assert rates(60, sd=0.0)["called"] <= 0.02


def test_eight_by_five_cells_are_quick() -> None:
    assert milliseconds(5) <= 50
