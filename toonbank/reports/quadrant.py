"""The four corners as plain geometry: how often offered → right, how often bought ↑, profit = size."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from toonbank.advice.corner import RARELY
from toonbank.metrics.answer import Value
from toonbank.metrics.state import DRAFT
from toonbank.reports.addons import Standing

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 14, 40
SMALLEST, LARGEST = 9, 22


@dataclass(frozen=True)
class Dot:
    """Centre, radius and the ends of both intervals, in the units of the picture."""

    number: int
    row: Standing
    x: float
    y: float
    radius: float
    x_low: float
    x_high: float
    y_low: float
    y_high: float

    @property
    def draft(self) -> bool:
        return any(self.row.values[name].state.name == DRAFT for name in ("suggestion_rate", "attach_rate"))


@dataclass(frozen=True)
class Quadrant:
    """`rarely`: where the line between rarely and often stands; ticks are (place, per cent)."""

    dots: tuple[Dot, ...]
    rarely: float
    ticks_x: tuple[tuple[float, int], ...]
    ticks_y: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP
    floor: int = HEIGHT - BOTTOM
    end: int = WIDTH - RIGHT


def quadrant(rows: Sequence[Standing]) -> Quadrant | None:
    """None when no add-on has both rates."""
    seen = [row for row in rows if _has_both(row)]
    if not seen:
        return None
    most = max(1, *(row.values["profit"].hits for row in seen)) if len(seen) > 1 else 1
    top = _round_up(max(_of(row.values["attach_rate"].high) for row in seen))
    dots = [_dot(number, row, most, top) for number, row in enumerate(seen, 1)]
    # Large dots are drawn first, so that none is hidden.
    dots.sort(key=lambda dot: -dot.radius)
    shares = (0.0, 0.25, 0.5, 0.75, 1.0)
    return Quadrant(
        tuple(dots),
        _x(RARELY),
        tuple((_x(share), round(100 * share)) for share in shares),
        tuple((_y(share * top, top), round(100 * share * top)) for share in shares),
    )


def _has_both(row: Standing) -> bool:
    return None not in (row.values["attach_rate"].value, row.values["suggestion_rate"].value)


def _dot(number: int, row: Standing, most: int, top: float) -> Dot:
    across, up = row.values["suggestion_rate"], row.values["attach_rate"]
    size = sqrt(max(0, row.values["profit"].hits) / most)
    return Dot(
        number,
        row,
        _x(_of(across.value)),
        _y(_of(up.value), top),
        round(SMALLEST + (LARGEST - SMALLEST) * min(1.0, size), 1),
        _x(_or(across.low, across)),
        _x(_or(across.high, across)),
        _y(_or(up.low, up), top),
        _y(_or(up.high, up), top),
    )


def _x(share: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * share, 1)


def _y(share: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(1.0, share / top), 1)


def _round_up(share: float) -> float:
    """The axis ends at a quarter, a half, or all of it: few pictures differ in scale."""
    return next((end for end in (0.2, 0.4, 0.6, 0.8) if share <= end), 1.0)


def _of(share: float | None) -> float:
    return share or 0.0


def _or(share: float | None, value: Value) -> float:
    return _of(value.value) if share is None else share
