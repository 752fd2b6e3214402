"""GET /catalog: what may be offered today, and whether it changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.world import NOW, World
from toonbank.catalog.addons import archive
from toonbank.catalog.prices import set_price
from toonbank.catalog.services import archive_service_type
from toonbank.shops.counter_rules import change_counter_rules
from toonbank.shops.people import leave

if TYPE_CHECKING:
    from tests.doors.api.conftest import Call


def test_everything_of_today_in_the_shops_order(world: World, call: Call) -> None:
    archive(world.addons["cable"], 20261122)
    archive_service_type(world.services["pick-up"])
    leave(world.employees["robin"], NOW - timedelta(hours=1))
    catalog = call("GET", "catalog").json()
    assert {name: catalog[name] for name in ("shop", "day", "locale", "currency")} == {
        "shop": "utrecht",
        "day": "2026-11-22",
        "locale": "nl",
        "currency": "EUR",
    }
    assert catalog["employees"] == [{"id": world.employees["sam"].pk, "name": "Sam", "has_pin": False}]
    assert catalog["service_types"] == [{"id": world.services["repair"].pk, "name": "Repair"}]
    assert [addon["name"] for addon in catalog["addons"]] == [
        "Screen protector · iPhone 14 · glass",
        "Case · iPhone 14 · clear",
        "Set-up help",
    ]
    glass, _case, help_ = catalog["addons"]
    assert (glass["price"], glass["service_types"]) == (2000, [])
    assert glass["script"]["wording"] == "Shall we add the screen protector?"
    assert help_["service_types"] == [world.services["repair"].pk]
    assert "cost" not in str(catalog)


def test_the_tag_says_whether_it_changed(world: World, call: Call) -> None:
    first = call("GET", "catalog")
    tag = {"If-None-Match": first.headers["ETag"]}
    same = call("GET", "catalog", **tag)
    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert call("GET", "catalog", **tag, **{"Accept-Language": "nl"}).status_code == 200
    set_price(world.addons["glass"], 2100)
    changed = call("GET", "catalog", **tag)
    assert (changed.status_code, changed.json()["addons"][0]["price"]) == (200, 2100)


def test_another_shops_tag_is_not_ours(world: World, call: Call) -> None:
    tag = call("GET", "catalog").headers["ETag"]
    theirs = world.token("log", shop=world.neighbour)
    answer = call("GET", "catalog", token=theirs, **{"If-None-Match": tag})
    assert (answer.status_code, answer.json()["shop"], answer.json()["addons"]) == (200, "bike-barn", [])


def test_tomorrow_is_another_day(world: World, call: Call, monkeypatch: object) -> None:
    tag = call("GET", "catalog").headers["ETag"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=1))  # type: ignore[attr-defined]
    assert call("GET", "catalog", **{"If-None-Match": tag}).json()["day"] == "2026-11-23"


def test_what_the_counter_needs_beside_it(world: World, call: Call) -> None:
    change_counter_rules(world.shop, False, "R-9999", 3)
    set_price(world.addons["help"], 0, free=True)
    catalog = call("GET", "catalog").json()
    named = ("timezone", "cutoff_minutes", "server_time", "notes_allowed", "receipt_pattern", "max_offers")
    assert {name: catalog[name] for name in (*named, "max_quantity", "device")} == {
        "timezone": "Europe/Amsterdam",
        "cutoff_minutes": 240,
        "server_time": "2026-11-22T13:30:00+00:00",
        "notes_allowed": False,
        "receipt_pattern": "R-9999",
        "max_offers": 3,
        "max_quantity": 99,
        "device": None,
    }
    glass, _case, free, cable = catalog["addons"]
    parts = ("category", "variant", "detail", "discount_allowed")
    assert [glass[name] for name in parts] == ["Screen protector", "iPhone 14", "glass", True]
    assert [free[name] for name in parts] == ["Set-up help", "", "", False]
    assert cable["variant"] == "USB-C"
