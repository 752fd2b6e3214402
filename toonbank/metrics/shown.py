"""A number as a shop reads it: the shop's decimal mark and money, one place for all pages and tables."""

from dataclasses import dataclass

from toonbank.lib.money import format_about, format_cents, format_number
from toonbank.metrics.answer import Value
from toonbank.metrics.metric import Metric, Shape, Unit
from toonbank.shops.models import Shop

NOTHING = "–"


@dataclass(frozen=True)
class Shown:
    """`locale` decides how numbers look, never the language of the words around them."""

    locale: str
    currency: str

    @classmethod
    def of(cls, shop: Shop) -> "Shown":
        return cls(shop.locale, shop.currency)

    def number(self, value: Value) -> str:
        """ "37 %", "€ 8,00", "84"; a dash when there is nothing to divide by."""
        return NOTHING if value.value is None else self._amount(value, value.value)

    def interval(self, value: Value) -> str:
        """ "27 – 48 %", or nothing when the metric has none."""
        if value.low is None or value.high is None:
            return ""
        if value.metric.unit is Unit.PERCENT:
            return f"{self._whole(value.low)} {NOTHING} {self.percent(value.high)}"
        return f"{self._amount(value, value.low)} {NOTHING} {self._amount(value, value.high)}"

    def sums(self, value: Value) -> str:
        """ "29 / 78": what a rate was made of; nothing where there is nothing to divide by."""
        if value.metric.shape is not Shape.RATE or not value.available or not value.tries:
            return ""
        return f"{self.count(value.hits)} / {self.count(value.tries or 0)}"

    def part(self, metric: Metric, total: int) -> str:
        """A sum before it is divided, of one ticket or of all."""
        return self.money(total) if metric.unit is Unit.CENTS else self.count(total)

    def change(self, now: Value, before: Value) -> str:
        """ "+3": points for a rate, money or pieces for the rest; nothing without both."""
        if now.value is None or before.value is None:
            return ""
        if now.metric.unit is Unit.PERCENT:
            points = round(100 * now.value) - round(100 * before.value)
            return f"{points:+d}".replace("-", "−") if points else "±0"
        difference = now.value - before.value
        sign = "+" if difference > 0 else "−" if difference < 0 else "±"
        return f"{sign}{self._amount(now, abs(difference))}"

    def percent(self, share: float) -> str:
        return f"{self._whole(share)} %"

    def count(self, number: int) -> str:
        return format_number(number, self.locale, 0)

    def money(self, cents: float) -> str:
        return format_cents(round(cents), self.currency, self.locale)

    def about(self, cents: float) -> str:
        """An estimate: whole euros, no cents that nobody knows."""
        return format_about(cents, self.currency, self.locale)

    def _whole(self, share: float) -> str:
        return format_number(100 * share, self.locale, 0)

    def _amount(self, value: Value, number: float) -> str:
        if value.metric.unit is Unit.PERCENT:
            return self.percent(number)
        if value.metric.unit is Unit.CENTS:
            return self.money(number)
        return format_number(number, self.locale, 0 if value.metric.shape is Shape.COUNT else 2)
