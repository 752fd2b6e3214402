"""The history of the list on the screen and in the API."""

from tests.world import World
from toonbank.catalog.prices import set_price

EN = {"accept-language": "en"}


def test_newest_first_and_of_one_addon(world: World) -> None:
    set_price(world.addons["case"], 2900, 900, 2026_12_01)
    client = world.client("manager")
    rows = client.get("/utrecht/catalog/history/", headers=EN).context["rows"]
    assert rows[0]["said"].startswith("Case · iPhone 14 · clear: price")
    of_case = f"/utrecht/catalog/history/?addon={world.addons['case'].pk}"
    case = client.get(of_case, headers=EN).context["rows"]
    assert 0 < len(case) < len(rows)
    assert client.get("/utrecht/catalog/history/?addon=987654").status_code == 404
    assert client.get("/utrecht/catalog/history/?addon=x").status_code == 404
    assert client.get("/utrecht/catalog/history/?page=99").status_code == 200


def test_a_fixed_number_of_queries(world: World, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for day in range(1, 28):
        set_price(world.addons["case"], 2900 + day, 900, 2026_12_00 + day)
    client = world.client("manager")
    with django_assert_max_num_queries(9):
        client.get("/utrecht/catalog/history/")


def test_in_the_api_with_plain_values(world: World) -> None:
    set_price(world.addons["case"], 2900, 900, 2026_12_01)
    headers = {"Authorization": f"Bearer {world.token('read')}", **EN}
    told = world.client("anonymous").get("/api/v1/catalog/history", headers=headers).json()
    newest = told["changes"][0]
    assert (newest["code"], newest["by"], newest["addon"]) == (
        "price_set",
        "command line",
        world.addons["case"].pk,
    )
    assert newest["after"]["unit_price"] == 2900
    assert told["older"] is None
    older = (
        world.client("anonymous")
        .get(f"/api/v1/catalog/history?before={newest['id']}", headers=headers)
        .json()
    )
    assert newest["id"] not in [one["id"] for one in older["changes"]]
