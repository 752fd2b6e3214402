"""A rate week by week as plain geometry, with what made days unlike others behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toonbank.ledger.models import ContextNote
from toonbank.lib.periods import Period, day_from_int, week_label
from toonbank.metrics.answer import Row, Value
from toonbank.metrics.state import DRAFT
from toonbank.reports.noted import letter, said

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 12, 28
MOST_LABELS = 9


@dataclass(frozen=True)
class Point:
    """One week; `y`, `low` and `high` in the units of the picture."""

    week: str
    x: float
    y: float
    low: float
    high: float
    value: Value

    @property
    def draft(self) -> bool:
        return self.value.state.name == DRAFT


@dataclass(frozen=True)
class Band:
    """Weeks that somebody made a note about."""

    x: float
    width: float
    letter: str
    said: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Trend:
    """`lines`: points as SVG wants them, broken where a week has nothing to divide by."""

    points: tuple[Point, ...]
    lines: tuple[str, ...]
    bands: tuple[Band, ...]
    labels: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP
    floor: int = HEIGHT - BOTTOM
    end: int = WIDTH - RIGHT


def trend(
    rows: Iterable[Row], metric: str, period: Period, notes: Sequence[ContextNote] = ()
) -> Trend | None:
    """None with fewer than two weeks to show: one dot is no trend."""
    weeks = [week_label(week) for week in period.weeks]
    values = {str(row.labels["week"]): row.values[metric] for row in rows}
    known = {week: values[week] for week in weeks if week in values and values[week].value is not None}
    if len(known) < 2:
        return None
    top = _top(known.values())
    place = {week: _x(number, len(weeks)) for number, week in enumerate(weeks)}
    points = {week: _point(week, place[week], value, top) for week, value in known.items()}
    step = max(1, -(-len(weeks) // MOST_LABELS))
    return Trend(
        tuple(points.values()),
        tuple(_lines(weeks, points)),
        tuple(_bands(notes, weeks, place)),
        tuple((place[week], week[5:]) for week in weeks[::step]),
        tuple((_y(share * top, top), round(100 * share * top)) for share in (0, 0.5, 1)),
    )


def _point(week: str, x: float, value: Value, top: float) -> Point:
    middle = value.value or 0.0
    low = middle if value.low is None else value.low
    high = middle if value.high is None else value.high
    return Point(week, x, _y(middle, top), _y(low, top), _y(high, top), value)


def _lines(weeks: Sequence[str], points: dict[str, Point]) -> Iterable[str]:
    """A stretch of weeks that follow each other is one line."""
    stretch: list[str] = []
    for week in [*weeks, ""]:
        if week in points:
            stretch.append(f"{points[week].x},{points[week].y}")
        elif stretch:
            yield " ".join(stretch)
            stretch = []


def _bands(notes: Sequence[ContextNote], weeks: Sequence[str], place: dict[str, float]) -> Iterable[Band]:
    half = (_x(1, len(weeks)) - _x(0, len(weeks))) / 2 if len(weeks) > 1 else 0
    for number, note in enumerate(notes):
        touched = Period.between(day_from_int(note.first_day), day_from_int(note.last_day)).weeks
        inside = [week_label(week) for week in touched if week_label(week) in place]
        if inside:
            start, end = max(LEFT, place[inside[0]] - half), min(WIDTH - RIGHT, place[inside[-1]] + half)
            yield Band(round(start, 1), round(end - start, 1), letter(number), said(note))


def _top(values: Iterable[Value]) -> float:
    highest = max(value.high if value.high is not None else value.value or 0.0 for value in values)
    return next((end for end in (0.2, 0.4, 0.6, 0.8) if highest <= end), 1.0)


def _x(number: int, count: int) -> float:
    return round(LEFT + 12 + (WIDTH - LEFT - RIGHT - 24) * number / max(1, count - 1), 1)


def _y(share: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(1.0, share / top), 1)
