"""What sells with what: each service type against each add-on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from toonbank.lib.periods import Period
from toonbank.metrics.answer import Row, Value
from toonbank.quality.trust import Doubt, Trust
from toonbank.shops.models import Shop

NUMBERS = (
    "tickets", "offers", "suggestion_rate", "attach_rate", "revenue_per_ticket", "profit_per_ticket",
    "cross_sell_ratio",
)  # fmt: skip
# Below this many offers a colour would only be noise.
LEAST = 10
SHADES = 5


@dataclass(frozen=True)
class Square:
    """`shade` 1 to 5 by the attach rate against the rest of the picture; 0 says too few offers, or none."""

    attach: Value | None
    shade: int


@dataclass(frozen=True)
class Matrix:
    services: tuple[str | None, ...]
    addons: tuple[str, ...]
    squares: tuple[tuple[Square, ...], ...]


@dataclass(frozen=True)
class Services:
    rows: tuple[Row, ...]
    matrix: Matrix
    doubts: tuple[Doubt, ...] = ()


def services(shop: Shop, period: Period, now: datetime, where: Sequence[tuple[str, str]] = ()) -> Services:
    trust = Trust([shop], now)
    rows = trust.ask(NUMBERS, ("service_type",), where, period).rows
    cells = trust.ask(("attach_rate",), ("service_type", "addon"), where, period).rows
    by_tickets = tuple(sorted(rows, key=lambda row: -row.values["tickets"].hits))
    return Services(by_tickets, _matrix(rows, cells), trust.doubts)


def _matrix(rows: Sequence[Row], cells: Sequence[Row]) -> Matrix:
    offered = {
        (row.labels["service_type"], str(row.labels["addon"])): row.values["attach_rate"]
        for row in cells
        if row.values["attach_rate"].tries
    }
    order = sorted(rows, key=lambda row: -row.values["tickets"].hits)
    names = [row.labels["service_type"] for row in order]
    services = [name for name in names if any(service == name for service, _addon in offered)]
    addons = sorted({addon for _service, addon in offered}, key=lambda name: (-_offers(offered, name), name))
    told = [value.value or 0.0 for value in offered.values() if (value.tries or 0) >= LEAST]
    low, high = (min(told), max(told)) if told else (0.0, 0.0)
    return Matrix(
        tuple(None if name is None else str(name) for name in services),
        tuple(addons),
        tuple(
            tuple(_square(offered.get((service, addon)), low, high) for addon in addons)
            for service in services
        ),
    )


def _offers(offered: dict[tuple[str | int | None, str], Value], addon: str) -> int:
    return sum(value.tries or 0 for (_service, name), value in offered.items() if name == addon)


def _square(value: Value | None, low: float, high: float) -> Square:
    if value is None or (value.tries or 0) < LEAST:
        return Square(value, 0)
    share = ((value.value or 0.0) - low) / (high - low) if high > low else 0.5
    return Square(value, 1 + min(SHADES - 1, int(share * SHADES)))
