"""GET /ask: the same numbers as everywhere, for keys that may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.world import World

if TYPE_CHECKING:
    from tests.doors.api.conftest import Call


@pytest.fixture(autouse=True)
def _logged(world: World) -> None:
    for outcome in ("bought", "declined", "declined"):
        world.log(world.offer("glass", outcome))
    world.log()


def test_rates_by_addon(call: Call) -> None:
    answer = call("GET", "ask?metric=attach_rate&metric=tickets&by=category&week=2026-W47").json()
    assert answer["question"]["shop"] == "utrecht"
    (glass,) = [row for row in answer["rows"] if row["category"] == "Screen protector"]
    assert (glass["attach_rate"]["hits"], glass["attach_rate"]["tries"]) == (1, 3)
    assert glass["attach_rate"]["value"] == 0.3333


def test_names_with_commas_between_them_are_several(call: Call) -> None:
    one = call("GET", "ask?metric=offers,bought&by=addon,employee").json()
    assert one == call("GET", "ask?metric=offers&metric=bought&by=addon&by=employee").json()
    assert (one["question"]["by"], len(one["rows"])) == (["addon", "employee"], 1)


def test_only_our_own_shop(world: World, call: Call) -> None:
    theirs = world.token("read", shop=world.neighbour)
    (row,) = call("GET", "ask?metric=tickets", token=theirs).json()["rows"]
    assert row["tickets"]["hits"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "metric=",
        "metric=tickets%3B%20DROP%20TABLE%20shop",
        "metric=tickets&by=password",
        "metric=tickets&by=day%00",
        "metric=tickets&where=day",
        "metric=tickets&where=shop%3D1%20OR%201%3D1",
        "metric=tickets&where=addon__shop__token%3D1",
        "metric=tickets&from=2026-11-01",
        "metric=tickets&from=2026-02-31&to=2026-03-01",
        "metric=tickets&from=2026-03-02&to=2026-03-01",
        "metric=tickets&week=2026-W99",
        "metric=tickets&week=2026-W47&from=2026-11-01",
        "metric=tickets&order_by=id",
        "metric=tickets&shop_id=2",
        "metric=tickets&shop=bike-barn",
    ],
)
def test_only_declared_names(call: Call, query: str) -> None:
    answer = call("GET", f"ask?{query}")
    assert answer.status_code == 422, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_counters_key_gives_no_numbers(world: World, call: Call) -> None:
    answer = call("GET", "ask?metric=tickets", token=world.token("log"))
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
