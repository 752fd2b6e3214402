"""Public data in which a ranking would be wrong: chance among sellers, and a mix that turns a rate round."""

import csv
from datetime import UTC, date, datetime

import pytest

from tests.data.shared import FOLDER, expected, needs, pipeline
from tests.data.test_known_answers import imported
from toonbank.lib.periods import Period
from toonbank.metrics.answer import value_of
from toonbank.metrics.change import Verdict, change
from toonbank.metrics.compare_people import compare_people, fair_attach
from toonbank.metrics.definitions import BY_KEY
from toonbank.stats.people import Cell
from toonbank.stats.rate import Rate

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, needs]


@pytest.mark.one_database
def test_nobody_of_thirty_sellers_is_crowned() -> None:
    """From 55 to 70 %, which is what chance does: no two of them can be told apart."""
    known = {row["unit"]: row for row in expected("crm_pipeline")["by_agent_eb"]["rows"]}
    found = compare_people([imported(pipeline())], Period.between(date(2016, 1, 1), date(2018, 12, 31)), NOW)
    assert found.profit is None, "nobody filled in a cost"
    assert {one.employee: (one.hits, one.tries) for one in found.attach.standings} == {
        name: (row["bought"], row["offers"]) for name, row in known.items()
    }
    raw = [one.hits / one.tries for one in found.attach.standings]
    assert (round(min(raw), 2), round(max(raw), 2)) == (0.55, 0.70)
    assert (found.attach.crowned, found.attach.told_apart) == (None, False)
    assert all(one.best < 10 and one.worst > 20 for one in found.attach.standings)
    for one in found.attach.standings:
        assert one.value == pytest.approx(known[one.employee]["eb_mean"], abs=0.02)


def test_the_same_departments_turn_berkeley_round() -> None:
    answers = expected("ucb_admissions")
    cells = _admissions()
    female, male = fair_attach(cells).standings
    assert {one.employee: (one.hits, one.tries) for one in (female, male)} == {
        name: (known["bought"], known["offers"]) for name, known in answers["aggregate"].items()
    }
    assert (female.employee, male.employee) == ("Female", "Male")
    assert female.hits / female.tries < male.hits / male.tries
    assert female.value > male.value
    crude = change(
        *(
            value_of(BY_KEY["attach_rate"], {"bought": one.hits, "offered": one.tries})
            for one in (male, female)
        )
    )
    assert crude.verdict is Verdict.UP
    assert (crude.low, crude.high) == pytest.approx(answers["male_minus_female_aggregate"]["newcombe95"])


def _admissions() -> list[Cell]:
    cells: dict[tuple[str, str], dict[str, int]] = {}
    with (FOLDER / "ucb_admissions" / "UCBAdmissions.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            cells.setdefault((row["Gender"], row["Dept"]), {})[row["Admit"]] = int(row["Freq"])
    return [
        Cell(who, work, Rate(one["Admitted"], one["Admitted"] + one["Rejected"]))
        for (who, work), one in cells.items()
    ]
