"""A sentence is tried out loud before it is saved, and each has its numbers."""

from tests.world import World
from toonbank.catalog.models import Script
from toonbank.catalog.scripts import set_script

EN = {"accept-language": "en"}


def test_tried_out_loud_nothing_is_saved(world: World) -> None:
    client, case = world.client("manager"), world.addons["case"]
    address = f"/utrecht/catalog/{case.pk}/script/"
    page = client.get(address, headers=EN).content.decode()
    assert "“Shall we add the case?”" in page
    assert "How the counter shows it now" in page
    draft = {"wording": "A case against falls?", "preview": "1"}
    page = client.post(address, draft, headers=EN).content.decode()
    assert "“A case against falls?”" in page
    assert "Nothing is saved yet." in page
    assert Script.objects.filter(addon=case).count() == 1
    client.post(address, {"wording": "A case against falls?", "valid_from": "2026-11-01"})
    assert Script.objects.filter(addon=case).count() == 2


def test_customer_data_in_a_sentence_is_refused_on_saving(world: World) -> None:
    address = f"/utrecht/catalog/{world.addons['case'].pk}/script/"
    response = world.client("manager").post(address, {"wording": "Bel 06 12345678?"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["wording"])


def test_an_empty_sentence_is_no_preview(world: World) -> None:
    address = f"/utrecht/catalog/{world.addons['case'].pk}/script/"
    response = world.client("manager").post(address, {"wording": "", "preview": "1"})
    assert response.status_code == 422


def test_what_came_of_each_sentence(world: World) -> None:
    case = world.addons["case"]
    world.log(world.offer("case", "bought"))
    set_script(case, "A case against falls?", 2026_11_22)
    world.log(world.offer("case", "declined"))
    rows = world.client("manager").get(f"/utrecht/catalog/{case.pk}/script/").context["rows"]
    assert [(name, cells[0].said, cells[1].said) for name, cells in rows] == [
        ("A case against falls?", "1", "0"),
        ("Shall we add the case?", "1", "1"),
    ]
