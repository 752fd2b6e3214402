"""Every table on the owner's pages as a file: `?file=csv&table=addons` on the page's own address."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from toonbank.doors.sheets import FORMATS, Cell, Cents, Share, download
from toonbank.metrics.answer import Value
from toonbank.metrics.metric import Metric, Shape, Unit
from toonbank.reports.overview import Overview
from toonbank.shops.models import Shop

Named = tuple[str, dict[str, Value]]


def wanted(request: HttpRequest) -> tuple[str, str] | None:
    """Format and table; None when a page is asked for."""
    format_ = request.GET.get("file", "")
    return (format_, request.GET.get("table", "")) if format_ in FORMATS else None


def as_file(
    shop: Shop, name: str, format_: str, first: str, rows: Iterable[Named], metrics: Sequence[Metric]
) -> HttpResponse:
    """The number, and for a rate also its sums and interval, in columns of their own."""
    return download(_rows(first, rows, metrics), f"{shop.name} {name}", format_, shop.locale)


def _rows(first: str, rows: Iterable[Named], metrics: Sequence[Metric]) -> Iterator[list[Cell]]:
    yield [first, *(title for metric in metrics for title in _titles(metric))]
    for label, values in rows:
        yield [label, *(cell for metric in metrics for cell in _cells(values[metric.key]))]


def _titles(metric: Metric) -> list[str]:
    name = metric.title()
    if metric.shape is Shape.COUNT:
        return [name]
    sums = [gettext("counted"), gettext("out of")] if metric.shape is Shape.RATE else []
    parts = [*sums, gettext("at least"), gettext("at most"), gettext("state")]
    return [name, *(f"{name} ({part})" for part in parts)]


def _cells(value: Value) -> list[Cell]:
    if value.metric.shape is Shape.COUNT:
        return [_cell(value, value.value)]
    sums: list[Cell] = [value.hits, value.tries] if value.metric.shape is Shape.RATE else []
    numbers = [_cell(value, number) for number in (value.value, value.low, value.high)]
    return [numbers[0], *sums, *numbers[1:], value.state.name]


def _cell(value: Value, number: float | None) -> Cell:
    if number is None:
        return None
    if value.metric.unit is Unit.PERCENT:
        return Share(number)
    if value.metric.unit is Unit.CENTS:
        return Cents(round(number))
    return int(number) if value.metric.shape is Shape.COUNT else round(number, 2)


def tables(shop: Shop, found: Overview, file: tuple[str, str]) -> HttpResponse:
    """One of the tables of an overview; an unknown one is the first."""
    format_, by = file
    table = next((table for table in found.tables if table.by.key == by), found.tables[0])
    named = [(str(line.label or gettext("Not filled in")), line.now) for line in table.lines]
    name = f"{table.by.title()} {found.period.first} {found.period.last}"
    return as_file(shop, name, format_, table.by.title(), named, table.metrics)
