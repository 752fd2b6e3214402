"""What the invented phone repair shop does, sells and says."""

from dataclasses import dataclass

from toonbank.catalog.models import Kind

SCREEN, BATTERY, WATER = "Schermreparatie", "Batterij vervangen", "Waterschade"
ACTIVATE, DATA_HELP, DIAGNOSIS = "Nieuw toestel activeren", "Datahulp", "Diagnose"
REPAIRS = (SCREEN, BATTERY, WATER)


@dataclass(frozen=True)
class Service:
    """`share` of all visits; a repair costs between `cheapest` and `dearest` cents."""

    name: str
    share: float
    cheapest: int
    dearest: int


@dataclass(frozen=True)
class Good:
    """`offered` and `bought` are chances on an ordinary visit by an ordinary employee, by service type
    or for all. `asked` is the chance that the customer asks first."""

    category: str
    variant: str
    price: int
    cost: int
    script: str
    offered: dict[str, float]
    bought: dict[str, float]
    kind: str = Kind.CROSS_SELL.value
    asked: float = 0.01
    only: tuple[str, ...] = ()
    season: str = ""
    dear: float = 0.3

    @property
    def name(self) -> str:
        return f"{self.category} · {self.variant}" if self.variant else self.category


SERVICES = (
    Service(SCREEN, 0.36, 79_00, 199_00),
    Service(BATTERY, 0.22, 49_00, 89_00),
    Service(WATER, 0.07, 59_00, 149_00),
    Service(ACTIVATE, 0.16, 15_00, 25_00),
    Service(DATA_HELP, 0.10, 20_00, 45_00),
    Service(DIAGNOSIS, 0.09, 0, 25_00),
)

HELP = "Opzet-hulp"
OLD_HELP_SCRIPT = "Wil je opzet-hulp?"
NEW_HELP_SCRIPT = "Zullen we je data overzetten en je apps instellen? Dat scheelt je 30 minuten thuis."

GOODS = (
    Good("Screen protector", "Glas", 19_95, 4_20, "Zullen we er meteen glas op doen? Dat scheelt barsten.",
         {SCREEN: 0.86, BATTERY: 0.62, ACTIVATE: 0.8, "": 0.35},
         {SCREEN: 0.42, BATTERY: 0.25, ACTIVATE: 0.45, "": 0.2}),
    Good("Screen protector", "Privacyglas", 29_95, 8_10, "Wil je dat niemand in de trein meekijkt?",
         {SCREEN: 0.22, ACTIVATE: 0.24, "": 0.05}, {"": 0.16}, Kind.UP_SELL.value, dear=0.6),
    Good("Telefoonhoesje", "Siliconen", 14_95, 4_60, "Een hoesje erbij, zodat hij een val overleeft?",
         {SCREEN: 0.66, BATTERY: 0.5, ACTIVATE: 0.7, "": 0.2}, {ACTIVATE: 0.46, DATA_HELP: 0.2, "": 0.08}),
    Good("Telefoonhoesje", "Boekmodel", 24_95, 8_40, "Wil je ook je pasjes in je hoesje kwijt?",
         {ACTIVATE: 0.42, SCREEN: 0.2, "": 0.1}, {ACTIVATE: 0.3, "": 0.06}),
    Good(HELP, "Data en apps", 25_00, 7_50, OLD_HELP_SCRIPT,
         {SCREEN: 0.24, BATTERY: 0.18, ACTIVATE: 0.42, DATA_HELP: 0.3, "": 0.12},
         {ACTIVATE: 0.48, "": 0.38}, asked=0.06),
    Good("Snellader", "USB-C 20 W", 24_95, 10_30, "Heb je al een lader die hem in een half uur vol heeft?",
         {BATTERY: 0.4, ACTIVATE: 0.5, "": 0.14}, {BATTERY: 0.24, ACTIVATE: 0.3, "": 0.14}),
    Good("Powerbank", "10.000 mAh", 29_95, 14_80, "Ook onderweg stroom?",
         {BATTERY: 0.45, "": 0.16}, {"": 0.045}, dear=0.5),
    Good("Verlengde garantie", "12 maanden", 29_00, 6_00, "Voor 29 euro zit je nog een jaar goed.",
         {SCREEN: 0.28, WATER: 0.2, ACTIVATE: 0.22, "": 0.08}, {"": 0.21}, dear=0.5),
    Good("Spoedservice", "Binnen het uur", 15_00, 4_00, "Wil je hem binnen het uur terug?",
         {SCREEN: 0.16, BATTERY: 0.1, WATER: 0.05}, {"": 0.47}, Kind.UP_SELL.value, 0.03, REPAIRS),
    Good("Batterij", "Origineel onderdeel", 20_00, 11_50, "De originele gaat langer mee. Zal ik die nemen?",
         {BATTERY: 0.7}, {"": 0.36}, Kind.UP_SELL.value, only=(BATTERY,), dear=0.6),
    Good("Beschermpakket", "Glas en hoesje", 29_95, 8_80, "Glas en hoesje samen: 5 euro voordeel.",
         {ACTIVATE: 0.34, SCREEN: 0.12, "": 0.03}, {ACTIVATE: 0.33, "": 0.14}, Kind.BUNDLE.value),
    Good("Cadeauverpakking", "", 2_50, 60, "Is het een cadeau? Ik pak het graag in.",
         {ACTIVATE: 0.5, "": 0.06}, {"": 0.4}, season="Feestdagen", dear=0.05),
)  # fmt: skip
