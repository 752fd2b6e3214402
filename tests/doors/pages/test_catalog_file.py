"""The list as a file, on the screen and on the command line."""

import json
from io import StringIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from tests.world import World
from toonbank.catalog.models import Addon
from toonbank.catalog.prices import set_price

HERE = "/utrecht/catalog/file/"
EN = {"accept-language": "en"}


def upload(client: Client, text: str) -> object:
    return client.post(HERE, {"file": SimpleUploadedFile("list.csv", text.encode())}, headers=EN)


def test_fetched_changed_looked_at_and_taken_in(world: World) -> None:
    client = world.client("manager")
    text = client.get(f"{HERE}download/").content.decode("utf-8-sig")
    assert "Nothing: the file says what the list says." in upload(client, text).content.decode()
    answer = upload(client, text.replace(";25,00;", ";27,00;"))
    page = answer.content.decode().replace("\xa0", " ")
    assert "Case · iPhone 14 · clear: price € 25,00, cost € 9,00 becomes price € 27,00, cost € 9,00" in page
    assert not world.addons["case"].prices.filter(unit_price=2700).exists()
    client.post(HERE, {"confirmed": answer.context["sealed"]})
    assert world.addons["case"].prices.filter(unit_price=2700).exists()


def test_a_look_that_is_too_old_is_not_taken_in(world: World) -> None:
    client = world.client("manager")
    sealed = upload(client, "category;price\nStrap;12,50\n").context["sealed"]
    set_price(world.addons["glass"], 2100)
    page = client.post(HERE, {"confirmed": sealed}, headers=EN).content.decode()
    assert "The list was changed meanwhile" in page
    assert client.post(HERE, {"confirmed": sealed + "x"}, headers=EN).status_code == 200
    assert not Addon.objects.filter(category="Strap").exists()


def test_what_was_looked_at_in_one_shop_is_nothing_in_another(world: World) -> None:
    sealed = upload(world.client("manager"), "category;price\nStrap;12,50\n").context["sealed"]
    world.client("outsider").post("/bike-barn/catalog/file/", {"confirmed": sealed})
    assert not Addon.objects.filter(category="Strap").exists()


def test_mistakes_are_told_by_line(world: World) -> None:
    page = upload(world.client("manager"), "category;on_list\nStrap;perhaps\n").content.decode()
    assert "Line 2, on_list: Write 1 or 0, yes or no." in page


def test_on_the_command_line(world: World, tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    call_command("export", "catalog", str(target), "--shop", "utrecht", "--plain", stdout=StringIO())
    target.write_text(target.read_text().replace(",25.00,", ",27.00,"))
    for dry, prices in (("--dry-run", 1), ("--json", 2)):
        said = StringIO()
        call_command("import", "catalog", str(target), "--shop", "utrecht", "--json", dry, stdout=said)
        answer = json.loads(said.getvalue())
        assert [(one["line"], one["what"]) for one in answer["changes"]] == [(3, "price")]
        assert (answer["same"], world.addons["case"].prices.count()) == (3, prices)
