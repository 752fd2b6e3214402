"""A list of add-ons as a file has it: which column is which, and what each row wants."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.kinds import kind_of
from toonbank.catalog.names import AddonName, addon_name
from toonbank.lib import amounts, text
from toonbank.lib.errors import Refused
from toonbank.lib.periods import day_int, parse_day
from toonbank.lib.problems import Problems
from toonbank.lib.table import Table, folded

# Each column with the words it may be called by, Dutch and English; the export uses the first.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "nummer"),
    "category": ("category", "categorie"),
    "variant": ("variant",),
    "detail": ("detail",),
    "kind": ("kind", "soort"),
    "season": ("season", "seizoen"),
    "price": ("price", "prijs"),
    "cost": ("cost", "kostprijs"),
    "estimated": ("estimated", "geschat"),
    "price_from": ("price_from", "prijs_vanaf"),
    "script": ("script",),
    "service_types": ("service_types", "servicetypes"),
    "on_list": ("on_list", "op_de_lijst"),
    "quantity_allowed": ("quantity_allowed", "aantal_mag"),
    "discount_allowed": ("discount_allowed", "korting_mag"),
}
KNOWN = {folded(word): column for column, words in COLUMNS.items() for word in words}
YES, NO = {"1", "yes", "ja", "true", "waar"}, {"0", "no", "nee", "false", "onwaar"}


@dataclass(frozen=True)
class Wanted:
    """One row. `given`: what the file says, by column; a column it lacks and an empty amount say nothing."""

    line: int
    name: AddonName
    given: Mapping[str, Any]


def read_rows(table: Table, problems: Problems) -> list[Wanted]:
    """Every mistake goes to `problems`, with its line and column."""
    places = _places(table.header)
    money = [places[name] for name in ("price", "cost") if name in places]
    mark = amounts.decimal_mark(
        {row.cells[at]: row.line for row in table.rows for at in money if row.cells[at]}
    )
    found: list[Wanted] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        cells = {name: row.cells[at] for name, at in places.items()}
        try:
            name = addon_name(cells["category"], cells.get("variant", ""), cells.get("detail", ""))
        except Refused as error:
            problems.add(row.line, error.field or "category", error)
            continue
        if name.key in seen:
            message = _("“{name}” stands on line {line} as well.")
            twice = Refused("row_twice", message, name=str(name), line=seen[name.key])
            problems.add(row.line, "category", twice)
            continue
        seen[name.key] = row.line
        given = _read(cells, mark, row.line, problems)
        found.append(Wanted(row.line, name, given))
    return found


def _places(header: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, title in enumerate(header):
        column = KNOWN.get(folded(title))
        if column is None:
            message = _("Column “{column}” is not one of a list of add-ons.")
            raise Refused("column_unknown", message, column=title[:60])
        if column in places:
            raise Refused("column_twice", _("Column “{column}” occurs twice."), column=title[:60])
        places[column] = at
    if "category" not in places:
        raise Refused("column_missing", _("The file lacks the column category."))
    return places


def _read(cells: Mapping[str, str], mark: str, line: int, problems: Problems) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for column, cell in cells.items():
        if column in ("category", "variant", "detail") or cell == "" and column not in EMPTY_SAYS:
            continue
        try:
            given[column] = _READ[column](cell, mark)
        except Refused as error:
            problems.add(line, column, error)
    return given


# An empty cell here is a value: no season, every service type.
EMPTY_SAYS = {"season", "service_types"}


def _id(cell: str, _mark: str) -> int:
    if not cell.isdigit() or len(cell) > 15:
        raise Refused("id_invalid", _("“{cell}” is no number of an add-on."), cell=cell[:40])
    return int(cell)


def _cents(cell: str, mark: str) -> int:
    return amounts.cents(cell, mark)


def _flag(cell: str, _mark: str) -> bool:
    word = text.key(cell)
    if word not in YES | NO:
        raise Refused("flag_invalid", _("Write 1 or 0, yes or no."))
    return word in YES


def _day(cell: str, _mark: str) -> int:
    return day_int(parse_day(cell))


def _names(cell: str, _mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _kind(cell: str, _mark: str) -> str:
    return kind_of(cell)


def _plain(cell: str, _mark: str) -> str:
    # What the export protected against being run as a formula comes back as it was.
    return cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@") else cell


_READ: dict[str, Callable[[str, str], Any]] = {
    "id": _id,
    "kind": _kind,
    "season": _plain,
    "price": _cents,
    "cost": _cents,
    "estimated": _flag,
    "price_from": _day,
    "script": _plain,
    "service_types": _names,
    "on_list": _flag,
    "quantity_allowed": _flag,
    "discount_allowed": _flag,
}
