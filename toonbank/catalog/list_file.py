"""The list of add-ons from the bytes of a file: CSV or XLSX, whatever spreadsheet saved it."""

from toonbank.catalog.list_plan import Plan, apply, plan
from toonbank.catalog.list_rows import KNOWN, Wanted, read_rows
from toonbank.lib.problems import Problems
from toonbank.lib.table import Table, read_table
from toonbank.lib.workbook import is_workbook, read_workbook
from toonbank.shops.models import Shop

UTF16 = (b"\xff\xfe", b"\xfe\xff")


def look(shop: Shop, content: bytes, today: int) -> Plan:
    """What the file would change. Raises FileRefused with every mistake and its line."""
    problems = Problems()
    found = plan(shop, _rows(content, problems), today, problems)
    problems.stop()
    return found


def take_in(shop: Shop, content: bytes, today: int) -> Plan:
    """Changes it: all of it or, when one row is wrong, nothing."""
    problems = Problems()
    rows = _rows(content, problems)
    problems.stop()
    return apply(shop, rows, today, problems)


def _rows(content: bytes, problems: Problems) -> list[Wanted]:
    return read_rows(_table(content), problems)


def _table(content: bytes) -> Table:
    return read_workbook(content) if is_workbook(content) else read_table(_as_utf8(content), KNOWN)


def _as_utf8(content: bytes) -> bytes:
    """Spreadsheets also save UTF-16 and Windows-1252; what is neither is refused with its line later."""
    if content.startswith(UTF16):
        return content.decode("utf-16", "replace").encode()
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content if b"\0" in content else content.decode("cp1252", "replace").encode()
    return content
