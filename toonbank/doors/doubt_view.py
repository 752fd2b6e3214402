"""What makes numbers of a page a draft, once for all of them, with the way to mend it."""

from collections.abc import Iterable

from django.utils.translation import gettext

from toonbank.doors.fixes import Line, line
from toonbank.lib.periods import Period
from toonbank.quality.trust import Doubt


def doubted(doubts: Iterable[Doubt], period: Period | None) -> list[Line]:
    """Those of `period` first; of another period, that is the one before."""
    ordered = sorted(doubts, key=lambda doubt: period is not None and doubt.period != period)
    return [line(doubt.shop, doubt.verdict, _said(doubt, period)) for doubt in ordered]


def _said(doubt: Doubt, period: Period | None) -> str:
    if period is None or doubt.period == period:
        return doubt.sentence()
    return gettext("The period before: {said}").format(said=doubt.sentence())
