"""A list of add-ons as somebody pastes it: typed lines, or cells out of a spreadsheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from toonbank.catalog.kinds import kind_of
from toonbank.catalog.models import SEPARATOR, Kind
from toonbank.catalog.names import AddonName, addon_name, split_name
from toonbank.catalog.prices import MAX_UNIT
from toonbank.catalog.scripts import MAX_WORDING
from toonbank.catalog.starting import FirstAddon
from toonbank.lib import text
from toonbank.lib.errors import Refused
from toonbank.lib.money import Cents, parse_local
from toonbank.shops.names import named

MOST_LINES = 200
USUAL = ("addon", "price", "cost", "kind", "script")
# Headers as they stand in Dutch and English lists, compared by their key.
COLUMNS = {
    "addon": ("add-on", "addon", "name", "naam", "product", "artikel", "omschrijving"),
    "category": ("category", "categorie"),
    "variant": ("variant",),
    "detail": ("detail",),
    "price": ("price", "unit_price", "prijs", "verkoopprijs"),
    "cost": ("cost", "unit_cost", "kostprijs", "kosten", "inkoop"),
    "kind": ("kind", "soort"),
    "script": ("script", "sentence", "zin"),
}
_COLUMNS = {text.key(word): column for column, words in COLUMNS.items() for word in words}
# Who has no "·" on the keyboard writes a hyphen with spaces around it.
_PARTING = re.compile(r"\s+[-\u2013\u2014|]\s+")


@dataclass(frozen=True)
class Pasted:
    """`lines` and `troubles` are numbered from 1, as the eye counts them."""

    lines: list[tuple[int, FirstAddon]]
    troubles: list[tuple[int, Refused]]


def read_pasted(pasted: str, locale: str) -> Pasted:
    """Category · Variant · Detail; price; cost; kind; script, or as a first line of column names says."""
    rows = list(_rows(pasted))
    if len(rows) > MOST_LINES:
        message = _("This list has {count} lines; {most} at a time can be read.")
        raise Refused("too_many_lines", message, field="pasted", count=len(rows), most=MOST_LINES)
    columns = _header(rows[0][1]) if rows else None
    found = Pasted([], [])
    for line, cells in rows[1:] if columns else rows:
        try:
            found.lines.append((line, _addon(cells, columns or USUAL, locale)))
        except Refused as error:
            found.troubles.append((line, error))
    return found


def _rows(pasted: str) -> Iterator[tuple[int, list[str]]]:
    sign = "\t" if "\t" in pasted else ";"
    for line, row in enumerate(pasted.splitlines(), start=1):
        cells = [cell.strip().strip('"').strip() for cell in row.split(sign)]
        if any(cells):
            yield line, cells


def _header(cells: list[str]) -> tuple[str, ...] | None:
    """Every filled cell is the name of a column, and one of them is the name of the add-on."""
    found = tuple(_COLUMNS.get(text.key(cell), "") for cell in cells)
    all_known = all(column for column, cell in zip(found, cells, strict=True) if cell)
    return found if all_known and {"addon", "category"} & set(found) else None


def _addon(cells: list[str], columns: tuple[str, ...], locale: str) -> FirstAddon:
    if any(cells[len(columns) :]):
        message = _("This line has {found} parts; at most {wanted} were expected.")
        raise Refused("cells", message, found=len(cells), wanted=len(columns))
    given = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
    price, cost = _money(given.get("price", ""), locale), _money(given.get("cost", ""), locale)
    if price is None and cost is not None:
        raise Refused("price_missing", _("There is a cost and no price."), field="price")
    kind = kind_of(given["kind"]) if "kind" in given else Kind.CROSS_SELL.value
    script = named(given["script"], MAX_WORDING, "script").name if "script" in given else ""
    return FirstAddon(_name(given), kind, price, cost, script=script)


def _name(given: dict[str, str]) -> AddonName:
    if "addon" not in given:
        return addon_name(given.get("category", ""), given.get("variant", ""), given.get("detail", ""))
    whole = given["addon"]
    return split_name(whole if SEPARATOR.strip() in whole else _PARTING.sub(SEPARATOR, whole))


def _money(cell: str, locale: str) -> Cents | None:
    if not cell:
        return None
    cents = parse_local(cell, locale)
    if not 0 <= cents <= MAX_UNIT:
        raise Refused("price_invalid", _("Fill in an amount from 0 to 100,000."), field="price")
    return cents
