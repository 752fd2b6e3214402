"""Was the day logged as it went, or all at once before closing?"""

from dataclasses import dataclass

from toonbank.stats.special import binomial_tail

RARE = 0.001
MINUTES = 20


@dataclass(frozen=True, slots=True)
class Batch:
    """`batched`: more tickets in the last 20 minutes than chance gives once in 1,000 days."""

    batched: bool
    chance: float
    late: int
    tickets: int
    expected: float


def batch(late: int, tickets: int, expected: float) -> Batch:
    """P(X >= late) for X ~ Bin(tickets, expected); batched below 0.001.

    `late`: tickets logged in the last 20 minutes of the logged day; `expected`: share of the work that falls
    there, from the till's receipts, or 20 minutes ÷ the opening time. A day without tickets is not batched.
    ValueError unless 0 <= late <= tickets and 0 <= expected <= 1. Exact binomial test.

    >>> batch(9, 12, expected=20 / 540).batched, batch(2, 12, expected=20 / 540).batched
    (True, False)
    """
    if not 0 <= late <= tickets or not 0 <= expected <= 1:
        raise ValueError(f"{late} of {tickets} tickets with an expected share of {expected} cannot be")
    chance = binomial_tail(late, tickets, expected)
    return Batch(chance < RARE, chance, late, tickets, expected)
