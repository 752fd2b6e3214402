"""Average precision of the merge proposals in made-up shops, against text likeness alone.

python -m bench.stats_names
"""

from collections import Counter
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, utils

from bench.stats_table import Measured, show
from toonbank.stats.names import Named, same_thing

# One line per add-on: the ways it is written. Neighbours are chosen to look alike and be different things.
THINGS = [
    [
        "Screen protector · iPhone 14 · glass",
        "glass iphone 14",
        "screenprotector 14",
        "tempered glass iPhone 14",
    ],
    ["Screen protector · iPhone 13 · glass", "glass iphone 13", "screenprotector 13"],
    ["Screen protector · iPhone 14 · privacy", "privacy glass 14", "privacyscreen iphone 14"],
    ["Case · iPhone 14 · clear", "hoesje 14 transparant", "clear case iphone 14", "Telefoonhoesje 14"],
    ["Case · iPhone 14 · leather", "leren hoesje 14", "leather case 14"],
    ["Set-up help · phone", "Opzet-hulp", "setup help", "data overzetten"],
    ["Set-up help · tablet", "tablet set-up", "tablet instellen"],
    ["Front wipers · Bosch", "wipers", "wiper install", "front wipers", "ruitenwissers voor"],
    ["Rear wiper · Bosch", "rear wiper", "ruitenwisser achter"],
    ["Cabin filter · carbon", "interieurfilter", "pollen filter", "cabin air filter"],
    ["Air filter · engine", "luchtfilter", "engine air filter"],
    ["Oil flush", "motor spoelen", "engine flush"],
    ["Oil upgrade · synthetic", "synthetic oil", "volsynthetische olie"],
    ["Interior protectant", "interieurprotectant", "dashboard protect", "interior protection"],
    ["Leather treatment", "leer behandeling", "leather care"],
    ["Wax · hand", "handwax", "hand wax", "carnauba wax"],
    ["Wax · spray", "spray wax", "spraywax"],
    ["Battery check", "accu test", "battery test"],
    ["Battery · replacement", "nieuwe accu", "new battery"],
    ["Express diagnostics", "Express diagnostiek", "spoed diagnose"],
    ["USB-C cable · 1 m", "usb c kabel 1m", "oplaadkabel 1 m"],
    ["USB-C cable · 2 m", "usb c kabel 2m", "oplaadkabel 2 m"],
    ["Charger · 20 W", "oplader 20w", "snellader 20 watt"],
]
SERVICES = ["repair", "check", "clean", "fit"]
SLIP = 1 / 30


def average_precision(shops: int, seed: int = 1) -> tuple[float, float]:
    """(ours, text alone): mean over shops of 14 things, half of them under two or three names, 300 tickets.

    Things of one category exclude each other (one phone per visit), as two names of one thing do; one offer
    in thirty is logged under two names; a quarter of the names has a price of its own, and half of the
    things share one price.
    """
    draw = np.random.default_rng(seed)
    ours, text = np.mean([_shop(draw) for _ in range(shops)], axis=0)
    return float(ours), float(text)


def _shop(draw: np.random.Generator) -> tuple[float, float]:
    things = [THINGS[i] for i in draw.choice(len(THINGS), 14, replace=False)]
    names = [draw.permutation(ways)[: 1 + draw.binomial(2, 0.35)].tolist() for ways in things]
    habit = draw.beta(1, 2, (len(things), len(SERVICES)))
    habit[draw.random(habit.shape) < 0.3] = 0.0
    prices = draw.lognormal(np.log(1500), 0.6, len(things)).round(-2)
    prices[draw.random(len(things)) < 0.5] = 1500
    held: dict[str, Counter[str]] = {name: Counter() for ways in names for name in ways}
    visits: Counter[str] = Counter()
    together: Counter[frozenset[str]] = Counter()
    for _ in range(300):
        service = int(draw.integers(len(SERVICES)))
        visits[SERVICES[service]] += 1
        offered = np.flatnonzero(draw.random(len(things)) < habit[:, service])
        one_each = {things[i][0].split(" · ")[0]: i for i in draw.permutation(offered)}
        seen = sorted({str(name) for i in one_each.values() for name in _written(names[i], draw)})
        for name in seen:
            held[name][SERVICES[service]] += 1
        together.update(frozenset(pair) for pair in combinations(seen, 2))
    items = [
        Named(name, name, dict(held[name]), int(price * draw.choice([1, 1, 1, 1.1])))
        for ways, price in zip(names, prices, strict=True)
        for name in ways
    ]
    same = {frozenset(pair) for ways in names for pair in combinations(ways, 2)}
    if not same:
        return _shop(draw)
    found = same_thing(items, visits, together, least=0.0)
    ours = [frozenset((p.first, p.second)) for p in found]
    return _precision(ours, same), _precision(sorted(ours, key=_likeness, reverse=True), same)


def _written(ways: list[str], draw: np.random.Generator) -> list[str]:
    return list(draw.permutation(ways)[: 1 + (draw.random() < SLIP)])


def _likeness(pair: frozenset[str]) -> float:
    first, second = sorted(pair)
    return fuzz.token_sort_ratio(first, second, processor=utils.default_process)


def _precision(order: list[frozenset[str]], same: set[frozenset[str]]) -> float:
    right = np.array([pair in same for pair in order])
    return float((right.cumsum() / np.arange(1, len(right) + 1))[right].mean())


def main() -> None:
    ours, text = average_precision(400)
    show("Names", [Measured("average precision", ours, 0.85), Measured("text alone", text)])


if __name__ == "__main__":
    main()
