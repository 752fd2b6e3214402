"""Tables as files: CSV as the shop's spreadsheet expects it, XLSX with real numbers. No cell is a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import IO, Any
from urllib.parse import quote

from django.http import HttpResponse

# What a spreadsheet would run: also the full-width signs it takes for the same, and what hides one of them.
HIDDEN, SIGNS = r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]*", r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
STARTS_FORMULA = re.compile(rf"{HIDDEN}{SIGNS}|[\t\r\n]")
WIDEST, LOOKED_AT = 60, 200


@dataclass(frozen=True)
class Cents:
    """Money in a cell: a number with two decimals, so that a spreadsheet can add it up."""

    cents: int

    @property
    def amount(self) -> Decimal:
        return Decimal(self.cents).scaleb(-2)


@dataclass(frozen=True)
class Share:
    """A rate in a cell: 0.25 in a file for machines, 25 % in a spreadsheet."""

    value: float


Cell = str | int | float | Decimal | date | Cents | Share | bool | None
Rows = Iterable[Sequence[Cell]]


def safe(text: str) -> str:
    """A leading apostrophe makes a spreadsheet show the text instead of running it."""
    return f"'{text}" if STARTS_FORMULA.match(text) else text


def write_csv(rows: Rows, stream: IO[str], locale: str = "") -> None:
    """`locale` nl: semicolon and decimal comma, en: comma and dot; "" is for machines: comma, dot, codes."""
    writer = csv.writer(stream, delimiter=";" if locale == "nl" else ",", lineterminator="\r\n")
    mark = "," if locale == "nl" else "."
    for row in rows:
        writer.writerow([_text(cell, mark) for cell in row])


def csv_bytes(rows: Rows, locale: str = "") -> bytes:
    """With the mark by which a spreadsheet knows UTF-8, unless it is for machines."""
    stream = io.StringIO()
    write_csv(rows, stream, locale)
    return stream.getvalue().encode("utf-8-sig" if locale else "utf-8")


def write_xlsx(rows: Rows, stream: IO[bytes], title: str = "") -> None:
    """The first row is the head: bold and frozen."""
    # Half a second to import, and few requests need it.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "Toonbank")
    sheet.freeze_panes = "A2"
    left = iter(rows)
    # Widths have to be known before the first row is written; a look at some is enough.
    head, *some = islice(left, LOOKED_AT)
    for at, name in enumerate(head):
        width = max(len(str(name)), *(len(_text(row[at], ".")) for row in some), 6)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(WIDEST, width + 2)
    titles = [WriteOnlyCell(sheet, value=safe(str(name))) for name in head]
    for title_ in titles:
        title_.font = Font(bold=True)
    sheet.append(titles)
    for row in chain(some, left):
        sheet.append([_typed(sheet, cell) for cell in row])
    book.save(stream)


def xlsx_bytes(rows: Rows, title: str = "") -> bytes:
    stream = io.BytesIO()
    write_xlsx(rows, stream, title)
    assert zipfile.is_zipfile(stream)
    return stream.getvalue()


FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(rows: Rows, name: str, format_: str, locale: str) -> HttpResponse:
    """As an attachment; the name is made harmless, whatever a shop is called."""
    content = xlsx_bytes(rows, name) if format_ == "xlsx" else csv_bytes(rows, locale)
    plain = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII).strip("-.") or "toonbank"
    whole = quote((re.sub(r"[^\w .·-]+", "", name).strip() or "toonbank") + f".{format_}", safe="")
    disposition = f"attachment; filename=\"{plain}.{format_}\"; filename*=UTF-8''{whole}"
    return HttpResponse(content, content_type=FORMATS[format_], headers={"Content-Disposition": disposition})


def _text(cell: Cell, mark: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, Cents):
        return f"{cell.amount:.2f}".replace(".", mark)
    if isinstance(cell, Share):
        return f"{cell.value:.4f}".replace(".", mark)
    if isinstance(cell, float | Decimal):
        return str(cell).replace(".", mark)
    return cell.isoformat() if isinstance(cell, date) else str(cell) if isinstance(cell, int) else safe(cell)


def _typed(sheet: Any, cell: Cell) -> object:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(cell, Cents | Share):
        return safe(cell) if isinstance(cell, str) else int(cell) if isinstance(cell, bool) else cell
    amount: Any = cell.amount if isinstance(cell, Cents) else cell.value
    made = WriteOnlyCell(sheet, value=amount)
    made.number_format = "#,##0.00" if isinstance(cell, Cents) else "0.0%"
    return made
