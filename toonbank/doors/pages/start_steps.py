"""How far a new shop is: read from what it has, so that any step can be left and taken up again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Min, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from toonbank.catalog.addons import listed
from toonbank.catalog.models import FOREVER, Price, ServiceType
from toonbank.doors.pages import shown
from toonbank.ledger.models import Ticket
from toonbank.lib.periods import day_from_int
from toonbank.shops.access import MANAGE, Seat
from toonbank.shops.models import Employee, Shop

BASELINE_DAYS = 14


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    address: str
    done: bool


@dataclass(frozen=True)
class Progress:
    """`day` counts the days of the baseline from the first visit on; 0 when there is none yet."""

    steps: list[Step]
    day: int

    @property
    def next(self) -> Step:
        """The first after the definitions that is not done; the last one stays."""
        return next((step for step in self.steps[1:] if not step.done), self.steps[-1])


def progress(shop: Shop, now: datetime) -> Progress:
    services = ServiceType.objects.filter(shop=shop, archived=False).exists()
    addons, unpriced = listed(shop).exists(), without_price(shop)
    team = Employee.objects.filter(shop=shop, left_at=None).exists()
    day = _baseline_day(shop, now)
    found = (
        ("start", _("Definitions"), services or addons),
        ("start_services", _("Service types"), services),
        ("start_addons", _("Add-ons"), addons),
        ("start_prices", _("Prices"), addons and not unpriced),
        ("start_team", _("Team and tablet"), team),
        ("start_baseline", _("Baseline"), day > BASELINE_DAYS),
    )
    steps = [Step(name, label, reverse(name, args=[shop.slug]), done) for name, label, done in found]
    return Progress(steps, day)


def unfinished(seat: Seat, now: datetime) -> Step | None:
    """What still keeps this shop from its first visit, for whoever may do it."""
    if seat.shop.guided or not seat.may(MANAGE):
        return None
    found = progress(seat.shop, now)
    return None if found.day else found.next


def unstarted(seats: Iterable[Seat]) -> set[int]:
    """Shops whose manager begins in the guide: nothing on the list, and the guide not put away."""
    new = [seat.shop for seat in seats if seat.may(MANAGE) and not seat.shop.guided]
    if not new:
        return set()
    begun = Shop.objects.filter(pk__in=[shop.pk for shop in new], addons__listed=True)
    return {shop.pk for shop in new} - set(begun.values_list("pk", flat=True))


def without_price(shop: Shop) -> bool:
    priced = Exists(Price.objects.filter(addon=OuterRef("pk")))
    return listed(shop).filter(~priced, active_until=FOREVER).exists()


def _baseline_day(shop: Shop, now: datetime) -> int:
    first = Ticket.objects.filter(shop=shop, counted=1).aggregate(first=Min("day"))["first"]
    if first is None:
        return 0
    return (day_from_int(shown.day_of(shop, now)) - day_from_int(first)).days + 1
