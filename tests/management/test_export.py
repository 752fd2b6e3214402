"""`toonbank export`: the shop's own data, and the same numbers when they come back."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from tests.metrics.worlds import NOW, Place, mixed
from toonbank.lib.errors import Refused
from toonbank.metrics.ask import Asked
from toonbank.shops.models import Shop
from toonbank.shops.setup import open_shop

NUMBERS = ("tickets", "offers", "bought", "attach_rate", "revenue", "organic_sales", "aov")


@pytest.fixture
def place(db: None) -> Place:
    return mixed()


def exported(kind: str, folder: Path, *more: str) -> list[dict[str, str]]:
    target = folder / f"{kind}.csv"
    call_command("export", kind, str(target), "--shop", "noord", "--plain", *more, verbosity=0)
    return list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))


def numbers(shop: Shop) -> dict[str, dict[str, object]]:
    fresh = Shop.objects.get(pk=shop.pk)
    found: dict[str, dict[str, object]] = {}
    # A day later: whether a ticket was finished is not in an offer log, and by then it no longer matters.
    later = NOW + timedelta(days=1)
    for by in ((), ("addon",), ("service_type",), ("week",)):
        for row in Asked(("offers", "bought", "revenue") if by else NUMBERS, by).answer([fresh], later).rows:
            key = f"{by} {[*row.labels.values()]}"
            found[key] = {name: (value.hits, value.tries) for name, value in row.values.items()}
    return found


def test_offers_come_back_as_the_same_numbers_to_the_cent(place: Place, tmp_path: Path) -> None:
    exported("offers", tmp_path)
    copy = open_shop("Kopie").shop
    call_command(
        "import", "offers", str(tmp_path / "offers.csv"), "--shop", "kopie", "--create-missing", verbosity=0
    )
    assert numbers(copy) == numbers(place.shop)


def test_tickets_one_line_each_with_their_sums(place: Place, tmp_path: Path) -> None:
    rows = exported("tickets", tmp_path)
    assert len(rows) == 160
    counted = [row for row in rows if row["status"] != "void"]
    told = Asked(("tickets", "offers", "bought", "revenue")).answer([place.shop], NOW)
    # On the day itself open tickets are left out of the numbers, never out of a file.
    assert len(counted) - told.left_out.why.get("still_open", 0) == told.only["tickets"].hits
    revenue = sum(Decimal(row["revenue"] or 0) for row in counted)
    assert revenue * 100 >= told.only["revenue"].hits


def test_the_list_with_price_script_and_rule_of_today(place: Place, tmp_path: Path) -> None:
    rows = {row["category"] + " " + row["variant"]: row for row in exported("catalog", tmp_path)}
    case = rows["Hoesje Siliconen"]
    assert (case["price"], case["cost"], case["price_from"], case["on_list"]) == (
        "21.95",
        "6.50",
        "2026-11-09",
        "1",
    )
    assert rows["Screen protector "]["cost"] == ""
    assert rows["Opzet-hulp "]["service_types"] == "Accu | Activatie"
    assert rows["Opzet-hulp "]["script"] == "Zullen wij uw data overzetten?"


def test_in_the_marks_of_the_shop_and_as_a_spreadsheet(place: Place, tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    call_command("export", "catalog", str(target), "--shop", "noord", verbosity=0)
    text = target.read_bytes().decode()
    assert text.startswith("\ufeffid;category;")
    assert ";21,95;6,50;" in text
    book = tmp_path / "offers.xlsx"
    call_command("export", "offers", str(book), "--shop", "noord", "--format", "xlsx", verbosity=0)
    sheet = load_workbook(book).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:3] == ["ticket", "date", "time"]


def test_what_cannot_be_leaves_nothing_behind(place: Place, tmp_path: Path) -> None:
    target = str(tmp_path / "x.parquet")
    with pytest.raises(Refused):
        call_command("export", "offers", target, "--shop", "noord", "--format", "parquet")
    with pytest.raises(Refused):
        call_command("export", "offers", str(tmp_path / "no" / "x.csv"), "--shop", "noord")
    assert list(tmp_path.iterdir()) == []
