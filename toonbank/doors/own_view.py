"""An employee's own numbers as words ready to show: shared by the page and the tablet."""

from datetime import datetime
from typing import Any

from babel.dates import format_time
from django.utils import timezone

from toonbank.ledger.at_hand import Counted, own_today
from toonbank.lib.periods import day_int, zone
from toonbank.metrics.metric import Unit
from toonbank.metrics.shown import Shown
from toonbank.reports.own import Number, own
from toonbank.shops.models import Employee, Shop


def own_view(employee: Employee, now: datetime) -> dict[str, Any]:
    found, shown = own(employee, now), Shown.of(employee.shop)
    today = own_today(employee, day_int(found.period.last))
    return {
        "employee": {"id": employee.pk, "name": employee.alias},
        "from": found.period.first.isoformat(),
        "to": found.period.last.isoformat(),
        "numbers": [_number(number, shown) for number in found.numbers],
        "today": [_ticket(one, employee.shop) for one in today],
        "tip": found.tip.sentence() if found.tip else None,
    }


def _number(number: Number, shown: Shown) -> dict[str, Any]:
    value = number.own
    return {
        "metric": value.metric.key,
        "name": value.metric.title(),
        "said": shown.number(value),
        "interval": shown.interval(value),
        "state": value.state.name,
        "reason": value.state.reason(),
        "sums": shown.sums(value),
        "shop": _average(number, shown),
    }


def _average(number: Number, shown: Shown) -> str | None:
    if number.shop is None:
        return None
    cents = number.own.metric.unit is Unit.CENTS
    return shown.money(number.shop) if cents else shown.percent(number.shop)


def _ticket(one: Counted, shop: Shop) -> dict[str, Any]:
    ticket = one.ticket
    at = timezone.localtime(ticket.occurred_at, zone(shop.timezone))
    return {
        "uuid": str(ticket.uuid),
        "time": format_time(at, "HH:mm", locale=shop.locale),
        "service_type": ticket.service_type.name if ticket.service_type else "",
        "status": ticket.status,
        "offered": one.offered,
        "bought": one.bought,
    }
