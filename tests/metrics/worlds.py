"""Small shops whose numbers are known: made through the same functions as real ones."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from toonbank.catalog.addons import create_addon
from toonbank.catalog.merges import merge
from toonbank.catalog.models import Addon, ServiceType
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.scripts import set_script
from toonbank.catalog.services import add_service_type
from toonbank.ledger.bulk import record_many
from toonbank.ledger.document import Document, Line
from toonbank.ledger.models import TillCount
from toonbank.lib.periods import day_int
from toonbank.lib.uuid7 import uuid7
from toonbank.shops.access import TOKEN_SCOPES, Seat
from toonbank.shops.models import Chain, Employee, Shop
from toonbank.shops.people import hire
from toonbank.shops.setup import open_shop

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    shop: Shop
    employees: dict[str, Employee]
    services: dict[str, ServiceType]
    addons: dict[str, Addon]
    logged: list[Document] = field(default_factory=list)

    def log(self, day: date, *offers: Line, hour: int = 11, **ticket: object) -> None:
        """A ticket of that day; names of employee and service type, not ids. `record` stores them."""
        employee, service = ticket.pop("employee", None), ticket.pop("service_type", None)
        document = Document(
            uuid7(),
            1,
            datetime.combine(day, time(hour), UTC),
            employee=self.employees[str(employee)].pk if employee else None,
            service_type=self.services[str(service)].pk if service else None,
            offers=offers,
            **ticket,  # type: ignore[arg-type]
        )
        self.logged.append(document)

    def record(self) -> "Place":
        """Each as if it was sent at once."""
        seat = Seat(Shop.objects.get(pk=self.shop.pk), frozenset(TOKEN_SCOPES))
        record_many(seat, self.logged, "api", lambda document: document.started_at + timedelta(seconds=5))
        return self

    def line(
        self, addon: str, outcome: str = "declined", colleague: str | None = None, **more: object
    ) -> Line:
        employee = self.employees[colleague].pk if colleague else None
        return Line(self.addons[addon].pk, outcome, employee=employee, **more)  # type: ignore[arg-type]


def place(
    name: str,
    employees: Iterable[str],
    services: Iterable[str],
    addons: Iterable[str],
    chain: Chain | None = None,
) -> Place:
    shop = open_shop(name, chain=chain).shop
    return Place(
        shop,
        {alias: hire(shop, alias) for alias in employees},
        {service: add_service_type(shop, service) for service in services},
        {addon: create_addon(shop, *addon.split(" · ")) for addon in addons},
    )


def detail_shop() -> Place:
    """PRODUCT §2: 100 tickets, offered on 40, bought on 10, at € 8."""
    shop = place("Glans en Gloria", ["Noor"], ["Interieur"], ["Interieurprotectant"])
    set_price(shop.addons["Interieurprotectant"], 800, 300)
    for number in range(100):
        outcome = "bought" if number < 10 else "declined"
        offers = [shop.line("Interieurprotectant", outcome)] if number < 40 else []
        shop.log(date(2026, 11, 9 + number % 5), *offers, employee="Noor", service_type="Interieur")
    return shop.record()


def fortnight(days: int = 12) -> Place:
    """The phone shop of the seed: 84 repairs in two weeks; add-on → (offered, bought).

    On fewer than 8 days an interval is the plain Wilson one.
    """
    known = {"Screen protector": (78, 29), "Telefoonhoesje": (80, 12), "Opzet-hulp": (40, 18)}
    shop = place("Veertien dagen", ["Sam"], ["Schermreparatie"], known)
    for addon, price, cost in (
        ("Screen protector", 1995, 400),
        ("Telefoonhoesje", 2495, 1100),
        ("Opzet-hulp", 2900, 0),
    ):
        set_price(shop.addons[addon], price, cost)
    for number in range(84):
        offers = [
            shop.line(addon, "bought" if number < bought else "declined")
            for addon, (offered, bought) in known.items()
            if number < offered
        ]
        day = date(2026, 11, 2) + timedelta(days=number % days)
        shop.log(day, *offers, employee="Sam", service_type="Schermreparatie")
    return shop.record()


def mixed() -> Place:
    """Two shops of one chain with everything in them that makes counting hard; seeded."""
    chance = random.Random(20261120)
    chain = Chain.objects.create(name="Keten", slug="keten")
    noord = _mixed_shop("Noord", chain, chance, 160)
    _mixed_shop("Zuid", chain, chance, 60)
    return noord


def _mixed_shop(name: str, chain: Chain, chance: random.Random, tickets: int) -> Place:
    shop = place(
        name, ["Sam", "Noor", "Kim"], ["Schermreparatie", "Accu", "Activatie"],
        ["Hoesje · Siliconen", "Hoesje · Leer", "Screen protector", "Opzet-hulp", "Reinigen"], chain,
    )  # fmt: skip
    _stock(shop)
    first = date(2026, 10, 26)
    for number in range(tickets):
        day = first + timedelta(days=number * 26 // tickets)
        lines = [line for addon in shop.addons if (line := _chance_line(shop, addon, chance)) is not None]
        status = "void" if chance.random() < 0.05 else "open" if number > tickets - 6 else "closed"
        shop.log(
            day,
            *lines,
            hour=9 + chance.randrange(8),
            employee=chance.choice([*shop.employees, None]),
            service_type=chance.choice(list(shop.services)),
            total=chance.choice([None, 4900, 12950, 8900]),
            status=status,
        )
    return shop.record()


def _stock(shop: Place) -> None:
    """Prices that change, a cost and a price nobody knows, a rule that changes, two wordings, two kinds."""
    set_price(shop.addons["Hoesje · Siliconen"], 1995, 600)
    set_price(shop.addons["Hoesje · Siliconen"], 2195, 650, valid_from=20261109)
    set_price(shop.addons["Hoesje · Leer"], 3995, 1700)
    set_price(shop.addons["Screen protector"], 1995, None)
    set_price(shop.addons["Opzet-hulp"], 2900, 0)
    set_rule(shop.addons["Hoesje · Leer"], [shop.services["Activatie"]], valid_from=20261102)
    set_rule(shop.addons["Opzet-hulp"], [shop.services["Activatie"], shop.services["Accu"]])
    set_script(shop.addons["Opzet-hulp"], "Wilt u opzet-hulp?")
    set_script(shop.addons["Opzet-hulp"], "Zullen wij uw data overzetten?", valid_from=20261109)
    Addon.objects.filter(pk=shop.addons["Hoesje · Leer"].pk).update(kind="up-sell")
    shop.addons["Hoesje · Leer"].refresh_from_db()


def _chance_line(shop: Place, addon: str, chance: random.Random) -> Line | None:
    if chance.random() < 0.35:
        return None
    outcome = chance.choices(["bought", "declined", "open"], [4, 7, 1])[0]
    line = shop.line(
        addon,
        outcome,
        colleague=chance.choice([None, None, None, "Kim"]),
        asked_by="customer" if chance.random() < 0.15 else "staff",
        moment=chance.choice(["", "intake", "during", "checkout"]),
        reason=chance.choice(["price", "think", ""]) if outcome == "declined" else "",
    )
    if outcome == "bought" and addon.startswith("Hoesje"):
        return replace(line, quantity=chance.choice([1, 1, 2]), discount=chance.choice([0, 0, 250]))
    return line


def merged() -> Place:
    """The mixed shop after it found out that two of its five add-ons are other names of a third."""
    noord = mixed()
    names = ("Hoesje · Leer", "Reinigen", "Hoesje · Siliconen")
    leather, clean, root = (noord.addons[name] for name in names)
    merge(leather, clean, NOW)
    merge(clean, root, NOW)
    return noord


def counted() -> Place:
    """The mixed shops with the receipts of some days: too few, as many, none at all, and a day off."""
    noord = mixed()
    zuid = Shop.objects.get(slug="zuid")
    counts = [
        (noord.shop, 20261026, 9), (noord.shop, 20261027, 3), (noord.shop, 20261101, 0),
        (noord.shop, 20261105, 12), (noord.shop, 20261230, 5), (zuid, 20261026, 4), (zuid, 20261105, 2),
    ]  # fmt: skip
    for shop, day, receipts in counts:
        TillCount.objects.create(shop=shop, day=day, receipts=receipts, counted_at=NOW)
    return noord


WORLDS: dict[str, Callable[[], Place]] = {
    "detail_shop": detail_shop,
    "fortnight": fortnight,
    "mixed": mixed,
    "merged": merged,
    "counted": counted,
}


def days(first: str, last: str) -> tuple[int, int]:
    return day_int(date.fromisoformat(first)), day_int(date.fromisoformat(last))
