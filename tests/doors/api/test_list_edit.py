"""The list kept by a machine: the same rules as on the pages, and nobody's change is written over."""

from typing import Any

import pytest
from django.test import Client

from tests.world import World
from toonbank.catalog.models import Addon, Change, ServiceType
from toonbank.catalog.prices import set_price

EN = {"accept-language": "en"}


class Api:
    def __init__(self, world: World) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {world.token('manage', 'read')}", **EN}

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        send = getattr(self.client, method)
        more = {} if method == "get" else {"data": body or {}, "content_type": "application/json"}
        return send(f"/api/v1/catalog/{path}", headers={**self.headers, **headers}, **more)


@pytest.fixture
def api(world: World) -> Api:
    return Api(world)


def test_a_new_addon_with_its_dated_facts(world: World, api: Api) -> None:
    made = api("post", "addons", {"category": "Strap", "variant": "42 mm", "kind": "up-sell"})
    assert (made.status_code, made.json()["name"]) == (201, "Strap · 42 mm")
    pk = made.json()["id"]
    api("post", f"addons/{pk}/prices", {"unit_price": 1500, "unit_cost": 400})
    api("post", f"addons/{pk}/prices", {"unit_price": 1600, "valid_from": "2026-12-01"})
    api("post", f"addons/{pk}/scripts", {"wording": "Shall we fit a strap?"})
    rule = {"service_types": [world.services["repair"].pk], "season": [1101, 228], "headroom": 25}
    told = api("post", f"addons/{pk}/rules", {**rule, "not_with": [world.addons["case"].pk]}).json()
    assert told["prices"] == [
        {"valid_from": None, "unit_price": 1500, "unit_cost": 400},
        {"valid_from": "2026-12-01", "unit_price": 1600, "unit_cost": None},
    ]
    assert [one["wording"] for one in told["scripts"]] == ["Shall we fit a strap?"]
    assert told["rules"] == [
        {**rule, "valid_from": None, "moments": [], "not_with": [world.addons["case"].pk]}
    ]
    assert api("get", f"addons/{pk}").json() == told
    assert Change.objects.first().token is not None


def test_what_is_odd_is_said_and_still_done(world: World, api: Api) -> None:
    told = api("post", f"addons/{world.addons['case'].pk}/prices", {"unit_price": 1500}).json()
    assert told["notices"] == ["Without a cost this add-on has no profit in the numbers."]


def test_renamed_archived_and_put_back(world: World, api: Api) -> None:
    pk = world.addons["case"].pk
    told = api("patch", f"addons/{pk}", {"category": "Cover", "discount_allowed": False}).json()
    assert (told["name"], told["discount_allowed"], told["quantity_allowed"]) == (
        "Cover · iPhone 14 · clear",
        False,
        True,
    )
    assert not api("post", f"addons/{pk}/archive").json()["active"]
    assert api("post", f"addons/{pk}/restore").json()["active"]


def test_service_types(world: World, api: Api) -> None:
    made = api("post", "service-types", {"name": "Advice"}).json()
    told = api("post", f"service-types/{made['id']}/prices", {"price": 2500}).json()
    assert told["prices"] == [{"valid_from": None, "unit_price": 2500, "unit_cost": None}]
    renamed = api("patch", f"service-types/{made['id']}", {"name": "Good advice"}).json()
    assert renamed["name"] == "Good advice"
    assert api("post", f"service-types/{made['id']}/archive").json()["archived"]
    assert ServiceType.objects.get(pk=made["id"]).archived


def test_a_list_that_was_changed_meanwhile_is_not_written_over(world: World, api: Api) -> None:
    pk = world.addons["case"].pk
    tag = api("get", f"addons/{pk}").headers["ETag"]
    set_price(world.addons["glass"], 2100)
    refused = api("patch", f"addons/{pk}", {"category": "Cover"}, **{"If-Match": tag})
    assert (refused.status_code, refused.json()["code"]) == (409, "catalog_changed")
    assert Addon.objects.get(pk=pk).category == "Case"
    tag = api("get", f"addons/{pk}").headers["ETag"]
    done = api("patch", f"addons/{pk}", {"category": "Cover"}, **{"If-Match": tag})
    assert done.status_code == 200
    # The answer's own tag is the next one to send.
    again = api("patch", f"addons/{pk}", {"category": "Case"}, **{"If-Match": done.headers["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("addons", {"category": "CASE", "variant": "iphone 14", "detail": "Clear"}, "addon_exists"),
        ("addons", {"category": "Strap", "shop_id": 1}, None),
        ("addons", {"category": "x" * 10_000}, None),
        ("addons", {"category": "  "}, None),
        ("addons", {"category": "bel 06 12345678"}, "customer_data"),
        ("addons/{pk}/prices", {"unit_price": -1}, None),
        ("addons/{pk}/prices", {"unit_price": 1e308}, None),
        ("addons/{pk}/prices", {"unit_price": 0}, "price_zero"),
        ("addons/{pk}/prices", {"unit_price": 100, "valid_from": "2026-02-31"}, "day_invalid"),
        ("addons/{pk}/rules", {"season": [1301, 228]}, "season_invalid"),
        ("addons/{pk}/rules", {"moments": ["later"]}, "moment_unknown"),
        ("service-types", {"name": "repair"}, "service_type_exists"),
    ],
)
def test_what_cannot_be_changes_nothing(
    world: World, api: Api, path: str, body: dict[str, Any], code: str | None
) -> None:
    before = Change.objects.count()
    answer = api("post", path.format(pk=world.addons["case"].pk), body)
    assert answer.status_code == 422
    assert code is None or answer.json()["code"] == code
    assert Change.objects.count() == before


def test_another_shops_things_are_missing(world: World, api: Api) -> None:
    foreign = ServiceType.objects.create(shop=world.neighbour, name="Tyre", key="tyre")
    answer = api("post", f"addons/{world.addons['case'].pk}/rules", {"service_types": [foreign.pk]})
    assert answer.status_code == 404
    assert api("patch", f"service-types/{foreign.pk}", {"name": "Mine"}).status_code == 404
