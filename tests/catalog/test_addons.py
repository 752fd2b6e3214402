"""Add-ons on and off the list."""

import pytest

from toonbank.catalog.addons import (
    NewAddon,
    active,
    archive,
    create_addon,
    create_many,
    edit,
    restore,
    too_many,
)
from toonbank.catalog.models import ALWAYS, FOREVER, Addon, Change, Eligibility, Pause
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.setup import open_shop

TODAY = 2026_11_21


def test_create(shop: Shop) -> None:
    addon = create_addon(shop, " Screen  protector", "iPhone 14", "glass", season="Winter", active_from=TODAY)
    found = (addon.name, addon.key, addon.kind, addon.season, addon.active_from, addon.active_until)
    name = "Screen protector · iPhone 14 · glass"
    assert found == (name, "screen protector iphone 14 glass", "cross-sell", "Winter", TODAY, FOREVER)
    assert shop.catalog_version == 2


def test_each_comes_behind_the_last(shop: Shop) -> None:
    create_many(shop, [NewAddon("Case"), NewAddon("Cable")])
    create_addon(shop, "Battery")
    assert [(row.name, row.position) for row in Addon.objects.filter(shop=shop)] == [
        ("Case", 0),
        ("Cable", 1),
        ("Battery", 2),
    ]


@pytest.mark.parametrize(
    "parts",
    [
        ("Screen guard", "iPhone 14", "glass"),
        ("SCREEN  GUARD", "iphone 14", "Glass"),
        ("Scréen guard", "iPhone 14", "gla\u200bss"),
        ("Screen guard iPhone 14", "", "glass"),
        ("Screеn guard", "iPhone-14", "glass"),
    ],
)
def test_a_name_that_reads_the_same_is_found(shop: Shop, parts: tuple[str, str, str]) -> None:
    first = create_addon(shop, "Screen guard", "iPhone 14", "glass")
    with pytest.raises(Refused) as refused:
        create_addon(shop, *parts)
    error = refused.value
    assert (error.code, error.field) == ("addon_exists", "category")
    assert error.params == {"name": "Screen guard · iPhone 14 · glass", "addon": first.pk}


def test_plus_is_another_telephone(shop: Shop) -> None:
    create_many(shop, [NewAddon("Case", "iPhone 14"), NewAddon("Case", "iPhone 14+")])
    assert Addon.objects.count() == 2


def test_another_shop_may_use_the_name(shop: Shop) -> None:
    create_addon(shop, "Case")
    assert create_addon(open_shop("Other shop").shop, "Case").name == "Case"


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"category": ""}, "category", "text_empty"),
        ({"category": "x" * 10_000}, "category", "text_too_long"),
        ({"category": "Case · iPhone"}, "category", "addon_name_invalid"),
        ({"category": "Case\0"}, "category", "text_invalid"),
        ({"variant": "x" * 61}, "variant", "text_too_long"),
        ({"detail": "🎉"}, "detail", "text_invalid"),
        ({"variant": "+a" * 15, "detail": "+b" * 15, "category": "+c" * 15}, "category", "text_too_long"),
        ({"kind": "gift"}, "kind", "kind_unknown"),
        ({"season": "x" * 41}, "season", "text_too_long"),
        ({"active_from": 2026_02_30}, "active_from", "day_invalid"),
    ],
)
def test_wrong_parts_are_refused(shop: Shop, wrong: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        create_addon(shop, **{"category": "Case", **wrong})  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.code, Addon.objects.count()) == (field, code, 0)


def test_many_are_all_or_nothing(shop: Shop) -> None:
    with pytest.raises(Refused):
        create_many(shop, [NewAddon("Case"), NewAddon("Cable"), NewAddon("case")])
    assert (Addon.objects.count(), Eligibility.objects.count()) == (0, 0)


def test_edit_keeps_the_thing(shop: Shop) -> None:
    addon = create_addon(shop, "Case", "iPhone 14")
    create_addon(shop, "Cable")
    edit(addon, "Hard case", "iPhone 14", kind="up-sell", season="Winter")
    addon.refresh_from_db()
    found = (addon.name, addon.key, addon.kind, addon.season)
    assert found == ("Hard case · iPhone 14", "hard case iphone 14", "up-sell", "Winter")
    with pytest.raises(Refused) as refused:
        edit(addon, "Cable")
    assert refused.value.code == "addon_exists"


def test_archive_and_restore(shop: Shop) -> None:
    addon = create_addon(shop, "Case", active_from=2026_11_01)
    archive(addon, TODAY)
    assert (addon.active_from, addon.active_until, active(shop, TODAY)) == (2026_11_01, 2026_11_20, [])
    restore(addon, 2026_12_01)
    assert (addon.active_from, addon.active_until) == (2026_11_01, FOREVER)
    assert [active(shop, day) for day in (TODAY, 2026_11_30, 2026_12_01)] == [[], [], [addon]]


def test_archived_again_it_keeps_the_first_day(shop: Shop) -> None:
    addon = create_addon(shop, "Case", active_from=2026_11_01)
    for day in (TODAY, 2026_12_01):
        archive(addon, day)
        assert addon.active_until == 2026_11_20
    assert Change.objects.filter(addon=addon, code="addon_archived").count() == 1


def test_back_sooner_than_it_was_said_ends_the_gap_sooner(shop: Shop) -> None:
    addon = create_addon(shop, "Case", active_from=2026_11_01)
    archive(addon, 2026_11_10)
    restore(addon, 2026_12_01)
    assert pauses(addon) == [(2026_11_10, 2026_11_30)]
    restore(addon, 2026_11_20)
    assert pauses(addon) == [(2026_11_10, 2026_11_19)]
    archive(addon, 2026_11_10)
    restore(addon, 2026_11_15)
    assert pauses(addon) == [(2026_11_10, 2026_11_14)]
    restore(addon, 2026_11_05)
    assert (pauses(addon), active(shop, 2026_11_12)) == ([], [addon])


def pauses(addon: Addon) -> list[tuple[int, int]]:
    return list(Pause.objects.filter(addon=addon).values_list("first_day", "last_day"))


def test_archived_on_its_first_day_it_never_was(shop: Shop) -> None:
    addon = archive(create_addon(shop, "Case", active_from=TODAY), TODAY)
    assert (addon.active_from, addon.active_until, active(shop, TODAY)) == (ALWAYS, ALWAYS, [])
    restore(addon, 2026_12_01)
    assert (addon.active_from, addon.active_until, active(shop, TODAY)) == (2026_12_01, FOREVER, [])


def test_more_than_thirty_is_said(shop: Shop) -> None:
    addons = create_many(shop, [NewAddon(f"Add-on {number}") for number in range(31)])
    notice = too_many(shop, TODAY)
    assert notice is not None
    assert (notice.code, notice.params) == ("too_many_addons", {"count": 31, "limit": 30})
    assert notice.text(str).startswith("31 add-ons are active")
    archive(addons[0], TODAY)
    assert too_many(shop, TODAY) is None
