"""Other spellings: one meaning each, never a name as well."""

from datetime import UTC, datetime

import pytest

from toonbank.catalog import aliases
from toonbank.catalog.addons import create_addon, edit
from toonbank.catalog.merges import merge
from toonbank.catalog.models import Alias, Change
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.setup import open_shop

NOW = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)


def known(shop: Shop) -> dict[str, str]:
    return {key: addon.name for key, addon in aliases.resolve(shop).items()}


def test_a_spelling_means_the_add_on(shop: Shop) -> None:
    wipers = create_addon(shop, "Wipers", "front")
    alias = aliases.add(wipers, " Front  Wipérs ", NOW)
    assert (alias.name, alias.key) == ("Front Wipérs", "front wipers")
    assert known(shop) == {"wipers front": "Wipers · front", "front wipers": "Wipers · front"}
    aliases.remove(alias)
    assert known(shop) == {"wipers front": "Wipers · front"}
    codes = list(Change.objects.filter(shop=shop).values_list("code", "before", "after"))
    assert codes[:2] == [
        ("alias_removed", {"name": "Front Wipérs"}, {}),
        ("alias_added", {}, {"name": "Front Wipérs"}),
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CASE", "alias_is_name"),
        ("Cáse", "alias_is_name"),
        ("wiper install", "alias_exists"),
        ("Wiper\u200b  Instáll", "alias_exists"),
        ("", "text_empty"),
        ("x" * 10_000, "text_too_long"),
        ("\u202e\u202e", "text_empty"),
        ("a\0b", "text_invalid"),
        ("🎉", "text_invalid"),
        ("06-12345678", "customer_data"),
        ("a · b · c · d", "addon_name_invalid"),
    ],
)
def test_what_is_refused(shop: Shop, name: str, code: str) -> None:
    create_addon(shop, "Case")
    wipers = create_addon(shop, "Wipers")
    aliases.add(wipers, "Wiper install", NOW)
    with pytest.raises(Refused) as refused:
        aliases.add(create_addon(shop, "Cable"), name, NOW)
    assert (refused.value.code, refused.value.field, Alias.objects.count()) == (code, "name", 1)


def test_a_spelling_is_no_new_name(shop: Shop) -> None:
    wipers = create_addon(shop, "Wipers")
    aliases.add(wipers, "Wiper install", NOW)
    cable = create_addon(shop, "Cable")
    for attempt in (lambda: create_addon(shop, "WIPER install"), lambda: edit(cable, "Wiper", "install")):
        with pytest.raises(Refused) as refused:
            attempt()
        error = refused.value
        assert (error.code, error.field) == ("alias_exists", "category")
        assert error.params == {"alias": "Wiper install", "name": "Wipers", "addon": wipers.pk}


def test_a_renamed_add_on_is_found_by_all_its_names(shop: Shop) -> None:
    addon = create_addon(shop, "Wipers")
    for name in ("Wiper blades", "Wipers front", "Wipers"):
        edit(addon, name)
    assert known(shop) == dict.fromkeys(("wipers", "wiper blades", "wipers front"), "Wipers")
    assert set(Alias.objects.values_list("key", flat=True)) == {"wiper blades", "wipers front"}
    edit(addon, "WIPERS")
    assert Alias.objects.count() == 2


def test_no_spelling_for_what_counts_as_another(shop: Shop) -> None:
    one, other = create_addon(shop, "Wipers"), create_addon(shop, "Front wipers")
    merge(one, other, NOW)
    with pytest.raises(Refused) as refused:
        aliases.add(one, "Wiper install", NOW)
    assert (refused.value.code, refused.value.params["name"]) == ("addon_merged", "Front wipers")
    with pytest.raises(Refused) as refused:
        aliases.remove(Alias.objects.get())
    assert refused.value.code == "alias_of_merge"


def test_another_shop_may_use_it(shop: Shop) -> None:
    aliases.add(create_addon(shop, "Wipers"), "Wiper install", NOW)
    elsewhere = open_shop("Other shop").shop
    aliases.add(create_addon(elsewhere, "Blades"), "wiper install", NOW)
    assert known(elsewhere)["wiper install"] == "Blades"
