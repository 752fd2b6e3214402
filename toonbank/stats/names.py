"""Which add-ons are one and the same under two names? Proposes merges, never merges."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, log, sqrt

SAME_PRICE = 0.15  # a price ratio of e^0.15 leaves 37 % of the price's say
SLIP = 0.1  # how often two names of one thing do end up on one ticket, against chance
CLEAR = 6.0  # what the tickets alone can say at most, in nats
WEIGHTS = {"base": -14.0, "text": 11.0, "services": 6.0, "price": 5.0, "apart": 0.5}


@dataclass(frozen=True, slots=True)
class Named:
    """One add-on as it stands in the log: `tickets` per service that hold it, `price` in cents or None."""

    key: str
    label: str
    tickets: Mapping[str, int]
    price: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """`score` in 0–1 and what it is made of: likeness of text, services and price (0–1 each), and the tickets
    that hold both against those expected if the two were different things."""

    first: str
    second: str
    score: float
    text: float
    services: float
    price: float
    together: int
    expected: float


def same_thing(
    items: Sequence[Named],
    tickets: Mapping[str, int],
    together: Mapping[frozenset[str], int],
    least: float = 0.5,
) -> list[Proposal]:
    """Pairs that score at least `least`, likeliest first (ties by key).

    logit score = −14 + 11·text + 6·services + 5·price + apart / 2. text: RapidFuzz, 0–1, halved where both
    carry numbers and these differ ("iPhone 13", "iPhone 14"). services: cosine of the shares of each
    service's `tickets` that hold them. price: exp(−|ln p1/p2| / 0.15), a half where unknown. apart: with k
    tickets holding both and e = Σ_s n1·n2/N_s expected, the Poisson log likelihood ratio k·ln 0.1 + 0.9·e
    of "never together by nature" against chance, cut to ± 6. `together`: pairs of keys seen on one ticket.
    After Fellegi & Sunter (1969), JASA 64, 1183; weights rounded from a logistic fit to made-up shops.

    >>> wipers = [Named("a", "Front wipers", {"check": 30}), Named("b", "wiper install", {"check": 25})]
    >>> shop = [*wipers, Named("c", "Air filter", {"check": 40})]
    >>> both = {frozenset("ac"): 11, frozenset("bc"): 8}
    >>> [(p.first, p.second) for p in same_thing(shop, {"check": 120}, both)]
    [('a', 'b')]
    """
    pairs = combinations(sorted(items, key=lambda item: item.key), 2)
    found = [_propose(a, b, tickets, together.get(frozenset((a.key, b.key)), 0)) for a, b in pairs]
    kept = [proposal for proposal in found if proposal.score >= least]
    return sorted(kept, key=lambda p: (-p.score, p.first, p.second))


def _propose(a: Named, b: Named, tickets: Mapping[str, int], together: int) -> Proposal:
    text, services, price = _text(a.label, b.label), _services(a, b, tickets), _price(a.price, b.price)
    expected = sum(n * b.tickets.get(s, 0) / tickets[s] for s, n in a.tickets.items() if tickets.get(s))
    apart = max(-CLEAR, min(CLEAR, together * log(SLIP) + (1 - SLIP) * expected))
    parts = {"base": 1.0, "text": text, "services": services, "price": price, "apart": apart}
    logit = sum(WEIGHTS[name] * part for name, part in parts.items())
    return Proposal(a.key, b.key, 1 / (1 + exp(-logit)), text, services, price, together, expected)


def _text(first: str, second: str) -> float:
    # Few processes ever compare names.
    from rapidfuzz import fuzz, utils

    a, b = utils.default_process(first), utils.default_process(second)
    likeness = max(fuzz.token_sort_ratio(a, b), 0.9 * fuzz.token_set_ratio(a, b), fuzz.ratio(a, b)) / 100
    numbers, others = set(re.findall(r"\d+", a)), set(re.findall(r"\d+", b))
    return likeness / 2 if numbers and others and numbers != others else likeness


def _services(a: Named, b: Named, tickets: Mapping[str, int]) -> float:
    shares = [(a.tickets.get(s, 0) / n, b.tickets.get(s, 0) / n) for s, n in tickets.items() if n]
    size = sqrt(sum(x * x for x, _ in shares) * sum(y * y for _, y in shares))
    return sum(x * y for x, y in shares) / size if size else 0.0


def _price(first: int | None, second: int | None) -> float:
    if not first or not second or first < 0 or second < 0:
        return 0.5
    return exp(-abs(log(first / second)) / SAME_PRICE)
