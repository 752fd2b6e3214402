"""One shop of a chain, its neighbour, a named cast and a few add-ons: what most tests need, and no more.

def test_something(world: World) -> None:
    world.log(world.offer("glass", "bought"), world.offer("case", "declined"))
    response = world.client("manager").get(f"/{world.shop.slug}/")
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.test import Client

from toonbank.catalog.addons import create_addon
from toonbank.catalog.models import Addon, ServiceType
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.scripts import set_script
from toonbank.catalog.services import add_service_type
from toonbank.ledger.document import Document, Line
from toonbank.ledger.models import Source
from toonbank.ledger.record import Recorded, record_ticket
from toonbank.lib.uuid7 import uuid7
from toonbank.shops.access import ROLE_SCOPES, Seat
from toonbank.shops.models import Chain, Employee, Member, Role, Shop, User
from toonbank.shops.people import hire
from toonbank.shops.setup import open_chain, open_shop
from toonbank.shops.tokens import issue

# A Sunday afternoon in Amsterdam; the business day is 20261122, the ISO week 202647.
NOW = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
ROLES = {role.value: role for role in (Role.OWNER, Role.MANAGER, Role.COUNTER, Role.HEAD_OFFICE)}
# Name → what it is and what it brings in and costs, in cents; the cable's cost is not known.
ADDONS = {
    "glass": ("Screen protector", "iPhone 14", "glass", 2000, 400),
    "case": ("Case", "iPhone 14", "clear", 2500, 900),
    "help": ("Set-up help", "", "", 1500, 0),
    "cable": ("Cable", "USB-C", "1 m", 1200, None),
}


@dataclass
class World:
    chain: Chain
    shop: Shop
    neighbour: Shop
    users: dict[str, User] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    employees: dict[str, Employee] = field(default_factory=dict)
    services: dict[str, ServiceType] = field(default_factory=dict)
    addons: dict[str, Addon] = field(default_factory=dict)

    def seat(self, name: str = "counter") -> Seat:
        """In the shop as it is now; the outsider has none, the neighbour sits in the other shop."""
        member = self.members[name]
        shop = Shop.objects.get(pk=(member.shop or self.shop).pk)
        return Seat(shop, ROLE_SCOPES[member.role], member=member)

    def client(self, name: str) -> Client:
        """A browser in which this person is logged in; "anonymous" is not."""
        client = Client()
        if name != "anonymous":
            client.force_login(self.users[name])
        return client

    def token(self, *scopes: str, shop: Shop | None = None) -> str:
        """The secret of a new token."""
        return issue(shop or self.shop, "Till", scopes, None).secret

    def offer(self, addon: str, outcome: str, **fields: Any) -> Line:
        return Line(addon=self.addons[addon].pk, outcome=outcome, **fields)

    def document(self, *offers: Line, **fields: Any) -> Document:
        """A closed phone repair by Sam, just now."""
        usual = {
            "uuid": uuid7(),
            "revision": 1,
            "started_at": NOW,
            "employee": self.employees["sam"].pk,
            "service_type": self.services["repair"].pk,
        }
        return Document(offers=offers, **{**usual, **fields})

    def log(self, *offers: Line, by: str = "counter", now: datetime | None = None, **fields: Any) -> Recorded:
        """Record such a ticket; `started_at` is also the server's time unless `now` says otherwise."""
        document = self.document(*offers, **fields)
        return record_ticket(self.seat(by), document, Source.COUNTER, now or document.started_at)


def build() -> World:
    """The fixture `world` of conftest.py is this, in a database of its own."""
    chain = open_chain("Fix & Go")
    shop = open_shop("Fix & Go Utrecht", "utrecht", chain=chain).shop
    world = World(chain, shop, neighbour=open_shop("Bike Barn").shop)
    # Off in a new shop; here most tests of notes are about what stands in them.
    Shop.objects.update(notes_allowed=True)
    for name in (*ROLES, "outsider"):
        world.users[name] = User.objects.create_user(f"{name}@example.nl", first_name=name)
    for name, role in ROLES.items():
        place = {"chain": chain} if role == Role.HEAD_OFFICE else {"shop": world.shop}
        world.members[name] = Member.objects.create(user=world.users[name], role=role, **place)
    # The outsider to our shop owns the one next door.
    world.members["outsider"] = Member.objects.create(
        user=world.users["outsider"], role=Role.OWNER, shop=world.neighbour
    )
    world.employees = {alias.lower(): hire(world.shop, alias) for alias in ("Sam", "Robin")}
    world.services = {name.lower(): add_service_type(world.shop, name) for name in ("Repair", "Pick-up")}
    for name, (category, variant, detail, price, cost) in ADDONS.items():
        world.addons[name] = addon = create_addon(world.shop, category, variant, detail)
        set_price(addon, price, cost)
        set_script(addon, f"Shall we add the {category.lower()}?")
    # Set-up help is only offered on repairs, everything else on all services.
    set_rule(world.addons["help"], [world.services["repair"]])
    world.shop.refresh_from_db()
    world.neighbour.refresh_from_db()
    return world


def uuid(number: int) -> UUID:
    """A ticket key that reads well in a failure."""
    return UUID(int=0x7000_8000 << 48 | number, version=4)
