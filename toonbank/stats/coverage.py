"""How many of the till's receipts were logged as tickets?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from toonbank.stats.rate import Rate


@dataclass(frozen=True, slots=True)
class Coverage:
    """`rate`: logged of all receipts. `missing`: receipt numbers nobody logged, as (first, last) runs; empty
    when only a count is known. `source`: what it rests on, "none" when nothing is known."""

    rate: Rate
    missing: tuple[tuple[int, int], ...]
    source: Literal["numbers", "count", "none"]


def coverage(
    numbers: Iterable[int],
    first: int | None = None,
    last: int | None = None,
    tickets: int = 0,
    receipts: int | None = None,
) -> Coverage:
    """Share of receipts with a ticket: by gaps in the receipt numbers where there are any, else by counts.

    `numbers`: receipt numbers on tickets of one till and one day, repeats count once. `first`, `last`: the
    till's own first and last number of the day; without them the smallest and largest logged, so that
    receipts missing at the edges are not seen. Without numbers: `tickets` of `receipts`, at most all.
    ValueError when a number lies outside first–last, or a count is negative.

    >>> coverage([101, 102, 105, 107], first=100, last=107)
    Coverage(rate=Rate(hits=4, tries=8), missing=((100, 100), (103, 104), (106, 106)), source='numbers')
    >>> coverage([], tickets=18, receipts=24).rate.value
    0.75
    """
    seen = sorted(set(numbers))
    if seen:
        return _by_numbers(seen, seen[0] if first is None else first, seen[-1] if last is None else last)
    if tickets < 0 or (receipts is not None and receipts < 0):
        raise ValueError(f"{tickets} tickets and {receipts} receipts cannot be")
    if receipts is None:
        return Coverage(Rate(), (), "none")
    return Coverage(Rate(min(tickets, receipts), receipts), (), "count")


def _by_numbers(seen: list[int], first: int, last: int) -> Coverage:
    if seen[0] < first or seen[-1] > last:
        raise ValueError(f"receipt numbers {seen[0]}–{seen[-1]} lie outside {first}–{last}")
    around = [first - 1, *seen, last + 1]
    gaps = [(a + 1, b - 1) for a, b in zip(around, around[1:], strict=False) if b - a > 1]
    return Coverage(Rate(len(seen), last - first + 1), tuple(gaps), "numbers")
