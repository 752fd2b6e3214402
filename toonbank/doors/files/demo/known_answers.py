"""Two shops whose answers are known beforehand, so that anyone can check a number by hand.

Fortnight: 84 repairs; glass 78 → 29, case 80 → 12, set-up help 40 → 18. Car detailing: 100 → 40 → 10.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from toonbank.doors.files.demo.visits import Said, Visit, answer, moments_of, open_days, with_receipt


@dataclass(frozen=True)
class Known:
    """`answers` has for each add-on how often it was offered and bought; the rest is drawn by lot."""

    name: str
    slug: str
    days: int
    visits: int
    answers: dict[str, tuple[int, int]]
    prices: dict[str, tuple[int, int]]
    scripts: dict[str, str]
    services: tuple[str, ...]
    people: tuple[str, ...]


FORTNIGHT = Known(
    "Telefoondokter Veertien dagen",
    "veertien-dagen",
    14,
    84,
    {"Screen protector": (78, 29), "Telefoonhoesje": (80, 12), "Opzet-hulp": (40, 18)},
    {"Screen protector": (19_95, 4_20), "Telefoonhoesje": (14_95, 4_60), "Opzet-hulp": (25_00, 7_50)},
    {
        "Screen protector": "Zullen we er meteen glas op doen?",
        "Telefoonhoesje": "Een hoesje erbij, zodat hij een val overleeft?",
        "Opzet-hulp": "Wil je opzet-hulp?",
    },
    ("Schermreparatie", "Batterij vervangen", "Overige reparatie"),
    ("Sam", "Noor"),
)
DETAILING = Known(
    "Glans Autodetail",
    "glans",
    7,
    100,
    {"Interieurprotectant": (40, 10)},
    {"Interieurprotectant": (35_00, 8_00)},
    {"Interieurprotectant": "Zullen we je stoelen beschermen? Dan trekt er niets meer in."},
    ("Binnen en buiten", "Alleen binnen", "Alleen buiten"),
    ("Bo", "Kim"),
)


def visits(known: Known, last: date) -> list[Visit]:
    """In the last full weeks up to a Sunday."""
    chance = Random(f"{known.slug} {last}")
    days = open_days(last - timedelta(days=last.isoweekday() % 7), known.days)
    said = _spread(chance, known)
    prices = {addon: price for addon, (price, _cost) in known.prices.items()}
    share, more = divmod(known.visits, len(days))
    counts = [share + (at < more) for at in range(len(days))]
    moments = [at for day, count in zip(days, counts, strict=True) for at in moments_of(chance, day, count)]
    return [
        with_receipt(_visit(chance, known, at, said[number]), f"B-{number + 1:04}", _job(chance), prices)
        for number, at in enumerate(moments)
    ]


def _spread(chance: Random, known: Known) -> list[tuple[Said, ...]]:
    """For every add-on exactly so many offers and so many sales, over visits drawn by lot."""
    said: list[list[Said]] = [[] for _visit in range(known.visits)]
    for addon, (offered, bought) in known.answers.items():
        for number, visit in enumerate(chance.sample(range(known.visits), offered)):
            said[visit].append(answer(chance, addon, number < bought, 0.3))
    return [tuple(one) for one in said]


def _visit(chance: Random, known: Known, at: datetime, said: tuple[Said, ...]) -> Visit:
    return Visit(at, chance.choice(known.people), chance.choice(known.services), said)


def _job(chance: Random) -> int:
    return chance.randrange(49_00, 180_00, 5_00)
