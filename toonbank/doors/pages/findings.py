"""Advice as a page shows it: what to do, why, and where to look further."""

from collections.abc import Iterable
from dataclasses import dataclass

from toonbank.advice.finding import Finding
from toonbank.metrics.shown import Shown
from toonbank.shops.models import Shop


@dataclass(frozen=True)
class Advised:
    corner: str
    advice: str
    evidence: str
    addon: int


def advised(shop: Shop, found: Iterable[Finding]) -> list[Advised]:
    shown = Shown.of(shop)
    return [Advised(one.corner, one.advises(shown), one.because(shown), one.addon) for one in found]
