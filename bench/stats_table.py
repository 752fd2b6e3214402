"""Prints what a simulation measured next to the band it has to stay in."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Measured:
    what: str
    value: float
    low: float = -inf
    high: float = inf

    @property
    def fits(self) -> bool:
        return self.low <= self.value <= self.high


def show(title: str, rows: Sequence[Measured]) -> None:
    print(title)
    for row in rows:
        band = "" if (row.low, row.high) == (-inf, inf) else f"[{row.low:g}, {row.high:g}]"
        verdict = "" if not band else "ok" if row.fits else "OUTSIDE"
        print(f"  {row.what:<62} {row.value:>9.4f}  {band:<16} {verdict}")
