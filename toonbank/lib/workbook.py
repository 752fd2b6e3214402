"""An XLSX file as a table of texts: values only, and nothing is opened that could be a trap."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from toonbank.lib.errors import Refused
from toonbank.lib.errors import gettext_noop as _
from toonbank.lib.table import MAX_COLUMNS, Row, Table

MAX_BYTES, MAX_UNPACKED, MAX_PARTS, MAX_ROWS = 5_000_000, 50_000_000, 500, 20_000
# Macros, links to other files, and parts that are files themselves.
TRAPS = re.compile(r"vbaProject|externalLink|/embeddings/|/activeX/|\.bin$", re.IGNORECASE)


def is_workbook(content: bytes) -> bool:
    return content[:4] == b"PK\x03\x04"


def read_workbook(content: bytes) -> Table:
    """The first sheet in sight; refuses before anything is parsed."""
    _check(content)
    # Half a second to import, and few requests need it.
    from openpyxl import load_workbook

    try:
        shown = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        typed = load_workbook(io.BytesIO(content), read_only=True)
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        raise Refused("workbook_broken", _("This is not a spreadsheet that can be read.")) from error
    names = [sheet.title for sheet in shown.worksheets if sheet.sheet_state == "visible"]
    if not names:
        raise Refused("file_empty", _("This file is empty."))
    values = shown[names[0]].iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS)
    formulas = typed[names[0]].iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS)
    return _table([_texts(*pair) for pair in zip(values, formulas, strict=True)])


def _check(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise Refused("too_large", _("This file is too big: at most {max} MB."), max=MAX_BYTES // 1_000_000)
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise Refused("workbook_broken", _("This is not a spreadsheet that can be read.")) from error
    odd = [one for one in parts if one.filename.startswith("/") or ".." in one.filename.split("/")]
    if odd or any(TRAPS.search(one.filename) for one in parts):
        message = _("This spreadsheet holds macros, links or files. Save it again as plain .xlsx or CSV.")
        raise Refused("workbook_trap", message)
    if len(parts) > MAX_PARTS or sum(one.file_size for one in parts) > MAX_UNPACKED:
        raise Refused("too_large", _("This spreadsheet unpacks to far too much."))
    _refuse_entities(content)


def _refuse_entities(content: bytes) -> None:
    """A document type can make a small file read as a huge one, or as another file."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for one in book.infolist():
            with book.open(one) as part:
                start = part.read(8192)
                if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                    raise Refused("workbook_trap", _("This is not a spreadsheet that can be read."))


def _texts(values: Iterable[Any], formulas: Iterable[Any]) -> list[str]:
    return [_text(value, formula) for value, formula in zip(values, formulas, strict=True)]


def _text(value: Any, formula: Any) -> str:
    if value.value is None and formula.value is not None:
        message = _("Cell {cell} holds a formula that was never worked out: open the file and save it again.")
        raise Refused("formula_bare", message, cell=formula.coordinate)
    return _plain(value.value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return f"{value:.2f}" if value % 1 else str(int(value))
    return str(value).strip()


def _table(rows: list[list[str]]) -> Table:
    if len(rows) > MAX_ROWS:
        raise Refused("too_many_lines", _("This file has too many lines: at most {most}."), most=MAX_ROWS)
    if not rows or not any(rows[0]):
        raise Refused("file_empty", _("This file is empty."))
    header = rows[0]
    while header and not header[-1]:
        header.pop()
    body = [Row(line, cells[: len(header)]) for line, cells in enumerate(rows[1:], start=2)]
    filled = [row for row in body if any(row.cells)]
    return Table(header, filled, len(body) - len(filled))
