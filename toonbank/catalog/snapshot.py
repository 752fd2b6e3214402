"""The catalogue of one shop as plain values, read once per version; recording a ticket reads none."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Protocol, TypeVar

from toonbank.catalog.models import Addon, OfferRule, Price, Script, ServiceType
from toonbank.shops.models import Employee, Shop

KEEP = 64


class Dated(Protocol):
    @property
    def valid_from(self) -> int | None: ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class PriceOfDay:
    valid_from: int
    unit_price: int
    unit_cost: int | None


@dataclass(frozen=True)
class ScriptOfDay:
    valid_from: int
    id: int
    wording: str


@dataclass(frozen=True)
class RuleOfDay:
    valid_from: int
    service_types: frozenset[int]


@dataclass(frozen=True)
class AddonFacts:
    id: int
    name: str
    kind: str
    first_day: int
    last_day: int
    prices: tuple[PriceOfDay, ...] = ()
    scripts: tuple[ScriptOfDay, ...] = ()
    rules: tuple[RuleOfDay, ...] = ()
    script_ids: frozenset[int] = frozenset()

    def price(self, day: int) -> PriceOfDay | None:
        return in_force(self.prices, day)

    def margin(self, day: int) -> int | None:
        """Cents per sale; None when the price or the cost is not known."""
        price = self.price(day)
        return None if price is None or price.unit_cost is None else price.unit_price - price.unit_cost

    def script(self, day: int) -> ScriptOfDay | None:
        return in_force(self.scripts, day)

    def active(self, day: int) -> bool:
        return self.first_day <= day <= self.last_day

    def fits(self, service_type: int | None, day: int) -> bool:
        """May it be offered on this service type on this day?"""
        rule = in_force(self.rules, day)
        anywhere = rule is None or not rule.service_types
        return self.active(day) and (anywhere or service_type in (rule.service_types if rule else ()))


@dataclass(frozen=True)
class Catalog:
    """Everything a ticket may refer to. `employees` maps id to the moment they left."""

    version: int
    addons: dict[int, AddonFacts]
    service_types: dict[int, str]
    employees: dict[int, datetime | None]
    names: dict[int, str] = field(default_factory=dict)


_lock = Lock()
_kept: dict[int, Catalog] = {}


def catalog_of(shop: Shop) -> Catalog:
    """The snapshot for `shop.catalog_version`; a shop row read just now gives the current one."""
    kept = _kept.get(shop.pk)
    if kept is not None and kept.version == shop.catalog_version:
        return kept
    fresh = _read(shop)
    with _lock:
        if len(_kept) >= KEEP:
            _kept.pop(next(iter(_kept)))
        _kept[shop.pk] = fresh
    return fresh


def forget(shop: Shop) -> None:
    """After a change that was rolled back: its version number comes again, with other content."""
    with _lock:
        _kept.pop(shop.pk, None)


def in_force(rows: Sequence[D], day: int) -> D | None:
    """The last row that began on or before the day; rows are ordered by their first day."""
    at = bisect_right([row.valid_from or 0 for row in rows], day)
    return rows[at - 1] if at else None


def _read(shop: Shop) -> Catalog:
    employees = list(Employee.objects.filter(shop=shop))
    return Catalog(
        version=shop.catalog_version,
        addons={addon.id: addon for addon in _addons(shop)},
        service_types={row.pk: row.name for row in ServiceType.objects.filter(shop=shop)},
        employees={row.pk: row.left_at for row in employees},
        names={row.pk: row.alias for row in employees},
    )


def _addons(shop: Shop) -> Iterable[AddonFacts]:
    prices = _grouped(Price.objects.filter(addon__shop=shop).order_by("valid_from"))
    scripts = _grouped(Script.objects.filter(addon__shop=shop).order_by("valid_from"))
    rules = _grouped(
        OfferRule.objects.filter(addon__shop=shop).order_by("valid_from").prefetch_related("service_types")
    )
    for row in Addon.objects.filter(shop=shop):
        known = scripts.get(row.pk, [])
        yield AddonFacts(
            id=row.pk,
            name=row.name,
            kind=row.kind,
            first_day=row.active_from,
            last_day=row.active_until,
            prices=tuple(PriceOfDay(p.valid_from, p.unit_price, p.unit_cost) for p in prices.get(row.pk, [])),
            scripts=tuple(
                ScriptOfDay(s.valid_from, s.pk, s.wording) for s in known if s.valid_from is not None
            ),
            rules=tuple(_rule(rule) for rule in rules.get(row.pk, [])),
            script_ids=frozenset(s.pk for s in known),
        )


def _rule(rule: OfferRule) -> RuleOfDay:
    return RuleOfDay(rule.valid_from, frozenset(service.pk for service in rule.service_types.all()))


R = TypeVar("R", Price, Script, OfferRule)


def _grouped(rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = {}
    for row in rows:
        found.setdefault(row.addon_id, []).append(row)
    return found
