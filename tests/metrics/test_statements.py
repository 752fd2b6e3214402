"""One statement for all questions of one shape, with every value bound and none written into it."""

from datetime import date

import pytest

from tests.metrics.worlds import NOW, mixed
from toonbank.lib.periods import Period
from toonbank.metrics import engine
from toonbank.metrics.ask import Asked, where_of
from toonbank.metrics.definitions import METRICS
from toonbank.metrics.question import Question
from toonbank.metrics.sql import parameters
from toonbank.metrics.statements import shape, written
from toonbank.shops.models import Shop

pytestmark = pytest.mark.django_db
METRICS_ASKED = tuple(metric.key for metric in METRICS)


def question(where: str, first: date, last: date) -> Question:
    shop = mixed().shop
    return Asked(METRICS_ASKED, ("addon",), where_of([where]), Period.between(first, last)).question(
        [shop], NOW
    )


def test_other_values_are_the_same_statement() -> None:
    one = question("employee=Sam", date(2026, 11, 2), date(2026, 11, 15))
    other = Asked(
        METRICS_ASKED, ("addon",), (("employee", "Kim"),), Period.between(date(2026, 9, 1), date(2026, 9, 30))
    )
    assert shape(other.question([other_shop()], NOW)) == shape(one)


def other_shop() -> Shop:
    return Shop.objects.get(slug="zuid")


def test_few_days_and_nobody_are_other_shapes() -> None:
    many = question("employee=Sam", date(2026, 11, 2), date(2026, 11, 15))
    shop = other_shop()
    week = Asked(METRICS_ASKED, ("addon",), (("employee", "Sam"),), Period.week("2026-W46"))
    nobody = Asked(METRICS_ASKED, ("addon",), (("employee", ""),), many.period)
    shapes = [shape(many), *(shape(asked.question([shop], NOW)) for asked in (week, nobody))]
    assert len({(one.where, one.period) for one in shapes}) == 3


def test_no_value_stands_in_the_statement() -> None:
    asked = question("week=2026-W46", date(2026, 11, 2), date(2026, 11, 15))
    sql = written(engine._expression, shape(asked), "sqlite")
    assert parameters(asked) == {
        "shop_0": asked.shops[0], "first": 20261102, "last": 20261115, "today": 20261120, "week_0": 202646,
    }  # fmt: skip
    for name, value in parameters(asked).items():
        assert f"%({name})s" in sql
        assert name == "shop_0" or str(value) not in sql


def test_a_remainder_of_our_own_is_no_parameter() -> None:
    """Seasons are looked up by the day of the year; the driver takes one percent sign for a name."""
    asked = Asked(("eligible_tickets",), ("addon",)).question([mixed().shop], NOW)
    assert "f.day %% 10000" in written(engine._expression, shape(asked), "postgres")
