"""Mean money per ticket: nine tickets in ten hold nothing, so the plain t interval is shifted too low."""

from dataclasses import dataclass
from math import cbrt, sqrt

from toonbank.stats.special import student_quantile


@dataclass(frozen=True, slots=True)
class MoneySums:
    """Sums that travel: tickets n, Σx, Σx², Σx³ with x in whole cents per ticket (0 for most).

    >>> MoneySums.of([0, 800]) + MoneySums.of([0])
    MoneySums(tickets=3, total=800, squares=640000, cubes=512000000)
    """

    tickets: int = 0
    total: int = 0
    squares: int = 0
    cubes: int = 0

    @classmethod
    def of(cls, amounts: list[int]) -> "MoneySums":
        return cls(len(amounts), sum(amounts), sum(x**2 for x in amounts), sum(x**3 for x in amounts))

    def __add__(self, other: "MoneySums") -> "MoneySums":
        return MoneySums(
            self.tickets + other.tickets,
            self.total + other.total,
            self.squares + other.squares,
            self.cubes + other.cubes,
        )

    @property
    def variance(self) -> float:
        """Sample variance, divisor n − 1; exact in integers until the last division."""
        return (self.tickets * self.squares - self.total**2) / (self.tickets * (self.tickets - 1))

    @property
    def skewness(self) -> float:
        """m3 / m2^1.5 with divisors n; 0 without spread."""
        n, second = self.tickets, self.tickets * self.squares - self.total**2
        third = n * n * self.cubes - 3 * n * self.total * self.squares + 2 * self.total**3
        # Sums of many large amounts outgrow a float before the ratio does: take the square root of the ratio.
        return 0.0 if second <= 0 else (third / second) / sqrt(second)


@dataclass(frozen=True, slots=True)
class MoneyMean:
    """Cents per ticket. `value` is None without tickets, the bounds also while all tickets are alike."""

    value: float | None
    low: float | None
    high: float | None
    sums: MoneySums
    level: float = 0.95

    @property
    def known(self) -> bool:
        return self.value is not None


def less(whole: MoneySums, part: MoneySums) -> MoneySums:
    """The tickets of `whole` that are not in `part`.

    >>> less(MoneySums.of([0, 800, 300]), MoneySums.of([300])) == MoneySums.of([0, 800])
    True
    """
    tickets, total = whole.tickets - part.tickets, whole.total - part.total
    # Squares may have travelled as floats: rounding may leave them a hair below what the total allows.
    least = -(-(total**2) // tickets) if tickets else 0
    return MoneySums(tickets, total, max(least, whole.squares - part.squares), whole.cubes - part.cubes)


def mean_per_ticket(sums: MoneySums, level: float = 0.95) -> MoneyMean:
    """Skewness-transformed t interval of Σx / n, in cents per ticket.

    a = skewness / √n; g⁻¹(t) = (3/a) · (∛(1 + a·(t − a/6)) − 1), the identity for a = 0;
    [m − g⁻¹(t₁)·s/√n, m − g⁻¹(t₀)·s/√n] with t₀, t₁ the Student quantiles on n − 1 degrees of freedom.
    ValueError for sums no set of tickets can have. Hall (1992), J. R. Statist. Soc. B 54, 221.

    >>> m = mean_per_ticket(MoneySums.of([0] * 76 + [800] * 8))
    >>> round(m.value, 1), round(m.low, 1), round(m.high, 1)
    (76.2, 33.6, 146.0)
    >>> mean_per_ticket(MoneySums()).known
    False
    """
    n = sums.tickets
    if n < 0 or n * sums.squares < sums.total**2 or not 0 < level < 1:
        raise ValueError(f"no tickets have these sums at level {level}: {sums}")
    if n == 0:
        return MoneyMean(None, None, None, sums, level)
    mean = sums.total / n
    if n == 1 or sums.variance == 0:
        return MoneyMean(mean, None, None, sums, level)
    t, error, bend = (
        student_quantile((1 + level) / 2, n - 1),
        sqrt(sums.variance / n),
        sums.skewness / sqrt(n),
    )
    return MoneyMean(mean, mean - _unbend(t, bend) * error, mean - _unbend(-t, bend) * error, sums, level)


def _unbend(t: float, bend: float) -> float:
    # Below 1e-6 the cube root loses more digits than the bend is worth.
    return t if abs(bend) < 1e-6 else 3 / bend * (cbrt(1 + bend * (t - bend / 6)) - 1)
