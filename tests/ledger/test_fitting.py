"""Which add-ons fitted a visit, and why: the same as the eligible tickets count."""

from tests.world import NOW, World, uuid
from toonbank.catalog.merges import merge
from toonbank.catalog.rules import set_rule
from toonbank.ledger.fitting import fitting
from toonbank.ledger.models import Ticket
from toonbank.metrics.ask import Asked
from toonbank.shops.models import Shop


def told(world: World, number: int = 1) -> dict[str, tuple[str, bool]]:
    shop = Shop.objects.get(pk=world.shop.pk)
    found = fitting(shop, Ticket.objects.get(uuid=uuid(number)))
    return {one.addon.name.split(" · ")[0]: (one.why[0].code, one.offered) for one in found}


def test_by_the_rules_of_its_day(world: World) -> None:
    set_rule(world.addons["case"], season=(601, 831))
    set_rule(world.addons["cable"], [world.services["repair"]], 2026_12_01)
    world.log(world.offer("glass", "declined"), uuid=uuid(1), service_type=world.services["pick-up"].pk)
    assert told(world) == {
        "Cable": ("fits", False),
        "Screen protector": ("fits", True),
        "Case": ("out_of_season", False),
        "Set-up help": ("other_service", False),
    }


def test_merged_names_fit_wherever_one_of_them_does(world: World) -> None:
    set_rule(world.addons["case"], [world.services["pick-up"]])
    set_rule(world.addons["cable"], [world.services["repair"]])
    world.log(world.offer("case", "bought"), uuid=uuid(1))
    merge(world.addons["case"], world.addons["cable"], NOW)
    assert told(world)["Cable"] == ("fits_here", True)
    assert "Case" not in told(world)


def test_what_is_explained_is_what_is_counted(world: World) -> None:
    set_rule(world.addons["case"], [world.services["pick-up"]])
    for number, service in enumerate(("repair", "pick-up", "repair"), 1):
        world.log(uuid=uuid(number), service_type=world.services[service].pk)
    shop = Shop.objects.get(pk=world.shop.pk)
    rows = Asked(("eligible_tickets",), ("addon",)).answer([shop], NOW).rows
    counted = {str(row.labels["addon"]).split(" · ")[0]: row.values["eligible_tickets"].hits for row in rows}
    explained = [told(world, number) for number in (1, 2, 3)]
    assert counted == {
        name: sum(one[name][0].startswith("fits") for one in explained)
        for name in explained[0]
        if any(one[name][0].startswith("fits") for one in explained)
    }
