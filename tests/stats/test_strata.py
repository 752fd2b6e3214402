import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from toonbank.stats.rate import Rate
from toonbank.stats.strata import OddsRatio, odds_ratio

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
RATE = st.integers(2, 60).flatmap(lambda n: st.builds(Rate, st.integers(1, n - 1), st.just(n)))


def test_berkeley_turns_round_within_departments() -> None:
    if not DATA.exists():
        pytest.skip("shared data absent")
    counts: dict[tuple[str, str, str], int] = {}
    with (DATA / "ucb_admissions" / "UCBAdmissions.csv").open() as lines:
        for row in csv.DictReader(lines):
            counts[row["Dept"], row["Gender"], row["Admit"]] = int(row["Freq"])

    def rate(department: str, gender: str) -> Rate:
        admitted = counts[department, gender, "Admitted"]
        return Rate(admitted, admitted + counts[department, gender, "Rejected"])

    found = odds_ratio([(rate(d, "Male"), rate(d, "Female")) for d in "ABCDEF"])
    expected = json.loads((DATA / "expected" / "ucb_admissions.json").read_text())[
        "mantel_haenszel_male_vs_female"
    ]
    assert found.value == pytest.approx(expected["mh_or"], abs=1e-9)
    assert (found.low, found.high) == pytest.approx(expected["or_ci95_rbg"], abs=1e-8)
    assert found.crude == pytest.approx(1.8411, abs=1e-4)
    assert found.reversed


@settings(max_examples=25)
@given(st.lists(st.tuples(RATE, RATE), min_size=1, max_size=6))
def test_it_agrees_with_statsmodels(strata: list[tuple[Rate, Rate]]) -> None:
    tables = [np.array([[x.hits, x.tries - x.hits], [y.hits, y.tries - y.hits]]) for x, y in strata]
    expected, found = StratifiedTable(tables), odds_ratio(strata)
    assert found.value == pytest.approx(expected.oddsratio_pooled)
    assert (found.low, found.high) == pytest.approx(expected.oddsratio_pooled_confint())


def test_without_a_comparison_there_is_no_ratio() -> None:
    assert odds_ratio([]) == OddsRatio(None, None, None, None)
    assert odds_ratio([(Rate(3, 9), Rate(0, 0))]) == OddsRatio(None, None, None, None)
    assert not odds_ratio([(Rate(3, 9), Rate(0, 5))]).reversed
