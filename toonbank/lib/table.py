"""From the bytes of a CSV file to a header and rows with their line numbers; the meaning comes later."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from toonbank.lib import text
from toonbank.lib.errors import Refused
from toonbank.lib.errors import gettext_noop as _
from toonbank.lib.problems import Problems

MAX_BYTES = 200_000_000
MAX_COLUMNS = 200
MAX_CELL = 2_000
DELIMITERS = ",;\t"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Row:
    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """`header` as written; `rows` without the empty ones, which are counted."""

    header: list[str]
    rows: list[Row]
    empty: int


def read_table(content: bytes, known: Collection[str]) -> Table:
    """`known` holds the folded names of columns we can place: they tell which sign parts the cells."""
    lines = _without_hint(_decoded(content))
    delimiter = _delimiter(lines, known)
    problems = Problems()
    rows = _rows(lines, delimiter, problems)
    header = next(rows, None)
    if header is None or not any(header.cells):
        problems.stop()
        raise Refused("file_empty", _("This file is empty."))
    names = _checked_header(header.cells)
    body = [row for row in rows if _fits(row, names, problems)]
    problems.stop()
    filled = [row for row in body if any(row.cells)]
    return Table(names, filled, len(body) - len(filled))


def folded(name: str) -> str:
    """Column names are compared without capitals, spaces and hyphens: "Ticket total" is ticket_total."""
    return "_".join(text.key(name).split())


@dataclass(frozen=True)
class _Lines:
    """The decoded text from a line on; a first line "sep=;" is skipped and says the sign."""

    body: str
    first_line: int = 1
    delimiter: str | None = None


def _decoded(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise Refused("too_large", _("This file is too big: at most {max} MB."), max=MAX_BYTES // 1_000_000)
    problems = Problems()
    if content.startswith(UTF16):
        problems.add(1, "", _encoding())
    elif (at := content.find(b"\0")) >= 0:
        problems.add(_line_of(content, at), "", Refused("file_binary", _("This is not a text file.")))
    problems.stop()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(_line_of(content, error.start), "", _encoding())
        problems.stop()
        raise


def _encoding() -> Refused:
    hint = _("Save it again as “CSV UTF-8”.")
    return Refused("file_encoding", _("This file is not written in UTF-8."), hint=hint)


def _line_of(content: bytes, at: int) -> int:
    before = content[:at]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1


def _without_hint(body: str) -> _Lines:
    first, _end, rest = body.partition("\n")
    sign = first.strip().removeprefix("sep=")
    if first.startswith("sep=") and sign in DELIMITERS and sign:
        return _Lines(rest, 2, sign)
    return _Lines(body)


def _delimiter(lines: _Lines, known: Collection[str]) -> str:
    if lines.delimiter:
        return lines.delimiter
    first = next(io.StringIO(lines.body, newline=""), "")[:50_000]

    def placed(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(folded(cell) in known for cell in cells), len(cells)

    return max(DELIMITERS, key=placed)


def _rows(lines: _Lines, delimiter: str, problems: Problems) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(lines.body, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + lines.first_line
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # After a quote that does not close there is no telling where the next line begins.
            message = _("The quotes on this line do not close as they should, or a cell is far too long.")
            problems.add(line, "", Refused("csv_invalid", message))
            return
        yield Row(line, list(map(str.strip, cells)))


def _checked_header(cells: list[str]) -> list[str]:
    if len(cells) > MAX_COLUMNS:
        message = _("This file has {count} columns; at most {max} can be read.")
        raise Refused("too_many_columns", message, count=len(cells), max=MAX_COLUMNS)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _fits(row: Row, header: list[str], problems: Problems) -> bool:
    surplus = row.cells[len(header) :]
    if any(surplus) or (len(row.cells) < len(header) and any(row.cells)):
        message = _("This line has {found} cells, the header has {wanted}.")
        problems.add(row.line, "", Refused("cells", message, found=len(row.cells), wanted=len(header)))
    elif max(map(len, row.cells), default=0) > MAX_CELL:
        message = _("A cell on this line is longer than {max} characters.")
        problems.add(row.line, "", Refused("cell_too_long", message, max=MAX_CELL))
    else:
        return True
    return False
