"""Employees come, go and come back; every change raises the version caches go by."""

from datetime import UTC, datetime

import pytest

from toonbank.lib.errors import Refused
from toonbank.shops.models import Employee, Shop
from toonbank.shops.people import come_back, hire, hire_many, leave, rename_employee

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def aliases(shop: Shop) -> list[str]:
    return list(Employee.objects.filter(shop=shop).order_by("id").values_list("alias", flat=True))


def test_hire(shop: Shop) -> None:
    sam = hire(shop, "  Sam ")
    assert (sam.alias, sam.alias_key, sam.left_at, shop.catalog_version) == ("Sam", "sam", None, 2)


def test_every_change_raises_the_version(shop: Shop) -> None:
    sam = hire(shop, "Sam")
    rename_employee(sam, "Samira")
    leave(sam, NOON)
    come_back(sam)
    shop.refresh_from_db()
    sam.refresh_from_db()
    assert (shop.catalog_version, sam.alias, sam.left_at) == (5, "Samira", None)


def test_leave_keeps_the_moment(shop: Shop) -> None:
    sam = leave(hire(shop, "Sam"), NOON)
    sam.refresh_from_db()
    assert sam.left_at == NOON


@pytest.mark.parametrize("alias", ["SAM", "Sám", "s\u200bam", "Sa\u0301m", "Ѕam"])
def test_a_name_that_reads_the_same_is_taken(shop: Shop, alias: str) -> None:
    hire(shop, "Sam")
    with pytest.raises(Refused) as refused:
        hire(shop, alias)
    error = refused.value
    assert (error.code, error.field, error.params) == ("employee_exists", "alias", {"alias": "Sam"})


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("", "text_empty"),
        (" \t ", "text_empty"),
        ("x" * 41, "text_too_long"),
        ("--", "text_invalid"),
        ("a" + "+" * 39, "text_too_long"),
        ("Sam\0", "text_invalid"),
        ("😀", "text_invalid"),
    ],
)
def test_a_name_that_is_none_is_refused(shop: Shop, alias: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        hire(shop, alias)
    assert (refused.value.code, refused.value.field, aliases(shop)) == (code, "alias", [])


def test_many_are_all_or_nothing(shop: Shop) -> None:
    hire_many(shop, ["Sam", "Robin"])
    with pytest.raises(Refused):
        hire_many(shop, ["Noor", "robin"])
    with pytest.raises(Refused):
        hire_many(shop, ["Noor", "NOOR"])
    assert aliases(shop) == ["Sam", "Robin"]


def test_rename_to_oneself_and_to_another(shop: Shop) -> None:
    sam, _robin = hire_many(shop, ["Sam", "Robin"])
    rename_employee(sam, "SAM")
    with pytest.raises(Refused) as refused:
        rename_employee(sam, "Robin")
    assert (refused.value.code, aliases(shop)) == ("employee_exists", ["SAM", "Robin"])
