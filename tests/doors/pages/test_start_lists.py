"""The guide's lists: service types and add-ons of a trade, prices, and the team."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.world import World
from toonbank.catalog.facts import facts_of
from toonbank.catalog.models import Addon, Price, ServicePrice, ServiceType
from toonbank.catalog.shared import add_shared
from toonbank.ledger.models import Ticket
from toonbank.shops.models import Employee, Shop

HERE = "/bike-barn/start/"
DAY = 20261122


def typed(client: Client, address: str) -> dict[str, Any]:
    """The form as a browser would send it back untouched."""
    form = client.get(address).context["form"]
    found = {name: form[name].value() for name in form.fields}
    shown = {name: form.fields[name].prepare_value(value) for name, value in found.items()}
    return {name: "" if value is None else value for name, value in shown.items() if value is not False}


def services(shop: Shop) -> list[str]:
    return [one.name for one in ServiceType.objects.filter(shop=shop)]


def test_from_the_trade_to_the_team_as_it_stands(world: World) -> None:
    client, shop = world.client("outsider"), world.neighbour
    address = HERE + "services/?trade=bikes"
    then = client.post(address, typed(client, address)).headers["Location"]
    assert services(shop)[:2] == ["Lekke band", "Kleine beurt"]
    assert ServicePrice.objects.filter(service_type__shop=shop).count() == 6
    assert client.post(then, typed(client, then)).headers["Location"] == HERE + "team/"
    made = {addon.name: addon for addon in Addon.objects.filter(shop=shop)}
    assert len(made) == 14
    tyre = made["Buitenband · Antilek"]
    assert str(tyre.upgrade_of_service) == "Lekke band"
    price = Price.objects.get(addon=tyre)
    assert (price.unit_price, price.unit_cost, price.estimated) == (3495, 1600, True)
    assert client.post(HERE + "team/", {"names": "Kim\nBo, Lee"}).headers["Location"] == HERE + "baseline/"
    assert [one.alias for one in Employee.objects.filter(shop=shop)] == ["Kim", "Bo", "Lee"]


def test_renamed_and_unticked_services_keep_their_place(world: World) -> None:
    client, shop = world.client("outsider"), world.neighbour
    address = HERE + "services/?trade=bikes"
    data = typed(client, address) | {"name_flat": "Band plakken", "price_flat": "20", "name_0": "Verhuur"}
    del data["use_ebike"]
    then = client.post(address, data).headers["Location"]
    assert services(shop) == [
        "Band plakken",
        "Kleine beurt",
        "Grote beurt",
        "Reparatie",
        "Nieuwe fiets",
        "Verhuur",
    ]
    form = client.get(then).context["form"]
    rows = {row["addon"].key: row for row in form.rows()}
    assert rows["outer"]["on"] == "Band plakken, Kleine beurt, Grote beurt"
    # Only for e-bikes, which this shop does not do.
    assert (rows["battery"]["on"], rows["battery"]["use"].value()) == ("", False)
    client.post(then, typed(client, then))
    facts = {one.name: one for one in facts_of(shop)}
    assert "Accutest · Capaciteit" not in facts
    rule = facts["Buitenband · Antilek"].rule(DAY)
    assert rule
    assert len(rule.service_types) == 3


def test_coming_back_later_goes_by_the_names(world: World) -> None:
    client = world.client("outsider")
    for name in ("Lekke band", "Grote beurt"):
        client.post("/bike-barn/catalog/services/", {"name": name})
    response = client.get(HERE + "addons/")
    assert response.context["ready"].key == "bikes"
    rows = {row["addon"].key: row["on"] for row in response.context["form"].rows()}
    assert (rows["outer"], rows["battery"]) == ("Lekke band, Grote beurt", "")


def test_a_service_type_of_another_shop_is_not_taken(world: World) -> None:
    theirs = world.services["repair"].pk
    form = world.client("outsider").get(f"{HERE}addons/?trade=bikes&flat={theirs}").context["form"]
    assert form.services == {}


def test_changed_amounts_are_no_estimates(world: World) -> None:
    client = world.client("outsider")
    address = HERE + "addons/?trade=phone"
    data = {"use_glass": "on", "price_glass": "24,95", "cost_glass": "5"}
    data |= {"use_case": "on", "price_case": "17,95", "cost_case": "", "use_gift": "on"}
    data |= {"price_gift": "3,00", "cost_gift": "0,60"}
    client.post(address, data)
    found = Price.objects.filter(addon__shop=world.neighbour).values_list(
        "unit_price", "unit_cost", "estimated"
    )
    assert list(found) == [(2495, 500, False), (1795, None, False), (300, 60, True)]


def test_what_is_there_already_is_left_out(world: World) -> None:
    client = world.client("outsider")
    client.post(HERE + "addons/?trade=phone", {"use_glass": "on", "price_glass": "20"})
    response = client.get(HERE + "addons/?trade=phone")
    assert response.context["form"].present() == ["Screenprotector · Glas"]
    assert "use_glass" not in response.context["form"].fields
    client.post(HERE + "services/?trade=phone", {"use_screen": "on", "name_screen": "Schermreparatie"})
    assert "use_screen" not in client.get(HERE + "services/?trade=phone").context["form"].fields


@pytest.mark.parametrize(
    ("page", "data", "field"),
    [
        ("services/?trade=phone", {}, "__all__"),
        ("services/?trade=phone", {"use_screen": "on", "name_screen": " "}, "name_screen"),
        ("services/?trade=phone", {"name_0": "Jan 0612345678"}, "__all__"),
        ("services/?trade=own", {"name_0": "A", "name_1": "a"}, "__all__"),
        ("services/?trade=own", {"price_0": "5"}, "name_0"),
        ("services/?trade=own", {"name_0": "A", "price_0": "x"}, "price_0"),
        ("services/?trade=own", {"name_0": "A", "price_0": "0"}, "__all__"),
        ("addons/?trade=phone", {}, "__all__"),
        ("addons/?trade=phone", {"use_glass": "on"}, "price_glass"),
        ("addons/?trade=phone", {"use_glass": "on", "price_glass": "1,2,3"}, "price_glass"),
        ("addons/?trade=phone", {"use_glass": "on", "price_glass": "-4"}, "__all__"),
        ("team/", {"names": "Kim\nkim"}, "__all__"),
        ("team/", {"names": "\n , \n"}, "names"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    world: World, page: str, data: dict[str, str], field: str
) -> None:
    response = world.client("outsider").post(HERE + page, data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert services(world.neighbour) == []
    assert not Addon.objects.filter(shop=world.neighbour).exists()
    assert not Employee.objects.filter(shop=world.neighbour).exists()


@pytest.mark.parametrize("page", ["services/?trade=x", "addons/?trade=..%2Fphone"])
def test_an_unknown_trade(world: World, page: str) -> None:
    assert world.client("outsider").get(HERE + page).status_code == 404


def test_prices_of_a_new_shop_hold_always(world: World) -> None:
    client, glass, cable = world.client("manager"), world.addons["glass"], world.addons["cable"]
    data = typed(client, "/utrecht/start/prices/") | {f"price_{glass.pk}": "25,00", f"cost_{cable.pk}": "3"}
    assert client.post("/utrecht/start/prices/", data).headers["Location"] == "/utrecht/start/team/"
    found = Price.objects.filter(addon__in=[glass, cable]).values_list(
        "valid_from", "unit_price", "unit_cost"
    )
    assert list(found) == [(0, 2500, 400), (0, 1200, 300)]


def test_prices_after_the_first_visit_hold_from_today(world: World) -> None:
    world.log(world.offer("glass", "bought"))
    client, glass = world.client("manager"), world.addons["glass"]
    data = typed(client, "/utrecht/start/prices/") | {f"price_{glass.pk}": "25,00"}
    client.post("/utrecht/start/prices/", data)
    first, second = Price.objects.filter(addon=glass)
    assert (first.valid_from, first.unit_price, second.unit_price) == (0, 2000, 2500)
    assert second.valid_from > Ticket.objects.get().day - 1
    assert Price.objects.filter(addon__shop=world.shop).count() == 5


def test_a_price_cannot_be_taken_away(world: World) -> None:
    client, glass = world.client("manager"), world.addons["glass"]
    data = typed(client, "/utrecht/start/prices/") | {f"price_{glass.pk}": ""}
    response = client.post("/utrecht/start/prices/", data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [f"price_{glass.pk}"])


def test_head_offices_list_comes_first(world: World) -> None:
    add_shared(world.chain, "Gift wrap")
    page = world.client("manager").get("/utrecht/start/addons/").content.decode()
    assert re.search(r"/utrecht/catalog/shared/", page)
    assert "/catalog/shared/" not in world.client("outsider").get(HERE + "addons/").content.decode()
