"""GET /catalog: what may be offered today, and whether it changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.world import NOW, World, uuid
from toonbank.catalog.addons import archive, edit
from toonbank.catalog.bundles import set_contents
from toonbank.catalog.details import set_details
from toonbank.catalog.merges import merge
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.services import archive_service_type, set_service_price
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


def addons(call: Call) -> dict[int, dict[str, Any]]:
    return {addon["id"]: addon for addon in call("GET", "catalog").json()["addons"]}


def test_without_rules_nothing_is_limited(world: World, call: Call) -> None:
    glass = addons(call)[world.addons["glass"].pk]
    names = (
        "service_types",
        "moments",
        "not_with",
        "too_dear_for",
        "quantity_allowed",
        "upgrade_of",
        "bundle",
    )
    assert [glass[name] for name in names] == [[], [], [], [], True, None, []]


def test_only_what_fits_today(world: World, call: Call) -> None:
    repair, pick_up = world.services["repair"], world.services["pick-up"]
    set_service_price(pick_up, 4000)
    set_rule(world.addons["glass"], headroom=25)
    set_rule(world.addons["case"], season=(601, 831))
    set_rule(world.addons["cable"], moments=["checkout", "intake"])
    found = addons(call)
    assert {pk: one["service_types"] for pk, one in found.items()} == {
        world.addons["glass"].pk: [repair.pk],
        world.addons["help"].pk: [repair.pk],
        world.addons["cable"].pk: [],
    }
    assert sorted(found[world.addons["cable"].pk]["moments"]) == ["checkout", "intake"]
    set_service_price(repair, 4000)
    assert world.addons["glass"].pk not in addons(call)


def test_dear_is_advice_until_the_owner_sets_a_share(world: World, call: Call) -> None:
    repair, pick_up = world.services["repair"], world.services["pick-up"]
    set_service_price(repair, 5000)
    set_service_price(pick_up, 5000)
    archive_service_type(pick_up)
    glass = world.addons["glass"]
    assert addons(call)[glass.pk]["too_dear_for"] == [repair.pk]
    set_rule(glass, headroom=50)
    assert addons(call)[glass.pk]["too_dear_for"] == []


def test_rivals_hold_both_ways_and_under_merged_names(world: World, call: Call) -> None:
    glass, case, help_, cable = (world.addons[name] for name in ("glass", "case", "help", "cable"))
    set_rule(glass, not_with=[case])
    merge(case, help_, NOW)
    found = addons(call)
    assert {pk: one["not_with"] for pk, one in found.items()} == {
        glass.pk: [help_.pk],
        help_.pk: [glass.pk],
        cable.pk: [],
    }
    # Its own rule says repair; what counts as it may go anywhere.
    assert found[help_.pk]["service_types"] == []


def test_parts_of_a_bundle_have_names_also_off_the_list(world: World, call: Call) -> None:
    glass, case, cable = (world.addons[name] for name in ("glass", "case", "cable"))
    edit(case, "Set", kind="bundle")
    set_contents(case, [(glass, 1), (cable, 2)])
    archive(cable, 20261122)
    assert addons(call)[case.pk]["bundle"] == [
        {"id": glass.pk, "name": "Screen protector · iPhone 14 · glass", "quantity": 1},
        {"id": cable.pk, "name": "Cable · USB-C · 1 m", "quantity": 2},
    ]
    edit(case, "Set", kind="cross-sell")
    assert addons(call)[case.pk]["bundle"] == []


def test_what_the_counter_may_ask(world: World, call: Call) -> None:
    glass, repair = world.addons["glass"], world.services["repair"]
    edit(glass, "Better glass", kind="up-sell")
    set_details(glass, quantity_allowed=False, discount_allowed=False, upgrade_of_service=repair)
    found = addons(call)[glass.pk]
    assert [found[name] for name in ("quantity_allowed", "discount_allowed", "upgrade_of")] == [
        False,
        False,
        {"service_type": repair.pk, "addon": None},
    ]


def test_an_offer_against_the_rules_of_today_is_stored_all_the_same(
    world: World, call: Call, body: Callable[..., dict[str, Any]]
) -> None:
    glass = world.addons["glass"]
    set_details(glass, quantity_allowed=False, discount_allowed=False)
    set_rule(glass, [world.services["pick-up"]], not_with=[world.addons["case"]], moments=["intake"])
    ticket = body("glass", "case")
    ticket["offers"][0] |= {"quantity": 3, "discount": 500, "moment": "checkout"}
    assert call("PUT", f"tickets/{uuid(1)}", ticket).status_code == 201
