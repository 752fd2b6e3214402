"""People compared on the same work, as plain values: what each would do, and who cannot be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from toonbank.metrics.metric import Metric

# As sure as this that one is better than another, or the two are not told apart.
SURE = 0.95


@dataclass(frozen=True)
class Standing:
    """One employee: `hits` of `tries` as they are, `value` (`low`–`high`) on the work of the whole shop.

    `best`–`worst`: the ranks that cannot be ruled out, 1 = highest.
    """

    employee: str
    hits: int
    tries: int
    value: float
    low: float
    high: float
    best: int
    worst: int


@dataclass(frozen=True)
class Fair:
    """`standings` by name, never by rank; `better[i][j]` = P(i > j) on the same work, in that order.

    `groups`: best first, each of people who cannot be told apart from its first. One group: no difference
    that is more than chance. `set_apart`: tries on days with a note about that employee, kept out of the
    standings or allowed for; `noted`: those on days with a note about the shop, compared with each other.
    """

    metric: Metric
    standings: tuple[Standing, ...]
    better: tuple[tuple[float, ...], ...]
    groups: tuple[tuple[str, ...], ...]
    set_apart: int = 0
    noted: int = 0

    @property
    def told_apart(self) -> bool:
        return len(self.groups) > 1

    @property
    def crowned(self) -> str | None:
        """The one who is surely better than every colleague; usually nobody."""
        names = [standing.employee for standing in self.standings]
        for at, name in enumerate(names):
            others = [chance for other, chance in enumerate(self.better[at]) if other != at]
            if others and min(others) >= SURE:
                return name
        return None

    def note(self) -> str:
        """What may be concluded, in the active language."""
        if len(self.standings) < 2:
            return gettext("There is nobody to compare with.")
        if not self.told_apart:
            return gettext("These people can't be told apart: the differences may well be chance.")
        if self.crowned is None:
            return gettext("Not everybody can be told apart: read the ranges, not the order.")
        return gettext("{employee} differs from everybody else by more than chance.").format(
            employee=self.crowned
        )


def groups(standings: Sequence[Standing], better: Sequence[Sequence[float]]) -> tuple[tuple[str, ...], ...]:
    """Best first; a group ends at the first one whom its head surely beats."""
    order = sorted(range(len(standings)), key=lambda at: (-standings[at].value, standings[at].employee))
    found: list[list[int]] = []
    for at in order:
        if found and better[found[-1][0]][at] < SURE:
            found[-1].append(at)
        else:
            found.append([at])
    return tuple(tuple(standings[at].employee for at in group) for group in found)
