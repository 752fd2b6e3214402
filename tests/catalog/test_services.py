"""Service types: made, renamed, archived."""

import pytest

from toonbank.catalog.models import ServiceType
from toonbank.catalog.services import (
    add_service_type,
    add_service_types,
    archive_service_type,
    rename_service_type,
    restore_service_type,
)
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop


def rows(shop: Shop) -> list[tuple[str, int, bool]]:
    return list(ServiceType.objects.filter(shop=shop).values_list("name", "position", "archived"))


def test_they_keep_the_order_in_which_they_came(shop: Shop) -> None:
    add_service_types(shop, ["Screen repair", "Battery"])
    add_service_type(shop, "Advice")
    assert rows(shop) == [("Screen repair", 0, False), ("Battery", 1, False), ("Advice", 2, False)]
    assert shop.catalog_version == 3


def test_rename_archive_restore(shop: Shop) -> None:
    service = add_service_type(shop, "Screen repair")
    rename_service_type(service, "Screen")
    archive_service_type(service)
    assert rows(shop) == [("Screen", 0, True)]
    restore_service_type(service)
    assert rows(shop) == [("Screen", 0, False)]


@pytest.mark.parametrize("name", ["screen REPAIR", "Screen-repair", "Scréen repair"])
def test_a_name_that_reads_the_same_is_taken(shop: Shop, name: str) -> None:
    _screen, battery = add_service_types(shop, ["Screen repair", "Battery"])
    for change in (lambda: add_service_type(shop, name), lambda: rename_service_type(battery, name)):
        with pytest.raises(Refused) as refused:
            change()
        found = (refused.value.code, refused.value.field, refused.value.params)
        assert found == ("service_type_exists", "name", {"name": "Screen repair"})


def test_many_are_all_or_nothing(shop: Shop) -> None:
    with pytest.raises(Refused):
        add_service_types(shop, ["Screen", "screen"])
    assert rows(shop) == []
