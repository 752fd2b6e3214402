"""Everything dated about an add-on as plain values: what it cost, said and was allowed on any day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from django.db.models import QuerySet

from toonbank.catalog.models import Addon, OfferRule, Pause, Price, Script, ServicePrice
from toonbank.catalog.year import Season
from toonbank.shops.models import Shop


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
    """None named = all. `season`: days of the year, both included; `headroom`: % of the job's price."""

    valid_from: int
    service_types: frozenset[int] = frozenset()
    moments: frozenset[str] = frozenset()
    season: Season | None = None
    headroom: int | None = None
    not_with: frozenset[int] = frozenset()


@dataclass(frozen=True)
class JobPrice:
    valid_from: int
    price: int


JobPrices = Mapping[int, tuple[JobPrice, ...]]


@dataclass(frozen=True)
class AddonFacts:
    """`root`: the add-on it counts as since a merge, itself otherwise."""

    id: int
    name: str
    kind: str
    first_day: int
    last_day: int
    prices: tuple[PriceOfDay, ...] = ()
    scripts: tuple[ScriptOfDay, ...] = ()
    rules: tuple[RuleOfDay, ...] = ()
    script_ids: frozenset[int] = frozenset()
    pauses: tuple[tuple[int, int], ...] = ()
    listed: bool = True
    root: int = 0
    job_prices: JobPrices = field(default_factory=dict, repr=False, compare=False)

    def price(self, day: int) -> PriceOfDay | None:
        return in_force(self.prices, day)

    def margin(self, day: int) -> int | None:
        """Cents per sale; None when the price or the cost is not known."""
        price = self.price(day)
        return None if price is None or price.unit_cost is None else price.unit_price - price.unit_cost

    def script(self, day: int) -> ScriptOfDay | None:
        return in_force(self.scripts, day)

    def rule(self, day: int) -> RuleOfDay | None:
        return in_force(self.rules, day)

    def active(self, day: int) -> bool:
        """On the list that day, and not between being taken off and put back."""
        return self.first_day <= day <= self.last_day and self.pause(day) is None

    def pause(self, day: int) -> tuple[int, int] | None:
        return next((pause for pause in self.pauses if pause[0] <= day <= pause[1]), None)

    def job_price(self, service_type: int | None, day: int) -> int | None:
        """What the job usually costs, in cents; None when nobody said or it has no fixed price."""
        found = in_force(self.job_prices.get(service_type, ()), day) if service_type is not None else None
        return found.price or None if found else None


def in_force(rows: Sequence[D], day: int) -> D | None:
    """The last row that began on or before the day; rows are ordered by their first day."""
    at = bisect_right([row.valid_from or 0 for row in rows], day)
    return rows[at - 1] if at else None


def facts_of(shop: Shop, addons: QuerySet[Addon] | None = None) -> list[AddonFacts]:
    """Of all add-ons of the shop or of some; a fixed number of queries."""
    rows = list(Addon.objects.filter(shop=shop) if addons is None else addons)
    ids = [row.pk for row in rows]
    prices = _grouped(Price.objects.filter(addon__in=ids).order_by("valid_from"))
    scripts = _grouped(Script.objects.filter(addon__in=ids).order_by("valid_from"))
    rules = _grouped(
        OfferRule.objects.filter(addon__in=ids)
        .order_by("valid_from")
        .prefetch_related("service_types", "not_with")
    )
    pauses = _grouped(Pause.objects.filter(addon__in=ids))
    jobs = _job_prices(shop)
    return [
        AddonFacts(
            id=row.pk,
            name=row.name,
            kind=row.kind,
            first_day=row.active_from,
            last_day=row.active_until,
            prices=tuple(PriceOfDay(p.valid_from, p.unit_price, p.unit_cost) for p in prices.get(row.pk, [])),
            scripts=tuple(
                ScriptOfDay(s.valid_from, s.pk, s.wording)
                for s in scripts.get(row.pk, [])
                if s.valid_from is not None
            ),
            rules=tuple(_rule(rule) for rule in rules.get(row.pk, [])),
            script_ids=frozenset(s.pk for s in scripts.get(row.pk, [])),
            pauses=tuple((pause.first_day, pause.last_day) for pause in pauses.get(row.pk, [])),
            listed=row.listed,
            root=row.counts_as_id or row.pk,
            job_prices=jobs,
        )
        for row in rows
    ]


def _rule(rule: OfferRule) -> RuleOfDay:
    first, last = rule.season_first, rule.season_last
    return RuleOfDay(
        rule.valid_from,
        frozenset(service.pk for service in rule.service_types.all()),
        frozenset(filter(None, rule.moments.split(","))),
        None if first is None or last is None else (first, last),
        rule.headroom,
        frozenset(other.pk for other in rule.not_with.all()),
    )


def _job_prices(shop: Shop) -> JobPrices:
    found: dict[int, tuple[JobPrice, ...]] = {}
    for row in ServicePrice.objects.filter(service_type__shop=shop).order_by("valid_from"):
        before = found.get(row.service_type_id, ())
        found[row.service_type_id] = (*before, JobPrice(row.valid_from, row.price))
    return found


R = TypeVar("R", Price, Script, OfferRule, Pause)


def _grouped(rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = {}
    for row in rows:
        found.setdefault(row.addon_id, []).append(row)
    return found
