"""Which names are probably one thing, as the tickets tell it. Proposes; merging is for people."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Max, Min, Sum

from toonbank.catalog.models import Addon, NotTheSame, Price
from toonbank.ledger.models import Offer, Ticket
from toonbank.lib.periods import day_from_int
from toonbank.shops.models import Shop
from toonbank.stats.names import Named, Proposal, same_thing

LEAST = 0.5
# A name that waits has to be something: a weaker hint is worth saying there.
LEAST_WAITING = 0.2
# Every pair is looked at: what is offered least waits until the others are settled.
MOST = 150
Pair = frozenset[str]


@dataclass(frozen=True)
class LookAlike:
    """`addon` would count as `into`. Likeness of text, services and price from 0 to 1; the tickets that hold
    both against those expected if they were two things."""

    addon: Addon
    into: Addon
    score: float
    text: float
    services: float
    price: float
    together: int
    expected: float

    def as_json(self) -> dict[str, Any]:
        names = ("score", "text", "services", "price", "expected")
        return {
            "addon": {"id": self.addon.pk, "name": self.addon.name},
            "into": {"id": self.into.pk, "name": self.into.name},
            **{name: round(getattr(self, name), 3) for name in names},
            "together": self.together,
        }


@dataclass(frozen=True)
class Waiting:
    """A name that came in with a file, on how many tickets, from when to when."""

    addon: Addon
    tickets: int
    first_day: int | None
    last_day: int | None
    proposals: tuple[LookAlike, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.addon.pk,
            "name": self.addon.name,
            "tickets": self.tickets,
            "first_day": _iso(self.first_day),
            "last_day": _iso(self.last_day),
            "proposals": [one.as_json() for one in self.proposals],
        }


@dataclass(frozen=True)
class NamesToSettle:
    """What waits, most tickets first, each with what it may be, likeliest first; and what looks alike on the
    list itself."""

    waiting: tuple[Waiting, ...]
    look_alikes: tuple[LookAlike, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "unmatched": [one.as_json() for one in self.waiting],
            "look_alikes": [one.as_json() for one in self.look_alikes],
        }


@dataclass
class _Logged:
    """What is known of one add-on with all that counts as it."""

    addon: Addon
    ids: set[int]
    services: Counter[str] = field(default_factory=Counter)
    tickets: int = 0
    first_day: int | None = None
    last_day: int | None = None
    paid: int = 0
    times: int = 0


def names_to_settle(shop: Shop) -> NamesToSettle:
    """Six statements, whatever there is."""
    found = _logged(shop)
    alike = _look_alikes(shop, found)
    by_addon: dict[int, list[LookAlike]] = defaultdict(list)
    # What is clear comes first, and there what is on the list already.
    for one in sorted(alike, key=lambda one: (one.score < LEAST, not one.into.listed, -one.score)):
        by_addon[one.addon.pk].append(one)
    waiting = [
        Waiting(one.addon, one.tickets, one.first_day, one.last_day, tuple(by_addon[one.addon.pk]))
        for one in found.values()
        if not one.addon.listed
    ]
    waiting.sort(key=lambda one: (-one.tickets, one.addon.key))
    listed = (one for one in alike if one.addon.listed and one.score >= LEAST)
    return NamesToSettle(tuple(waiting), tuple(listed))


def tickets_with_both(shop: Shop, some: Collection[int], others: Collection[int]) -> int:
    """On which an add-on of the one group stands beside one of the other."""
    found = Offer.objects.filter(shop=shop, addon__in=some, ticket__offers__addon__in=others)
    return found.values("ticket").distinct().count()


def _logged(shop: Shop) -> dict[int, _Logged]:
    addons = list(Addon.objects.filter(shop=shop))
    found = {addon.pk: _Logged(addon, {addon.pk}) for addon in addons if addon.counts_as_id is None}
    root = {addon.pk: addon.counts_as_id or addon.pk for addon in addons}
    for pk, counts_as in root.items():
        found[counts_as].ids.add(pk)
    rows = Offer.objects.filter(shop=shop).values("addon", "service_type")
    for row in rows.annotate(
        tickets=Count("pk"),
        first=Min("day"),
        last=Max("day"),
        paid=Sum("unit_price"),
        times=Count("unit_price"),
    ).order_by():
        one = found[root[row["addon"]]]
        one.tickets += row["tickets"]
        # That nobody filled in the service says nothing about what was offered.
        if row["service_type"] is not None:
            one.services[str(row["service_type"])] += row["tickets"]
        one.first_day = min(filter(None, (one.first_day, row["first"])))
        one.last_day = max(filter(None, (one.last_day, row["last"])))
        one.paid, one.times = one.paid + (row["paid"] or 0), one.times + row["times"]
    return found


def _look_alikes(shop: Shop, found: dict[int, _Logged]) -> list[LookAlike]:
    looked_at = sorted(found.values(), key=lambda one: (not one.addon.listed, -one.tickets))[:MOST]
    items, tickets, dismissed = _items(shop, looked_at), _tickets(shop), _dismissed(shop, found)
    # Never together is the most two names can say for themselves: what fails with that, fails.
    possible = [one for one in same_thing(items, tickets, {}, LEAST_WAITING) if _pair(one) not in dismissed]
    named = {key for one in possible for key in (one.first, one.second)}
    together = _together(shop, [found[int(key)] for key in named])
    scored = same_thing([item for item in items if item.key in named], tickets, together, LEAST_WAITING)
    return [_look_alike(found, one) for one in scored if _pair(one) not in dismissed]


def _items(shop: Shop, logged: Iterable[_Logged]) -> list[Named]:
    rows = Price.objects.filter(addon__shop=shop).order_by("valid_from").values_list("addon", "unit_price")
    prices = dict(rows)
    return [
        Named(str(one.addon.pk), one.addon.name, one.services, prices.get(one.addon.pk) or _paid(one))
        for one in logged
    ]


def _paid(one: _Logged) -> int | None:
    return round(one.paid / one.times) if one.times else None


def _tickets(shop: Shop) -> dict[str, int]:
    rows = Ticket.objects.filter(shop=shop, counted=1, service_type__isnull=False)
    counts = rows.values_list("service_type").annotate(Count("pk")).order_by()
    return {str(service): count for service, count in counts}


def _dismissed(shop: Shop, found: dict[int, _Logged]) -> set[Pair]:
    root = {pk: str(one.addon.pk) for one in found.values() for pk in one.ids}
    rows = NotTheSame.objects.filter(one__shop=shop).values_list("one", "other")
    return {frozenset((root[one], root[other])) for one, other in rows}


def _together(shop: Shop, logged: Iterable[_Logged]) -> dict[Pair, int]:
    root = {pk: str(one.addon.pk) for one in logged for pk in one.ids}
    rows = Offer.objects.filter(
        shop=shop, addon__in=root, ticket__offers__addon__in=root, ticket__offers__addon__gt=F("addon")
    )
    counts: Counter[Pair] = Counter()
    pairs = rows.values_list("addon", "ticket__offers__addon").annotate(Count("pk")).order_by()
    for one, other, count in pairs:
        counts[frozenset((root[one], root[other]))] += count
    return counts


def _look_alike(found: dict[int, _Logged], one: Proposal) -> LookAlike:
    """What is on the list stays, then what is used more, then what is older."""
    pair = [found[int(key)] for key in (one.first, one.second)]
    into, addon = sorted(pair, key=lambda each: (not each.addon.listed, -each.tickets, each.addon.pk))
    evidence = (one.score, one.text, one.services, one.price, one.together, one.expected)
    return LookAlike(addon.addon, into.addon, *evidence)


def _pair(one: Proposal) -> Pair:
    return frozenset((one.first, one.second))


def _iso(day: int | None) -> str | None:
    return day_from_int(day).isoformat() if day else None
