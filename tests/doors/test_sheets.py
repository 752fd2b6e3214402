"""Tables as files: the shop's marks, real numbers, and no cell a spreadsheet would run."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from toonbank.doors.sheets import Cents, Share, csv_bytes, download, safe, xlsx_bytes

ROWS = [["Naam", "Omzet", "Deel", "Dag"], ["Hoesje; zwart", Cents(-123456), Share(0.25), date(2026, 11, 22)]]
DANGEROUS = (
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", " =1", "\u200b=1", "\u202e=1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("nl", '\ufeffNaam;Omzet;Deel;Dag\r\n"Hoesje; zwart";-1234,56;0,2500;2026-11-22\r\n'),
        ("en", "\ufeffNaam,Omzet,Deel,Dag\r\nHoesje; zwart,-1234.56,0.2500,2026-11-22\r\n"),
        ("", "Naam,Omzet,Deel,Dag\r\nHoesje; zwart,-1234.56,0.2500,2026-11-22\r\n"),
    ],
)
def test_csv_as_the_shop_reads_it(locale: str, expected: str) -> None:
    assert csv_bytes(ROWS, locale).decode() == expected


def test_xlsx_has_real_numbers_and_a_frozen_head() -> None:
    sheet = load_workbook(io.BytesIO(xlsx_bytes(ROWS, "Add-ons: all"))).active
    assert sheet is not None
    assert (sheet.title, sheet.freeze_panes) == ("Add-ons  all", "A2")
    values = [cell.value for cell in sheet[2]]
    assert values[0] == "Hoesje; zwart"
    assert (Decimal(str(values[1])), values[2]) == (Decimal("-1234.56"), 0.25)
    assert sheet["B2"].number_format == "#,##0.00"
    assert sheet["A1"].font.bold


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    sheet = load_workbook(io.BytesIO(xlsx_bytes([["Naam"], [text]]))).active
    assert sheet is not None
    cell = sheet["A2"]
    assert (cell.data_type, str(cell.value)[0]) == ("s", "'")


@given(st.integers(-(10**9), 10**9))
def test_negative_amounts_stay_numbers(cents: int) -> None:
    text = csv_bytes([["x"], [Cents(cents)]]).decode().splitlines()[1]
    assert Decimal(text) == Decimal(cents) / 100


@pytest.mark.parametrize("name", ['a"b\r\nSet-Cookie: x', "../../etc", "\u202ecsv.exe", "Zaak · Één", ""])
def test_the_name_of_a_download_is_harmless(name: str) -> None:
    header = download([["x"]], name, "csv", "nl").headers["Content-Disposition"]
    assert header.startswith('attachment; filename="')
    assert not any(sign in header for sign in ("\r", "\n", "/", "\u202e"))
    assert header.count('"') == 2


def test_a_table_without_rows_is_a_head() -> None:
    assert csv_bytes([["Naam"]]).decode() == "Naam\r\n"
    assert load_workbook(io.BytesIO(xlsx_bytes([["Naam"]]))).active is not None
