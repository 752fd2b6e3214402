"""Rules, job prices, bundles and what the counter asks, on the screen."""

import pytest

from tests.world import NOW, World, uuid
from toonbank.catalog.addons import archive, edit, restore
from toonbank.catalog.bundles import contents_of
from toonbank.catalog.details import set_details
from toonbank.catalog.merges import merge
from toonbank.catalog.models import Addon, OfferRule, ServicePrice
from toonbank.catalog.rules import set_rule
from toonbank.catalog.services import set_service_price
from toonbank.catalog.snapshot import catalog_of
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop

EN = {"accept-language": "en"}


def rule_of(world: World, addon: str) -> OfferRule:
    return OfferRule.objects.filter(addon=world.addons[addon]).latest("valid_from")


def test_a_rule_with_everything_and_how_it_reads(world: World) -> None:
    client, glass = world.client("manager"), world.addons["glass"]
    address = f"/utrecht/catalog/{glass.pk}/rule/"
    form = {
        "service_types": [world.services["repair"].pk],
        "moments": ["checkout"],
        "season_first": "1-11",
        "season_last": "28-2",
        "headroom": "25",
        "not_with": [world.addons["case"].pk],
    }
    assert client.post(address, form).status_code == 302
    rule = rule_of(world, "glass")
    assert (rule.moments, rule.season_first, rule.season_last, rule.headroom) == ("checkout", 1101, 228, 25)
    page = client.get(f"/utrecht/catalog/{glass.pk}/", headers=EN).content.decode()
    for line in ("Repair", "Checkout", "1 November – 28 February", "up to 25 % of what the job costs"):
        assert line in page
    assert "not together with Case · iPhone 14 · clear" in page
    # What stands is filled in when one comes back.
    initial = client.get(address).context["form"].initial
    assert (initial["season_first"], initial["moments"]) == (1101, ["checkout"])


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("season_first", {"season_first": "31-2", "season_last": "1-3"}),
        ("season_first", {"season_first": "winter", "season_last": "1-3"}),
        ("season_last", {"season_first": "1-11"}),
        ("headroom", {"headroom": "0"}),
        ("moments", {"moments": ["later"]}),
        ("not_with", {"not_with": ["987654"]}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(world: World, field: str, given: dict[str, object]) -> None:
    address = f"/utrecht/catalog/{world.addons['glass'].pk}/rule/"
    response = world.client("manager").post(address, given)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not OfferRule.objects.filter(addon=world.addons["glass"]).exists()


def test_what_a_job_costs(world: World) -> None:
    client, repair = world.client("manager"), world.services["repair"]
    client.post(f"/utrecht/catalog/services/{repair.pk}/price/", {"price": "89,50"})
    assert ServicePrice.objects.get().price == 8950
    assert "usually € 89,50" in client.get("/utrecht/catalog/services/", headers=EN).content.decode().replace(
        "\xa0", " "
    )
    facts = catalog_of(Shop.objects.get(pk=world.shop.pk)).addons[world.addons["case"].pk]
    assert facts.job_price(repair.pk, 2026_11_22) == 8950


def test_a_bundle_and_its_parts(world: World) -> None:
    client, case = world.client("manager"), world.addons["case"]
    Addon.objects.filter(pk=case.pk).update(kind="bundle")
    address = f"/utrecht/catalog/{case.pk}/bundle/"
    glass, cable = world.addons["glass"], world.addons["cable"]
    assert client.post(address, {f"part_{glass.pk}": "1"}).status_code == 422
    client.post(address, {f"part_{glass.pk}": "1", f"part_{cable.pk}": "2"})
    case.refresh_from_db()
    contents = contents_of(case, 2026_11_22)
    assert contents is not None
    assert [(part.addon, part.quantity) for part in contents.parts.all()] == [(glass, 1), (cable, 2)]
    assert "2 × Cable" in client.get(f"/utrecht/catalog/{case.pk}/").content.decode()


def test_saving_a_bundle_keeps_a_part_that_counts_as_another_by_now(world: World) -> None:
    client, case = world.client("manager"), world.addons["case"]
    Addon.objects.filter(pk=case.pk).update(kind="bundle")
    address = f"/utrecht/catalog/{case.pk}/bundle/"
    glass, cable = world.addons["glass"], world.addons["cable"]
    client.post(address, {f"part_{glass.pk}": "1", f"part_{cable.pk}": "2"})
    merge(cable, world.addons["help"], NOW)
    shown = client.get(address).context["form"]
    filled = {name: shown[name].initial or "" for name in shown.fields if name.startswith("part_")}
    assert filled[f"part_{cable.pk}"] == 2
    answer = client.post(address, {name: str(value) for name, value in filled.items()})
    assert answer.status_code == 302, answer.context["form"].errors
    contents = contents_of(Addon.objects.get(pk=case.pk), 2026_11_22)
    assert contents is not None
    assert {(part.addon, part.quantity) for part in contents.parts.all()} == {(glass, 1), (cable, 2)}


def test_only_a_bundle_has_parts(world: World) -> None:
    address = f"/utrecht/catalog/{world.addons['case'].pk}/bundle/"
    parts = {f"part_{world.addons[name].pk}": "1" for name in ("glass", "cable")}
    assert world.client("manager").post(address, parts).status_code == 422


def test_what_the_counter_asks(world: World) -> None:
    client, case = world.client("manager"), world.addons["case"]
    client.post(f"/utrecht/catalog/{case.pk}/details/", {"discount_allowed": "on"})
    case.refresh_from_db()
    assert (case.quantity_allowed, case.discount_allowed) == (False, True)
    told = client.get("/api/v1/catalog", headers={"Toonbank-Shop": "utrecht"}).json()["addons"]
    (mine,) = [one for one in told if one["id"] == case.pk]
    assert (mine["quantity_allowed"], mine["discount_allowed"]) == (False, True)


def test_an_up_sell_is_a_better_version_of_one_thing(world: World) -> None:
    client, case = world.client("manager"), world.addons["case"]
    address = f"/utrecht/catalog/{case.pk}/details/"
    Addon.objects.filter(pk=case.pk).update(kind="up-sell")
    both = {"upgrade_of_service": world.services["repair"].pk, "upgrade_of_addon": world.addons["glass"].pk}
    assert client.post(address, both).status_code == 422
    client.post(address, {"upgrade_of_service": world.services["repair"].pk})
    case.refresh_from_db()
    assert (case.upgrade_of_service, case.upgrade_of_addon) == (world.services["repair"], None)
    assert (
        "A better version of Repair"
        in client.get(f"/utrecht/catalog/{case.pk}/", headers=EN).content.decode()
    )


def test_an_up_sell_that_becomes_something_else_is_no_better_version_any_more(world: World) -> None:
    glass, case = world.addons["glass"], world.addons["case"]
    edit(glass, "Better glass", kind="up-sell")
    set_details(glass, upgrade_of_addon=case)
    edit(glass, "Better glass", kind="cross-sell")
    glass.refresh_from_db()
    assert (glass.upgrade_of_service, glass.upgrade_of_addon) == (None, None)


def test_two_add_ons_are_not_each_others_better_version(world: World) -> None:
    one, two, three = (world.addons[name] for name in ("glass", "case", "cable"))
    for at, addon in enumerate((one, two, three)):
        edit(addon, f"Better {at}", kind="up-sell")
    set_details(one, upgrade_of_addon=two)
    set_details(two, upgrade_of_addon=three)
    for other in (one, two, three):
        with pytest.raises(Refused) as refused:
            set_details(three, upgrade_of_addon=other)
        assert (refused.value.code, refused.value.field) == ("upgrade_circle", "upgrade_of_addon")


def test_the_page_says_when_it_was_off_the_list_and_beside_what_it_is_dear(world: World) -> None:
    glass = world.addons["glass"]
    archive(glass, 2026_11_01)
    restore(glass, 2026_11_10)
    set_service_price(world.services["repair"], 5000)
    page = world.client("manager").get(f"/utrecht/catalog/{glass.pk}/", headers=EN).content.decode()
    assert "Off the list from 1 nov 2026 up to and including 9 nov 2026." in page
    assert "rarely bought there: Repair." in page


def test_a_job_without_a_fixed_price(world: World) -> None:
    client, repair = world.client("manager"), world.services["repair"]
    address = f"/utrecht/catalog/services/{repair.pk}/price/"
    client.post(address, {"price": "89,50"})
    client.post(address, {"price": ""})
    assert ServicePrice.objects.get().price == 0
    assert "usually" not in client.get("/utrecht/catalog/services/", headers=EN).content.decode()
    assert client.post(address, {"price": "0"}).status_code == 422


def test_why_an_add_on_did_not_fit_stands_on_the_ticket(world: World) -> None:
    set_rule(world.addons["case"], season=(601, 831), valid_from=2026_11_01)
    world.log(world.offer("case", "bought"), uuid=uuid(1))
    page = world.client("manager").get(f"/utrecht/tickets/{uuid(1)}/", headers=EN).content.decode()
    assert ("Fitted (3)" in page, "Did not fit (1)" in page) == (True, True)
    assert "Out of season: it is offered from 1 June – 31 August. Rule since 1 nov 2026." in page
