"""Days that are over are summed once: what was found about them is kept as long as nothing of them changes.

A row of an answer is a sum over days, so the days before the running one are asked apart from the rest and
added. What is kept is only used while every ticket of those days, the catalogue and the days the till counted
are as they were: see docs/why/0026.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from threading import Lock, local
from typing import Any, TypeVar

from django.db import connection

from toonbank.lib.periods import Period, day_from_int
from toonbank.metrics.question import Question
from toonbank.metrics.statements import Write, run
from toonbank.shops.models import Shop

# Values, over all shops of this process: some ten megabytes.
MOST = 400_000
ONE_DAY = timedelta(days=1)
# Everything else in a row is a sum.
JOINED: dict[str, Callable[[Iterable[Any]], Any]] = {"first_day": min, "last_day": max}
# Asked before each answer, so in one statement; the index of tickets holds all that it needs.
STATE = """
SELECT 'shop', id, catalog_version, 0, 0 FROM toonbank_shop WHERE id IN ({shops})
UNION ALL
SELECT 'tickets', shop_id, COUNT(*), SUM(revision), MAX(id) FROM toonbank_ticket
WHERE shop_id IN ({shops}) AND day BETWEEN %s AND %s GROUP BY shop_id
UNION ALL
SELECT 'counted', shop_id, COUNT(*), SUM(day), SUM(receipts) FROM toonbank_tillcount
WHERE shop_id IN ({shops}) AND day BETWEEN %s AND %s GROUP BY shop_id
"""

Row = dict[str, Any]
State = frozenset[tuple[Any, ...]]
T = TypeVar("T")
Table = tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]


@dataclass(frozen=True)
class Days:
    """The days of a question: those that are over, and the rest."""

    question: Question

    def rows(self, write: Write, question: Question, keys: Collection[str]) -> list[Row]:
        """The rows of the statement for the whole period; `question` has the shops and days of this one.

        Of rows with the same `keys` the other columns are added up.
        """
        if self.over is None or question.period is None:
            return run(write, question)
        # Whether an answer rests on days is settled by the whole period, not by a part of it.
        part = replace(question, whole=question.period.days)
        over = replace(part, period=self.over, today=None)
        found = _rows(self._once((write, over), lambda: _table(run(write, over))))
        if self.rest is not None:
            found = _together([*found, *run(write, replace(part, period=self.rest))], keys)
        return found

    def _once(self, key: tuple[Any, ...], find: Callable[[], Table]) -> Table:
        return _unchanged(key, self._state, find, _size)

    @cached_property
    def _state(self) -> State:
        assert self.over is not None
        return _state(self.question.shops, self.over)

    @cached_property
    def over(self) -> Period | None:
        """None where nothing can be kept: within a transaction, which may be rolled back."""
        period, today = self.question.period, self.question.today
        if period is None or today is None or not _lasts():
            return None
        last = min(period.last, day_from_int(today) - ONE_DAY)
        return Period(period.first, last) if last >= period.first else None

    @cached_property
    def rest(self) -> Period | None:
        period, over = self.question.period, self.over
        if period is None or over is None or over.last == period.last:
            return None
        return Period(over.last + ONE_DAY, period.last)


class _Kept:
    """What was asked last stays longest."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.lock = Lock()
        self.found: OrderedDict[Hashable, tuple[State, Any, int]] = OrderedDict()

    def get(self, name: Hashable, state: State) -> Any:
        """None where nothing is kept."""
        with self.lock:
            kept = self.found.get(name)
            if kept is None or kept[0] != state:
                return None
            self.found.move_to_end(name)
            return kept[1]

    def put(self, name: Hashable, state: State, value: Any, size: int) -> None:
        with self.lock:
            self.size -= self.found.pop(name, (None, None, 0))[2]
            self.found[name] = (state, value, size)
            self.size += size
            while self.size > self.most:
                _name, (_state, _value, gone) = self.found.popitem(last=False)
                self.size -= gone

    def clear(self) -> None:
        with self.lock:
            self.found.clear()
            self.size = 0


def while_unchanged(key: tuple[Any, ...], shop: Shop, period: Period, find: Callable[[], T]) -> T:
    """For what can't be added up from days. It rests on the tickets of these days, the running one included,
    on the catalogue and people of the shop and on what the till counted, and on nothing else."""
    if not _lasts():
        return find()
    return _unchanged(key, _state((shop.pk,), period), find, lambda _found: 1)


def _unchanged(key: tuple[Any, ...], state: State, find: Callable[[], T], size: Callable[[T], int]) -> T:
    name = (_database(), *key)
    kept: T | None = _kept.get(name, state)
    if kept is None:
        kept = find()
        _kept.put(name, state, kept, size(kept))
    return kept


def _state(shops: tuple[int, ...], days: Period) -> State:
    """Changes with every new ticket, new version of a ticket, catalogue and counted day.

    Revisions only grow, tickets never go, and a ticket never moves to another day.
    """
    seen: dict[Hashable, State] = getattr(_look, "seen", {})
    key = (_database(), shops, days)
    if key not in seen:
        seen[key] = _read_state(shops, days)
    return seen[key]


def _read_state(shops: tuple[int, ...], days: Period) -> State:
    between = (*shops, *days.day_ints())
    with connection.cursor() as cursor:
        cursor.execute(STATE.format(shops=", ".join(["%s"] * len(shops))), [*shops, *between, *between])
        return frozenset(cursor.fetchall())


def _database() -> str:
    return str(connection.settings_dict["NAME"])


_kept = _Kept(MOST)


_look = local()


@contextmanager
def one_look() -> Iterator[None]:
    """For a page that only reads: whether anything changed is looked up once for all its questions."""
    _look.seen = {}
    try:
        yield
    finally:
        del _look.seen


def _lasts() -> bool:
    """Is what is read now there to stay? A transaction may be rolled back, and its versions come again."""
    return not connection.in_atomic_block


def _table(rows: list[Row]) -> Table:
    return (tuple(rows[0]) if rows else (), tuple(tuple(row.values()) for row in rows))


def _size(table: Table) -> int:
    return 1 + sum(map(len, table[1]))


def _rows(table: Table) -> list[Row]:
    names, rows = table
    return [dict(zip(names, row, strict=True)) for row in rows]


def _together(rows: Iterable[Row], keys: Collection[str]) -> list[Row]:
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(row.get(name) for name in keys)
        known = found.setdefault(key, row)
        if known is not row:
            for name, value in row.items():
                if name not in keys:
                    known[name] = _joined(name, known.get(name), value)
    return list(found.values())


def _joined(name: str, one: Any, other: Any) -> Any:
    if one is None or other is None:
        return other if one is None else one
    return JOINED[name]((one, other)) if name in JOINED else one + other
