"""Every metric against plain SQL: a case is a question, a hand-written query and the rows both must give."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.metrics.worlds import NOW, WORLDS
from tests.once import for_all
from toonbank.lib.periods import Period
from toonbank.metrics.ask import Asked
from toonbank.metrics.definitions import BY_KEY, METRICS
from toonbank.metrics.dimensions import DIMENSIONS
from toonbank.shops.models import Shop

pytestmark = pytest.mark.django_db
CASES = [
    {**case, "file": file.stem}
    for file in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(file.read_text())
]


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Made once for all cases about it; they only read."""
    with for_all(django_db_blocker):
        WORLDS[request.param]()
        yield


@pytest.mark.parametrize(
    ("world", "case"),
    [pytest.param(case["world"], case, id=f"{case['file']}: {case['name']}") for case in CASES],
    indirect=["world"],
)
def test_case(world: None, case: dict[str, Any]) -> None:
    asked = answer_rows(case)
    assert asked == case["rows"]
    assert sql_rows(case["sql"]) == [list(row.values()) for row in case["rows"]]


def test_every_metric_and_dimension_has_a_case() -> None:
    assert {metric.key for metric in METRICS} == {name for case in CASES for name in case["ask"]["metrics"]}
    assert {dim.key for dim in DIMENSIONS} == {name for case in CASES for name in case["ask"].get("by", [])}


def answer_rows(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Labels and sums only: `metric: [hits, tries]`, or the hits alone where nothing is divided."""
    ask = case["ask"]
    found = (
        Shop.objects.filter(chain__slug=ask["chain"])
        if "chain" in ask
        else Shop.objects.filter(slug=ask["shop"])
    )
    where = [tuple(pair.split("=", 1)) for pair in ask.get("where", [])]
    period = Period.between(*ask["period"]) if "period" in ask else None
    asked = Asked(ask["metrics"], ask.get("by", []), where, period)  # type: ignore[arg-type]
    rows = []
    for row in asked.answer(list(found), NOW).rows:
        sums: dict[str, Any] = dict(row.labels)
        for name, value in row.values.items():
            sums[f"{name}.hits"] = value.hits
            if BY_KEY[name].tries:
                sums[f"{name}.tries"] = value.tries
        rows.append(sums)
    return rows


def sql_rows(sql: str) -> list[list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("%", "%%"), [])
        return [
            [int(value) if hasattr(value, "as_tuple") else value for value in row]
            for row in cursor.fetchall()
        ]
