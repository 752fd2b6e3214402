"""Lists as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toonbank.catalog.addons import create_addon
from toonbank.catalog.foreseen import foresee
from toonbank.catalog.pasted import MOST_LINES, read_pasted
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop

Row = tuple[int, str, str, int | None, int | None, str]


def read(pasted: str, locale: str = "nl") -> list[Row]:
    found = read_pasted(pasted, locale)
    assert found.troubles == []
    return [(line, str(one.name), one.kind, one.price, one.cost, one.script) for line, one in found.lines]


def troubles(pasted: str, locale: str = "nl") -> list[tuple[int, str]]:
    return [(line, error.code) for line, error in read_pasted(pasted, locale).troubles]


def test_typed_lines() -> None:
    pasted = (
        "Screenprotector · iPhone 14 · Glas; 19,95; 4,20; cross-sell\n\n Hoesje ;€ 14,95\nAPK-check;;;up-sell"
    )
    assert read(pasted) == [
        (1, "Screenprotector · iPhone 14 · Glas", "cross-sell", 1995, 420, ""),
        (3, "Hoesje", "cross-sell", 1495, None, ""),
        (4, "APK-check", "up-sell", None, None, ""),
    ]


def test_a_hyphen_between_spaces_parts_a_name() -> None:
    assert [row[1] for row in read("Hoesje - iPhone 14 – Siliconen\nUSB-C kabel | 1 m")] == [
        "Hoesje · iPhone 14 · Siliconen",
        "USB-C kabel · 1 m",
    ]


def test_cells_of_a_spreadsheet_with_a_header() -> None:
    pasted = "Kostprijs\tCategorie\tVariant\tPrijs\tSoort\r\n4,20\tGlas\tiPhone 14\t19,95\tBundel\r\n\t\t\t\t"
    assert read(pasted) == [(2, "Glas · iPhone 14", "bundle", 1995, 420, "")]


@pytest.mark.parametrize("header", ["Name;Price;Cost;Kind;Script", "naam;PRIJS;kostprijs;soort;zin"])
def test_headers_in_both_languages(header: str) -> None:
    row = (2, "Case", "up-sell", 800, 90, "Shall I add it?")
    assert read(f"{header}\nCase;8;0.90;upsell;Shall I add it?", "en") == [row]


def test_no_header_when_one_word_is_no_column() -> None:
    assert [row[1] for row in read("Product; 8")] == ["Product"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Case; abc", "money_invalid"),
        ("Case; -5", "price_invalid"),
        ("Case; 1.234", "money_ambiguous"),
        ("Case;;5", "price_missing"),
        ("Case; 5; 1; gratis", "kind_unknown"),
        ("; 5", "text_empty"),
        ("A · B · C · D; 5", "addon_name_invalid"),
        ("Case; 5; 1; bundle; Say it?; more", "cells"),
        ("Jan Jansen 0612345678; 5", "customer_data"),
        ("x" * 61, "text_too_long"),
    ],
)
def test_what_is_wrong_and_where(line: str, code: str) -> None:
    assert troubles(f"Glass; 5\n{line}", "en") == [(2, code)]


def test_too_many_lines() -> None:
    with pytest.raises(Refused) as refused:
        read_pasted("Case\n" * (MOST_LINES + 1), "nl")
    assert refused.value.code == "too_many_lines"


@given(st.text(max_size=200))
def test_anything_may_be_pasted(pasted: str) -> None:
    found = read_pasted(pasted, "nl")
    numbers = [line for line, _what in [*found.lines, *found.troubles]]
    assert len(set(numbers)) == len(numbers)


def test_what_would_come_of_it(shop: Shop) -> None:
    create_addon(shop, "Screen protector", "", "Glass")
    pasted = read_pasted("SCREEN PROTECTOR · glass\nScreenprotector · Glass\nCase; 5\ncase\nCharger; x", "en")
    found = foresee(shop, pasted)
    fresh = [(line, str(one.name)) for line, one in found.fresh]
    assert fresh == [(2, "Screenprotector · Glass"), (3, "Case")]
    assert found.known == [(1, "Screen protector · Glass"), (4, "Case")]
    assert found.alike == {2: ["Screen protector · Glass"]}
    assert [line for line, _error in found.troubles] == [5]


def test_two_new_names_that_look_alike_are_both_shown(shop: Shop) -> None:
    found = foresee(shop, read_pasted("Tyre shine\nTire shine\niPhone 13 case\niPhone 14 case", "en"))
    assert found.alike == {1: ["Tire shine"], 2: ["Tyre shine"]}
