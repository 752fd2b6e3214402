"""Wordings in numbered versions."""

import pytest

from toonbank.catalog.addons import create_addon
from toonbank.catalog.models import ALWAYS, Addon, Script
from toonbank.catalog.scripts import set_script
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop

ASK, TELL = "Do you want a glass protector on it?", "With glass on it, a fall costs you nothing."


@pytest.fixture
def addon(shop: Shop) -> Addon:
    return create_addon(shop, "Screen protector")


def versions(addon: Addon) -> list[tuple[int, str, int | None]]:
    return list(Script.objects.filter(addon=addon).values_list("version", "wording", "valid_from"))


def test_versions_are_numbered(addon: Addon) -> None:
    set_script(addon, ASK)
    set_script(addon, TELL, 2026_11_21)
    assert versions(addon) == [(1, ASK, ALWAYS), (2, TELL, 2026_11_21)]


def test_the_same_wording_is_the_same_version(addon: Addon) -> None:
    first = set_script(addon, ASK)
    again = set_script(addon, f"  {ASK.upper()} ", 2026_11_21)
    assert (again, versions(addon)) == (first, [(1, ASK.upper(), ALWAYS)])


def test_known_and_not_in_force(addon: Addon) -> None:
    known = set_script(addon, ASK, None)
    assert versions(addon) == [(1, ASK, None)]
    assert set_script(addon, ASK, 2026_11_21) == known
    assert set_script(addon, ASK, None) == known
    assert versions(addon) == [(1, ASK, 2026_11_21)]


def test_the_same_day_again_replaces_and_keeps_the_old_one_known(addon: Addon) -> None:
    set_script(addon, ASK, 2026_11_21)
    set_script(addon, TELL, 2026_11_21)
    assert versions(addon) == [(1, ASK, None), (2, TELL, 2026_11_21)]


def test_an_old_wording_comes_back(addon: Addon) -> None:
    set_script(addon, ASK)
    set_script(addon, TELL, 2026_11_21)
    set_script(addon, ASK, 2026_12_01)
    assert versions(addon) == [(1, ASK, 2026_12_01), (2, TELL, 2026_11_21)]


@pytest.mark.parametrize(
    ("wording", "day", "field"),
    [
        ("", ALWAYS, "wording"),
        ("x" * 241, ALWAYS, "wording"),
        ("?!", ALWAYS, "wording"),
        (ASK, 1, "valid_from"),
    ],
)
def test_wrong_scripts_are_refused(addon: Addon, wording: str, day: int, field: str) -> None:
    with pytest.raises(Refused) as refused:
        set_script(addon, wording, day)
    assert (refused.value.field, versions(addon)) == (field, [])
