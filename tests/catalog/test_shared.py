"""The chain's list: adopted, renamed everywhere at once, and one identity in the numbers."""

import pytest

from tests.world import NOW, World
from toonbank.catalog.addons import archive, create_addon, edit
from toonbank.catalog.aliases import resolve
from toonbank.catalog.models import Addon, Change, SharedAddon
from toonbank.catalog.shared import add_shared, adopt, adoptable, edit_shared, set_archived
from toonbank.ledger.document import Document, Line
from toonbank.ledger.record import record_ticket
from toonbank.lib.errors import Conflict, Refused
from toonbank.lib.uuid7 import uuid7
from toonbank.metrics.ask import Asked
from toonbank.shops.access import ROLE_SCOPES, Seat
from toonbank.shops.models import Role, Shop
from toonbank.shops.setup import open_shop


@pytest.fixture
def zwolle(world: World) -> Shop:
    return open_shop("Fix & Go Zwolle", "zwolle", chain=world.chain).shop


@pytest.fixture
def strap(world: World) -> SharedAddon:
    return add_shared(world.chain, "Strap", "42 mm")


def fresh(shop: Shop) -> Shop:
    return Shop.objects.get(pk=shop.pk)


def names(shop: Shop) -> list[str]:
    return [addon.name for addon in Addon.objects.filter(shop=shop, shared__isnull=False)]


def test_adopted_with_a_price_of_its_own(world: World, zwolle: Shop, strap: SharedAddon) -> None:
    assert adoptable(world.shop) == [strap]
    mine = adopt(strap, world.shop, 1500, 400)
    theirs = adopt(strap, zwolle)
    assert (mine.name, mine.shared, theirs.shared) == ("Strap · 42 mm", strap, strap)
    assert list(mine.prices.values_list("unit_price", "unit_cost")) == [(1500, 400)]
    assert not theirs.prices.exists()
    assert adoptable(world.shop) == []
    assert adoptable(world.neighbour) == []


def test_a_shop_cannot_rename_it_and_can_switch_it_off(world: World, strap: SharedAddon) -> None:
    mine = adopt(strap, world.shop)
    with pytest.raises(Refused) as refused:
        edit(mine, "Band")
    assert (refused.value.code, names(world.shop)) == ("addon_shared", ["Strap · 42 mm"])
    archive(mine, 2026_11_01)
    assert Addon.objects.get(pk=mine.pk).active_until == 2026_10_31


def test_head_office_renames_it_everywhere_and_the_old_name_stays_known(
    world: World, zwolle: Shop, strap: SharedAddon
) -> None:
    mine, theirs = adopt(strap, world.shop), adopt(strap, zwolle)
    edit_shared(strap, "Watch band", "42 mm", "", "up-sell", "")
    assert names(world.shop) == names(zwolle) == ["Watch band · 42 mm"]
    assert Addon.objects.get(pk=mine.pk).kind == "up-sell"
    for shop, copy in ((world.shop, mine), (zwolle, theirs)):
        assert resolve(shop)["strap 42 mm"].pk == copy.pk
    assert list(Change.objects.filter(chain=world.chain).values_list("code", flat=True)) == [
        "shared_edited",
        "shared_created",
    ]


def test_a_name_taken_in_one_shop_stops_the_renaming_in_all(
    world: World, zwolle: Shop, strap: SharedAddon
) -> None:
    adopt(strap, world.shop)
    adopt(strap, zwolle)
    create_addon(zwolle, "Watch band")
    with pytest.raises(Refused) as refused:
        edit_shared(strap, "Watch band", "", "", "cross-sell", "")
    assert (refused.value.code, refused.value.params["shop"]) == ("shared_name_taken", "Fix & Go Zwolle")
    assert names(world.shop) == names(zwolle) == ["Strap · 42 mm"]
    assert SharedAddon.objects.get().name == "Strap · 42 mm"


def test_what_the_shop_has_already_is_linked_only_when_asked(world: World, strap: SharedAddon) -> None:
    own = create_addon(world.shop, "STRAP", "42 mm")
    with pytest.raises(Conflict) as conflict:
        adopt(strap, world.shop)
    assert conflict.value.params["addon"] == own.pk
    assert adopt(strap, world.shop, link=True).pk == own.pk
    assert names(world.shop) == ["Strap · 42 mm"]


def test_archived_or_of_another_chain_is_not_to_be_had(world: World, strap: SharedAddon) -> None:
    with pytest.raises(Refused):
        adopt(strap, world.neighbour)
    set_archived(strap, True)
    assert adoptable(world.shop) == []
    with pytest.raises(Refused):
        adopt(strap, world.shop)
    set_archived(strap, False)
    assert adoptable(world.shop) == [strap]


def test_the_same_name_twice_on_the_list(world: World, strap: SharedAddon) -> None:
    with pytest.raises(Refused) as refused:
        add_shared(world.chain, "strap", "42  MM")
    assert refused.value.code == "addon_exists"


def test_numbers_roll_up_by_the_shared_identity(world: World, zwolle: Shop, strap: SharedAddon) -> None:
    copies = {shop: adopt(strap, shop) for shop in (world.shop, zwolle)}
    edit_shared(strap, "Watch band", "", "", "cross-sell", "")
    for shop, outcome in ((world.shop, "bought"), (zwolle, "declined"), (zwolle, "declined")):
        seat = Seat(fresh(shop), ROLE_SCOPES[Role.MANAGER])
        document = Document(uuid7(), 1, NOW, offers=(Line(copies[shop].pk, outcome),))
        record_ticket(seat, document, "api", NOW)
    answer = Asked(("attach_rate",), ("addon",)).answer([fresh(world.shop), fresh(zwolle)], NOW)
    found = {row.labels["addon"]: row.values["attach_rate"] for row in answer.rows}
    assert (found["Watch band"].hits, found["Watch band"].tries) == (1, 3)
