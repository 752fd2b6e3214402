"""A whole list in one go: what comes of it, and that it is all or nothing."""

import pytest

from toonbank.catalog.bundles import contents_of
from toonbank.catalog.facts import facts_of
from toonbank.catalog.models import Addon, Change, Kind, Price, ServiceType
from toonbank.catalog.names import addon_name
from toonbank.catalog.starting import FirstAddon, FirstService, start_addons, start_services
from toonbank.catalog.trades import TRADES, trade
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop


def whole(shop: Shop, key: str) -> list[Addon]:
    """The ready list as it stands."""
    ready = trade(key, "nl")
    made = start_services(shop, [FirstService(one.name, one.price) for one in ready.services])
    services = dict(zip((one.key for one in ready.services), made, strict=True))
    names = {one.key: one.name.key for one in ready.addons}
    return start_addons(
        shop,
        [
            FirstAddon(
                one.name,
                one.kind,
                one.price,
                one.cost,
                True,
                one.script,
                tuple(services[key] for key in one.on),
                one.season,
                one.season_name,
                names.get(one.better_than, ""),
                services.get(one.better_than_service),
                tuple(names[key] for key in one.parts),
            )
            for one in ready.addons
        ],
    )


@pytest.mark.parametrize("key", TRADES)
def test_every_ready_list_can_be_made(shop: Shop, key: str) -> None:
    ready, made = trade(key, "nl"), whole(shop, key)
    assert [(addon.name, addon.kind) for addon in made] == [(str(one.name), one.kind) for one in ready.addons]
    facts = {one.id: one for one in facts_of(shop)}
    for addon, one in zip(made, ready.addons, strict=True):
        found = facts[addon.pk]
        price, script, rule = found.price(20261122), found.script(20261122), found.rule(20261122)
        assert price
        assert script
        assert rule
        assert (price.unit_price, price.unit_cost, script.wording) == (one.price, one.cost, one.script)
        assert (rule.season, len(rule.service_types)) == (one.season, len(one.on))
        assert Price.objects.get(addon=addon).estimated
    assert ServiceType.objects.filter(shop=shop).count() == len(ready.services)


def test_a_bundle_and_a_better_version(shop: Shop) -> None:
    made = {addon.name: addon for addon in whole(shop, "phone")}
    glass = made["Screenprotector · Glas"]
    contents = contents_of(made["Beschermpakket · Glas en hoesje"], 20261122)
    assert contents is not None
    assert [part.addon.name for part in contents.parts.all()] == [glass.name, "Hoesje · Siliconen"]
    assert made["Screenprotector · Privacyglas"].upgrade_of_addon == glass
    assert str(made["Batterij · Originele kwaliteit"].upgrade_of_service) == "Batterij vervangen"


def test_a_part_that_was_left_out_leaves_the_bundle_open(shop: Shop) -> None:
    names = [addon_name("Glass"), addon_name("Case"), addon_name("Set")]
    keys = tuple(name.key for name in names[:2])
    wanted = [FirstAddon(names[0]), FirstAddon(names[2], Kind.BUNDLE, parts=keys)]
    _glass, bundle = start_addons(shop, wanted)
    assert contents_of(bundle, 20261122) is None


def test_all_or_nothing(shop: Shop) -> None:
    wanted = [FirstAddon(addon_name("Case"), price=100), FirstAddon(addon_name("Glass"), price=-1)]
    with pytest.raises(Refused):
        start_addons(shop, wanted)
    with pytest.raises(Refused):
        start_services(shop, [FirstService("Repair", 100), FirstService("Advice", 0)])
    assert not Addon.objects.filter(shop=shop).exists()
    assert not ServiceType.objects.filter(shop=shop).exists()
    assert not Change.objects.filter(shop=shop).exists()


def test_free_is_said(shop: Shop) -> None:
    (addon,) = start_addons(shop, [FirstAddon(addon_name("Check"), price=0, cost=0)])
    assert Price.objects.get(addon=addon).free
