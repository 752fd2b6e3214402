"""What advice rests on: what was offered of each add-on, on what work and by whom, and what a sale brings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Q, Sum

from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.snapshot import catalog_of
from toonbank.ledger.models import Offer, Reason
from toonbank.lib.periods import Period, business_day, day_int
from toonbank.metrics.answer import Row
from toonbank.metrics.ask import Asked
from toonbank.metrics.closed import while_unchanged
from toonbank.shops.models import Shop
from toonbank.stats.prior import Posterior, Prior, learn_each
from toonbank.stats.rate import Rate

Label = str


@dataclass(frozen=True)
class Seen:
    """One add-on in the period. `suggestion`: offers on eligible tickets.

    `price` and `margin`: cents per sale on the last day; None when the price, or the cost, is not known.
    """

    id: int
    name: str
    attach: Rate
    suggestion: Rate
    margin: int | None
    price: int | None
    prior: Prior
    by_service: dict[Label, Rate] = field(default_factory=dict)
    by_employee: dict[Label, Rate] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    sold: int = 0
    sold_cheaper: int = 0

    @property
    def belief(self) -> Posterior:
        return self.prior.after(self.attach)


@dataclass
class Answers:
    """Reasons of refusals, sales, and sales below the price."""

    reasons: Counter[str] = field(default_factory=Counter)
    sold: int = 0
    cheaper: int = 0


@dataclass(frozen=True)
class Ground:
    """A shop and a period; four questions, whatever the shop sold."""

    shop: Shop
    period: Period
    now: datetime

    @property
    def weeks(self) -> float:
        return self.period.days / 7

    @property
    def today(self) -> date:
        return business_day(self.now, self.shop.timezone, self.shop.cutoff_minutes)

    @cached_property
    def addons(self) -> tuple[Seen, ...]:
        """What is on offer on the last day and was offered or could have been in the period."""
        day = day_int(self.period.last)
        facts = {addon.name: addon for addon in catalog_of(self.shop).addons.values() if addon.active(day)}
        asked = self._ask(("attach_rate", "suggestion_rate"), "addon")
        rows = [row for row in asked if row.labels["addon"] in facts]
        rates = [_rate(row, "attach_rate") for row in rows]
        priors = learn_each(rates)
        return tuple(
            self._seen(facts[str(row.labels["addon"])], row, prior, day)
            for row, prior in zip(rows, priors, strict=True)
        )

    def _seen(self, addon: AddonFacts, row: Row, prior: Prior, day: int) -> Seen:
        price = addon.price(day)
        answers = self._answers.get(addon.name) or Answers()
        return Seen(
            addon.id,
            addon.name,
            _rate(row, "attach_rate"),
            _rate(row, "suggestion_rate"),
            addon.margin(day),
            price.unit_price if price else None,
            prior,
            self._by_service.get(addon.name, {}),
            self._by_employee.get(addon.name, {}),
            dict(answers.reasons),
            answers.sold,
            answers.cheaper,
        )

    @cached_property
    def _by_service(self) -> dict[str, dict[Label, Rate]]:
        return self._split("attach_rate", "service_type")

    @cached_property
    def _by_employee(self) -> dict[str, dict[Label, Rate]]:
        return self._split("suggestion_rate", "employee")

    @cached_property
    def _answers(self) -> dict[str, "Answers"]:
        """By name of the add-on."""
        names = {addon.id: addon.name for addon in catalog_of(self.shop).addons.values()}
        found: dict[str, Answers] = defaultdict(Answers)
        key = (_answers, self.shop.pk, self.period)
        rows = while_unchanged(key, self.shop, self.period, lambda: _answers(self.shop, self.period))
        for addon, reason, times, sold, cheaper in rows:
            answers = found[names[addon]]
            answers.sold += sold
            answers.cheaper += cheaper
            if reason:
                answers.reasons[reason] += times
        return dict(found)

    def _split(self, metric: str, by: str) -> dict[str, dict[Label, Rate]]:
        return _nested(self._ask((metric,), "addon", by), by, metric)

    def _ask(self, metrics: Sequence[str], *by: str) -> tuple[Row, ...]:
        return Asked(metrics, by, period=self.period).answer([self.shop], self.now).rows


def _answers(shop: Shop, period: Period) -> tuple[tuple[int, str, int, int, int], ...]:
    """Add-on, reason, offers, sales, sales below the price."""
    rows = Offer.objects.filter(shop=shop, day__range=period.day_ints()).values("addon", "reason")
    counted = rows.annotate(
        times=Count("pk"), sold=Sum("bought"), cheaper=Count("pk", filter=Q(bought=1, discount__gt=0))
    )
    names = ("addon", "reason", "times", "sold", "cheaper")
    return tuple(counted.order_by("addon", "reason").values_list(*names))


def _rate(row: Row, name: str) -> Rate:
    value = row.values[name]
    return Rate(value.hits, value.tries or 0)


def _nested(rows: Iterable[Row], by: str, name: str) -> dict[str, dict[Label, Rate]]:
    found: dict[str, dict[Label, Rate]] = defaultdict(dict)
    for row in rows:
        if row.labels[by] is not None:
            found[str(row.labels["addon"])][str(row.labels[by])] = _rate(row, name)
    return dict(found)


def said_reason(code: str) -> str:
    return str(Reason(code).label) if code in Reason.values else code
