"""Imported like any shop's log, public data give the answers that others published about them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.data.shared import Line, airline, coupons, expected, needs, offer_log, pipeline
from toonbank.doors.files.offers import Wish, import_offers
from toonbank.metrics.answer import Value
from toonbank.metrics.ask import Asked
from toonbank.shops.access import ROLE_SCOPES, Seat
from toonbank.shops.models import Role, Shop
from toonbank.shops.setup import open_shop

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, needs]


def imported(lines: Iterable[Line]) -> Shop:
    shop = open_shop("Public").shop
    import_offers(Seat(shop, ROLE_SCOPES[Role.OWNER]), offer_log(lines), Wish(create_missing=True), NOW)
    return Shop.objects.get(pk=shop.pk)


def rates(shop: Shop, *by: str) -> dict[Any, tuple[Any, ...]]:
    answer = Asked(["attach_rate"], by=by).answer([shop], NOW)
    return {
        " | ".join(str(row.labels[key]) for key in by): told(row.values["attach_rate"]) for row in answer.rows
    }


def told(value: Value) -> tuple[Any, ...]:
    return value.hits, value.tries, near(value.value), near(value.low), near(value.high)


def known(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["bought"], one["offers"], near(one["rate"]), *map(near, one["wilson95"])


def near(number: float | None) -> float | None:
    return None if number is None else round(number, 7)


def all_known(many: dict[str, Any]) -> dict[Any, tuple[Any, ...]]:
    return {name: known(one) for name, one in many.items()}


def test_coupons() -> None:
    """12,684 offers, 56.84 % accepted; by kind, by destination, by both and by wording."""
    answers = expected("coupon_in_vehicle")
    shop = imported(coupons())
    assert rates(shop) == {"": known(answers["overall"])}
    assert rates(shop, "variant") == all_known(answers["by_coupon"])
    assert rates(shop, "service_type") == all_known(answers["by_destination"])
    assert rates(shop, "variant", "service_type") == all_known(answers["by_coupon_x_destination"])
    assert rates(shop, "script") == {
        f"Valid for {name}": one for name, one in all_known(answers["by_expiration"]).items()
    }


@pytest.mark.one_database
def test_airline_extras() -> None:
    answers = expected("airline_extras")
    shop = imported(airline())
    assert rates(shop, "category") == all_known(answers["attach"])
    assert rates(shop, "category", "service_type") == {
        f"{extra} | {trip}": known(one)
        for extra, trips in answers["by_trip_type"].items()
        for trip, one in trips.items()
    }
    assert Asked(["suggestion_rate"]).answer([shop], NOW).only["suggestion_rate"].value == 1


def test_pipeline() -> None:
    answers = expected("crm_pipeline")
    shop = imported(pipeline())
    assert_wider(rates(shop), {"": known(answers["decided"])})
    assert_wider(rates(shop, "category"), all_known(answers["by_product"]))
    agents = {row["unit"]: (row["bought"], row["offers"]) for row in answers["by_agent_eb"]["rows"]}
    assert {name: one[:2] for name, one in rates(shop, "employee").items()} == agents
    revenue = Asked(["revenue"]).answer([shop], NOW).only["revenue"]
    assert revenue.hits == round(100 * answers["revenue_won"])


def assert_wider(found: dict[Any, tuple[Any, ...]], plain: dict[Any, tuple[Any, ...]]) -> None:
    """The same rates; over many days the interval counts days, so it is never narrower than the plain one."""
    assert {name: one[:3] for name, one in found.items()} == {name: one[:3] for name, one in plain.items()}
    for name, (_hits, _tries, _rate, low, high) in plain.items():
        assert found[name][3] < low < high < found[name][4]
